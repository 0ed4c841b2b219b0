# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped pictograms (SVG files in `resources/icons`, drawn on a grid of 24) as paths of the page."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache

from laufmappe import resources
from laufmappe.folder.typeset.paths import Path, Point, circle, ellipse, polyline, rectangle

GRID = 24
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


@cache
def icon(name: str) -> tuple[tuple[Path, bool], ...]:
    """The paths of a pictogram on its own grid, each with whether it is filled. Raises FileNotFoundError."""
    svg = ET.fromstring(resources.path("icons", f"{name}.svg").read_text(encoding="utf-8"))  # noqa: S314  # our own file
    found = []
    for element in svg:
        path = _element(element.tag.rpartition("}")[2], element.attrib)
        if path is not None:
            found.append((path, element.get("fill") == "currentColor"))
    return tuple(found)


def _element(tag: str, attributes: dict[str, str]) -> Path | None:
    def number(name: str, default: float = 0.0) -> float:
        return float(attributes.get(name, default))

    if tag == "path":
        return svg_path(attributes["d"])
    if tag == "circle":
        return circle(number("cx"), number("cy"), number("r"))
    if tag == "ellipse":
        return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
    if tag == "rect":
        radius = number("rx", number("ry"))
        return rectangle(number("x"), number("y"), number("width"), number("height"), radius)
    if tag == "line":
        return Path().move(number("x1"), number("y1")).line(number("x2"), number("y2"))
    if tag in ("polyline", "polygon"):
        values = [float(value) for value in _NUMBER.findall(attributes["points"])]
        path = polyline(list(zip(values[::2], values[1::2], strict=True)))
        return path.close() if tag == "polygon" else path
    return None


def svg_path(data: str) -> Path:
    """The `d` attribute of an SVG path, by SVG 1.1 section 8.3."""
    path = Path()
    handle: Point | None = None
    previous = ""
    for command, arguments in _commands(data):
        name = command.upper()
        x, y = path.at if command.islower() else (0.0, 0.0)
        if name == "Z":
            path.close()
        elif name == "M":
            path.move(x + arguments[0], y + arguments[1])
        elif name == "L":
            path.line(x + arguments[0], y + arguments[1])
        elif name == "H":
            path.line(x + arguments[0], path.at[1])
        elif name == "V":
            path.line(path.at[0], y + arguments[0])
        elif name == "A":
            rx, ry, turn, large, sweep, ex, ey = arguments
            _arc(path, (rx, ry), turn, bool(large), bool(sweep), (x + ex, y + ey))
        else:
            points = [(x + px, y + py) for px, py in zip(arguments[::2], arguments[1::2], strict=True)]
            smooth = handle if handle is not None and previous in ("CS" if name in "CS" else "QT") else path.at
            mirrored = (2 * path.at[0] - smooth[0], 2 * path.at[1] - smooth[1])
            handle = _curve(path, name, points, mirrored)
        previous = name
    return path


def _curve(path: Path, name: str, points: list[Point], mirrored: Point) -> Point:
    """Draws C, S, Q or T and gives the handle that a smooth follower mirrors."""
    if name in "ST":
        points = [mirrored, *points]
    if name in "CS":
        path.curve(points[0], points[1], points[2])
        return points[1]
    bend, end = points
    (x0, y0), (x1, y1) = path.at, end
    path.curve(
        (x0 + 2 / 3 * (bend[0] - x0), y0 + 2 / 3 * (bend[1] - y0)),
        (x1 + 2 / 3 * (bend[0] - x1), y1 + 2 / 3 * (bend[1] - y1)),
        end,
    )
    return bend


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    for command, rest in _COMMAND.findall(data):
        count = _ARGUMENTS[command.upper()]
        values = _arc_values(rest) if command in "Aa" else [float(value) for value in _NUMBER.findall(rest)]
        if count == 0:
            yield command, []
        for at in range(0, len(values), count or 1):
            # Further pairs after a move are lines.
            follower = {"M": "L", "m": "l"}.get(command, command) if at else command
            yield follower, values[at : at + count]


def _arc_values(rest: str) -> list[float]:
    """The arguments of A: its two flags may stand without anything between them and what follows."""
    values: list[float] = []
    at = 0
    flag = re.compile(r"[\s,]*([01])")
    number = re.compile(rf"[\s,]*({_NUMBER.pattern})")
    while found := (flag if len(values) % 7 in (3, 4) else number).match(rest, at):
        values.append(float(found[1]))
        at = found.end()
    return values


def _arc(path: Path, radii: Point, turn: float, large: bool, sweep: bool, end: Point) -> None:
    """An elliptical arc by its end points (SVG 1.1, appendix F.6)."""
    (x0, y0), (x1, y1) = path.at, end
    rx, ry = abs(radii[0]), abs(radii[1])
    if rx == 0 or ry == 0 or path.at == end:
        path.line(*end)
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = (x0 - x1) / 2, (y0 - y1) / 2
    px, py = cos * dx + sin * dy, -sin * dx + cos * dy
    grow = math.sqrt(max(1.0, px * px / (rx * rx) + py * py / (ry * ry)))
    rx, ry = rx * grow, ry * grow
    below = rx * rx * py * py + ry * ry * px * px
    factor = math.sqrt(max(0.0, (rx * rx * ry * ry - below) / below)) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    start = math.atan2((py - cy) / ry, (px - cx) / rx)
    angle = math.atan2((-py - cy) / ry, (-px - cx) / rx) - start
    if sweep and angle < 0:
        angle += 2 * math.pi
    elif not sweep and angle > 0:
        angle -= 2 * math.pi
    middle = (cos * cx - sin * cy + (x0 + x1) / 2, sin * cx + cos * cy + (y0 + y1) / 2)
    unit = Path().arc(0, 0, 1, math.degrees(start), math.degrees(angle))
    for name, points in unit.steps[1:]:
        moved = [
            (middle[0] + cos * rx * ux - sin * ry * uy, middle[1] + sin * rx * ux + cos * ry * uy) for ux, uy in points
        ]
        if name == "c":
            path.curve(moved[0], moved[1], moved[2])
    path.at = end
