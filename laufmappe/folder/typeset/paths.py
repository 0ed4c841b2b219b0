# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines and curves: what routes, arrows and icons are drawn with."""

import math
from itertools import pairwise

Point = tuple[float, float]
# How far the handles of a cubic curve reach for a quarter of a circle.
_QUARTER = 4 / 3 * math.tan(math.pi / 8)


class Path:
    """A path in millimetres from the top left of the page (y grows downwards). Methods return the path, for chaining."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, tuple[Point, ...]]] = []
        """`m`, `l`, `c`, `h` or `re` and the points that belong to it; those of a rectangle are two of its corners."""
        self._start: Point = (0.0, 0.0)
        self.at: Point = (0.0, 0.0)

    def move(self, x: float, y: float) -> "Path":
        """Lifts the pen to a point."""
        self._start = self.at = (x, y)
        self.steps.append(("m", (self.at,)))
        return self

    def line(self, x: float, y: float) -> "Path":
        """A straight line to a point."""
        self.at = (x, y)
        self.steps.append(("l", (self.at,)))
        return self

    def curve(self, first: Point, second: Point, end: Point) -> "Path":
        """A cubic curve with two handles."""
        self.at = end
        self.steps.append(("c", (first, second, end)))
        return self

    def close(self) -> "Path":
        """A line back to where the pen was put down."""
        self.at = self._start
        self.steps.append(("h", ()))
        return self

    def box(self, x: float, y: float, width: float, height: float) -> "Path":
        """A whole rectangle; the pen ends in its top left corner."""
        self._start = self.at = (x, y)
        self.steps.append(("re", ((x, y), (x + width, y + height))))
        return self

    def arc(self, cx: float, cy: float, radius: float, start: float, sweep: float) -> "Path":
        """Part of a circle, from `start` over `sweep` degrees; 0 is to the right, positive turns clockwise.

        A straight line leads to the beginning of the arc if the pen is elsewhere; without a pen down it begins there.
        """
        first = _on_circle(cx, cy, radius, start)
        if not self.steps:
            self.move(*first)
        elif math.dist(self.at, first) > 1e-6:
            self.line(*first)
        parts = max(1, math.ceil(abs(sweep) / 90 - 1e-9))
        turn = sweep / parts
        reach = radius * 4 / 3 * math.tan(math.radians(turn) / 4)
        for part in range(parts):
            begin, end = math.radians(start + part * turn), math.radians(start + (part + 1) * turn)
            x0, y0 = cx + radius * math.cos(begin), cy + radius * math.sin(begin)
            x1, y1 = cx + radius * math.cos(end), cy + radius * math.sin(end)
            self.curve(
                (x0 - reach * math.sin(begin), y0 + reach * math.cos(begin)),
                (x1 + reach * math.sin(end), y1 - reach * math.cos(end)),
                (x1, y1),
            )
        return self

    def corner(self, point: Point, towards: Point, radius: float) -> "Path":
        """A line towards `point` that turns round it, with this radius, into the direction of `towards`."""
        legs = [(math.dist(self.at, point), self.at), (math.dist(point, towards), towards)]
        if radius <= 0 or min(length for length, _end in legs) < 1e-9:
            return self.line(*point)
        ways = [((end[0] - point[0]) / length, (end[1] - point[1]) / length) for length, end in legs]
        angle = math.acos(max(-1.0, min(1.0, ways[0][0] * ways[1][0] + ways[0][1] * ways[1][1])))
        if angle < 1e-3 or math.pi - angle < 1e-3:
            return self.line(*point)
        back = min(radius / math.tan(angle / 2), *(length for length, _end in legs))
        handle = back - back * math.tan(angle / 2) * 4 / 3 * math.tan((math.pi - angle) / 4)
        near, far = ((point[0] + way[0] * back, point[1] + way[1] * back) for way in ways)
        handles = [(point[0] + way[0] * handle, point[1] + way[1] * handle) for way in ways]
        return self.line(*near).curve(handles[0], handles[1], far)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all points and handles."""
        points = [point for _name, points in self.steps for point in points] or [(0.0, 0.0)]
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across), max(down)


def polyline(points: list[Point], radius: float = 0.0, closed: bool = False) -> Path:
    """Straight lines through points, with corners rounded by `radius`."""
    path = Path()
    if closed:
        middle = ((points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2)
        points = [middle, *points, middle]
    path.move(*points[0])
    for point, following in pairwise(points[1:]):
        path.corner(point, following, radius)
    path.line(*points[-1])
    return path.close() if closed else path


def rectangle(
    x: float, y: float, width: float, height: float, radius: float | tuple[float, float, float, float] = 0
) -> Path:
    """A rectangle; `radius` rounds all corners, or top left, top right, bottom right and bottom left."""
    if radius == 0:
        return Path().box(x, y, width, height)
    corners = radius if isinstance(radius, tuple) else (radius,) * 4
    top_left, top_right, bottom_right, bottom_left = (min(r, width / 2, height / 2) for r in corners)
    right, bottom = x + width, y + height
    path = Path().move(x + top_left, y).line(right - top_right, y)
    _round(path, right - top_right, y + top_right, top_right, -90)
    path.line(right, bottom - bottom_right)
    _round(path, right - bottom_right, bottom - bottom_right, bottom_right, 0)
    path.line(x + bottom_left, bottom)
    _round(path, x + bottom_left, bottom - bottom_left, bottom_left, 90)
    path.line(x, y + top_left)
    _round(path, x + top_left, y + top_left, top_left, 180)
    return path.close()


def circle(cx: float, cy: float, radius: float) -> Path:
    """A circle."""
    return ellipse(cx, cy, radius, radius)


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Path:
    """An ellipse with its axes along the page."""
    kx, ky = rx * _QUARTER, ry * _QUARTER
    path = Path().move(cx + rx, cy)
    path.curve((cx + rx, cy + ky), (cx + kx, cy + ry), (cx, cy + ry))
    path.curve((cx - kx, cy + ry), (cx - rx, cy + ky), (cx - rx, cy))
    path.curve((cx - rx, cy - ky), (cx - kx, cy - ry), (cx, cy - ry))
    path.curve((cx + kx, cy - ry), (cx + rx, cy - ky), (cx + rx, cy))
    return path.close()


def _round(path: Path, cx: float, cy: float, radius: float, start: float) -> None:
    if radius > 0:
        path.arc(cx, cy, radius, start, 90)


def _on_circle(cx: float, cy: float, radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return cx + radius * math.cos(angle), cy + radius * math.sin(angle)
