# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The referral slip: who sends whom where and for what, and below the cut line the answer that comes back."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial

from laufmappe.casework.cldr import language_name
from laufmappe.casework.views import CentreView, NewcomerView, ReferralView, ServiceView
from laufmappe.casework.words import language_levels
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame, office
from laufmappe.folder.sheets.leaf import Leaf, Scene, largest, sides
from laufmappe.folder.sheets.look import (
    BODY,
    BOTTOM,
    BOX,
    GREY,
    HAIRLINE,
    INK,
    LABEL,
    LEFT,
    META,
    RIGHT,
    RULE,
    STRONG,
    TEAL,
    TINT,
    TITLE,
    TOP,
    WHITE,
    WRITE_IN,
)
from laufmappe.folder.sheets.marks import tick_box
from laufmappe.folder.sheets.rows import Row, fill, height_of, row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Words, w

CONSENT = (
    w("Ich bin einverstanden: Diese Stelle darf der Beratungsstelle antworten."),
    w("Ich kann das später ändern."),
)
_CUT = 199.0
_REQUEST = Style(11, leading=5.6)
_REQUEST_TOP = 104.0
_REQUEST_ROOM = 34.0
_HALF = 80.0
_LONG = 60
"""Letters of a name that surely fit into the frame of the office."""
_NAMES = (Style(18, bold=True, leading=8), Style(14, bold=True, leading=6.4), Style(11, bold=True, leading=5))


def referral_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The slip, and further pages where the request is long."""
    referral = sheet.referral
    assert referral is not None
    rows = _request(referral, folder.words)
    shown, rest = fill(rows, _REQUEST_ROOM)
    scenes: list[Scene] = [partial(_draw, sheet=sheet, referral=referral, folder=folder, rows=shown, more=bool(rest))]
    while rest:
        shown, rest = fill(rest, BOTTOM - TOP - 12)
        scenes.append(partial(_continue, sheet=sheet, rows=shown))
    return scenes


def _request(referral: ReferralView, words: Words) -> list[Row]:
    """What we ask for, and when the appointment is. Free words exist in German alone and take the whole width."""
    columns = sides(LEFT + 7, RIGHT - 4, words)
    rows = []
    place = referral.service
    names = [text for text in (place.name, place.organization) if len(text) > _LONG]
    for name in names:
        # In the frame above it is cut.
        block = lay_out(Text.of(isolate(name)), BODY, columns.whole[1])
        rows.append(Row(block, None, BODY, columns))
    if referral.appointment:
        moment = words.moment(datetime.fromisoformat(referral.appointment))
        rows.append(row(moment, _REQUEST.but(bold=True), columns, words, gap=1))
    asked = words.of(referral.request) if referral.request else words.pair(w("Bitte beraten Sie diese Person."))
    if asked.other is None:
        block = lay_out(asked.german, _REQUEST, columns.whole[1])
        rows.append(Row(block, None, _REQUEST, columns))
    else:
        rows.append(row(asked, _REQUEST, columns, words))
    return rows


def _draw(leaf: Leaf, sheet: Sheet, referral: ReferralView, folder: Folder, rows: Sequence[Row], more: bool) -> None:
    page = leaf.page
    frame.title(leaf, leaf.words.pair(w("Verweisschein")))
    _from_to(leaf, folder.case.centre, referral)
    _person(leaf, folder.case.newcomer, referral)
    height = max(height_of(rows) + 9.6 + (4.4 if more else 0), 20)
    page.rect(LEFT, _REQUEST_TOP - 8, RIGHT - LEFT, height, fill=TINT)
    page.rect(LEFT, _REQUEST_TOP - 8, 2.6, height, fill=TEAL)
    _request_heading(leaf, _REQUEST_TOP - 7)
    y = _REQUEST_TOP - 0.6
    for each in rows:
        each.draw(leaf, y)
        y += each.height
    if more:
        leaf.say(leaf.words.inline(w("weiter auf der nächsten Seite")), LABEL, LEFT + 7, y - 0.4, 120, lines=1)
    _enclosed(leaf, _REQUEST_TOP - 8 + height + 4)
    _consent(leaf)
    _cut_line(leaf)
    _answer(leaf, referral, folder.case.centre)


def _request_heading(leaf: Leaf, y: float) -> None:
    pair = leaf.words.pair(w("Unsere Bitte"))
    style = Style(10.5, bold=True, colour=TEAL, leading=5.4)
    leaf.say(pair.german, style, LEFT + 7, y, 80, lines=1, role="H2")
    leaf.say(pair.other, style.but(align="right"), 112, y, RIGHT - 4 - 112, lines=1, role="H2")


def _from_to(leaf: Leaf, centre: CentreView, referral: ReferralView) -> None:
    page, words = leaf.page, leaf.words
    height = 29.8
    page.rect(LEFT, TOP, _HALF, height, stroke=INK, thickness=BOX)
    page.rect(RIGHT - _HALF, TOP, _HALF, height, stroke=TEAL, thickness=1.5)
    contact = " · ".join(isolate(part) for part in (centre.counsellor, centre.phone_to_ask) if part)
    address = ", ".join(part for part in (centre.street, centre.city) if part)
    _party(leaf, words.inline(w("Von")), centre.name, (contact, isolate(address)), LEFT)
    place = referral.service
    inside = ", ".join(isolate(part) for part in department(place))
    if place.room:
        room = isolate(f"Zimmer {place.room}" if place.room.isdigit() else place.room)
        inside = f"{inside}, {room}" if inside else room
    _party(
        leaf, words.inline(w("An")), place.name or place.organization, (inside, isolate(place.address)), RIGHT - _HALF
    )
    x, y = 108.0, TOP + height / 2
    page.line(x - 7.4, y, x + 5, y, TEAL, 7)
    page.polyline([(x + 1.4, y - 4.8), (x + 6.2, y), (x + 1.4, y + 4.8)], TEAL, 7, cap="round")


def department(place: ServiceView) -> list[str]:
    """The organization of an office, where its name doesn't say it."""
    return [place.organization] if place.name and place.organization not in ("", place.name) else []


