# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The template as it is being worked on: pure changes of its draft, and the form in which it outlives a lock."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from laufmappe.casework.chains.step_definitions import StepDefinition, step_definition, step_object
from laufmappe.casework.chains.template_versions import TemplateDraft


def moved(draft: TemplateDraft, place: int, by: int) -> TemplateDraft:
    """The step at this place some places further down, as far as the list goes."""
    steps = list(draft.steps)
    step = steps.pop(place)
    steps.insert(max(0, min(place + by, len(steps))), step)
    return replace(draft, steps=tuple(steps))


def without(draft: TemplateDraft, step_id: str) -> TemplateDraft:
    """The draft without a step; nothing waits for it any more and no deadline counts from it."""
    return replace(draft, steps=tuple(_free(step, step_id) for step in draft.steps if step.id != step_id))


def with_step(draft: TemplateDraft, step: StepDefinition, place: int) -> TemplateDraft:
    """The draft with a step: in place of the one with its id, or new at this place."""
    if any(other.id == step.id for other in draft.steps):
        return replace(draft, steps=tuple(step if other.id == step.id else other for other in draft.steps))
    steps = list(draft.steps)
    steps.insert(place, step)
    return replace(draft, steps=tuple(steps))


def fresh_id(draft: TemplateDraft, taken: Collection[str]) -> str:
    """An id for a new step of the centre's own: E1, E2 …"""
    used = {*taken, *(step.id for step in draft.steps)}
    return next(f"E{n}" for n in range(1, len(used) + 2) if f"E{n}" not in used)


def step_texts(step: StepDefinition) -> tuple[str, ...]:
    """The German texts of a step that are printed, each once."""
    return tuple(dict.fromkeys(text for text in (step.title, step.why, *step.bring, step.advice) if text))


def kept_form(draft: TemplateDraft) -> dict[str, Any]:
    """The draft as JSON."""
    return {
        "template": draft.template,
        "name": draft.name,
        "audience": draft.audience,
        "statuses": list(draft.statuses),
        "note": draft.note,
        "steps": [step_object(step) for step in draft.steps],
        "translations": [[*key, text] for key, text in draft.translations.items()],
    }


def from_kept_form(values: Mapping[str, Any]) -> TemplateDraft:
    """The draft that `kept_form` gave."""
    return TemplateDraft(
        template=str(values["template"]),
        name=str(values["name"]),
        audience=str(values["audience"]),
        statuses=tuple(values["statuses"]),
        note=str(values["note"]),
        steps=tuple(step_definition(step) for step in values["steps"]),
        translations={(language, source): text for language, source, text in values["translations"]},
    )


def _free(step: StepDefinition, gone: str) -> StepDefinition:
    after = tuple(key for key in step.after if key != gone)
    rule = step.deadline
    anchors = tuple(anchor for anchor in rule.anchors if anchor != f"step:{gone}")
    if anchors != rule.anchors and not anchors:
        rule = replace(rule, anchors=(), days=None, weeks=None, months=None)
    return replace(step, after=after, deadline=replace(rule, anchors=anchors))
