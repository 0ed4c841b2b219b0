# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a `Text` and a `Style` to a `Block`: lines of placed glyphs that fit a width, ready to be drawn on a page.

Lengths are millimetres, type sizes points. The leading is the same for every script and the capitals stand in the middle
of it, so the German and the other language beside it share their baselines.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from laufmappe.folder.typeset import engine, fonts, text
from laufmappe.folder.typeset.fonts import Face
from laufmappe.folder.typeset.text import Run, Text

MM = 72 / 25.4
"""Points in a millimetre."""

INK = "#15201E"
Align = Literal["start", "end", "centre", "left", "right"]
_CAP_HEIGHT = 0.714
# How far marks reach above and below the baseline in thousandths of the size: enough for fully vocalised Arabic.
_HIGHEST, _LOWEST = 1250, -680
_ELLIPSIS = "…"
_SOFT_HYPHEN, _JOINERS = "\u00ad", "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: size in points, leading in millimetres, alignment relative to the direction of the text."""

    size: float = 10
    bold: bool = False
    colour: str = INK
    leading: float | None = None
    align: Align = "start"

    def but(self, **changes: Any) -> "Style":
        """The same style with some of its fields changed."""
        return replace(self, **changes)

    @property
    def line_height(self) -> float:
        """Millimetres from baseline to baseline."""
        if self.leading is not None:
            return self.leading
        return self.size * (0.5 if self.size <= 12 else 0.44)


class PlacedGlyph(NamedTuple):
    """A glyph, its origin in points from the left edge of the block and up from the baseline, and what it stands for."""

    number: int
    x: float
    y: float
    characters: str


class Piece(NamedTuple):
    """Glyphs from left to right in one font, size, colour and language; `text` is what they say in reading order."""

    face: Face
    size: float
    colour: str
    language: str
    right_to_left: bool
    text: str
    glyphs: tuple[PlacedGlyph, ...]


