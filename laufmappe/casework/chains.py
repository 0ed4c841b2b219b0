# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Support chains: the shipped templates, and the chain that is agreed with a person and then belongs to it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.codes import issue_code
from laufmappe.casework.derived import kept_steps, refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import TEXT, clean, clean_lines, known
from laufmappe.casework.views import Changed
from laufmappe.casework.words import service_types
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.resources import read_json

TEMPLATES = ("K1", "K2", "K3", "K4", "K5", "K6", "K7")


@dataclass(frozen=True)
class TemplateView:
    """A chain template: for whom it is meant, and its steps as `(id, title)`."""

    id: str
    name: str
    audience: str
    version: int
    statuses: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]


def templates() -> tuple[TemplateView, ...]:
    """The seven templates in their order."""
    return tuple(_template(chain_id) for chain_id in TEMPLATES)


def step_library() -> tuple[tuple[str, str], ...]:
    """Every shipped step as `(id, title)`, for adding one to a chain."""
    return tuple((s["id"], s["title"]) for s in _steps().values())


def suggested_template(status: str) -> str:
    """The template that is meant for a residence status; empty when none is."""
    return next((t.id for t in templates() if status in t.statuses), "") if status else ""


def agree_chain(desk: Desk, newcomer_id: str, template: str) -> Changed:
    """Copies a template (`K1` … `K7`) for a person; an earlier chain ends and stays in the record.

    Raises:
        FieldError: There is no such template.
        NotFoundError: There is no such person.
    """
    with desk.write("agree_chain", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        act.subject_id = add_chain(act.session, newcomer_id, template, desk.today()).id
        refresh(act.session, newcomer_id)
    return act.changed()


def add_chain(session: Session, newcomer_id: str, template: str, today: date) -> AgreedChain:
    """Writes the rows of a newly agreed chain, with a code for each step."""
    known("chain", template, TEMPLATES)
    content = read_json("chains", f"{template}.json")
    for earlier in session.scalars(
        select(AgreedChain).where(AgreedChain.newcomer_id == newcomer_id, AgreedChain.ended_on.is_(None))
    ):
        earlier.ended_on = today
    chain = AgreedChain(
        newcomer_id=newcomer_id,
        template=template,
        template_version=content["version"],
        name=content["name"],
        agreed_on=today,
    )
    chain.steps = [
        Step(position=position, state="open", state_since=today, **fields)
        for position, fields in enumerate(template_steps(template))
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
    """Adds a step to the active chain: a shipped one by its id, or one in the counsellor's own words.

    Raises:
        FieldError: Neither a known step nor a title is given.
        RuleError: No chain is agreed yet, or the shipped step is in it already.
    """
    if template_step:
        fields = dict(_steps_fields(known("template_step", template_step, _steps())))
    else:
        fields = {
            "title": clean("title", title),
            "why": clean("why", why),
            "service_type": known("service_type", service_type, ("", *service_types())),
            "bring": clean_lines("bring", bring),
            "icon": "map-pin",
        }
        if not fields["title"]:
            raise FieldError("title", _("Wie soll der Schritt heißen?"))
    with desk.write("add_step", newcomer_id) as act:
        chain = _active(act.session, newcomer_id)
        plan = kept_steps(chain)
        if template_step and any(s.template_step == template_step for s in plan):
            raise RuleError(_("Dieser Schritt steht schon im Plan."))
        step = Step(chain_id=chain.id, position=len(plan), state="open", state_since=desk.today(), **fields)
        act.session.add(step)
        act.session.flush()
        issue_code(act.session, newcomer_id, step.id, desk.today())
        plan.insert(len(plan) if position is None else max(0, min(position, len(plan))), step)
        _number(plan)
        act.subject_id = step.id
        refresh(act.session, newcomer_id)
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
        _number(kept_steps(chain))
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
        _number([*plan, step])
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
        _number(plan)
        refresh(act.session, chain.newcomer_id)
    return act.changed()


def step_and_chain(session: Session, step_id: str) -> tuple[Step, AgreedChain]:
    """A step with its chain. Raises NotFoundError."""
    step = session.get(Step, step_id)
    chain = session.get(AgreedChain, step.chain_id) if step else None
    if step is None or chain is None:
        raise NotFoundError(_("Diesen Schritt gibt es nicht (mehr)."))
    return step, chain


def _active(session: Session, newcomer_id: str) -> AgreedChain:
    chain = session.scalars(
        select(AgreedChain).where(AgreedChain.newcomer_id == newcomer_id, AgreedChain.ended_on.is_(None))
    ).first()
    if chain is None:
        raise RuleError(_("Für diese Person ist noch keine Kette vereinbart."))
    return chain


def _number(plan: list[Step]) -> None:
    for position, step in enumerate(plan):
        if step.position != position:
            step.position = position


@cache
def _template(chain_id: str) -> TemplateView:
    content = read_json("chains", f"{chain_id}.json")
    steps = tuple((f["template_step"], f["title"]) for f in template_steps(chain_id))
    return TemplateView(
        id=content["id"],
        name=content["name"],
        audience=content["audience"],
        version=content["version"],
        statuses=tuple(content["statuses"]),
        steps=steps,
    )


def template_steps(chain_id: str) -> list[dict[str, Any]]:
    """The columns of each step that a template gives to an agreed chain, in order."""
    entries = read_json("chains", f"{chain_id}.json")["steps"]
    return [
        _steps_fields(entry, {}) if isinstance(entry, str) else _steps_fields(entry["id"], entry) for entry in entries
    ]


def _steps_fields(step_id: str, override: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {**_steps()[step_id], **(override or {})}
    return {
        "template_step": step_id,
        "hint": content["note"],
        **{
            key: content[key]
            for key in ("title", "why", "topic", "icon", "service_type", "bring", "deadline", "advice", "after", "sets")
        },
    }


@cache
def _steps() -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in read_json("chains", "steps.json")["steps"]}
