# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dark bar at the side: the places of the program, with their counts; only icons where the window is narrow."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.widgets.keys import key_text
from laufmappe.ui.widgets.painting import fill_round, frame_round, mirrored, paint_text, text_width

WIDE, WIDEST, SLIM = 206, 260, 64


class NavButton(QAbstractButton):
    """One place in the side bar."""

    def __init__(self, title: str, icon: str, shortcut: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._title = title
        self._count = 0
        self.slim = False
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{title} ({key_text(shortcut)})" if shortcut else title)
        self.show_count(0)

    def show_count(self, number: int) -> None:
        """Shows the count; 0 takes it away."""
        self._count = number
        self.setAccessibleName(_("{place}, {n}").format(place=self._title, n=number) if number else self._title)
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(40, 39)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return bool(super().event(event))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        if self.isChecked():
            fill_round(painter, whole, 8, tokens.nav_current)
        elif self.underMouse():
            fill_round(painter, whole, 8, tokens.nav_hover)
        if self.hasFocus():
            frame_round(painter, whole, 8, tokens.nav_mark, 2)
        colour = tokens.nav_text if self.isChecked() else tokens.nav_muted
        direction = self.layoutDirection()
        left = (whole.width() - 18) / 2 if self.slim else 14
        paint_icon(painter, mirrored(QRectF(left, 10.5, 18, 18), whole, direction), self._icon, colour)
        if self.slim:
            if self._count:
                fill_round(
                    painter, mirrored(QRectF(whole.width() / 2 + 5, 7, 8, 8), whole, direction), 4, tokens.nav_mark
                )
        else:
            words = QRectF(40, 0, whole.width() - 82, whole.height())
            paint_text(painter, mirrored(words, whole, direction), self._title, font(13, 600), colour, direction)
            if self._count:
                box = QRectF(whole.width() - 60, 0, 48, whole.height())
                end = Qt.AlignmentFlag.AlignRight
                paint_text(
                    painter,
                    mirrored(box, whole, direction),
                    str(self._count),
                    font(12, 700),
                    colour,
                    direction,
                    align=end,
                )
        painter.end()


class SampleMark(QWidget):
    """Says at all times that the people in this vault are invented."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slim = False
        self.setToolTip(
            _("Beispieltresor: Alle Personen sind erfunden. Tragen Sie hier keine echten ein. „Sperren“ verlässt ihn.")
        )
        self.setAccessibleName(_("Beispieltresor"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(40, 34)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        frame_round(painter, whole, 8, tokens.nav_mark, 1.5)
        direction = self.layoutDirection()
        left = (whole.width() - 18) / 2 if self.slim else 14
        paint_icon(painter, mirrored(QRectF(left, 8, 18, 18), whole, direction), "sprout", tokens.nav_mark)
        if not self.slim:
            words = QRectF(40, 0, whole.width() - 46, whole.height())
            title = _("Beispieltresor")
            paint_text(painter, mirrored(words, whole, direction), title, font(13, 600), tokens.nav_text, direction)
        painter.end()


class SideBar(QWidget):
    """The places, and at the foot settings, handbook and lock."""

    chosen = Signal(str)
    help_asked = Signal()
    lock_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Bereiche"))
        self._buttons: dict[str, NavButton] = {}
        self._shown_top: list[NavButton] = []
        self._shown_foot: list[NavButton] = []
        self._slim = False
        self._low = False
        self._sample: SampleMark | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 64, 12, 14)
        column.setSpacing(4)
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        for part in (self._top, self._foot):
            part.setSpacing(4)
        column.addLayout(self._top)
        column.addStretch(1)
        column.addLayout(self._foot)
        self._help = NavButton(_("Handbuch"), "book-open", "F1", self)
        self._help.setCheckable(False)
        self._help.clicked.connect(self.help_asked)
        self._foot.addWidget(self._help)
        self._lock = NavButton(_("Sperren"), "lock", "Ctrl+L", self)
        self._lock.setCheckable(False)
        self._lock.clicked.connect(self.lock_asked)
        self._foot.addWidget(self._lock)
        self.setFixedWidth(WIDE)

    def add(self, key: str, title: str, icon: str, *, shortcut: str = "", below: bool = False) -> None:
        """Adds a place; `below` at the foot, above the handbook."""
        button = NavButton(title, icon, shortcut, self)
        button.slim = self._slim
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._buttons[key] = button
        if below:
            self._foot.insertWidget(self._foot.count() - 2, button)
            self._shown_foot.append(button)
        else:
            self._top.addWidget(button)
            self._shown_top.append(button)

    def mark_sample(self) -> None:
        """Says from now on that the people in this vault are invented."""
        self._sample = SampleMark(self)
        self._sample.slim = self._slim
        self._foot.insertWidget(0, self._sample)

    def button(self, key: str) -> NavButton:
        """What leads to a place. Raises KeyError for one that has no name here."""
        return self._buttons[key]

    def settle_order(self) -> None:
        """Lets Tab go from top to bottom, whatever order the places came in."""
        self.setFixedWidth(SLIM if self._slim else self._wide())
        stops = [*self._shown_top, *self._shown_foot, self._help, self._lock]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def mark(self, key: str) -> None:
        """Shows which place is in front."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def count(self, key: str, number: int) -> None:
        """Shows a count beside a place."""
        if key in self._buttons:
            self._buttons[key].show_count(number)

    def set_low(self, low: bool) -> None:
        """Leaves the program's sign out where the window is too low for it and all places."""
        if low != self._low:
            self._low = low
            edges = self._column.contentsMargins()
            self._column.setContentsMargins(edges.left(), 8 if low else 64, edges.right(), 6 if low else 14)
            self._column.setSpacing(0 if low else 4)
            for part in (self._top, self._foot):
                part.setSpacing(0 if low else 4)
            self.update()

    def _wide(self) -> int:
        """Room for the longest name."""
        names = [
            text_width(button.text(), font(13, 600)) for button in (*self._buttons.values(), self._help, self._lock)
        ]
        return min(max(WIDE, round(max(names)) + 24 + 84), WIDEST)

    def set_narrow(self, narrow: bool) -> None:
        """Only icons, or icons and words."""
        if narrow == self._slim:
            return
        self._slim = narrow
        for button in [*self._buttons.values(), self._help, self._lock]:
            button.slim = narrow
            button.update()
        if self._sample is not None:
            self._sample.slim = narrow
            self._sample.update()
        self.setFixedWidth(SLIM if narrow else self._wide())

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.nav))
        whole = QRectF(self.rect())
        direction = self.layoutDirection()
        if self._low:
            painter.end()
            return
        left = (SLIM - 24) / 2 if self._slim else 12
        paint_icon(painter, mirrored(QRectF(left, 18, 24, 24), whole, direction), "folder-open", tokens.nav_mark)
        if not self._slim:
            words = QRectF(44, 14, whole.width() - 56, 32)
            paint_text(
                painter, mirrored(words, whole, direction), "Laufmappe", font(17, 700), tokens.nav_text, direction
            )
        painter.end()
