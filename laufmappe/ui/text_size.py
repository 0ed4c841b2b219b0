# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strg++, Strg+- and Strg+0 make everything larger or smaller, as in a browser, on every page and in every dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from laufmappe.ui.faults import guarded

_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class TextSizeKeys(QObject):
    """Listens to what nobody in the window wanted, so that a preview keeps these keys for its sheet."""

    asked = Signal(int)
    """One step larger (1), smaller (-1), or back to 100 % (0)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        step = _STEPS.get(Qt.Key(event.key())) if held == Qt.KeyboardModifier.ControlModifier else None
        if step is None:
            return False
        self.asked.emit(step)
        return True
