# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long to wait after wrong passphrases at the desk.

It slows down someone who tries at an unwatched desk; against a copy of the files it is the key derivation that counts.
"""

import time
from collections.abc import Callable

_FREE_TRIES = 3
_LONGEST_SECONDS = 60.0


class TryDelay:
    """Three tries are free, then 1, 2, 4 … up to 60 seconds; a right passphrase starts afresh."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._free_at = 0.0

    def failed(self) -> None:
        """A wrong passphrase was entered."""
        self._failures += 1
        if self._failures >= _FREE_TRIES:
            seconds = min(2.0 ** min(self._failures - _FREE_TRIES, 10), _LONGEST_SECONDS)
            self._free_at = self._clock() + seconds

    def succeeded(self) -> None:
        """The vault was opened."""
        self._failures = 0
        self._free_at = 0.0

    def seconds_left(self) -> float:
        """How long the next try still has to wait; 0 when it may begin."""
        return max(0.0, self._free_at - self._clock())
