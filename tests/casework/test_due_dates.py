# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from laufmappe.casework.chains.steps import complete_step, plan_step, set_step_state
from laufmappe.casework.derived import due_date
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people
from laufmappe.casework.views import ChainView, Deadline, StepView
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


@pytest.mark.parametrize(
    ("rule", "event", "expected"),
    [
        (Deadline(anchors=("arrival",), days=14), date(2026, 9, 1), date(2026, 9, 24)),
        (Deadline(anchors=("arrival",), days=14), date(2026, 9, 12), date(2026, 9, 26)),
        (Deadline(anchors=("arrival",), months=1), date(2024, 2, 29), date(2026, 10, 10)),
        (Deadline(anchors=("title_expiry",), days=-60), date(2026, 12, 10), date(2026, 10, 11)),
        (Deadline(anchors=("title_expiry",), days=-60), date(2026, 10, 1), date(2026, 9, 10)),
        (Deadline(kind="statutory", anchors=("move_in",), weeks=2), date(2026, 8, 1), date(2026, 8, 15)),
        (Deadline(kind="authority", anchors=("summons",), days=-7), date(2026, 9, 12), date(2026, 9, 5)),
        (Deadline(kind="duty", anchors=("job_offer",), days=0), date(2026, 1, 31), date(2026, 1, 31)),
    ],
)
def test_advice_counts_from_the_agreement_at_the_earliest_and_the_law_from_its_event(
    rule: Deadline, event: date, expected: date
) -> None:
    assert due_date(rule, {rule.anchors[0]: event}, agreed_on=date(2026, 9, 10)) == expected


def test_nobody_begins_late_with_advice_that_lay_before_the_counselling(
    desk: Desk, take: Take, step: FindStep, plan: Callable[[str], ChainView]
) -> None:
    person = take(chain="K5", arrival="2025-11-01", move_in="2025-11-01", registration="2025-11-01")
    late = [s.template_step for s in plan(person).steps if s.due_on is not None and s.due_on < desk.today()]
    assert late == ["ANMELD"]
    assert step(person, "ERST").due_on == date(2026, 12, 7)


def test_a_centre_may_let_advice_count_from_its_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, take: Take, step: FindStep
) -> None:
    rule = {**read_json("chains", "counting.json"), "advice_from_agreement": False}
    (tmp_path / "chains").mkdir()
    (tmp_path / "chains" / "counting.json").write_text(json.dumps(rule), encoding="utf-8")
    monkeypatch.setenv("LAUFMAPPE_RESOURCES", str(tmp_path))
    read_json.cache_clear()
    try:
        assert step(take(arrival="2025-11-01"), "ERST").due_on == date(2025, 11, 15)
    finally:
        monkeypatch.undo()
        read_json.cache_clear()


def test_a_partial_date_errs_on_the_safe_side(take: Take, step: FindStep) -> None:
    assert step(take(chain="K5", move_in="11/2026"), "ANMELD").due_on == date(2026, 11, 15)


def test_a_deadline_after_a_step_appears_when_that_step_is_done_and_vanishes_when_it_is_not(
    desk: Desk, take: Take, step: FindStep
) -> None:
    person = take(arrival="2026-11-02")
    assert step(person, "QUALI").due_on is None
    done = complete_step(desk, step(person, "ERST").id, date(2026, 11, 23))
    assert step(person, "QUALI").due_on == date(2026, 12, 23)
    desk.undo(done.operation)
    assert step(person, "QUALI").due_on is None


def test_a_step_that_is_reopened_takes_its_date_back(desk: Desk, take: Take, step: FindStep) -> None:
    person = take()
    complete_step(desk, step(person, "ERST").id)
    set_step_state(desk, step(person, "ERST").id, "running")
    assert step(person, "ERST").done_on is None
    assert step(person, "QUALI").due_on is None


def test_registering_dates_what_follows_from_the_registration(desk: Desk, take: Take, step: FindStep) -> None:
    person = take(chain="K7", move_in="2026-11-01")
    assert step(person, "ANMELD").due_on == date(2026, 11, 15)
    complete_step(desk, step(person, "ANMELD").id, date(2026, 11, 5))
    assert step(person, "FSCHEIN").due_on == date(2027, 5, 5)


def test_a_recorded_date_counts_before_the_day_a_step_was_done(desk: Desk, take: Take, step: FindStep) -> None:
    person = take(chain="K7", residence="2026-10-01")
    complete_step(desk, step(person, "ANMELD").id, date(2026, 11, 5))
    assert step(person, "FSCHEIN").due_on == date(2027, 4, 1)


def test_a_changed_milestone_moves_the_deadlines(desk: Desk, take: Take, step: FindStep) -> None:
    person = take(chain="K5", move_in="2026-11-02")
    change_person(desk, person, NewcomerDraft(given_name="Amira", milestones={"move_in": "2026-10-01"}))
    assert step(person, "ANMELD").due_on == date(2026, 10, 15)
    change_person(desk, person, NewcomerDraft(given_name="Amira"))
    assert step(person, "ANMELD").due_on is None


def test_a_due_date_set_by_hand_counts_before_the_rule_and_leaves_it_when_taken_away(
    desk: Desk, take: Take, step: FindStep
) -> None:
    person = take(arrival="2026-11-02")
    plan_step(desk, step(person, "ERST").id, service_id=None, due_fixed_on=date(2026, 12, 24))
    assert (step(person, "ERST").due_on, step(person, "ERST").due_fixed) == (date(2026, 12, 24), True)
    plan_step(desk, step(person, "ERST").id, service_id=None)
    assert (step(person, "ERST").due_on, step(person, "ERST").due_fixed) == (date(2026, 12, 7), False)


def test_the_law_is_told_apart_from_our_advice(take: Take, step: FindStep) -> None:
    person = take(chain="K5")
    assert step(person, "ANMELD").deadline.is_law
    assert not step(person, "KONTO").deadline.is_law


def test_the_list_shows_the_next_due_date_and_whether_any_step_is_overdue(
    desk: Desk, take: Take, step: FindStep
) -> None:
    person = take(chain="K5", move_in="2026-10-01")
    row = list_people(desk)[0]
    assert (row.next_step, row.next_due, row.overdue) == ("Wohnsitz anmelden", date(2026, 10, 15), True)
    complete_step(desk, step(person, "ANMELD").id, date(2026, 11, 20))
    assert not list_people(desk)[0].overdue
