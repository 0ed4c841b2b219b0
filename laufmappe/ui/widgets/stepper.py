# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small count with plus and minus."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QSpinBox, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import CONTROL_HEIGHT, FIELD_RADIUS
from laufmappe.ui.widgets.painting import RTL, fill_round, frame_round


class Stepper(QSpinBox):
    """A small count with minus and plus; ↑ ↓ and digits work too. `changed(n)` tells of a person's choice."""

    changed = Signal(int)

    def __init__(
        self, name: str, value: int = 0, *, low: int = 0, high: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._less = _StepButton("minus", _("{name}: weniger").format(name=name), self)
        self._more = _StepButton("plus", _("{name}: mehr").format(name=name), self)
        self.setAccessibleName(name)
        self.lineEdit().hide()  # the number is painted; a spin box for those who hear it
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setRange(low, high)
        self._less.clicked.connect(self.stepDown)
        self._more.clicked.connect(self.stepUp)
        self.valueChanged.connect(self._show_limits)
        self.valueChanged.connect(self.changed)
        self.choose(value)

    def choose(self, value: int) -> None:
        """Shows this count, kept inside the limits, without `changed`."""
        blocked = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(blocked)
        self._show_limits()

    def _show_limits(self) -> None:
        self._less.setEnabled(self.value() > self.minimum())
        self._more.setEnabled(self.value() < self.maximum())

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(116, CONTROL_HEIGHT)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = (self._less, self._more) if self.layoutDirection() != RTL else (self._more, self._less)
        left.move(0, 0)
        right.move(self.width() - right.width(), 0)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.stepBy(1 if event.key() == Qt.Key.Key_Plus else -1)
        elif event.text().isdigit() and self.maximum() < 10:
            self.setValue(int(event.text()))  # typed over, not behind
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
        for x in (38.0, whole.width() - 39):
            fill_round(painter, QRectF(x, 1, 1, whole.height() - 2), 0, tokens.control)
        painter.setFont(font(14, 700))
        painter.setPen(QColor(tokens.text if self.isEnabled() else tokens.disabled))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, str(self.value()))
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
