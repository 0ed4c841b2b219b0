# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures that anybody may have made: PNG and JPEG, read by their own rules before any decoder sees them.

What is given back holds the picture and nothing else: no place where it was taken, no name of a program, no profile.
"""

import base64
import binascii
import struct
import zlib
from dataclasses import dataclass

from laufmappe.errors import FieldError
from laufmappe.i18n import _

MOST_BYTES = 200 * 1024
MOST_PIXELS = 4_000_000
MOST_SIDE = 4_000
LEAST_SIDE = 32
MOST_STRETCH = 12
"""So many times wider than high (or higher than wide) a logo may be."""

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column, first row, and the steps of both, of each pass of an interlaced PNG."""

_FRAMES = (0xC0, 0xC1, 0xC2)
"""Baseline, extended and progressive JPEG."""
_TABLES = (0xC4, 0xDB, 0xDD, 0xE0, 0xEE)
"""Huffman and quantisation tables, the restart interval, and the two marks that say how colours are meant."""


@dataclass(frozen=True)
class Picture:
    """A picture that was looked through: `kind` is `png` or `jpeg`, the sides are pixels."""

    kind: str
    width: int
    height: int
    data: bytes


def read_picture(field: str, data: bytes) -> Picture:
    """The picture without anything that does not belong to it. The same picture gives the same bytes again.

    Raises FieldError: neither PNG nor JPEG, damaged, too large, too small, too long a strip, for print (CMYK) made.
    """
    if len(data) > MOST_BYTES:
        size = _("{size} KB").format(size=MOST_BYTES // 1024)
        raise _refused(field, _("Das Bild ist zu groß: Die Datei darf höchstens {size} haben.").format(size=size))
    if data.startswith(_PNG):
        picture = _png(field, data)
    elif data.startswith(b"\xff\xd8"):
        picture = _jpeg(field, data)
    else:
        raise _refused(field, _("Das ist kein Bild im Format PNG oder JPEG. Bitte speichern Sie es als PNG."))
    return picture


def to_text(data: bytes) -> str:
    """A picture as the vault and a file of settings keep it."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """A picture out of what is kept; what can't be read is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _png(field: str, data: bytes) -> Picture:
    chunks: list[tuple[bytes, bytes]] = []
    at = len(_PNG)
    while at < len(data) and (not chunks or chunks[-1][0] != b"IEND"):
        length, kind = struct.unpack(">I4s", data[at : at + 8]) if at + 12 <= len(data) else (0, b"")
        body = data[at + 8 : at + 8 + length]
        end = data[at + 8 + length : at + 12 + length]
        if not kind or len(end) < 4 or zlib.crc32(kind + body) != int.from_bytes(end, "big"):
            raise _damaged(field)
        if kind not in _KEPT and kind[:1].isupper():
            raise _damaged(field)
        if kind in _KEPT:
            chunks.append((kind, body))
        at += 12 + length
    kinds = [kind for kind, _body in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or kinds.count(b"IHDR") != 1 or len(chunks[0][1]) != 13:
        raise _damaged(field)
    width, height, depth, colours, packing, filtering, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if colours not in _DEPTHS or depth not in _DEPTHS[colours] or packing or filtering or interlaced > 1:
        raise _damaged(field)
    if any(kinds.count(kind) > 1 for kind in (b"PLTE", b"tRNS")) or (colours == 3) > (b"PLTE" in kinds):
        raise _damaged(field)
    _check_sides(field, width, height)
    bits = depth * _SAMPLES[colours]
    wanted = sum((columns * bits + 7) // 8 * rows + rows for columns, rows in _sizes(width, height, bool(interlaced)))
    _unpack(field, b"".join(body for kind, body in chunks if kind == b"IDAT"), wanted)
    packed = [struct.pack(">I4s", len(body), kind) + body + _crc(kind + body) for kind, body in chunks]
    return Picture("png", width, height, _PNG + b"".join(packed))


def _sizes(width: int, height: int, interlaced: bool) -> list[tuple[int, int]]:
    """Columns and rows of each pass that has any."""
    if not interlaced:
        return [(width, height)]
    sizes = [(-(-(width - x) // across), -(-(height - y) // down)) for x, y, across, down in _PASSES]
    return [(columns, rows) for columns, rows in sizes if columns > 0 and rows > 0]


def _unpack(field: str, packed: bytes, wanted: int) -> None:
    """Raises FieldError unless there is exactly as much inside as the picture needs: no more is ever unpacked."""
    unpacking = zlib.decompressobj()
    try:
        found = len(unpacking.decompress(packed, wanted + 1))
    except zlib.error:
        raise _damaged(field) from None
    if found != wanted:
        raise _damaged(field)


def _crc(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")


def _jpeg(field: str, data: bytes) -> Picture:
    kept = [b"\xff\xd8"]
    sides: tuple[int, int] | None = None
    is_drawn = False
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:
            raise _damaged(field)
        marker = data[at + 1]
        if marker == 0xD9:
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise _damaged(field)
        at += 2 + length
        if marker in _FRAMES:
            sides = _frame(field, segment, sides)
            kept.append(segment)
        elif marker in _TABLES:
            kept.append(segment)
        elif marker == 0xDA:
            if sides is None:
                raise _damaged(field)
            end = _scan_end(data, at)
            kept.append(segment + data[at:end])
            at, is_drawn = end, True
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            raise _damaged(field)
    if sides is None or not is_drawn:
        raise _damaged(field)
    return Picture("jpeg", *sides, b"".join([*kept, b"\xff\xd9"]))


def _frame(field: str, segment: bytes, before: tuple[int, int] | None) -> tuple[int, int]:
    if before is not None or len(segment) < 10 or segment[4] != 8:
        raise _damaged(field)
    if segment[9] == 4:
        raise _refused(field, _("Das Bild ist für die Druckerei angelegt (CMYK). Bitte speichern Sie es als RGB."))
    if segment[9] not in (1, 3) or len(segment) != 10 + 3 * segment[9]:
        raise _damaged(field)
    height, width = int.from_bytes(segment[5:7], "big"), int.from_bytes(segment[7:9], "big")
    _check_sides(field, width, height)
    return width, height


def _scan_end(data: bytes, at: int) -> int:
    """Where the next marker stands that is not part of the picture's own data."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0xFF:
            at += 1
        elif data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _check_sides(field: str, width: int, height: int) -> None:
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise _refused(
            field,
            _(
                "Das Bild hat zu viele Bildpunkte: {width} × {height}. Verkleinern Sie es auf 1000 Punkte Breite."
            ).format(width=width, height=height),
        )
    if min(width, height) < LEAST_SIDE:
        raise _refused(
            field, _("Das Bild ist zu klein zum Drucken: {width} × {height}.").format(width=width, height=height)
        )
    if max(width, height) > MOST_STRETCH * min(width, height):
        raise _refused(field, _("Das Bild ist für ein Logo zu lang und zu schmal."))


def _damaged(field: str) -> FieldError:
    return _refused(field, _("Das Bild ist beschädigt."))


def _refused(field: str, what: str) -> FieldError:
    return FieldError(field, _("{what} Es wurde nichts verändert.").format(what=what))
