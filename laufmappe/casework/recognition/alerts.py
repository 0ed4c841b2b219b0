# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What in a recognition procedure wants a look today: times that end, and papers that somebody waits for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, literal_column, select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.rules.clock import decision_clock, is_extended, objection_until, receipt_until
from laufmappe.casework.today_people import MOST, NAME, name_of, people
from laufmappe.casework.views import TodayItem
from laufmappe.casework.words import recognition_states
from laufmappe.i18n import _, n_
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.qualifications import Qualification, Recognition, RecognitionEvent, RecognitionPaper

ALERTS = ("clock", "extension", "appeal", "papers")
"""The groups, as `TodayItem.group` names them."""
CLOCK_AHEAD = timedelta(days=30)
PAPERS_AFTER = timedelta(days=30)
_APPEAL_SINCE = timedelta(days=62)
"""So far back a decision may lie whose month to object still runs."""
_REQUESTED = RecognitionPaper.state == literal_column("'requested'")
"""As a constant, so that SQLite finds the index of those papers."""


@dataclass(frozen=True)
class _Watched:
    """A procedure with whose it is, what its times are reckoned from, and since when papers are asked for."""

    id: str
    newcomer_id: str
    name: str
    qualification_id: str
    title: str
    country: str
    procedure: str
    regulated: bool
    fast_track: bool
    extended_until: date | None
    appeal_until: date | None
    events: list[Row[*tuple[Any, ...]]] = field(default_factory=list)
    asked: list[date] = field(default_factory=list)


def recognition_alerts(desk: Desk, day: date, only_mine: bool = False) -> list[TodayItem]:
    """Of all people whose counselling goes on, the most urgent first.

    clock: the statutory time ends within thirty days, or is over; or the office has not confirmed in time that it received
    the application. extension: the day that the office named has passed.
    appeal: the time to object still runs. papers: papers were asked for more than thirty days ago.
    """
    conditions = people(desk, only_mine)
    with desk.read() as session:
        watched = _watched(session, conditions, _looked_at(session, day, conditions))
    items = [
        TodayItem(
            group=group,
            newcomer_id=each.newcomer_id,
            name=each.name,
            text=_("{title}: {what}").format(title=each.title, what=what),
            due_on=due,
            days=(due - day).days,
            action="open_qualification",
            subject_id=each.qualification_id,
        )
        for each in watched
        for group, what, due in _alerts_of(each, day)
    ]
    return sorted(items, key=lambda item: (item.due_on, ALERTS.index(item.group), item.name))


def _watched(session: Session, conditions: list[ColumnElement[bool]], ids: set[str]) -> list[_Watched]:
    """These procedures, of them those of the people meant; columns only, for there may be hundreds."""
    told = (Qualification.id.label("qualification_id"), Qualification.title, Qualification.original_title)
    reckoned = (Recognition.procedure, Recognition.regulated, Recognition.fast_track)
    until = (Recognition.extended_until, Recognition.appeal_until)
    query = (
        select(*NAME, *told, Qualification.country, Recognition.id.label("recognition_id"), *reckoned, *until)
        .join(Qualification, Qualification.newcomer_id == Newcomer.id)
        .join(Recognition, Recognition.qualification_id == Qualification.id)
        .where(*conditions, Recognition.id.in_(ids))
    )
    found = {
        row.recognition_id: _Watched(
            id=row.recognition_id,
            newcomer_id=row.id,
            name=name_of(row),
            qualification_id=row.qualification_id,
            title=row.title or row.original_title,
            country=row.country,
            procedure=row.procedure,
            regulated=row.regulated,
            fast_track=row.fast_track,
            extended_until=row.extended_until,
            appeal_until=row.appeal_until,
        )
        for row in session.execute(query)
    }
    event = (RecognitionEvent.recognition_id, RecognitionEvent.id, RecognitionEvent.state, RecognitionEvent.on_date)
    events = select(*event).where(RecognitionEvent.recognition_id.in_(found))
    for row in session.execute(events.order_by(RecognitionEvent.on_date, RecognitionEvent.id)):
        found[row.recognition_id].events.append(row)
    papers = select(RecognitionPaper.recognition_id, RecognitionPaper.state_on).where(_REQUESTED)
    for paper in session.execute(papers.where(RecognitionPaper.recognition_id.in_(found))):
        found[paper.recognition_id].asked.append(paper.state_on)
    return list(found.values())


def _looked_at(session: Session, day: date, conditions: list[ColumnElement[bool]]) -> set[str]:
    """The procedures that may have something to tell, each kind found by its own index."""
    clocks = (
        select(Recognition.id)
        .join(Qualification, Qualification.id == Recognition.qualification_id)
        .join(Newcomer, Newcomer.id == Qualification.newcomer_id)
        .where(*conditions, Newcomer.clock_until <= day + CLOCK_AHEAD)
        .order_by(Newcomer.clock_until)
    )
    decided = [state for state in recognition_states() if state.startswith("decided_")]
    deciding = (
        select(RecognitionEvent.recognition_id)
        .where(RecognitionEvent.state.in_(decided), RecognitionEvent.on_date >= day - _APPEAL_SINCE)
        .order_by(RecognitionEvent.on_date)
    )
    named = select(Recognition.id).where(Recognition.appeal_until >= day).order_by(Recognition.appeal_until)
    waiting = (
        select(RecognitionPaper.recognition_id)
        .where(_REQUESTED, RecognitionPaper.state_on < day - PAPERS_AFTER)
        .order_by(RecognitionPaper.state_on)
    )
    return {found for each in (clocks, deciding, named, waiting) for found in session.scalars(each.limit(MOST))}


def _alerts_of(procedure: _Watched, day: date) -> Iterator[tuple[str, str, date]]:
    """Group, words and day of everything about one procedure."""
    if not procedure.events:
        return
    ends = decision_clock(procedure, procedure.country)[1]
    if ends is not None and ends < day and is_extended(procedure):
        yield "extension", _("verlängerte Frist ist vorbei"), ends
    elif ends is not None and ends <= day + CLOCK_AHEAD:
        yield "clock", _(recognition_states()[procedure.events[-1].state]), ends
    receipt = receipt_until(procedure)
    if receipt is not None and receipt < day:
        yield "clock", _("Eingang nicht bestätigt"), receipt
    appeal = objection_until(procedure)
    if appeal is not None and appeal >= day:
        yield "appeal", _("Frist für Widerspruch oder Klage"), appeal
    late = [asked for asked in procedure.asked if asked < day - PAPERS_AFTER]
    if late:
        words = n_("{n} Papier angefordert, nicht da", "{n} Papiere angefordert, nicht da", len(late))
        yield "papers", words.format(n=len(late)), min(late)
