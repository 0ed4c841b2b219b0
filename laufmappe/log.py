# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of the program: what went wrong and where in the code, and never a word about a person.

One file of this account, and two older ones behind it. A line is a time, a level, a logger and what happened, in the
few forms of `SAYS`; whatever has another form is not written. Of other libraries' messages only the place in their code
is noted, never their words: they may hold values. Where the file can't be written, the program runs without it.
"""

import logging
import os
import re
import stat
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

LOG_FILE = "laufmappe.log"
MOST_BYTES = 256 * 1024
OLDER = 2
"""So many full files are kept beside the one that is written."""
MOST_PLACES = 30

Where = Literal["slot", "work", "override", "thread", "end", "command", "remember", "keep"]
"""What the program was doing when the fault came up."""

FAULTS = logging.getLogger("laufmappe.faults")
EVENTS = logging.getLogger("laufmappe.events")

_KIND = r"[A-Za-z_]\w*"
_WHERE = "(?:slot|work|override|thread|end|command|remember|keep)"
_PLACE = r"(?:[a-z_]\w*\.)+(?:[A-Za-z_]\w*|<[a-z]+>):\d+"
SAYS = re.compile(
    rf"fault {_KIND} in {_WHERE}(?:: {_PLACE}(?: < {_PLACE})*)?"
    rf"|refusal {_KIND} in {_WHERE}"
    r"|(?:started|restarted|ended)(?: [a-z]+ \d[\w.]*)*"
    r"|crash [a-z]+(?: [a-z]+)*"
    r"|qt (?:warning|critical|fatal) [a-z][a-z0-9_.]*"
    r"|foreign [A-Za-z_]\w*:\d+"
    r"|unsaid",
    re.ASCII,
)
"""Everything that can follow time, level and logger in a line."""
LINE = re.compile(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Z]+ [A-Za-z_][\w.]* (?:{SAYS.pattern})", re.ASCII)


def log_folder() -> Path | None:
    """Where this account's logs lie; None where the system names no such place."""
    state = os.environ.get("XDG_STATE_HOME", "")
    if not state and sys.platform == "win32":
        state = os.environ.get("LOCALAPPDATA", "")
    if not state:
        home = os.path.expanduser("~")  # noqa: PTH111  # Path.home raises where there is none
        state = str(Path(home, "Library/Logs" if sys.platform == "darwin" else ".local/state"))
    # An odd environment must not make us write beside whatever the program was started in.
    return Path(state, "laufmappe") if Path(state).is_absolute() else None


@contextmanager
def writing(folder: Path | None = None) -> Iterator[None]:
    """Keeps the log in this folder (without one: where it belongs) until the end of the block."""
    place = folder or log_folder()
    # Without a handler Python would print other libraries' messages, words and all, where a desktop keeps them.
    handler = _LogFile(place / LOG_FILE) if place is not None else logging.NullHandler()
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("laufmappe").setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)


def report(error: BaseException, where: Where) -> None:
    """Notes a fault of the program: its kind and the places in our code, innermost first. No message, no values."""
    places = " < ".join(places_of(error))
    FAULTS.error("fault %s in %s%s", kind_of(error), where, f": {places}" if places else "")


def refused(error: BaseException, where: Where) -> None:
    """Notes that something expected stood in the way (a wrong passphrase, a full disk): only its kind."""
    EVENTS.info("refusal %s in %s", kind_of(error), where)


def kind_of(error: BaseException) -> str:
    """The name of the error's class, or of its first ancestor that stands in a module: others may be named after data."""
    for cls in type(error).__mro__:
        name: str = cls.__name__
        if getattr(sys.modules.get(cls.__module__), name, None) is cls and name.isascii():
            return name
    return "BaseException"


def places_of(error: BaseException) -> list[str]:
    """`module.function:line` for each frame in our own code, innermost first: never a path, it may name a person."""
    found = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        package, _dot, module = str(frame.f_globals.get("__name__", "")).partition(".")
        if package == "laufmappe" and module:
            found.append(f"{module}.{frame.f_code.co_name}:{line}")
    return found[::-1][:MOST_PLACES]


def last_lines(count: int, folder: Path | None = None) -> list[str]:
    """The newest lines of the log that look as ours do."""
    place = folder or log_folder()
    if place is None:
        return []
    with suppress(OSError), open(os.open(place / LOG_FILE, os.O_RDONLY | _CAREFUL), "rb") as file:  # noqa: PTH123
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.seek(max(0, file.seek(0, os.SEEK_END) - 200 * count))
            lines = file.read().decode("ascii", "replace").splitlines()
            return [line for line in lines if LINE.fullmatch(line)][-count:]
    return []


_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""No link that leads elsewhere, and no pipe that would be waited for for ever."""


class _LogFile(logging.Handler):
    """Opens the file for each line: lines are few, and two windows may write and rotate side by side on any system."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._written: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        # Whatever goes wrong here must not hinder the work, nor print the record as logging would.
        with suppress(Exception):
            said = _said(record)
            self._written[said] += 1
            if record.levelno >= logging.WARNING and _too_often(self._written[said]):
                return
            when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
            self._write(f"{when} {record.levelname} {said}\n".encode("ascii"))

    def _write(self, line: bytes) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if self._file.lstat().st_size + len(line) > MOST_BYTES:
                self._rotate()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _CAREFUL
        descriptor = os.open(self._file, flags, 0o600)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)

    def _rotate(self) -> None:
        names = [self._file, *(self._file.with_name(f"{LOG_FILE}.{n}") for n in range(1, OLDER + 1))]
        for older, newer in zip(names[:0:-1], names[-2::-1], strict=True):
            with suppress(FileNotFoundError):
                newer.replace(older)


def _said(record: logging.LogRecord) -> str:
    """The logger and what happened, in one of our forms."""
    name = record.name
    if name in (FAULTS.name, EVENTS.name):
        message = record.getMessage()
    else:
        # The full name of a logger may be made at run time, and its words and arguments are another library's.
        name, message = name.split(".")[0], f"foreign {record.module}:{record.lineno}"
        name = name if name in sys.modules else "other"
    return f"{name} {message if SAYS.fullmatch(message) else 'unsaid'}"


def _too_often(times: int) -> bool:
    """The same fault again and again (in a paint event, say) must not push everything else out of the log."""
    return times > 3 and str(times).rstrip("0") != "1"
