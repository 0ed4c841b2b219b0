# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The right column of a dialog that prints: choices that scroll in a low window, and below them what always stays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class SideColumn(QWidget):
    """Fill `column`, end it with a stretch, and `add_foot`; `choices` is what is disabled while it prints."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices = QWidget()
        self.column = QVBoxLayout(self.choices)
        self.column.setContentsMargins(18, 14, 18, 12)
        self.column.setSpacing(8)
        scroll.setWidget(self.choices)
        self._outer.addWidget(scroll, 1)

    def add_foot(self, widget: QWidget) -> None:
        """Puts something below the choices that never scrolls away."""
        self._outer.addWidget(widget)
