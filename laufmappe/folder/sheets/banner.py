# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The banner „Ihr nächster Schritt“: what, where, when, and which sheet to take along."""

from dataclasses import dataclass
from datetime import date, datetime

from laufmappe.casework.views import StepView
from laufmappe.casework.words import service_types
from laufmappe.folder.plan import Folder
from laufmappe.folder.sheets.leaf import Leaf, sides
from laufmappe.folder.sheets.look import AXIS, LEFT, NEXT_STEP, RIGHT, SHARED, TEAL, WHITE
from laufmappe.folder.sheets.marks import icon_name
from laufmappe.folder.typeset.layout import Style
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, show_time, w

HEIGHT = 29.8
_HEADING = Style(10, bold=True, colour=TEAL, leading=5)
_TITLE = Style(11.5, bold=True, leading=5.2)
_LINE = Style(10, leading=4.8)


@dataclass(frozen=True)
class Banner:
    """What the banner says: two strong lines and small ones, and in its block a day, a time, or a pictogram."""

    title: Pair
    lines: tuple[Pair, ...]
    above: Text | None
    day: str
    below: str
    icon: str


def next_step(folder: Folder) -> Banner:
    """The banner of a case; also for one without a chain, and for one where everything is done."""
    words, chain = folder.words, folder.case.chain
    step = chain.next_step if chain else None
    if step is None:
        done = chain is not None and bool(chain.steps)
        title = w("Alle Stationen sind geschafft.") if done else w("Ihr Weg ist noch nicht geplant.")
        line = w("Haben Sie neue Ziele? Sprechen Sie mit uns.") if done else w("Wir planen ihn mit Ihnen.")
        return Banner(words.pair(title), (words.pair(line),), None, "", "", "flag" if done else "route")
    lines = _places(step, words)
    sheet = folder.sheet_of(step)
    if sheet is not None:
        take = w("Nehmen Sie {sheet} mit: {station}.")
        number = words.pair(w("Blatt {number}"), number=str(sheet.number))
        station = words.pair(w("Station {number}"), number=str(step.number))
        lines.append(words.pair(take, sheet=_bold(number), station=station))
    above, day, below = _when(step, words)
    return Banner(words.of(step.title), tuple(lines), above, day, below, icon_name(step.icon))


def draw_banner(leaf: Leaf, banner: Banner, y: float) -> None:
    """Draws the banner with its top at y."""
    page, words = leaf.page, leaf.words
    page.rect(LEFT + 0.3, y, RIGHT - LEFT - 0.6, HEIGHT, stroke=TEAL, thickness=NEXT_STEP)
    block = AXIS - SHARED / 2 if words.bilingual else RIGHT - SHARED
    page.rect(block, y, SHARED, HEIGHT, fill=TEAL)
    columns = sides(LEFT + 4, RIGHT - 4, words, middle=SHARED + 6)
    widths = [columns.german, columns.other] if words.bilingual else [(LEFT + 4, block - LEFT - 7)]
    heading = words.pair(w("Ihr nächster Schritt"))
    for side, (x, width) in enumerate(widths):
        down = y + 2.2
        down += leaf.say(heading[side], _HEADING, x, down, width, lines=1, role="H2")
        down += 0.3 + leaf.say(banner.title[side], _TITLE, x, down + 0.3, width, lines=2)
        lines = [line[side] for line in banner.lines]
        if len(lines) > int((y + HEIGHT - 1 - down) / _LINE.line_height):
            # The street stands on the station sheet; which sheet to take along stands only here.
            lines = [lines[0], *lines[2:]]
        for line in lines:
            down += leaf.say(line, _LINE, x, down, width, lines=1)
    _draw_block(leaf, banner, block, y)


def _draw_block(leaf: Leaf, banner: Banner, x: float, y: float) -> None:
    if not banner.day:
        leaf.page.icon(banner.icon, x + SHARED / 2 - 8, y + HEIGHT / 2 - 8, 16, WHITE, 1.6)
        return
    white = Style(10, bold=True, colour=WHITE, leading=5, align="centre")
    leaf.say(banner.above, white, x + 1, y + 2.4, SHARED - 2, lines=1)
    leaf.say(banner.day, white.but(size=23, leading=11), x, y + 9, SHARED, lines=1)
    leaf.say(banner.below, white.but(size=13, leading=6), x, y + 20.6, SHARED, lines=1)


def _when(step: StepView, words: Words) -> tuple[Text | None, str, str]:
    """Weekday, day and time of the appointment; else the last day; else nothing."""
    if step.appointment:
        moment = datetime.fromisoformat(step.appointment)
        return short_weekday(moment.date(), words), f"{moment:%d.%m.}", show_time(moment)
    if step.due_on is not None:
        until = words.inline(w("bis"), colour=WHITE)
        return until, f"{step.due_on:%d.%m.}", f"{step.due_on:%Y}"
    return None, "", ""


def short_weekday(day: date, words: Words) -> Text:
    """Mo, and beside it the same day in the other language."""
    german, other = words.weekday(day, short=True)
    if other is None:
        return words.weekday(day).german
    return Text.of(str(german), " · ", Run(isolate(str(other)), language=words.language))


def _places(step: StepView, words: Words) -> list[Pair]:
    """Name, then room and street; the kind of office while none is chosen."""
    place = step.service
    if place is None:
        return [words.of(service_types()[step.service_type])] if step.service_type in service_types() else []
    found = [words.both(place.name or place.organization)]
    where = words.place(place.room, place.street)
    return [*found, where] if where else found


def _bold(pair: Pair) -> Pair:
    def strong(text: Text | None) -> Text | None:
        return None if text is None else Text((Run(str(text), bold=True),), text.language, text.direction)

    german = strong(pair.german)
    assert german is not None
    return Pair(german, strong(pair.other))
