# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meine Termine: every appointment with its day, its place, what to bring, and a code for the calendar of a telephone."""

from dataclasses import dataclass
from functools import partial

from laufmappe.folder.appointments import Appointment, ahead, calendar_entry
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.banner import short_weekday
from laufmappe.folder.sheets.flow import Part, draw_items, flow
from laufmappe.folder.sheets.leaf import Leaf, Scene, Sides, sides
from laufmappe.folder.sheets.look import AXIS, BODY, BOX, INK, LABEL, LEFT, RIGHT, STRONG, TEAL, WHITE
from laufmappe.folder.sheets.parts import said, service_lines, shown, space, strong
from laufmappe.folder.sheets.rows import Row, fill, height_of, row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.words import Pair, Words, show_time, w

CODE = 34.0
"""The calendar code with its quiet zone: modules of half a millimetre."""
_BLOCK, _DATE = 36.0, 22.4
_LEAST = _DATE + CODE + 1.2
_PADDING = 3.0
_LARGE_HEAD = CODE + 2
_BETWEEN = 2.2
_TITLE = Style(12.5, bold=True, leading=5.6)


@dataclass(frozen=True)
class _Card:
    """An appointment laid out; `rest` are rows that don't fit on one page."""

    appointment: Appointment
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]

    large: bool

    @property
    def height(self) -> float:
        if self.large:
            return _LARGE_HEAD + height_of(self.rows) + 2 * _PADDING
        return max(_LEAST, height_of(self.rows) + 2 * _PADDING)


