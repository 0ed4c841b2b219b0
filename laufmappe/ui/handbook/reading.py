# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Takes a page of the handbook apart: Qt reads the Markdown, and what it made of it is walked block by block."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import (
    QImage,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
    QTextTableCell,
)

from laufmappe.folder.handbook_parts import Heading, Image, Item, Link, Paragraph, Part, Section, Table, Words
from laufmappe.folder.typeset.pictures import Picture
from laufmappe.folder.typeset.text import Run
from laufmappe.ui.handbook.books import Chapter, chapter_of_link

BOLD = 600
_TYPED = "#0F5F58"
"""Commands and names of files, where no font with letters of one width is at hand."""


def read_markdown(words: str) -> QTextDocument:
    """A page as Qt reads it."""
    document = QTextDocument()
    document.setMarkdown(words, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return document


def section(chapter: Chapter, book: str = "") -> Section:
    """A chapter for the typesetter, named as part of a book. Raises FileNotFoundError for a picture that isn't there."""
    return Section(chapter.title, tuple(parts(chapter.words, chapter.file.parent)), book)


def parts(words: str, folder: Path) -> Iterator[Part]:
    """The parts of a page in their order; its pictures lie relative to `folder`."""
    document = read_markdown(words)
    block = document.begin()
    table_end = -1
    while block.isValid():
        table = QTextCursor(block).currentTable()
        if table is not None and block.position() > table_end:
            table_end = table.lastPosition()
            rows = range(table.rows())
            columns = range(table.columns())
            yield Table(tuple(tuple(_cell(table.cellAt(row, column)) for column in columns) for row in rows))
        elif table is None:
            yield from _part(block, folder)
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The stretches of a block that look alike."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def image_of(fragment: QTextFragment) -> tuple[str, str] | None:
    """The file and the description of the picture that a stretch is, None for words."""
    if not fragment.charFormat().isImageFormat():
        return None
    form = fragment.charFormat().toImageFormat()
    return form.name(), str(form.property(QTextFormat.Property.ImageAltText) or "")


def is_typed(block: QTextBlock) -> bool:
    """Whether the block is a line for the command line."""
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence.value) or (
        block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage.value)
    )


def is_notice(block: QTextBlock) -> bool:
    """Whether the block is a quotation: a paragraph that stands out."""
    return bool(block.blockFormat().property(QTextFormat.Property.BlockQuoteLevel))


def _part(block: QTextBlock, folder: Path) -> Iterator[Part]:
    words = _words(block)
    for fragment in fragments(block):
        image = image_of(fragment)
        if image is not None:
            yield Image(load_picture(folder / image[0]), image[1])
    if not "".join(run.text for run in words).strip():
        return
    level = block.blockFormat().headingLevel()
    listed = block.textList()
    if level:
        yield Heading(level, tuple(Run(run.text) for run in words))
    elif listed is not None:
        numbered = listed.format().style() == QTextListFormat.Style.ListDecimal
        number = listed.itemNumber(block) + 1 if numbered else None
        yield Item(words, number, max(0, listed.format().indent() - 1))
    elif is_typed(block):
        yield Paragraph(words, "typed")
    else:
        yield Paragraph(words, "notice" if is_notice(block) else "plain")


def _cell(cell: QTextTableCell) -> Words:
    """What a cell says. Qt begins the first cell of a table with an empty block."""
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    words = _words(block)
    while block != last:
        block = block.next()
        words += _words(block)
    return words


def _words(block: QTextBlock) -> Words:
    made: list[Run] = []
    for fragment in fragments(block):
        if not fragment.charFormat().isImageFormat():
            form = fragment.charFormat()
            bold = form.fontWeight() >= BOLD or None
            target = form.anchorHref()
            chapter = chapter_of_link(target, "de") or chapter_of_link(target, "en") if target else None
            if chapter is not None:
                made.append(Link(fragment.text(), bold, chapter=chapter.title))
            else:
                made.append(Run(fragment.text(), bold, _TYPED if form.fontFixedPitch() else None))
    return tuple(made)


def load_picture(file: Path) -> Picture:
    """A picture as the typesetter takes it. Raises FileNotFoundError where there is none to be read."""
    image = QImage(str(file))
    if image.isNull():
        raise FileNotFoundError(file)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height = image.width(), image.height()
    line, data = image.bytesPerLine(), bytes(image.constBits())
    return Picture(width, height, b"".join(data[row * line : row * line + 3 * width] for row in range(height)))
