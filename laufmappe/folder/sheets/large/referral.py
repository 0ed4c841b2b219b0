# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The referral slip in large print: who sends whom where and for what; the answer has a page of its own."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from laufmappe.casework.views import CentreView, NewcomerView, ReferralView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.flow import Item, Part, flow
from laufmappe.folder.sheets.large.pieces import across, framed, results, results_height, upper_half
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import BODY, INK, LEFT, RIGHT, RULE, STRONG, TEAL, WRITE_IN
from laufmappe.folder.sheets.marks import tick_box
from laufmappe.folder.sheets.office import qr_code
from laufmappe.folder.sheets.parts import columns, heading, said, space, write_in
from laufmappe.folder.sheets.referral import CONSENT, department, spoken
from laufmappe.folder.sheets.rows import Row, row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Words, w

_NAME = Style(20, bold=True, leading=9)
_ANSWERS = (
    (w("Person war hier am"), True),
    (w("Bitte erfüllt"), False),
    (w("Neuer Termin am"), True),
    (w("Unterlagen fehlen"), True),
    (w("Nicht zuständig, weiter an"), True),
)


def referral_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the slip, and the page that comes back."""
    words, referral, centre = folder.words, sheet.referral, folder.case.centre
    assert referral is not None
    title = words.pair(w("Verweisschein"))
    items = [
        *_parties(centre, referral, words),
        *_person(folder.case.newcomer, referral, words),
        *_request(referral, words),
        *_enclosed(words),
        *_consent(words),
    ]
    return [*flow(title, items, words), partial(_answer, referral=referral, centre=centre)]


def _parties(centre: CentreView, referral: ReferralView, words: Words) -> list[Item]:
    contact = " · ".join(isolate(part) for part in (centre.counsellor, centre.phone_to_ask) if part)
    address = ", ".join(part for part in (centre.street, centre.city) if part)
    place = referral.service
    inside = [*department(place), f"Zimmer {place.room}" if place.room.isdigit() else place.room]
    there = ", ".join(isolate(part) for part in inside if part)
    return [
        *_party(w("Von"), centre.name, (contact, isolate(address)), INK, words),
        *_party(w("An"), place.name or place.organization, (there, isolate(place.address)), TEAL, words),
    ]


def _party(label: str, name: str, lines: Sequence[str], colour: str, words: Words) -> list[Item]:
    rows = [_inside(words.inline(label), BODY, words), _inside(Text.of(isolate(name)), STRONG.but(size=12), words)]
    return framed([*rows, *(_inside(Text.of(line), BODY, words) for line in lines if line)], colour, 1.5)


def _inside(words_in_frame: Text, style: Style, words: Words) -> Row:
    """Words over the whole width of a frame."""
    found = across(words_in_frame, style, words, gap=0.4)
    block = lay_out(words_in_frame, found.style, RIGHT - LEFT - 10)
    return Row(block, None, found.style, found.sides.inset(5), gap=0.4)


def _person(newcomer: NewcomerView, referral: ReferralView, words: Words) -> list[Item]:
    """Who comes, which languages they speak, whether an interpreter is needed; and the code of the slip."""
    items: list[Item] = [heading(words.pair(w("Person")), "user-round", words)]
    items.append(across(Text.of(isolate(newcomer.name)), _NAME, words))
    languages = ", ".join(spoken(each.code, each.level) for each in newcomer.languages)
    sentence = f"Spricht {languages}. " if languages else ""
    items.append(across(f"{sentence}Bitte langsam und einfach sprechen.", BODY, words))
    items += [
        _ticked(w("Dolmetschen nötig"), newcomer.interpreter, words),
        _ticked(w("nicht nötig"), not newcomer.interpreter, words),
    ]
    return [*items, _code(referral.code)]


def _ticked(sentence: str, ticked: bool, words: Words) -> Part:
    block = lay_out(words.inline(sentence), Style(16, leading=8), RIGHT - LEFT - 10)

    def draw(leaf: Leaf, y: float) -> None:
        tick_box(leaf.page, LEFT, y + 0.7, ticked, 6.6)
        leaf.put(block, LEFT + 10, y)

    return Part(block.height + 1, draw)


def _code(code: str) -> Part:
    def draw(leaf: Leaf, y: float) -> None:
        qr_code(leaf, code, LEFT + 4, y + 1, 30)

    return Part(42 if code else 2, draw)


def _request(referral: ReferralView, words: Words) -> list[Item]:
    """What we ask for, and when the appointment is. Free words exist in German alone and take the whole width."""
    items: list[Item] = [heading(words.pair(w("Unsere Bitte")), "message-square", words)]
    if referral.appointment:
        moment = words.moment(datetime.fromisoformat(referral.appointment))
        items.append(row(moment, STRONG, columns(words), words))
    asked = words.of(referral.request) if referral.request else words.pair(w("Bitte beraten Sie diese Person."))
    if asked.other is None:
        return [*items, across(asked.german, BODY, words)]
    return [*items, row(asked, BODY, columns(words), words)]


def _enclosed(words: Words) -> list[Item]:
    """What goes along: boxes and lines to be filled in by hand."""

    def draw(leaf: Leaf, y: float) -> None:
        tick_box(leaf.page, LEFT, y + 3, size=6.6)
        leaf.page.line(LEFT + 10, y + 9.6, RIGHT, y + 9.6, RULE, WRITE_IN)

    return [heading(words.pair(w("Liegt bei")), "paperclip", words), *(Part(11, draw) for _line in range(2)), space(3)]


def _consent(words: Words) -> list[Item]:
    items: list[Item] = [heading(words.pair(w("Das ist freiwillig")), "heart-handshake", words)]
    items += said(words, *CONSENT)
    fields = ((w("Datum"), 1.0), (w("Unterschrift"), 2.0))
    return [*items, write_in(words, *fields), write_in(words, ("Unterschrift und Stempel der Beratungsstelle", 1))]


def _answer(leaf: Leaf, referral: ReferralView, centre: CentreView) -> None:
    """The page that comes back, filled in by the office."""
    words = leaf.words
    frame.title(leaf, words.pair(w("Rückmeldung")))
    y = frame.top(words)
    address = ", ".join(part for part in (centre.name, centre.street, centre.city) if part)
    place = referral.service.name or referral.service.organization
    line = Text.of(isolate(place), Run(" an ", bold=True), isolate(address) or w("Beratungsstelle"))
    # Long names stand whole on the first page.
    y += leaf.say(line, BODY, LEFT, y, RIGHT - LEFT, lines=3) + 4
    upper_half(leaf, referral.code, y)
    y += 52
    results(leaf, _ANSWERS, y)
    y += results_height(len(_ANSWERS)) + 10
    for down in (0, 12):
        leaf.page.line(LEFT, y + down, RIGHT, y + down, INK, WRITE_IN)
