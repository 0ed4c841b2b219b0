# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One A4 page: words, lines, shapes, pictograms and QR codes, in millimetres from the top left.

What is drawn inside `with page.tag(…)` is read aloud; everything else is an artifact. Shapes count as decoration even
inside a tag, unless it is a figure.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import segno

from laufmappe.folder.typeset import icons, paths
from laufmappe.folder.typeset.layout import INK, MM, Block, Piece
from laufmappe.folder.typeset.paths import Path, Point
from laufmappe.folder.typeset.structure import Element, Role

if TYPE_CHECKING:
    from laufmappe.folder.typeset.embedding import EmbeddedFont
    from laufmappe.folder.typeset.fonts import Face

WIDTH, HEIGHT = 210.0, 297.0
"""A4 in millimetres."""

Cap = Literal["butt", "round", "square"]
_CAPS: dict[Cap, int] = {"butt": 0, "round": 1, "square": 2}
_ARTIFACT = Element("Artifact")
_QUIET_ZONE = 4
# By whether a path is stroked and filled.
_PAINT = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}


class Page:
    """Made by `Document.page()`; it takes drawings until the next page is begun."""

    def __init__(
        self,
        number: int,
        canvas: Any,
        root: Element,
        language: str,
        font: "Callable[[Face], EmbeddedFont]",
        tag: Callable[..., AbstractContextManager[Element]],
        innermost: Callable[[], Element],
    ) -> None:
        self.number = number
        self.marked: list[Element] = []
        """The element of each marked content, by its number on this page."""
        self._canvas = canvas
        self._root = root
        self._language = language
        self._font = font
        self._tag = tag
        self._innermost = innermost
        self._open: Element | None = None
        self._finished = False

    def tag(
        self,
        role: Role,
        lang: str | None = None,
        alt: str | None = None,
        title: str | None = None,
        scope: Literal["Column", "Row"] | None = None,
        spans: tuple[int, int] = (1, 1),
    ) -> AbstractContextManager[Element]:
        """What is drawn inside has this role for a screen reader. A figure needs `alt`, a TH its `scope`."""
        return self._tag(role, lang=lang, alt=alt, title=title, scope=scope, spans=spans)

    def text(self, block: Block, x: float, y: float) -> None:
        """Draws a block with its top left corner at x, y."""
        element = self._innermost()
        target = _ARTIFACT if element is self._root or element.is_artifact() else element
        if target is not _ARTIFACT:
            target = self._spoken(block, target)
        self._mark(target)
        for line in block.lines:
            for piece in line.pieces:
                self._piece(piece, x * MM, (HEIGHT - y - line.baseline) * MM, target)
        self._bounds(x, y, x + block.box_width, y + block.height)

    def path(
        self,
        path: Path,
        stroke: str | None = INK,
        thickness: float = 0.5,
        fill: str | None = None,
        dash: tuple[float, ...] = (),
        cap: Cap = "butt",
    ) -> None:
        """Draws a path; `thickness` and `dash` are points, corners are round where the ends are round."""
        self._mark_graphic()
        look = []
        if stroke is not None:
            look = [f"{_numbers(*_rgb(stroke))} RG {_numbers(thickness)} w {_CAPS[cap]} J {int(cap == 'round')} j"]
            look.append(f"[{_numbers(*dash)}] 0 d")
        if fill is not None:
            look.append(f"{_numbers(*_rgb(fill))} rg")
        self._canvas.addLiteral("\n".join([*look, *_drawn(path), _PAINT[stroke is not None, fill is not None]]))
        left, top, right, bottom = path.bounds()
        reach = thickness / 2 / MM if stroke is not None else 0.0
        self._bounds(left - reach, top - reach, right + reach, bottom + reach)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.9,
        radius: float | tuple[float, float, float, float] = 0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle; `thickness` is in points, `radius` rounds all corners or each (from top left, clockwise)."""
        self.path(paths.rectangle(x, y, width, height, radius), stroke, thickness, fill, dash)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str = INK,
        thickness: float = 0.5,
        dash: tuple[float, ...] = (),
        cap: Cap = "butt",
    ) -> None:
        """A straight line of `thickness` points."""
        self.path(Path().move(x1, y1).line(x2, y2), colour, thickness, None, dash, cap)

    def polyline(
        self,
        points: list[Point],
        colour: str = INK,
        thickness: float = 0.5,
        radius: float = 0.0,
        dash: tuple[float, ...] = (),
        cap: Cap = "butt",
    ) -> None:
        """A line of `thickness` points through several points, its corners rounded by `radius` mm."""
        self.path(paths.polyline(points, radius), colour, thickness, None, dash, cap)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.9,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A circle round x, y."""
        self.path(paths.circle(x, y, radius), stroke, thickness, fill, dash)

    def icon(self, name: str, x: float, y: float, size: float, colour: str = INK, stroke: float = 2.0) -> None:
        """A pictogram from `resources/icons` in a square of `size` mm; `stroke` is a number of its grid of 24.

        Raises FileNotFoundError for one that isn't shipped.
        """
        scale = size / icons.GRID
        for path, filled in icons.icon(name):
            moved = icons.placed(path, x, y, scale)
            self.path(moved, colour, stroke * scale * MM, colour if filled else None, cap="round")

    def qr(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str = INK,
        background: str | None = "#FFFFFF",
        error: Literal["l", "m"] = "m",
    ) -> None:
        """A QR code of an error level in a square of `size` mm, which includes the quiet zone of four modules.

        Not under 22 mm for a text of 20 characters: scanners want modules of 0.6 mm.
        """
        rows = _modules(text, error)
        module = size / (len(rows) + 2 * _QUIET_ZONE)
        if background is not None:
            self.rect(x, y, size, size, fill=background)
        self._mark_graphic()
        points = module * MM
        dark = [f"q {_numbers(*_rgb(colour))} rg", f"{_numbers(points)} 0 0 {_numbers(-points)}"]
        dark[1] += f" {_numbers((x * MM) + _QUIET_ZONE * points, (HEIGHT - y) * MM - _QUIET_ZONE * points)} cm"
        dark += [f"{start} {down} {end - start} 1 re" for down, row in enumerate(rows) for start, end in row]
        self._canvas.addLiteral("\n".join([*dark, "f Q"]))
        self._bounds(x, y, x + size, y + size)

    def finish(self) -> None:
        """Ends the page; `Document` calls it."""
        self._close_mark()
        self._canvas.showPage()
        self._finished = True

    def _piece(self, piece: Piece, x: float, y: float, target: Element) -> None:
        font = self._font(piece.face)
        shown = "\n".join(_shown(piece, font, x, y))
        words = f"BT\n{_numbers(*_rgb(piece.colour))} rg\n/{font.resource} {_numbers(piece.size)} Tf\n{shown}\nET"
        if target is not _ARTIFACT and piece.language != target.spoken_in(self._language):
            words = f"/Span <</Lang ({piece.language})>> BDC\n{words}\nEMC"
        self._canvas.addLiteral(words)

    def _spoken(self, block: Block, element: Element) -> Element:
        """The element that a block belongs to: the given one, or a span in it that says what its glyphs can't.

        Glyphs of right-to-left text are painted from left to right, and some stand for a part of a letter. The words
        in reading order are kept in the tree and not beside the glyphs: there, poppler and pdfium turn them round.
        """
        if element.language is None and not element.kids and element.spoken_in(self._language) != block.language:
            element.language = block.language
        pieces = [piece for line in block.lines for piece in line.pieces]
        if not any(piece.right_to_left or not all(glyph.characters for glyph in piece.glyphs) for piece in pieces):
            return element
        language = None if element.spoken_in(self._language) == block.language else block.language
        return element.add(Element("Span", language, actual_text=block.text))

    def _mark_graphic(self) -> None:
        element = self._innermost()
        self._mark(element if element.is_graphic() and not element.is_artifact() else _ARTIFACT)

    def _mark(self, element: Element) -> None:
        """Makes what follows part of an element, or of the decoration."""
        if self._finished:
            raise RuntimeError("the page was finished when the next one was begun")
        if self._open is element:
            return
        self._close_mark()
        if element is _ARTIFACT:
            self._canvas.addLiteral("/Artifact BMC")
        else:
            number = len(self.marked)
            self.marked.append(element)
            element.kids.append((self.number, number))
            self._canvas.addLiteral(f"/{element.role} <</MCID {number}>> BDC")
        self._open = element

    def _close_mark(self) -> None:
        if self._open is not None:
            self._canvas.addLiteral("EMC")
            self._open = None

    def _bounds(self, left: float, top: float, right: float, bottom: float) -> None:
        figure = self._innermost().figure()
        if figure is not None:
            figure.grow((left * MM, (HEIGHT - bottom) * MM, right * MM, (HEIGHT - top) * MM))


