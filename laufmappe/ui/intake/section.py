# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A part of the intake: its name and a hint beside its fields, or above them where there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets import Text, rule

WORDS = 128
"""Width of the words beside the fields, in logical pixels."""
SIDE_BY_SIDE = 560
_ANY = 16777215


class FormSection(QWidget):
    """Put fields into `column`. `first`: no hairline above it."""

    def __init__(self, title: str, hint: str, *, first: bool) -> None:
        super().__init__()
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(14)
        if not first:
            below.addWidget(rule())
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(16)
        self._words = QWidget()
        self._words.setFixedWidth(WORDS)
        head = QVBoxLayout(self._words)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(Text(title, "card", wrap=True))
        head.addWidget(Text(hint, "secondary", wrap=True))
        head.addStretch(1)
        self._box.addWidget(self._words)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self._box.addLayout(self.column, 1)
        below.addLayout(self._box)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(self.column.minimumSize().width(), super().minimumSizeHint().height())

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= max(SIDE_BY_SIDE, self.column.minimumSize().width() + WORDS + 16)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._words.setMinimumWidth(WORDS if beside else 0)
        self._words.setMaximumWidth(WORDS if beside else _ANY)
