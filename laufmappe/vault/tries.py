# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long to wait after wrong passphrases at the desk.

It slows down someone who tries at an unwatched desk; against a copy of the files it is the key derivation that counts.
The count is kept in a small file of this account, for starting the program anew is no way around. Who may delete that
file may also copy the vault; where it can't be written, the count lasts as long as the program.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from laufmappe.errors import StorageError
from laufmappe.vault.files import atomic_write, is_plain_file, make_folder
from laufmappe.vault.seen import state_file

TRIES_FILE = "tries.json"

_FREE_TRIES = 3
_LONGEST_SECONDS = 60.0
_MOST_BYTES = 1024
_MOST_FAILURES = 10_000


class TryDelay:
    """Three tries are free, then 1, 2, 4 … up to 60 seconds; a right passphrase starts afresh."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, file: Path | None = None) -> None:
        """`file` keeps the count from one start to the next; without it, it ends with the program."""
        self._clock = clock
        self._file = file
        self._failures = self._kept_failures()
        self._free_at = clock() + max(0.0, self._wait() - self._age())

    def failed(self) -> None:
        """A wrong passphrase was entered."""
        self._failures = min(self._failures + 1, _MOST_FAILURES)
        self._free_at = self._clock() + self._wait()
        self._keep()

    def succeeded(self) -> None:
        """The vault was opened."""
        if self._failures:
            self._failures = 0
            self._free_at = 0.0
            self._keep()

    def seconds_left(self) -> float:
        """How long the next try still has to wait; 0 when it may begin."""
        return max(0.0, self._free_at - self._clock())

    def _wait(self) -> float:
        if self._failures < _FREE_TRIES:
            return 0.0
        return min(2.0 ** min(self._failures - _FREE_TRIES, 10), _LONGEST_SECONDS)

    def _kept_failures(self) -> int:
        with suppress(OSError, ValueError, RecursionError):
            if self._file is not None and is_plain_file(self._file):
                with self._file.open("rb") as opened:
                    kept = json.loads(opened.read(_MOST_BYTES))
                failures = kept.get("failures") if isinstance(kept, dict) else None
                if type(failures) is int:
                    return max(0, min(failures, _MOST_FAILURES))
        return 0

    def _age(self) -> float:
        """How long ago the last wrong try was, as far as is known: a time to come means that a clock was set."""
        with suppress(OSError):
            if self._file is not None:
                return max(0.0, time.time() - self._file.stat().st_mtime)
        return 0.0

    def _keep(self) -> None:
        if self._file is not None:
            with suppress(OSError, StorageError):
                make_folder(self._file.parent)
                atomic_write(self._file, json.dumps({"failures": self._failures}).encode("ascii") + b"\n")


def tries_file() -> Path | None:
    """Where this account keeps the count; None where the system names no such place."""
    seen = state_file()
    return None if seen is None else seen.with_name(TRIES_FILE)
