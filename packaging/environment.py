# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The private Python environment of a checkout: the folder .venv, filled from the locks.

    requirements.txt         what the program needs
    requirements-dev.txt     the same, and what checks and tests it
    requirements-build.txt   builds the one package of the latter that is published as source only (reuse)
    requirements-package.txt what the program needs, and what makes packages of it; in a folder of its own (build/)

Each names exact versions with their hashes and no address: where they come from is up to pip's own settings.
The file .venv/laufmappe-stamp says which locks are completely installed. It is written last, so an interrupted set-up
is seen and made anew.
"""

import hashlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

LOCKS = {
    "runtime": ("requirements.txt",),
    "dev": ("requirements-build.txt", "requirements-dev.txt"),
    "package": ("requirements-package.txt",),
}
SOURCE_ONLY = ["--no-binary", "reuse", "--no-build-isolation"]

Pip = Callable[[str, list[str]], None]


class SetupError(Exception):
    """The set-up can't go on; the message says what to do."""


def ensure(checkout: Path, packages: str, pip: Pip | None = None) -> str:
    """Makes sure that `packages` ("runtime" or "dev") are installed and returns the environment's Python.

    Without any change since the last time this touches neither the network nor the disk. Raises: SetupError.
    """
    pip = pip or run_pip
    venv = checkout / ".venv"
    python = python_of(venv)
    stamp = venv / "laufmappe-stamp"
    installed = stamp.read_text(errors="replace").split() if python.exists() and stamp.exists() else []
    if fingerprint(checkout, packages) in installed:
        return str(python)

    print("Die Python-Umgebung in .venv wird eingerichtet. Das dauert einmalig ein bis drei Minuten …")
    runtime = fingerprint(checkout, "runtime")
    try:
        if installed == [runtime]:
            write_stamp(stamp, [runtime, "unfinished"])
            try:
                install(checkout, str(python), packages, pip)
            except SetupError:  # nothing came, so what is there stays usable without a network
                write_stamp(stamp, [runtime])
                raise
        else:
            stamp.unlink(missing_ok=True)
            make_venv(venv)
            install(checkout, str(python), packages, pip)
            link_program(checkout, venv)
        write_stamp(stamp, [runtime] if packages == "runtime" else [runtime, fingerprint(checkout, "dev")])
    except OSError as error:
        raise SetupError(
            f"Die Umgebung kann nicht angelegt werden ({error.strerror or error}: {error.filename or venv}). "
            f"Am Programm wurde nichts verändert. Bitte Schreibrechte und freien Platz in {checkout} prüfen, Programme "
            "aus .venv beenden und denselben Befehl noch einmal aufrufen."
        ) from error
    return str(python)


def ensure_packaging(checkout: Path, pip: Pip | None = None) -> str:
    """Makes sure of the environment that packages are made in, and returns its Python. Raises: SetupError.

    It holds what people get and the tools that pack it, and nothing that only developers use.
    """
    venv = checkout / "build" / "environment"
    python, stamp = python_of(venv), venv / "laufmappe-stamp"
    wanted = fingerprint(checkout, "package")
    if python.exists() and stamp.exists() and stamp.read_text(errors="replace").split() == [wanted]:
        return str(python)
    print("Die Umgebung für die Pakete wird in build/environment eingerichtet …")
    make_venv(venv)
    install(checkout, str(python), "package", pip or run_pip)
    write_stamp(stamp, [wanted])
    return str(python)


def fingerprint(checkout: Path, packages: str) -> str:
    """Changes with the version of Python and with every lock that belongs to `packages`."""
    names = LOCKS["runtime"] + LOCKS["dev"] if packages == "dev" else LOCKS[packages]
    digest = hashlib.sha256("{}.{}".format(*sys.version_info).encode())
    for name in names:
        digest.update((checkout / "packaging" / name).read_bytes())
    return f"{packages}:{digest.hexdigest()}"


def write_stamp(stamp: Path, lines: list[str]) -> None:
    stamp.write_text("\n".join(lines) + "\n", encoding="ascii")


def install(checkout: Path, python: str, packages: str, pip: Pip) -> None:
    """Exactly what the locks name, checked by hash; ready-made packages only, so no compiler is needed."""
    for lock in LOCKS[packages]:
        file = str(checkout / "packaging" / lock)
        pip(python, ["--require-hashes", "--only-binary", ":all:", *SOURCE_ONLY, "-r", file])


def python_of(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def make_venv(venv: Path) -> None:
    """An empty environment, in place of whatever was there."""
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(venv)]) != 0:
        raise SetupError(
            f"Die Python-Umgebung {venv.name} konnte nicht angelegt werden (Meldung oben). Unter Debian und Ubuntu fehlt dann "
            "meist das Paket python3-venv. Danach denselben Befehl noch einmal aufrufen."
        )


def run_pip(python: str, arguments: list[str]) -> None:
    """Installs into the environment, by the index that this machine's pip is set to. Raises: SetupError."""
    quiet = [] if sys.stdout.isatty() else ["--quiet", "--quiet"]
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-user", *quiet, *arguments]
    if subprocess.call(command) != 0:
        raise SetupError(
            "Die Pakete konnten nicht geladen oder eingerichtet werden (Meldung oben). Bitte Netz, Proxy und die "
            "Einstellungen von pip prüfen und denselben Befehl noch einmal aufrufen; er setzt von vorn auf."
        )


def link_program(checkout: Path, venv: Path) -> None:
    """Lets the environment import `laufmappe` from the checkout, and puts the command `laufmappe` beside its Python.

    The path to the checkout is relative: any letters, and movable.
    """
    folder = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv), "platbase": str(venv)}))
    (folder / "laufmappe.pth").write_text(os.path.relpath(checkout, folder) + "\n", encoding="ascii")
    if os.name == "nt":
        (venv / "Scripts" / "laufmappe.cmd").write_text('@"%~dp0python.exe" -P -m laufmappe %*\r\n', encoding="ascii")
    else:
        command = venv / "bin" / "laufmappe"
        command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -P -m laufmappe "$@"\n', encoding="ascii")
        command.chmod(0o755)


def write_locks(checkout: Path, uv: str, arguments: list[str]) -> int:
    """Resolves pyproject.toml for every platform and Python from 3.11 on, and writes the four locks."""
    compile_lock = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]
    compile_lock += ["--annotation-style", "line", "--python-version", "3.11", *arguments]
    for source in (
        ["pyproject.toml", "-o", "packaging/requirements.txt"],
        ["--group", "build", "-o", "packaging/requirements-build.txt"],
        [
            "pyproject.toml",
            "--group",
            "dev",
            "-c",
            "packaging/requirements.txt",
            "-o",
            "packaging/requirements-dev.txt",
        ],
        [
            "pyproject.toml",
            "--group",
            "package",
            "-c",
            "packaging/requirements.txt",
            "-o",
            "packaging/requirements-package.txt",
        ],
    ):
        status = subprocess.call([*compile_lock, *source], cwd=checkout)
        if status != 0:
            return status
    return 0
