# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chain templates: those that ship, and the versions that a centre made its own. The highest version is offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.chains.step_definitions import (
    StepDefinition,
    checked_steps,
    step_columns,
    step_definition,
    step_object,
)
from laufmappe.casework.desk import Desk
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.records.chains import ChainTemplate
from laufmappe.resources import read_json, read_shipped_json

TEMPLATES = ("K1", "K2", "K3", "K4", "K5", "K6", "K7")
"""The shipped templates in their order."""


@dataclass(frozen=True)
class TemplateView:
    """A version of a chain template: for whom it is meant, and its steps in order.

    `shipped` is the version that came with the program, 0 for a template of the centre's own; `own` says that this very
    version is the centre's. `as_of` (`YYYY-MM`) and `verify` speak of shipped rules.
    """

    id: str
    name: str
    audience: str
    version: int
    statuses: tuple[str, ...]
    steps: tuple[StepDefinition, ...]
    own: bool = False
    shipped: int = 0
    note: str = ""
    made_on: date | None = None
    retired: bool = False
    as_of: str = ""
    verify: bool = False


@dataclass(frozen=True)
class RuleOrigin:
    """Where a shipped rule comes from: `as_of` (`YYYY-MM`), the source, and whether it still has to be checked."""

    as_of: str
    source: str
    verify: bool


def shipped_templates() -> tuple[TemplateView, ...]:
    """The templates that came with the program, or that stand in the centre's own rule files."""
    return tuple(map(shipped_template, TEMPLATES))


def shipped_template(template: str) -> TemplateView:
    """One of `TEMPLATES`."""
    return _template(template)[0]


def rule_faults() -> dict[str, str]:
    """What is wrong with the content of the centre's own rule files of chains, by the file that they stand for."""
    faults = {f"chains/{template}.json": _template(template)[1] for template in TEMPLATES}
    return {place: fault for place, fault in {"chains/steps.json": _library()[2], **faults}.items() if fault}


def templates(desk: Desk) -> tuple[TemplateView, ...]:
    """The templates that are offered: of each the highest version, shipped ones first, without those that are retired."""
    with desk.read() as session:
        return offered(session)


def offered(session: Session) -> tuple[TemplateView, ...]:
    """See `templates`."""
    return tuple(view for view in newest(session) if not view.retired)


def newest(session: Session) -> tuple[TemplateView, ...]:
    """The highest version of every template, retired ones too."""
    own: dict[str, TemplateView] = {}
    for row in session.scalars(select(ChainTemplate).order_by(ChainTemplate.version)):
        own[row.template] = own_template(row)
    views = [_higher(shipped_template(key), own.pop(key, None)) for key in TEMPLATES]
    return (*views, *(own[key] for key in sorted(own, key=_by_number)))


def offered_template(session: Session, template: str) -> TemplateView:
    """The version of a template that is offered. Raises FieldError when there is none."""
    for view in offered(session):
        if view.id == template:
            return view
    raise FieldError("chain", _("Die Vorlage „{value}“ gibt es nicht (mehr).").format(value=template[:40]))


def template_of_version(session: Session, template: str, version: int) -> TemplateView | None:
    """A version of a template as it was; None when it is not known any more."""
    row = session.scalar(
        select(ChainTemplate).where(ChainTemplate.template == template, ChainTemplate.version == version)
    )
    if row is not None:
        return own_template(row)
    shipped = shipped_template(template) if template in TEMPLATES else None
    return shipped if shipped is not None and shipped.version == version else None


def suggested_template(status: str, among: Sequence[TemplateView] | None = None) -> str:
    """The template that is meant for a residence status; empty when none is. A centre's own template comes first."""
    among = shipped_templates() if among is None else among
    fitting = [view for view in among if status and status in view.statuses]
    return next((view.id for view in sorted(fitting, key=lambda view: not view.own)), "")


def step_library() -> tuple[tuple[str, str], ...]:
    """Every shipped step as `(id, title)`, for adding one to a chain."""
    return tuple((step.id, step.title) for step in library().values())


def library() -> Mapping[str, StepDefinition]:
    """Every shipped step by its id."""
    return _library()[0]


def rule_origin(template_step: str) -> RuleOrigin | None:
    """Where the rule of a shipped step comes from; None for a step of the centre's own."""
    return _library()[1].get(template_step)


def template_steps(template: str, status: str = "") -> list[dict[str, Any]]:
    """The columns of each step that a shipped template gives to somebody of a status, in order."""
    return [step_columns(step) for step in shipped_template(template).steps if step.applies_to(status)]


def own_template(row: ChainTemplate) -> TemplateView:
    """A version of the centre as a view."""
    return TemplateView(
        id=row.template,
        name=row.name,
        audience=row.audience,
        version=row.version,
        statuses=tuple(row.statuses),
        steps=tuple(step_definition(values) for values in row.steps),
        own=True,
        shipped=shipped_template(row.template).version if row.template in TEMPLATES else 0,
        note=row.note,
        made_on=row.made_on,
        retired=row.retired,
    )


def _higher(shipped: TemplateView, own: TemplateView | None) -> TemplateView:
    return own if own is not None and own.version >= shipped.version else shipped


def _by_number(template: str) -> tuple[int, str]:
    digits = "".join(c for c in template if c.isdigit())
    return int(digits or 0), template


def step_collection(desk: Desk) -> dict[str, StepDefinition]:
    """Every step that can be added to a chain: the shipped ones, and those of the centre's own templates."""
    with desk.read() as session:
        return collected(session)


def collected(session: Session) -> dict[str, StepDefinition]:
    """See `step_collection`. A shipped step is the shipped one, also where a template says it otherwise."""
    own = {step.id: step for view in offered(session) if view.own for step in view.steps}
    return {**library(), **{key: step for key, step in own.items() if key not in library()}}


@cache
def _template(template: str) -> tuple[TemplateView, str]:
    """A template with the fault of the centre's own rule file, for which the shipped one stands in then."""
    name = f"{template}.json"
    try:
        return _read(read_json("chains", name), template), ""
    except (FieldError, TypeError, ValueError, KeyError) as error:
        return _read(read_shipped_json("chains", name), template), str(error)


def _read(content: Mapping[str, Any], template: str) -> TemplateView:
    entries = [{"id": entry} if isinstance(entry, str) else entry for entry in content["steps"]]
    steps = [step_definition({**step_object(library()[entry["id"]]), **entry}) for entry in entries]
    return TemplateView(
        id=template,
        name=content["name"],
        audience=content["audience"],
        version=content["version"],
        statuses=tuple(content["statuses"]),
        steps=checked_steps(steps, library()),
        shipped=content["version"],
        as_of=content["as_of"],
        verify=content["verify"],
    )


@cache
def _library() -> tuple[dict[str, StepDefinition], dict[str, RuleOrigin], str]:
    """The steps, their origins, and the fault of the centre's own rule file, for which the shipped one stands in then."""
    try:
        return (*_steps(read_json("chains", "steps.json")), "")
    except (FieldError, TypeError, ValueError, KeyError) as error:
        return (*_steps(read_shipped_json("chains", "steps.json")), str(error))


def _steps(content: Mapping[str, Any]) -> tuple[dict[str, StepDefinition], dict[str, RuleOrigin]]:
    entries, as_of = content["steps"], content["as_of"]
    steps = {step.id: step for step in checked_steps(list(map(step_definition, entries)))}
    origins = {step["id"]: RuleOrigin(step.get("as_of", as_of), step["source"], step["verify"]) for step in entries}
    return steps, origins
