# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Foreign qualifications, and where their recognition stands. The program recognises nothing; it keeps the dates."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from laufmappe.casework.cldr import country_codes
from laufmappe.casework.dates import partial_date
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.recognition.procedure import (
    check_named_day,
    checked_measure,
    get_qualification,
    opened,
    outcome_fits,
    recognition_view,
    states,
)
from laufmappe.casework.rules.clock import is_extended
from laufmappe.casework.views import Changed, QualificationView, RecognitionView
from laufmappe.casework.words import anabin_labels, qualification_kinds, recognition_states, translations
from laufmappe.errors import FieldError, RuleError
from laufmappe.i18n import _
from laufmappe.records.documents import Document
from laufmappe.records.qualifications import Qualification, Recognition, RecognitionEvent

MEASURED = ("decided_condition", "decided_partial", "compensation_running")
"""States in which a compensation measure is named or begun."""
_LINES = ("title", "original_title", "institution", "occupation", "occupation_id")


@dataclass(frozen=True)
class QualificationDraft:
    """What a form says of a qualification; a title is needed, dates may be partial and German.

    `occupation_id` is a reference occupation of any list, `eqf` a level from 1 to 8, `translation` own, sworn or empty;
    `anabin` names ids of the institution, of the degree, or both with a blank between them.
    """

    title: str
    kind: str = "vocational"
    original_title: str = ""
    institution: str = ""
    country: str = ""
    started: str = ""
    finished: str = ""
    occupation: str = ""
    note: str = ""
    occupation_id: str = ""
    eqf: int | None = None
    translation: str = ""
    anabin: str = ""

    @classmethod
    def of(cls, view: QualificationView) -> "QualificationDraft":
        """The draft that says what is kept already."""
        return cls(**{f.name: getattr(view, f.name) for f in fields(cls)})


def checked_qualification(draft: QualificationDraft) -> QualificationDraft:
    """The draft with every field cleaned. Raises FieldError."""
    lines: dict[str, Any] = {name: clean(name, getattr(draft, name)) for name in _LINES}
    if not (lines["title"] or lines["original_title"]):
        raise FieldError("title", _("Wie heißt die Qualifikation?"))
    started, finished = partial_date("started", draft.started), partial_date("finished", draft.finished)
    if started and finished and finished < started[: len(finished)]:
        raise FieldError("finished", _("Das Ende liegt vor dem Anfang."))
    if draft.eqf is not None and not 1 <= draft.eqf <= 8:
        raise FieldError("eqf", _("Das Niveau geht von 1 bis 8."))
    return replace(
        draft,
        **lines,
        kind=known("kind", draft.kind, qualification_kinds()),
        country=known("country", draft.country, ("", *country_codes())),
        started=started,
        finished=finished,
        note=clean("note", draft.note, TEXT),
        translation=known("translation", draft.translation, translations()),
        anabin=_checked_anabin(draft.anabin),
    )


def _checked_anabin(anabin: str) -> str:
    institutions, degrees = anabin_labels()
    said = anabin.split()
    for each in said:
        known("anabin", each, (*institutions, *degrees))
    for kinds in (institutions, degrees):
        if sum(each in kinds for each in said) > 1:
            raise FieldError("anabin", _("Bitte nur eine Angabe zur Hochschule und eine zum Abschluss."))
    return " ".join(sorted(said, key=lambda each: each in degrees))


