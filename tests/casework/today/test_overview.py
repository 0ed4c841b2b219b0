# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from laufmappe.casework.chains.agreed import agree_chain, drop_step
from laufmappe.casework.chains.steps import complete_step, plan_step, set_step_state
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, close_case, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, set_recognition
from laufmappe.casework.referrals.referrals import note_feedback, refer
from laufmappe.casework.services.register import ServiceDraft, change_service
from laufmappe.casework.services.register import service as read_service
from laufmappe.casework.talks.appointments import AppointmentDraft, end_appointment, set_appointment
from laufmappe.casework.talks.follow_ups import finish_follow_up, set_follow_up
from laufmappe.casework.today.overview import GROUPS, counts, today_items
from laufmappe.casework.views import OPEN_STATES, StepView, TodayItem
from laufmappe.records.chains import OPEN_STEP

Take = Callable[..., str]
FindStep = Callable[[str, str], StepView]


def _of(desk: Desk, group: str) -> list[TodayItem]:
    return [item for item in today_items(desk) if item.group == group]


def _due(desk: Desk, step: StepView, day: date) -> None:
    plan_step(desk, step.id, service_id=None, due_fixed_on=day)


def test_the_index_of_open_steps_knows_every_state_with_something_left_to_do() -> None:
    assert re.findall(r"'(\w+)'", OPEN_STEP) == list(OPEN_STATES)


def test_an_empty_vault_has_nothing_to_do(desk: Desk) -> None:
    assert today_items(desk) == []
    assert counts(desk) == (0, 0)


@pytest.mark.parametrize(
    ("days", "group"), [(-400, "overdue"), (-1, "overdue"), (0, "week"), (7, "week"), (8, None), (60, None)]
)
def test_a_step_is_shown_when_it_is_overdue_or_due_within_a_week(
    desk: Desk, take: Take, step: FindStep, today: date, days: int, group: str | None
) -> None:
    person = take()
    _due(desk, step(person, "WOHN"), today + timedelta(days=days))
    assert [(i.group, i.text, i.days, i.action) for i in today_items(desk)] == (
        [(group, "Wohnung suchen (WBS)", days, "complete_step")] if group else []
    )


def test_what_has_ended_or_left_the_plan_is_not_shown(desk: Desk, take: Take, step: FindStep, today: date) -> None:
    late = today - timedelta(days=3)
    done, declined, dropped, closed, other = (take() for _ in range(5))
    for person in (done, declined, dropped, closed, other):
        _due(desk, step(person, "WOHN"), late)
    complete_step(desk, step(done, "WOHN").id)
    set_step_state(desk, step(declined, "WOHN").id, "declined", reason_kind="no_need")
    drop_step(desk, step(dropped, "WOHN").id, "Hat eine Wohnung")
    close_case(desk, closed)
    agree_chain(desk, other, "K5")
    assert today_items(desk) == []


def test_a_step_that_waits_is_still_due(desk: Desk, take: Take, step: FindStep, today: date) -> None:
    person = take()
    _due(desk, step(person, "WOHN"), today)
    set_step_state(desk, step(person, "WOHN").id, "waiting", reason="Kein Termin")
    assert len(_of(desk, "week")) == 1


@pytest.mark.parametrize(
    ("expiry", "shown", "words"),
    [
        ("2026-11-01", True, "ist abgelaufen"),
        ("2026-11-23", True, "läuft ab"),
        ("2027-01-22", True, "läuft ab"),
        ("2027-01-23", False, ""),
        ("2027-01", True, "läuft ab"),
        ("2027", True, "läuft ab"),
        ("2028", False, ""),
    ],
)
def test_a_title_that_ends_within_sixty_days_is_shown(
    desk: Desk, take: Take, expiry: str, shown: bool, words: str
) -> None:
    person = take(title_expiry=expiry)
    found = _of(desk, "title")
    assert bool(found) == shown
    if shown:
        assert (found[0].subject_id, found[0].action) == (person, "open_person")
        assert words in found[0].text


def test_a_referral_without_answer_turns_up_when_it_is_time_to_ask(
    desk: Desk, take: Take, service: str, today: date
) -> None:
    person = take()
    silent = refer(desk, person, service, follow_up_on=today).subject_id
    answered = refer(
        desk, person, service, kind="placement", follow_up_on=today, waived="Einwilligung mündlich"
    ).subject_id
    refer(desk, person, service, follow_up_on=today + timedelta(days=1))
    note_feedback(desk, answered, "done")
    assert [(i.subject_id, i.text, i.action) for i in _of(desk, "silent")] == [
        (silent, "Verweis an Sprachkursberatung Mitte", "open_referral")
    ]


