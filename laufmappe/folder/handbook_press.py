# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets the parts of the handbook one below the other, and begins pages as they fill up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from laufmappe import __version__
from laufmappe.folder.handbook_parts import Heading, Image, Item, Link, Paragraph, Table, Words
from laufmappe.folder.sheets.look import GREY, HAIRLINE, RULE, TEAL, TINT
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import Block, Style, lay_out, width_of
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.structure import Role
from laufmappe.folder.typeset.text import Run, Text

LEFT, RIGHT, TOP, BOTTOM = 26.0, 186.0, 26.0, 274.0
WIDTH = RIGHT - LEFT
BODY = Style(10.5, leading=5.5)
TYPED = Style(9.5, leading=5)
CELL = Style(9.5, leading=4.9)
CELL_HEAD = CELL.but(bold=True)
META = Style(8.5, colour=GREY, leading=4)
HEADINGS = (Style(22, bold=True, leading=10), Style(14, bold=True, leading=6.5), Style(11.5, bold=True, leading=5.6))
_ROLES: tuple[Role, ...] = ("H1", "H2", "H3")
_IMAGE_WIDTH = 150.0
_MOST_HEIGHT = 170.0
DEEPER = 7.0
_PAD = 2.2
_PAGE_WORD = {"de": "Seite", "en": "page"}


@dataclass
class Entry:
    """A line of the contents: level 0 is a chapter; `page` counts from 1."""

    title: str
    level: int
    page: int = 0
    book: str = ""


