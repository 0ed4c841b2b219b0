# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.agreements import (
    AgreementDraft,
    add_service_agreement,
    agreements_of,
    change_service_agreement,
    end_service_agreement,
    expiring_agreements,
)
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service
from laufmappe.errors import FieldError, NotFoundError, RuleError

Dump = Callable[[], dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def sister(desk: Desk, service: str) -> str:
    """Another service of the same organization."""
    return add_service(desk, ServiceDraft("Prüfungen", "Volkshochschule Musterstadt")).subject_id


def test_an_agreement_holds_for_all_that_the_organization_offers_or_for_one_service(
    desk: Desk, service: str, sister: str
) -> None:
    add_service_agreement(desk, service, AgreementDraft("Kooperation", note="mit Frau Seidel"))
    add_service_agreement(desk, service, AgreementDraft("Räume", whole=False))
    assert [(a.title, a.whole) for a in agreements_of(desk, service)] == [("Räume", False), ("Kooperation", True)]
    assert [(a.title, a.note, a.shown_at) for a in agreements_of(desk, sister)] == [
        ("Kooperation", "mit Frau Seidel", sister)
    ]


def test_what_ends_within_sixty_days_is_told_and_what_has_ended_is_not(desk: Desk, service: str, today: date) -> None:
    for title, days in (("gestern", -1), ("heute", 0), ("bald", 60), ("später", 61)):
        add_service_agreement(desk, service, AgreementDraft(title, valid_until=today + timedelta(days)))
    add_service_agreement(desk, service, AgreementDraft("immer"))
    assert [(a.title, a.shown_at) for a in expiring_agreements(desk, today)] == [("heute", service), ("bald", service)]
    assert {a.title: a.state(today) for a in agreements_of(desk, service)} == {
        "gestern": "ended",
        "heute": "expiring",
        "bald": "expiring",
        "später": "holds",
        "immer": "holds",
    }


def test_adding_changing_and_ending_can_be_taken_back(desk: Desk, service: str, today: date, dump: Dump) -> None:
    empty = dump()
    added = add_service_agreement(desk, service, AgreementDraft("Kooperation", signed_on=date(2026, 1, 2)))
    first = dump()
    changed = change_service_agreement(
        desk, added.subject_id, service, AgreementDraft("Kooperation 2", valid_until=date(2027, 1, 1), whole=False)
    )
    second = dump()
    ended = end_service_agreement(desk, added.subject_id)
    assert agreements_of(desk, service)[0].state(today) == "ended"
    with pytest.raises(RuleError):
        end_service_agreement(desk, added.subject_id)
    for act, before in ((ended, second), (changed, first), (added, empty)):
        desk.undo(act.operation)
        assert dump() == before


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("title", AgreementDraft(" ")),
        ("signed_on", AgreementDraft("x", signed_on=date(2026, 11, 24))),
        ("valid_until", AgreementDraft("x", signed_on=date(2026, 11, 2), valid_until=date(2026, 11, 1))),
        ("note", AgreementDraft("x", note="x" * 10_001)),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(
    desk: Desk, service: str, field: str, draft: AgreementDraft
) -> None:
    with pytest.raises(FieldError) as fault:
        add_service_agreement(desk, service, draft)
    assert fault.value.field == field
    assert agreements_of(desk, service) == ()


def test_it_can_not_end_before_it_was_signed(desk: Desk, service: str, today: date) -> None:
    added = add_service_agreement(desk, service, AgreementDraft("x", signed_on=today)).subject_id
    with pytest.raises(FieldError):
        end_service_agreement(desk, added)
    end_service_agreement(desk, added, today)
    assert agreements_of(desk, service)[0].valid_until == today


def test_an_agreement_about_a_service_goes_with_it_to_another_organization(desk: Desk, service: str) -> None:
    added = add_service_agreement(desk, service, AgreementDraft("nur diese", whole=False)).subject_id
    add_service_agreement(desk, service, AgreementDraft("ganzer Träger"))
    change_service(desk, service, ServiceDraft("Sprachkursberatung Mitte", "Neuer Träger"))
    assert [a.title for a in agreements_of(desk, service)] == ["nur diese"]
    other = add_service(desk, ServiceDraft("Woanders")).subject_id
    with pytest.raises(NotFoundError):
        change_service_agreement(desk, added, other, AgreementDraft("x"))
