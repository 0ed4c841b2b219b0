# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the caps lock is on, told from what is typed: Qt can't be asked."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from laufmappe.ui.faults import guarded


class CapsLockWatch(QObject):
    """Watches a field: a capital without Shift, or a small letter with it, betrays the lock."""

    changed = Signal()

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.is_on = False
        field.installEventFilter(self)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._look(event)
        return False

    def _look(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._set(False) if self.is_on else None
            return
        letter = event.text()
        if len(letter) != 1 or letter.upper() == letter.lower():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set(letter.isupper() != shift)

    def _set(self, on: bool) -> None:
        if on != self.is_on:
            self.is_on = on
            self.changed.emit()
