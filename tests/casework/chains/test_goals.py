# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from laufmappe.casework.chains.goals import (
    MOST_GOALS,
    GoalDraft,
    add_goal,
    change_goal,
    move_goal,
    remove_goal,
    set_goal_state,
)
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
WORK = GoalDraft("Ich möchte wieder als Pflegerin arbeiten.", "work", "Anerkennung beantragen", "Frau Haddad")


def texts(desk: Desk, person: str) -> list[str]:
    return [goal.text for goal in case(desk, person).goals]


def test_a_goal_is_kept_in_the_persons_own_words(desk: Desk, take: Take, today: date) -> None:
    person = take()
    until = today + timedelta(days=90)
    goal_id = add_goal(desk, person, replace(WORK, until_on=until)).subject_id
    (goal,) = case(desk, person).goals
    assert (goal.id, goal.text, goal.topic, goal.measure, goal.who) == (goal_id, *list(vars(WORK).values())[:4])
    assert (goal.set_on, goal.until_on, goal.state, goal.state_on) == (today, until, "open", today)
    change_goal(desk, goal_id, GoalDraft(" Deutsch B2 \n"))
    assert [(g.text, g.topic, g.until_on) for g in case(desk, person).goals] == [("Deutsch B2", "", None)]


def test_a_goal_needs_words_and_a_known_topic(desk: Desk, take: Take) -> None:
    person = take()
    for draft, field in ((GoalDraft(" "), "text"), (replace(WORK, topic="Wetter"), "topic")):
        with pytest.raises(FieldError) as fault:
            add_goal(desk, person, draft)
        assert fault.value.field == field
    with pytest.raises(NotFoundError):
        change_goal(desk, "nichts", WORK)
    for _n in range(MOST_GOALS):
        add_goal(desk, person, WORK)
    with pytest.raises(RuleError):
        add_goal(desk, person, WORK)


def test_a_goal_is_reached_given_up_and_taken_up_again(desk: Desk, take: Take, today: date) -> None:
    person = take()
    goal = add_goal(desk, person, WORK).subject_id
    set_goal_state(desk, goal, "reached", result="Stelle ab Januar")
    found = case(desk, person).goals[0]
    assert (found.state, found.state_on, found.result) == ("reached", today, "Stelle ab Januar")
    with pytest.raises(RuleError):
        set_goal_state(desk, goal, "reached", result="Stelle ab Januar")
    set_goal_state(desk, goal, "open")
    assert case(desk, person).goals[0].result == ""
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(FieldError) as fault:
            set_goal_state(desk, goal, "given_up", day)
        assert fault.value.field == "state_on"


def test_goals_stand_in_the_order_that_the_person_gives_them(desk: Desk, take: Take) -> None:
    person = take()
    ids = [add_goal(desk, person, GoalDraft(text)).subject_id for text in ("Eins", "Zwei", "Drei")]
    move_goal(desk, ids[2], 1)
    assert texts(desk, person) == ["Drei", "Eins", "Zwei"]
    move_goal(desk, ids[2], 99)
    assert texts(desk, person) == ["Eins", "Zwei", "Drei"]
    gone = remove_goal(desk, ids[0])
    assert texts(desk, person) == ["Zwei", "Drei"]
    desk.undo(gone.operation)
    assert texts(desk, person) == ["Eins", "Zwei", "Drei"]
