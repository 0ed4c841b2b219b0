# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What our fields take out of a service, however its publisher writes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import ServiceDraft, change_service, list_services
from laufmappe.directory.files import import_directory, read_directory
from laufmappe.directory.parts import OF_ADDRESS, OF_ORGANIZATION, OF_SERVICE, PLACES
from laufmappe.directory.reading import language_code, read_entry
from laufmappe.directory.saving import directory_json
from laufmappe.directory.writing import write_entry

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ({"code": "ar"}, "ar"),
        ({"code": "ara"}, "ar"),
        ({"code": "de-DE"}, "de"),
        ({"code": "zh_Hans"}, "zh"),
        ({"code": "kmr"}, "kmr"),
        ({"code": "prs"}, "prs"),
        ({"name": "Arabisch"}, "ar"),
        ({"name": "Kurdish"}, "kmr"),
        ({"code": "", "name": "Elbisch"}, ""),
        ({}, ""),
    ],
)
def test_languages_are_known_by_codes_and_names(language: dict[str, str], code: str) -> None:
    assert language_code(language) == code


def test_an_unknown_language_is_named_and_kept(desk: Desk, written: Write) -> None:
    languages = [{"id": "l1", "name": "Elbisch"}, {"id": "l2", "code": "ar"}]
    taken = import_directory(desk, written([{"id": "1", "name": "Rat", "languages": languages}]))
    assert (taken.faults, len(taken.remarks)) == ((), 1)
    assert "Elbisch" in taken.remarks[0]
    view = list_services(desk)[0]
    assert view.languages == ("ar",)
    change_service(desk, view.id, ServiceDraft(name="Rat", languages=("tr",)))
    (entry,) = read_directory(written([{"id": "1", "name": "Rat", "languages": languages}])).directory.entries
    assert write_entry(entry)["languages"] == languages


def test_a_term_of_ours_that_we_do_not_know_is_named_and_kept() -> None:
    terms = [{"id": c, "taxonomy_term": {"code": c, "taxonomy": "laufmappe"}} for c in ("type:new", "topic:debt")]
    entry, remarks = read_entry({"id": "1", "name": "Rat", "attributes": terms})
    assert entry.service is not None
    assert (entry.service.fields["topics"], "type" in entry.service.fields) == (["debt"], False)
    assert "type:new" in remarks[0]
    assert write_entry(entry)["attributes"] == terms


def test_an_empty_text_says_nothing(desk: Desk, written: Write) -> None:
    """Many programs write every field, with nothing in it: that is no reason to forget what we know."""
    import_directory(desk, written([{"id": "1", "name": "Rat", "email": "a@example.org", "phones": [{"number": "1"}]}]))
    import_directory(desk, written([{"id": "1", "name": "Rat", "email": "", "description": None, "phones": []}]))
    view = list_services(desk)[0]
    assert (view.email, view.phone) == ("a@example.org", "1")


def test_the_address_to_go_to_is_taken_not_the_one_for_letters() -> None:
    addresses = [
        {"address_1": "Postfach 1", "address_type": "postal"},
        {"address_1": "Hangweg 1", "postal_code": 33602},
    ]
    places = [
        {"id": "a", "location": None},
        {"id": "b", "location": {"id": "l", "location_type": "physical", "addresses": addresses}},
    ]
    document = {"id": "1", "name": "Rat", "service_at_locations": places}
    entry, _remarks = read_entry(document)
    assert entry.location.fields == {"street": "Hangweg 1", "postcode": "33602"}
    assert write_entry(entry)["service_at_locations"][1] == places[1]


def test_free_places_of_hsds_3_1_are_read() -> None:
    capacity: dict[str, Any] = {
        "id": "c",
        "available": 2,
        "maximum": 10,
        "unit": {"name": "Plätze"},
        "updated": "2026-11-02T08:00:00Z",
    }
    entry, _remarks = read_entry({"id": "1", "name": "Rat", "capacities": [capacity]})
    assert entry.service is not None
    assert entry.service.fields["capacity"] == "2 von 10 Plätze"
    assert f"{entry.service.fields['capacity_on']}" == "2026-11-02"


def test_a_telephone_of_the_organization_is_taken_where_the_service_has_none(desk: Desk, written: Write) -> None:
    organization = {"id": "o", "name": "Amt", "description": "Amt", "phones": [{"id": "p", "number": "0521 1"}]}
    document = {"id": "1", "name": "Rat", "status": "active", "organization": organization}
    import_directory(desk, written([document]))
    assert list_services(desk)[0].phone == "0521 1"