class BlockLine(NamedTuple):
    """One line: its baseline in millimetres below the top of the block, its pieces in reading order."""

    baseline: float
    width: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Laid out text. `width` is that of the widest line, `box_width` the width it was laid out for."""

    lines: tuple[BlockLine, ...]
    width: float
    box_width: float
    height: float
    truncated: bool
    """Whether words were cut off at the last line, marked by an ellipsis."""
    language: str
    text: str
    """The words that are shown, in reading order, as a screen reader should say them."""

    @property
    def first_baseline(self) -> float:
        """Millimetres from the top of the block to the first baseline."""
        return self.lines[0].baseline if self.lines else 0.0

    def part(self, start: int, end: int | None = None) -> "Block":
        """The lines from `start` up to `end` as a block, e.g. for a text that goes on elsewhere."""
        leading = self.height / max(len(self.lines), 1)
        lines = tuple(line._replace(baseline=line.baseline - start * leading) for line in self.lines[start:end])
        words = " ".join("".join(piece.text for piece in line.pieces).rstrip() for line in lines)
        return replace(self, lines=lines, height=len(lines) * leading, text=words)


def lay_out(words: Text | str, style: Style, width: float, max_lines: int | None = None) -> Block:
    """Breaks words into lines of at most `width` mm. With `max_lines`, what doesn't fit gives way to an ellipsis.

    A str is German. Needs the text engine (`engine.ensure_text_engine`).

    Raises:
        MissingGlyphError: the words have characters that no shipped font draws.
    """
    source = text.plain(words)
    if max_lines is not None:
        runs = _begun(source.runs, 4 * _most_characters(style, width, max_lines))
        source = Text(runs, source.language, source.direction)
    source = Text(text.cleaned(source.runs), source.language, source.direction)
    return _lay_out(source, style, float(width), max_lines)


def width_of(words: Text | str, style: Style) -> float:
    """The millimetres that words take on one line."""
    return lay_out(words, style, 10_000).width


def forget_texts() -> None:
    """Drops the texts that were kept in case they are laid out again; for the moment when a vault is closed."""
    _lay_out.cache_clear()


class _Paragraph(NamedTuple):
    """The characters of a paragraph and, for each, the run it came from."""

    characters: str
    runs: tuple[Run, ...]

    def cut(self, end: int) -> "_Paragraph":
        """The first `end` characters and an ellipsis; no letter loses its marks."""
        while 0 < end < len(self.characters) and _belongs_to_the_one_before(self.characters[end]):
            end -= 1
        kept = self.characters[:end].rstrip()
        last = self.runs[max(len(kept) - 1, 0)] if self.runs else Run("")
        return _Paragraph(kept + _ELLIPSIS, (*self.runs[: len(kept)], last))


@lru_cache(maxsize=1024)
def _lay_out(source: Text, style: Style, width: float, max_lines: int | None) -> Block:
    lines: list[BlockLine] = []
    words: list[str] = []
    paragraphs = list(_paragraphs(source))
    truncated = False
    for at, paragraph in enumerate(paragraphs):
        room = None if max_lines is None else max_lines - len(lines)
        last = at == len(paragraphs) - 1
        shown, found, truncated = _fit(paragraph, source, style, width, room, last)
        for line in found:
            baseline = (len(lines) + 0.5) * style.line_height + style.size * _CAP_HEIGHT / 2 / MM
            lines.append(_placed(line, shown, source, style, width, baseline, goes_on=not last))
        words.append(_spoken(shown.characters))
        if truncated:
            break
    widest = max((line.width for line in lines), default=0.0)
    height = len(lines) * style.line_height
    return Block(tuple(lines), widest, width, height, truncated, source.language, "\n".join(words))


def _paragraphs(source: Text) -> Iterator[_Paragraph]:
    runs = [run for run in source.runs for _character in run.text]
    at = 0
    for line in str(source).split("\n") if runs else ():
        kept = line.rstrip(" ")
        yield _Paragraph(kept, tuple(runs[at : at + len(kept)]))
        at += len(line) + 1


def _fit(
    paragraph: _Paragraph, source: Text, style: Style, width: float, room: int | None, last: bool
) -> tuple[_Paragraph, tuple[engine.Line, ...], bool]:
    """The paragraph as it is shown, its lines, and whether words had to be cut off."""
    if room is None:
        return *_break(paragraph, source, style, width), False
    cut = len(paragraph.characters) > (most := _most_characters(style, width, room))
    shown, lines = _break(paragraph.cut(most) if cut else paragraph, source, style, width)
    if len(lines) < room or (len(lines) == room and (last or cut)):
        return shown, lines, cut
    whole, end = shown, min(lines[room - 1].end, len(paragraph.characters))
    while True:
        shown, lines = _break(whole.cut(end), source, style, width)
        if len(lines) <= room or end == 0:
            return shown, lines, True
        end -= 1


def _most_characters(style: Style, width: float, lines: int) -> int:
    """More than this never fits: a name of a million letters is not shaped to its end to show one line of it."""
    return lines * (50 + int(width * MM / style.size * 12))


def _begun(runs: tuple[Run, ...], most: int) -> tuple[Run, ...]:
    """The runs up to `most` characters and one more, by which it is seen that something was left out."""
    kept: list[Run] = []
    for run in runs:
        if most >= 0:
            kept.append(replace(run, text=run.text[: most + 1]))
            most -= len(run.text)
    return tuple(kept)


def _break(
    paragraph: _Paragraph, source: Text, style: Style, width: float
) -> tuple[_Paragraph, tuple[engine.Line, ...]]:
    """The lines of a paragraph, and the paragraph without the soft hyphens that are not at the end of one."""
    lines = _lines(paragraph, source, style, width)
    if _SOFT_HYPHEN not in paragraph.characters:
        return paragraph, lines
    # The engine counts characters wrongly behind a soft hyphen that it hides. Without these, lines end where they did.
    shown = {line.end - 1 for line in lines}
    kept = [at for at, character in enumerate(paragraph.characters) if character != _SOFT_HYPHEN or at in shown]
    characters = "".join(paragraph.characters[at] for at in kept)
    paragraph = _Paragraph(characters, tuple(paragraph.runs[at] for at in kept))
    return paragraph, _lines(paragraph, source, style, width)


def _lines(paragraph: _Paragraph, source: Text, style: Style, width: float) -> tuple[engine.Line, ...]:
    if not paragraph.characters:
        return (engine.Line(0, 0, ()),)
    bold = [style.bold if run.bold is None else run.bold for run in paragraph.runs]
    found = fonts.spans(paragraph.characters, bold)
    return engine.break_lines(paragraph.characters, found, style.size, source.direction == "rtl", width * MM)


def _placed(
    line: engine.Line,
    paragraph: _Paragraph,
    source: Text,
    style: Style,
    width: float,
    baseline: float,
    goes_on: bool,
) -> BlockLine:
    # The engine ends a line at its last letter. Without a space there, programs take two words for one.
    ends_a_word = paragraph.characters[: line.end].endswith(" ") or (goes_on and line.end == len(paragraph.characters))
    pieces = [piece for item in line.items for piece in _pieces(item, line, paragraph, source, style, ends_a_word)]
    edges = [
        (glyph.x, glyph.x + piece.face.width(glyph.number) * piece.size / 1000)
        for piece in pieces
        for glyph in piece.glyphs
        if not glyph.characters.isspace()
    ]
    left = min((edge[0] for edge in edges), default=0.0)
    right = max((edge[1] for edge in edges), default=0.0)
    shift = _offset(style.align, source.direction == "rtl", width * MM - (right - left)) - left
    moved = tuple(piece._replace(glyphs=tuple(_moved(piece, shift, width))) for piece in pieces)
    return BlockLine(baseline, (right - left) / MM, moved)


def _moved(piece: Piece, shift: float, width: float) -> Iterator[PlacedGlyph]:
    for number, x, y, characters in piece.glyphs:
        glyph = PlacedGlyph(number, x + shift, y, characters)
        yield glyph if piece.face.width(number) > 0 else _inside(glyph, piece, width)


def _inside(glyph: PlacedGlyph, piece: Piece, width: float) -> PlacedGlyph:
    """A glyph that takes no room; one that would tower over its line or hang out of the box is pushed back."""
    scale = piece.size / 1000
    left, bottom, right, top = (edge * scale for edge in piece.face.ink(glyph.number))
    x = max(min(glyph.x, width * MM - right), -left)
    y = max(min(glyph.y, _HIGHEST * scale - top), _LOWEST * scale - bottom)
    return glyph._replace(x=x, y=y)


def _offset(align: Align, right_to_left: bool, free: float) -> float:
    if align == "centre":
        return free / 2
    at_the_right = align == "right" or (align == "start" and right_to_left) or (align == "end" and not right_to_left)
    return free if at_the_right else 0.0


def _pieces(
    item: engine.Item, line: engine.Line, paragraph: _Paragraph, source: Text, style: Style, ends_a_word: bool
) -> Iterator[Piece]:
    """An item cut where colour or language change, its glyphs paired with the characters they stand for."""
    grouped: dict[tuple[str, str, int], list[PlacedGlyph]] = {}
    group = 0
    look = ("", "")
    for index, glyph in _with_characters(item, line, paragraph.characters):
        run = paragraph.runs[index]
        wanted = (run.colour or style.colour, run.language or source.language)
        if wanted != look:
            look, group = wanted, group + 1
        grouped.setdefault((*look, group), []).append(glyph)
    if grouped and ends_a_word and item.end == line.end and not item.right_to_left:
        last = next(reversed(grouped.values()))
        if last[-1].characters != " ":
            last.append(_space_after(last[-1], item.face, style))
    for (colour, language, _group), glyphs in grouped.items():
        said = "".join(glyph.characters for glyph in glyphs)
        from_left = tuple(reversed(glyphs)) if item.right_to_left else tuple(glyphs)
        yield Piece(item.face, style.size + item.face.added_size, colour, language, item.right_to_left, said, from_left)


def _space_after(glyph: PlacedGlyph, face: Face, style: Style) -> PlacedGlyph:
    # It ends where the letter does, or it would stand outside of the block.
    left = max(0.0, face.width(glyph.number) - face.width(face.space)) * (style.size + face.added_size) / 1000
    return PlacedGlyph(face.space, glyph.x + left, glyph.y, " ")


def _with_characters(item: engine.Item, line: engine.Line, characters: str) -> Iterator[tuple[int, PlacedGlyph]]:
    """Each visible glyph with the index and the text of what it stands for; the text of an item is spread without loss."""
    clusters: dict[int, list[engine.Glyph]] = {}
    for glyph in item.glyphs:
        character = characters[glyph.character]
        joiner = item.face.blank(character) if character in _JOINERS else None
        if joiner is not None:
            # The engine puts a space of no width here, which a PDF does not know; the font has a glyph for it.
            clusters[glyph.character] = [glyph._replace(number=joiner)]
        elif glyph.number != item.face.space or character.isspace():
            clusters.setdefault(glyph.character, []).append(glyph)
    starts = sorted(clusters)
    ends = [*starts[1:], item.end] if starts else []
    for start, end in zip(starts, ends, strict=True):
        said = _spoken(characters[start:end])
        if end == line.end and len(said) > 1:
            said = said.rstrip() or " "
        if characters[start] == _SOFT_HYPHEN:
            said = _SOFT_HYPHEN
        glyphs = clusters[start]
        for at, glyph in enumerate(glyphs):
            share = said[at:] if at == len(glyphs) - 1 else said[at : at + 1]
            yield start, PlacedGlyph(glyph.number, glyph.x, glyph.y, share)


def _spoken(characters: str) -> str:
    """The characters as somebody would type them: without isolates and breaks, with ordinary spaces and hyphens."""
    if characters.isascii():
        return characters
    kept = (character for character in characters if character in _JOINERS or not text.is_invisible(character))
    return "".join(kept).replace("\u00a0", " ").replace("\u2011", "-")


def _belongs_to_the_one_before(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or text.is_invisible(character)
