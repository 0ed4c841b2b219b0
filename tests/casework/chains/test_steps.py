# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from laufmappe.casework.chains.steps import (
    NEEDS_REASON,
    checked_appointment,
    complete_step,
    plan_step,
    reasons_for,
    set_step_state,
    unlocked_by,
)
from laufmappe.casework.desk import Desk
from laufmappe.casework.views import ENDED_STATES, STEP_STATES, ChainView, StepView
from laufmappe.casework.words import step_states
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
FindStep = Callable[[str, str], StepView]
Plan = Callable[[str], ChainView]


def test_every_state_has_a_german_word() -> None:
    assert set(step_states()) == set(STEP_STATES)


@pytest.mark.parametrize("state", [s for s in STEP_STATES if s != "open"])
def test_a_step_comes_into_every_state_with_its_day_and_reason(
    desk: Desk, take: Take, step: FindStep, state: str, today: date
) -> None:
    person = take()
    set_step_state(desk, step(person, "ERST").id, state, today - timedelta(days=2), "Kein Termin frei")
    found = step(person, "ERST")
    assert (found.state, found.state_since, found.reason) == (state, today - timedelta(days=2), "Kein Termin frei")
    assert found.done_on == (today - timedelta(days=2) if state == "done" else None)
    assert found.is_open == (state not in ENDED_STATES)


@pytest.mark.parametrize("state", NEEDS_REASON)
def test_whatever_keeps_a_step_from_going_on_says_why(desk: Desk, take: Take, step: FindStep, state: str) -> None:
    person = take()
    for kind, words, field in (("", " \n", "reason_kind"), ("other", " ", "reason"), ("nichts", "x", "reason_kind")):
        with pytest.raises(FieldError) as fault:
            set_step_state(desk, step(person, "ERST").id, state, reason=words, reason_kind=kind)
        assert fault.value.field == field
    assert step(person, "ERST").state == "open"
    offered = reasons_for(state)
    assert offered[-1].id == "other"
    set_step_state(desk, step(person, "ERST").id, state, reason_kind=offered[0].id)
    assert (step(person, "ERST").reason_kind, step(person, "ERST").reason) == (offered[0].id, "")


