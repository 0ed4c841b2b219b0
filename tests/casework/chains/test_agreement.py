# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from laufmappe.casework.chains.agreement import (
    AgreementDraft,
    ReviewDraft,
    change_review,
    due_reviews,
    hold_review,
    remove_review,
    set_agreement,
)
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.closing import reopen_case
from laufmappe.casework.people.register import close_case, list_people
from laufmappe.casework.views import ChainView
from laufmappe.errors import FieldError, RuleError

Take = Callable[..., str]
Plan = Callable[[str], ChainView]
WEEK = timedelta(days=7)


def test_the_agreement_says_situation_strengths_and_when_to_look_again(
    desk: Desk, take: Take, plan: Plan, today: date
) -> None:
    person = take()
    done = set_agreement(desk, person, AgreementDraft("Seit Mai hier.", "Spricht vier Sprachen.", today, today + WEEK))
    chain = plan(person)
    assert (chain.situation, chain.strengths) == ("Seit Mai hier.", "Spricht vier Sprachen.")
    assert (chain.signed_on, chain.review_on) == (today, today + WEEK)
    desk.undo(done.operation)
    assert plan(person).signed_on is None


def test_days_of_an_agreement_are_possible_ones(desk: Desk, take: Take, today: date) -> None:
    person = take()
    faults = {
        "signed_on": AgreementDraft(signed_on=today + WEEK),
        "review_on": AgreementDraft(review_on=today - WEEK),
        "situation": AgreementDraft(situation="x" * 10_001),
    }
    for field, draft in faults.items():
        with pytest.raises(FieldError) as fault:
            set_agreement(desk, person, draft)
        assert fault.value.field == field
    with pytest.raises(RuleError, match="keine Kette"):
        set_agreement(desk, take(chain=""), AgreementDraft())


def test_a_review_is_held_and_names_the_next_one(desk: Desk, take: Take, plan: Plan, today: date) -> None:
    person = take()
    set_agreement(desk, person, AgreementDraft(review_on=today))
    assert [(d.newcomer_id, d.name, d.review_on) for d in due_reviews(desk, today)] == [(person, "Amira Haddad", today)]
    held = hold_review(desk, person, ReviewDraft(today, "Kurs begonnen.", "Weiter so.", today + WEEK))
    chain = plan(person)
    assert [(r.held_on, r.result, r.agreed) for r in chain.reviews] == [(today, "Kurs begonnen.", "Weiter so.")]
    assert chain.review_on == today + WEEK
    assert due_reviews(desk, today) == []
    change_review(desk, held.subject_id, ReviewDraft(today, "Kurs fast fertig."))
    assert [(r.result, r.agreed) for r in plan(person).reviews] == [("Kurs fast fertig.", "")]
    gone = remove_review(desk, held.subject_id)
    assert plan(person).reviews == ()
    desk.undo(gone.operation)
    assert len(plan(person).reviews) == 1


def test_a_review_says_what_was_reached_on_a_possible_day(desk: Desk, take: Take, today: date) -> None:
    person = take()
    good = ReviewDraft(today, "Kurs begonnen.")
    faults = {
        "result": replace(good, result=" "),
        "held_on": replace(good, held_on=today + WEEK),
        "next_on": replace(good, next_on=today),
    }
    for field, draft in faults.items():
        with pytest.raises(FieldError) as fault:
            hold_review(desk, person, draft)
        assert fault.value.field == field
    with pytest.raises(FieldError, match="noch nicht vereinbart"):
        hold_review(desk, person, replace(good, held_on=today - WEEK))


def test_due_reviews_are_those_of_open_cases_with_the_longest_overdue_first(
    desk: Desk, take: Take, today: date
) -> None:
    first, second, closed = take("Bao"), take("Amira"), take("Chidi")
    for person, days in ((first, 3), (second, 1), (closed, 1)):
        set_agreement(desk, person, AgreementDraft(review_on=today + timedelta(days=days)))
    close_case(desk, closed)
    assert due_reviews(desk, today) == []
    assert [d.newcomer_id for d in due_reviews(desk, today + WEEK)] == [second, first]
    desk.who = "Somebody else"
    assert due_reviews(desk, today + WEEK, only_mine=True) == []


def test_a_closed_case_is_taken_up_again(desk: Desk, take: Take) -> None:
    person = take()
    with pytest.raises(RuleError, match="läuft noch"):
        reopen_case(desk, person)
    close_case(desk, person)
    assert list_people(desk)[0].closed
    done = reopen_case(desk, person)
    assert not list_people(desk)[0].closed
    desk.undo(done.operation)
    assert list_people(desk)[0].closed
