# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One process at a time: a lock of the operating system on a small file, released by it when the process dies.

The file also names the process and the computer, for the sentence that a second person reads, and keeps the id of the
key slot that was used last, so that a shared vault tries it first. A left-over file locks nothing.
"""

import errno
import json
import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from laufmappe.errors import StorageError, VaultInUseError
from laufmappe.i18n import _
from laufmappe.vault.files import storage_sentence

LOCK_NAME = "vault.lock"
_LOCKED_BYTE = 1 << 30
"""Windows locks a range against reading as well: a byte far behind the content leaves the content readable."""
_MOST_BYTES = 1024
_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""No link is followed: the note would be written over whatever file it leads to."""
_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class FolderLock:
    """Holds a vault's folder for this process until `release`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._descriptor: int | None = None
        self.last_slot = ""

    def acquire(self) -> None:
        """Raises: VaultInUseError, StorageError."""
        try:
            descriptor = os.open(self._path, os.O_CREAT | _FLAGS, 0o600)
        except OSError as error:
            raise StorageError(storage_sentence(error)) from error
        try:
            self._lock_with_patience(descriptor)
            self.last_slot = _read(descriptor).get("slot", "")
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        self._note({"pid": str(os.getpid()), "host": socket.gethostname(), "slot": self.last_slot})

    def release(self) -> None:
        """Lets the next one in; may be called again."""
        if self._descriptor is None:
            return
        self._note({"slot": self.last_slot})
        descriptor, self._descriptor = self._descriptor, None
        with suppress(OSError):
            _unlock(descriptor)
        with suppress(OSError):
            os.close(descriptor)

    def holder(self) -> str:
        """Who holds the folder right now, as a sentence; empty when nobody does."""
        try:
            descriptor = os.open(self._path, _FLAGS)
        except OSError:
            return ""
        try:
            if _try_lock(descriptor):
                _unlock(descriptor)
                return ""
            return _holder_sentence(_read(descriptor))
        except OSError:
            return ""
        finally:
            os.close(descriptor)

    def _lock_with_patience(self, descriptor: int) -> None:
        # `holder` of another process takes the lock for a moment: a second look tells it from a real one.
        for pause in (0.0, 0.03, 0.06):
            time.sleep(pause)
            try:
                if _try_lock(descriptor):
                    return
            except OSError as error:
                raise StorageError(
                    _(
                        "Dieser Datenträger kann einen Tresor nicht gegen gleichzeitiges Öffnen schützen. "
                        "Es wurde nichts verändert; legen Sie den Tresor auf einen anderen Datenträger."
                    )
                ) from error
        raise VaultInUseError(_holder_sentence(_read(descriptor)))

    def _note(self, content: dict[str, str]) -> None:
        # The note is a convenience: a full disk must not keep the person out.
        assert self._descriptor is not None
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps(content).encode("ascii"))


def _holder_sentence(note: dict[str, str]) -> str:
    if "pid" in note and "host" in note:
        return _(
            "Der Tresor ist schon geöffnet: auf dem Rechner {host}, Programm Nummer {pid}. "
            "Schließen Sie ihn dort; hier wurde nichts verändert."
        ).format(host=note["host"], pid=note["pid"])
    return _(
        "Der Tresor ist schon in einem anderen Fenster geöffnet. Schließen Sie ihn dort; hier wurde nichts verändert."
    )


def _read(descriptor: int) -> dict[str, str]:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        note = json.loads(os.read(descriptor, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(note, dict):
        return {}
    return {key: value for key, value in note.items() if isinstance(value, str) and value.isprintable()}


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