def _shown(piece: Piece, font: "EmbeddedFont", x: float, y: float) -> Iterator[str]:
    """Operators that show the glyphs: one for each stretch on the same height, with corrections between glyphs."""
    shown = ""
    expected = height = 0.0
    scale, width_of, code_of = piece.size / 1000, piece.face.width, font.code
    for number, left, up, characters in piece.glyphs:
        if not shown or abs(up - height) > 0.001:
            if shown:
                yield f"[<{shown}>] TJ"
            yield f"1 0 0 1 {_points(x + left, y + up)} Tm"
            shown, expected, height = "", left, up
        off = (expected - left) / scale
        if off >= 0.05 or off <= -0.05:
            correction = round(off, 1)
            shown += f">{_numbers(correction)}<"
            expected -= correction * scale
        shown += f"{code_of(number, characters):04X}"
        expected += width_of(number) * scale
    if shown:
        yield f"[<{shown}>] TJ"


def _drawn(path: Path) -> Iterator[str]:
    """The operators that make up a path."""
    for name, points in path.steps:
        numbers = [value for across, down in points for value in (across * MM, (HEIGHT - down) * MM)]
        yield f"{_points(*numbers)} {name}" if numbers else name


@lru_cache(maxsize=256)
def _modules(text: str, error: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The dark stretches of each row of a QR code, as first and one past the last module."""
    rows = []
    for row in segno.make_qr(text, error=error, boost_error=False).matrix:
        edges = [at for at in range(len(row) + 1) if (row[at - 1] if at else 0) != (row[at] if at < len(row) else 0)]
        rows.append(tuple(zip(edges[::2], edges[1::2], strict=True)))
    return tuple(rows)


@lru_cache(maxsize=64)
def _rgb(colour: str) -> tuple[float, float, float]:
    """`#0F766E` as three shares of one."""
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 4) for at in (1, 3, 5))
    return red, green, blue


def _points(*values: float) -> str:
    """Places on the page, to a hundredth of a point: finer than any printer."""
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") or "0" for value in values)


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") or "0" for value in values)
