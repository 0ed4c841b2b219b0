# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fingerprint of what a sheet shows: where it says more than that of the last print, the sheet is to be swapped.

It has a part for each thing that can be out of date by itself: see `PrintedSheet.shows`.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from laufmappe.casework.views import (
    CaseView,
    CentreView,
    ChainView,
    NewcomerView,
    RecognitionView,
    ReferralView,
    StepView,
)
from laufmappe.folder.appointments import appointments
from laufmappe.folder.plan import Sheet
from laufmappe.folder.sheets.overview import overview_of
from laufmappe.folder.sheets.papers import paper_lists
from laufmappe.folder.sheets.procedure import reached, stage_days
from laufmappe.folder.sheets.qualifications import asks_before_paying
from laufmappe.folder.sheets.stations import named_children
from laufmappe.folder.sheets.volunteer import accompanied, place_of, task_title
from laufmappe.folder.words import Words
from laufmappe.resources import read_json

TEMPLATE_VERSION = 1
"""Raised whenever the form of the sheets changes so much that printed ones are to be replaced."""
LARGE_PRINT = "large:"
"""What the parts of a fingerprint begin with that stand for large print."""
_PART = 32
"""So many characters of a digest stand for a part where a sheet has several."""
_UNSEEN_OF_SERVICES = (
    "note", "verified_on", "active", "languages", "district", "email", "description", "url", "accessibility", "audience",
    "topics", "needs", "bring", "fees", "capacity", "capacity_on",
)  # fmt: skip


def fingerprint(sheet: Sheet, case: CaseView, words: Words, places: Mapping[str, int]) -> str:
    """What a sheet shows, without what changes by itself (the day): nobody has to swap a sheet for it.

    A sheet of stations has two parts for each box, the appointment and everything else; so the end of one station
    doesn't make the sheet of its neighbour out of date. `places` says on which sheet each open station has its box.
    """
    if sheet.kind == "station":
        return "+".join(
            _in_print(_digest(part, sheet, case, words)[:_PART], words)
            for step in sheet.steps
            for part in station_parts(step, case)
        )
    shown = {**_SHOWN[sheet.kind](sheet, case), "sheets": [places.get(step) for step in _named_stations(sheet, case)]}
    return _in_print(_digest(shown, sheet, case, words), words)


def station_parts(step: StepView, case: CaseView) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the box of a station shows: everything but the appointment, and the appointment."""
    children = [(child.name, child.born) for child in named_children(step, case)]
    content = {"step": _but(_station(step), "appointment")} | ({"children": children} if children else {})
    return content, {"step": step.id, "appointment": step.appointment}


def shows_new_appointment(now: str, before: str, box: int) -> bool | None:
    """What of a box of stations (counted from 0) is new: True for the appointment alone, False for more, None for nothing."""
    content, appointment = now.split("+")[2 * box : 2 * box + 2]
    old = before.split("+")
    if content in old:
        return None if appointment in old else True
    return False


def _named_stations(sheet: Sheet, case: CaseView) -> list[str]:
    """The stations whose sheets are named on this one by their number."""
    if sheet.kind == "route":
        upcoming = case.chain.next_step if case.chain else None
        return [upcoming.id] if upcoming else []
    if sheet.kind == "dates":
        return [each.step.id for each in appointments(case) if each.step]
    return []


def _in_print(digest: str, words: Words) -> str:
    """Whoever changes to large print, or back, gets every sheet anew."""
    return LARGE_PRINT + digest if words.large_print else digest


def _digest(part: Mapping[str, Any], sheet: Sheet, case: CaseView, words: Words) -> str:
    """SHA-256 of the canonical JSON of what is shown, in which words."""
    shown: dict[str, Any] = {
        "template": TEMPLATE_VERSION,
        "kind": sheet.kind,
        "language": words.language,
        "reviewed": words.reviewed,
        "name": case.newcomer.name,
        "centre": case.centre.name,
        **part,
    }
    shown["said"] = sorted(filter(None, map(words.own, _texts(shown))))
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()


def _cover(_sheet: Sheet, case: CaseView) -> Any:
    return {"person": _cover_person(case.newcomer), "contact": _told(case.centre)}


def _overview(_sheet: Sheet, case: CaseView) -> Any:
    overview = overview_of(case)
    return {"overview": {**_but(asdict(replace(overview, centre=CentreView()))), "centre": _told(overview.centre)}}


def _route(_sheet: Sheet, case: CaseView) -> Any:
    steps = case.chain.steps if case.chain else ()
    upcoming = case.chain.next_step if case.chain else None
    return {
        "steps": [(s.id, s.number, s.title, s.icon, s.state) for s in steps],
        "next": _station(upcoming) if upcoming else None,
    }


def _dates(_sheet: Sheet, case: CaseView) -> Any:
    """All appointments, also those that are over: nobody has to swap the sheet because a day has passed."""
    return {
        "dates": [
            (each.at.isoformat(), each.code, each.title, each.step.bring if each.step else (), each.step is None)
            + ((_but(asdict(each.place), "hours", "phone"),) if each.place else ())
            + ((each.where,) if each.own else ())
            for each in appointments(case)
        ]
    }


def _qualifications(_sheet: Sheet, case: CaseView) -> Any:
    """What the sheet says of each; notes, costs and the papers that the office has already are the counsellor's."""
    shown = [
        (q.kind, q.title, q.original_title, q.institution, q.country, q.started, q.finished, q.occupation)
        + ((_procedure(q.recognition),) if q.recognition else ())
        for q in case.qualifications
    ]
    return {"qualifications": shown, "papers": [asdict(each) for each in paper_lists(case)]}


