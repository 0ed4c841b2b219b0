# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One A4 page: words, lines, shapes, pictograms and QR codes, in millimetres from the top left.

What is drawn inside `with page.tag(…)` is read aloud; everything else is an artifact. Shapes count as decoration even
inside a tag, unless it is a figure.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from laufmappe.folder.typeset import icons, operators, paths
from laufmappe.folder.typeset.layout import INK, MM, Block, Piece
from laufmappe.folder.typeset.operators import PAINT, numbers, points, rgb
from laufmappe.folder.typeset.paths import Path, Point
from laufmappe.folder.typeset.pictures import Picture
from laufmappe.folder.typeset.structure import Element, Leap, Role

if TYPE_CHECKING:
    from laufmappe.folder.typeset.embedding import EmbeddedFont
    from laufmappe.folder.typeset.fonts import Face

WIDTH, HEIGHT = 210.0, 297.0
"""A4 in millimetres."""

_PieceOnLine = tuple[float, Piece]
"""A piece and how far, in mm, its baseline is below the top of its block."""
Cap = Literal["butt", "round", "square"]
_CAPS: dict[Cap, int] = {"butt": 0, "round": 1, "square": 2}
_ARTIFACT = Element("Artifact")
_QUIET_ZONE = 4
# Steps of text in a point.
_FINE = 10
# The graphics state that every page begins with.
_INITIAL = {"J": "0", "j": "0", "d": "[] 0"}


