# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons: one primary a page, secondary beside it, links in titles, danger where something is lost."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import Tokens, font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import CONTROL_HEIGHT, FIELD_RADIUS, TALL_CONTROL_HEIGHT
from laufmappe.ui.widgets.keys import key_text
from laufmappe.ui.widgets.painting import centred, fill_round, frame_round, mirrored, paint_text, text_width

ICON = 16


class Button(QPushButton):
    """A button with an icon. `kind`: primary, secondary, link, danger, nav.

    `key` (`Ctrl+P`) is only told in the tool tip: the page binds it. Text that does not fit is elided, never squeezed.
    """

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: str = "secondary",
        key: str = "",
        trailing_icon: str = "",
        tall: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.icon_name = icon
        self._trailing_icon = trailing_icon
        self._height = TALL_CONTROL_HEIGHT if tall else (28 if kind == "link" else CONTROL_HEIGHT - 2)
        self._font_size = 12 if small else 13
        if small:
            self._height = 20
        self._busy_text = ""
        self._plain_text = text
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if key:
            self.setToolTip(f"{text} ({key_text(key)})")

    def show_text(self, text: str) -> None:
        """Changes the words and the room for them."""
        self._plain_text = text
        self.setText(text)
        self.updateGeometry()

    def show_icons(self, *, trailing: str) -> None:
        """Changes the icon after the words."""
        self._trailing_icon = trailing
        self.update()

    def set_busy(self, text: str = "") -> None:
        """While work runs, shows `text` and takes no clicks; an empty text ends that."""
        self._busy_text = text
        self.setText(text or self._plain_text)
        self.setEnabled(not text)
        self.update()

    def used_font_weight(self) -> int:
        return {"primary": 700, "danger": 700, "link": 600}.get(self.kind, 500)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        width = text_width(max(self.text(), self._busy_text, key=len), font(self._font_size, self.used_font_weight()))
        icons = (ICON + 7) * (bool(self.icon_name) + bool(self._trailing_icon))
        padding = (4 if self._height == 20 else 8) if self.kind == "link" else 30
        return QSize(round(width + icons + padding + 1), self._height)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def colours(self, tokens: Tokens) -> tuple[str, str, str]:
        """Ground, edge and writing as the button stands now; an empty ground or edge is not drawn."""
        hover = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            return ("" if self.kind == "link" else tokens.disabled_tint, "", tokens.disabled)
        if self.kind == "primary":
            return (tokens.accent_hover if hover else tokens.accent, "", tokens.on_accent)
        if self.kind == "danger":
            return (tokens.danger, "", tokens.surface)
        if self.kind == "link":
            return (tokens.accent_tint if hover else "", "", tokens.accent)
        return (tokens.page if hover or self.isDown() else tokens.surface, tokens.soft_control, tokens.text)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        ground, edge, writing = self.colours(tokens)
        whole = QRectF(self.rect())
        if ground:
            fill_round(painter, whole, FIELD_RADIUS, ground)
        if edge:
            frame_round(painter, whole, FIELD_RADIUS, edge)
        if self.hasFocus():
            self._paint_focus(painter, whole, tokens)
        self._paint_inside(painter, whole, writing)
        painter.end()

    def _paint_focus(self, painter: QPainter, whole: QRectF, tokens: Tokens) -> None:
        if self.kind in ("primary", "danger"):
            frame_round(painter, whole, FIELD_RADIUS, tokens.text, 2)
            frame_round(painter, whole.adjusted(2, 2, -2, -2), FIELD_RADIUS - 2, tokens.surface, 1)
        else:
            frame_round(painter, whole, FIELD_RADIUS, tokens.accent, 2)

    def _paint_inside(self, painter: QPainter, whole: QRectF, writing: str) -> None:
        used = font(self._font_size, self.used_font_weight())
        words = text_width(self.text(), used)
        icon_part = ICON + 7 if self.icon_name else 0
        end_part = ICON + 7 if self._trailing_icon else 0
        room = whole.width() - (6 if self.kind == "link" else 16)
        words = min(words, room - icon_part - end_part)
        left = whole.left() + (whole.width() - words - icon_part - end_part) / 2
        direction = self.layoutDirection()
        if self.icon_name:
            box = QRectF(round(left), whole.center().y() - ICON / 2, ICON, ICON)
            paint_icon(painter, mirrored(box, whole, direction), self.icon_name, writing)
        box = QRectF(left + icon_part, whole.top(), words + 1, whole.height())
        paint_text(painter, mirrored(box, whole, direction), self.text(), used, writing, direction)
        if self._trailing_icon:
            box = QRectF(round(left + icon_part + words + 7), whole.center().y() - ICON / 2, ICON, ICON)
            paint_icon(painter, mirrored(box, whole, direction), self._trailing_icon, writing)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return bool(super().event(event))


class IconButton(QPushButton):
    """A square button with only an icon. `name` says what it does, to screen readers and in the tool tip.

    `kind`: plain (no frame), secondary, primary.
    """

    def __init__(
        self, icon: str, name: str, *, kind: str = "plain", size: int = 34, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.icon_name = icon
        self._size = size
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_icon(icon, name, key)

    def show_icon(self, icon: str, name: str, key: str = "") -> None:
        """Changes what the button shows and does."""
        self.icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key_text(key)})" if key else name)
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        hover = self.underMouse() and self.isEnabled()
        colour = tokens.text if self.isEnabled() else tokens.disabled
        if self.kind == "primary":
            fill_round(painter, whole, FIELD_RADIUS, tokens.accent_hover if hover else tokens.accent)
            colour = tokens.on_accent
        elif self.kind == "secondary":
            fill_round(painter, whole, FIELD_RADIUS, tokens.page if hover else tokens.surface)
            frame_round(painter, whole, FIELD_RADIUS, tokens.soft_control)
        elif hover:
            fill_round(painter, whole, FIELD_RADIUS, tokens.accent_tint)
        if self.hasFocus():
            edge = tokens.text if self.kind == "primary" else tokens.accent
            frame_round(painter, whole, FIELD_RADIUS, edge, 2)
        paint_icon(painter, centred(whole, 14 if self._size < 28 else 18), self.icon_name, colour)
        painter.end()
