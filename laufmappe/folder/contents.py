# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sheets a folder has, and in which order.

Keys of sheets are stable: `cover`, `overview`, `route`, `dates`, `station:<step id>` or `station:<step id>+<step id>`,
`qualifications`, `referral:<referral id>`, `goals`; and on demand `agreement`, `privacy`, `release:<release or referral id>`,
`words`, `volunteer`. A sheet is printed anew when it shows something that its last print does not
(`PrintedSheet.shows`). It keeps its number as long as the folder is not lost: paper is exchanged by number.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import CaseView, ReferralView, StepView
from laufmappe.folder.appointments import ahead, appointments
from laufmappe.folder.fingerprint import fingerprint
from laufmappe.folder.plan import Sheet
from laufmappe.folder.preflight import check_words
from laufmappe.folder.sheets.stations import share_a_page
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.words import Pair, Words, w
from laufmappe.i18n import _

NEW_FOR = timedelta(days=30)
"""So long after the first talk a folder begins with the overview; one that was handed out stays in it."""


def sheets_of(
    case: CaseView, words: Words, extra: Collection[str] = (), today: date | None = None
) -> tuple[Sheet, ...]:
    """The sheets of a case in the order of their numbers. Needs the text engine, as `make_folder` does.

    `extra` are keys out of `optional_sheets`; one that is not in it is passed over. Without a day `today`, every
    appointment counts as one to come and nobody as new.

    Raises:
        FolderError: a field has characters that can't be printed; the sentence names each of them.
    """
    check_words(case, words)
    running = ensure_text_engine()
    found = [_sheet("cover", words)]
    if "overview" in extra or _begins_with_overview(case, today):
        found.append(_sheet("overview", words))
    found.append(_sheet("route", words))
    if appointments(case) if today is None else ahead(case, today):
        found.append(_sheet("dates", words))
    found += [_station_sheet(steps, words) for steps in _paired(case, words)]
    if case.qualifications:
        found.append(_sheet("qualifications", words))
    slips = (each for each in case.referrals if each.is_open and may_be_told(case, each, today))
    found += [_referral_sheet("referral", each, words) for each in slips]
    found.append(_sheet("goals", words))
    found += _on_demand(case, words, extra)
    sheets = _numbered(found, case)
    places = {step.id: sheet.number for sheet in sheets for step in sheet.steps}
    done = tuple(replace(sheet, fingerprint=fingerprint(sheet, case, words, places)) for sheet in sheets)
    del running
    return done


def may_be_told(case: CaseView, referral: ReferralView, today: date | None) -> bool:
    """Whether the slip of a referral may still be printed: one that told a service of the person does so under a release.

    Once that was revoked or is over, no new paper says more.
    """
    release = next((each for each in case.releases if each.id == referral.release_id), None)
    if referral.kind != "placement" or release is None:
        return True
    return release.revoked_on is None if today is None else release.holds(today)


def withheld_slips(case: CaseView, today: date) -> list[str]:
    """One sentence for each open referral whose slip is not printed any more, and why."""
    sentence = _(
        "Gedruckt wird ohne das Verweisblatt für {service}: Die Schweigepflichtentbindung dafür gilt nicht mehr."
    )
    gone = [each for each in case.referrals if each.is_open and not may_be_told(case, each, today)]
    return [sentence.format(service=each.service.name) for each in gone]


def sheets_that_stay(case: CaseView, words: Words, sheets: Collection[Sheet]) -> tuple[Sheet, ...]:
    """What the newcomer holds beside these sheets, and goes on holding though nobody prints it again.

    A station that has ended leaves its stamp, a slip its answer, a form its signature. Only a sheet that says something
    wrong is to be taken out: stations that were dropped or moved to another sheet, qualifications that are gone.
    """
    printed_now = {sheet.key for sheet in sheets}
    steps = {step.id: step for step in (case.chain.steps if case.chain else ())}
    referrals = {referral.id: referral for referral in case.referrals}
    releases = {release.id: release for release in case.releases}
    found = []
    for printed in case.printed_sheets:
        kind, _colon, about = printed.key.partition(":")
        if not printed.held or printed.key in printed_now or printed.key == "qualifications":
            continue
        ended = [steps[each] for each in about.split("+") if each in steps and not steps[each].is_open]
        if kind == "station" and ended:
            found.append(Sheet(printed.key, kind, printed.number, _stations_title(ended, words), printed.fingerprint))
        elif kind in ("referral", "release") and about in referrals:
            found.append(replace(_referral_sheet(kind, referrals[about], words), number=printed.number))
        elif kind == "release" and about in releases:
            found.append(replace(_release_sheet(releases[about], words), number=printed.number))
        elif printed.key in _TITLES:
            found.append(replace(_sheet(printed.key, words), number=printed.number))
    return tuple(found)


