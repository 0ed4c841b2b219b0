# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date

import pytest

from laufmappe.casework.chains.steps import complete_step, plan_step, set_step_state
from laufmappe.casework.derived import due_date
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people
from laufmappe.casework.views import Deadline, StepView
from laufmappe.resources import read_json

Take = Callable[..., str]
FindStep = Callable[[str, str], StepView]

ANCHORED = sorted(read_json("chains", "anchors.json"))


@pytest.mark.parametrize("anchor", ANCHORED)
def test_a_deadline_counts_from_every_date_that_can_be_recorded(anchor: str) -> None:
    assert due_date(Deadline(anchors=(anchor,), days=14), {anchor: date(2026, 11, 2)}) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Deadline(anchors=("arrival",), days=14), date(2026, 2, 14)),
        (Deadline(anchors=("arrival",), weeks=2), date(2026, 2, 14)),
        (Deadline(anchors=("arrival",), months=1), date(2026, 2, 28)),
        (Deadline(anchors=("arrival",), months=3), date(2026, 4, 30)),
        (Deadline(anchors=("arrival",), days=-60), date(2025, 12, 2)),
        (Deadline(anchors=("arrival",), days=0), date(2026, 1, 31)),
        (Deadline(anchors=("arrival",)), None),
        (Deadline(anchors=("move_in",), days=14), None),
        (Deadline(days=14), None),
    ],
)
def test_days_weeks_and_calendar_months_are_counted_as_such(rule: Deadline, expected: date | None) -> None:
    assert due_date(rule, {"arrival": date(2026, 1, 31)}) == expected


def test_of_several_anchors_the_first_that_is_known_counts() -> None:
    rule = Deadline(anchors=("registration", "decision"), days=14)
    decision, registration = date(2026, 5, 1), date(2026, 6, 1)
    assert due_date(rule, {"decision": decision}) == date(2026, 5, 15)
    assert due_date(rule, {"decision": decision, "registration": registration}) == date(2026, 6, 15)


def test_a_partial_arrival_errs_on_the_safe_side(take: Take, step: FindStep) -> None:
    assert step(take(arrival="11/2026"), "ERST").due_on == date(2026, 11, 15)


def test_a_deadline_after_a_step_appears_when_that_step_is_done_and_vanishes_when_it_is_not(
    desk: Desk, take: Take, step: FindStep
) -> None:
    person = take(arrival="2026-11-02")
    assert step(person, "QUALI").due_on is None
    done = complete_step(desk, step(person, "ERST").id, date(2026, 11, 10))
    assert step(person, "QUALI").due_on == date(2026, 12, 10)
    desk.undo(done.operation)
    assert step(person, "QUALI").due_on is None


def test_a_step_that_is_reopened_takes_its_date_back(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    complete_step(desk, step(person, "ERST").id)
    set_step_state(desk, step(person, "ERST").id, "running")
    assert step(person, "ERST").done_on is None
    assert step(person, "QUALI").due_on is None


def test_registering_dates_what_follows_from_the_registration(desk: Desk, take: Take, step: FindStep) -> None:
    person = take(chain="K5", move_in="2026-11-01")
    assert step(person, "ANMELD").due_on == date(2026, 11, 15)
    complete_step(desk, step(person, "ANMELD").id, date(2026, 11, 5))
    assert step(person, "KONTO").due_on == date(2026, 11, 19)


def test_a_recorded_date_counts_before_the_day_a_step_was_done(desk: Desk, take: Take, step: FindStep) -> None:
    person = take(chain="K5", registration="2026-10-01")
    complete_step(desk, step(person, "ANMELD").id, date(2026, 11, 5))
    assert step(person, "KONTO").due_on == date(2026, 10, 15)


def test_a_changed_milestone_moves_the_deadlines(desk: Desk, take: Take, step: FindStep) -> None:
    person = take(arrival="2026-11-02")
    change_person(desk, person, NewcomerDraft(given_name="Amira", milestones={"arrival": "2026-10-01"}))
    assert step(person, "ERST").due_on == date(2026, 10, 15)
    change_person(desk, person, NewcomerDraft(given_name="Amira"))
    assert step(person, "ERST").due_on is None


def test_a_due_date_set_by_hand_counts_before_the_rule_and_leaves_it_when_taken_away(
    desk: Desk, take: Take, step: FindStep
) -> None:
    person = take(arrival="2026-11-02")
    plan_step(desk, step(person, "ERST").id, service_id=None, due_fixed_on=date(2026, 12, 24))
    assert (step(person, "ERST").due_on, step(person, "ERST").due_fixed) == (date(2026, 12, 24), True)
    plan_step(desk, step(person, "ERST").id, service_id=None)
    assert (step(person, "ERST").due_on, step(person, "ERST").due_fixed) == (date(2026, 11, 16), False)


def test_the_law_is_told_apart_from_our_advice(take: Take, step: FindStep) -> None:
    person = take(chain="K5")
    assert step(person, "ANMELD").deadline.is_law
    assert not step(person, "KONTO").deadline.is_law


def test_the_list_shows_the_next_due_date_and_whether_any_step_is_overdue(
    desk: Desk, take: Take, step: FindStep
) -> None:
    person = take(arrival="2026-10-01")
    row = list_people(desk)[0]
    assert (row.next_step, row.next_due, row.overdue) == ("Erstberatung", date(2026, 10, 15), True)
    for late in ("ERST", "KV", "STAND"):
        complete_step(desk, step(person, late).id, date(2026, 11, 20))
    assert not list_people(desk)[0].overdue
