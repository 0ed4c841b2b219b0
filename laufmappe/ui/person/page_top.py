# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands above the cards: who this is and the parts of the page, in sight while the cards scroll."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.look.tokens import CONTENT_WIDTH, MARGIN
from laufmappe.ui.person.head import PersonHead
from laufmappe.ui.person.section_bar import SectionBar
from laufmappe.ui.widgets import ScrollBody, rule
from laufmappe.ui.widgets.page import first_control

STAYS = 540
"""A page at least so high, in logical pixels, keeps its top in sight; on a lower one it scrolls away with the cards."""
NEAR = 60
"""A part whose head is at most so far below the upper edge is the one that is read."""


class PageTop(QWidget):
    """The head of a person, and the row of the page's parts below it: the name of each, and the card it begins with."""

    def __init__(self, parts: Sequence[tuple[str, QWidget]]) -> None:
        super().__init__()
        self._parts = [card for _title, card in parts]
        self.head = PersonHead()
        self.sections = SectionBar([title for title, _card in parts])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.sections)
        self._above = QWidget()
        # Too narrow a window shows list or person, and is not held open by this.
        self._above.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._room = QHBoxLayout()

    def settle_in(self, outer: QVBoxLayout, scroll: ScrollBody, column: QVBoxLayout) -> None:
        """Says where the page is: its outer layout, what scrolls in it, and the column of cards."""
        self._scroll, self._column = scroll, column
        whole = QVBoxLayout(self._above)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        holder = QWidget()
        holder.setMaximumWidth(CONTENT_WIDTH)
        self._inside = QVBoxLayout(holder)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._room.addWidget(holder, 1)
        whole.addLayout(self._room)
        whole.addWidget(rule())
        outer.insertWidget(0, self._above)
        self._above.hide()
        self._inside.addWidget(self)
        self.sections.asked.connect(self._go)
        scroll.verticalScrollBar().valueChanged.connect(self._scrolled)
        scroll.verticalScrollBar().rangeChanged.connect(self._line_up)
        self.sections.mark(0)
        self._line_up()

    def fit(self, height: int, *, shown: bool) -> None:
        """Stands above the cards where the page is high enough, else among them; nowhere while nobody is shown."""
        stays = height >= STAYS
        if stays != self._inside.isEmpty():  # it is where it belongs
            self._above.setVisible(stays and shown)
            return
        focus = QApplication.focusWidget()
        if stays:
            self._inside.addWidget(self)
        else:
            self._column.insertWidget(0, self)
        self._above.setVisible(stays and shown)
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self._room.parent() is not None:
            self._line_up()

    def _line_up(self) -> None:
        """The head ends where the cards end: beside the scroll bar."""
        bar = self._scroll.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() > 0 else 0
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._room.setContentsMargins(MARGIN + (beside if rtl else 0), 18, MARGIN + (0 if rtl else beside), 0)

    def _tops(self) -> list[int]:
        return [part.mapTo(self._scroll.holder, QPoint(0, 0)).y() for part in self._parts]

    def _scrolled(self, value: int) -> None:
        passed = [top for top in self._tops() if top <= value + NEAR]
        self.sections.mark(self._tops().index(max(passed)) if passed else 0)

    def _go(self, number: int, inside: bool) -> None:
        top = self._tops()[number]
        self._scroll.verticalScrollBar().setValue(top - 18 if number else 0)
        self.sections.mark(number)
        control = first_control(self._parts[number]) if inside else None
        if control is not None:
            control.setFocus(Qt.FocusReason.TabFocusReason)
