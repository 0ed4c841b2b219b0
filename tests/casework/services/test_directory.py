# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes in from an exchanged directory changes only what it speaks of, and never takes anything away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.directory import export_entries, import_entries
from laufmappe.casework.services.directory_entries import Entry, Part
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service, list_services
from laufmappe.casework.services.register import service as read_service
from laufmappe.errors import FieldError

Take = Callable[..., str]

DRAFT = ServiceDraft(
    name="Schuldnerberatung",
    organization="Beispielverband",
    street="Hangweg 1",
    postcode="00000",
    city="Musterstadt",
    hours="Mo 9–12 Uhr",
    phone="0521 000",
    note="Nur mit Termin",
    languages=("de",),
)
PLACE = Part({"street": "Hangweg 1", "postcode": "00000", "city": "Musterstadt"})


def entry(said_id: str = "", organization: str = "Beispielverband", **fields: Any) -> Entry:
    extra = {"id": said_id} if said_id else {}
    return Entry(Part({"name": "Schuldnerberatung", **fields}, extra), Part({"name": organization}), PLACE)


def test_a_service_is_found_again_by_name_organization_and_address(desk: Desk) -> None:
    service_id = add_service(desk, DRAFT).subject_id
    done = import_entries(desk, [entry("x1", phone="0521 111")])
    assert (done.added, done.changed) == ((), (service_id,))
    view = read_service(desk, service_id)
    assert (view.phone, view.note, view.hours, view.languages) == ("0521 111", DRAFT.note, DRAFT.hours, ("de",))


def test_another_address_is_another_service(desk: Desk) -> None:
    add_service(desk, replace(DRAFT, street="Anderswo 2"))
    assert len(import_entries(desk, [entry("x1")]).added) == 1


def test_an_id_finds_a_service_under_any_name(desk: Desk) -> None:
    (service_id,) = import_entries(desk, [entry("x1")]).added
    done = import_entries(desk, [entry("x1", organization="Neuer Verband", description="Neu")])
    assert done.changed == (service_id,)
    assert read_service(desk, service_id).organization == "Neuer Verband"


def test_our_own_id_finds_a_service(desk: Desk) -> None:
    service_id = add_service(desk, DRAFT).subject_id
    renamed = Entry(Part({"name": "Neu"}, {"id": service_id}))
    assert import_entries(desk, [renamed]).changed == (service_id,)
    assert read_service(desk, service_id).organization == "Beispielverband"


def test_an_id_goes_before_a_name(desk: Desk) -> None:
    service_id = add_service(desk, DRAFT).subject_id
    done = import_entries(desk, [entry("foreign"), entry(service_id)])
    assert (len(done.added), done.same) == (1, (service_id,))


def test_two_services_of_one_name_stay_two(desk: Desk) -> None:
    assert len(import_entries(desk, [entry("x1"), entry("x2")]).added) == 2
    assert len(import_entries(desk, [entry("x1"), entry("x2")]).same) == 2
    assert len({(o.organization.id) for o in export_entries(desk).entries}) == 1


def test_organizations_of_one_name_and_two_ids_stay_two(desk: Desk) -> None:
    first = replace(entry("x1"), organization=Part({"name": "Caritas"}, {"id": "o1"}))
    second = replace(entry("x2"), organization=Part({"name": "Caritas"}, {"id": "o2"}))
    import_entries(desk, [first, second])
    assert {each.organization.id for each in export_entries(desk).entries} == {"o1", "o2"}


def test_a_service_that_a_file_leaves_out_stays(desk: Desk, take: Take) -> None:
    service_id = add_service(desk, DRAFT).subject_id
    refer(desk, take(), service_id)
    import_entries(desk, [Entry(Part({"name": "Bank"}))])
    assert {view.name for view in list_services(desk)} == {"Schuldnerberatung", "Bank"}


def test_hours_that_we_put_into_words_never_replace_those_of_a_person(desk: Desk) -> None:
    made = replace(entry("x1").service or Part(), made={"hours": "Mo 8–10 Uhr"})
    (service_id,) = import_entries(desk, [replace(entry("x1"), service=made)]).added
    assert read_service(desk, service_id).hours == "Mo 8–10 Uhr"
    import_entries(desk, [replace(entry("x1"), service=replace(made, made={"hours": "Mo 8–12 Uhr"}))])
    assert read_service(desk, service_id).hours == "Mo 8–12 Uhr"
    change_service(desk, service_id, replace(DRAFT, hours="Montags, bitte klingeln"))
    import_entries(desk, [replace(entry("x1"), service=made)])
    assert read_service(desk, service_id).hours == "Montags, bitte klingeln"


def test_what_is_only_kept_goes_out_again(desk: Desk) -> None:
    said = {"id": "x1", "licenses": "L", "a": {"b": 1}}
    import_entries(desk, [Entry(Part({"name": "Rat"}, said))], {"page": {"licence": "CC0"}})
    import_entries(desk, [Entry(Part({"name": "Rat"}, {"id": "x1", "alert": "!"}))], {"page": {"source": "Stadt"}})
    directory = export_entries(desk)
    assert directory.entries[0].service is not None
    assert directory.entries[0].service.extra == {**said, "alert": "!"}
    assert directory.rest == {"page": {"licence": "CC0", "source": "Stadt"}}


def test_an_organization_without_services_is_kept(desk: Desk) -> None:
    import_entries(desk, [Entry(None, Part({"name": "Verein"}, {"id": "o1", "x": 1}))])
    (alone,) = export_entries(desk).entries
    assert (alone.service, alone.organization.fields["name"], alone.organization.extra["x"]) == (None, "Verein", 1)


def test_an_import_is_one_act_and_can_be_taken_back(desk: Desk) -> None:
    service_id = add_service(desk, DRAFT).subject_id
    before = list_services(desk)
    done = import_entries(desk, [entry("x1", phone="1"), Entry(Part({"name": "Bank"}, {"id": "b"}))])
    assert done.act is not None
    desk.undo(done.act.operation)
    assert list_services(desk) == before
    assert read_service(desk, service_id).phone == "0521 000"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("languages", ["tlh!"]),
        ("type", "unknown"),
        ("audience", ["unknown"]),
        ("url", "javascript:alert(1)"),
        ("verified_on", "2026-01-01"),
        ("active", 1),
        ("phone", "1" * 400),
        ("extra", {}),
        ("organization_id", "x"),
    ],
)
def test_what_a_field_can_not_hold_is_refused_and_nothing_is_written(desk: Desk, field: str, value: Any) -> None:
    with pytest.raises(FieldError) as refused:
        import_entries(desk, [Entry(Part({"name": "Bank"})), entry(**{field: value})])
    assert refused.value.field == field
    assert list_services(desk) == []


def test_every_field_of_the_record_is_spoken_of_on_the_way_out(desk: Desk) -> None:
    add_service(desk, replace(DRAFT, verified_on=date(2026, 1, 2)))
    (out,) = export_entries(desk).entries
    assert out.service is not None
    said = {**out.organization.fields, **out.location.fields, **out.service.fields}
    of_organization = {"organization", *(f"organization_{name}" for name in ("description", "email", "url"))}
    assert set(vars(DRAFT)) - of_organization <= set(said)
    assert {"name", "description", "email", "url"} <= set(out.organization.fields)
