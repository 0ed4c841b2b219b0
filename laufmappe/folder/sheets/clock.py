# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bar under a procedure: solid up to today where the law sets a day, dashed and open-ended where it sets none.

Time runs from left to right in every language.
"""

from datetime import date

from laufmappe.casework.dates import add_months
from laufmappe.casework.views import RecognitionView
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import DEEP_TINT, GREY, INK, META, RULE, TEAL, WHITE
from laufmappe.folder.typeset.layout import MM, Block, Style, lay_out
from laufmappe.folder.typeset.paths import Path
from laufmappe.folder.typeset.text import Run, Text
from laufmappe.folder.words import show_date
from laufmappe.resources import read_json

CLOCK_HEIGHT = 15.6
_BAR = 5.2
_TODAY = Style(8.5, bold=True, leading=3.8, align="centre")


def has_clock(procedure: RecognitionView) -> bool:
    """Whether time still runs for somebody: not after the decision, and not while the procedure rests."""
    return procedure.clock_until is not None or (procedure.stage < 5 and procedure.turn != "nobody")


def draw_clock(leaf: Leaf, procedure: RecognitionView, today: date, left: float, right: float, top: float) -> None:
    """The bar between two edges with its top at `top`."""
    if procedure.clock_from is not None and procedure.clock_until is not None:
        _statutory(leaf, procedure.clock_from, procedure.clock_until, today, left, right, top)
    else:
        _open_ended(leaf, procedure.since, today, left, right, top)


def _statutory(leaf: Leaf, start: date, end: date, today: date, left: float, right: float, top: float) -> None:
    page = leaf.page
    bar = top + 8.2
    days = max((end - start).days, 1)

    def place(day: date) -> float:
        return left + (right - left) * min(max((day - start).days / days, 0), 1)

    now = place(today)
    page.rect(left, bar, right - left, _BAR, fill=WHITE)
    page.rect(left, bar, now - left, _BAR, fill=TEAL)
    month = 1
    while (mark := add_months(start, month)) < end:
        page.line(place(mark), bar, place(mark), bar + _BAR, WHITE if mark < today else INK, 0.6)
        month += 1
    page.rect(left, bar, right - left, _BAR, stroke=INK, thickness=0.9)
    page.rect(right - 1.4, bar - 2, 1.6, _BAR + 4, fill=INK)
    norm = read_json("recognition", "procedure.json")["clock"]["norm"]
    latest = Text.of(Run(norm + "   ", bold=False, colour=GREY), Run(f"spätestens {show_date(end)}", bold=True))
    block = lay_out(latest, META.but(size=9, colour=INK, align="right"), 70, 1)
    free = right - 2.6 - block.width
    # The pointer to today comes down between the labels; one that it would touch makes way upwards.
    leaf.put(block, right - 2.6 - 70, bar - (8.2 if now + 2.4 > free else 4.4))
    begin = _begin(leaf, start, now, left, bar)
    _today(leaf, now, today, bar, left + begin.width + 3, free - 3)


def _open_ended(leaf: Leaf, start: date, today: date, left: float, right: float, top: float) -> None:
    page = leaf.page
    bar = top + 8.2
    # Three quarters of the bar are the first hundred days; it has no end.
    now = left + (right - left) * min(max((today - start).days / 130, 0.0), 0.72)
    page.rect(left, bar, now - left, _BAR, fill=DEEP_TINT)
    x = now + 2.4
    while x < right - 8:
        page.line(x, bar + _BAR - 0.4, x + 2.4, bar + 0.4, RULE, 0.5)
        x += 2.4
    end = right - 6
    page.line(left, bar, end, bar, GREY, 0.8, dash=(3, 2))
    page.line(left, bar + _BAR, end, bar + _BAR, GREY, 0.8, dash=(3, 2))
    page.line(left, bar, left, bar + _BAR, GREY, 0.8, dash=(3, 2))
    page.polyline([(end, bar), (right - 1, bar + _BAR / 2), (end, bar + _BAR)], GREY, 1.4)
    begin = _begin(leaf, start, now, left, bar)
    _today(leaf, now, today, bar, left + begin.width + 3, right - 4)


def _begin(leaf: Leaf, start: date, now: float, left: float, bar: float) -> Block:
    block = lay_out(show_date(start), META, 30, 1)
    leaf.put(block, left, bar - (8.2 if now - 2.4 < left + block.width else 4.4))
    return block


def _today(leaf: Leaf, x: float, today: date, bar: float, least: float, most: float) -> None:
    """The pointer to today; its word stays clear of the other dates, above the bar."""
    page = leaf.page
    page.line(x, bar - 1.4, x, bar + _BAR + 1.2, INK, 0.9 * MM)
    page.path(Path().move(x - 1.6, bar - 2.4).line(x + 1.6, bar - 2.4).line(x, bar - 0.4).close(), None, fill=INK)
    word = lay_out(f"heute {today:%d.%m.}", _TODAY, 26, 1)
    half = word.width / 2
    middle = min(max(x, least + half), most - half)
    leaf.put(word, middle - 13, bar - (6.6 if middle == x else 8))
