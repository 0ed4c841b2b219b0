# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The release from confidentiality: one form for each recipient, as one that is too general is void."""

from laufmappe.casework.views import NewcomerView, ReferralView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import Item, flow
from laufmappe.folder.sheets.leaf import Scene
from laufmappe.folder.sheets.parts import (
    centre_lines,
    heading,
    own_tick,
    said,
    service_lines,
    shown,
    signed,
    strong,
    ticks,
    together,
    write_in,
)
from laufmappe.folder.words import Pair, Words, w


def release_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the form for the office of an open referral. Nothing is ticked: the person decides."""
    words, case, referral = folder.words, folder.case, sheet.referral
    assert referral is not None
    items: list[Item] = [*_person(case.newcomer, words)]
    items.append(heading(words.pair(w("Diese Beratungsstelle darf über mich sprechen")), "message-circle", words))
    items += shown(centre_lines(case.centre, words)[:3], words) or [write_in(words, (w("Beratungsstelle"), 1))]
    items.append(heading(words.pair(w("mit dieser Stelle")), "building-2", words))
    items += shown(service_lines(referral.service, words), words)
    items.append(write_in(words, (w("Ansprechperson dort"), 1)))
    items.append(heading(words.pair(w("nur über diese Angaben")), "list-checks", words))
    items += ticks(
        words,
        w("Name und Kontakt"),
        w("Aufenthalt"),
        w("Sprachen"),
        w("Schritte und Termine"),
        w("Qualifikationen"),
        w("dieser Verweis und die Antwort"),
    )
    items.append(own_tick(words))
    items.append(heading(words.pair(w("Wofür")), "target", words))
    items += shown([_purpose(referral, folder)], words)
    items.append(heading(words.pair(w("In welche Richtung")), "arrow-right-left", words))
    items += ticks(
        words,
        w("Die Beratungsstelle darf der Stelle etwas sagen."),
        w("Die Stelle darf der Beratungsstelle etwas sagen."),
    )
    items.append(heading(words.pair(w("Das ist freiwillig")), "heart-handshake", words))
    voluntary = said(
        words,
        w("Ich unterschreibe freiwillig. Ohne Unterschrift habe ich keinen Nachteil."),
        w("Ich kann die Erlaubnis jederzeit für die Zukunft zurücknehmen."),
        w("Man hat mir dieses Blatt in meiner Sprache erklärt."),
    )
    items.append(together(voluntary, joined=True))
    items.append(write_in(words, (w("Gilt bis"), 1), (w("Sprache"), 1), (w("Übersetzt hat"), 2), joined=True))
    items.append(signed(words, (w("Datum"), 1), (w("Unterschrift der Beratung"), 3.4)))
    return flow(sheet.title, items, words)


def _person(newcomer: NewcomerView, words: Words) -> list[Item]:
    if not newcomer.name:
        return [write_in(words, (w("Ich heiße"), 1))]
    return shown([words.pair(w("Ich heiße {name}."), name=strong(words.both(newcomer.name)))], words)


def _purpose(referral: ReferralView, folder: Folder) -> Pair:
    """What the person is sent there for: the station, else the request in the words of the counsellor."""
    words = folder.words
    steps = folder.case.chain.steps if folder.case.chain else ()
    step = next((each for each in steps if each.id == referral.step_id), None)
    if step is not None:
        return words.of(step.title)
    return words.of(referral.request) if referral.request else words.pair(w("Beratung und Hilfe bei dieser Stelle"))
