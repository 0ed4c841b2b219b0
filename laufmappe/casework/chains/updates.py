# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of a template, and between an agreed chain and the newest version of its template.

An update is offered and never forced: the counsellor takes the differences one by one. What has ended stays as it was
done, and what was adapted by hand stays unless that very field is chosen.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.chains.agreed import active, renumber
from laufmappe.casework.chains.step_definitions import STEP_FIELDS, StepDefinition, step_columns, step_definition
from laufmappe.casework.chains.templates import TemplateView, offered, template_of_version
from laufmappe.casework.derived import kept_steps, refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.papers.codes import issue_code
from laufmappe.casework.views import ENDED_STATES, OPEN_STATES, Changed
from laufmappe.errors import RuleError
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.journal import Change

BEGUN = tuple(state for state in OPEN_STATES if state != "open")


@dataclass(frozen=True)
class FieldDifference:
    """A field of a step that says something else in the newer version; values are those of `StepDefinition`.

    `conflict`: `before` is what the counsellor made of it by hand. `key` accepts it then.
    """

    key: str
    field: str
    before: Any
    after: Any
    conflict: bool = False


@dataclass(frozen=True)
class StepDifference:
    """A step that is `new`, `gone`, `changed` or `moved`; `key` accepts it. `begun`: something is under way already."""

    key: str
    kind: str
    title: str
    step: StepDefinition
    fields: tuple[FieldDifference, ...] = ()
    begun: bool = False


@dataclass(frozen=True)
class ChainUpdate:
    """The newest version of the template that a chain was agreed after, and what it would change in that chain."""

    template: str
    name: str
    from_version: int
    to_version: int
    note: str
    differences: tuple[StepDifference, ...] = field(default=())


def compare_templates(before: TemplateView, after: TemplateView) -> tuple[StepDifference, ...]:
    """What the steps of a version say otherwise than those of an earlier one, in the order of the later one."""
    old, new = {step.id: step for step in before.steps}, {step.id: step for step in after.steps}
    common = [key for key in old if key in new]
    order = [key for key in new if key in old]
    found = []
    for key, step in new.items():
        if key not in old:
            found.append(StepDifference(key, "new", step.title, step))
            continue
        fields = tuple(
            FieldDifference(f"{key}:{name}", name, getattr(old[key], name), getattr(step, name))
            for name in STEP_FIELDS
            if getattr(old[key], name) != getattr(step, name)
        )
        if fields:
            found.append(StepDifference(key, "changed", step.title, step, fields))
        elif common.index(key) != order.index(key):
            found.append(StepDifference(key, "moved", step.title, step))
    return (*found, *(StepDifference(key, "gone", step.title, step) for key, step in old.items() if key not in new))


def chain_update(desk: Desk, newcomer_id: str) -> ChainUpdate | None:
    """What the newest version of the template would change; None where it changes nothing. Raises NotFoundError.

    A chain that it changes nothing in stays one of its own version: nobody has agreed anything, and once the person has
    another status, the same version may bring a difference.
    """
    with desk.read() as session:
        newcomer = get_newcomer(session, newcomer_id)
        chain = next((c for c in reversed(newcomer.chains) if c.ended_on is None), None)
        update = _update(session, chain, newcomer.status) if chain is not None else None
        return update if update is not None and update.differences else None


def apply_update(desk: Desk, newcomer_id: str, accepted: Collection[str]) -> Changed:
    """Takes the accepted differences into the chain, by the keys of steps and of fields in conflict.

    The chain then counts as agreed after the newest version: what was not accepted is not offered again.

    Raises:
        RuleError: There is no newer version.
    """
    with desk.write("apply_update", newcomer_id) as act:
        status = get_newcomer(act.session, newcomer_id).status
        chain = active(act.session, newcomer_id)
        update = _update(act.session, chain, status)
        if update is None:
            raise RuleError(_("Diese Kette ist schon nach der neuesten Fassung vereinbart."))
        act.subject_id = chain.id
        newest = next(view for view in offered(act.session) if view.id == chain.template)
        steps = {step.template_step: step for step in kept_steps(chain) if step.template_step}
        for difference in update.differences:
            taken = difference.key in accepted
            if difference.kind == "new" and taken:
                _add(act.session, desk, chain, difference.step, newest)
            elif difference.kind == "gone" and taken:
                steps[difference.key].dropped_on = desk.today()
                steps[difference.key].dropped_reason = _("Nicht mehr in der Vorlage (Fassung {n})").format(
                    n=update.to_version
                )
            elif difference.kind == "changed":
                columns = step_columns(difference.step)
                for change in difference.fields:
                    if change.key in accepted if change.conflict else taken:
                        column = _column(change.field)
                        setattr(steps[difference.key], column, columns[column])
        chain.template_version = update.to_version
        act.session.flush()
        renumber(kept_steps(chain))
        refresh(act.session, newcomer_id)
    return act.changed()


