# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program with its Python in one folder, and the archive of it. The same inputs give the same bytes.

The other packages (Debian, Windows, macOS) hold this folder.
"""

import lzma
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from environment import SetupError
from licences import gather
from program_contents import CHECKOUT, version
from program_icon import draw_all

BUILD, DIST = CHECKOUT / "build", CHECKOUT / "dist"
ARM = ("aarch64", "arm64")


def source_date() -> int:
    """The time that every file of a package bears: that of the commit, or $SOURCE_DATE_EPOCH."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if said.isdigit():
        return int(said)
    asked = ["git", "-C", str(CHECKOUT), "log", "-1", "--format=%ct"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() if CHECKOUT else ""
    return int(told) if told.isdigit() else 1_700_000_000


def machine() -> str:
    """This processor as package names call it."""
    import platform

    name = platform.machine().lower()
    return "arm64" if name in ARM else "x86_64" if name in ("x86_64", "amd64") else name


def make_folder() -> Path:
    """Freezes the program of this checkout; returns the folder, in build/. Raises: SetupError."""
    settings = os.environ | {
        "SOURCE_DATE_EPOCH": str(source_date()),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(BUILD / "pyinstaller"),
    }
    draw_all(BUILD / "pictures")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--distpath", str(BUILD / "frozen"), "--workpath", str(BUILD / "work")]
    command.append(str(CHECKOUT / "packaging" / "laufmappe.spec"))
    if subprocess.call(command, cwd=CHECKOUT, env=settings) != 0:
        raise SetupError("PyInstaller ist gescheitert (Meldung oben). In dist/ wurde nichts geändert.")
    folder = BUILD / "frozen" / "laufmappe"
    gather(folder)
    for name in ("README.md", "CHANGELOG.md"):
        shutil.copy(CHECKOUT / name, folder)
    if sys.platform.startswith("linux"):
        strip(folder)
        forget_the_builder(folder)
    settle(folder)
    return folder


def libraries(folder: Path) -> list[Path]:
    """Every library of the folder once."""
    return [file for file in sorted(folder.rglob("*.so*")) if file.is_file() and not file.is_symlink()]


def strip(folder: Path) -> None:
    """Takes out what only debuggers read: it is a third of the size. Qt's own files have nothing of that."""
    if shutil.which("strip") is None:
        raise SetupError("Zum Packen fehlt das Programm „strip“ (Debian: Paket binutils).")
    for library in libraries(folder):
        if "PySide6" not in library.parts or not library.name.startswith(("libQt6", "libq")):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def forget_the_builder(folder: Path) -> None:
    """A Python that was built by hand tells its modules to look for libraries in its own place: here in the folder instead.

    The path is exchanged where it stands as a whole text; what is shorter is filled up with zeros.
    """
    place = f"{sys.base_prefix}/lib".encode()
    for library in libraries(folder):
        here = b"$ORIGIN/../.." if library.parent.name == "lib-dynload" else b"$ORIGIN"
        content = library.read_bytes()
        if len(place) >= len(here) and b"\0" + place + b"\0" in content:
            library.write_bytes(content.replace(b"\0" + place + b"\0", b"\0" + here.ljust(len(place), b"\0") + b"\0"))


def settle(folder: Path) -> None:
    """Plain modes and one time for everything, whoever built it and when."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path.name in ("laufmappe", "LaufmappeFenster")
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (source_date(), source_date()))


def make_archive(folder: Path) -> Path:
    """Packs the folder for Linux: unpack anywhere, start `laufmappe` in it."""
    name = f"laufmappe-{version()}-linux-{machine()}"
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"{name}.tar.xz"
    with lzma.open(archive, "wb", preset=6) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted((folder, *folder.rglob("*"))):
            tar.add(path, str(Path(name, path.relative_to(folder))), recursive=False, filter=_nobody)
    return archive


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def told(file: Path) -> str:
    """One line about a finished file."""
    return f"{file.relative_to(CHECKOUT)}  {file.stat().st_size / 1e6:.1f} MB"
