# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody at the desk: after some minutes without a key or a movement of the mouse, the vault is to be locked."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from laufmappe.ui.faults import guarded

MINUTES = 10
_LOOK_EVERY = 5_000
"""Milliseconds between two looks at the clock."""
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """`idle` once nobody has done anything for `minutes` (0: never). A computer that slept that long counts as idle, too.

    The clock is that of the wall, because others stand still while the computer sleeps.
    """

    idle = Signal()

    def __init__(
        self, application: QCoreApplication, clock: Callable[[], float] = time.time, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.minutes = MINUTES
        self._clock = clock
        self._last = clock()
        application.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Another time; 0 is never."""
        self.minutes = minutes

    def look(self) -> None:
        """Looks at the clock."""
        now = self._clock()
        if now < self._last:  # somebody set the clock back
            self._last = now
        if self.minutes and now - self._last >= self.minutes * 60:
            self._last = now
            self.idle.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._clock()
        return False
