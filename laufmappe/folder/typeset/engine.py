# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shaping, ordering and breaking of a paragraph by Qt's text engine, and the dots of a picture. The only file of the
folder that knows Qt.

Qt gets one format per font and is forbidden to look for other fonts, so what it returns are glyph numbers of the shipped
files. It works at 100 pixels a point without hinting; positions come back in points.
"""

import os
import struct
import sys
import threading
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QImageReader,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from laufmappe.folder.typeset.fonts import Face, Span, missing_glyphs

PIXELS_PER_POINT = 100
_RETRIEVED = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
)
_families: dict[str, str] = {}
_registering = threading.Lock()


class Glyph(NamedTuple):
    """A glyph of a font file, its origin in points from the left end of the line and the baseline (up is positive)."""

    number: int
    x: float
    y: float
    character: int
    """The index in the paragraph of the first character that it stands for."""


class Item(NamedTuple):
    """Glyphs of one font and one direction, in reading order; `start` to `end` are the characters they stand for."""

    start: int
    end: int
    face: Face
    right_to_left: bool
    glyphs: tuple[Glyph, ...]


class Line(NamedTuple):
    """The items of one line in reading order."""

    start: int
    end: int
    items: tuple[Item, ...]


def ensure_text_engine() -> QGuiApplication:
    """Makes the text engine ready where no window does it, e.g. on the command line. Call it in the main thread.

    The caller keeps what is returned for as long as texts are laid out.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["laufmappe"])


def break_lines(
    paragraph: str, spans: tuple[Span, ...], size: float, right_to_left: bool, width: float
) -> tuple[Line, ...]:
    """Lays out one paragraph (no line feeds) in lines of at most `width` points; words that are longer break anywhere.

    Raises:
        MissingGlyphError: the font of a span lacks a character.
        RuntimeError: there is no text engine (see `ensure_text_engine`).
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("ensure_text_engine() has not been called in the main thread")
    offsets = _utf16_offsets(paragraph)
    layout = QTextLayout(paragraph, _font(spans[0].face, size))
    layout.setTextOption(_option(right_to_left))
    layout.setFormats([_format(span, size, offsets) for span in spans])
    layout.beginLayout()
    lines: list[QTextLine] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * PIXELS_PER_POINT)
        lines.append(line)
    layout.endLayout()
    # A QTextLine points into its layout and must not outlive it: everything is read out here.
    characters = {offset: at for at, offset in enumerate(offsets)}
    done = tuple(_read(line, paragraph, spans, characters) for line in lines)
    lines.clear()
    return done


def dots_of(kind: str, data: bytes, most_width: int, most_height: int) -> tuple[int, int, bytes] | None:
    """Width, height and the dots (red, green, blue; line by line) of a `png` or `jpeg` on white paper; None if damaged.

    A picture with more dots than `most_width` by `most_height` is made smaller, and keeps its shape.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    read = reader.read()
    if read.isNull():
        return None
    paper = QImage(read.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, read)
    painter.end()
    if paper.width() > most_width or paper.height() > most_height:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        paper = paper.scaled(most_width, most_height, keep, smooth)
    dots = paper.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = dots.width(), dots.height(), dots.bytesPerLine()
    every = bytes(dots.constBits())
    return width, height, b"".join(every[row * line : row * line + 3 * width] for row in range(height))


def _read(line: QTextLine, paragraph: str, spans: tuple[Span, ...], characters: dict[int, int]) -> Line:
    start = characters[line.textStart()]
    end = characters[line.textStart() + line.textLength()]
    read: list[Item] = []
    for run in line.glyphRuns(-1, -1, _RETRIEVED):
        baseline = line.y() + line.ascent()
        glyphs = tuple(
            Glyph(
                number,
                place.x() / PIXELS_PER_POINT,
                (baseline - place.y()) / PIXELS_PER_POINT,
                characters[index],
            )
            for number, place, index in zip(run.glyphIndexes(), run.positions(), run.stringIndexes(), strict=True)
        )
        if not glyphs:
            continue
        first = min(glyph.character for glyph in glyphs)
        face = next(span.face for span in spans if span.start <= first < span.end)
        if run.rawFont().familyName() != _families[face.name] or any(glyph.number == 0 for glyph in glyphs):
            raise missing_glyphs(paragraph)
        read.append(Item(first, first, face, run.isRightToLeft(), glyphs))
    read.sort(key=lambda item: item.start)
    ends = [item.start for item in read[1:]] + [end]
    return Line(start, end, tuple(item._replace(end=stop) for item, stop in zip(read, ends, strict=True)))


def _utf16_offsets(text: str) -> list[int]:
    """Where each character starts in UTF-16, which is how Qt counts; one more entry for the end."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if character > "\uffff" else 1))
    return offsets


def _option(right_to_left: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _format(span: Span, size: float, offsets: list[int]) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFont(_font(span.face, size))
    covered = QTextLayout.FormatRange()
    covered.start = offsets[span.start]
    covered.length = offsets[span.end] - offsets[span.start]
    covered.format = look
    return covered


def _font(face: Face, size: float) -> QFont:
    font = QFont(_family(face))
    font.setPixelSize(round((size + face.added_size) * PIXELS_PER_POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    # Otherwise the locale of the machine chooses between the shapes of digits in Urdu.
    font.setFeature(QFont.Tag("locl"), 0)
    return font


def _family(face: Face) -> str:
    """The name under which Qt knows a shipped file: one of our own, so that an installed font is never taken for it."""
    with _registering:
        family = _families.get(face.name)
        if family is None:
            number = QFontDatabase.addApplicationFontFromData(
                QByteArray(_registrable(face.data, f"Laufmappe {face.name}"))
            )
            (family,) = QFontDatabase.applicationFontFamilies(number)
            _families[face.name] = family
        return family


def _registrable(data: bytes, family: str) -> bytes:
    """The font file with another name, and with a table that makes Qt use it wherever it is told to.

    A bracket beside a Bengali word counts as Bengali. Qt refuses to draw it with a font that has no rules for Bengali,
    takes another font, and from then on takes that one for German as well. It trusts a font with a `mort` table, here
    an empty one in place of `gasp`, which only matters on screens.
    """
    names = [(1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))]
    texts = [text.encode("utf-16-be") for _number, text in names]
    starts = [sum(map(len, texts[:at])) for at in range(len(texts) + 1)]
    table = struct.pack(">3H", 0, len(names), 6 + 12 * len(names))
    for (number, _text), (start, end) in zip(names, pairwise(starts), strict=True):
        table += struct.pack(">6H", 3, 1, 0x409, number, end - start, start)
    table += b"".join(texts)
    changed = bytearray(data + bytes(-len(data) % 4))
    name_at = len(changed) + 4
    (tables,) = struct.unpack_from(">H", data, 4)
    for entry in range(12, 12 + 16 * tables, 16):
        if changed[entry : entry + 4] == b"name":
            struct.pack_into(">2I", changed, entry + 8, name_at, len(table))
        elif changed[entry : entry + 4] == b"gasp":
            struct.pack_into(">4s3I", changed, entry, b"mort", 0, name_at - 4, 4)
    return bytes(changed) + bytes(4) + table
