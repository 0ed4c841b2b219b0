# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The release from confidentiality: one form for each recipient, as one that is too general is void.

What was agreed with the counsellor is ticked and filled in; on a form for a referral nothing is ticked: the person decides.
"""

from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import CaseView, NewcomerView
from laufmappe.casework.words import release_parts
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import Item, flow
from laufmappe.folder.sheets.leaf import Scene
from laufmappe.folder.sheets.look import BODY
from laufmappe.folder.sheets.parts import (
    centre_lines,
    columns,
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
from laufmappe.folder.sheets.rows import row
from laufmappe.folder.words import Pair, Words, show_date, w


def release_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the form for one recipient: of a release that was agreed, or of the office of an open referral."""
    words, case, release = folder.words, folder.case, sheet.release
    items: list[Item] = [*_person(case.newcomer, words)]
    items.append(heading(words.pair(w("Diese Beratungsstelle darf über mich sprechen")), "message-circle", words))
    items += shown(centre_lines(case.centre, words)[:3], words) or [write_in(words, (w("Beratungsstelle"), 1))]
    items.append(heading(words.pair(w("mit dieser Stelle")), "building-2", words))
    items += shown(_recipient(sheet, case, words), words)
    if release is None or not release.recipient_person:
        items.append(write_in(words, (w("Ansprechperson dort"), 1)))
    items.append(heading(words.pair(w("nur über diese Angaben")), "list-checks", words))
    items += _agreed_parts(release, words) if release is not None else ticks(words, *_PARTS)
    items.append(own_tick(words))
    items.append(heading(words.pair(w("Wofür")), "target", words))
    items += shown([_purpose(sheet, folder)], words)
    items.append(heading(words.pair(w("In welche Richtung")), "arrow-right-left", words))
    items += _directions(release, words)
    items.append(heading(words.pair(w("Das ist freiwillig")), "heart-handshake", words))
    voluntary = said(
        words,
        w("Ich unterschreibe freiwillig. Ohne Unterschrift habe ich keinen Nachteil."),
        w("Ich kann die Erlaubnis jederzeit für die Zukunft zurücknehmen."),
        w("Man hat mir dieses Blatt in meiner Sprache erklärt."),
    )
    items.append(together(voluntary, joined=True))
    fields = [(w("Sprache"), 1.0), (w("Übersetzt hat"), 2.0)]
    if release is not None and release.valid_until is not None:
        until = words.pair(w("Diese Erlaubnis gilt bis {day}."), day=show_date(release.valid_until))
        items.append(together(shown([until], words), joined=True))
    else:
        fields.insert(0, (w("Gilt bis"), 1.0))
    items.append(write_in(words, *fields, joined=True))
    items.append(signed(words, (w("Datum"), 1), (w("Unterschrift der Beratung"), 3.4)))
    return flow(sheet.title, items, words)


_PARTS = (
    w("Name und Kontakt"),
    w("Aufenthalt"),
    w("Sprachen"),
    w("Schritte und Termine"),
    w("Qualifikationen"),
    w("dieser Verweis und die Antwort"),
)


def _recipient(sheet: Sheet, case: CaseView, words: Words) -> list[Pair]:
    if sheet.release is None:
        assert sheet.referral is not None
        return service_lines(sheet.referral.service, words)
    release = sheet.release
    place = next((each for each in case.named_services if each.id == release.service_id), None)
    lines = service_lines(place, words) if place is not None else [words.both(release.recipient)]
    return [*lines, words.both(release.recipient_person)] if release.recipient_person else lines


def _agreed_parts(release: ReleaseView, words: Words) -> list[Item]:
    agreed = [words.of(release_parts()[part]) for part in release.parts if part in release_parts()]
    return [row(each, BODY, columns(words), words, ticked=True, done=True, gap=0.3) for each in agreed]


def _directions(release: ReleaseView | None, words: Words) -> list[Item]:
    ways = (
        ("to", w("Die Beratungsstelle darf der Stelle etwas sagen.")),
        ("mutual", w("Die Stelle darf der Beratungsstelle etwas sagen.")),
    )
    return [
        row(
            words.pair(sentence),
            BODY,
            columns(words),
            words,
            ticked=True,
            done=release is not None and (way == "to" or release.direction == "mutual"),
            gap=0.3,
        )
        for way, sentence in ways
    ]


def _person(newcomer: NewcomerView, words: Words) -> list[Item]:
    if not newcomer.name:
        return [write_in(words, (w("Ich heiße"), 1))]
    return shown([words.pair(w("Ich heiße {name}."), name=strong(words.both(newcomer.name)))], words)


def _purpose(sheet: Sheet, folder: Folder) -> Pair:
    """What for: as agreed; else what the person is sent there for, the station or the request of the counsellor."""
    words, referral = folder.words, sheet.referral
    if sheet.release is not None and sheet.release.purpose:
        return words.of(sheet.release.purpose)
    steps = folder.case.chain.steps if folder.case.chain else ()
    step = next((each for each in steps if referral is not None and each.id == referral.step_id), None)
    if step is not None:
        return words.of(step.title)
    if referral is not None and referral.request:
        return words.of(referral.request)
    return words.pair(w("Beratung und Hilfe bei dieser Stelle"))
