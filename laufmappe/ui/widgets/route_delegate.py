# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws the stations of `RouteView`: circle, line, words, chip."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import Tokens, font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import ROW_RADIUS
from laufmappe.ui.widgets.painting import (
    ChipSpec,
    centred,
    chip_width,
    fill_round,
    frame_round,
    mirrored,
    paint_chip,
    paint_text,
    text_width,
)
from laufmappe.ui.widgets.route import STATION_ROLE, Index, RouteView, Station

CIRCLE = 36
HALO = 46
TOP = 6
TITLE_TOP = TOP + HALO + 8
LINE_HEIGHT = 17


@dataclass(frozen=True)
class Look:
    """How the circle of a state looks: colour token, filled or ring, dashed or not, icon."""

    colour: str
    icon: str
    filled: bool = False
    dashed: bool = False
    halo: bool = False


STATES = {
    "done": Look("accent", "check", filled=True),
    "running": Look("accent", "circle-dot", halo=True),
    "waiting": Look("warn", "hourglass"),
    "paused": Look("warn", "pause", dashed=True),
    "open": Look("muted", "circle", dashed=True),
    "planned": Look("muted", "calendar"),
    "broken_off": Look("danger", "x"),
    "declined": Look("muted", "minus"),
    "refused": Look("danger", "ban"),
    "not_applicable": Look("muted", "circle-slash", dashed=True),
}


_BREAKS = re.compile(
    r" |(?<=ungs)(?=[a-zäöü]{3})|(?<=[hk]eits)(?=[a-zäöü]{3})|(?<=tions)(?=[a-zäöü]{3})|(?<=schafts)(?=[a-zäöü]{3})"
)
"""Blanks, and the joints of German compounds where a hyphen may be set."""


def two_lines(text: str, width: float) -> list[str]:
    """The title in at most two lines, broken between words or at a joint of a long German word; what is still longer
    is elided when drawn."""
    used = font(13, 600)
    if text_width(text, used) <= width:
        return [text]
    best: list[str] = []
    for place in _BREAKS.finditer(text):
        joint = "" if place.group() == " " else "-"
        first, second = text[: place.start()] + joint, text[place.end() :]
        if text_width(first, used) <= width:
            best = [first, second]
    return best or [text]


class StationDelegate(QStyledItemDelegate):
    """Draws one station and its piece of the line."""

    def __init__(self, view: RouteView) -> None:
        super().__init__(view)
        self._view = view
        self._lines = 1

    def measure(self, stations: Sequence[Station], cell: int) -> int:
        """The height of every station when each is `cell` wide."""
        self._lines = max((len(two_lines(station.title, cell - 14)) for station in stations), default=1)
        services = any(station.subtitle for station in stations)
        chips = any(station.chip_text for station in stations)
        return TITLE_TOP + self._lines * LINE_HEIGHT + (LINE_HEIGHT + 2 if services else 0) + (32 if chips else 0) + 12

    @guarded(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    @guarded()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        station = index.data(STATION_ROLE)
        if not isinstance(station, Station):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self._view.palette())
        cell = QRectF(option.rect)
        look = STATES.get(station.state, STATES["open"])
        circle = QRectF(round(cell.center().x() - CIRCLE / 2), cell.top() + TOP + (HALO - CIRCLE) / 2, CIRCLE, CIRCLE)
        on_plate = self._paint_plate(painter, cell, station, option, tokens)
        self._paint_line(painter, cell, circle, index.row(), tokens)
        self._paint_circle(painter, circle, station, look, tokens)
        self._paint_words(painter, cell, station, tokens, on_plate)
        painter.restore()

    def _paint_plate(
        self, painter: QPainter, cell: QRectF, station: Station, option: QStyleOptionViewItem, tokens: Tokens
    ) -> bool:
        """Tints the words of the current station and frames the chosen one; says whether there is a tint."""
        plate = QRectF(cell.left() + 3, cell.top() + TITLE_TOP - 6, cell.width() - 6, cell.height() - TITLE_TOP - 2)
        if station.current:
            fill_round(painter, plate, ROW_RADIUS, tokens.accent_tint)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill_round(painter, plate, ROW_RADIUS, tokens.page)
        if option.state & QStyle.StateFlag.State_Selected:
            frame_round(painter, plate, ROW_RADIUS, tokens.accent if self._view.hasFocus() else tokens.accent_line, 2)
        return station.current

    def _paint_line(self, painter: QPainter, cell: QRectF, circle: QRectF, number: int, tokens: Tokens) -> None:
        count = self._view.model().rowCount()
        reached = self._view.stations_model.last_reached()
        gap = 5 if number != reached else 8
        y = circle.center().y()
        direction = self._view.layoutDirection()
        before = QRectF(cell.left(), y, circle.left() - gap - cell.left(), 0)
        after = QRectF(circle.right() + gap, y, cell.right() + 1 - circle.right() - gap, 0)
        for piece, there, solid in (
            (before, number > 0, number <= reached),
            (after, number < count - 1, number < reached),
        ):
            if not there:
                continue
            line = mirrored(piece, cell, direction)
            pen = QPen(
                QColor(tokens.accent if solid else tokens.soft_control),
                3,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.FlatCap,
            )
            if not solid:
                pen.setDashPattern([3.2, 2.2])
            painter.setPen(pen)
            painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))

    def _paint_circle(self, painter: QPainter, circle: QRectF, station: Station, look: Look, tokens: Tokens) -> None:
        colour = str(getattr(tokens, look.colour))
        if station.current or look.halo:
            grow = (HALO - CIRCLE) / 2
            fill_round(painter, circle.adjusted(-grow, -grow, grow, grow), HALO / 2, tokens.accent_tint)
        fill_round(painter, circle, CIRCLE / 2, colour if look.filled else tokens.surface)
        if not look.filled:
            pen = QPen(QColor(colour), 2.4)
            if look.dashed:
                pen.setDashPattern([3.4, 2.0])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawEllipse(circle.adjusted(1.2, 1.2, -1.2, -1.2))
        name = station.icon if station.icon and station.state in ("open", "planned") else look.icon
        paint_icon(painter, centred(circle, 18), name, tokens.on_accent if look.filled else colour)

    def _paint_words(self, painter: QPainter, cell: QRectF, station: Station, tokens: Tokens, on_plate: bool) -> None:
        direction = self._view.layoutDirection()
        middle = Qt.AlignmentFlag.AlignHCenter
        faded = station.state in ("declined", "not_applicable")
        top = cell.top() + TITLE_TOP
        for line in two_lines(station.title, cell.width() - 14):
            box = QRectF(cell.left() + 6, top, cell.width() - 12, LINE_HEIGHT)
            paint_text(
                painter, box, line, font(13, 600), tokens.muted if faded else tokens.text, direction, align=middle
            )
            top += LINE_HEIGHT
        if station.subtitle:
            box = QRectF(cell.left() + 6, top + 1, cell.width() - 12, LINE_HEIGHT)
            paint_text(painter, box, station.subtitle, font(12), tokens.muted, direction, align=middle)
            top += LINE_HEIGHT + 2
        if station.chip_text:
            spec = ChipSpec(station.chip_text, station.chip_kind)
            width = min(chip_width(spec), cell.width() - 14)
            box = QRectF(round(cell.center().x() - width / 2), top + 6, width, 21)
            paint_chip(painter, box, spec, tokens, direction, on_tint=on_plate)
