# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strip that the office fills in: code, result, date, signature, and a field for a real stamp."""

from laufmappe.casework.papers.codes import show_code
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import (
    BOX,
    GREY,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    SMALL,
    STRONG,
    TICK,
    TINT,
    WHITE,
    WRITE_IN,
    sized,
)
from laufmappe.folder.sheets.marks import tick_box
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.words import w

HEIGHT = 42.0
STAMP = (62.0, 37.0)
"""Width and height of the stamp field: a real stamp is up to 60 × 35 mm."""
TINY = Style(8.5, colour=GREY, leading=3.8)
_CODE = Style(12, bold=True, leading=5, align="centre")


def office_strip(leaf: Leaf, code: str, y: float) -> None:
    """The strip with its top at y, between the edges of the content."""
    page, words = leaf.page, leaf.words
    page.rect(LEFT, y, RIGHT - LEFT, HEIGHT, fill=TINT)
    page.line(LEFT, y, RIGHT, y, INK, BOX)
    heading = words.inline(w("Füllt die Stelle aus"), bold=True, colour=GREY)
    leaf.say(heading, SMALL, LEFT + 4, y + 1.2, 101, lines=1, role="P")
    qr_code(leaf, code, LEFT + 4, y + 6.4, 25)
    results(leaf, y)
    stamp_field(leaf, RIGHT - 4 - STAMP[0], y + 2.5)


def qr_code(leaf: Leaf, code: str, x: float, y: float, size: float) -> None:
    """The code of a box for the scanner, and below it to be typed. Nothing for a box whose code is void."""
    if not code:
        return
    shown = show_code(code)
    with leaf.page.tag("Figure", alt=shown):
        leaf.page.qr(code, x, y, size)
    leaf.say(shown, _CODE, x - 4, y + size + 0.6, size + 8, lines=1)


def stamp_field(leaf: Leaf, x: float, y: float, label: float = 0) -> None:
    """An empty field with nothing in it but its label, which may take `label` mm more."""
    width, height = STAMP[0], STAMP[1] + label
    leaf.page.rect(x, y, width, height, fill=WHITE, stroke=INK, thickness=BOX)
    word = leaf.words.pair(w("Stempel"))
    german = lay_out(word.german, sized(TINY, leaf.words), width / 2, 1)
    leaf.put(german, x + 1.8, y + 0.6)
    if word.other is not None:
        left = x + 1.8 + german.width + 3
        leaf.say(word.other, TINY.but(align="right"), left, y + 0.6, x + width - 1.8 - left, lines=1)


def results(leaf: Leaf, y: float) -> None:
    """What came of it: ticks, a date, what is missing, signature."""
    left, right = LEFT + 35, LEFT + 105
    result_line(leaf, w("erledigt"), left, right, y + 6.4)
    result_line(leaf, w("Termin am"), left, right, y + 11.9, write=24)
    result_line(leaf, w("Unterlagen fehlen"), left, right, y + 17.4)
    leaf.page.line(left + 6.4, y + 27.2, right, y + 27.2, INK, WRITE_IN)
    result_line(leaf, w("abgelehnt"), left, right, y + 28.4)
    signature(leaf, w("Datum"), left, left + 24, y + 37.2)
    signature(leaf, w("Unterschrift"), left + 28, right, y + 37.2)


def result_line(leaf: Leaf, sentence: str, left: float, right: float, y: float, write: float = 0) -> None:
    """A box to tick with its word; `write` mm of it are a line to write on."""
    words = leaf.words.pair(sentence)
    tick_box(leaf.page, left, y)
    german = lay_out(words.german, STRONG.but(leading=TICK), right - left - 7, 1)
    leaf.put(german, left + 6.4, y)
    x = left + 6.4 + german.width
    if write:
        end = x + 2 + write if words.other is not None else right
        leaf.page.line(x + 2, y + TICK, end, y + TICK, INK, WRITE_IN)
        x = end
    if words.other is not None:
        leaf.say(words.other, LABEL.but(leading=TICK, align="right"), x + 2, y, right - x - 2, lines=1)


def signature(leaf: Leaf, sentence: str, left: float, right: float, y: float) -> None:
    """A line to sign on, with what goes there below it."""
    leaf.page.line(left, y, right, y, INK, WRITE_IN)
    leaf.say(leaf.words.inline(sentence), TINY, left, y + 0.4, right - left, lines=1)
