# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.codes import read_code
from laufmappe.casework.people.case import case
from laufmappe.casework.referrals.referrals import FOLLOW_UP_AFTER, note_feedback, refer
from laufmappe.casework.views import ReferralView, StepView
from laufmappe.casework.words import referral_states
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]


def _only(desk: Desk, person: str) -> ReferralView:
    (found,) = case(desk, person).referrals
    return found


def test_a_referral_names_its_service_its_step_and_when_to_ask(
    desk: Desk, take: Take, service: str, step: Callable[[str, str], StepView], today: date
) -> None:
    person = take()
    stand = step(person, "STAND").id
    refer(
        desk,
        person,
        service,
        kind="placement",
        request="Test",
        step_id=stand,
        appointment="2026-12-01T10:00",
        waived="Einwilligung mündlich",
    )
    found = _only(desk, person)
    assert (found.kind, found.request, found.step_id, found.appointment) == (
        "placement",
        "Test",
        stand,
        "2026-12-01T10:00",
    )
    assert (found.sent_on, found.state, found.follow_up_on) == (today, "sent", today + FOLLOW_UP_AFTER)
    assert (found.is_open, read_code(found.code)) == (True, found.code)


def test_the_newest_referral_comes_first(desk: Desk, take: Take, service: str) -> None:
    person = take()
    made = [refer(desk, person, service).subject_id for _ in range(4)]
    assert [r.id for r in case(desk, person).referrals] == made[::-1]


def test_a_referral_needs_a_person_a_service_and_a_step_of_that_person(
    desk: Desk, take: Take, service: str, step: Callable[[str, str], StepView]
) -> None:
    person, other = take(), take()
    refusals: list[Callable[[], object]] = [
        lambda: refer(desk, "niemand", service),
        lambda: refer(desk, person, "nirgends"),
        lambda: refer(desk, person, service, step_id="nichts"),
        lambda: refer(desk, person, service, step_id=step(other, "STAND").id),
    ]
    for refused in refusals:
        with pytest.raises(NotFoundError):
            refused()
    wrongs: list[Callable[[], object]] = [
        lambda: refer(desk, person, service, kind="order"),
        lambda: refer(desk, person, service, appointment="bald"),
        lambda: refer(desk, person, service, request="x" * 10_001),
    ]
    for wrong in wrongs:
        with pytest.raises(FieldError):
            wrong()
    assert case(desk, person).referrals == ()


@pytest.mark.parametrize("state", list(referral_states()))
def test_what_came_back_is_noted_and_only_open_answers_are_followed_up(
    desk: Desk, take: Take, service: str, today: date, state: str
) -> None:
    person = take()
    referral = refer(desk, person, service).subject_id
    note_feedback(desk, referral, state, today, "Kurs ab Januar")
    found = _only(desk, person)
    assert (found.state, found.state_on, found.feedback) == (state, today, "Kurs ab Januar")
    assert found.follow_up_on == (today + FOLLOW_UP_AFTER if found.is_open else None)


def test_a_later_note_without_words_keeps_the_earlier_ones(desk: Desk, take: Take, service: str) -> None:
    person = take()
    referral = refer(desk, person, service).subject_id
    note_feedback(desk, referral, "waiting_list", feedback="Platz 12", follow_up_on=date(2027, 1, 8))
    assert _only(desk, person).follow_up_on == date(2027, 1, 8)
    note_feedback(desk, referral, "accepted")
    assert _only(desk, person).feedback == "Platz 12"


def test_feedback_has_a_possible_day_and_a_known_state(desk: Desk, take: Take, service: str, today: date) -> None:
    referral = refer(desk, take(), service).subject_id
    with pytest.raises(FieldError, match="Zukunft"):
        note_feedback(desk, referral, "done", today + timedelta(days=1))
    with pytest.raises(RuleError, match="vor dem Verweis"):
        note_feedback(desk, referral, "done", today - timedelta(days=1))
    with pytest.raises(FieldError):
        note_feedback(desk, referral, "lost")
    with pytest.raises(NotFoundError):
        note_feedback(desk, "nichts", "done")