def test_a_reason_goes_with_the_states_it_fits(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    with pytest.raises(FieldError):
        set_step_state(desk, step(person, "ERST").id, "waiting", reason_kind="no_children")
    set_step_state(desk, step(person, "ERST").id, "running", reason="wie besprochen", reason_kind="no_children")
    assert step(person, "ERST").reason_kind == "", "what goes on needs no reason"


def test_words_alone_count_as_another_reason(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    set_step_state(desk, step(person, "ERST").id, "waiting", reason="Die Bahn streikt")
    assert (step(person, "ERST").reason_kind, step(person, "ERST").reason) == ("other", "Die Bahn streikt")


def test_a_wait_says_until_when_and_forgets_it_when_it_ends(
    desk: Desk, take: Take, step: FindStep, today: date
) -> None:
    person = take()
    until = today + timedelta(days=8)
    start = step(person, "ERST").id
    set_step_state(desk, start, "waiting", today, reason_kind="course_full", expected_on=until)
    assert step(person, "ERST").expected_on == until
    for state, day, expected in (("running", today, until), ("paused", today, today - timedelta(days=1))):
        with pytest.raises(FieldError) as fault:
            set_step_state(desk, start, state, day, "Grund", expected_on=expected)
        assert fault.value.field == "expected_on"
    complete_step(desk, start)
    found = step(person, "ERST")
    assert (found.expected_on, found.reason_kind, found.reason) == (None, "", "")


def test_ending_a_step_says_what_is_possible_now(desk: Desk, take: Take, step: FindStep, plan: Plan) -> None:
    person = take(chain="K2")
    start = step(person, "ERST").id
    assert unlocked_by(desk, start) == ()
    assert plan(person).waits_for[step(person, "QUALI").id] == (start,)
    complete_step(desk, start)
    assert unlocked_by(desk, start) == ("Qualifikationen erfassen", "Zwischenbilanz")
    assert plan(person).waits_for[step(person, "QUALI").id] == ()


def test_nothing_is_done_tomorrow(desk: Desk, take: Take, step: FindStep, today: date) -> None:
    person = take()
    with pytest.raises(FieldError, match="Zukunft"):
        complete_step(desk, step(person, "ERST").id, today + timedelta(days=1))


def test_a_step_that_is_done_already_is_not_done_again(desk: Desk, take: Take, step: FindStep, today: date) -> None:
    person = take()
    complete_step(desk, step(person, "ERST").id)
    with pytest.raises(RuleError, match="schon in diesem Stand"):
        complete_step(desk, step(person, "ERST").id)
    complete_step(desk, step(person, "ERST").id, today - timedelta(days=1))
    assert step(person, "ERST").done_on == today - timedelta(days=1)


def test_unknown_steps_and_states_are_refused(desk: Desk, take: Take, step: FindStep) -> None:
    with pytest.raises(NotFoundError):
        complete_step(desk, "nirgends")
    with pytest.raises(FieldError):
        set_step_state(desk, step(take(), "ERST").id, "vielleicht")


def test_an_appointment_makes_an_open_step_a_planned_one(
    desk: Desk, take: Take, step: FindStep, service: str, today: date
) -> None:
    person = take()
    plan_step(desk, step(person, "STAND").id, service_id=service, appointment="2026-12-01T09:30", note="Mit Kind")
    found = step(person, "STAND")
    assert (found.state, found.state_since, found.appointment, found.note) == (
        "planned",
        today,
        "2026-12-01T09:30",
        "Mit Kind",
    )
    assert found.service is not None
    assert found.service.name == "Sprachkursberatung Mitte"


def test_a_running_step_keeps_its_state_when_it_gets_an_appointment(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    set_step_state(desk, step(person, "STAND").id, "running")
    plan_step(desk, step(person, "STAND").id, service_id=None, appointment="2026-12-01T09:30")
    assert step(person, "STAND").state == "running"


@pytest.mark.parametrize(
    "typed", ["bald", "2026-12-01", "2026-13-01T09:00", "9:30", "2026-12-01T09:30+05:00", "2026-12-01T09:30Z"]
)
def test_an_appointment_has_a_day_and_a_time(typed: str) -> None:
    with pytest.raises(FieldError):
        checked_appointment(typed)
    assert checked_appointment("2026-12-01 09:30:15") == "2026-12-01T09:30"
    assert checked_appointment("") == ""


def test_a_service_that_is_not_there_is_refused(desk: Desk, take: Take, step: FindStep) -> None:
    with pytest.raises(NotFoundError):
        plan_step(desk, step(take(), "STAND").id, service_id="nirgends")


def test_a_step_is_ready_when_all_that_comes_before_it_has_ended(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    assert not step(person, "IK").ready
    set_step_state(desk, step(person, "STAND").id, "running")
    assert not step(person, "IK").ready
    set_step_state(desk, step(person, "STAND").id, "not_applicable", reason_kind="no_need")
    assert step(person, "IK").ready


def test_what_comes_before_but_is_not_in_the_plan_holds_nobody_up(take: Take, step: FindStep) -> None:
    assert step(take(chain="K6"), "KONTO").ready is False
    assert step(take(chain="K1"), "BESCHERL").ready


def test_the_next_step_is_the_one_that_runs_else_the_first_that_is_ready(
    desk: Desk, take: Take, step: FindStep, plan: Plan
) -> None:
    def stands_at() -> str:
        upcoming = plan(person).next_step
        return upcoming.template_step if upcoming else ""

    person = take(chain="K1")
    assert stands_at() == "ASYLBER"
    set_step_state(desk, step(person, "KV").id, "running")
    assert stands_at() == "KV"
    complete_step(desk, step(person, "KV").id)
    assert stands_at() == "ASYLBER"
    complete_step(desk, step(person, "ASYLBER").id)
    assert stands_at() == "ASYL"


def test_when_all_steps_have_ended_there_is_no_next_one(desk: Desk, take: Take, plan: Plan) -> None:
    person = take()
    for done in plan(person).steps:
        complete_step(desk, done.id)
    assert plan(person).next_step is None
