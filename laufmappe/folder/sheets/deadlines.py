# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The box of a deadline: the law stands in an ink frame with scales, our advice in a dashed one with a light bulb."""

from collections.abc import Sequence
from dataclasses import dataclass

from laufmappe.casework.views import Deadline, StepView
from laufmappe.casework.words import anchors, deadline_kinds
from laufmappe.folder.sheets.leaf import Leaf, Sides, sides
from laufmappe.folder.sheets.look import AXIS, GREY, INK, LEGAL, SHARED, TEAL, WHITE, scaled
from laufmappe.folder.sheets.rows import Row, height_of, row
from laufmappe.folder.typeset.layout import Style
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, show_date, w

_LEAST = 14.0
_MOST = 60.0
_PADDING = 1.1
_TITLE = Style(10, bold=True, leading=4.5)
_WORDS = Style(9, leading=3.9)


@dataclass(frozen=True)
class DeadlineBox:
    """A deadline laid out: its rows and its height in millimetres.

    `moved` are the words that would make it too high: they stand among those of the station, which go on over pages.
    """

    rows: tuple[Row, ...]
    height: float
    law: bool
    date: str
    moved: tuple[Pair, ...] = ()


def deadline_box(
    step: StepView, steps: Sequence[StepView], words: Words, left: float, right: float
) -> DeadlineBox | None:
    """The box of a station between two edges; None where there is neither a day nor a word to put in."""
    deadline = step.deadline
    sentences = _sentences(step, steps, words)
    if step.due_on is None and not sentences and not deadline.is_law:
        return None
    columns = _columns(left, right, words)
    kind = words.of(deadline_kinds()[deadline.kind])
    rows = [row(kind, _title(deadline), columns, words, gap=0)]
    said = [row(sentence, _WORDS, columns, words, gap=0) for sentence in sentences]
    moved: tuple[Pair, ...] = ()
    if height_of(said) <= scaled(_MOST, words):
        rows += said
    else:
        moved = (kind, *sentences)
    height = max(_LEAST, height_of(rows) + 2 * _PADDING)
    date = show_date(step.due_on) if step.due_on is not None else ""
    return DeadlineBox(tuple(rows), height, deadline.is_law, date, moved)


def draw_deadline(leaf: Leaf, box: DeadlineBox, left: float, right: float, y: float) -> None:
    """Draws the box with its top at y."""
    page = leaf.page
    width = right - left
    block = _block(right, leaf.words)
    if box.law:
        page.rect(left, y, width, box.height, stroke=INK, thickness=LEGAL)
        page.rect(block, y, SHARED, box.height, fill=INK)
    else:
        page.rect(left, y, width, box.height, stroke=TEAL, thickness=0.9, radius=4, dash=(3, 2))
    down = y + (box.height - height_of(box.rows)) / 2
    for each in box.rows:
        each.draw(leaf, down)
        down += each.height
    colour = WHITE if box.law else TEAL
    size = 5.4 if box.date else 8
    top = y + (box.height - size - (6.2 if box.date else 0)) / 2
    page.icon("scale" if box.law else "lightbulb", block + (SHARED - size) / 2, top, size, colour, 2)
    if box.date:
        style = Style(13 if box.law else 12, bold=box.law, colour=colour, leading=6, align="centre")
        leaf.say(box.date, style, block, top + size + 0.4, SHARED, lines=1)


def _block(right: float, words: Words) -> float:
    """Left edge of the date: on the axis between two languages, at the end beside German alone."""
    return AXIS - SHARED / 2 if words.bilingual else right - SHARED


def _columns(left: float, right: float, words: Words) -> Sides:
    if words.large_print:
        # The date stands above the words; without one, the pictogram stands beside them.
        return sides(left + 3, right - (3 if words.bilingual else 17), words, middle=14)
    if words.bilingual:
        return sides(left + 3, right - 3, words, middle=SHARED + 6)
    return sides(left + 3, right - SHARED - 3, words)


def _title(deadline: Deadline) -> Style:
    return _TITLE if deadline.is_law else _TITLE.but(colour=TEAL)


def _sentences(step: StepView, steps: Sequence[StepView], words: Words) -> list[Pair]:
    """The advice, the rule in words where there is no day yet, and the paragraph of the law."""
    deadline = step.deadline
    found = [words.of(step.advice)] if step.advice else []
    if step.due_on is None:
        found += _rule(deadline, steps, words)
    if deadline.norm:
        norm = Run(isolate(deadline.norm), colour=GREY)
        other = words.foreign(norm) if words.bilingual else None
        found.append(Pair(Text.of(norm), other))
    return found


def _rule(deadline: Deadline, steps: Sequence[StepView], words: Words) -> list[Pair]:
    """How long the deadline is and from when it counts."""
    if not deadline.is_law:
        return []
    count = deadline.days or deadline.weeks or deadline.months
    if count is None:
        return [words.pair(w("Das Datum steht in Ihrem Brief."))] if deadline.kind == "authority" else []
    length = {
        deadline.days: w("Zeit in Tagen: {count}."),
        deadline.weeks: w("Zeit in Wochen: {count}."),
        deadline.months: w("Zeit in Monaten: {count}."),
    }
    found = [words.pair(length[count], count=str(abs(count)))]
    anchor = _anchor(deadline, steps, words)
    if anchor is not None:
        before = w("Der letzte Tag liegt vor: {event}.")
        after = w("Die Zeit zählt ab: {event}.")
        found.append(words.pair(before if count < 0 else after, event=anchor))
    return found


def _anchor(deadline: Deadline, steps: Sequence[StepView], words: Words) -> Pair | None:
    """What the deadline counts from: an event in the life of the person, or another station."""
    for anchor in deadline.anchors:
        if anchor in anchors():
            return words.of(anchors()[anchor])
        station = next((s for s in steps if anchor == f"step:{s.template_step}"), None)
        if station is not None:
            return words.of(station.title)
    return None
