# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a release as far as a machine can: `python3 packaging/start.py release [--without-check]`.

Refuses a checkout with changes and a version that the changelog does not tell of; runs every check; makes the packages of
this system and the list of parts; tries the packaged program; writes SHA256SUMS; says what is left to people (RELEASE.md).
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import checks
import environment
import system_libraries
from environment import SetupError
from program_contents import version

KINDS = {"linux": ("linux", "deb", "sbom"), "win32": ("windows", "sbom"), "darwin": ("macos", "sbom")}


def run(checkout: Path, arguments: list[str]) -> int:
    """Every step in turn; the first that fails ends it. Raises: SetupError."""
    refuse_unless_ready(checkout)
    if "--without-check" not in arguments:
        system_libraries.require(window=False)
        if checks.run(checkout, environment.ensure(checkout, "dev"), []) != 0:
            raise SetupError("Die Prüfungen sind nicht bestanden. Es wurde nichts gebaut.")
    python = environment.ensure_packaging(checkout)
    shutil.rmtree(checkout / "dist", ignore_errors=True)
    packages = str(checkout / "packaging" / "packages.py")
    if subprocess.call([python, packages, *KINDS.get(sys.platform, KINDS["linux"])]) != 0:
        return 1
    name = "laufmappe.exe" if sys.platform == "win32" else "laufmappe"
    program = checkout / "build" / "frozen" / "laufmappe" / name
    if subprocess.call([sys.executable, str(checkout / "packaging" / "smoke_test.py"), str(program)]) != 0:
        return 1
    print(write_sums(checkout / "dist").read_text(encoding="ascii"))
    for place in placeholders(checkout):
        print(f"Noch nicht zu veröffentlichen: {place} nennt example.org statt einer Adresse.")
    print(f"Version {version()} liegt in dist/. Weiter mit RELEASE.md, Abschnitt „Try it“.")
    return 0


def refuse_unless_ready(checkout: Path) -> None:
    """Only what is committed is released, and only what the changelog and publiccode.yml tell of. Raises: SetupError."""
    status = subprocess.run(["git", "status", "--porcelain"], cwd=checkout, capture_output=True, text=True, check=False)
    if status.returncode != 0 or status.stdout:
        raise SetupError(
            f"Veröffentlicht wird nur, was eingecheckt ist. Noch offen:\n{status.stdout or status.stderr}Es wurde nichts gebaut."
        )
    for name, found in told_versions(checkout).items():
        if found != version():
            raise SetupError(
                f"Das Programm ist Version {version()}, {name} nennt {found or 'keine'}. Bitte angleichen; es wurde nichts gebaut."
            )


def told_versions(checkout: Path) -> dict[str, str]:
    """The newest version that each paper names; `Unreleased` does not count."""
    patterns = {
        "CHANGELOG.md": r"^## \[(\d[^\]]*)\]",
        "publiccode.yml": r'^softwareVersion: "([^"]+)"',
    }
    told = {}
    for name, pattern in patterns.items():
        found = re.search(pattern, (checkout / name).read_text(encoding="utf-8"), re.MULTILINE)
        told[name] = found[1] if found else ""
    return told


def placeholders(checkout: Path) -> list[str]:
    """The files that name an address which nobody has, until those who publish put theirs there."""
    places = ("publiccode.yml", "packaging/debian_package.py")
    return [place for place in places if "example.org" in (checkout / place).read_text(encoding="utf-8")]


def write_sums(folder: Path) -> Path:
    """SHA256SUMS of everything in the folder, as `sha256sum --check` reads it."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    sums = folder / "SHA256SUMS"
    sums.write_text("".join(lines), encoding="ascii")
    return sums
