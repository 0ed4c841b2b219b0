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
TOP = 4
TITLE_TOP = TOP + HALO + 7
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


FRESH = Look("accent", "circle", dashed=True, halo=True)
"""An open station that has just become possible."""


_BREAKS = re.compile(r" |(?:(?<=ungs)|(?<=[hk]eits)|(?<=tions)|(?<=schafts)|(?<=rens)|(?<=anken))(?=[a-zäöü]{3})")
"""Blanks, and the joints of German compounds where a hyphen may be set."""


def two_lines(text: str, width: float) -> list[str]:
    """The title in at most two lines, broken between words or at a joint of a long German word; what is still longer
    is elided when drawn."""
    used = font(13, 600)
    if text_width(text, used) <= width:
        return [text]
    broken: list[list[str]] = []
    for place in _BREAKS.finditer(text):
        joint = "" if place.group() == " " else "-"
        first, second = text[: place.start()] + joint, text[place.end() :]
        if text_width(first, used) <= width:
            broken.append([first, second])
    fitting = [lines for lines in broken if text_width(lines[1], used) <= width]
    return (fitting or broken or [[text]])[-1]


def _words_height(station: Station, cell: float) -> int:
    """The height of what stands below the circle."""
    title = len(two_lines(station.title, cell - 10)) * LINE_HEIGHT
    return title + (LINE_HEIGHT + 2 if station.subtitle else 0) + (27 if station.chip_text else 0)


class StationDelegate(QStyledItemDelegate):
    """Draws one station and its piece of the line."""

    def __init__(self, view: RouteView) -> None:
        super().__init__(view)
        self._view = view

    def measure(self, stations: Sequence[Station], cell: int) -> int:
        """The height of a row of these stations when each is `cell` wide."""
        return TITLE_TOP + max((_words_height(station, cell) for station in stations), default=LINE_HEIGHT) + 18

    @guarded(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.cell(index.row())

    @guarded()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        station = index.data(STATION_ROLE)
        if not isinstance(station, Station):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self._view.palette())
        cell = QRectF(option.rect)
        look = FRESH if station.fresh else STATES.get(station.state, STATES["open"])
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
        height = _words_height(station, cell.width()) + 14
        plate = QRectF(cell.left() + 3, cell.top() + TITLE_TOP - 6, cell.width() - 6, height)
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
        y = circle.center().y() + 0.5
        direction = self._view.layoutDirection()
        before = QRectF(cell.left(), y, circle.left() - gap - cell.left(), 0)
        after = QRectF(circle.right() + gap, y, cell.right() - circle.right() - gap, 0)
        for piece, there, solid, passed in (
            (before, number > 0, number <= reached, after.width()),
            (after, number < count - 1, number < reached, 0),
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
                pen.setDashOffset(passed / 3)  # the dashes go on where those of the station before ended
            painter.setPen(pen)
            ends = [QPointF(line.left(), y), QPointF(line.right(), y)]
            if direction == Qt.LayoutDirection.RightToLeft:
                ends.reverse()
            painter.drawLine(*ends)

    def _paint_circle(self, painter: QPainter, circle: QRectF, station: Station, look: Look, tokens: Tokens) -> None:
        colour = tokens.soft_control if station.blocked else str(getattr(tokens, look.colour))
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
        sign = tokens.on_accent if look.filled else tokens.muted if station.blocked else colour
        paint_icon(painter, centred(circle, 18), name, sign)

    def _paint_words(self, painter: QPainter, cell: QRectF, station: Station, tokens: Tokens, on_plate: bool) -> None:
        direction = self._view.layoutDirection()
        middle = Qt.AlignmentFlag.AlignHCenter
        faded = station.blocked or station.state in ("declined", "not_applicable")
        top = cell.top() + TITLE_TOP
        for line in two_lines(station.title, cell.width() - 10):
            box = QRectF(cell.left() + 5, top, cell.width() - 10, LINE_HEIGHT)
            paint_text(
                painter, box, line, font(13, 600), tokens.muted if faded else tokens.text, direction, align=middle
            )
            top += LINE_HEIGHT
        if station.subtitle:
            box = QRectF(cell.left() + 8, top + 1, cell.width() - 16, LINE_HEIGHT)
            paint_text(painter, box, station.subtitle, font(12), tokens.muted, direction, align=middle)
            top += LINE_HEIGHT + 2
        if station.chip_text:
            spec = ChipSpec(station.chip_text, station.chip_kind)
            width = min(chip_width(spec), cell.width() - 14)
            box = QRectF(round(cell.center().x() - width / 2), top + 6, width, 21)
            paint_chip(painter, box, spec, tokens, direction, on_tint=on_plate)
