# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from the record: due dates from their anchors, the next step, the words that a search hits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from laufmappe.casework.dates import add_months, first_day
from laufmappe.casework.names.name_query import indexed_forms
from laufmappe.casework.names.sounds import alike_words
from laufmappe.casework.names.spelling import plain, search_words
from laufmappe.casework.rules.clock import decision_clock, receipt_until
from laufmappe.casework.views import ENDED_STATES, OPEN_STATES, Deadline
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.newcomers import Newcomer
from laufmappe.resources import read_json


def deadline_of(values: Mapping[str, object]) -> Deadline:
    """A deadline rule from its JSON form."""
    known = {k: v for k, v in values.items() if k in Deadline.__dataclass_fields__ and k != "anchors"}
    anchors = values.get("anchors", ())
    assert isinstance(anchors, list | tuple)
    return Deadline(anchors=tuple(anchors), **known)  # type: ignore[arg-type]  # the shapes are checked where JSON comes in


def anchor_dates(steps: Sequence[Step], milestones: Mapping[str, str]) -> dict[str, date]:
    """The day of each anchor that is known: a recorded milestone, else the completion of a step that dates it."""
    dates: dict[str, date] = {}
    for step in steps:
        if step.state == "done" and step.done_on is not None:
            dates.setdefault(f"step:{step.template_step}", step.done_on)
            for milestone in step.sets:
                dates.setdefault(milestone, step.done_on)
    dates.update({kind: day for kind, partial in milestones.items() if (day := first_day(partial))})
    return dates


def due_date(deadline: Deadline, anchors: Mapping[str, date], agreed_on: date | None = None) -> date | None:
    """The day a deadline ends, counted from the first of its anchors that is known; None while none is.

    Advice counts from the day the chain was agreed at the earliest (`resources/chains/counting.json`): nobody is late with
    what nobody had told them. The law counts from its event, whenever that was.
    """
    start = next((anchors[a] for a in deadline.anchors if a in anchors), None)
    if start is None or (deadline.days is None and deadline.weeks is None and deadline.months is None):
        return None
    if agreed_on is None or deadline.is_law or not read_json("chains", "counting.json")["advice_from_agreement"]:
        return _counted(deadline, start)
    return max(agreed_on, _counted(deadline, max(agreed_on, start)))


def _counted(deadline: Deadline, start: date) -> date:
    return add_months(start, deadline.months or 0) + timedelta(days=deadline.days or 0, weeks=deadline.weeks or 0)


def kept_steps(chain: AgreedChain) -> list[Step]:
    """The steps of the plan, without those that were dropped."""
    return sorted((s for s in chain.steps if s.dropped_on is None), key=lambda s: (s.position, s.id))


def is_ready(step: Step, plan: Sequence[Step]) -> bool:
    """Whether every step of the plan that this one comes after has ended."""
    return not in_the_way(step, plan)


def in_the_way(step: Step, plan: Sequence[Step]) -> list[Step]:
    """The steps of the plan that this one comes after and that have not ended."""
    return [other for other in plan if other.template_step in step.after and other.state not in ENDED_STATES]


def next_step(plan: Sequence[Step]) -> Step | None:
    """The station where the person stands: begun before ready before open, in order of the plan."""
    todo = [s for s in plan if s.state in OPEN_STATES]
    begun = [s for s in todo if s.state == "running"]
    ready = [s for s in todo if is_ready(s, plan)]
    return next(iter(begun or ready or todo), None)


def active_chain(newcomer: Newcomer) -> AgreedChain | None:
    """The newest agreed chain that has not ended."""
    return next((c for c in reversed(newcomer.chains) if c.ended_on is None), None)


@dataclass(frozen=True)
class Derived:
    """The derived columns of a newcomer, and the due date of each step."""

    sort_name: str
    words: str
    chain_template: str | None
    next_step_id: str | None
    next_step: str | None
    next_due: date | None
    first_due: date | None
    clock_until: date | None
    due: dict[str, date | None]


def derive(newcomer: Newcomer) -> Derived:
    """Everything that follows from one person's rows; changes nothing."""
    chain = active_chain(newcomer)
    plan = kept_steps(chain) if chain else []
    anchors = anchor_dates(plan, {m.kind: m.on_date for m in newcomer.milestones})
    agreed_on = chain.agreed_on if chain else None
    due = {s.id: s.due_fixed_on or due_date(deadline_of(s.deadline), anchors, agreed_on) for s in plan}
    upcoming = next_step(plan)
    return Derived(
        sort_name=plain(f"{newcomer.family_name} {newcomer.given_name}".strip() or newcomer.native_name),
        words=indexed_words(newcomer),
        chain_template=chain.template if chain else None,
        next_step_id=upcoming.id if upcoming else None,
        next_step=upcoming.title if upcoming else None,
        next_due=due[upcoming.id] if upcoming else None,
        first_due=min((d for s in plan if s.state in OPEN_STATES and (d := due[s.id])), default=None),
        clock_until=min(_clock_ends(newcomer), default=None),
        due=due,
    )


def indexed_words(newcomer: Newcomer) -> str:
    """What the search index keeps of a person: names as they are searched, and what tells of a possible duplicate."""
    names = (newcomer.given_name, newcomer.family_name, newcomer.native_name)
    alike = alike_words(*names, birth_date=newcomer.birth_date, phone=newcomer.phone)
    return " ".join(part for part in (search_words(*names), indexed_forms(*names), alike) if part)


def _clock_ends(newcomer: Newcomer) -> Iterator[date]:
    for qualification in newcomer.qualifications:
        procedure = qualification.recognition
        if procedure is None:
            continue
        yield from filter(None, (decision_clock(procedure, qualification.country)[1], receipt_until(procedure)))


def refresh(session: Session, newcomer_id: str) -> None:
    """Writes what follows from a person's rows after they were changed; the last thing in every act on a person."""
    session.flush()
    session.expire_all()
    newcomer = session.get(Newcomer, newcomer_id)
    if newcomer is None:
        session.execute(text("DELETE FROM person_search WHERE newcomer_id = :id"), {"id": newcomer_id})
        return
    derived = derive(newcomer)
    for column in ("sort_name", "chain_template", "next_step_id", "next_step", "next_due", "first_due", "clock_until"):
        setattr(newcomer, column, getattr(derived, column))
    for chain in newcomer.chains:
        for step in chain.steps:
            step.due_on = derived.due.get(step.id)
    session.flush()
    session.execute(text("DELETE FROM person_search WHERE rowid = :rowid"), {"rowid": newcomer.number})
    session.execute(
        text("INSERT INTO person_search(rowid, newcomer_id, words) VALUES (:rowid, :id, :words)"),
        {"rowid": newcomer.number, "id": newcomer.id, "words": derived.words},
    )


def index_anew(session: Session) -> None:
    """Writes the search index of everybody, after an older version of the program kept less in it."""
    people = session.execute(
        select(
            Newcomer.number,
            Newcomer.id,
            Newcomer.given_name,
            Newcomer.family_name,
            Newcomer.native_name,
            Newcomer.birth_date,
            Newcomer.phone,
        )
    ).all()
    if not people:
        return
    session.execute(text("DELETE FROM person_search"))
    session.execute(
        text("INSERT INTO person_search(rowid, newcomer_id, words) VALUES (:rowid, :id, :words)"),
        [{"rowid": row.number, "id": row.id, "words": indexed_words(row)} for row in people],  # type: ignore[arg-type]  # it reads the columns only
    )
