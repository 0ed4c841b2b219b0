# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sheets a folder has, in which order, and a fingerprint of what each of them shows.

Keys of sheets are stable: `cover`, `route`, `station:<step id>` or `station:<step id>+<step id>`, `qualifications`,
`referral:<referral id>`. A sheet is printed anew when its fingerprint differs from that of its last print.
"""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from laufmappe.casework.views import CaseView, CentreView, NewcomerView, ReferralView, StepView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.preflight import check_words
from laufmappe.folder.sheets.stations import share_a_page
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.words import Words, w

TEMPLATE_VERSION = 1
"""Raised whenever the form of the sheets changes so much that printed ones are to be replaced."""
_UNSEEN_OF_SERVICES = ("note", "verified_on", "active", "languages", "district", "email")


def sheets_of(case: CaseView, words: Words) -> tuple[Sheet, ...]:
    """The sheets of a case in their order, numbered from 1. Needs the text engine, as `make_folder` does.

    Raises:
        FolderError: a field has characters that can't be printed; the sentence names each of them.
    """
    check_words(case, words)
    running = ensure_text_engine()
    found = [
        Sheet("cover", "cover", 0, words.pair(w("Deckblatt")), ""),
        Sheet("route", "route", 0, words.pair(w("Mein Weg")), ""),
    ]
    found += [_station_sheet(steps, words) for steps in _paired(case, words)]
    if case.qualifications:
        found.append(Sheet("qualifications", "qualifications", 0, words.pair(w("Meine Qualifikationen")), ""))
    for referral in case.referrals:
        if referral.is_open:
            title = words.pair(w("Verweisschein: {service}"), service=referral.service.name)
            found.append(Sheet(f"referral:{referral.id}", "referral", 0, title, "", referral=referral))
    return tuple(
        replace(sheet, number=number, fingerprint=_fingerprint(sheet, case, words))
        for number, sheet in enumerate(found, start=1)
        if running
    )


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


def _fingerprint(sheet: Sheet, case: CaseView, words: Words) -> str:
    """SHA-256 of the canonical JSON of what a sheet shows. What changes by itself (the day, numbers of other sheets)
    is left out: nobody has to swap a sheet for it."""
    shown: dict[str, Any] = {
        "template": TEMPLATE_VERSION,
        "kind": sheet.kind,
        "language": words.language,
        "reviewed": words.reviewed,
        "name": case.newcomer.name,
        "centre": case.centre.name,
        **_shown(sheet, case),
    }
    shown["said"] = sorted(filter(None, map(words.translation, _texts(shown))))
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()


def _shown(sheet: Sheet, case: CaseView) -> dict[str, Any]:
    if sheet.kind == "cover":
        return {"person": _cover_person(case.newcomer), "contact": asdict(case.centre)}
    if sheet.kind == "route":
        steps = case.chain.steps if case.chain else ()
        upcoming = case.chain.next_step if case.chain else None
        return {
            "steps": [(s.id, s.number, s.title, s.icon, s.state) for s in steps],
            "next": _station(upcoming) if upcoming else None,
        }
    if sheet.kind == "station":
        return {"steps": [_station(step) for step in sheet.steps]}
    if sheet.kind == "qualifications":
        return {"qualifications": [_but(asdict(q), "note") for q in case.qualifications]}
    assert sheet.referral is not None
    return {
        "referral": _referral(sheet.referral),
        "person": _slip_person(case.newcomer),
        "contact": _contact(case.centre),
    }


def _station(step: StepView) -> Any:
    unseen = ("hint", "reason", "ready", "state_since", "done_on", "dropped_on", "dropped_reason", "topic", "due_fixed")
    return _but(asdict(step), *unseen, *_UNSEEN_OF_SERVICES)


def _referral(referral: ReferralView) -> Any:
    return _but(asdict(referral), "state", "state_on", "feedback", "follow_up_on", "step_id", *_UNSEEN_OF_SERVICES)


def _cover_person(newcomer: NewcomerView) -> dict[str, Any]:
    return {"number": newcomer.number, "native_name": newcomer.native_name}


def _slip_person(newcomer: NewcomerView) -> dict[str, Any]:
    return {"languages": [asdict(x) for x in newcomer.languages], "interpreter": newcomer.interpreter}


def _contact(centre: CentreView) -> Any:
    return _but(asdict(centre), "hours")


def _but(value: Any, *unseen: str) -> Any:
    """Values without some of their fields, at any depth."""
    if isinstance(value, dict):
        return {key: _but(inner, *unseen) for key, inner in value.items() if key not in unseen}
    return [_but(inner, *unseen) for inner in value] if isinstance(value, list | tuple) else value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _texts(inner)]
    return []


def _plain(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


__all__ = ["Folder", "Sheet", "sheets_of"]
