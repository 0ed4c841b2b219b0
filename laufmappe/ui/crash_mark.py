# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the next start knows that the program did not end by itself.

While the window runs, a file `running-…` of its process lies in the folder of the log, held by it, and goes with it.
When Python or Qt is torn down, Python's fault handler writes the frames into it: files, lines and functions, no values.
"""

import faulthandler
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from laufmappe.log import EVENTS, MOST_PLACES, log_folder

MARK = "running-"
_MOST_BYTES = 256 * 1024
_PACKAGE = Path(__file__).parents[1]
_KINDS = ("aborted", "segmentation fault", "bus error", "illegal instruction", "floating point exception")
_HEAD = re.compile(r"Fatal Python error: ([A-Za-z ]+)$")
_FRAME = re.compile(r'  File "(.+)", line (\d+) in (\w+|<[a-z]+>)$', re.ASCII)
_FELL, _OTHER = "Current thread 0x", "Thread 0x"


class RunMark:
    """The mark of this process. Where it can't be written, there is none."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file: Path | None = None
        place = folder or log_folder()
        if place is None:
            return
        file = place / f"{MARK}{os.getpid()}"
        with suppress(OSError):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            self._opened = os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w")
            _hold(self._opened.fileno())
            faulthandler.enable(self._opened)
            self._file = file

    def end(self) -> None:
        """The program ends by itself, or starts anew."""
        if self._file is not None:
            faulthandler.disable()
            self._opened.close()
            with suppress(OSError):
                self._file.unlink()
            self._file = None


def crashed_runs(folder: Path | None = None) -> list[str]:
    """What processes left that did not end by themselves, each told once: its kind, and the places in our own code."""
    place = folder or log_folder()
    found: list[str] = []
    with suppress(OSError):
        for file in sorted(place.glob(f"{MARK}[0-9]*")) if place is not None else []:
            content = _left_behind(file)
            if content is not None:
                found.append(read_crash(content))
                EVENTS.error(found[-1].partition(":")[0])
    return found


def read_crash(content: str) -> str:
    """The fault handler's words without its paths, as a fault of the log: `crash aborted: ui.app.run:12 < …`."""
    lines = content.splitlines()
    head = next((match for line in lines if (match := _HEAD.match(line))), None)
    kind = head[1].lower() if head is not None and head[1].lower() in _KINDS else "unknown" if head else "killed"
    places = []
    fell = not any(line.startswith(_FELL) for line in lines)
    for line in lines:
        if line.startswith((_FELL, _OTHER)):
            fell = line.startswith(_FELL)
        elif fell and (match := _FRAME.match(line)) and (module := _module(match[1])):
            places.append(f"{module}.{match[3]}:{match[2]}")
    return f"crash {kind}" + (f": {' < '.join(places[:MOST_PLACES])}" if places else "")


def _module(path: str) -> str:
    """Our module at this path; empty for others."""
    file = Path(path)
    with suppress(ValueError):
        # A packaged program knows its files without the folder they came from.
        inner = file.relative_to(_PACKAGE if file.is_absolute() else "laufmappe")
        return ".".join(inner.with_suffix("").parts)
    return ""


def _left_behind(file: Path) -> str | None:
    """The content of a mark that no process holds any more, and the mark is gone; None while it is held."""
    if sys.platform == "win32":
        # What a process has open can't be moved there.
        with suppress(OSError):
            moved = file.replace(file.with_suffix(".over"))
            content = moved.read_bytes()[:_MOST_BYTES].decode("utf-8", "replace")
            moved.unlink()
            return content
        return None
    import fcntl

    with suppress(OSError):
        descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as opened:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            content = opened.read(_MOST_BYTES).decode("utf-8", "replace")
            file.unlink()
            return content
    return None


def _hold(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