@dataclass
class Press:
    """Sets parts one below the other, and begins pages as they fill up."""

    document: Document
    head: str
    language: str
    known: Mapping[str, int | None] = field(default_factory=dict)
    """The page of each chapter of this PDF; None: not known before all is set."""
    entries: list[Entry] = field(default_factory=list)
    pages: int = 0
    y: float = TOP
    chapter: str = ""
    book: str = ""

    def __post_init__(self) -> None:
        self.page: Page = self.document.page()
        self.pages = 1

    def turn(self) -> None:
        """Begins the next page."""
        self.page = self.document.page()
        self.pages += 1
        self.y = TOP
        self._mark_page()

    def _mark_page(self) -> None:
        page = self.page
        page.text(lay_out(self._text(self.head), META, WIDTH / 2, 1), LEFT, 14)
        page.text(lay_out(self._text(self.chapter), META.but(align="end"), WIDTH / 2, 1), LEFT + WIDTH / 2, 14)
        page.line(LEFT, 20, RIGHT, 20, RULE, HAIRLINE)
        page.text(lay_out(self._text(str(self.pages)), META.but(align="end"), 30, 1), RIGHT - 30, 283)
        page.text(lay_out(self._text(f"Laufmappe {__version__}"), META, 100, 1), LEFT, 283)

    def room(self, height: float) -> None:
        """Sees to it that so many mm are left on the page."""
        if self.y + height > BOTTOM and self.y > TOP:
            self.turn()

    def say(self, words: Words | str, style: Style, role: Role = "P", left: float = 0.0, after: float = 2.6) -> None:
        """A paragraph at the place reached; where it does not fit as a whole, it goes on over the page."""
        block = lay_out(self._text(words), style, WIDTH - left)
        with self.document.tag(role):
            for some in self._split(block):
                self.page.text(some, LEFT + left, self.y)
                self.y += some.height
        self.y += after

    def _split(self, block: Block) -> Iterator[Block]:
        line = block.height / max(1, len(block.lines))
        if block.height <= BOTTOM - TOP and len(block.lines) <= 4:
            self.room(block.height)
            yield block
            return
        start = 0
        while start < len(block.lines):
            fitting = int((BOTTOM - self.y) / line)
            if fitting < min(2, len(block.lines) - start):
                self.turn()
                continue
            yield block.part(start, start + fitting)
            start += fitting

    def _text(self, words: Words | str) -> Text:
        if isinstance(words, str):
            return Text.of(words, language=self.language)
        return Text.of(*(run for each in words for run in self._with_page(each)), language=self.language)

    def _with_page(self, run: Run) -> Iterator[Run]:
        yield run
        if isinstance(run, Link) and run.chapter in self.known:
            # Two figures keep the room until it is known.
            yield Run(f" ({_PAGE_WORD[self.language]}\u00a0{self.known[run.chapter] or 10})")

    def heading(self, heading: Heading) -> None:
        """A heading, kept with what follows it."""
        level = min(heading.level, len(HEADINGS)) - 1
        title = "".join(run.text for run in heading.words)
        if level:
            self.y += 3.0 if self.y > TOP else 0.0
            self.room(HEADINGS[level].line_height + 5 * BODY.line_height)
        if level <= 1:
            self.document.bookmark(title, level)
            self.entries.append(Entry(title, level, self.pages, self.book))
        self.say(heading.words, HEADINGS[level], _ROLES[level], after=4.0 if level == 0 else 1.6)

    def notice(self, paragraph: Paragraph) -> None:
        """A paragraph on a tint."""
        block = lay_out(self._text(paragraph.words), BODY, WIDTH - 12)
        height = block.height + 2 * _PAD
        self.room(height)
        self.page.rect(LEFT, self.y, WIDTH, height, fill=TINT, radius=1.5)
        self.page.rect(LEFT, self.y, 1.2, height, fill=TEAL)
        with self.document.tag("P"):
            self.page.text(block, LEFT + 6, self.y + _PAD)
        self.y += height + 3.2

    def typed(self, lines: Sequence[Paragraph]) -> None:
        """Lines for the command line, in one box."""
        blocks = [lay_out(self._text("".join(run.text for run in line.words)), TYPED, WIDTH - 10) for line in lines]
        height = sum(block.height for block in blocks) + 2 * _PAD
        self.room(height)
        self.page.rect(LEFT, self.y, WIDTH, height, fill="#F4F6F7", stroke=RULE, thickness=HAIRLINE, radius=1.5)
        at = self.y + _PAD
        with self.document.tag("P"):
            for block in blocks:
                self.page.text(block, LEFT + 5, at)
                at += block.height
        self.y += height + 3.2

    def items(self, items: Sequence[Item]) -> None:
        """A list."""
        with self.document.tag("L"):
            for item in items:
                left = item.depth * DEEPER
                block = lay_out(self._text(item.words), BODY, WIDTH - left - DEEPER)
                self.room(min(block.height, 3 * BODY.line_height))
                with self.document.tag("LI"):
                    if item.number is None:
                        self.page.circle(LEFT + left + 2.4, self.y + 2.8, 0.7, fill=TEAL, stroke=None)
                    else:
                        with self.document.tag("Lbl"):
                            number = Run(f"{item.number}.", bold=True, colour=TEAL)
                            self.page.text(lay_out(self._text((number,)), BODY, DEEPER), LEFT + left, self.y)
                    self.say(item.words, BODY, "LBody", left + DEEPER, after=1.0)
        self.y += 1.8

    def table(self, table: Table) -> None:
        """A table; what does not fit on the page goes on over it, row by row, below the head once more."""
        widths = self._columns(table)
        head, *rows = table.rows
        with self.document.tag("Table"):
            self.room(self._height(head, widths, CELL_HEAD) + 12)
            self._row(head, widths, CELL_HEAD)
            for row in rows:
                if self.y + self._height(row, widths, CELL) > BOTTOM:
                    self.turn()
                    self._row(head, widths, CELL_HEAD)
                self._row(row, widths, CELL)
        self.y += 4.0

    def _row(self, row: Sequence[Words], widths: Sequence[float], style: Style) -> None:
        height, head = self._height(row, widths, style), style is CELL_HEAD
        if head:
            self.page.rect(LEFT, self.y, WIDTH, height, fill=TINT)
        left = LEFT
        with self.document.tag("TR"):
            for block, width in zip(self._cells(row, widths, style), widths, strict=True):
                with self.document.tag("TH" if head else "TD", scope="Column" if head else None):
                    self.page.text(block, left + 1.5, self.y + 1.3)
                left += width
        self.y += height
        self.page.line(LEFT, self.y, RIGHT, self.y, RULE, HAIRLINE)

    def _height(self, row: Sequence[Words], widths: Sequence[float], style: Style) -> float:
        return max(block.height for block in self._cells(row, widths, style)) + 2 * 1.3

    def _cells(self, row: Sequence[Words], widths: Sequence[float], style: Style) -> list[Block]:
        return [lay_out(self._text(cell or " "), style, width - 3) for cell, width in zip(row, widths, strict=True)]

    def _columns(self, table: Table) -> list[float]:
        """Widths by what the longest cell of each column would like, but where it can be had, no word is torn."""
        columns = list(zip(*table.rows, strict=True))
        likes = [
            min(85.0, max(width_of(self._text(cell or " "), CELL_HEAD) for cell in column) + 5) for column in columns
        ]
        widths = [like * WIDTH / sum(likes) for like in likes]
        words = [{word for cell in column for word in "".join(run.text for run in cell).split()} for column in columns]
        needs = [max((width_of(word, CELL_HEAD) for word in each), default=0.0) + 4 for each in words]
        missing = [max(0.0, need - width) for need, width in zip(needs, widths, strict=True)]
        spare = [max(0.0, width - need) for need, width in zip(needs, widths, strict=True)]
        if sum(missing) > sum(spare):
            return widths
        taken = sum(missing) / (sum(spare) or 1.0)
        return [width + more - less * taken for width, more, less in zip(widths, missing, spare, strict=True)]

    def image(self, image: Image) -> None:
        """A picture with a hairline round it."""
        picture = image.picture
        width = min(_IMAGE_WIDTH, _MOST_HEIGHT * picture.width / picture.height)
        height = width * picture.height / picture.width
        self.room(height + 2)
        with self.document.tag("Figure", alt=image.alt):
            self.page.picture(picture, LEFT, self.y, width)
        self.page.rect(LEFT, self.y, width, height, stroke=RULE, thickness=HAIRLINE)
        self.y += height + 4.5
