# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large everything is shown: text, icons, fields and the room between them, from 100 % to 200 %, at once.

Qt promises such a factor only for the start: `QT_SCALE_FACTOR` in the environment. What does the work there can be called
later, too, as long as no window stands on the screen: so the windows are taken down for a moment and put up again,
with everything that is in them. It is none of Qt's promised functions; where a Qt lacks it, `can_zoom` says so, and a
size that is chosen is shown from the next start on.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

SIZES = (100, 110, 125, 150, 175, 200)
"""The sizes that are offered, in per cent."""

_VARIABLE = "QT_SCALE_FACTOR"
_NAMES = {
    "win32": ("Qt6Gui.dll", "?setGlobalFactor@QHighDpiScaling@@SAXN@Z"),
    "linux": ("libQt6Gui.so.6", "_ZN15QHighDpiScaling15setGlobalFactorEd"),
}

_shown = 100


@cache
def _set_factor() -> Callable[[float], None] | None:
    """Qt's own function, from the library that is loaded already."""
    library, name = _NAMES.get(sys.platform, ("", ""))
    try:
        found = getattr(ctypes.CDLL(library), name)
    except (OSError, AttributeError, TypeError):
        return None
    found.argtypes, found.restype = [ctypes.c_double], None
    function: Callable[[float], None] = found
    return function


def can_zoom() -> bool:
    """Whether the size can be changed at once here."""
    return _set_factor() is not None


@contextmanager
def started_at(percent: int) -> Iterator[None]:
    """A QApplication that is made inside shows everything in this size (kept within 100 to 200)."""
    global _shown
    _shown = _within(percent)
    before = os.environ.get(_VARIABLE)
    if _shown != SIZES[0]:
        os.environ[_VARIABLE] = str(_shown / 100 * _own_factor())
    try:
        yield
    finally:
        # What is started from here, and this program anew after locking, finds the environment as it was.
        if before is not None:
            os.environ[_VARIABLE] = before
        else:
            os.environ.pop(_VARIABLE, None)


def shown_size() -> int:
    """The size that is shown now, in per cent."""
    return _shown


def next_size(step: int, percent: int) -> int:
    """The size one step larger (1) or smaller (-1) than `percent`, or 100 (0)."""
    if not step:
        return SIZES[0]
    near = min(range(len(SIZES)), key=lambda at: abs(SIZES[at] - percent))
    return SIZES[min(max(near + step, 0), len(SIZES) - 1)]


def show_size(percent: int) -> None:
    """Shows everything in this size from now on (kept within 100 to 200). Where `can_zoom` is False nothing changes."""
    global _shown
    set_factor = _set_factor()
    percent = _within(percent)
    if set_factor is None or percent == _shown:
        return
    standing = [(w, w.size() * _shown, w.windowState()) for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.destroy()
    set_factor(percent / 100 * _own_factor())
    _shown = percent
    for window, pixels, state in standing:
        _put_up(window, pixels / percent, state)


def fit_least(window: QWidget, width: int, height: int) -> None:
    """Lets a window be no smaller than this, unless the screen is: at 200 % many are."""
    room = window.screen().availableGeometry()
    window.setMinimumSize(min(width, room.width() - 40), min(height, room.height() - 60))


def _put_up(window: QWidget, size: QSize, state: Qt.WindowState) -> None:
    room = window.screen().availableGeometry()
    least = window.minimumSize()
    window.setMinimumSize(min(least.width(), room.width() - 40), min(least.height(), room.height() - 60))
    window.resize(size.boundedTo(room.size()))
    window.setWindowState(state)
    window.show()
    window.activateWindow()


def _within(percent: int) -> int:
    return min(max(percent, SIZES[0]), SIZES[-1])


def _own_factor() -> float:
    """The factor that the environment asks for already."""
    try:
        return float(os.environ.get(_VARIABLE, "1"))
    except ValueError:
        return 1.0
