# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of the page's parts in one row, each with how much is in it; one of them leads there."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, tokens_of
from laufmappe.ui.look.tokens import FIELD_RADIUS
from laufmappe.ui.widgets.choice import OneStop
from laufmappe.ui.widgets.flow import FlowLayout
from laufmappe.ui.widgets.painting import fill_round, frame_round, paint_text, text_width

HEIGHT = 32
SIZE = 12


class SectionButton(QAbstractButton):
    """One part of the page: underlined and bold while it is the one in sight. `entered` asks to go on inside it."""

    entered = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, for screen readers
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Says how much is in this part; nothing is not said."""
        self.setText(f"{self._title} {count}" if count else self._title)
        self.updateGeometry()
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), font(SIZE, 600)) + 17), HEIGHT)

    @guarded()
    def nextCheckState(self) -> None:
        """Where the page stands decides which one is marked, not the click."""

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        here = self.isChecked()
        plate = whole.adjusted(0, 2, 0, -5)
        if self.underMouse():
            fill_round(painter, plate, FIELD_RADIUS, tokens.accent_tint)
        if here:
            fill_round(painter, QRectF(8, whole.bottom() - 2.5, whole.width() - 16, 2.5), 1, tokens.accent)
        if self.hasFocus():
            frame_round(painter, plate, FIELD_RADIUS, tokens.accent, 2)
        colour = tokens.accent if here else tokens.text if self.underMouse() else tokens.muted
        used = font(SIZE, 600 if here else 500)
        paint_text(
            painter, plate, self.text(), used, colour, self.layoutDirection(), align=Qt.AlignmentFlag.AlignHCenter
        )
        painter.end()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SectionBar(QWidget):
    """The parts of a page in a row that is one stop of Tab: ← → move, Space or a click brings a part into sight, Enter goes
    on inside it. `asked(number, inside)` tells which."""

    asked = Signal(int, bool)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(_("Abschnitte dieser Seite"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self, gap=2, line_gap=0)
        self.buttons = [SectionButton(title) for title in titles]
        for number, button in enumerate(self.buttons):
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, n=number: self.asked.emit(n, False))
            button.entered.connect(lambda n=number: self.asked.emit(n, True))
        self._stop = OneStop(self, self.buttons, choose=False)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Says how much is in each part."""
        for button, count in zip(self.buttons, counts, strict=True):
            button.show_count(count)

    def mark(self, number: int) -> None:
        """Marks the part that is in sight."""
        self.buttons[number].setChecked(True)
        if not any(button.hasFocus() for button in self.buttons):
            self._stop.settle(self.buttons[number])

    def take_focus(self) -> None:
        """Puts the focus on the part that is in sight."""
        marked = next((button for button in self.buttons if button.isChecked()), self.buttons[0])
        marked.setFocus(Qt.FocusReason.ShortcutFocusReason)
