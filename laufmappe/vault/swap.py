# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The exchange of database and key file when the data key changes, made so that no end of the program can break it.

    record.next.db     the copy under the new data key, complete and checked
    vault.next.json    its key file; from the moment this name stands, the change is decided

`finish` runs under the lock before anything else is read. With `vault.next.json`, both files are renamed into place, the
database first; without it, an unfinished copy is thrown away. Each step may be repeated.
"""

from contextlib import suppress
from pathlib import Path

from laufmappe.errors import KeyFileDamagedError, VaultError, VaultMissingError, VaultTooNewError
from laufmappe.vault import keyfile
from laufmappe.vault.database import DATABASE, JOURNAL
from laufmappe.vault.files import is_plain_file, replace, storing, sync_folder
from laufmappe.vault.keyfile import KEY_FILE, KeyFile

NEXT_DATABASE = "record.next.db"
NEXT_KEY_FILE = "vault.next.json"


def is_interrupted(folder: Path) -> bool:
    """Whether a change of the data key was decided and not finished."""
    return is_plain_file(folder / NEXT_KEY_FILE)


def decide(folder: Path, key_file: KeyFile) -> None:
    """From here on the copy is the vault. Raises: StorageError; then it is not."""
    keyfile.write(folder, key_file, NEXT_KEY_FILE)


def finish(folder: Path) -> None:
    """Completes or undoes an interrupted change. Raises: StorageError, VaultTooNewError."""
    if _decided(folder):
        with storing():
            if (folder / NEXT_DATABASE).exists():
                # The old database was closed before the copy: a journal left here would be applied to the wrong file.
                (folder / JOURNAL).unlink(missing_ok=True)
                replace(folder / NEXT_DATABASE, folder / DATABASE)
            replace(folder / NEXT_KEY_FILE, folder / KEY_FILE)
    undo(folder)


def undo(folder: Path) -> None:
    """Throws away an undecided copy."""
    for name in (NEXT_DATABASE, f"{NEXT_DATABASE}-journal"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def cancel(folder: Path) -> bool:
    """Takes a decision back that may have reached the disk, and the copy with it; False when that can't be done.

    The key file goes first: without the copy, it would take the place of the one that opens the old database.
    """
    try:
        (folder / NEXT_KEY_FILE).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError:
        return False
    undo(folder)
    return True


def _decided(folder: Path) -> bool:
    if not is_interrupted(folder):
        return False
    try:
        following = keyfile.read(folder, NEXT_KEY_FILE)
    except VaultTooNewError:
        # A newer program was interrupted: it must finish this itself.
        raise
    except VaultError:
        # It was written in one step, so a broken one is not ours and decides nothing.
        return False
    try:
        return following.vault == keyfile.read(folder).vault
    except (KeyFileDamagedError, VaultMissingError):
        return True