def _party(leaf: Leaf, label: Text, name: str, lines: Sequence[str], x: float) -> None:
    x, y, width = x + 4, TOP + 2.2, _HALF - 8
    y += leaf.say(label, LABEL, x, y, width, lines=1) + 0.6
    style = Style(12, bold=True, leading=5.4)
    y += leaf.say(Text.of(isolate(name)), style, x, y, width, lines=2) + 0.4
    for line in lines:
        left = int((TOP + 29.4 - y) / 4.6)
        if line and left > 0:
            y += leaf.say(Text.of(line), BODY.but(leading=4.6), x, y, width, lines=min(left, 2))


def _person(leaf: Leaf, newcomer: NewcomerView, referral: ReferralView) -> None:
    """Who comes, which languages they speak, whether an interpreter is needed; and the code of the slip."""
    words = leaf.words
    width = RIGHT - 32 - LEFT
    leaf.say(words.inline(w("Person")), LABEL, LEFT, 66.4, width, lines=1)
    name = Text.of(isolate(newcomer.name))
    style = largest(name, _NAMES, width, words)
    leaf.say(name, style, LEFT, 70.8, width, lines=2 if style is _NAMES[2] else 1)
    languages = ", ".join(spoken(each.code, each.level) for each in newcomer.languages)
    sentence = f"Spricht {languages}. " if languages else ""
    leaf.say(f"{sentence}Bitte langsam und einfach sprechen.", BODY.but(leading=4.6), LEFT, 80.2, width, lines=1)
    x, y = LEFT, 86.6
    for german, ticked in (
        (w("Dolmetschen nötig"), newcomer.interpreter),
        (w("nicht nötig"), not newcomer.interpreter),
    ):
        tick_box(leaf.page, x, y, ticked)
        block = lay_out(words.inline(german, colour=GREY), BODY.but(leading=4.2), 72, 1)
        # The tick is drawn only: what is not ticked is not read aloud.
        with nullcontext() if ticked else leaf.decoration():
            leaf.put(block, x + 6.2, y, "P" if ticked else None)
        x += 6.2 + block.width + 8
    office.qr_code(leaf, referral.code, RIGHT - 24, 64.6, 24)


def spoken(code: str, level: str) -> str:
    """„Arabisch“, „Deutsch (B1)“."""
    shown = language_levels().get(level, "")
    name = language_name(code)
    return f"{name} ({shown})" if shown and level not in ("native", "none") else name


