# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Under which licences the parts of a package stand, and their texts, which go into it.

Parts are the locked packages of requirements.txt as they are installed in the environment that this runs in.
"""

import re
import shutil
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from program_contents import CHECKOUT

TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
LICENCES = {
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "pypdfium2": "(Apache-2.0 OR BSD-3-Clause) AND BSD-3-Clause",
    "pyrage": "MIT",
    "pyside6-essentials": QT,
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "rpds-py": "MIT",
    "segno": "BSD-3-Clause",
    "shiboken6": QT,
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
}
"""SPDX expressions of those whose metadata says it in other words."""
DATA = (
    ("Inter", "resources/fonts/Inter_*", "2016 The Inter Project Authors", "OFL-1.1"),
    ("Noto Sans", "resources/fonts/NotoSans*", "2022-2025 The Noto Project Authors", "OFL-1.1"),
    ("Vazirmatn", "resources/fonts/Vazirmatn_*", "2015 The Vazirmatn Project Authors", "OFL-1.1"),
    ("Lucide", "resources/icons/*", "2026 Lucide Icons and Contributors, 2013-present Cole Bemis", "ISC AND MIT"),
    ("sRGB profile of Little CMS", "resources/icc/srgb.icc", "none", "CC0-1.0"),
)
"""What of the shipped data others made: name, files, holder, licence."""


@dataclass(frozen=True)
class Part:
    """A locked package: its name as in the lock, version, SPDX expression, and the files that hold its licence."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def normal(name: str) -> str:
    """A package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def parts() -> list[Part]:
    """The program's own packages that are installed here, by name."""
    lock = (CHECKOUT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    ours = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    found = {}
    for package in metadata.distributions():
        name = normal(package.metadata["Name"])
        if name in ours:
            files = [file for file in package.files or () if file.parts[0].endswith(".dist-info")]
            texts = tuple(
                Path(str(file.locate())) for file in files if any(TEXT.match(piece) for piece in file.parts[1:])
            )
            found[name] = Part(name, package.version, licence_of(name, package.metadata), texts)
    return [found[name] for name in sorted(found)]


def licence_of(name: str, about: metadata.PackageMetadata) -> str:
    """The SPDX expression of a package."""
    said = about.get_all("License-Expression") or about.get_all("License") or [""]
    return LICENCES.get(name) or str(said[0]).strip()


def gather(folder: Path) -> None:
    """Copies the licences of the program and of every part to `LICENSES/` of the program folder."""
    shutil.copytree(CHECKOUT / "LICENSES", folder / "LICENSES", dirs_exist_ok=True)
    for text in sorted((CHECKOUT / "packaging" / "licences").iterdir()):
        shutil.copyfile(text, folder / "LICENSES" / f"{text.name.removeprefix('COPYING.')}.txt")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    for name, texts in [("python", (python,)), *((part.name, part.texts) for part in parts())]:
        for text in texts:
            if text.is_file():
                target = folder / "LICENSES" / "parts" / name / text.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(text, target)


def copyright_file() -> str:
    """Debian's copyright file, by which anybody finds the licence of every part."""
    paragraphs = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Laufmappe\n"
        "Comment: The texts of all licences lie in /usr/share/doc/laufmappe/LICENSES.",
        "Files: *\nCopyright: 2026 Laufmappe contributors\nLicense: EUPL-1.2",
    ]
    for _name, files, holder, licence in DATA:
        place = f"usr/lib/laufmappe/_internal/laufmappe/_resources/{files.removeprefix('resources/')}"
        paragraphs.append(f"Files: {place}\nCopyright: {holder}\nLicense: {_debian(licence)}")
    for part in parts():
        module = part.name.replace("-", "_")
        paragraphs.append(
            f"Files: usr/lib/laufmappe/_internal/{module}*\nCopyright: the authors of {part.name} {part.version}\n"
            f"License: {_debian(part.licence)}"
        )
    used = {name for text in paragraphs for name in re.findall(r"^License: (.+)$", text, re.MULTILINE)}
    for licence in sorted(used):
        paragraphs.append(f"License: {licence}\n See the texts in /usr/share/doc/laufmappe/LICENSES.")
    return "\n\n".join(paragraphs) + "\n"


def _debian(expression: str) -> str:
    """An SPDX expression as Debian writes it."""
    return expression.replace(" OR ", " or ").replace(" AND ", " and ").replace("(", "").replace(")", "")
