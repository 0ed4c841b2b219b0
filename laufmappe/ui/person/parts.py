# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small parts that several cards of the page share: an entry with its actions, two cards side by side."""

import re
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets import Button, Chip, ChipSpec, Icon, Text, flow

SIDE_BY_SIDE = 620
"""Below this width, in logical pixels, two cards stand one above the other."""


class Entry(QWidget):
    """One qualification or referral: icon, two lines of words, a chip; below, more words and what can be done."""

    def __init__(self, title: str, subtitle: str, *, icon: str, chip: ChipSpec | None = None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        row.addWidget(Icon(icon), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(title, "strong", elide=True))
        if subtitle:
            words.addWidget(Text(subtitle, "secondary", elide=True))
        head.addLayout(words, 1)
        if chip is not None:
            sign = Chip(chip.text, chip.kind, chip.icon)
            head.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 3, 0, 0)
        self.below.setSpacing(4)
        column.addLayout(self.below)
        row.addLayout(column, 1)

    def add_actions(self, buttons: Iterable[Button]) -> None:
        """Puts links below the words."""
        self.below.addWidget(flow(*buttons, gap=4, line_gap=0))


class Words(Text):
    """Words that break into lines, very long ones too."""

    def __init__(self, text: str = "", style: str = "body") -> None:
        super().__init__(_breakable(text), style, wrap=True)

    def show_text(self, text: str) -> None:
        """Changes the words."""
        super().show_text(_breakable(text))


def _breakable(text: str) -> str:
    """The text with places to break inside what has none: a link, a word without end."""
    return re.sub(r"(\S{24})(?=\S{6})", "\\1\u200b", text)


def action(words: str, name: str, key: str) -> Button:
    """A link of an entry; `name` says it in full to screen readers, `key` finds it again after a refresh."""
    button = Button(words, kind="link")
    button.setAccessibleName(name)
    button.setObjectName(key)
    return button


class Pair(QWidget):
    """Two cards side by side, or one above the other where there is no room."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, 1)
        self._cards = (first, second)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(max(card.minimumSizeHint().width() for card in self._cards), super().minimumSizeHint().height())

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = 2 * max(card.minimumSizeHint().width() for card in self._cards) + 16
        narrow = self.width() < max(SIDE_BY_SIDE, both)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


def stacked(*cards: QWidget) -> QWidget:
    """Cards one above the other, as one half of a pair."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return holder


def fill_below(card: QWidget) -> None:
    """Lets a card that is taller than its list keep the list at its top."""
    layout = card.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch(100)


def empty(layout: QLayout) -> None:
    """Takes everything out of a layout and frees it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def focus_name(inside: QWidget) -> str:
    """The object name of the control inside that has the focus, to give it back after a refresh."""
    now = QApplication.focusWidget()
    return now.objectName() if now is not None and inside.isAncestorOf(now) else ""


def give_focus_back(inside: QWidget, name: str) -> None:
    """Puts the focus on the control of that name, if there is one again; new controls are shown a moment later."""
    if name:
        QTimer.singleShot(0, inside, partial(_give_focus, inside, name))


def _give_focus(inside: QWidget, name: str) -> None:
    for found in inside.findChildren(QWidget, name):
        if found.isVisibleTo(inside):  # the old one is hidden and waits for its end
            found.setFocus(Qt.FocusReason.OtherFocusReason)
