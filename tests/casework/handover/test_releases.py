# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases: to whom the centre may speak."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from laufmappe.casework.chains.steps import plan_step, set_step_state
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.releases import (
    ReleaseDraft,
    change_release,
    grant_release,
    release_for,
    releases,
    revoke_release,
    sign_release,
)
from laufmappe.casework.people.case import case
from laufmappe.casework.referrals.referrals import doublings, note_feedback, refer
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.views import StepView
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
DRAFT = ReleaseDraft(recipient="Jobcenter", parts=("qualifications", "person"), purpose="Umschulung klären")


def test_a_release_holds_from_its_signature_until_its_end_or_until_it_is_revoked(
    desk: Desk, take: Take, today: date
) -> None:
    person = take()
    key = grant_release(desk, person, replace(DRAFT, valid_until=today + timedelta(days=10))).subject_id
    (kept,) = releases(desk, person)
    assert kept.parts == ("person", "qualifications")
    assert not kept.holds(today)
    sign_release(desk, key, today)
    (kept,) = releases(desk, person)
    assert kept.holds(today)
    assert kept.holds(today + timedelta(days=10))
    assert not kept.holds(today + timedelta(days=11))
    revoke_release(desk, key)
    assert not releases(desk, person)[0].holds(today)


def test_a_release_without_recipient_or_parts_is_void_and_refused(desk: Desk, take: Take, today: date) -> None:
    person = take()
    wrongs = {
        "recipient": replace(DRAFT, recipient=" "),
        "parts": replace(DRAFT, parts=()),
        "signed_on": replace(DRAFT, signed_on=today + timedelta(days=1)),
        "valid_until": replace(DRAFT, valid_until=today - timedelta(days=1)),
        "direction": replace(DRAFT, direction="around"),
        "document_id": replace(DRAFT, document_id="nichts"),
    }
    for field, draft in wrongs.items():
        with pytest.raises(FieldError) as refused:
            grant_release(desk, person, draft)
        assert refused.value.field == field
    assert releases(desk, person) == ()


def test_what_was_signed_stays_as_it_was(desk: Desk, take: Take, today: date) -> None:
    person = take()
    key = grant_release(desk, person, replace(DRAFT, signed_on=today)).subject_id
    with pytest.raises(RuleError, match="unterschrieben"):
        change_release(desk, key, replace(DRAFT, signed_on=today, parts=("person",)))
    change_release(desk, key, replace(DRAFT, signed_on=today, note="Scan liegt bei"))
    assert releases(desk, person)[0].note == "Scan liegt bei"
    with pytest.raises(FieldError):
        revoke_release(desk, key, today - timedelta(days=1))
    with pytest.raises(NotFoundError):
        revoke_release(desk, "nichts")


def test_a_placement_goes_only_under_a_release_or_with_a_written_reason(
    desk: Desk, take: Take, service: str, today: date
) -> None:
    person = take()
    with pytest.raises(FieldError, match="Schweigepflichtentbindung") as refused:
        refer(desk, person, service, kind="placement")
    assert refused.value.field == "waived"
    refer(desk, person, service, kind="placement", waived="Die Person ruft selbst an")
    grant_release(desk, person, ReleaseDraft(service_id=service, parts=("person",), signed_on=today))
    refer(desk, person, service, kind="placement", waived="nicht mehr nötig")
    refer(desk, person, service)
    newest, second, first = case(desk, person).referrals
    assert (first.waived, first.release_id) == ("Die Person ruft selbst an", None)
    assert (second.waived, second.release_id) == ("", releases(desk, person)[0].id)
    assert (newest.waived, newest.release_id) == ("", None)


def test_a_release_covers_only_its_parts_its_service_and_its_days(
    desk: Desk, take: Take, service: str, today: date
) -> None:
    person = take()
    other = add_service(desk, ServiceDraft("Andere Stelle")).subject_id
    grant_release(desk, person, ReleaseDraft(service_id=service, parts=("person",), signed_on=today))
    with desk.read() as session:
        assert release_for(session, person, service, ("person",), today)
        assert not release_for(session, person, service, ("person", "chain"), today)
        assert not release_for(session, person, other, ("person",), today)
        assert not release_for(session, person, service, ("person",), today - timedelta(days=1))


def test_several_services_at_work_on_one_step_show_as_a_doubling(
    desk: Desk, take: Take, service: str, step: Callable[[str, str], StepView]
) -> None:
    person = take()
    other = add_service(desk, ServiceDraft("Andere Stelle")).subject_id
    stand = step(person, "STAND").id
    referral = refer(desk, person, other, step_id=stand).subject_id
    plan_step(desk, stand, service_id=service)
    set_step_state(desk, stand, "running")
    assert doublings(case(desk, person)) == {}, "a referral alone is no work yet"
    note_feedback(desk, referral, "accepted")
    assert set(doublings(case(desk, person))) == {stand}
    note_feedback(desk, referral, "done", result="Platz gefunden")
    assert doublings(case(desk, person)) == {}
    assert case(desk, person).referrals[0].result == "Platz gefunden"


def test_a_decline_says_why(desk: Desk, take: Take, service: str) -> None:
    person = take()
    referral = refer(desk, person, service).subject_id
    with pytest.raises(FieldError) as refused:
        note_feedback(desk, referral, "declined")
    assert refused.value.field == "reason"
    note_feedback(desk, referral, "declined", reason="Kein Platz vor März")
    assert case(desk, person).referrals[0].reason == "Kein Platz vor März"
