# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Debian package: the program folder below /usr/lib, and what a desktop needs to know about it.

Built without root, and byte for byte the same from the same folder. What it depends on are the libraries of a Debian
desktop; names that Debian 13 changed stand beside the ones of Debian 12.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from environment import SetupError
from licences import copyright_file
from program_contents import CHECKOUT, version
from program_folder import BUILD, DIST, source_date
from program_icon import SIGN, SIZES, draw

DEBIAN = CHECKOUT / "packaging" / "debian"
REVISION = "1"
MAINTAINER = "Laufmappe contributors <laufmappe@example.org>"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
DEPENDS = (
    "libc6 (>= 2.35)",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgcc-s1",
    "libgl1",
    "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++6 (>= 11)",
    "libx11-6",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxcb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "libzstd1",
    "zlib1g",
)
"""What the libraries in the folder are linked to (`objdump -p`); try_deb.sh names what is missing in a bare Debian."""


def make_deb(folder: Path) -> Path:
    """Wraps the program folder; returns the package in dist/. Raises: SetupError."""
    if shutil.which("dpkg-deb") is None:
        raise SetupError("Ein Debian-Paket entsteht unter Debian oder Ubuntu: hier fehlt „dpkg-deb“.")
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    install_program(folder, root)
    install_for_the_desktop(root)
    install_papers(root)
    architecture = ARCHITECTURES.get(os.uname().machine, os.uname().machine)
    write_control(root, architecture)
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            if path.is_dir():
                path.chmod(0o755)
            os.utime(path, (source_date(), source_date()))
    DIST.mkdir(exist_ok=True)
    package = DIST / f"laufmappe_{version()}-{REVISION}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", str(root), str(package)]
    settings = os.environ | {"SOURCE_DATE_EPOCH": str(source_date())}
    if subprocess.call(command, env=settings, stdout=subprocess.DEVNULL) != 0:
        raise SetupError("dpkg-deb ist gescheitert (Meldung oben).")
    return package


def install_program(folder: Path, root: Path) -> None:
    """The folder itself, and the command that leads to it."""
    program = root / "usr" / "lib" / "laufmappe"
    shutil.copytree(folder, program, symlinks=True)
    papers = root / "usr" / "share" / "doc" / "laufmappe"
    papers.mkdir(parents=True)
    shutil.move(program / "LICENSES", papers)
    for spare in ("README.md", "CHANGELOG.md"):
        (program / spare).unlink()
    command = root / "usr" / "bin" / "laufmappe"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/laufmappe/laufmappe")


def install_for_the_desktop(root: Path) -> None:
    """Menu entry, icons, types of files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    share = root / "usr" / "share"
    place(DEBIAN / "laufmappe.desktop", share / "applications" / "laufmappe.desktop")
    place(DEBIAN / "laufmappe.xml", share / "mime" / "packages" / "laufmappe.xml")
    place(SIGN, share / "icons" / "hicolor" / "scalable" / "apps" / "laufmappe.svg")
    for size in SIZES:
        draw(size, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "laufmappe.png")


def install_papers(root: Path) -> None:
    """Manual pages in English and German, copyright, changelogs, all as Debian wants them."""
    share = root / "usr" / "share"
    pack((DEBIAN / "laufmappe.1").read_text(encoding="utf-8"), share / "man" / "man1" / "laufmappe.1.gz")
    pack((DEBIAN / "laufmappe.de.1").read_text(encoding="utf-8"), share / "man" / "de" / "man1" / "laufmappe.1.gz")
    papers = share / "doc" / "laufmappe"
    pack((CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"), papers / "changelog.gz")
    pack(debian_changelog(), papers / "changelog.Debian.gz")
    (papers / "copyright").write_text(copyright_file(), encoding="utf-8")


def debian_changelog() -> str:
    """The packaging's own changelog: one entry for the version."""
    day = format_datetime(datetime.fromtimestamp(source_date(), UTC))
    return (
        f"laufmappe ({version()}-{REVISION}) unstable; urgency=medium\n\n"
        f"  * Version {version()}; what is new stands in changelog.gz.\n\n -- {MAINTAINER}  {day}\n"
    )


def write_control(root: Path, architecture: str) -> None:
    """DEBIAN/control and the checksums of all files."""
    about = root / "DEBIAN"
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(-(-path.stat().st_size // 1024) for path in files)
    control = re.sub(r"^#.*\n", "", (DEBIAN / "control").read_text(encoding="utf-8"), flags=re.MULTILINE)
    fields = {
        "version": f"{version()}-{REVISION}",
        "architecture": architecture,
        "maintainer": MAINTAINER,
        "size": str(size),
        "depends": ", ".join(DEPENDS),
    }
    about.mkdir()
    (about / "control").write_text(control.format(**fields), encoding="utf-8")
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]  # noqa: S324  # Debian's form
    (about / "md5sums").write_text("".join(sums), encoding="utf-8")
    for path in about.iterdir():
        path.chmod(0o644)


def place(source: Path, target: Path) -> None:
    """Copies a file to where it belongs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    target.chmod(0o644)


def pack(text: str, target: Path) -> None:
    """A text, compressed without a date; manual pages lose their comments on the licence."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r'^\.\\" SPDX.*\n', "", text, flags=re.MULTILINE)
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    target.chmod(0o644)