def _update(session: Session, chain: AgreedChain, status: str) -> ChainUpdate | None:
    newest = next((view for view in offered(session) if view.id == chain.template), None)
    if newest is None or newest.version <= chain.template_version:
        return None
    before = template_of_version(session, chain.template, chain.template_version)
    if not newest.shipped and (before is None or before.name != chain.name):
        return None  # agreed elsewhere: another centre's own template may have the same id
    old = {step.id: step for step in before.steps} if before is not None else None
    return ChainUpdate(
        template=chain.template,
        name=newest.name,
        from_version=chain.template_version,
        to_version=newest.version,
        note=newest.note,
        differences=tuple(_differences(session, chain, old, newest, status)),
    )


def _differences(
    session: Session, chain: AgreedChain, old: dict[str, StepDefinition] | None, newest: TemplateView, status: str
) -> list[StepDifference]:
    agreed = {step.template_step: step for step in chain.steps if step.template_step}
    found = []
    for definition in newest.steps:
        step = agreed.get(definition.id)
        if step is None:
            known = old is not None and definition.id in old and old[definition.id].applies_to(status)
            if definition.applies_to(status) and not known:
                found.append(StepDifference(definition.id, "new", definition.title, definition))
        elif step.dropped_on is None and step.state not in ENDED_STATES:
            fields = _changed_fields(session, step, old.get(definition.id) if old is not None else None, definition)
            if fields:
                begun = step.state in BEGUN
                found.append(StepDifference(definition.id, "changed", step.title, definition, fields, begun))
    still = {step.id for step in newest.steps}
    for step in kept_steps(chain):
        was = old is None or step.template_step in old
        if step.template_step and step.template_step not in still and was and step.state not in ENDED_STATES:
            begun = step.state in BEGUN
            found.append(StepDifference(step.template_step, "gone", step.title, _definition(step), begun=begun))
    return found


def _changed_fields(
    session: Session, step: Step, old: StepDefinition | None, new: StepDefinition
) -> tuple[FieldDifference, ...]:
    """Where the new version differs from the agreed step: a conflict where the step no longer says what its version said."""
    now = _definition(step)
    found = []
    for name in STEP_FIELDS:
        before, after = getattr(now, name), getattr(new, name)
        if before == after or (old is not None and getattr(old, name) == after):
            continue
        by_hand = before != getattr(old, name) if old is not None else _changed_by_hand(session, step, name)
        found.append(FieldDifference(f"{new.id}:{name}", name, before, after, conflict=by_hand))
    return tuple(found)


def _changed_by_hand(session: Session, step: Step, name: str) -> bool:
    """Whether the journal knows of a change: for chains whose version of the template is gone."""
    query = select(Change).where(Change.entity == "step", Change.entity_id == step.id)
    return any(change.before and _column(name) in (change.after or {}) for change in session.scalars(query))


def _definition(step: Step) -> StepDefinition:
    values = {_field(column): getattr(step, column) for column in map(_column, STEP_FIELDS)}
    return step_definition({"id": step.template_step, **values})


def _add(session: Session, desk: Desk, chain: AgreedChain, definition: StepDefinition, newest: TemplateView) -> None:
    """Puts a new step behind the step of the plan that the template has before it."""
    plan = kept_steps(chain)
    ids = [step.id for step in newest.steps]
    before = ids[: ids.index(definition.id)]
    place = max((n for n, step in enumerate(plan, start=1) if step.template_step in before), default=0)
    step = Step(chain_id=chain.id, position=place, state="open", state_since=desk.today(), **step_columns(definition))
    chain.steps.append(step)
    session.flush()
    issue_code(session, chain.newcomer_id, step.id, desk.today())
    plan.insert(place, step)
    renumber(plan)


def _column(name: str) -> str:
    return "hint" if name == "note" else name


def _field(column: str) -> str:
    return "note" if column == "hint" else column
