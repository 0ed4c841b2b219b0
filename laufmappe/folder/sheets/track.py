# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The route as a line: rows of three stations in turn to the right and to the left, solid as far as the person has come."""

from dataclasses import dataclass

from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import GREY, INK, TEAL, WHITE
from laufmappe.folder.sheets.marks import SIGN
from laufmappe.folder.typeset.layout import MM
from laufmappe.folder.typeset.paths import Path

CENTRES = (52.0, 108.0, 164.0)
"""The middle of the three stations of a row."""
PITCH, BAND = 40.0, 37.6
"""From row to row, and the height of the tinted band behind it."""
SIGN_TOP = 2.6
WIDTH = 3.2
TURNS = (23.6, 192.4)
"""Where the line turns to the next row."""
ARROW = (24.2, 4.6, 10.6)
"""„Sie sind hier“: width of the words, of the tip, and height."""


@dataclass(frozen=True)
class Track:
    """A page of the route: stations `first` to `first + count` of `total`; `here` is where the person stands, or None."""

    first: int
    count: int
    here: int | None
    total: int
    shifts: tuple[float, ...] = ()
    """Millimetres that the signs of each row stand lower, where short names leave room."""

    def is_solid(self, at: int) -> bool:
        """Whether the way to station `at` (counted over all pages) is behind the person."""
        return self.here is None or at <= self.here

    def place(self, at: int, top: float) -> tuple[float, float]:
        """The middle of the sign of a station, by its number on the page from 0."""
        row, column = divmod(at, 3)
        x = CENTRES[column] if row % 2 == 0 else CENTRES[2 - column]
        shift = self.shifts[row] if row < len(self.shifts) else 0.0
        return x, top + row * PITCH + SIGN_TOP + shift + SIGN[1] / 2

    def arrow(self, top: float) -> tuple[float, float, bool] | None:
        """The middle of the words „Sie sind hier“ on this page, and whether the arrow points to the right.

        It stands on the way to the station; at the first of a row, where that way is a bend, it stands behind it.
        """
        if self.here is None or not self.first <= self.here < self.first + self.count:
            return None
        at = self.here - self.first
        x, y = self.place(at, top)
        side = -1 if at % 3 else 1
        if at // 3 % 2:
            side = -side
        tip = x + side * (SIGN[0] / 2 + 0.8)
        return tip + side * (ARROW[1] + ARROW[0] / 2), y, side < 0


def draw_track(leaf: Leaf, track: Track, top: float) -> None:
    """Draws the line below the signs, its beginning, its end, and the arrow „Sie sind hier“."""
    _lead_in(leaf, track, top)
    for at in reversed(range(1, track.count)):
        _stroke(leaf, _way(track, at, top), track.is_solid(track.first + at))
    for at in range(1, track.count):
        if at % 3:
            _chevron(leaf, track, at, top)
    _lead_out(leaf, track, top)
    _arrow(leaf, track, top)


def _way(track: Track, at: int, top: float) -> Path:
    """From the station before to this one: straight in a row, round the edge to the next row."""
    (x0, y0), (x1, y1) = track.place(at - 1, top), track.place(at, top)
    if at % 3:
        return Path().move(x0, y0).line(x1, y1)
    edge = TURNS[1] if x0 > 108 else TURNS[0]
    path = Path().move(x0, y0).corner((edge, y0), (edge, y1), 12)
    return path.corner((edge, y1), (x1, y1), 12).line(x1, y1)


def _stroke(leaf: Leaf, path: Path, solid: bool) -> None:
    if solid:
        leaf.page.path(path, TEAL, WIDTH * MM)
    else:
        leaf.page.path(path, GREY, WIDTH * MM)
        leaf.page.path(path, WHITE, WIDTH * MM - 1.8)


def _chevron(leaf: Leaf, track: Track, at: int, top: float) -> None:
    solid = track.is_solid(track.first + at)
    (x0, y), (x1, _y1) = track.place(at - 1, top), track.place(at, top)
    x, way = (x0 + x1) / 2, 0.7 if x1 > x0 else -0.7
    points = [(x - way, y - 1), (x + way * 0.6, y), (x - way, y + 1)]
    leaf.page.polyline(points, WHITE if solid else GREY, 1.2, cap="round")


def _lead_in(leaf: Leaf, track: Track, top: float) -> None:
    """A ring where the route begins; on further pages the line simply comes in."""
    x, y = track.place(0, top)
    solid = track.is_solid(track.first)
    begin = x - SIGN[0] / 2 - 9.6
    _stroke(leaf, Path().move(begin, y).line(x, y), solid)
    if track.first == 0:
        leaf.page.circle(begin, y, 2.7, fill=WHITE, stroke=TEAL, thickness=1.5 * MM)


def _lead_out(leaf: Leaf, track: Track, top: float) -> None:
    """An arrow where the page ends, hollow as long as there is something to do."""
    last = track.count - 1
    if track.here == track.first + last and last % 3 == 0:
        # „Sie sind hier“ stands in its place.
        return
    x, y = track.place(last, top)
    way = 1 if last // 3 % 2 == 0 else -1
    solid = track.here is None
    begin, neck, tip = (x + way * (SIGN[0] / 2 + off) for off in (-2, 7.5, 14))
    half, head = WIDTH / 2, 4.6
    points = [(begin, y - half), (neck, y - half), (neck, y - head), (tip, y), (neck, y + head), (neck, y + half)]
    path = Path().move(*points[0])
    for point in [*points[1:], (begin, y + half)]:
        path.line(*point)
    path.close()
    leaf.page.path(path, TEAL if solid else GREY, 0.9, TEAL if solid else WHITE)


def _arrow(leaf: Leaf, track: Track, top: float) -> None:
    where = track.arrow(top)
    if where is None:
        return
    x, y, points_right = where
    width, tip, height = ARROW
    way = 1 if points_right else -1
    back, neck, end = x - way * width / 2, x + way * width / 2, x + way * (width / 2 + tip)
    path = Path().move(back, y - height / 2).line(neck, y - height / 2).line(end, y)
    path.line(neck, y + height / 2).line(back, y + height / 2).close()
    leaf.page.path(path, WHITE, 2.4, INK)
