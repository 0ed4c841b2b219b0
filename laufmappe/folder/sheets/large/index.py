# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of the folder in large print: a table on pages of its own, with boxes to note what was swapped."""

from collections.abc import Sequence
from dataclasses import dataclass

from laufmappe.folder.plan import Folder
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import BOX, HAIRLINE, INK, LEFT, RIGHT, RULE, TABLE_HEAD, WHITE
from laufmappe.folder.typeset.layout import Block, Style, lay_out
from laufmappe.folder.words import w

_CELL = Style(16, leading=7.4)
_LABEL = Style(14, leading=6.2)
_TITLE, _REVISION, _DATE, _SWAPPED = LEFT + 15, 119.0, 137.0, 168.5
_HEAD = 22.0
_PADDING = 1.7
_ROW = _CELL.line_height + 2 * _PADDING


@dataclass(frozen=True)
class IndexRow:
    """One sheet, laid out: the German title, and the other one below it."""

    number: int
    german: Block
    other: Block | None
    revision: str
    dated: str

    @property
    def height(self) -> float:
        return self.german.height + (self.other.height if self.other else 0) + 2 * _PADDING


def index_rows(folder: Folder) -> list[IndexRow]:
    """A row for each sheet; a title that is too long for four lines stands whole on its sheet."""
    width = _REVISION - 2 - _TITLE
    found = []
    for sheet in folder.listed:
        german = lay_out(sheet.title.german, _CELL.but(bold=True), width, 4)
        other = lay_out(sheet.title.other, _CELL, width, 4) if sheet.title.other is not None else None
        dated = f"{folder.dated(sheet):%d.%m.%Y}"
        found.append(IndexRow(sheet.number, german, other, str(folder.revision(sheet)), dated))
    return found


def pages_of(rows: Sequence[IndexRow], first: float, room: float) -> list[list[IndexRow]]:
    """The rows of each page of `room` mm, of which the first page has less and may stay empty."""
    pages: list[list[IndexRow]] = [[]]
    left = first - _HEAD
    for row in rows:
        if row.height > left:
            pages.append([])
            left = room - _HEAD
        pages[-1].append(row)
        left -= row.height
    return pages


def draw_index(leaf: Leaf, rows: Sequence[IndexRow], top: float, last: bool) -> None:
    """Draws the table with its top at `top`; below its rows there is one to write in, where there is room."""
    page, words = leaf.page, leaf.words
    heading = words.pair(w("Inhalt"))
    style = Style(20, bold=True, leading=9)
    half = (RIGHT - LEFT) / 2 - 2
    leaf.put(lay_out(heading.german, style, half, 1), LEFT, top - 2, "H2")
    if heading.other is not None:
        leaf.put(lay_out(heading.other, style.but(align="right"), half, 1), RIGHT - half, top - 2, "H2")
    with page.tag("Table"):
        _head(leaf, top + 8)
        y = top + _HEAD
        for row in rows:
            with page.tag("TR"):
                _draw_row(leaf, row, y)
            y += row.height
            page.line(LEFT, y, RIGHT, y, RULE, HAIRLINE)
    if last and y + _ROW <= frame.bottom(words):
        page.rect(LEFT, y + _PADDING, 12, 7.4, stroke=RULE, thickness=BOX)
        _swapped(leaf, y + _PADDING)
        page.line(LEFT, y + _ROW, RIGHT, y + _ROW, RULE, HAIRLINE)


def _head(leaf: Leaf, y: float) -> None:
    page = leaf.page
    cells: tuple[tuple[str, float, float], ...] = (
        (w("Blatt"), LEFT, 15.0),
        (w("Titel"), _TITLE, 60.0),
        (w("Fassung"), _REVISION - 4, 21.5),
        (w("Datum"), _DATE, 30.0),
        (w("getauscht (von Hand)"), _SWAPPED - 1, RIGHT - _SWAPPED + 1),
    )
    with page.tag("TR"):
        for sentence, x, width in cells:
            block = lay_out(sentence, _LABEL, width)
            with page.tag("TH", scope="Column"):
                leaf.put(block, x, y + 12.8 - block.height, role=None)
    page.line(LEFT, y + 13.6, RIGHT, y + 13.6, INK, TABLE_HEAD)


def _draw_row(leaf: Leaf, row: IndexRow, y: float) -> None:
    page, line = leaf.page, y + _PADDING
    page.rect(LEFT, line, 12, 7.4, fill=INK)
    with page.tag("TD"):
        white = _CELL.but(bold=True, colour=WHITE, align="centre")
        leaf.put(lay_out(str(row.number), white, 12, 1), LEFT, line, role=None)
    with page.tag("TD"):
        leaf.put(row.german, _TITLE, line, role=None)
        if row.other is not None:
            leaf.put(row.other, _TITLE, line + row.german.height, role=None)
    with page.tag("TD"):
        leaf.put(lay_out(row.revision, _CELL.but(bold=True), 16, 1), _REVISION, line, role=None)
    with page.tag("TD"):
        leaf.put(lay_out(row.dated, _CELL, 32, 1), _DATE, line, role=None)
    with page.tag("TD"):
        _swapped(leaf, line)


def _swapped(leaf: Leaf, y: float) -> None:
    """Boxes for the new revision and its date, written by hand when a sheet was swapped."""
    leaf.page.rect(_SWAPPED, y - 0.5, 10, 8.4, fill=WHITE, stroke=RULE, thickness=BOX)
    leaf.page.rect(_SWAPPED + 11.5, y - 0.5, RIGHT - _SWAPPED - 11.5, 8.4, fill=WHITE, stroke=RULE, thickness=BOX)
