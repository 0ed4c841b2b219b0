# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The goals of a newcomer in the newcomer's own words, each with the measure that was agreed for it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import LINE, TEXT, clean, known
from laufmappe.casework.views import Changed
from laufmappe.casework.words import topics
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.chains import Goal

GOAL_STATES = ("open", "reached", "given_up")
MOST_GOALS = 30


@dataclass(frozen=True)
class GoalDraft:
    """What a form says of a goal. Only the words are needed; `who` takes care, `until_on` is the day agreed for it."""

    text: str
    topic: str = ""
    measure: str = ""
    who: str = ""
    until_on: date | None = None


def add_goal(desk: Desk, newcomer_id: str, draft: GoalDraft) -> Changed:
    """Adds a goal behind the others. Raises FieldError, NotFoundError, RuleError."""
    draft = _checked(draft)
    with desk.write("add_goal", newcomer_id) as act:
        goals = get_newcomer(act.session, newcomer_id).goals
        if len(goals) >= MOST_GOALS:
            raise RuleError(_("Mehr als {n} Ziele haben hier keinen Platz.").format(n=MOST_GOALS))
        day = desk.today()
        goal = Goal(newcomer_id=newcomer_id, position=len(goals), set_on=day, state_on=day, **vars(draft))
        act.session.add(goal)
        act.session.flush()
        act.subject_id = goal.id
    return act.changed()


def change_goal(desk: Desk, goal_id: str, draft: GoalDraft) -> Changed:
    """Replaces what is kept of a goal. Raises FieldError, NotFoundError."""
    draft = _checked(draft)
    with desk.write("change_goal") as act:
        goal = _goal(act.session, goal_id)
        act.operation.newcomer_id, act.subject_id = goal.newcomer_id, goal.id
        for name, value in vars(draft).items():
            setattr(goal, name, value)
    return act.changed()


def set_goal_state(desk: Desk, goal_id: str, state: str, on: date | None = None, result: str = "") -> Changed:
    """A goal is reached, given up or open again, since a day (today if none is named).

    Raises:
        FieldError: The state is unknown, the day lies in the future or before the goal was set.
        RuleError: The goal is in that state already.
    """
    known("state", state, GOAL_STATES)
    day = on or desk.today()
    result = clean("result", result, TEXT)
    if day > desk.today():
        raise FieldError("state_on", _("Dieser Tag liegt in der Zukunft."))
    with desk.write("set_goal_state") as act:
        goal = _goal(act.session, goal_id)
        if day < goal.set_on:
            raise FieldError("state_on", _("An diesem Tag gab es das Ziel noch nicht."))
        if (goal.state, goal.state_on, goal.result) == (state, day, result):
            raise RuleError(_("Das Ziel ist schon in diesem Stand."))
        act.operation.newcomer_id, act.subject_id = goal.newcomer_id, goal.id
        goal.state, goal.state_on, goal.result = state, day, result
    return act.changed()


def move_goal(desk: Desk, goal_id: str, number: int) -> Changed:
    """Makes a goal the one with this number (from 1); the others close up. Raises NotFoundError."""
    with desk.write("move_goal") as act:
        goal = _goal(act.session, goal_id)
        goals = list(get_newcomer(act.session, goal.newcomer_id).goals)
        act.operation.newcomer_id, act.subject_id = goal.newcomer_id, goal.id
        goals.remove(goal)
        goals.insert(max(0, min(number - 1, len(goals))), goal)
        _number(goals)
    return act.changed()


def remove_goal(desk: Desk, goal_id: str) -> Changed:
    """Takes a goal out of the record: it was entered by mistake. Raises NotFoundError."""
    with desk.write("remove_goal") as act:
        goal = _goal(act.session, goal_id)
        newcomer = get_newcomer(act.session, goal.newcomer_id)
        act.operation.newcomer_id, act.subject_id = newcomer.id, goal.id
        _number([other for other in newcomer.goals if other is not goal])
        act.session.delete(goal)
    return act.changed()


def _checked(draft: GoalDraft) -> GoalDraft:
    text = clean("text", draft.text, TEXT)
    if not text:
        raise FieldError("text", _("Was möchte die Person erreichen?"))
    return GoalDraft(
        text=text,
        topic=known("topic", draft.topic, ("", *topics())),
        measure=clean("measure", draft.measure, TEXT),
        who=clean("who", draft.who, LINE),
        until_on=draft.until_on,
    )


def _goal(session: Session, goal_id: str) -> Goal:
    goal = session.get(Goal, goal_id)
    if goal is None:
        raise NotFoundError(_("Dieses Ziel gibt es nicht (mehr)."))
    return goal


def _number(goals: list[Goal]) -> None:
    for position, goal in enumerate(goals):
        if goal.position != position:
            goal.position = position
