# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this account remembers of deletions, outside of any vault: an older backup knows nothing of them.

One small file beside that of `seen.py`: for each vault a hash that does not say which, and the marks of what was deleted.
A mark is a hash as well: it says something only to whoever has the entry again. Where the file can't be read or written,
nothing is remembered.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from laufmappe.errors import StorageError
from laufmappe.vault import seen
from laufmappe.vault.files import atomic_write, is_plain_file, make_folder

GONE_FILE = "gone.json"
_MOST_VAULTS = 64
_MOST_MARKS = 20_000
_MOST_BYTES = 8 * 1024 * 1024


def gone_marks(vault: str) -> frozenset[str]:
    """The marks of what was deleted from the vault with this id, in whatever folder it lies."""
    return frozenset(_read(_file()).get(_name(vault), ()))


def remember_gone(vault: str, marks: Iterable[str]) -> None:
    """Adds marks to those of a vault."""
    _write(vault, sorted(gone_marks(vault) | {*marks}))


def forget_gone(vault: str, mark: str) -> None:
    """Takes a mark out: whoever was deleted came back because somebody wanted it."""
    there = gone_marks(vault)
    if mark in there:
        _write(vault, sorted(there - {mark}))


def _write(vault: str, marks: list[str]) -> None:
    file = _file()
    if file is None:
        return
    others = [entry for entry in _read(file).items() if entry[0] != _name(vault)]
    content = json.dumps(dict([*others[1 - _MOST_VAULTS :], (_name(vault), marks[-_MOST_MARKS:])]))
    with suppress(OSError, StorageError):
        make_folder(file.parent)
        atomic_write(file, content.encode("ascii") + b"\n")


def _read(file: Path | None) -> dict[str, list[str]]:
    with suppress(OSError, ValueError, RecursionError):
        if file is not None and is_plain_file(file):
            with file.open("rb") as opened:
                content = json.loads(opened.read(_MOST_BYTES))
            if isinstance(content, dict):
                return {
                    name: [mark for mark in marks if isinstance(mark, str)]
                    for name, marks in content.items()
                    if isinstance(marks, list)
                }
    return {}


def _name(vault: str) -> str:
    return hashlib.sha256(b"laufmappe gone " + vault.encode("ascii")).hexdigest()[:32]


def _file() -> Path | None:
    file = seen.state_file()
    return file.with_name(GONE_FILE) if file else None
