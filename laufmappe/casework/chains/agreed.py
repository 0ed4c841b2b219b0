# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The support chain that is agreed with a person: a copy of a template that then belongs to that person alone."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.chains.step_definitions import PRINTED, WHO, step_columns
from laufmappe.casework.chains.templates import collected, offered_template
from laufmappe.casework.derived import kept_steps, refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, clean_lines, known
from laufmappe.casework.papers.codes import issue_code
from laufmappe.casework.views import Changed, StepView
from laufmappe.casework.words import service_types
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, Step


def agree_chain(desk: Desk, newcomer_id: str, template: str) -> Changed:
    """Copies the offered version of a template (`K1` … `K7`, or one of the centre's own) for a person.

    Steps that are meant for other statuses than the person's are left out. An earlier chain ends and stays in the record.

    Raises:
        FieldError: There is no such template.
        NotFoundError: There is no such person.
    """
    with desk.write("agree_chain", newcomer_id) as act:
        act.subject_id = add_chain(act.session, newcomer_id, template, desk.today()).id
        refresh(act.session, newcomer_id)
    return act.changed()


def add_chain(session: Session, newcomer_id: str, template: str, today: date) -> AgreedChain:
    """Writes the rows of a newly agreed chain, with a code for each step."""
    status = get_newcomer(session, newcomer_id).status
    offered = offered_template(session, template)
    for earlier in session.scalars(
        select(AgreedChain).where(AgreedChain.newcomer_id == newcomer_id, AgreedChain.ended_on.is_(None))
    ):
        earlier.ended_on = today
    chain = AgreedChain(
        newcomer_id=newcomer_id,
        template=offered.id,
        template_version=offered.version,
        name=offered.name,
        agreed_on=today,
    )
    fitting = [step for step in offered.steps if step.applies_to(status)]
    chain.steps = [
        Step(position=position, state="open", state_since=today, **step_columns(step))
        for position, step in enumerate(fitting)
    ]
    session.add(chain)
    session.flush()
    for step in chain.steps:
        issue_code(session, newcomer_id, step.id, today)
    return chain


def add_step(
    desk: Desk,
    newcomer_id: str,
    template_step: str = "",
    title: str = "",
    why: str = "",
    service_type: str = "",
    bring: tuple[str, ...] = (),
    position: int | None = None,
) -> Changed:
    """Adds a step to the active chain: one of the collection by its id, or one in the counsellor's own words.

    Raises:
        FieldError: Neither a known step nor a title is given.
        RuleError: No chain is agreed yet, or the shipped step is in it already.
    """
    fields: dict[str, Any] = {
        "title": clean("title", title),
        "why": clean("why", why),
        "service_type": known("service_type", service_type, ("", *service_types())),
        "bring": clean_lines("bring", bring),
        "icon": "map-pin",
    }
    if not template_step and not fields["title"]:
        raise FieldError("title", _("Wie soll der Schritt heißen?"))
    with desk.write("add_step", newcomer_id) as act:
        chain = active(act.session, newcomer_id)
        plan = kept_steps(chain)
        if template_step and any(s.template_step == template_step for s in plan):
            raise RuleError(_("Dieser Schritt steht schon im Plan."))
        if template_step:
            steps = collected(act.session)
            fields = step_columns(steps[known("template_step", template_step, steps)])
        step = Step(chain_id=chain.id, position=len(plan), state="open", state_since=desk.today(), **fields)
        act.session.add(step)
        act.session.flush()
        issue_code(act.session, newcomer_id, step.id, desk.today())
        plan.insert(len(plan) if position is None else max(0, min(position, len(plan))), step)
        renumber(plan)
        act.subject_id = step.id
        refresh(act.session, newcomer_id)
    return act.changed()


