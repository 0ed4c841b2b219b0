# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A step as a template defines it: its JSON form, the columns that an agreed chain gets from it, and what it may hold."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

from laufmappe.casework.derived import deadline_of
from laufmappe.casework.fields import LINE, TEXT, clean, clean_lines, known
from laufmappe.casework.views import Deadline
from laufmappe.casework.words import anchors, deadline_kinds, service_types, statuses, topics
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.resources import path

WHO = ("newcomer", "counsellor", "service")
MOST_STEPS = 60
PRINTED = 600
"""Most characters of a text that is printed into the box of a station."""
_MOST_COUNT = {"days": 3650, "weeks": 520, "months": 120}
_ID = re.compile("[A-Z][A-Z0-9_]{0,19}")


@dataclass(frozen=True)
class StepDefinition:
    """A step as a template says it, with the keys of `resources/chains/steps.json`.

    `note` is the hint for the counsellor; `why`, `bring` and `advice` are printed. `who` acts: newcomer, counsellor or
    service. `valid_for` are the statuses that it is meant for, all when empty.
    """

    id: str
    title: str
    why: str = ""
    topic: str = "everyday"
    icon: str = "map-pin"
    service_type: str = ""
    bring: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    advice: str = ""
    note: str = ""
    after: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    who: str = "newcomer"
    valid_for: tuple[str, ...] = ()

    def applies_to(self, status: str) -> bool:
        """Whether it is meant for somebody of this status; while that is unknown, it may be."""
        return not self.valid_for or not status or status in self.valid_for


STEP_FIELDS = tuple(f.name for f in fields(StepDefinition) if f.name != "id")


def step_definition(values: Mapping[str, Any]) -> StepDefinition:
    """A step from its JSON form; what it leaves out gets its default."""
    given: dict[str, Any] = {name: values[name] for name in ("id", *STEP_FIELDS) if name in values}
    for name in ("bring", "after", "sets", "valid_for"):
        if name in given:
            given[name] = tuple(given[name])
    return StepDefinition(**{**given, "deadline": deadline_of(given.get("deadline", {}))})


def step_object(step: StepDefinition) -> dict[str, Any]:
    """A step in its JSON form, as a version of a template keeps it."""
    values = {name: getattr(step, name) for name in ("id", *STEP_FIELDS)}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {**plain, "deadline": deadline_object(step.deadline)}


def deadline_object(rule: Deadline) -> dict[str, Any]:
    """A deadline in its JSON form: only the count that it has."""
    counts = {unit: getattr(rule, unit) for unit in _MOST_COUNT}
    given = {unit: count for unit, count in counts.items() if count is not None}
    return {"kind": rule.kind, "anchors": list(rule.anchors), **given, "norm": rule.norm}


def step_columns(step: StepDefinition) -> dict[str, Any]:
    """The columns that a step of a template gives to the step of an agreed chain."""
    values = step_object(step)
    return {"template_step": values.pop("id"), "hint": values.pop("note"), **values}


def checked_steps(steps: Sequence[StepDefinition], elsewhere: Collection[str] = ()) -> tuple[StepDefinition, ...]:
    """The steps of a template, each cleaned. `elsewhere` are ids of steps that may be named without being in it.

    Raises:
        FieldError: `field` is `<step id>.<field>`, or `steps`; the sentence names the step.
    """
    if not steps:
        raise FieldError("steps", _("Eine Vorlage braucht mindestens einen Schritt."))
    if len(steps) > MOST_STEPS:
        raise FieldError("steps", _("Höchstens {n} Schritte haben in einer Vorlage Platz.").format(n=MOST_STEPS))
    ids = [step.id for step in steps]
    for place, key in enumerate(ids):
        if not _ID.fullmatch(key):
            raise FieldError("steps", _("„{value}“ ist keine Kennung für einen Schritt.").format(value=key[:40]))
        if key in ids[:place]:
            raise FieldError("steps", _("Der Schritt „{step}“ steht zweimal darin.").format(step=steps[place].title))
    cleaned = tuple(checked_step(step, {*ids, *elsewhere}) for step in steps)
    _refuse_circles(cleaned)
    return cleaned


