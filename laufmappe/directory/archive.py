# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder, a zip or a single file as named bytes. What is too large or points elsewhere is refused before it is read."""

import io
import re
import stat
import zipfile
import zlib
from pathlib import Path

from laufmappe.casework.json_file import MOST_BYTES, too_large
from laufmappe.errors import ImportFileError
from laufmappe.i18n import _

MOST_FILES = 200
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_ZIP = b"PK\x03\x04"


def read_files(path: Path) -> dict[str, bytes]:
    """The files of a folder, of a zip, or the one file, by name.

    Raises:
        ImportFileError: Nothing can be read there, it is too large, or a name leads out of it.
    """
    try:
        if path.is_dir():
            return _of_folder(path)
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ImportFileError(_("Diese Datei gibt es nicht: {file}").format(file=path)) from None
    except (OSError, ValueError):
        raise ImportFileError(_("Diese Datei lässt sich nicht lesen: {file}").format(file=path)) from None
    if len(data) > MOST_BYTES:
        raise too_large()
    return _of_zip(data) if data.startswith(_ZIP) else {path.name: data}


def packed(files: dict[str, bytes]) -> bytes:
    """The files as a zip; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _of_folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    root = folder.resolve()
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".csv", ".json") or not path.is_file():
            continue
        if root not in path.resolve().parents:
            raise ImportFileError(
                _("{name} führt aus dem Ordner hinaus. Es wurde nichts übernommen.").format(name=path.name[:60])
            )
        if len(files) == MOST_FILES:
            raise _too_many()
        with path.open("rb") as stream:
            files[path.name] = stream.read(MOST_BYTES + 1 - total)
        total += len(files[path.name])
        if total > MOST_BYTES:
            raise too_large()
    return files


def _of_zip(data: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise _too_many()
            _refuse_tricks(entries)
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise _bomb()
            total = 0
            for entry in entries:
                # What a zip says of its sizes may be a lie.
                with archive.open(entry) as stream:
                    content = stream.read(MOST_BYTES + 1 - total)
                total += len(content)
                if total > MOST_BYTES:
                    raise _bomb()
                files[entry.filename] = content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise ImportFileError(_("Die Zip-Datei ist beschädigt. Es wurde nichts übernommen.")) from None
    return _without_top_folder(files)


def _refuse_tricks(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    for entry in entries:
        parts = entry.filename.split("/")
        leads_out = ".." in parts or "" in parts or "\\" in entry.filename or _DRIVE.match(entry.filename)
        if leads_out or stat.S_ISLNK(entry.external_attr >> 16) or names.count(entry.filename) > 1:
            raise ImportFileError(
                _("In der Zip-Datei führt „{name}“ anderswohin. Es wurde nichts übernommen.").format(
                    name=entry.filename[:60]
                )
            )
        if entry.flag_bits & _ENCRYPTED:
            raise ImportFileError(_("Die Zip-Datei ist mit einem Passwort geschützt. Es wurde nichts übernommen."))


def _without_top_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Many programs pack a folder with its name; what they add for their own system (__MACOSX) is left."""
    files = {name: data for name, data in files.items() if not name.startswith("__MACOSX/")}
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        return {name.partition("/")[2]: data for name, data in files.items()}
    return files


def _too_many() -> ImportFileError:
    return ImportFileError(_("Das sind mehr als {most} Dateien. Es wurde nichts übernommen.").format(most=MOST_FILES))


def _bomb() -> ImportFileError:
    return ImportFileError(
        _("Ausgepackt ist die Zip-Datei größer als {size} MiB. Es wurde nichts übernommen.").format(
            size=MOST_BYTES // 1024 // 1024
        )
    )
