# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A layout that puts things side by side and wraps to the next line, from the right in a right-to-left window."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QScrollArea, QSizePolicy, QWidget

from laufmappe.ui.faults import guarded


class FlowLayout(QLayout):
    """Lines of widgets in their own sizes, `gap` apart across and `line_gap` apart down."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """What was measured since the last change: a page asks dozens of times while it is laid out."""
        self.setContentsMargins(0, 0, 0, 0)

    @guarded()
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    @guarded()
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @guarded(0)
    def count(self) -> int:
        return len(self._items)

    @guarded()
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @guarded()
    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @guarded(Qt.Orientation(0))
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @guarded(True)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    @guarded()
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return self._with_margins(QSize(width, height))

    @guarded(QSize)
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        edge: QMargins = self.contentsMargins()
        return QSize(size.width() + edge.left() + edge.right(), size.height() + edge.top() + edge.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Places every item (or only measures) and returns the height that is needed."""
        edge: QMargins = self.contentsMargins()
        room = rect.adjusted(edge.left(), edge.top(), -edge.right(), -edge.bottom())
        parent = self.parentWidget()
        from_right = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y, line = 0, room.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), room.width())
            if x and x + width > room.width():
                x, y, line = 0, y + line + self._line_gap, 0
            if place:
                left = room.right() + 1 - x - width if from_right else room.left() + x
                item.setGeometry(QRect(QPoint(left, y), QSize(width, size.height())))
            x += width + self._gap
            line = max(line, size.height())
        return y + line - rect.top() + edge.bottom()


def flow(*widgets: QWidget, gap: int = 8, line_gap: int = 8) -> QWidget:
    """These widgets in lines that wrap."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    layout = FlowLayout(holder, gap, line_gap)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def into_sight(widget: QWidget, margin: int = 24) -> None:
    """Scrolls to a widget that was given the focus by anything but Tab."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget, 0, margin)
