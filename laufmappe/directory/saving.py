# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way out: the whole directory as a page of services (JSON), as a zip, or as a folder of tables."""

import json
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.directory import export_entries
from laufmappe.directory.archive import packed
from laufmappe.directory.nesting import flatten
from laufmappe.directory.package import write_package
from laufmappe.directory.writing import write_entry
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.vault.files import TEMPORARY, atomic_write, storing, write_synced

PAGE = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents")
"""What a page says of itself; it is counted anew."""
ALONE = "organizations"
LOOSE = "laufmappe"
"""Keys of a page for what belongs to no service: organizations, and rows of tables."""
JSON = ".json"
ZIP = ".zip"
FOLDER = ""
FORMATS = (JSON, ZIP, FOLDER)
"""What a directory is saved as, by the ending of its name."""


def save_directory(desk: Desk, target: Path, kind: str) -> None:
    """Writes the whole directory as one of `FORMATS`; a file that is there is replaced, a folder must be new or empty.

    Raises:
        LaufmappeError: The folder holds something already; nothing was written.
        StorageError: It can't be written there; no half of it is left.
    """
    if kind == FOLDER:
        refuse_full_folder(target)
        _write_folder(target.absolute(), directory_package(desk))
    else:
        atomic_write(target.absolute(), directory_json(desk) if kind == JSON else directory_zip(desk))


def refuse_full_folder(target: Path) -> None:
    """Raises LaufmappeError where no new folder can be written."""
    folder = target.absolute()
    if not folder.parent.is_dir() or (folder.exists() and not folder.is_dir()):
        raise LaufmappeError(_("Dorthin lässt sich kein Ordner schreiben: {folder}.").format(folder=target))
    if folder.is_dir() and any(folder.iterdir()):
        raise LaufmappeError(
            _("Der Ordner {folder} ist nicht leer. Er bleibt, wie er ist; bitte nennen Sie einen neuen.").format(
                folder=target
            )
        )


def directory_json(desk: Desk) -> bytes:
    """The whole directory as a page of services."""
    directory = export_entries(desk)
    services = [write_entry(entry) for entry in directory.entries if entry.service]
    alone = [write_entry(entry) for entry in directory.entries if not entry.service]
    loose = {name: rows for name, rows in directory.rest.items() if name != "page"}
    page: dict[str, Any] = {
        **directory.rest.get("page", {}),
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
        **({ALONE: alone} if alone else {}),
        **({LOOSE: loose} if loose else {}),
    }
    return json.dumps(page, ensure_ascii=False, indent=2).encode()


def directory_package(desk: Desk) -> dict[str, bytes]:
    """The whole directory as the files of a tabular data package."""
    directory = export_entries(desk)
    rest = directory.rest
    objects = [("service" if entry.service else "organization", write_entry(entry)) for entry in directory.entries]
    loose = [(name, row) for name, rows in rest.get("loose", {}).items() for row in rows]
    return write_package(flatten(objects, loose), rest.get("other"), rest.get("package"))


def directory_zip(desk: Desk) -> bytes:
    """The tabular data package in one file."""
    return packed(directory_package(desk))


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """All files under a passing name first: the folder is there whole, or not at all."""
    passing = folder.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
    with storing():
        try:
            passing.mkdir()
            for name, data in files.items():
                write_synced(passing / name, data)
            if folder.exists():
                folder.rmdir()
            passing.rename(folder)
        except BaseException:
            with suppress(OSError):
                for left in passing.iterdir():
                    left.unlink()
                passing.rmdir()
            raise