def _numbered(sheets: list[Sheet], case: CaseView) -> list[Sheet]:
    """A sheet keeps the number that it was printed with; any other gets the lowest that no paper of the folder bears."""
    taken = {printed.number: printed.key for printed in case.printed_sheets if printed.number}
    own = {key: number for number, key in taken.items()}
    free = (number for number in count(1) if number not in taken)
    numbered = [replace(sheet, number=own.get(sheet.key) or next(free)) for sheet in sheets]
    return sorted(numbered, key=lambda sheet: sheet.number)


_TITLES = {
    "cover": w("Deckblatt"),
    "overview": w("Erstüberblick"),
    "route": w("Mein Weg"),
    "dates": w("Meine Termine"),
    "qualifications": w("Meine Qualifikationen"),
    "goals": w("Meine Ziele und Notizen"),
    "agreement": w("Vereinbarung"),
    "privacy": w("Datenschutz"),
    "words": w("Wichtige Wörter"),
    "volunteer": w("Blatt für Ehrenamtliche"),
}


def _sheet(key: str, words: Words) -> Sheet:
    return Sheet(key, key, 0, words.pair(_TITLES[key]), "")


def _referral_sheet(kind: str, referral: ReferralView, words: Words) -> Sheet:
    if kind == "release":
        title = words.pair(w("Schweigepflichtentbindung"))
    else:
        title = words.pair(w("Verweisschein: {service}"), service=referral.service.name)
    return Sheet(f"{kind}:{referral.id}", kind, 0, title, "", referral=referral)


def _release_sheet(release: ReleaseView, words: Words) -> Sheet:
    return Sheet(f"release:{release.id}", "release", 0, words.pair(w("Schweigepflichtentbindung")), "", release=release)


def releases_to_sign(case: CaseView) -> list[ReleaseView]:
    """The releases towards somebody that were not revoked."""
    return [release for release in case.releases if release.kind == "recipient" and release.revoked_on is None]


def referrals_without_release(case: CaseView) -> list[ReferralView]:
    """Open referrals to a service that no release names: an empty form is offered for it."""
    named = {release.service_id for release in releases_to_sign(case)}
    return [each for each in case.referrals if each.is_open and each.service.id not in named]


def optional_sheets(case: CaseView) -> list[tuple[str, str]]:
    """The sheets that are printed when they are asked for: key and title in the language of the window.

    The overview is among them; where it begins the folder anyway, asking for it changes nothing.
    """
    found = [
        ("overview", _("Erstüberblick")),
        ("agreement", _("Vereinbarung")),
        ("privacy", _("Datenschutz")),
    ]
    title = _("Schweigepflichtentbindung {service}")
    found += [(f"release:{each.id}", title.format(service=each.recipient)) for each in releases_to_sign(case)]
    for each in referrals_without_release(case):
        found.append((f"release:{each.id}", title.format(service=each.service.name)))
    return [*found, ("words", _("Wichtige Wörter")), ("volunteer", _("Blatt für Ehrenamtliche"))]


def _begins_with_overview(case: CaseView, today: date | None) -> bool:
    held = any(printed.key == "overview" and printed.held for printed in case.printed_sheets)
    return held or (today is not None and today - case.newcomer.taken_in_on < NEW_FOR)


def _on_demand(case: CaseView, words: Words, extra: Collection[str]) -> list[Sheet]:
    found = [_sheet("agreement", words), _sheet("privacy", words)]
    found += [_release_sheet(each, words) for each in releases_to_sign(case)]
    found += [_referral_sheet("release", each, words) for each in referrals_without_release(case)]
    found += [_sheet("words", words), _sheet("volunteer", words)]
    return [sheet for sheet in found if sheet.key in extra]


def _paired(case: CaseView, words: Words) -> list[tuple[StepView, ...]]:
    """The open stations in the order of the plan, two to a page where both fit on one; in large print each has its own.

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
        if waiting is not None and share_a_page(waiting, step, case, words):
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
    for key in (printed.key for printed in reversed(case.printed_sheets) if printed.held):
        ids = key.removeprefix("station:").split("+") if key.startswith("station:") else []
        if not ids or not placed.isdisjoint(ids) or not all(step_id in by_id for step_id in ids):
            continue
        page = tuple(by_id[step_id] for step_id in ids)
        todo = [step for step in page if step.is_open]
        if not todo or (len(todo) == 2 and not share_a_page(todo[0], todo[1], case, words)):
            continue
        placed.update(ids)
        pages.append(page)
    return pages


def _station_sheet(steps: tuple[StepView, ...], words: Words) -> Sheet:
    """`steps` are those that share a page; only those that are still open get a box."""
    key = "station:" + "+".join(step.id for step in steps)
    todo = tuple(step for step in steps if step.is_open)
    return Sheet(key, "station", 0, _stations_title(todo, words), "", steps=todo)


def _stations_title(steps: Sequence[StepView], words: Words) -> Pair:
    numbers = [str(step.number) for step in steps]
    if len(numbers) == 1:
        return words.pair(w("Station {number}"), number=numbers[0])
    return words.pair(w("Stationen {first} und {second}"), first=numbers[0], second=numbers[1])
