# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this account at this computer remembers of the vaults that it had open: how far each had come.

A folder that is replaced as a whole by an older copy agrees with itself, so only something outside it can tell. That is one
small file of the person's, `laufmappe/seen.json` where the system keeps such states: for each vault at its place a hash
that says neither which nor where, and a number. It helps and never hinders: where it can't be read or written, nothing is
remembered.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from laufmappe.errors import StorageError
from laufmappe.vault.files import atomic_write, is_plain_file, make_folder

SEEN_FILE = "seen.json"
_MOST_VAULTS = 64
_MOST_BYTES = 64 * 1024


def last_generation(vault: str, folder: Path) -> int:
    """The generation that the vault with this id had in this folder last; 0 when that is not known."""
    return _read(state_file()).get(_name(vault, folder), 0)


def remember(vault: str, folder: Path, generation: int) -> None:
    """The generation that it has now, be it a lower one: the person is told of that once."""
    file = state_file()
    if file is None:
        return
    name = _name(vault, folder)
    others = [entry for entry in _read(file).items() if entry[0] != name]
    content = json.dumps(dict([*others[1 - _MOST_VAULTS :], (name, generation)]))
    with suppress(OSError, StorageError):
        make_folder(file.parent)
        atomic_write(file, content.encode("ascii") + b"\n")


def _read(file: Path | None) -> dict[str, int]:
    with suppress(OSError, ValueError, RecursionError):
        if file is not None and is_plain_file(file):
            with file.open("rb") as opened:
                content = json.loads(opened.read(_MOST_BYTES))
            if isinstance(content, dict):
                return {name: number for name, number in content.items() if type(number) is int}
    return {}


def _name(vault: str, folder: Path) -> str:
    # Two copies of a vault in two places are two lives: neither is an older state of the other.
    place = os.fsencode(os.path.realpath(folder))
    return hashlib.sha256(b"laufmappe seen " + vault.encode("ascii") + b" " + place).hexdigest()[:32]


def state_file() -> Path | None:
    """Where this account remembers vaults; None where the system names no such place."""
    state = os.environ.get("XDG_STATE_HOME", "")
    if not state and sys.platform == "win32":
        state = os.environ.get("LOCALAPPDATA", "")
    if not state:
        home = os.path.expanduser("~")  # noqa: PTH111  # Path.home raises where there is none
        state = str(Path(home, "Library/Application Support" if sys.platform == "darwin" else ".local/state"))
    # An odd environment must not make us write beside whatever the program was started in.
    return Path(state, "laufmappe", SEEN_FILE) if Path(state).is_absolute() else None
