# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped fonts, and which of them draws a character.

Noto Sans draws Latin, Greek, Cyrillic, Devanagari, digits and brackets; every other script has a font of its own, which is
read from the disk when the first character of that script comes up. No font of the machine is ever used.
Fonts without Chinese, Japanese, Korean and emoji are shipped: texts with these are refused before anything is drawn.
"""

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import uharfbuzz

from laufmappe import resources
from laufmappe.errors import MissingGlyphError
from laufmappe.folder.typeset.text import FSI, LRI, PDI, RLI, clean, is_invisible
from laufmappe.i18n import _

BASE = "NotoSans"
# First and last code point of a block, and the font that draws it.
_BLOCKS = sorted(
    (first, last, stem)
    for stem, blocks in {
        "NotoSansArmenian": ((0x0530, 0x058F), (0xFB13, 0xFB17)),
        "NotoSansHebrew": ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
        "Vazirmatn": ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        "NotoSansBengali": ((0x0980, 0x09FF),),
        "NotoSansTamil": ((0x0B80, 0x0BFF),),
        "NotoSansThai": ((0x0E00, 0x0E7F),),
        "NotoSansGeorgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
        "NotoSansEthiopic": ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    }.items()
    for first, last in blocks
)
_BLOCK_STARTS = [first for first, _last, _stem in _BLOCKS]
# Points added to the size, so that a script looks as large as the German beside it.
_ADDED_SIZE = {"Vazirmatn": 0.5}


class Metrics(NamedTuple):
    """What a PDF wants to know about a font, in thousandths of the size."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    weight: int


class Face:
    """One shipped font file."""

    def __init__(self, stem: str, bold: bool) -> None:
        self.stem = stem
        self.name = f"{stem}_{'700Bold' if bold else '400Regular'}"
        self.added_size = _ADDED_SIZE.get(stem, 0.0)
        self._widths: dict[int, float] = {}

    def __repr__(self) -> str:
        return f"Face({self.name})"

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return resources.path("fonts", f"{self.name}.ttf").read_bytes()

    @cached_property
    def shapes(self) -> "uharfbuzz.Face":
        return uharfbuzz.Face(uharfbuzz.Blob(self.data))

    @cached_property
    def _measures(self) -> "uharfbuzz.Font":
        return uharfbuzz.Font(self.shapes)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that it draws."""
        return frozenset(self.shapes.unicodes)

    def draws(self, character: str) -> bool:
        """Whether it has the character, or the parts that it is composed of."""
        if ord(character) in self.characters:
            return True
        parts = unicodedata.normalize("NFD", character)
        return len(parts) > 1 and all(ord(part) in self.characters for part in parts)

    def width(self, glyph: int) -> float:
        """The advance of a glyph in thousandths of the size."""
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = self._measures.get_glyph_h_advance(glyph) * 1000 / self.shapes.upem
        return width

    @cached_property
    def space(self) -> int:
        """The glyph of the space, which the text engine also puts where it hides a character."""
        return int(self._measures.get_nominal_glyph(ord(" ")))

    def ink(self, glyph: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what a glyph blackens, in thousandths of the size."""
        extents = self._measures.get_glyph_extents(glyph)
        scale = 1000 / self.shapes.upem
        left, top = extents.x_bearing * scale, extents.y_bearing * scale
        return left, top + extents.height * scale, left + extents.width * scale, top

    def blank(self, character: str) -> int | None:
        """The glyph of an invisible character, if the font has one that draws nothing and takes no room."""
        glyph: int | None = self._measures.get_nominal_glyph(ord(character))
        if glyph is None or self.width(glyph) or self.ink(glyph) != (0.0, 0.0, 0.0, 0.0):
            return None
        return glyph

    @cached_property
    def metrics(self) -> Metrics:
        def scaled(table: bytes, form: str, offset: int) -> tuple[int, ...]:
            return tuple(round(value * 1000 / self.shapes.upem) for value in struct.unpack_from(form, table, offset))

        head, hhea, os2 = (self.shapes.reference_table(tag).data for tag in ("head", "hhea", "OS/2"))
        left, bottom, right, top = scaled(head, ">4h", 36)
        ascent, descent = scaled(hhea, ">2h", 4)
        (weight,) = struct.unpack_from(">H", os2, 4)
        (cap_height,) = scaled(os2, ">h", 88)
        return Metrics((left, bottom, right, top), ascent, descent, cap_height or 714, weight)


@cache
def face(stem: str, bold: bool) -> Face:
    """The one object for a font file; the file is read when it is first asked for something."""
    return Face(stem, bold)


@lru_cache(maxsize=8192)
def _face_of(character: str, bold: bool, current: str) -> Face | None:
    """The font for a character that follows one drawn in `current`; None if no shipped font has it."""
    if is_invisible(character) or character == "\n":
        return face(current, bold)
    code, category = ord(character), unicodedata.category(character)
    # Spaces, stops and marks stay in the font of the word before; brackets and quotes come in pairs, so they don't.
    follows = category[0] in "ZSM" or category in ("Po", "Pd", "Pc")
    at = bisect_right(_BLOCK_STARTS, code) - 1
    own = _BLOCKS[at][2] if at >= 0 and code <= _BLOCKS[at][1] else BASE
    for stem in (current, own, BASE) if follows else (own, BASE):
        candidate = face(stem, bold)
        if candidate.draws(character):
            return candidate
    return None


class Span(NamedTuple):
    """Characters `start` to `end` of a paragraph, all drawn by one font."""

    start: int
    end: int
    face: Face


def spans(paragraph: str, bold: Sequence[bool]) -> tuple[Span, ...]:
    """Splits a cleaned paragraph by font; `bold` has an entry for each character.

    Raises:
        MissingGlyphError: characters that no shipped font draws.
    """
    found: list[Span] = []
    for at, chosen in enumerate(_choose(paragraph, bold)):
        if chosen is None:
            raise missing_glyphs(paragraph)
        if found and found[-1].face is chosen:
            found[-1] = Span(found[-1].start, at + 1, chosen)
        else:
            found.append(Span(at, at + 1, chosen))
    return tuple(found)


def missing_characters(text: str) -> str:
    """The characters of a text that can't be printed, each once, in the order of the text; empty when all can."""
    cleaned = clean(text)
    chosen = _choose(cleaned, (False,) * len(cleaned))
    return "".join(dict.fromkeys(character for character, face in zip(cleaned, chosen, strict=True) if face is None))


def _choose(paragraph: str, bold: Sequence[bool]) -> Iterator[Face | None]:
    current = BASE
    outside: list[str] = []
    for character, heavy in zip(paragraph, bold, strict=True):
        if character in (FSI, LRI, RLI):
            outside.append(current)
            current = BASE
        elif character == PDI and outside:
            current = outside.pop()
        chosen = _face_of(character, heavy, current)
        if chosen is not None:
            current = chosen.stem
        yield chosen


def missing_glyphs(text: str) -> MissingGlyphError:
    """The refusal to print a text, naming the first characters that stand in the way."""
    characters = missing_characters(text) or text
    shown = ", ".join(f"„{character}“ (U+{ord(character):04X})" for character in characters[:3])
    sentence = _(
        "Diese Zeichen kann die Laufmappe nicht drucken: {characters}. Es wurde nichts gedruckt. "
        "Bitte schreiben Sie den Text in lateinischer Umschrift oder lassen Sie die Zeichen weg."
    )
    return MissingGlyphError(sentence.format(characters=shown), text, characters)