class Page:
    """Made by `Document.page()`; it takes drawings until the next page is begun."""

    def __init__(
        self,
        number: int,
        root: Element,
        language: str,
        font: "Callable[[Face], EmbeddedFont]",
        picture: Callable[[Picture], str],
        tag: Callable[..., AbstractContextManager[Element]],
        innermost: Callable[[], Element],
    ) -> None:
        self.number = number
        self.marked: list[Element] = []
        """The element of each marked content, by its number on this page."""
        self._operators: list[str] = []
        self._state = dict(_INITIAL)
        self._place = (0, 0)
        self._root = root
        self._language = language
        self._font = font
        self._name_of = picture
        self._tag = tag
        self._innermost = innermost
        self._open: Element | None = None
        self._in_words = False
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
        for target, pieces in self._parts(block, self._innermost()):
            self._mark(target, words=True)
            for baseline, piece in pieces:
                self._piece(piece, x * MM, (HEIGHT - y - baseline) * MM, target)
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
        if stroke is not None:
            self._set("RG", rgb(stroke))
            self._set("w", numbers(thickness))
            self._set("J", str(_CAPS[cap]))
            self._set("j", str(int(cap == "round")))
            self._set("d", f"[{numbers(*dash)}] 0")
        if fill is not None:
            self._set("rg", rgb(fill))
        painted = PAINT[stroke is not None, fill is not None]
        if any(name == "c" for name, _at in path.steps):
            # Round shapes are long; drawn from their own origin, those of one size are the same bytes.
            x, y = path.steps[0][1][0]
            self._operators.append(f"q 1 0 0 1 {points(x * MM, (HEIGHT - y) * MM)} cm")
            self._operators += [*operators.drawn(path, x, y), painted, "Q"]
        else:
            self._operators += [*operators.drawn(path, 0, HEIGHT), painted]
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
        places: list[Point],
        colour: str = INK,
        thickness: float = 0.5,
        radius: float = 0.0,
        dash: tuple[float, ...] = (),
        cap: Cap = "butt",
    ) -> None:
        """A line of `thickness` points through several points, its corners rounded by `radius` mm."""
        self.path(paths.polyline(places, radius), colour, thickness, None, dash, cap)

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
        drawn = operators.pictogram(name, stroke)
        self._mark_graphic()
        self._set("RG", rgb(colour))
        self._set("rg", rgb(colour))
        self._set("d", "[] 0")
        self._begin_grid(x, y, size / icons.GRID)
        self._operators.append(drawn)
        self._bounds(x, y, x + size, y + size)

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
        module = size / (len(operators.matrix(text, error)) + 2 * _QUIET_ZONE)
        if background is not None:
            self.rect(x, y, size, size, fill=background)
        self._mark_graphic()
        self._set("rg", rgb(colour))
        self._begin_grid(x + _QUIET_ZONE * module, y + _QUIET_ZONE * module, module)
        self._operators.append(operators.modules(text, error))
        self._bounds(x, y, x + size, y + size)

    def picture(self, picture: Picture, x: float, y: float, width: float) -> float:
        """A picture `width` mm wide, its top left corner at x, y; gives its height in mm. Draw it inside a figure."""
        height = width * picture.height / picture.width
        name = self._name_of(picture)
        self._mark_graphic()
        place = numbers(width * MM, 0, 0, height * MM, x * MM, (HEIGHT - y - height) * MM)
        self._operators.append(f"q {place} cm /{name} Do Q")
        self._bounds(x, y, x + width, y + height)
        return height

    def leap(self, target: int, words: str, x: float, y: float, width: float, height: float) -> None:
        """Makes a place lead to the page of this number, the first is 0; inside `tag("Link")`, after its words.

        The document must have that page in the end. `words` say to a screen reader where the link leads.
        """
        box = (x * MM, (HEIGHT - y - height) * MM, (x + width) * MM, (HEIGHT - y) * MM)
        self._innermost().kids.append(Leap(self.number, box, target, words))

    def finish(self) -> bytes:
        """Ends the page and gives its content stream; `Document` calls it."""
        if not self._finished:
            self._close_mark()
            if self._in_words:
                self._operators.append("ET")
            self._finished = True
        return " ".join(self._operators).encode("latin-1")

    def _set(self, operator: str, values: str) -> None:
        """Changes the graphics state, where it is not so already."""
        if self._state.get(operator) != values:
            self._state[operator] = values
            self._operators.append(f"{values} {operator}")

    def _begin_grid(self, x: float, y: float, unit: float) -> None:
        """From here up to the next `Q`, places count in units of so many mm to the right of x and down from y."""
        scale = [numbers(value * MM, places=4) for value in (unit, -unit)]
        self._operators.append(f"q {scale[0]} 0 0 {scale[1]} {numbers(x * MM, (HEIGHT - y) * MM)} cm")

    def _piece(self, piece: Piece, x: float, y: float, target: Element) -> None:
        font = self._font(piece.face)
        self._set("Tf", f"/{font.resource} {numbers(piece.size)}")
        self._set("rg", rgb(piece.colour))
        elsewhere = target is not _ARTIFACT and piece.language != target.spoken_in(self._language)
        if elsewhere:
            self._operators.append(f"/Span <</Lang ({piece.language})>> BDC")
        for first, shown in operators.shown(piece, font):
            self._go(x + first.x, y + first.y)
            self._operators.append(shown)
        if elsewhere:
            self._operators.append("EMC")

    def _go(self, x: float, y: float) -> None:
        """Moves on to where the next glyphs begin. What is rounded off is made up for by the next move."""
        place = (round(x * _FINE), round(y * _FINE))
        (across, up), self._place = (place[0] - self._place[0], place[1] - self._place[1]), place
        self._operators.append(f"{points(across / _FINE, up / _FINE)} Td")

    def _parts(self, block: Block, element: Element) -> Iterator[tuple[Element, list[_PieceOnLine]]]:
        """The pieces of a block with the element that they belong to: the given one, or a span in it.

        A span says what glyphs can't: those of right-to-left text are painted from left to right, and some stand for a
        part of a letter. The words in reading order are kept in the tree and not beside the glyphs: there, poppler and
        pdfium turn them round. Such words have one language, so a block of several gets several spans.
        """
        pieces = [(line.baseline, piece) for line in block.lines for piece in line.pieces]
        if element is self._root or element.is_artifact():
            yield _ARTIFACT, pieces
            return
        if element.language is None and not element.kids and element.spoken_in(self._language) != block.language:
            element.language = block.language
        around = element.spoken_in(self._language)
        if not any(_needs_words(piece) for _baseline, piece in pieces):
            yield element, pieces
            return
        groups = [(key, list(group)) for key, group in groupby(pieces, lambda placed: placed[1].language)]
        for language, group in groups:
            words = block.text if len(groups) == 1 else _words(group)
            if any(_needs_words(piece) for _baseline, piece in group):
                yield element.add(Element("Span", None if language == around else language, actual_text=words)), group
            else:
                yield element, group

    def _mark_graphic(self) -> None:
        element = self._innermost()
        self._mark(element if element.is_graphic() and not element.is_artifact() else _ARTIFACT, words=False)

    def _mark(self, element: Element, words: bool) -> None:
        """Makes what follows, words or shapes, part of an element or of the decoration.

        Words of several elements stand in one text object, so that most of them begin where those before are.
        """
        if self._finished:
            raise RuntimeError("the page was finished when the next one was begun")
        if self._open is element and self._in_words is words:
            return
        self._close_mark()
        if self._in_words is not words:
            self._operators.append("BT" if words else "ET")
            self._in_words, self._place = words, (0, 0)
        if element is _ARTIFACT:
            self._operators.append("/Artifact BMC")
        else:
            number = len(self.marked)
            self.marked.append(element)
            element.kids.append((self.number, number))
            # What it is, the tree says. One word for all is packed best.
            self._operators.append(f"/P <</MCID {number}>> BDC")
        self._open = element

    def _close_mark(self) -> None:
        if self._open is not None:
            self._operators.append("EMC")
            self._open = None

    def _bounds(self, left: float, top: float, right: float, bottom: float) -> None:
        figure = self._innermost().figure()
        if figure is not None:
            figure.grow((left * MM, (HEIGHT - bottom) * MM, right * MM, (HEIGHT - top) * MM))


def _needs_words(piece: Piece) -> bool:
    return piece.right_to_left or not all(glyph.characters for glyph in piece.glyphs)


def _words(pieces: list[_PieceOnLine]) -> str:
    """What pieces say in reading order, with a space where a line ends."""
    lines = groupby(pieces, lambda placed: placed[0])
    return " ".join("".join(piece.text for _baseline, piece in line).rstrip() for _at, line in lines)
