# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sheets a folder has, and in which order.

Keys of sheets are stable: `cover`, `overview`, `route`, `dates`, `station:<step id>` or `station:<step id>+<step id>`,
`qualifications`, `referral:<referral id>`, `goals`; and on demand `agreement`, `privacy`, `release:<referral id>`,
`words`, `volunteer`. A sheet is printed anew when its fingerprint differs from that of its last print.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from laufmappe.casework.views import CaseView, StepView
from laufmappe.folder.appointments import ahead, appointments
from laufmappe.folder.fingerprint import fingerprint
from laufmappe.folder.plan import Sheet
from laufmappe.folder.preflight import check_words
from laufmappe.folder.sheets.stations import share_a_page
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.words import Words, w
from laufmappe.i18n import _

NEW_FOR = timedelta(days=30)
"""So long after the first talk a folder begins with the overview; one that was handed out stays in it."""


def sheets_of(
    case: CaseView, words: Words, extra: Collection[str] = (), today: date | None = None
) -> tuple[Sheet, ...]:
    """The sheets of a case in their order, numbered from 1. Needs the text engine, as `make_folder` does.

    `extra` are keys out of `optional_sheets`; one that is not in it is passed over. Without a day `today`, every
    appointment counts as one to come and nobody as new.

    Raises:
        FolderError: a field has characters that can't be printed; the sentence names each of them.
    """
    check_words(case, words)
    running = ensure_text_engine()
    found = [Sheet("cover", "cover", 0, words.pair(w("Deckblatt")), "")]
    if "overview" in extra or _begins_with_overview(case, today):
        found.append(Sheet("overview", "overview", 0, words.pair(w("Erstüberblick")), ""))
    found.append(Sheet("route", "route", 0, words.pair(w("Mein Weg")), ""))
    if appointments(case) if today is None else ahead(case, today):
        found.append(Sheet("dates", "dates", 0, words.pair(w("Meine Termine")), ""))
    found += [_station_sheet(steps, words) for steps in _paired(case, words)]
    if case.qualifications:
        found.append(Sheet("qualifications", "qualifications", 0, words.pair(w("Meine Qualifikationen")), ""))
    for referral in case.referrals:
        if referral.is_open:
            title = words.pair(w("Verweisschein: {service}"), service=referral.service.name)
            found.append(Sheet(f"referral:{referral.id}", "referral", 0, title, "", referral=referral))
    found.append(Sheet("goals", "goals", 0, words.pair(w("Meine Ziele und Notizen")), ""))
    found += _on_demand(case, words, extra)
    return tuple(
        replace(sheet, number=number, fingerprint=fingerprint(sheet, case, words))
        for number, sheet in enumerate(found, start=1)
        if running
    )


def optional_sheets(case: CaseView) -> list[tuple[str, str]]:
    """The sheets that are printed when they are asked for: key and title in the language of the window.

    The overview is among them; where it begins the folder anyway, asking for it changes nothing.
    """
    found = [
        ("overview", _("Erstüberblick")),
        ("agreement", _("Vereinbarung")),
        ("privacy", _("Hinweise zum Datenschutz")),
    ]
    for referral in case.referrals:
        if referral.is_open:
            title = _("Schweigepflichtentbindung {service}").format(service=referral.service.name)
            found.append((f"release:{referral.id}", title))
    return [*found, ("words", _("Wichtige Wörter")), ("volunteer", _("Blatt für Ehrenamtliche"))]


def _begins_with_overview(case: CaseView, today: date | None) -> bool:
    held = "overview" in case.printed_sheets
    return held or (today is not None and today - case.newcomer.taken_in_on < NEW_FOR)


def _on_demand(case: CaseView, words: Words, extra: Collection[str]) -> list[Sheet]:
    found = [
        Sheet("agreement", "agreement", 0, words.pair(w("Vereinbarung")), ""),
        Sheet("privacy", "privacy", 0, words.pair(w("Hinweise zum Datenschutz")), ""),
    ]
    for referral in case.referrals:
        if referral.is_open:
            title = words.pair(w("Schweigepflichtentbindung"))
            found.append(Sheet(f"release:{referral.id}", "release", 0, title, "", referral=referral))
    found.append(Sheet("words", "words", 0, words.pair(w("Wichtige Wörter")), ""))
    found.append(Sheet("volunteer", "volunteer", 0, words.pair(w("Blatt für Ehrenamtliche")), ""))
    return [sheet for sheet in found if sheet.key in extra]


def _paired(case: CaseView, words: Words) -> list[tuple[StepView, ...]]:
    """The open stations in the order of the plan, two to a page where both fit on one.

    Stations that were printed on one page stay together, also when one of them has ended since: what a newcomer holds
    is only exchanged when its own words change.
    """
    steps = case.chain.steps if case.chain else ()
    pages = _as_printed(case, words)
    placed = {step.id for page in pages for step in page}
    waiting: StepView | None = None
    for step in steps:
        if not step.is_open or step.id in placed:
            continue
        if waiting is not None and share_a_page(waiting, step, steps, words):
            pages.append((waiting, step))
            waiting = None
        else:
            pages += [(waiting,)] if waiting else []
            waiting = step
    pages += [(waiting,)] if waiting else []
    return sorted(pages, key=lambda page: min(step.number for step in page if step.is_open))


def _as_printed(case: CaseView, words: Words) -> list[tuple[StepView, ...]]:
    """The pages of stations that the newcomer holds and that still have an open one; the latest print counts."""
    steps = case.chain.steps if case.chain else ()
    by_id = {step.id: step for step in steps}
    pages: list[tuple[StepView, ...]] = []
    placed: set[str] = set()
    for key in reversed(case.printed_sheets):
        ids = key.removeprefix("station:").split("+") if key.startswith("station:") else []
        if not ids or not placed.isdisjoint(ids) or not all(step_id in by_id for step_id in ids):
            continue
        page = tuple(by_id[step_id] for step_id in ids)
        todo = [step for step in page if step.is_open]
        if not todo or (len(todo) == 2 and not share_a_page(todo[0], todo[1], steps, words)):
            continue
        placed.update(ids)
        pages.append(page)
    return pages


def _station_sheet(steps: tuple[StepView, ...], words: Words) -> Sheet:
    """`steps` are those that share a page; only those that are still open get a box."""
    key = "station:" + "+".join(step.id for step in steps)
    todo = tuple(step for step in steps if step.is_open)
    if len(todo) == 1:
        title = words.pair(w("Station {number}"), number=str(todo[0].number))
    else:
        title = words.pair(w("Stationen {first} und {second}"), first=str(todo[0].number), second=str(todo[1].number))
    return Sheet(key, "station", 0, title, "", steps=todo)
