# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of an exception that nobody expected: a log line without a word about a person, and one sentence.

Overrides that Qt calls from C++ (`data()`, `paintEvent()` …) must not let an exception out: on Python 3.11 it can end
the process. `guarded` keeps it in.
"""

import functools
import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar, cast

from laufmappe.i18n import _

LOG = logging.getLogger("laufmappe.faults")

F = TypeVar("F", bound=Callable[..., Any])


def report(error: BaseException, place: str = "") -> None:
    """Writes the kind of error and where it happened to the log: no message and no values, they may name a person."""
    frames = traceback.extract_tb(error.__traceback__)
    steps = " < ".join(
        f"{frame.name} ({frame.filename.rsplit('laufmappe', 1)[-1]}:{frame.lineno})" for frame in frames[::-1]
    )
    LOG.error("%s in %s: %s", type(error).__name__, place or "?", steps)


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
                report(error, function.__qualname__)
                return default() if callable(default) else default

        safe.__guarded__ = True  # type: ignore[attr-defined]  # read by the test that no override lacks it
        return cast(F, safe)

    return wrap


def install_hook(tell: Callable[[str], object]) -> None:
    """From now on an exception in a slot is reported without its message, and `tell` shows the person one sentence."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        report(error, "slot")
        tell(unexpected_sentence())

    sys.excepthook = hook