def anabin_words(anabin: str) -> str:
    """What anabin says, as it says it: `H+, entspricht`."""
    said = [_(kinds[each]) for each in anabin.split() for kinds in anabin_labels() if each in kinds]
    return ", ".join(said)


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
        row = get_qualification(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        for f in fields(draft):
            setattr(row, f.name, getattr(draft, f.name))
        refresh(act.session, row.newcomer_id)
    return act.changed()


def remove_qualification(desk: Desk, qualification_id: str) -> Changed:
    """Takes a qualification out, with its procedure; can be undone. Raises NotFoundError."""
    with desk.write("remove_qualification") as act:
        row = get_qualification(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        newcomer_id = row.newcomer_id
        for document in act.session.scalars(select(Document).where(Document.qualification_id == row.id)):
            document.qualification_id = document.paper_id = None
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
    extended_until: date | None = None,
    measure: str = "",
    appeal_until: date | None = None,
) -> Changed:
    """Notes that the procedure came into a state on a day; the first one opens the procedure.

    A state of a day up to the one on which the procedure was only noted takes the place of that note: it was under way.
    Empty `body`, `regulated` and `file_number` leave what is known. `extended_until` is the day that the office named when
    it extended its time, `appeal_until` the one that the decision names, `measure` what makes up for the differences.

    Raises:
        FieldError: The state is unknown, the day is before the last one or in the future, or a detail does not belong to
            this state.
        RuleError: The state can't follow the present one, is a second extension, or an outcome that a regulated (or
            another) profession does not have.
    """
    known("state", state, recognition_states())
    if on > desk.today():
        raise FieldError("on_date", _("Dieser Tag liegt in der Zukunft."))
    _check_details(state, on, extended_until, measure, appeal_until)
    with desk.write("set_recognition") as act:
        row = get_qualification(act.session, qualification_id)
        act.operation.newcomer_id, act.subject_id = row.newcomer_id, row.id
        procedure = opened(act.session, row)
        if _only_noted(procedure) and (on < procedure.events[0].on_date or _was_under_way(procedure, state, on)):
            act.session.delete(procedure.events[0])
            act.session.flush()
            act.session.expire(procedure, ["events"])
        if procedure.events:
            _check_follows(procedure, state, on)
        if regulated is not None:
            procedure.regulated = regulated
        _check_outcome(state, bool(procedure.regulated))
        if state == "complete":  # a new round: the time begins anew, and with it the right to extend it once
            procedure.extended_until = None
        if state == "extended":
            procedure.extended_until = extended_until
        if state.startswith("decided_"):
            procedure.appeal_until, procedure.measure = appeal_until, ""
        if measure:
            procedure.measure = checked_measure(measure, procedure.procedure or "", row.country)
        procedure.body = clean("body", body) or procedure.body or ""
        procedure.file_number = clean("file_number", file_number) or procedure.file_number or ""
        procedure.events.append(
            RecognitionEvent(recognition_id=procedure.id, state=state, on_date=on, note=clean("note", note, TEXT))
        )
        refresh(act.session, row.newcomer_id)
    return act.changed()


def next_recognition_states(view: RecognitionView | None) -> tuple[str, ...]:
    """The states that can follow, the usual ones first; a procedure may come to us in any of them."""
    if view is None:
        return tuple(states())
    usual = states()[view.state]["next"]
    others = [state for state in states() if state not in (view.state, *usual)] if _only_noted(view) else []
    return tuple(
        state
        for state in (*usual, *others)
        if outcome_fits(state, view.regulated) and not (state == "extended" and view.extended)
    )


def qualification_view(row: Qualification) -> QualificationView:
    """A qualification with its procedure."""
    procedure = row.recognition
    plain = {f.name: getattr(row, f.name) for f in fields(QualificationView) if f.name != "recognition"}
    return QualificationView(**plain, recognition=recognition_view(procedure, row.country) if procedure else None)


def _only_noted(procedure: Recognition | RecognitionView) -> bool:
    """Whether nothing is known of a procedure but that we have noted it."""
    return [event.state for event in procedure.events] == [next(iter(states()))]


def _was_under_way(procedure: Recognition, state: str, on: date) -> bool:
    noted = procedure.events[0]
    return on == noted.on_date and state not in states()[noted.state]["next"]


def _check_details(state: str, on: date, extended_until: date | None, measure: str, appeal_until: date | None) -> None:
    """Raises FieldError when a detail belongs to another state."""
    fitting = (
        ("extended_until", extended_until, state == "extended"),
        ("measure", measure, state in MEASURED),
        ("appeal_until", appeal_until, state.startswith("decided_")),
    )
    for field, value, belongs in fitting:
        if not value:
            continue
        if not belongs:
            raise FieldError(field, _("Das gehört nicht zu „{state}“.").format(state=_(recognition_states()[state])))
        if isinstance(value, date):
            check_named_day(field, value, on)


def _check_follows(procedure: Recognition, state: str, on: date) -> None:
    last = procedure.events[-1]
    if on < last.on_date:
        raise FieldError(
            "on_date",
            _("Der letzte Stand ist vom {day}. Der neue kann nicht davor liegen.").format(
                day=f"{last.on_date:%d.%m.%Y}"
            ),
        )
    if state not in states()[last.state]["next"]:
        raise RuleError(
            _("Von „{now}“ geht es nicht nach „{then}“.").format(
                now=_(recognition_states()[last.state]), then=_(recognition_states()[state])
            )
        )
    if state == "extended" and is_extended(procedure):
        raise RuleError(_("Die Frist ist schon einmal verlängert. Ein zweites Mal geht es nicht."))


def _check_outcome(state: str, regulated: bool) -> None:
    if not outcome_fits(state, regulated):
        words = (
            _("„{state}“ gibt es bei reglementierten Berufen nicht.")
            if regulated
            else _("„{state}“ gibt es nur bei reglementierten Berufen.")
        )
        raise RuleError(words.format(state=_(recognition_states()[state])))