def checked_step(step: StepDefinition, ids: Collection[str]) -> StepDefinition:
    """One step, cleaned; `ids` are the steps that it may come after or count from. Raises FieldError, see above."""
    try:
        return _cleaned(step, ids)
    except FieldError as error:
        name = step.title[:LINE].strip() or step.id
        raise FieldError(
            f"{step.id}.{error.field}", _("Schritt „{step}“: {fault}").format(step=name, fault=error)
        ) from None


def _cleaned(step: StepDefinition, ids: Collection[str]) -> StepDefinition:
    title = clean("title", step.title)
    if not title:
        raise FieldError("title", _("Wie soll der Schritt heißen?"))
    if step.id in step.after:
        raise FieldError("after", _("Ein Schritt kann nicht nach sich selbst kommen."))
    return replace(
        step,
        title=title,
        why=clean("why", step.why, PRINTED),
        topic=known("topic", step.topic, topics()),
        icon=known("icon", step.icon, _icons()),
        service_type=known("service_type", step.service_type, ("", *service_types())),
        bring=tuple(clean_lines("bring", step.bring)),
        deadline=_checked_deadline(step.deadline, ids),
        advice=clean("advice", step.advice, PRINTED),
        note=clean("note", step.note, TEXT),
        after=tuple(dict.fromkeys(known("after", key, ids) for key in step.after)),
        sets=tuple(dict.fromkeys(known("sets", key, anchors()) for key in step.sets)),
        who=known("who", step.who, WHO),
        valid_for=tuple(dict.fromkeys(known("valid_for", key, statuses()) for key in step.valid_for)),
    )


def _checked_deadline(rule: Deadline, ids: Collection[str]) -> Deadline:
    counts = {unit: getattr(rule, unit) for unit in _MOST_COUNT if getattr(rule, unit) is not None}
    if len(counts) > 1:
        raise FieldError("deadline", _("Eine Frist zählt Tage, Wochen oder Monate, nicht mehreres zugleich."))
    for unit, count in counts.items():
        if type(count) is not int or not -_MOST_COUNT[unit] <= count <= _MOST_COUNT[unit]:
            raise FieldError("deadline", _("Diese Frist ist länger als möglich."))
    if counts and not rule.anchors:
        raise FieldError("deadline", _("Ab wann zählt die Frist? Bitte wählen Sie ein Datum oder einen Schritt."))
    for anchor in rule.anchors:
        kind, _colon, step = anchor.partition(":")
        known("deadline", step if kind == "step" else anchor, ids if kind == "step" else anchors())
    kind = known("deadline", rule.kind, deadline_kinds())
    return replace(rule, kind=kind, anchors=tuple(dict.fromkeys(rule.anchors)), norm=clean("deadline", rule.norm))


def _refuse_circles(steps: Sequence[StepDefinition]) -> None:
    """Raises FieldError when steps wait for each other."""
    by_id = {step.id: step for step in steps}
    done: set[str] = set()

    def follow(step: StepDefinition, waiting: tuple[str, ...]) -> None:
        if step.id in waiting:
            circle = [*waiting[waiting.index(step.id) :], step.id]
            words = " → ".join(by_id[key].title for key in reversed(circle))
            raise FieldError(f"{step.id}.after", _("Diese Schritte warten aufeinander: {steps}").format(steps=words))
        if step.id not in done:
            for earlier in step.after:
                if earlier in by_id:
                    follow(by_id[earlier], (*waiting, step.id))
            done.add(step.id)

    for step in steps:
        follow(step, ())


@cache
def _icons() -> frozenset[str]:
    return frozenset(file.stem for file in path("icons").glob("*.svg"))
