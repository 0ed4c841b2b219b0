# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Foreign qualifications, and where their recognition stands. The program recognises nothing; it keeps the dates."""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.cldr import country_codes
from laufmappe.casework.clock import decision_clock
from laufmappe.casework.dates import partial_date
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.record_views import CostView, FundingView, PaperView
from laufmappe.casework.rows import viewed
from laufmappe.casework.views import Changed, QualificationView, RecognitionEventView, RecognitionView
from laufmappe.casework.words import qualification_kinds, recognition_states
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.documents import Document
from laufmappe.records.qualifications import Qualification, Recognition, RecognitionEvent
from laufmappe.resources import read_json

_LINES = ("title", "original_title", "institution", "occupation")


@dataclass(frozen=True)
class QualificationDraft:
    """What a form says of a qualification; a title is needed, dates may be partial and German."""

    title: str
    kind: str = "vocational"
    original_title: str = ""
    institution: str = ""
    country: str = ""
    started: str = ""
    finished: str = ""
    occupation: str = ""
    note: str = ""

    @classmethod
    def of(cls, view: QualificationView) -> "QualificationDraft":
        """The draft that says what is kept already."""
        return cls(**{f.name: getattr(view, f.name) for f in fields(cls)})


def checked_qualification(draft: QualificationDraft) -> QualificationDraft:
    """The draft with every field cleaned. Raises FieldError."""
    lines = {name: clean(name, getattr(draft, name)) for name in _LINES}
    if not (lines["title"] or lines["original_title"]):
        raise FieldError("title", _("Wie heißt die Qualifikation?"))
    started, finished = partial_date("started", draft.started), partial_date("finished", draft.finished)
    if started and finished and finished < started[: len(finished)]:
        raise FieldError("finished", _("Das Ende liegt vor dem Anfang."))
    return replace(
        draft,
        **lines,
        kind=known("kind", draft.kind, qualification_kinds()),
        country=known("country", draft.country, ("", *country_codes())),
        started=started,
        finished=finished,
        note=clean("note", draft.note, TEXT),
    )


def add_qualification(desk: Desk, newcomer_id: str, draft: QualificationDraft) -> Changed:
    """Notes a qualification; `subject_id` is its id. Raises FieldError, NotFoundError."""
    draft = checked_qualification(draft)
    with desk.write("add_qualification", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        row = Qualification(newcomer_id=newcomer_id, **{f.name: getattr(draft, f.name) for f in fields(draft)})
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
        refresh(act.session, newcomer_id)
    return act.changed()


def change_qualification(desk: Desk, qualification_id: str, draft: QualificationDraft) -> Changed:
    """Replaces what is kept of a qualification. Raises FieldError, NotFoundError."""
    draft = checked_qualification(draft)
    with desk.write("change_qualification") as act:
        row = _get(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        for f in fields(draft):
            setattr(row, f.name, getattr(draft, f.name))
        refresh(act.session, row.newcomer_id)
    return act.changed()


def remove_qualification(desk: Desk, qualification_id: str) -> Changed:
    """Takes a qualification out, with its procedure; can be undone. Raises NotFoundError."""
    with desk.write("remove_qualification") as act:
        row = _get(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        newcomer_id = row.newcomer_id
        for document in act.session.scalars(select(Document).where(Document.qualification_id == row.id)):
            document.qualification_id = None
        act.session.delete(row)
        refresh(act.session, newcomer_id)
    return act.changed()


def set_recognition(
    desk: Desk,
    qualification_id: str,
    state: str,
    on: date,
    *,
    body: str = "",
    regulated: bool | None = None,
    file_number: str = "",
    note: str = "",
) -> Changed:
    """Notes that the procedure came into a state on a day; the first one opens the procedure.

    Empty `body`, `regulated` and `file_number` leave what is known.

    Raises:
        FieldError: The state is unknown, or the day is before the last one or in the future.
        RuleError: The state can't follow the present one, or is an outcome that a regulated (or another) profession
            does not have.
    """
    known("state", state, recognition_states())
    if on > desk.today():
        raise FieldError("on_date", _("Dieser Tag liegt in der Zukunft."))
    with desk.write("set_recognition") as act:
        row = _get(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        procedure = row.recognition
        if procedure is None:
            procedure = row.recognition = Recognition(qualification_id=row.id)
            act.session.add(procedure)
            act.session.flush()
        elif procedure.events:
            last = procedure.events[-1]
            if on < last.on_date:
                raise FieldError(
                    "on_date",
                    _("Der letzte Stand ist vom {day}. Der neue kann nicht davor liegen.").format(
                        day=f"{last.on_date:%d.%m.%Y}"
                    ),
                )
            if state not in _states()[last.state]["next"]:
                raise RuleError(
                    _("Von „{now}“ geht es nicht nach „{then}“.").format(
                        now=_(recognition_states()[last.state]), then=_(recognition_states()[state])
                    )
                )
        if regulated is not None:
            procedure.regulated = regulated
        if not _fits(state, bool(procedure.regulated)):
            raise RuleError(
                _("„{state}“ gibt es bei reglementierten Berufen nicht.").format(state=_(recognition_states()[state]))
                if procedure.regulated
                else _("„{state}“ gibt es nur bei reglementierten Berufen.").format(
                    state=_(recognition_states()[state])
                )
            )
        procedure.body = clean("body", body) or procedure.body or ""
        procedure.file_number = clean("file_number", file_number) or procedure.file_number or ""
        procedure.events.append(
            RecognitionEvent(recognition_id=procedure.id, state=state, on_date=on, note=clean("note", note, TEXT))
        )
        refresh(act.session, row.newcomer_id)
    return act.changed()


def next_recognition_states(view: RecognitionView | None) -> tuple[str, ...]:
    """The states that can follow; a procedure may come to us in any of them."""
    if view is None:
        return tuple(_states())
    return tuple(state for state in _states()[view.state]["next"] if _fits(state, view.regulated))


def qualification_view(row: Qualification) -> QualificationView:
    """A qualification with its procedure."""
    procedure = row.recognition
    plain = {f.name: getattr(row, f.name) for f in fields(QualificationView) if f.name != "recognition"}
    return QualificationView(**plain, recognition=_recognition_view(procedure) if procedure else None)


def _recognition_view(row: Recognition) -> RecognitionView | None:
    if not row.events:
        return None
    last = row.events[-1]
    state = _states()[last.state]
    # A procedure that rests is where it was before.
    standing = next((s for e in reversed(row.events) if not (s := _states()[e.state]).get("keeps_stage")), state)
    clock_from, clock_until = decision_clock(row)
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
        appeal_until=row.appeal_until,
        papers=viewed(row.papers, PaperView),
        costs=viewed(row.costs, CostView),
        fundings=viewed(row.fundings, FundingView),
    )


def _fits(state: str, regulated: bool) -> bool:
    """Whether a decision exists in this kind of profession: a condition only in a regulated one, a part only in others."""
    outcomes = read_json("recognition", "procedure.json")["outcomes"]
    fitting = outcomes["regulated" if regulated else "not_regulated"]
    return state in fitting or all(state not in kind for kind in outcomes.values())


@cache
def _states() -> dict[str, dict[str, Any]]:
    return {state["id"]: state for state in read_json("recognition", "procedure.json")["states"]}


def _get(session: Session, qualification_id: str) -> Qualification:
    row = session.scalars(select(Qualification).where(Qualification.id == qualification_id)).first()
    if row is None:
        raise NotFoundError(_("Diese Qualifikation gibt es nicht (mehr)."))
    return row
