# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of the folder: number, title, revision and date of each sheet, and boxes to note by hand what was swapped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import BOTTOM, BOX, HAIRLINE, INK, LABEL, LEFT, RIGHT, RULE, TABLE_HEAD, WHITE
from laufmappe.folder.typeset.layout import Block, Style, lay_out
from laufmappe.folder.words import w

NEXT_TOP = 22.0
"""Where the index goes on on the next page of the cover."""
_HEAD = 17.0
_CLOSER = 0.9
"""Millimetres above and below the words of a row where this saves a page."""
_ROW = Style(9.5, leading=4.4)
_GOES_ON = 5.2
"""Millimetres for the words that the index goes on."""
_TITLES = (31.5, 119.5)
_GERMAN = 47.0
"""The width of a German title beside that of another language: „Schweigepflichtentbindung“ is one word."""
_OTHER = _TITLES[1] - _TITLES[0] - _GERMAN - 2.5
_REVISION, _DATE, _SWAPPED = 124.0, 141.0, 166.0


@dataclass(frozen=True)
class IndexRow:
    """One sheet in the index, laid out."""

    number: int
    german: Block
    other: Block | None
    revision: str
    dated: str
    padding: float = 1.5

    @property
    def height(self) -> float:
        return max(self.german.height, self.other.height if self.other else 0) + 2 * self.padding


def index_row(sheet: Sheet, folder: Folder) -> IndexRow:
    """The line of a sheet; a title that is too long for three lines stands whole on its sheet."""
    width = _GERMAN if folder.words.bilingual else _TITLES[1] - _TITLES[0]
    german = lay_out(sheet.title.german, _ROW.but(bold=True), width, 3)
    other = lay_out(sheet.title.other, _ROW, _OTHER, 3) if sheet.title.other is not None else None
    return IndexRow(sheet.number, german, other, str(folder.revision(sheet)), f"{folder.dated(sheet):%d.%m.%Y}")


def that_fit(rows: Sequence[IndexRow], room: float) -> tuple[list[IndexRow], list[IndexRow]]:
    """The rows that fit into `room` mm together with the head of the table, and the rest."""
    room -= _HEAD
    closer = [replace(row, padding=_CLOSER) for row in rows]
    if sum(row.height for row in rows) <= room:
        return list(rows), []
    if sum(row.height for row in closer) <= room:
        return closer, []
    room -= _GOES_ON
    for count, row in enumerate(rows):
        room -= row.height
        if room < 0:
            return list(rows[:count]), list(rows[count:])
    return list(rows), []


def draw_index(leaf: Leaf, rows: Sequence[IndexRow], top: float, last: bool) -> None:
    """Draws the table with its top at `top`; below the last sheet there is a row to write in."""
    page, words = leaf.page, leaf.words
    heading = words.pair(w("Inhalt"))
    style = Style(13.5, bold=True, leading=6)
    leaf.say(heading.german, style, LEFT, top, 84, lines=1, role="H2")
    leaf.say(heading.other, style.but(align="right"), 112, top, RIGHT - 112, lines=1, role="H2")
    with page.tag("Table"):
        _head(leaf, top + 9)
        y = top + _HEAD
        for row in rows:
            with page.tag("TR"):
                _draw_row(leaf, row, y)
            y += row.height
            page.line(LEFT, y, RIGHT, y, RULE, HAIRLINE)
    if not last:
        leaf.label(w("weiter auf der nächsten Seite"), _TITLES[0], y + 0.8, RIGHT - _TITLES[0])
    elif y + 7.4 <= BOTTOM:
        page.rect(LEFT, y + 1.2, 9, 5, stroke=RULE, thickness=BOX)
        _swapped(leaf, y + 1.2)
        page.line(LEFT, y + 7.4, RIGHT, y + 7.4, RULE, HAIRLINE)


def _head(leaf: Leaf, y: float) -> None:
    page, words = leaf.page, leaf.words
    with page.tag("TR"):
        for sentence, x, width, _cell in (
            (w("Blatt"), LEFT, 12.0, "TH"),
            (w("Titel"), _TITLES[0], _TITLES[1] - _TITLES[0], "TH"),
            (w("Fassung"), _REVISION, 16.0, "TH"),
            (w("Datum"), _DATE, 22.0, "TH"),
            (w("getauscht (von Hand)"), _SWAPPED - 6, RIGHT - _SWAPPED + 6, "TH"),
        ):
            align = "right" if x == _SWAPPED - 6 else "start"
            with page.tag("TH", scope="Column"):
                leaf.say(sentence, LABEL.but(align=align), x, y, width, lines=1, role=None)
                if x == _TITLES[0]:
                    other = words.pair(sentence).other
                    align_other = "right" if words.right_to_left else "left"
                    begin = _TITLES[1] - _OTHER
                    leaf.say(other, LABEL.but(align=align_other), begin, y, _OTHER, lines=1, role=None)
    page.line(LEFT, y + 6.4, RIGHT, y + 6.4, INK, TABLE_HEAD)


def _draw_row(leaf: Leaf, row: IndexRow, y: float) -> None:
    page, _words = leaf.page, leaf.words
    line = y + row.padding
    middle = y + row.height / 2 - 2.5
    page.rect(LEFT, middle, 9, 5, fill=INK)
    white = _ROW.but(bold=True, colour=WHITE, leading=5, align="centre")
    with page.tag("TD"):
        leaf.say(str(row.number), white, LEFT, middle, 9, lines=1, role=None)
    with page.tag("TD"):
        leaf.put(row.german, _TITLES[0], line, role=None)
        if row.other is not None:
            leaf.put(row.other, _TITLES[1] - row.other.box_width, line, role=None)
    with page.tag("TD"):
        leaf.say(row.revision, _ROW.but(bold=True), _REVISION, line, 14, lines=1, role=None)
    with page.tag("TD"):
        leaf.say(row.dated, _ROW, _DATE, line, 24, lines=1, role=None)
    with page.tag("TD"):
        _swapped(leaf, middle)


def _swapped(leaf: Leaf, y: float) -> None:
    """Boxes for the new revision and its date, written by hand when a sheet was swapped."""
    leaf.page.rect(_SWAPPED, y, 9, 5, fill=WHITE, stroke=RULE, thickness=BOX)
    leaf.page.rect(_SWAPPED + 11, y, RIGHT - _SWAPPED - 11, 5, fill=WHITE, stroke=RULE, thickness=BOX)
