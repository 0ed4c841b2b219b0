# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page is drawn with, in the words of the format (ISO 32000-1, annex A): glyphs, paths, pictograms, QR codes."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import segno
from reportlab.lib.rl_accel import fp_str

from laufmappe.folder.typeset import icons
from laufmappe.folder.typeset.embedding import EmbeddedFont
from laufmappe.folder.typeset.layout import MM, Piece, PlacedGlyph
from laufmappe.folder.typeset.paths import Path

PAINT = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}
"""What paints a path, by whether it is stroked and filled."""


def shown(piece: Piece, font: EmbeddedFont) -> Iterator[tuple[PlacedGlyph, str]]:
    """The first glyph of each stretch on the same height, and what shows the stretch with corrections between glyphs."""
    codes = ""
    first, expected = piece.glyphs[0], 0.0
    scale, drawn = piece.size / 1000, font.drawn
    for glyph in piece.glyphs:
        if not codes or abs(glyph.y - first.y) > 0.001:
            if codes:
                yield first, f"[({codes})]TJ"
            codes, first, expected = "", glyph, glyph.x
        # By more than a thousandth of the size, and what is left over counts for the next glyph.
        correction = round((expected - glyph.x) / scale)
        if abs(correction) > 1:
            codes += f"){correction}("
            expected -= correction * scale
        code, width = drawn(glyph.number, glyph.characters)
        codes += code
        expected += width * scale
    yield first, f"[({codes})]TJ"


def drawn(path: Path, x: float, y: float) -> Iterator[str]:
    """The operators that make up a path, from an origin at x, y in mm from the top left."""
    for name, places in path.steps:
        values = [value for across, down in places for value in ((across - x) * MM, (y - down) * MM)]
        yield f"{points(*_operands(name, values))} {name}" if values else name


def _operands(name: str, values: list[float]) -> list[float]:
    """What an operator takes: a rectangle its width and height instead of a second corner."""
    if name != "re":
        return values
    left, top, right, bottom = values
    return [left, top, right - left, bottom - top]


@lru_cache(maxsize=256)
def pictogram(name: str, stroke: float) -> str:
    """A pictogram on its own grid, to be drawn in the colours that are set, and the way back to the page."""
    operators = [f"{numbers(stroke)} w 1 J 1 j"]
    for path, filled in icons.icon(name):
        for operator, places in path.steps:
            values = [value for place in places for value in place]
            operators.append(f"{points(*_operands(operator, values))} {operator}".lstrip())
        operators.append(PAINT[True, filled])
    return " ".join([*operators, "Q"])


@lru_cache(maxsize=256)
def matrix(text: str, error: str) -> tuple[bytes, ...]:
    """The rows of a QR code; dark modules are 1."""
    return tuple(bytes(row) for row in segno.make_qr(text, error=error, boost_error=False).matrix)


@lru_cache(maxsize=256)
def modules(text: str, error: str) -> str:
    """The dark modules of a QR code as rectangles, each as tall as it gets, in modules from its top left corner."""
    rows = matrix(text, error)
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    found = []
    for y, x in product(range(len(rows)), repeat=2):
        if (x, y) not in dark:
            continue
        end, bottom = x + 1, y + 1
        while (end, y) in dark:
            end += 1
        while all((across, bottom) in dark for across in range(x, end)):
            bottom += 1
        dark -= set(product(range(x, end), range(y, bottom)))
        found.append((end - x, bottom - y, x, y))
    # Those of one size in a row are packed best.
    operators = [f"{x} {y} {width} {height} re" for width, height, x, y in sorted(found)]
    return " ".join([*operators, "f Q"])


@lru_cache(maxsize=64)
def rgb(colour: str) -> str:
    """`#0F766E` as three shares of one."""
    return numbers(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)), places=3)


def points(*values: float) -> str:
    """Places on the page, to a tenth of a point: a dot of a printer with 720 dots an inch."""
    return numbers(*values, places=1)


def numbers(*values: float, places: int = 2) -> str:
    """Numbers as an operator takes them, with no more decimal places than are wanted."""
    written: str = fp_str([round(value, places) for value in values])
    return written