def test_a_telephone_at_the_place_of_a_service_goes_whole(desk: Desk, written: Write) -> None:
    """A telephone without a number is none."""
    place = {"id": "a", "phones": [{"id": "p", "number": "0521 1", "type": "voice"}]}
    import_directory(desk, written([{"id": "1", "name": "Rat", "status": "active", "service_at_locations": [place]}]))
    view = list_services(desk)[0]
    assert view.phone == "0521 1"
    change_service(desk, view.id, ServiceDraft(name="Rat"))
    (service,) = json.loads(directory_json(desk))["contents"]
    assert service["service_at_locations"] == [{"id": "a", "phones": []}]


def test_tables_from_a_spreadsheet_need_no_descriptor(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "tabellen"
    folder.mkdir()
    tables = {
        "services": "id;organization_id;name;status;Eigene Spalte\r\ns1;o1;Rat für Öffnung;active;ja\r\n",
        "organizations": "id;name;description\r\no1;Träger;Träger\r\n",
        "locations": "id;location_type\r\nl1;physical\r\n",
        "service_at_location": "id;service_id;location_id\r\na1;s1;l1\r\n",
        "addresses": "id;location_id;address_1;city\r\nd1;l1;Hangweg 1;Köln\r\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(text.encode("cp1252"))
    taken = import_directory(desk, folder)
    assert taken.faults == ()
    assert any("Windows-1252" in remark for remark in taken.remarks)
    view = list_services(desk)[0]
    assert (view.name, view.organization, view.street, view.city) == ("Rat für Öffnung", "Träger", "Hangweg 1", "Köln")


def test_the_handbook_names_every_field_that_we_read() -> None:
    page = (Path(__file__).parents[2] / "resources" / "handbook" / "directory-format.md").read_text(encoding="utf-8")
    keys = {*OF_SERVICE.values(), *OF_ORGANIZATION.values(), *OF_ADDRESS.values()}
    keys |= {place.rpartition(".")[2] for place in PLACES.values()} - {"number", "value", "document", "description"}
    assert {key for key in keys if f"`{key}`" not in page} == set()
    assert all(f"`{table}.csv`" in page for table in ("services", "organizations", "addresses", "phones"))


def test_tables_with_a_descriptor_that_is_none_are_known_by_their_names(tmp_path: Path) -> None:
    folder = _tables(tmp_path, "1,o,Rat\r\n")
    (folder / "datapackage.json").write_text("../../datapackage.json", encoding="utf-8")
    read = read_directory(folder)
    assert [entry.service.fields["name"] for entry in read.directory.entries if entry.service] == ["Rat"]
    assert "datapackage.json" in read.remarks[0]


def test_a_row_whose_id_stands_further_up_is_named_by_its_own_line(tmp_path: Path) -> None:
    (fault,) = read_directory(_tables(tmp_path, "1,o,Rat\r\n1,o,Tat\r\n")).faults
    assert (fault.row, fault.field) == (3, "id")
    assert fault.sentence.endswith("services.csv, Zeile 2")


def test_a_service_whose_organization_is_missing_is_named_and_comes_in(tmp_path: Path) -> None:
    read = read_directory(_tables(tmp_path, "1,nirgends,Rat\r\n"))
    assert sum(entry.service is not None for entry in read.directory.entries) == 1
    assert [remark for remark in read.remarks if remark.startswith("services.csv, Zeile 2, organization_id")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("phones", "110"), ("languages", ["de"]), ("schedules", {}), ("organization", "Träger"), ("program", 3)],
)
def test_a_field_of_another_shape_is_named_and_kept(field: str, value: object) -> None:
    entry, remarks = read_entry({"id": "1", "name": "Rat", field: value})
    assert [field in remark for remark in remarks] == [True]
    assert write_entry(entry)[field] == value


def _tables(tmp_path: Path, services: str) -> Path:
    folder = tmp_path / "tabellen"
    folder.mkdir()
    (folder / "organizations.csv").write_text("id,name,description\r\no,Träger,Hilft\r\n", encoding="utf-8", newline="")
    head = "id,organization_id,name\r\n"
    (folder / "services.csv").write_text(head + services, encoding="utf-8", newline="")
    return folder
