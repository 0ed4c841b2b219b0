# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The libraries of the operating system that Qt loads, and how Debian and Ubuntu call them."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from environment import SetupError

DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def loads(library: str) -> bool:
    """Whether the system can load this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(window: bool, found: Callable[[str], bool] = loads) -> dict[str, str]:
    """The libraries that are not there, with their Debian packages. `window`: also those for windows on X11."""
    wanted = DRAWING | WINDOW if window else DRAWING
    absent = {library: package for library, package in wanted.items() if not found(library)}
    if importlib.util.find_spec("ensurepip") is None:
        absent["ensurepip"] = "python3-venv"
    return absent


def sentence(absent: dict[str, str], debian: bool) -> str:
    """What is missing, and the line that an administrator runs."""
    if not debian:
        return (
            f"Auf diesem Rechner fehlen Systembibliotheken für Qt: {', '.join(absent)}. Es wurde noch nichts geladen. "
            "Bitte mit der Paketverwaltung einrichten und denselben Befehl noch einmal aufrufen."
        )
    packages = " ".join(absent.values())
    return (
        f"Auf diesem Rechner fehlen Systembibliotheken für Qt: {', '.join(absent.values())}. Es wurde noch nichts "
        "geladen. Wer den Rechner verwaltet, richtet sie als root mit dieser Zeile ein, danach denselben Befehl noch "
        f"einmal aufrufen:\n\n    apt-get update && apt-get install -y --no-install-recommends {packages}\n"
    )


def require(window: bool) -> None:
    """Makes sure of Qt's libraries: installs them where this is root on Debian or Ubuntu. Raises: SetupError."""
    if not sys.platform.startswith("linux"):
        return
    absent = missing(window)
    if not absent:
        return
    debian = shutil.which("apt-get") is not None
    if debian and os.geteuid() == 0:
        install(list(absent.values()))
        absent = missing(window)
    if absent:
        raise SetupError(sentence(absent, debian))


def install(packages: list[str]) -> None:
    """Runs apt-get; its own words are shown only if it fails."""
    print(f"Systembibliotheken werden mit apt-get eingerichtet: {', '.join(packages)} …")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode != 0:
            print(done.stdout.decode(errors="replace"), file=sys.stderr)
