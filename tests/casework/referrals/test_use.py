# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date

import pytest

from laufmappe.casework.chains.steps import complete_step, plan_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release
from laufmappe.casework.people.case import case
from laufmappe.casework.referrals.referrals import note_feedback, refer
from laufmappe.casework.referrals.use import (
    merge_services,
    people_on_the_way,
    referred_people,
    remove_service,
    replace_service,
    service_use,
    use_sentence,
)
from laufmappe.casework.services.agreements import AgreementDraft, add_service_agreement, agreements_of
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service, list_services
from laufmappe.casework.services.register import service as service_of
from laufmappe.casework.talks.appointments import AppointmentDraft, set_appointment
from laufmappe.casework.views import StepView
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
Dump = Callable[[], dict[str, list[tuple[object, ...]]]]
FindStep = Callable[[str, str], StepView]


@pytest.fixture
def other(desk: Desk) -> str:
    """Another service, of another organization."""
    return add_service(desk, ServiceDraft("Sprachtreff Nord", "Nachbarn e. V.", "language_cafe")).subject_id


def test_a_service_knows_who_is_on_the_way_to_it(desk: Desk, take: Take, service: str, step: FindStep) -> None:
    person = take()
    plan_step(desk, step(person, "STAND").id, service_id=service)
    refer(desk, person, service, request="Bitte beraten")
    assert [p.kind for p in referred_people(desk, service)] == ["step", "information"]
    complete_step(desk, step(person, "STAND").id)
    assert [(p.newcomer_id, p.text) for p in referred_people(desk, service)] == [(person, "Bitte beraten")]
    with desk.read() as session:
        assert people_on_the_way(session, [service]) == {service: 1}


def test_somebody_with_a_step_and_a_referral_is_one_person_on_the_way(
    desk: Desk, take: Take, service: str, step: FindStep
) -> None:
    person = take()
    plan_step(desk, step(person, "STAND").id, service_id=service)
    refer(desk, person, service)
    refer(desk, take("Omar"), service)
    with desk.read() as session:
        assert people_on_the_way(session, [service]) == {service: 2}
    use = service_use(desk, service)
    assert (use.steps, use.referrals, use.people, use.history) == (1, 2, 2, 0)


def test_a_service_in_use_is_not_removed_and_the_sentence_says_by_how_much(
    desk: Desk, take: Take, service: str, step: FindStep, dump: Dump
) -> None:
    person = take()
    plan_step(desk, step(person, "STAND").id, service_id=service)
    refer(desk, person, service)
    refer(desk, person, service)
    set_appointment(desk, person, AppointmentDraft("2026-12-01T10:00", "Einstufung", service_id=service))
    before = dump()
    with pytest.raises(RuleError, match="1 offene Station, 2 offene Verweise, 1 Termin"):
        remove_service(desk, service)
    assert dump() == before


def test_a_service_that_stands_in_the_history_stays_too(desk: Desk, take: Take, service: str) -> None:
    referral = refer(desk, take(), service).subject_id
    note_feedback(desk, referral, "done")
    assert not service_use(desk, service).is_open
    with pytest.raises(RuleError, match="früheren Eintrag"):
        remove_service(desk, service)


def test_a_service_that_nobody_uses_goes_with_all_that_was_only_its_own_and_comes_back(
    desk: Desk, other: str, dump: Dump
) -> None:
    change_service(desk, other, ServiceDraft("Sprachtreff Nord", "Nachbarn e. V.", street="Weg 1"))
    add_service_agreement(desk, other, AgreementDraft("Räume", whole=False))
    before = dump()
    gone = remove_service(desk, other)
    after = dump()
    assert list_services(desk) == []
    assert not any(after[table] for table in ("organization", "location", "service", "service_agreement"))
    desk.undo(gone.operation)
    assert dump() == before
    assert use_sentence("Sprachtreff", service_use(desk, other)) == ""


