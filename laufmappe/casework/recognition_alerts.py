# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What in a recognition procedure wants a look today: times that end, and papers that somebody waits for."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from laufmappe.casework.desk import Desk
from laufmappe.casework.qualifications import qualification_view
from laufmappe.casework.views import QualificationView, TodayItem
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
MOST = 200


def recognition_alerts(desk: Desk, day: date, only_mine: bool = False) -> list[TodayItem]:
    """Of all people whose counselling goes on, the most urgent first.

    clock: the statutory time ends within thirty days, or is over. extension: the day that the office named has passed.
    appeal: the time to object still runs. papers: papers were asked for more than thirty days ago.
    """
    conditions: list[ColumnElement[bool]] = [Newcomer.closed_on.is_(None)]
    if only_mine:
        conditions.append(Newcomer.counsellor == desk.who)
    query = (
        select(Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name, Qualification)
        .join(Qualification, Qualification.newcomer_id == Newcomer.id)
        .join(Recognition, Recognition.qualification_id == Qualification.id)
        .where(*conditions)
        .options(joinedload(Qualification.recognition).selectinload(Recognition.events))
        .options(joinedload(Qualification.recognition).selectinload(Recognition.papers))
        .options(joinedload(Qualification.recognition).selectinload(Recognition.costs))
        .options(joinedload(Qualification.recognition).selectinload(Recognition.fundings))
    )
    items = []
    with desk.read() as session:
        for row in session.execute(query.where(Recognition.id.in_(_looked_at(session, day, conditions)))):
            view = qualification_view(row.Qualification)
            name = f"{row.given_name} {row.family_name}".strip() or str(row.native_name)
            for group, text, due in _alerts_of(view, day):
                items.append(
                    TodayItem(
                        group=group,
                        newcomer_id=row.id,
                        name=name,
                        text=_("{title}: {what}").format(title=view.title or view.original_title, what=text),
                        due_on=due,
                        days=(due - day).days,
                        action="open_qualification",
                        subject_id=view.id,
                    )
                )
    return sorted(items, key=lambda item: (item.due_on, ALERTS.index(item.group), item.name))


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
        .where(RecognitionPaper.state == "requested", RecognitionPaper.state_on < day - PAPERS_AFTER)
        .order_by(RecognitionPaper.state_on)
    )
    return {found for each in (clocks, deciding, named, waiting) for found in session.scalars(each.limit(MOST))}


def _alerts_of(view: QualificationView, day: date) -> Iterator[tuple[str, str, date]]:
    """Group, words and day of everything about one procedure."""
    procedure = view.recognition
    if procedure is None:
        return
    ends = procedure.clock_until
    if ends is not None and ends < day and procedure.extended:
        yield "extension", _("verlängerte Frist ist vorbei"), ends
    elif ends is not None and ends <= day + CLOCK_AHEAD:
        yield "clock", _(recognition_states()[procedure.state]), ends
    if procedure.appeal_until is not None and procedure.appeal_until >= day:
        yield "appeal", _("Frist für Widerspruch oder Klage"), procedure.appeal_until
    late = [p.state_on for p in procedure.papers if p.state == "requested" and p.state_on < day - PAPERS_AFTER]
    if late:
        words = n_("{n} Papier angefordert, nicht da", "{n} Papiere angefordert, nicht da", len(late))
        yield "papers", words.format(n=len(late)), min(late)