def test_a_clock_that_runs_out_within_thirty_days_is_shown(desk: Desk, take: Take) -> None:
    person = take()
    for title, complete in (("Lehrerin", date(2026, 9, 1)), ("Ingenieurin", date(2026, 10, 1))):
        row = add_qualification(desk, person, QualificationDraft(title)).subject_id
        set_recognition(desk, row, "complete", complete)
        set_recognition(desk, row, "in_review", complete)
    only_recorded = add_qualification(desk, person, QualificationDraft("Nähen")).subject_id
    set_recognition(desk, only_recorded, "recorded", date(2026, 1, 1))
    assert [(i.text, i.due_on, i.days, i.action) for i in _of(desk, "clock")] == [
        ("Lehrerin: in Prüfung", date(2026, 12, 1), 8, "open_qualification")
    ]


def test_the_day_is_sorted_by_group_and_then_by_date(
    desk: Desk, take: Take, step: FindStep, service: str, today: date
) -> None:
    person = take(title_expiry="2026-12-01")
    refer(desk, person, service, follow_up_on=today)
    for template_step, days in (("WOHN", -2), ("IK", 3), ("KV", -9), ("STAND", 0)):
        _due(desk, step(person, template_step), today + timedelta(days=days))
    items = today_items(desk)
    assert [i.group for i in items] == ["overdue", "overdue", "week", "week", "title", "silent", "stale"]
    assert [i.days for i in items[:4]] == [-9, -2, 0, 3]
    assert [i.group for i in items] == sorted((i.group for i in items), key=GROUPS.index)
    assert counts(desk) == (7, 2)


def test_many_overdue_steps_do_not_hide_what_is_due_this_week(
    desk: Desk, take: Take, step: FindStep, today: date
) -> None:
    for _ in range(2):
        person = take(chain="K5")
        for late in ("ERST", "KONTO"):
            _due(desk, step(person, late), today - timedelta(days=400))
        _due(desk, step(person, "BILANZ"), today)
    assert len(_of(desk, "week")) == 2
    assert len(_of(desk, "overdue")) == 4


def test_only_mine_leaves_out_whom_a_colleague_took_in(desk: Desk, take: Take) -> None:
    take(title_expiry="2026-12-01")
    desk.who = "Jonas Muster"
    mine = take_in(desk, NewcomerDraft(given_name="Olena", milestones={"title_expiry": "2026-12-02"})).subject_id
    assert len(today_items(desk)) == 2
    assert [i.newcomer_id for i in today_items(desk, only_mine=True)] == [mine]


@pytest.mark.parametrize("few", [0, 1000])
def test_only_mine_shows_the_same_to_somebody_with_few_people_and_with_many(
    desk: Desk, take: Take, step: FindStep, today: date, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("laufmappe.casework.today_people.FEW", few)
    _due(desk, step(take(title_expiry="2026-12-01"), "WOHN"), today)
    desk.who = "Jonas Muster"
    mine = take(title_expiry="2026-12-02")
    _due(desk, step(mine, "WOHN"), today)
    assert [(i.group, i.newcomer_id) for i in today_items(desk, only_mine=True)] == [("week", mine), ("title", mine)]
    desk.who = "Niemand"
    assert today_items(desk, only_mine=True) == []


def test_a_follow_up_is_shown_from_its_day_until_it_is_done(desk: Desk, take: Take, today: date) -> None:
    person = take()
    due = set_follow_up(desk, person, today, "Nachfragen").subject_id
    set_follow_up(desk, person, today + timedelta(days=1), "Morgen")
    assert [(i.text, i.action, i.subject_id) for i in _of(desk, "follow_up")] == [
        ("Nachfragen", "finish_follow_up", due)
    ]
    finish_follow_up(desk, due)
    assert _of(desk, "follow_up") == []


def test_an_appointment_that_is_over_asks_how_it_went(desk: Desk, take: Take, today: date) -> None:
    person = take()
    yesterday = (today - timedelta(days=1)).isoformat()
    past = set_appointment(desk, person, AppointmentDraft(f"{yesterday}T10:00", "Schule")).subject_id
    set_appointment(desk, person, AppointmentDraft(f"{today.isoformat()}T08:00", "Arzt"))
    assert [(i.text, i.days) for i in _of(desk, "appointment")] == [("Schule", -1)]
    end_appointment(desk, past, "missed")
    assert _of(desk, "appointment") == []


def test_a_service_in_use_that_nobody_checked_for_a_year_is_shown(
    desk: Desk, take: Take, service: str, today: date
) -> None:
    draft = ServiceDraft.of(read_service(desk, service))
    change_service(desk, service, replace(draft, verified_on=today - timedelta(days=366)))
    assert _of(desk, "stale") == [], "nobody is on the way there"
    refer(desk, take(), service)
    assert [(i.action, i.subject_id, i.newcomer_id) for i in _of(desk, "stale")] == [("open_service", service, "")]
    change_service(desk, service, replace(draft, verified_on=today))
    assert _of(desk, "stale") == []