def test_an_organization_with_other_services_or_agreements_stays(desk: Desk, other: str) -> None:
    add_service(desk, ServiceDraft("Lernhilfe", "Nachbarn e. V."))
    remove_service(desk, other)
    assert [s.organization for s in list_services(desk)] == ["Nachbarn e. V."]
    with pytest.raises(NotFoundError):
        remove_service(desk, other)


def test_replaced_everybody_who_is_on_the_way_goes_to_the_other_and_back(
    desk: Desk, take: Take, service: str, other: str, step: FindStep, dump: Dump
) -> None:
    person, second = take(), take("Omar")
    plan_step(desk, step(person, "STAND").id, service_id=service)
    refer(desk, second, service)
    ended = refer(desk, second, service).subject_id
    note_feedback(desk, ended, "done")
    before = dump()
    act = replace_service(desk, service, other)
    assert {p.newcomer_id for p in referred_people(desk, other)} == {person, second}
    assert referred_people(desk, service) == []
    assert not service_of(desk, service).active
    assert {r.id: r.service.id for r in case(desk, second).referrals}[ended] == service
    desk.undo(act.operation)
    assert dump() == before


def test_a_vermittlung_goes_on_only_under_a_release_or_for_a_reason(
    desk: Desk, take: Take, service: str, other: str, today: date
) -> None:
    person = take()
    refer(desk, person, service, kind="placement", waived="mündlich am Telefon")
    with pytest.raises(FieldError) as fault:
        replace_service(desk, service, other)
    assert fault.value.field == "waived"
    assert service_of(desk, service).active
    assert len(referred_people(desk, service)) == 1
    act = replace_service(desk, service, other, "gefragt, einverstanden")
    assert case(desk, person).referrals[0].waived == "gefragt, einverstanden"
    desk.undo(act.operation)
    release = grant_release(
        desk, person, ReleaseDraft(service_id=other, parts=("person",), purpose="Kurs", signed_on=today)
    ).subject_id
    replace_service(desk, service, other)
    referral = case(desk, person).referrals[0]
    assert (referral.service.id, referral.release_id, referral.waived) == (other, release, "")


def test_merged_doubles_are_one_with_everything_that_named_either_and_can_be_parted_again(
    desk: Desk, take: Take, service: str, step: FindStep, today: date, dump: Dump
) -> None:
    double = add_service(
        desk,
        ServiceDraft(
            "Sprachkursberatung", "VHS", phone="0521 1", street="Weg 1", languages=("ar",), bring=("Ausweis",)
        ),
    ).subject_id
    change_service(desk, service, ServiceDraft("Sprachkursberatung Mitte", "Volkshochschule", languages=("de",)))
    person = take()
    plan_step(desk, step(person, "STAND").id, service_id=double)
    note_feedback(desk, refer(desk, person, double).subject_id, "done")
    set_appointment(desk, person, AppointmentDraft("2026-12-01T10:00", "Einstufung", service_id=double))
    grant_release(desk, person, ReleaseDraft(service_id=double, parts=("person",), purpose="Kurs", signed_on=today))
    add_service_agreement(desk, double, AgreementDraft("Kurse"))
    before = dump()
    act = merge_services(desk, double, service)
    kept = service_of(desk, service)
    assert [s.id for s in list_services(desk)] == [service]
    assert (kept.name, kept.phone, kept.street, kept.languages) == (
        "Sprachkursberatung Mitte",
        "0521 1",
        "Weg 1",
        ("de", "ar"),
    )
    use = service_use(desk, service)
    assert (use.steps, use.appointments, use.history) == (1, 1, 2)
    assert [a.title for a in agreements_of(desk, service)] == ["Kurse"]
    desk.undo(act.operation)
    assert dump() == before


def test_nothing_is_replaced_by_itself(desk: Desk, service: str) -> None:
    for act in (replace_service, merge_services):
        with pytest.raises(FieldError):
            act(desk, service, service)
    with pytest.raises(NotFoundError):
        merge_services(desk, service, "nirgends")
