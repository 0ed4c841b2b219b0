# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of an exception that nobody expected: a log line without a word about a person, and one sentence.

Overrides that Qt calls from C++ (`data()`, `paintEvent()` …) must not let an exception out: on Python 3.11 it can end
the process. `guarded` keeps it in.
"""

import functools
import logging
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar, cast

import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from laufmappe.i18n import _
from laufmappe.log import EVENTS, FAULTS, report

F = TypeVar("F", bound=Callable[..., Any])

QUIET_SECONDS = 10.0
"""A fault that comes again within this time (each time something is drawn, say) is not told again."""
_QT_KINDS = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


def unexpected_sentence() -> str:
    """What a person reads after a fault of the program."""
    return _(
        "Das hat wegen eines Fehlers im Programm nicht geklappt. Was schon gespeichert war, ist sicher. Bitte noch einmal versuchen."
    )


def guarded(default: Any = None) -> Callable[[F], F]:
    """Marks an override of a Qt virtual: an exception inside is reported, and `default` returned.

    `default` may be a class or function that makes the value (`QSize`).
    """

    def wrap(function: F) -> F:
        @functools.wraps(function)
        def safe(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except Exception as error:  # the one place where everything is caught: Qt's C++ is the caller
                report(error, "override")
                return default() if callable(default) else default

        safe.__guarded__ = True  # type: ignore[attr-defined]  # read by the test that no override lacks it
        return cast(F, safe)

    return wrap


class FaultWatch(QObject):
    """Hears of every fault of the program, in whatever thread, and says so in the thread of the window, a little later."""

    noticed = Signal(str)
    """The fault as the log has it: kind and places, no word about a person."""
    _came = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: dict[str, float] = {}
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._handler = _Listener(self._heard)
        FAULTS.addHandler(self._handler)

    def close(self) -> None:
        """Hears nothing any more."""
        FAULTS.removeHandler(self._handler)

    def _heard(self, fault: str) -> None:
        if shiboken6.isValid(self):
            self._came.emit(fault)

    def _tell(self, fault: str) -> None:
        now = time.monotonic()
        if now - self._last.get(fault, -QUIET_SECONDS) >= QUIET_SECONDS:
            self._last[fault] = now
            self.noticed.emit(fault)


class _Listener(logging.Handler):
    """Passes on what is said to a logger."""

    def __init__(self, heard: Callable[[str], object]) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard(record.getMessage())


def install_hook() -> None:
    """From now on an exception in a slot, a thread or a finaliser is reported without its message, warnings, too."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        report(error, "slot")

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            report(args.exc_value, "thread")

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            report(args.exc_value, "end")

    sys.excepthook = hook
    threading.excepthook = of_thread
    sys.unraisablehook = unraisable
    logging.captureWarnings(True)


def hush_qt() -> None:
    """Qt's warnings go to the log by their category only: they may hold names of files, and a desktop keeps what is printed."""

    def note(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind in _QT_KINDS:
            level = logging.WARNING if kind == QtMsgType.QtWarningMsg else logging.ERROR
            EVENTS.log(level, "qt %s %s", _QT_KINDS[kind], context.category or "default")
        if kind == QtMsgType.QtFatalMsg and sys.stderr is not None:
            # Qt ends the process now: no screen, say. Why is all that whoever started it will hear.
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()

    qInstallMessageHandler(note)
