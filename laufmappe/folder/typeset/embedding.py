# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A shipped font inside a PDF: only the glyphs that are drawn, and for each what it stands for.

A glyph that stands for different characters at different places gets several codes, so that what is copied, searched
or read aloud is what was typed.
"""

import hashlib
import string

import pikepdf
import uharfbuzz
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from laufmappe.folder.typeset.fonts import Face

# What shapes a text, names a font or suits a screen: a PDF needs none of it (ISO 32000-1, 9.9).
_DROPPED_TABLES = (
    "GSUB",
    "GPOS",
    "GDEF",
    "STAT",
    "DSIG",
    "meta",
    "vhea",
    "vmtx",
    "gasp",
    "name",
    "cmap",
    "OS/2",
    "post",
)
# What means something else inside a string, and the line end that a reader would turn into another.
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "\\()"} | {ord("\r"): "\\r"}


class EmbeddedFont:
    """One font of one document. `resource` is its name in the pages."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._codes: dict[tuple[int, str], int] = {}
        self._known: dict[tuple[int, str], tuple[str, float]] = {}

    def drawn(self, glyph: int, characters: str) -> tuple[str, float]:
        """The code that draws this glyph and stands for these characters, and the advance in thousandths of the size.

        The code is two bytes, as they are written into a string of a page.
        """
        known = self._known.get((glyph, characters))
        if known is None:
            # Code 0 is left to .notdef, which is never drawn.
            code = self._codes[glyph, characters] = len(self._codes) + 1
            written = "".join(_ESCAPED.get(byte, chr(byte)) for byte in divmod(code, 256))
            known = self._known[glyph, characters] = (written, self._width(glyph))
        return known

    def _width(self, glyph: int) -> float:
        return round(self.face.width(glyph), 1)

    def write(self, pdf: Pdf) -> pikepdf.Object:
        """Puts the font into the file."""
        glyphs = sorted({glyph for glyph, _characters in self._codes})
        data, numbers = _subset(self.face, glyphs)
        name = Name(f"/{_tag(glyphs)}+{self.face.name.replace('_', '-')}")
        places = b"".join(numbers[glyph].to_bytes(2, "big") for glyph, _characters in self._codes)
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(self._descriptor(name, Stream(pdf, data, Length1=len(data)))),
            CIDToGIDMap=Stream(pdf, b"\0\0" + places),
            DW=0,
            W=Array([1, Array([width for _code, width in self._known.values()])]),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=Stream(pdf, self._to_unicode()),
            )
        )

    def _descriptor(self, name: Name, data: Stream) -> Dictionary:
        metrics = self.face.metrics
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array(metrics.box),
            ItalicAngle=0,
            Ascent=metrics.ascent,
            Descent=metrics.descent,
            CapHeight=metrics.cap_height,
            StemV=80 if metrics.weight < 600 else 140,
            FontFile2=data,
        )

    def _to_unicode(self) -> bytes:
        # What is one of several glyphs for a single character stands for nothing of its own.
        said = [
            f"<{(characters or chr(0x200B)).encode('utf-16-be').hex()}>"
            for _glyph, characters in ((0, ""), *self._codes)
        ]
        # A range ends where the first byte of its codes would change.
        ranges = [(at, said[at : at + 256]) for at in range(0, len(said), 256)]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            f"{len(ranges)} beginbfrange",
            *(f"<{at:04x}> <{at + len(some) - 1:04x}> [{''.join(some)}]" for at, some in ranges),
            "endbfrange",
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
        return "\n".join(lines).encode("ascii")


def _subset(face: Face, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
    """The font with these glyphs alone, and their new numbers."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES)
    plan = uharfbuzz.SubsetPlan(face.shapes, wanted)
    numbers = {glyph: plan.old_to_new_glyph_mapping[glyph] for glyph in glyphs}
    return plan.execute().blob.data, numbers


def _tag(glyphs: list[int]) -> str:
    """The six letters that tell subsets of one font apart."""
    digest = hashlib.sha256(repr(glyphs).encode("ascii")).digest()
    return "".join(string.ascii_uppercase[byte % 26] for byte in digest[:6])
