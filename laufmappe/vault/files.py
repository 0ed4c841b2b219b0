# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are either the old ones or the new ones, never half of each."""

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from laufmappe.errors import StorageError
from laufmappe.i18n import _

TEMPORARY = ".laufmappe-"
"""Names that begin so are unfinished files of ours; they may be deleted whenever the vault is locked by us."""

_ON_WINDOWS = os.name == "nt"


@contextmanager
def storing() -> Iterator[None]:
    """Turns what the disk answers into a sentence. Raises: StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(storage_sentence(error)) from error


def storage_sentence(error: OSError) -> str:
    """What happened on the disk, what is safe and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _(
            "Auf dem Datenträger ist kein Platz mehr. Was vorher gespeichert war, ist unverändert; "
            "schaffen Sie Platz und versuchen Sie es noch einmal."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _(
            "In diesem Ordner darf nicht gelesen oder geschrieben werden. Es wurde nichts verändert; "
            "wählen Sie einen anderen Ordner oder bitten Sie Ihre Technik um Lese- und Schreibrecht."
        )
    if error.errno in (errno.ENOENT, errno.ENAMETOOLONG, errno.ELOOP):
        return _(
            "Den Ordner oder die Datei gibt es dort nicht (mehr). Was vorher gespeichert war, ist unverändert; prüfen Sie "
            "den Namen und ob der Datenträger noch angeschlossen ist, und versuchen Sie es noch einmal."
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return _("An dieser Stelle liegt schon eine Datei. Es wurde nichts verändert; bitte wählen Sie einen Ordner.")
    return _(
        "Der Datenträger antwortet nicht wie erwartet. Was vorher gespeichert war, ist unverändert; "
        "prüfen Sie, ob er noch angeschlossen ist, und versuchen Sie es noch einmal."
    )


def is_plain_file(path: Path) -> bool:
    """Whether a file stands here: no link that leads out of the vault, and no pipe that would be waited for for ever."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: a name that no file can have.
        return False


def open_new(path: Path) -> BinaryIO:
    """A file that did not exist before and that only this account can read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def write_synced(path: Path, data: bytes) -> None:
    """Writes a new file down to the disk; a failed write leaves no file."""
    try:
        with open_new(path) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        if not isinstance(error, FileExistsError):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def atomic_write(path: Path, data: bytes) -> None:
    """Replaces the file, or leaves it as it was. Raises: StorageError."""
    temporary = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
    with storing():
        write_synced(temporary, data)
        try:
            replace(temporary, path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise


def replace(source: Path, target: Path) -> None:
    """Renames over an existing file, and makes the new name last through a power cut."""
    for attempt in range(6):
        try:
            source.replace(target)
            break
        except PermissionError:
            # A virus scanner on Windows holds fresh files open for a moment.
            if not _ON_WINDOWS or attempt == 5:
                raise
            time.sleep(0.05 * (attempt + 1))
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Waits until the file's content is on the disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Makes names in the folder last through a power cut; Windows does so by itself."""
    if _ON_WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and USB file systems can't sync a folder: the file itself is synced already.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Creates the folder and those above it, readable for this account only."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    with suppress(PermissionError):
        # Where one may enter, but not look.
        sync_folder(folder.parent)


def sweep_temporary(folder: Path) -> None:
    """Removes unfinished files of an earlier run. Only under the lock of the vault."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(TEMPORARY) and path.is_file() and not path.is_symlink():
                path.unlink(missing_ok=True)