@dataclass(frozen=True)
class StepDraft:
    """What the counsellor makes of a step for this one person; the template stays as it is."""

    title: str
    why: str = ""
    service_type: str = ""
    bring: tuple[str, ...] = ()
    advice: str = ""
    who: str = "newcomer"

    @classmethod
    def of(cls, view: StepView) -> "StepDraft":
        """The draft that says what is kept already, to begin a change from."""
        return cls(**{f.name: getattr(view, f.name) for f in fields(cls)})


def change_step(desk: Desk, step_id: str, draft: StepDraft) -> Changed:
    """Adapts the words of a step to this person. Raises FieldError, NotFoundError, RuleError."""
    values = {
        "title": clean("title", draft.title),
        "why": clean("why", draft.why, PRINTED),
        "service_type": known("service_type", draft.service_type, ("", *service_types())),
        "bring": clean_lines("bring", draft.bring),
        "advice": clean("advice", draft.advice, PRINTED),
        "who": known("who", draft.who, WHO),
    }
    if not values["title"]:
        raise FieldError("title", _("Wie soll der Schritt heißen?"))
    with desk.write("change_step") as act:
        step, chain = step_and_chain(act.session, step_id)
        if step.dropped_on is not None:
            raise RuleError(_("Dieser Schritt ist nicht im Plan."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        for name, value in values.items():
            setattr(step, name, value)
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def drop_step(desk: Desk, step_id: str, reason: str) -> Changed:
    """Takes a step out of the plan; it stays in the record with its reason.

    Raises:
        FieldError: No reason is given.
    """
    reason = clean("reason", reason, TEXT)
    if not reason:
        raise FieldError("reason", _("Bitte schreiben Sie kurz, warum der Schritt wegfällt."))
    with desk.write("drop_step") as act:
        step, chain = step_and_chain(act.session, step_id)
        if step.dropped_on is not None:
            raise RuleError(_("Dieser Schritt ist schon aus dem Plan."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        step.dropped_on, step.dropped_reason = desk.today(), reason
        act.session.flush()
        renumber(kept_steps(chain))
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def restore_step(desk: Desk, step_id: str) -> Changed:
    """Puts a dropped step back at the end of the plan."""
    with desk.write("restore_step") as act:
        step, chain = step_and_chain(act.session, step_id)
        if step.dropped_on is None:
            raise RuleError(_("Dieser Schritt steht im Plan."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        plan = kept_steps(chain)
        step.dropped_on, step.dropped_reason = None, ""
        renumber([*plan, step])
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def move_step(desk: Desk, step_id: str, number: int) -> Changed:
    """Makes a step the station with this number (from 1); the others close up."""
    with desk.write("move_step") as act:
        step, chain = step_and_chain(act.session, step_id)
        plan = kept_steps(chain)
        if step not in plan:
            raise RuleError(_("Dieser Schritt ist nicht im Plan."))
        act.operation.newcomer_id, act.subject_id = chain.newcomer_id, step.id
        plan.remove(step)
        plan.insert(max(0, min(number - 1, len(plan))), step)
        renumber(plan)
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def step_and_chain(session: Session, step_id: str) -> tuple[Step, AgreedChain]:
    """A step with its chain. Raises NotFoundError."""
    step = session.get(Step, step_id)
    chain = session.get(AgreedChain, step.chain_id) if step else None
    if step is None or chain is None:
        raise NotFoundError(_("Diesen Schritt gibt es nicht (mehr)."))
    return step, chain


def active(session: Session, newcomer_id: str) -> AgreedChain:
    """The chain that is agreed with a person now. Raises RuleError when there is none."""
    chain = session.scalars(
        select(AgreedChain).where(AgreedChain.newcomer_id == newcomer_id, AgreedChain.ended_on.is_(None))
    ).first()
    if chain is None:
        raise RuleError(_("Für diese Person ist noch keine Kette vereinbart."))
    return chain


def renumber(plan: list[Step]) -> None:
    """Gives the steps of a plan their positions in this order."""
    for position, step in enumerate(plan):
        if step.position != position:
            step.position = position
