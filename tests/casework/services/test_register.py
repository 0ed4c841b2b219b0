# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import (
    ServiceDraft,
    add_service,
    change_service,
    list_services,
    organizations,
    service,
    set_service_active,
    verify_service,
)
from laufmappe.errors import FieldError, NotFoundError

COURSES = ServiceDraft(
    "Sprachkursberatung Ä",
    "Volkshochschule",
    "language_course_counselling",
    street="Ötztaler Straße 7",
    postcode="33602",
    city="Musterstadt",
    district="Mitte",
    directions="Hintereingang\nim Hof",
    room="104",
    hours="Mo 9–12\nDo 14–17",
    phone="0521 000-10",
    email="kurse@example.org",
    languages=("ar", "kmr"),
    note="Wartezeit",
    description="Einstufung und Anmeldung zu Kursen.",
    url="https://vhs.example.org/kurse",
    accessibility="Aufzug bis zum zweiten Stock",
    audience=("refugee", "toleration"),
    topics=("language",),
    needs=("language_course", "childcare"),
    bring=("Ausweis", "Bescheid vom Jobcenter"),
    fees="kostenlos",
    capacity="Wartezeit 6 Wochen",
    capacity_on=date(2026, 10, 12),
    verified_on=date(2026, 11, 1),
)


def test_everything_about_a_service_is_kept_and_shown(desk: Desk) -> None:
    view = service(desk, add_service(desk, COURSES).subject_id)
    assert ServiceDraft.of(view) == COURSES
    assert view.address == "Ötztaler Straße 7, 33602 Musterstadt"


def test_a_service_without_an_organization_is_its_own(desk: Desk) -> None:
    assert service(desk, add_service(desk, ServiceDraft(" Jobcenter ")).subject_id).organization == "Jobcenter"


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("name", replace(COURSES, name=" ")),
        ("type", replace(COURSES, type="pub")),
        ("languages", replace(COURSES, languages=("klingonisch",))),
        ("street", replace(COURSES, street="x" * 301)),
        ("url", replace(COURSES, url="javascript:alert(1)")),
        ("organization_url", replace(COURSES, organization_url="file:///etc/passwd")),
        ("organization_email", replace(COURSES, organization_email="x" * 301)),
        ("audience", replace(COURSES, audience=("tourist",))),
        ("topics", replace(COURSES, topics=("pub",))),
        ("needs", replace(COURSES, needs=("beer",))),
        ("verified_on", replace(COURSES, verified_on=date(2026, 11, 24))),
        ("capacity_on", replace(COURSES, capacity_on=date(2027, 1, 1))),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(desk: Desk, field: str, draft: ServiceDraft) -> None:
    with pytest.raises(FieldError) as fault:
        add_service(desk, draft)
    assert fault.value.field == field
    assert list_services(desk) == []


def test_a_changed_service_shows_what_was_changed_and_keeps_its_id(desk: Desk) -> None:
    first = add_service(desk, COURSES).subject_id
    second = add_service(desk, replace(COURSES, name="Prüfungen")).subject_id
    change_service(desk, first, replace(COURSES, organization="Neue VHS", street="Weg 1", active=False))
    assert (service(desk, first).organization, service(desk, first).street) == ("Neue VHS", "Weg 1")
    assert (service(desk, second).organization, service(desk, second).street) == ("Volkshochschule", COURSES.street)
    with pytest.raises(NotFoundError):
        change_service(desk, "nirgends", COURSES)


@pytest.mark.parametrize(
    "typed", ["", "sprach", "BERATUNG ä", "volks", "ötz", "oetztaler", "otz", "mitte", "strasse kurs", " Ä "]
)
def test_the_directory_is_searched_anywhere_in_any_spelling(desk: Desk, typed: str) -> None:
    found = add_service(desk, COURSES).subject_id
    assert [s.id for s in list_services(desk, typed)] == [found]
    for nothing in ("xyz", "%", "_", "kurs xyz", "\ud800"):
        assert list_services(desk, nothing) == []


def test_the_directory_is_sorted_as_in_a_german_list_and_filtered(desk: Desk) -> None:
    for name, kind, active in (("zahn", "other", True), ("Äpfel", "other", True), ("Bank", "bank", False)):
        add_service(desk, ServiceDraft(name, type=kind, active=active))
    assert [s.name for s in list_services(desk)] == ["Äpfel", "Bank", "zahn"]
    assert [s.name for s in list_services(desk, type="bank")] == ["Bank"]
    assert [s.name for s in list_services(desk, active_only=True)] == ["Äpfel", "zahn"]


def test_an_address_on_the_web_without_its_beginning_is_offered_with_it(desk: Desk) -> None:
    with pytest.raises(FieldError) as fault:
        add_service(desk, replace(COURSES, url="vhs.example.org"))
    assert fault.value.repair == "https://vhs.example.org"


def test_a_note_on_free_places_is_of_today_unless_a_day_is_named(desk: Desk, today: date) -> None:
    full = add_service(desk, replace(COURSES, capacity="voll", capacity_on=None)).subject_id
    empty = add_service(desk, replace(COURSES, capacity="", capacity_on=today)).subject_id
    assert service(desk, full).capacity_on == today
    assert service(desk, empty).capacity_on is None


def test_checked_today_and_inactive_can_be_taken_back(desk: Desk, today: date) -> None:
    kept = add_service(desk, COURSES).subject_id
    checked = verify_service(desk, kept)
    off = set_service_active(desk, kept, active=False)
    assert (service(desk, kept).verified_on, service(desk, kept).active) == (today, False)
    desk.undo(off.operation)
    desk.undo(checked.operation)
    assert ServiceDraft.of(service(desk, kept)) == COURSES


VHS: dict[str, Any] = {
    "organization_description": "Kurse für alle.",
    "organization_email": "info@vhs.example.org",
    "organization_url": "https://vhs.example.org",
}


def test_what_is_said_of_an_organization_holds_for_everything_that_it_runs(desk: Desk) -> None:
    first = add_service(desk, COURSES).subject_id
    second = add_service(desk, replace(COURSES, name="Prüfungen", **VHS)).subject_id
    for each in (first, second):
        view = service(desk, each)
        assert {name: getattr(view, name) for name in VHS} == VHS
    assert organizations(desk) == {"Volkshochschule": VHS}


def test_a_form_that_says_nothing_of_the_organization_leaves_it_as_it_is(desk: Desk) -> None:
    kept = add_service(desk, replace(COURSES, **VHS)).subject_id
    change_service(desk, kept, replace(ServiceDraft.of(service(desk, kept)), room="105"))
    assert service(desk, kept).organization_url == VHS["organization_url"]
    done = change_service(desk, kept, replace(COURSES, organization="Verein"))
    assert service(desk, kept).organization_url == ""
    assert organizations(desk)["Volkshochschule"] == VHS
    desk.undo(done.operation)
    emptied = change_service(desk, kept, replace(COURSES, organization_email=""))
    assert service(desk, kept).organization_email == ""
    desk.undo(emptied.operation)
    assert service(desk, kept).organization_email == VHS["organization_email"]


def test_an_address_of_the_organization_without_its_beginning_is_offered_with_it(desk: Desk) -> None:
    with pytest.raises(FieldError) as fault:
        add_service(desk, replace(COURSES, organization_url="vhs.example.org"))
    assert fault.value.repair == "https://vhs.example.org"
