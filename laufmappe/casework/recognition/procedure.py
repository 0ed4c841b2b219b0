# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which procedure recognises a qualification: its type, body and dates; choosing a type lays out its papers and costs."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import clean, known
from laufmappe.casework.papers.documents import documents_of_paper
from laufmappe.casework.record_views import CostView, FundingView, PaperView
from laufmappe.casework.rows import viewed
from laufmappe.casework.rules.clock import decision_clock, is_extended, objection_until
from laufmappe.casework.rules.recognition import checklist, compensation_measures, cost_range, procedures
from laufmappe.casework.views import Changed, RecognitionEventView, RecognitionView
from laufmappe.casework.words import compensation_labels, recognition_states
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.qualifications import (
    Qualification,
    Recognition,
    RecognitionCost,
    RecognitionEvent,
    RecognitionPaper,
)
from laufmappe.resources import read_json


@dataclass(frozen=True)
class ProcedureDraft:
    """What a form says of a procedure. `procedure` is an id of the rules, empty while it is not known.

    `regulated` counts only where the type of procedure does not say it. `extended_until` and `appeal_until` are the days
    that the office named.
    """

    procedure: str = ""
    fast_track: bool = False
    body: str = ""
    file_number: str = ""
    regulated: bool = False
    measure: str = ""
    extended_until: date | None = None
    appeal_until: date | None = None

    @classmethod
    def of(cls, view: RecognitionView) -> "ProcedureDraft":
        """The draft that says what is kept already."""
        draft = cls(**{name: getattr(view, name) for name in cls.__dataclass_fields__})
        return draft if view.appeal_named else replace(draft, appeal_until=None)


