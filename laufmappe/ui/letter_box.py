# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parcel that is double-clicked while the program is open goes to the open window instead of to a second one.

The program with an open vault listens at a socket that only the same person reaches (a named pipe on Windows); a program
that is started with a file asks there first. What is passed on is the file's path, and nothing of it is written anywhere.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

from laufmappe.log import report

MOST_BYTES = 32_768
TAKEN = b"taken"
PATIENCE = 3.0
"""So many seconds may the open program take to answer."""


def address() -> str | None:
    """Where this person's open program listens; None where no place is safe from others."""
    if sys.platform == "win32":
        return rf"\\.\pipe\laufmappe-{os.environ.get('USERNAME', '')}"
    folder = tempfile.gettempdir() if sys.platform == "darwin" else os.environ.get("XDG_RUNTIME_DIR", "")
    try:
        about = os.stat(folder)  # noqa: PTH116  # an empty name is no folder
    except OSError:
        return None
    private = about.st_uid == os.getuid() and not about.st_mode & 0o077
    return str(Path(folder, "laufmappe.socket")) if private else None


def hand_over(path: Path) -> bool:
    """Gives a file to the program that is open already; False: there is none, or it does not answer."""
    place = address()
    if place is None:
        return False
    try:
        with Client(place) as line:
            line.send_bytes(os.fsencode(path.absolute()))
            return line.poll(PATIENCE) and line.recv_bytes(len(TAKEN)) == TAKEN
    except (OSError, EOFError):
        return False


class LetterBox:
    """Listens for files that are handed over, and calls `came` with each one's path, in a thread of its own."""

    def __init__(self, came: Callable[[str], object]) -> None:
        self._came = came
        self._listener: Listener | None = None

    def open(self) -> None:
        """Begins to listen, unless another program of this person does so already."""
        place = address()
        if place is None or self._listener is not None:
            return
        try:
            self._listener = _listen(place)
        except OSError as error:
            report(error, "thread")
            return
        if self._listener is not None:
            threading.Thread(target=self._wait, args=(self._listener,), name="letter box", daemon=True).start()

    def close(self) -> None:
        """Listens no more."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with suppress(OSError):
                listener.close()

    def _wait(self, listener: Listener) -> None:
        while self._listener is listener:
            try:
                with listener.accept() as line:
                    self._take(line)
            except (OSError, EOFError):
                if self._listener is not listener:
                    return

    def _take(self, line: Connection) -> None:
        if not line.poll(PATIENCE):
            return
        path = os.fsdecode(line.recv_bytes(MOST_BYTES))
        if self._listener is not None and Path(path).is_file():
            self._came(path)
            line.send_bytes(TAKEN)


def _listen(place: str) -> Listener | None:
    """The listener; None when another program listens there. A socket that a crash has left is replaced."""
    with suppress(OSError):
        return Listener(place)
    try:
        Client(place).close()
    except OSError:
        Path(place).unlink(missing_ok=True)
        return Listener(place)
    return None
