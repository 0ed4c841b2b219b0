# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The right column of a dialog that prints: choices that scroll in a low window, and below them what always stays."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from laufmappe.ui.faults import guarded


class SideColumn(QWidget):
    """Fill `column`, end it with a stretch, and `add_foot`; `choices` is what is disabled while it prints."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = 0
        self._feet: list[QWidget] = []
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
        self.choices.installEventFilter(self)
        self._outer.addWidget(scroll, 1)

    def set_width(self, width: int) -> None:
        """Makes it this wide, or up to a third wider where its longest button needs that."""
        self._width = width
        need = max(part.minimumSizeHint().width() for part in (self.choices, *self._feet))
        self.setFixedWidth(min(max(width, need + 12), width * 4 // 3))

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._width:
            self.set_width(self._width)  # a language brought a longer button
        return False

    def add_foot(self, widget: QWidget) -> None:
        """Puts something below the choices that never scrolls away."""
        self._feet.append(widget)
        self._outer.addWidget(widget)