def set_procedure(desk: Desk, qualification_id: str, draft: ProcedureDraft) -> Changed:
    """Says which procedure it is. Another type brings its papers and the usual costs; what was worked on stays.

    The first one opens the procedure today. Raises FieldError, RuleError, NotFoundError.
    """
    draft = _checked(draft)
    with desk.write("set_procedure") as act:
        qualification = get_qualification(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = qualification.newcomer_id, qualification.id
        procedure = opened(act.session, qualification)
        if not procedure.events:
            procedure.events.append(
                RecognitionEvent(recognition_id=procedure.id, state="recorded", on_date=desk.today())
            )
        _check_days(draft, procedure)
        checked_measure(draft.measure, draft.procedure, qualification.country)
        if any(not outcome_fits(event.state, draft.regulated) for event in procedure.events):
            raise RuleError(_("Der Bescheid, der schon eingetragen ist, passt nicht zu dieser Art von Beruf."))
        if draft.procedure != procedure.procedure:
            _lay_out_papers(act.session, procedure, draft.procedure, qualification.country, desk.today())
            _lay_out_costs(act.session, procedure, draft.procedure)
        for name in ProcedureDraft.__dataclass_fields__:
            setattr(procedure, name, getattr(draft, name))
        refresh(act.session, qualification.newcomer_id)
    return act.changed()


def opened(session: Session, qualification: Qualification) -> Recognition:
    """The procedure of a qualification, begun now if there is none yet."""
    if qualification.recognition is None:
        qualification.recognition = Recognition(qualification_id=qualification.id)
        session.add(qualification.recognition)
        session.flush()
    return qualification.recognition


def get_qualification(session: Session, qualification_id: str) -> Qualification:
    """The rows of a qualification. Raises NotFoundError."""
    row = session.get(Qualification, qualification_id)
    if row is None:
        raise NotFoundError(_("Diese Qualifikation gibt es nicht (mehr)."))
    return row


def qualification_of(session: Session, recognition_id: str) -> Qualification:
    """The qualification that a procedure is about."""
    procedure = session.get(Recognition, recognition_id)
    assert procedure is not None, "rows of a procedure go with it"
    return get_qualification(session, procedure.qualification_id)


def get_procedure(session: Session, qualification_id: str) -> tuple[Qualification, Recognition]:
    """A qualification with its procedure. Raises NotFoundError, RuleError when none was begun."""
    qualification = get_qualification(session, qualification_id)
    if qualification.recognition is None:
        raise RuleError(_("Zu dieser Qualifikation gibt es noch kein Verfahren."))
    return qualification, qualification.recognition


def recognition_view(row: Recognition, country: str) -> RecognitionView | None:
    """A procedure as it stands, for a certificate from a country."""
    if not row.events:
        return None
    last = row.events[-1]
    state = states()[last.state]
    # A procedure that rests is where it was before.
    standing = next((s for e in reversed(row.events) if not (s := states()[e.state]).get("keeps_stage")), state)
    clock_from, clock_until = decision_clock(row, country)
    objection = objection_until(row)
    return RecognitionView(
        id=row.id,
        body=row.body,
        regulated=row.regulated,
        file_number=row.file_number,
        state=last.state,
        since=last.on_date,
        stage=standing["stage"],
        turn=state["turn"],
        events=tuple(RecognitionEventView(e.state, e.on_date, e.note) for e in row.events),
        clock_from=clock_from,
        clock_until=clock_until,
        procedure=row.procedure,
        fast_track=row.fast_track,
        extended_until=row.extended_until,
        measure=row.measure,
        appeal_until=objection,
        papers=viewed(row.papers, PaperView),
        costs=viewed(row.costs, CostView),
        fundings=viewed(row.fundings, FundingView),
        extended=is_extended(row),
        appeal_named=objection is not None and row.appeal_until is not None,
    )


def outcome_fits(state: str, regulated: bool) -> bool:
    """Whether a decision exists in this kind of profession: a condition only in a regulated one, a part only in others."""
    outcomes = read_json("recognition", "procedure.json")["outcomes"]
    fitting = outcomes["regulated" if regulated else "not_regulated"]
    return state in fitting or all(state not in kind for kind in outcomes.values())


@cache
def states() -> dict[str, dict[str, Any]]:
    """The states of a procedure with what follows from them."""
    return {state["id"]: state for state in read_json("recognition", "procedure.json")["states"]}


def checked_measure(measure: str, procedure: str, country: str) -> str:
    """A compensation measure that exists in this procedure, or empty. Raises FieldError."""
    known("measure", measure, ("", *compensation_labels()))
    if measure and procedure in procedures() and measure not in compensation_measures(procedure, country):
        raise FieldError(
            "measure",
            _("„{measure}“ gibt es in diesem Verfahren nicht.").format(measure=_(compensation_labels()[measure])),
        )
    return measure


def _checked(draft: ProcedureDraft) -> ProcedureDraft:
    procedure = known("procedure", draft.procedure, ("", *procedures()))
    rule = procedures().get(procedure)
    if draft.fast_track and rule is not None and rule.time.fast_track is None:
        raise FieldError("fast_track", _("Das beschleunigte Verfahren gibt es hier nicht."))
    return replace(
        draft,
        regulated=draft.regulated if rule is None or rule.regulated is None else rule.regulated,
        body=clean("body", draft.body),
        file_number=clean("file_number", draft.file_number),
    )


def _check_days(draft: ProcedureDraft, procedure: Recognition) -> None:
    """Raises FieldError when a day was named before what it belongs to, or without it."""
    extended = next((e.on_date for e in reversed(procedure.events) if e.state == "extended"), None)
    decided = next((e.on_date for e in reversed(procedure.events) if e.state.startswith("decided_")), None)
    for field, day, event, state in (
        ("extended_until", draft.extended_until, extended, "extended"),
        ("appeal_until", draft.appeal_until, decided, ""),
    ):
        if day is None:
            continue
        if event is None:
            what = _(recognition_states()[state]) if state else _("Bescheid")
            raise FieldError(field, _("Zuerst muss „{state}“ eingetragen sein.").format(state=what))
        check_named_day(field, day, event)


def check_named_day(field: str, day: date, event: date) -> None:
    """Raises FieldError when an office would have named a day that does not lie after its letter."""
    if day <= event:
        raise FieldError(field, _("Dieser Tag muss nach dem {day} liegen.").format(day=f"{event:%d.%m.%Y}"))


def _lay_out_papers(session: Session, procedure: Recognition, chosen: str, country: str, day: date) -> None:
    """The papers of the chosen type; those of another type go, unless somebody has worked on them."""
    rules = checklist(chosen, country) if chosen else ()
    wanted = {rule.id for rule in rules}
    kept = []
    for paper in procedure.papers:
        worked_on = paper.state != "open" or paper.note or documents_of_paper(session, paper.id)
        if paper.kind and paper.kind not in wanted and not worked_on:
            session.delete(paper)
        else:
            kept.append(paper)
    there = {paper.kind for paper in kept}
    begin = 1 + max((paper.position for paper in kept), default=-1)
    missing = [rule for rule in rules if rule.id not in there]
    for position, rule in enumerate(missing, start=begin):
        session.add(
            RecognitionPaper(
                recognition_id=procedure.id, position=position, kind=rule.id, label=rule.label, state_on=day
            )
        )


def _lay_out_costs(session: Session, procedure: Recognition, chosen: str) -> None:
    """The fee that is usual for the chosen type, at its upper end; the one of another type goes while only expected."""
    expected = cost_range(chosen) if chosen else None
    usual = {rule.costs.covers for rule in procedures().values()}
    for cost in procedure.costs:
        if cost.label in usual and cost.incurred_on is None and (expected is None or cost.label != expected.covers):
            session.delete(cost)
    if expected and expected.to_eur and all(cost.label != expected.covers for cost in procedure.costs):
        session.add(RecognitionCost(recognition_id=procedure.id, label=expected.covers, cents=expected.to_eur * 100))