def date_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the appointments that are still to come, the next one first."""
    words = folder.words
    coming = ahead(folder.case, folder.today)
    if not coming:
        return flow(sheet.title, said(words, w("Zurzeit steht kein Termin fest.")), words)
    scan = [words.pair(w("Scannen Sie das Quadrat mit dem Handy. Dann steht der Termin in Ihrem Kalender."))]
    items = shown(scan, words)
    items.append(space(2.4))
    for each in coming:
        card = _laid_out(each, folder)
        entry = calendar_entry(each, folder.today)
        items.append(Part(card.height + _BETWEEN, partial(_draw, card=card, entry=entry)))
        items += card.rest
    return flow(sheet.title, items, words)


def _columns(words: Words) -> Sides:
    if words.large_print:
        return sides(LEFT + 4, RIGHT - 4, words)
    if words.bilingual:
        return sides(LEFT + 4, RIGHT - 4, words, middle=_BLOCK + 6)
    return sides(LEFT + 4, RIGHT - _BLOCK - 4, words)


def _laid_out(appointment: Appointment, folder: Folder) -> _Card:
    words = folder.words
    across = _columns(words)
    rows = [row(_title(appointment, words), _TITLE, across, words, gap=0.8)]
    rows.append(row(words.moment(appointment.at), STRONG, across, words, gap=1.4))
    rows.append(row(words.stacked(_place(appointment, words)), BODY, across, words, gap=1.4))
    sheet = _sheet(appointment, folder)
    if sheet is not None:
        rows.append(row(sheet, BODY, across, words, gap=1.4))
    rows += _bring(appointment, across, words)
    kept, rest = fill(rows, frame.room(words) - 2 * _PADDING - _BETWEEN - (_LARGE_HEAD if words.large_print else 0))
    return _Card(appointment, tuple(kept), tuple(rest), words.large_print)


def _title(appointment: Appointment, words: Words) -> Pair:
    if appointment.step is not None:
        return words.of(appointment.step.title)
    if appointment.own is not None:
        return words.of(appointment.own.title)
    return words.pair(w("Termin bei: {service}"), service=appointment.title)


def _place(appointment: Appointment, words: Words) -> list[Pair]:
    """Where to go; for a referral the title has named the office already."""
    place = appointment.place
    if appointment.own is not None and appointment.own.place:
        office = service_lines(place, words)[:1] if place is not None else []
        return [*office, words.both(appointment.own.place)]
    if place is None and appointment.own is not None:
        return [words.pair(w("Den Ort sagen wir Ihnen."))]
    if place is None:
        return [words.pair(w("Wir suchen mit Ihnen die richtige Stelle."))]
    where = words.place(place.room, ", ".join(part for part in (place.street, place.city) if part))
    lines = service_lines(place, words)[:1] if appointment.referral is None else []
    return [*lines, where] if where is not None else (lines or [words.both(place.organization or place.name)])


def _sheet(appointment: Appointment, folder: Folder) -> Pair | None:
    """Which sheet of the folder to take along."""
    words = folder.words
    step = appointment.step
    if step is not None:
        sheet = folder.sheet_of(step)
    else:
        key = f"referral:{appointment.referral.id}" if appointment.referral else ""
        sheet = next((each for each in folder.sheets if each.key == key), None)
    if sheet is None:
        return None
    number = strong(words.pair(w("Blatt {number}"), number=str(sheet.number)))
    if step is None:
        return words.pair(w("Nehmen Sie {sheet} mit."), sheet=number)
    station = words.pair(w("Station {number}"), number=str(step.number))
    return words.pair(w("Nehmen Sie {sheet} mit: {station}."), sheet=number, station=station)


def _bring(appointment: Appointment, across: Sides, words: Words) -> list[Row]:
    things = appointment.step.bring if appointment.step is not None else ()
    if not things:
        return []
    rows = [row(words.pair(w("Mitbringen")), LABEL, across, words, gap=0)]
    noted = False
    for thing in things:
        pair = words.of(thing)
        rows.append(row(pair, BODY.but(leading=4.6), across, words, gap=0.3, noted=noted))
        noted = noted or pair.other is None
    return rows


def _draw(leaf: Leaf, y: float, card: _Card, entry: str) -> None:
    page, words = leaf.page, leaf.words
    at = card.appointment.at
    page.rect(LEFT, y, RIGHT - LEFT, card.height, stroke=INK, thickness=BOX)
    if words.large_print:
        _draw_large(leaf, y, card, entry)
        return
    x = AXIS - _BLOCK / 2 if words.bilingual else RIGHT - _BLOCK
    page.rect(x, y, _BLOCK, _DATE, fill=TEAL)
    white = Style(10, bold=True, colour=WHITE, leading=5, align="centre")
    with leaf.decoration():
        # The row of the appointment says the same in full.
        leaf.say(short_weekday(at.date(), words), white, x + 1, y + 1.3, _BLOCK - 2, lines=1, role=None)
        leaf.say(f"{at:%d.%m.}", white.but(size=23, leading=9.4), x, y + 6.1, _BLOCK, lines=1, role=None)
        leaf.say(show_time(at), white.but(size=13, leading=6), x, y + 15.5, _BLOCK, lines=1, role=None)
    down = y + _PADDING
    for each in card.rows:
        each.draw(leaf, down)
        down += each.height
    with page.tag("Figure", alt=f"Kalendereintrag {card.appointment.code}"):
        page.qr(entry, x + (_BLOCK - CODE) / 2, y + _DATE + 0.3, CODE, error="l")


def _draw_large(leaf: Leaf, y: float, card: _Card, entry: str) -> None:
    """Day and time stand above the words, and the code for the telephone beside them."""
    page, at = leaf.page, card.appointment.at
    edge = RIGHT - CODE - 2
    page.rect(LEFT, y, edge - LEFT, _LARGE_HEAD, fill=TEAL)
    white = Style(18, bold=True, colour=WHITE, leading=9)
    with leaf.decoration():
        # The row of the appointment says the same in full.
        inside = edge - LEFT - 8
        leaf.put(lay_out(short_weekday(at.date(), leaf.words), white, inside, 1), LEFT + 4, y + 3, role=None)
        day = white.but(size=40, leading=20)
        leaf.put(lay_out(f"{at:%d.%m.}", day, inside, 1), LEFT + 4, y + 13, role=None)
        leaf.put(lay_out(show_time(at), day.but(align="right"), inside, 1), LEFT + 4, y + 13, role=None)
    with page.tag("Figure", alt=f"Kalendereintrag {card.appointment.code}"):
        page.qr(entry, edge + 1, y + 1, CODE, error="l")
    page.line(LEFT, y + _LARGE_HEAD, RIGHT, y + _LARGE_HEAD, INK, BOX)
    draw_items(leaf, card.rows, y + _LARGE_HEAD + _PADDING)
