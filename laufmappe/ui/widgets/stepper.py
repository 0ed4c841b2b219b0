# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small count with plus and minus."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import CONTROL_HEIGHT, FIELD_RADIUS
from laufmappe.ui.widgets.painting import fill_round, frame_round


class Stepper(QWidget):
    """A small count with minus and plus; ↑ ↓ and digits work too. `changed(n)` tells of a person's choice."""

    changed = Signal(int)

    def __init__(
        self, name: str, value: int = 0, *, low: int = 0, high: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._low, self._high = low, high
        self._value = value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._less = _StepButton("minus", _("{name}: weniger").format(name=name), self)
        self._more = _StepButton("plus", _("{name}: mehr").format(name=name), self)
        self._less.clicked.connect(lambda: self._step(-1))
        self._more.clicked.connect(lambda: self._step(1))
        row.addWidget(self._less)
        row.addStretch(1)
        row.addWidget(self._more)
        self.choose(value)

    def value(self) -> int:
        """The count."""
        return self._value

    def choose(self, value: int) -> None:
        """Shows this count, kept inside the limits."""
        self._value = max(self._low, min(self._high, value))
        self._less.setEnabled(self._value > self._low)
        self._more.setEnabled(self._value < self._high)
        self.setAccessibleName(f"{self._name}: {self._value}")
        self.update()

    def _step(self, by: int) -> None:
        self.choose(self._value + by)
        self.changed.emit(self._value)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(116, CONTROL_HEIGHT)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Plus):
            self._step(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Minus):
            self._step(-1)
        elif event.text().isdigit():
            self.choose(int(event.text()))
            self.changed.emit(self._value)
        else:
            super().keyPressEvent(event)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, FIELD_RADIUS, tokens.surface)
        frame_round(
            painter,
            whole,
            FIELD_RADIUS,
            tokens.accent if self.hasFocus() else tokens.control,
            2 if self.hasFocus() else 1,
        )
        fill_round(painter, QRectF(38, 1, 1, whole.height() - 2), 0, tokens.control)
        painter.setFont(font(14, 700))
        painter.setPen(QColor(tokens.text))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, str(self._value))
        painter.end()


class _StepButton(QAbstractButton):
    """Plus or minus inside a stepper: for the mouse; the keyboard has the arrows."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(38, CONTROL_HEIGHT)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        box = QRectF(11, round(self.height() / 2 - 8), 16, 16)
        paint_icon(painter, box, self._icon, tokens.text if self.isEnabled() else tokens.soft_control)
        painter.end()
