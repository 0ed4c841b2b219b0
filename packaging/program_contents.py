# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the installed packages goes into the program folder, and what is left out. Read by laufmappe.spec."""

import re
from importlib import metadata
from pathlib import Path, PurePosixPath

CHECKOUT = Path(__file__).resolve().parent.parent

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: its place in the folder, where it comes from, its kind."""

NOT_NEEDED = [
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PIL._avif",
    "PIL._imagingtk",
    "PIL._webp",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "_sqlite3",
    "_ssl",
    "alembic.testing",
    "curses",
    "lib2to3",
    "numpy",
    "pip",
    "pytest",
    "readline",
    "reportlab.graphics.testshapes",
    "setuptools",
    "sqlalchemy.testing",
    "sqlite3",
    "ssl",
    "tkinter",
    "wheel",
]
"""Modules that a package could use and the program does not. No part of it speaks to a network, so TLS stays out."""

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qjpeg", "qico", "qicns"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "printsupport": {"cupsprintersupport"},
    "wayland-shell-integration": {"xdg-shell", "qt-shell"},
    "wayland-decoration-client": {"bradient"},
}
"""Qt's plugins by their folders. The GTK theme would bring GTK along, the others speak to hardware without a desktop."""

QT_WORDS = ("qtbase_de", "qtbase_en", "qtbase_ar")

NEEDED_OF_THE_SYSTEM = re.compile(r"lib(python3|ffi|lzma|bz2|uuid|crypto)[.0-9]*\.so\..*")
"""Libraries that Python was built against: other machines have other versions. All others of a Linux desktop are taken
from there (packaging/debian/control says which), so that they are the ones its administrator renews."""


def version() -> str:
    """The program's version, read without loading the program."""
    text = (CHECKOUT / "laufmappe" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    assert found is not None, "laufmappe/__init__.py says its version"
    return found[1]


def is_wanted(place: str, source: str) -> bool:
    """Whether the file that comes from `source` is needed at this place of the folder."""
    path = PurePosixPath(place.replace("\\", "/"))
    name, parts = path.name, path.parts
    if "plugins" in parts and "PySide6" in parts:
        folder = parts[parts.index("plugins") + 1]
        return re.sub(r"^lib|\.(so|dll|dylib).*$", "", name) in PLUGINS.get(folder, set())
    if "translations" in parts and "PySide6" in parts:
        return path.stem in QT_WORDS
    if "__pycache__" in parts or (parts[:1] == ("tzdata",)):
        return False
    if source.startswith(("/lib/", "/lib64/", "/usr/lib/")) and "/python3" not in source:
        return bool(NEEDED_OF_THE_SYSTEM.fullmatch(name))
    return not re.match(r"(lib)?Qt6(Qml|Quick|VirtualKeyboard|Pdf|Network|OpenGL|EglF[sS])", name)


def of_tools_only() -> list[str]:
    """Modules that are installed here because a tool for packages needs them; people's programs run without."""
    lock = (CHECKOUT / "packaging" / "requirements.txt").read_text(encoding="utf-8")
    ours = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    return sorted(
        module
        for module, packages in metadata.packages_distributions().items()
        if not any(re.sub(r"[-_.]+", "-", package).lower() in ours for package in packages)
    )


def locale_files(entries: list[Entry]) -> list[Entry]:
    """Of Babel's data the languages that the program speaks or prints, and all that are written from right to left."""
    return [entry for entry in entries if "locale-data" not in entry[0] or Path(entry[0]).stem in _locales()]


def _locales() -> set[str]:
    if not _LOCALES:
        from babel import Locale, localedata

        catalogues = (CHECKOUT / "resources" / "locale").glob("*/*.po")
        # Kurmanji and Dari are ku and fa_AF in CLDR: laufmappe/casework/cldr.py.
        _LOCALES.update({"root", "de", "en", "ku", "fa_AF"}, (file.stem for file in catalogues))
        for code in localedata.locale_identifiers():
            if Locale.parse(code).text_direction == "rtl" and code.count("_") == 0:
                _LOCALES.add(code)
    return _LOCALES


_LOCALES: set[str] = set()