def _procedure(procedure: RecognitionView) -> Any:
    days = (procedure.since, procedure.clock_from, procedure.clock_until, procedure.appeal_until, stage_days(procedure))
    who = (procedure.body, procedure.file_number, procedure.state, reached(procedure), procedure.turn)
    return (*who, *days, procedure.measure, procedure.extended, asks_before_paying(procedure))


def _slip(sheet: Sheet, case: CaseView) -> Any:
    assert sheet.referral is not None
    return {
        "referral": _referral(sheet.referral),
        "person": _slip_person(case.newcomer),
        "contact": _contact(case.centre),
    }


def _agreement(_sheet: Sheet, case: CaseView) -> Any:
    steps = case.chain.steps if case.chain else ()
    shown = [(step.number, step.title, step.due_on) for step in steps if step.is_open]
    said = {"chain": case.chain.name if case.chain else "", "steps": shown}
    return said | _goals_of(case, "open") | (_agreed(case.chain) if case.chain else {})


def _agreed(chain: ChainView) -> dict[str, Any]:
    last = chain.reviews[-1:]
    told = {
        "situation": chain.situation,
        "strengths": chain.strengths,
        "review": chain.review_on,
        "last": [(each.held_on, each.result, each.agreed) for each in last],
    }
    return {name: value for name, value in told.items() if value}


def _goals_of(case: CaseView, *states: str) -> dict[str, Any]:
    """What a sheet shows of the goals; nothing at all where there are none."""
    found = [goal for goal in case.goals if goal.state in states]
    shown = [(g.text, g.measure, g.who, g.state, g.until_on if g.state == "open" else g.state_on) for g in found]
    return {"goals": shown} if shown else {}


def _privacy(_sheet: Sheet, case: CaseView) -> Any:
    return {"contact": _told(case.centre)}


def _release(sheet: Sheet, case: CaseView) -> Any:
    if sheet.release is not None:
        agreed = _but(asdict(sheet.release), "signed_on", "revoked_on", "note", "document_id", "kind", "service_id")
        places = [asdict(each) for each in case.named_services if each.id == sheet.release.service_id]
        return {"release": agreed, "service": _but(places, "hours", "phone", "room"), "contact": _told(case.centre)}
    assert sheet.referral is not None
    steps = case.chain.steps if case.chain else ()
    return {
        "service": _but(asdict(sheet.referral.service), "hours", "phone", "room"),
        "request": sheet.referral.request,
        "step": next((step.title for step in steps if step.id == sheet.referral.step_id), ""),
        "contact": _told(case.centre),
    }


def _glossary(_sheet: Sheet, _case: CaseView) -> Any:
    return {"words": read_json("words", "glossary.json")["words"]}


def _volunteer(_sheet: Sheet, case: CaseView) -> Any:
    return {"tasks": [(task_title(step), step.appointment, *place_of(step)) for step in accompanied(case)]}


def _goals(_sheet: Sheet, case: CaseView) -> Any:
    return _goals_of(case, "open", "reached")


_SHOWN: Mapping[str, Callable[[Sheet, CaseView], Any]] = {
    "agreement": _agreement,
    "cover": _cover,
    "dates": _dates,
    "goals": _goals,
    "overview": _overview,
    "privacy": _privacy,
    "qualifications": _qualifications,
    "referral": _slip,
    "release": _release,
    "route": _route,
    "volunteer": _volunteer,
    "words": _glossary,
}


def _station(step: StepView) -> Any:
    unseen = (
        "hint", "reason", "ready", "state_since", "done_on", "dropped_on", "dropped_reason", "topic", "due_fixed", "note",
        "who", "valid_for", "reason_kind", "expected_on",
    )  # fmt: skip
    return _but(asdict(step), *unseen)


def _referral(referral: ReferralView) -> Any:
    unseen = ("state", "state_on", "feedback", "follow_up_on", "step_id", "reason", "result", "release_id", "waived")
    return _but(asdict(referral), *unseen)


def _cover_person(newcomer: NewcomerView) -> dict[str, Any]:
    return {"number": newcomer.number, "native_name": newcomer.native_name}


def _slip_person(newcomer: NewcomerView) -> dict[str, Any]:
    return {"languages": [asdict(x) for x in newcomer.languages], "interpreter": newcomer.interpreter}


def _contact(centre: CentreView) -> Any:
    return _but(_told(centre), "hours")


def _told(centre: CentreView) -> dict[str, str]:
    """What a sheet says of the centre. Nobody swaps a sheet because of a new logo."""
    later = ("web", "line", "counsellor_phone", "counsellor_email")
    return {name: text for name, text in asdict(centre).items() if name != "logo" and (text or name not in later)}


def _but(value: Any, *unseen: str) -> Any:
    """Values without some of their fields, at any depth; a service without those that no sheet shows."""
    if isinstance(value, dict):
        left_out = (*unseen, *_UNSEEN_OF_SERVICES) if "verified_on" in value else unseen
        return {key: _but(inner, *unseen) for key, inner in value.items() if key not in left_out}
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
