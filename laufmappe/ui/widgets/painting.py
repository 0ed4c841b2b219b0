# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What delegates and widgets draw alike: chips, avatars, icons, elided text, ticks, the accent frame.

Every function takes the colours (`Tokens`) and, where sides matter, the direction of the layout. Rectangles are
given for a left-to-right layout; `mirrored` turns one round inside its row.
"""

import zlib
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from laufmappe.ui.look import Tokens, font, paint_icon

RTL = Qt.LayoutDirection.RightToLeft
CHIP_HEIGHT = 22
CHIP_ICON = 13
AVATAR_COLOURS = ("#0F766E", "#7C56C0", "#B4510B", "#1F5FAD", "#A33A5C", "#4B7A10", "#5E6D85", "#0B7390")
"""White initials have at least 4.5:1 on each of them, in both themes."""


@dataclass(frozen=True)
class ChipSpec:
    """A state to be shown: `kind` is ok, warn, danger, info, accent or neutral; `icon` a Lucide name or empty."""

    text: str
    kind: str = "neutral"
    icon: str = ""


def chip_font() -> QFont:
    return font(12, 600)


def text_width(text: str, used: QFont) -> float:
    """Width of one line in logical pixels."""
    return QFontMetricsF(used).horizontalAdvance(text)


def chip_width(spec: ChipSpec) -> float:
    """How wide `paint_chip` wants to be."""
    icon_part = CHIP_ICON + 5 if spec.icon else 0
    return round(9 + icon_part + text_width(spec.text, chip_font()) + 11 + 0.5)


def mirrored(rect: QRectF, outer: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """The same rectangle seen from the other side of `outer` in a right-to-left layout."""
    if direction != RTL:
        return rect
    return QRectF(outer.left() + outer.right() - rect.right(), rect.top(), rect.width(), rect.height())


def paint_chip(
    painter: QPainter,
    rect: QRectF,
    spec: ChipSpec,
    tokens: Tokens,
    direction: Qt.LayoutDirection,
    *,
    on_tint: bool = False,
) -> None:
    """Draws a chip into `rect`, 22 high. `on_tint`: it stands on a selected row, so its ground is the plain surface."""
    colour = str(getattr(tokens, spec.kind))
    ground = tokens.surface if on_tint else str(getattr(tokens, f"{spec.kind}_tint"))
    fill_round(painter, rect, rect.height() / 2, ground)
    left = rect.left() + 9
    if spec.icon:
        box = QRectF(left, rect.center().y() - CHIP_ICON / 2, CHIP_ICON, CHIP_ICON)
        paint_icon(painter, mirrored(box, rect, direction), spec.icon, colour)
        left += CHIP_ICON + 5
    words = QRectF(left, rect.top(), rect.right() - 8 - left, rect.height())
    paint_text(painter, mirrored(words, rect, direction), spec.text, chip_font(), colour, direction)


def paint_badge(painter: QPainter, rect: QRectF, text: str, kind: str, tokens: Tokens) -> None:
    """Draws a count in a pill."""
    fill_round(painter, rect, rect.height() / 2, str(getattr(tokens, f"{kind}_tint")))
    painter.setFont(font(12, 700))
    painter.setPen(QColor(str(getattr(tokens, kind))))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def badge_width(text: str) -> float:
    """How wide `paint_badge` wants to be."""
    return max(22.0, text_width(text, font(12, 700)) + 16)


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name; empty for an empty name."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return ""
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def avatar_colour(key: str) -> str:
    """One colour for one person, the same on every page and every day."""
    return AVATAR_COLOURS[zlib.crc32(key.encode()) % len(AVATAR_COLOURS)]


def paint_avatar(painter: QPainter, rect: QRectF, letters: str, colour: str) -> None:
    """Draws the round picture of a person: initials on a colour from `avatar_colour`."""
    fill_round(painter, rect, rect.height() / 2, colour)
    painter.setFont(font(max(10, round(rect.height() * 0.37)), 700))
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)


def paint_icon_circle(painter: QPainter, rect: QRectF, name: str, colour: str, ground: str) -> None:
    """Draws an icon in a tinted circle, as services and parts of a record have."""
    fill_round(painter, rect, rect.height() / 2, ground)
    size = round(rect.height() / 2)
    paint_icon(painter, centred(rect, size), name, colour)


def centred(rect: QRectF, size: float) -> QRectF:
    """A square of `size` in the middle of `rect`."""
    return QRectF(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2), size, size)


def fill_round(painter: QPainter, rect: QRectF, radius: float, colour: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def frame_round(painter: QPainter, rect: QRectF, radius: float, colour: str, width: float = 1) -> None:
    """Draws a frame of `width` that lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    used: QFont,
    colour: str,
    direction: Qt.LayoutDirection,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draws one line, elided at its end. `AlignLeft` is the leading side: right in a right-to-left layout."""
    if align == Qt.AlignmentFlag.AlignLeft and direction == RTL:
        align = Qt.AlignmentFlag.AlignRight
    elif align == Qt.AlignmentFlag.AlignRight and direction == RTL:
        align = Qt.AlignmentFlag.AlignLeft
    painter.setFont(used)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if starts_rtl(text) else Qt.LayoutDirection.LeftToRight)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)


def starts_rtl(text: str) -> bool:
    """Whether the text's own direction is right to left, by its first strong character."""
    import unicodedata

    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return False
        if kind in ("R", "AL"):
            return True
    return False


def paint_check(painter: QPainter, rect: QRectF, checked: bool, tokens: Tokens) -> None:
    """Draws a tick box, 18 square."""
    if not checked:
        fill_round(painter, rect, 5, tokens.surface)
        frame_round(painter, rect, 5, tokens.control)
        return
    fill_round(painter, rect, 5, tokens.accent)
    tick = QPainterPath(QPointF(rect.left() + rect.width() * 0.25, rect.top() + rect.height() * 0.53))
    tick.lineTo(rect.left() + rect.width() * 0.43, rect.top() + rect.height() * 0.70)
    tick.lineTo(rect.left() + rect.width() * 0.76, rect.top() + rect.height() * 0.33)
    painter.setPen(QPen(QColor(tokens.on_accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(tick)


def paint_keycap(painter: QPainter, rect: QRectF, text: str, tokens: Tokens) -> None:
    """Draws one key, 20 high, with its lower edge thicker."""
    fill_round(painter, rect, 5, tokens.soft_control)
    fill_round(painter, rect.adjusted(1, 1, -1, -2), 4, tokens.page)
    painter.setFont(font(11, 600))
    painter.setPen(QColor(tokens.muted))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)


def keycap_width(text: str) -> float:
    return max(25.0, round(text_width(text, font(11, 600)) + 14))
