# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What several sheets of large print are made of: framed rows, words across the page, what the office fills in."""

from collections.abc import Sequence

from laufmappe.folder.sheets import office
from laufmappe.folder.sheets.deadlines import DeadlineBox
from laufmappe.folder.sheets.flow import CARD, Item, Part, draw_items
from laufmappe.folder.sheets.leaf import Leaf, Sides, sides
from laufmappe.folder.sheets.look import (
    AXIS,
    BOX,
    GREY,
    INK,
    LABEL,
    LEFT,
    LEGAL,
    RIGHT,
    STRONG,
    TEAL,
    TICK,
    TINT,
    WRITE_IN,
    scaled,
    sized,
)
from laufmappe.folder.sheets.marks import tick_box
from laufmappe.folder.sheets.rows import Row, fill, height_of
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Text
from laufmappe.folder.words import Pair, Words, w

EDGE = 5.0
"""What words in a frame stay clear of it."""
_PADDING = 3.0
_CODE = 30.0
_STAMP_LABEL = 6.0
_RESULT = 10.4


def in_frame(words: Words) -> Sides:
    """The columns of what stands in a frame."""
    return sides(LEFT + EDGE, RIGHT - EDGE, words)


def framed(
    rows: Sequence[Row], colour: str = INK, thickness: float = BOX, fill_colour: str | None = None
) -> list[Item]:
    """Rows in a frame; what is too much for it follows below."""
    kept, rest = fill(rows, CARD)
    height = height_of(kept) + 2 * _PADDING

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.rect(LEFT, y, RIGHT - LEFT, height, fill=fill_colour, stroke=colour, thickness=thickness)
        draw_items(leaf, kept, y + _PADDING)

    return [Part(height + 3, draw), *rest]


def across(said: Text | str, style: Style, words: Words, gap: float = 1.0) -> Row:
    """Words over the whole width of the page."""
    style = sized(style, words)
    whole = sides(LEFT, RIGHT, words)
    return Row(lay_out(said, style, RIGHT - LEFT), None, style, whole, gap=gap)


def band(pair: Pair, icon: str, words: Words) -> Part:
    """A teal band with words in both languages; it stays with what follows."""
    style = Style(17, bold=True, colour="#FFFFFF", leading=8)
    columns = sides(LEFT + EDGE, RIGHT - EDGE, words, middle=16)
    german = lay_out(pair.german, style, columns.german[1] if words.bilingual else columns.whole[1] - 16)
    other = lay_out(pair.other, style, columns.other[1]) if pair.other is not None else None
    height = max(german.height, other.height if other else 0) + 6

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.rect(LEFT, y, RIGHT - LEFT, height, fill=TEAL)
        middle = (LEFT + RIGHT) / 2 if words.bilingual else RIGHT - EDGE - 5
        leaf.page.icon(icon, middle - 5, y + height / 2 - 5, 10, "#FFFFFF", 1.8)
        leaf.put(german, columns.german[0], y + 3, "H2")
        if other is not None:
            leaf.put(other, columns.other[0], y + 3, "H2")

    return Part(height, draw, joined=True)


def deadline(box: DeadlineBox, words: Words) -> Part:
    """The frame of a deadline: law in ink with scales, our advice dashed with a light bulb; the day above the words."""
    colour = INK if box.law else TEAL
    day = lay_out(box.date, Style(20, bold=True, colour=colour, leading=10), 120, 1)
    top = 12.0 if box.date else 0.0
    height = top + height_of(box.rows) + 2 * _PADDING

    def draw(leaf: Leaf, y: float) -> None:
        page = leaf.page
        if box.law:
            page.rect(LEFT, y, RIGHT - LEFT, height, stroke=INK, thickness=LEGAL)
        else:
            page.rect(LEFT, y, RIGHT - LEFT, height, stroke=TEAL, thickness=BOX, radius=4, dash=(3, 2))
        icon = "scale" if box.law else "lightbulb"
        if box.date:
            page.icon(icon, LEFT + 3, y + 3, 10, colour, 2)
            leaf.put(day, LEFT + 17, y + 3)
        else:
            page.icon(icon, AXIS - 5 if words.bilingual else RIGHT - 14, y + height / 2 - 5, 10, colour, 2)
        draw_items(leaf, box.rows, y + _PADDING + top)

    return Part(height + 3, draw)


def filled_in_by_the_office(code: str, words: Words) -> Part:
    """The field for the office: code, stamp, date and signature, and what came of it."""
    heading = lay_out(words.inline(w("Füllt die Stelle aus"), bold=True), sized(STRONG, words), RIGHT - LEFT - 2 * EDGE)
    upper = max(_CODE + 12, office.STAMP[1] + _STAMP_LABEL) + 3
    height = heading.height + 3 + upper + results_height(4) + 2

    def draw(leaf: Leaf, y: float) -> None:
        page = leaf.page
        page.rect(LEFT, y, RIGHT - LEFT, height, fill=TINT, stroke=INK, thickness=BOX)
        leaf.put(heading, LEFT + EDGE, y + 2)
        top = y + heading.height + 3
        upper_half(leaf, code, top)
        results(
            leaf,
            (
                (w("erledigt"), False),
                (w("Termin am"), True),
                (w("Unterlagen fehlen"), True),
                (w("abgelehnt"), False),
            ),
            top + upper,
        )

    return Part(height, draw)


def upper_half(leaf: Leaf, code: str, y: float) -> None:
    """Code on the left, stamp on the right, and between them date and signature."""
    office.qr_code(leaf, code, LEFT + EDGE + 2, y, _CODE)
    stamp = RIGHT - EDGE - office.STAMP[0]
    office.stamp_field(leaf, stamp, y, _STAMP_LABEL)
    left = LEFT + EDGE + _CODE + 9
    style = sized(office.TINY, leaf.words)
    for sentence, line in ((w("Datum"), y + 9), (w("Unterschrift"), y + 29)):
        leaf.page.line(left, line, stamp - 4, line, INK, WRITE_IN)
        leaf.put(lay_out(leaf.words.inline(sentence), style, stamp - 4 - left, 2), left, line + 0.4)


def results_height(lines: int) -> float:
    """Millimetres for so many lines of results."""
    return lines * _RESULT


def results(leaf: Leaf, sentences: Sequence[tuple[str, bool]], y: float) -> None:
    """Boxes to tick with their words in both languages; some have a line to write on between them."""
    words, left, right = leaf.words, LEFT + EDGE, RIGHT - EDGE
    box = scaled(TICK, words)
    for sentence, write in sentences:
        pair = words.pair(sentence)
        tick_box(leaf.page, left, y + (_RESULT - box) / 2 - 0.4, size=box)
        start = left + box + 3
        german = lay_out(pair.german, sized(STRONG, words).but(leading=_RESULT - 1), right - start, 1)
        leaf.put(german, start, y)
        start += german.width + 3
        end = right
        if pair.other is not None:
            small = sized(LABEL.but(colour=GREY), words).but(leading=_RESULT - 1, align="right")
            other = lay_out(pair.other, small, right - start, 1)
            leaf.put(other, start, y)
            end -= other.width + 3
        if write and end - start > 10:
            leaf.page.line(start, y + _RESULT - 2.4, end, y + _RESULT - 2.4, INK, WRITE_IN)
        y += _RESULT