def _enclosed(leaf: Leaf, y: float) -> None:
    """What goes along: boxes and lines to be filled in by hand, as many as there is room for."""
    page, words = leaf.page, leaf.words
    room = int((168 - y - 6) / 7)
    if room < 1:
        return
    pair = words.pair(w("Liegt bei"))
    leaf.say(pair.german, STRONG, LEFT, y, 80, lines=1, role="H2")
    leaf.say(pair.other, STRONG.but(align="right"), 112, y, RIGHT - 112, lines=1, role="H2")
    page.line(LEFT, y + 5.6, RIGHT, y + 5.6, RULE, HAIRLINE)
    for line in range(min(room, 3)):
        down = y + 7.4 + line * 7
        tick_box(page, LEFT, down)
        page.line(LEFT + 7, down + 4.2, RIGHT, down + 4.2, RULE, WRITE_IN)


def _consent(leaf: Leaf) -> None:
    words = leaf.words
    columns = sides(LEFT, RIGHT, words)
    pair = words.stacked([words.pair(sentence) for sentence in CONSENT])
    small = Style(9.5, leading=4.4)
    whole = pair.other is None
    leaf.say(pair.german, small, LEFT, 170.4, RIGHT - LEFT if whole else columns.german[1], lines=4)
    leaf.say(pair.other, small, columns.other[0], 170.4, columns.other[1], lines=4)
    office.signature(leaf, w("Datum"), LEFT, LEFT + 26, 190)
    office.signature(leaf, w("Unterschrift"), LEFT + 30, LEFT + 92, 190)
    page = leaf.page
    page.line(LEFT + 96, 190, RIGHT, 190, INK, WRITE_IN)
    leaf.say("Unterschrift und Stempel der Beratungsstelle", META, LEFT + 96, 190.4, RIGHT - LEFT - 96, lines=1)


def _cut_line(leaf: Leaf) -> None:
    page = leaf.page
    page.line(0, _CUT, 210, _CUT, INK, 0.9, dash=(7, 5))
    page.rect(LEFT, _CUT - 3, 8, 6, fill=WHITE)
    page.icon("scissors", LEFT + 1, _CUT - 3, 6, INK, 1.8)
    block = lay_out(leaf.words.inline(w("hier abtrennen")), LABEL.but(align="centre"), 90, 1)
    page.rect(108 - block.width / 2 - 2.4, _CUT - 2.4, block.width + 4.8, 4.8, fill=WHITE)
    leaf.put(block, 108 - 45, _CUT - 2.1)


def _answer(leaf: Leaf, referral: ReferralView, centre: CentreView) -> None:
    """The slip that comes back, filled in by the office."""
    page, words = leaf.page, leaf.words
    pair = words.pair(w("Rückmeldung"))
    style = TITLE.but(size=16, leading=7.4)
    german = lay_out(pair.german, style, 70, 1)
    leaf.put(german, LEFT, 203.4, "H2")
    right = RIGHT - 26
    if pair.other is not None:
        left = LEFT + german.width + 6
        leaf.say(pair.other, style.but(align="right"), left, 203.4, right - left, lines=1)
    # Whose answer it is says the code: the address to send it back to needs the line.
    address = ", ".join(part for part in (centre.name, centre.street, centre.city) if part)
    line = Text.of(Run("An ", bold=True), isolate(address) or w("Beratungsstelle"))
    leaf.say(line, Style(9, leading=4), LEFT, 211.2, right - LEFT, lines=1)
    left, end = LEFT, LEFT + 106
    office.result_line(leaf, w("Person war hier am"), left, end, 217.4, write=28)
    office.result_line(leaf, w("Bitte erfüllt"), left, end, 224.2)
    office.result_line(leaf, w("Neuer Termin am"), left, end, 231, write=28)
    office.result_line(leaf, w("Unterlagen fehlen"), left, end, 237.8)
    page.line(left + 6.4, 249, end, 249, INK, WRITE_IN)
    office.result_line(leaf, w("Nicht zuständig, weiter an"), left, end, 251.4)
    page.line(left + 6.4, 262.6, end, 262.6, INK, WRITE_IN)
    office.signature(leaf, w("Datum"), left, left + 30, 276.6)
    office.signature(leaf, w("Unterschrift"), left + 36, end, 276.6)
    office.qr_code(leaf, referral.code, RIGHT - 24, 204, 24)
    office.stamp_field(leaf, RIGHT - office.STAMP[0], 243)


def _continue(leaf: Leaf, sheet: Sheet, rows: Sequence[Row]) -> None:
    frame.title(leaf, leaf.words.pair(w("Verweisschein")))
    _request_heading(leaf, TOP + 2)
    y = TOP + 9
    for each in rows:
        each.draw(leaf, y)
        y += each.height
