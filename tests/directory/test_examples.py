# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A service that says all it can comes in and goes out again whole, as JSON and as tables."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema.protocols import Validator

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service, list_services
from laufmappe.directory.files import import_directory
from laufmappe.directory.nesting import flatten
from laufmappe.directory.saving import FOLDER, ZIP, directory_json, directory_package, save_directory
from laufmappe.directory.tables import LISTS, TABLES

TABLES_FOLDER = Path(__file__).parent / "own_tables"

Write = Callable[..., Path]

FULL = ServiceDraft(
    name="Schuldnerberatung",
    organization="Beispielverband e. V.",
    type="debt_counselling",
    street="Hangweg 1",
    postcode="00000",
    city="Musterstadt",
    district="Nord",
    directions="Linie 2",
    room="3.12",
    hours="Mo 9–12 Uhr",
    phone="+49 521 000-1",
    email="rat@example.org",
    languages=("de", "kmr", "prs"),
    note="Nur mit Termin",
    description="Hilft bei Schulden.",
    url="https://example.org/rat",
    accessibility="Rampe am Hof",
    audience=("subsidiary",),
    topics=("debt",),
    needs=("debt",),
    bring=("Ausweis", "=Briefe"),
    fees="kostenlos",
    capacity="Zwei Plätze",
    capacity_on=date(2026, 11, 2),
    verified_on=date(2026, 11, 1),
    active=False,
)


ROW_ONLY = {
    *(f"{parent}_id" for table in TABLES.values() for parent in table.parents),
    *(column for table in TABLES.values() for _key, _held, column in table.objects),
    "link_id",
    "resource_id",
}
"""Columns that tables need to find each other; in objects the nesting says it."""


def exported(desk: Desk) -> dict[str, Any]:
    return dict(json.loads(directory_json(desk)))


def assert_valid(page: dict[str, Any], shape: Validator) -> None:
    for service in page["contents"]:
        shape.validate(service)


def test_the_example_fills_in_every_field_of_every_object(example: dict[str, Any], shape: Validator) -> None:
    """Else a field that gets lost would not be noticed."""
    shape.validate(example)
    said = {
        name: {key for row in rows.values() for key in row} for name, rows in flatten([("service", example)]).items()
    }
    columns = {name: set(table.columns) for name, table in TABLES.items() if name != "meta_table_description"}
    assert {name: missing for name, keys in columns.items() if (missing := keys - said[name] - ROW_ONLY)} == {}


def test_our_shape_knows_every_field_that_our_tables_know(shape: Validator) -> None:
    assert isinstance(shape.schema, dict)
    forms = shape.schema["$defs"]
    assert set(forms) == set(TABLES) - {"meta_table_description"}
    for name, form in forms.items():
        table = TABLES[name]
        columns = {column for column in table.columns if column not in ROW_ONLY}
        assert set(form["properties"]) == columns | set(LISTS[name]) | {key for key, _held, _column in table.objects}


def test_the_example_comes_out_as_it_came_in(desk: Desk, example: dict[str, Any], written: Write) -> None:
    taken = import_directory(desk, written(example))
    assert (len(taken.result.added), taken.faults, taken.remarks) == (1, (), ())
    page = exported(desk)
    assert page["contents"] == [example]
    assert page["total_items"] == 1


def test_the_counsellor_reads_the_example(desk: Desk, example: dict[str, Any], written: Write) -> None:
    import_directory(desk, written(example))
    view = list_services(desk)[0]
    assert (view.name, view.organization) == ("Sprechstunde Wohnen und Miete", "Nachbarschaft Lindenufer e. V.")
    assert (view.street, view.postcode, view.city, view.district) == (
        "Kanalufer 8a",
        "00012",
        "Musterstadt",
        "Unterstadt",
    )
    assert (view.languages, view.verified_on, view.active) == (("ar", "uk"), date(2026, 9, 14), True)
    assert view.hours == "Mo, Mi 9–12:30 Uhr, 1. Di im Monat 14–17 Uhr\nIn den Winterferien nur montags"
    assert (view.phone, view.email) == ("+49 30 23125 014", "mietcafe@example.org")
    assert view.note.startswith("Ohne Termin.")
    assert view.fees.startswith("Die Beratung kostet nichts")
    assert view.directions.startswith("Bus 9")
    assert view.accessibility == "Aufzug bis in den zweiten Stock, Türen 90 cm breit"
    assert len(view.bring) == 3


def test_an_organization_with_its_services_comes_in(desk: Desk, example: dict[str, Any], written: Write) -> None:
    service = {key: value for key, value in example.items() if key != "organization"}
    import_directory(desk, written({**example["organization"], "services": [service]}))
    assert exported(desk)["contents"] == [example]


def test_tables_come_out_as_they_came_in(desk: Desk) -> None:
    """Some of their rows point nowhere, one table is of nobody's; those too."""
    taken = import_directory(desk, TABLES_FOLDER)
    assert (len(taken.result.added), taken.faults, taken.remarks) == (3, (), ())
    files = directory_package(desk)
    for file in sorted(TABLES_FOLDER.glob("*.csv")):
        assert told(files[file.name]) == told(file.read_bytes()), file.name
    assert json.loads(files["datapackage.json"])["licenses"] == [{"name": "CC0-1.0"}]


def test_rows_of_tables_find_each_other(desk: Desk) -> None:
    import_directory(desk, TABLES_FOLDER)
    views = {view.name: view for view in list_services(desk)}
    sewing, bicycles = views["Nähwerkstatt"], views['Radwerkstatt "Kette"']
    assert (sewing.organization, bicycles.organization) == ("Werkhof Musterstadt", "Werkhof Musterstadt")
    assert (sewing.street, bicycles.street) == ("Gleisweg 5", "Gleisweg 5")
    assert (sewing.phone, bicycles.phone) == ("+49 30 23125 021", "+49 30 23125 022")
    assert (sewing.hours, sewing.languages, sewing.bring) == (
        "Di, Do 15–18:30 Uhr",
        ("prs", "tr"),
        ("Eigener Stoff",),
    )
    assert (sewing.active, bicycles.active) == (True, False)


def test_json_and_tables_say_the_same(
    desk: Desk, other_desk: Desk, example: dict[str, Any], written: Write, tmp_path: Path
) -> None:
    import_directory(desk, written({"contents": [example], "licence": "CC0"}))
    save_directory(desk, tmp_path / "tabellen.zip", ZIP)
    import_directory(other_desk, tmp_path / "tabellen.zip")
    # Places of the organization itself stand in their table only; see SCALAR_PARENTS.
    del example["organization"]["locations"]
    assert flatten([("service", exported(other_desk)["contents"][0])]) == flatten([("service", example)])
    ours, others = directory_package(desk), directory_package(other_desk)
    assert {name: told(data) for name, data in others.items()} == {name: told(data) for name, data in ours.items()}


def test_our_own_services_are_valid_and_travel_whole(
    desk: Desk, other_desk: Desk, tmp_path: Path, shape: Validator
) -> None:
    add_service(desk, FULL)
    add_service(desk, ServiceDraft(name="Bank"))
    assert_valid(exported(desk), shape)
    save_directory(desk, tmp_path / "tabellen", FOLDER)
    taken = import_directory(other_desk, tmp_path / "tabellen")
    assert (taken.faults, taken.remarks) == ((), ())
    assert list_services(other_desk) == list_services(desk)
    assert exported(other_desk) == exported(desk)


def test_what_the_counsellor_changed_is_what_goes_out(
    desk: Desk, example: dict[str, Any], written: Write, shape: Validator
) -> None:
    """Everything else stays as the directory said it."""
    import_directory(desk, written(example))
    view = list_services(desk)[0]
    change_service(desk, view.id, replace(FULL, organization=view.organization))
    page = exported(desk)
    assert_valid(page, shape)
    service = page["contents"][0]
    place = service["service_at_locations"][0]["location"]
    letters, street = place["addresses"]
    assert (service["name"], service["status"], service["assured_date"]) == (
        "Schuldnerberatung",
        "inactive",
        "2026-11-01",
    )
    assert [phone["number"] for phone in service["phones"]] == ["+49 521 000-1", "+49 30 23125 015"]
    assert service["phones"][0] == {**example["phones"][0], "number": "+49 521 000-1"}
    assert [language["code"] for language in service["languages"]] == ["de", "kmr", "prs"]
    assert (street["address_1"], street["address_2"], street["country"]) == ("Hangweg 1", "Hinterhaus", "AT")
    assert letters == example["service_at_locations"][0]["location"]["addresses"][0]
    assert place["accessibility"][0]["description"] == "Rampe am Hof"
    assert place["accessibility"][0]["details"] == "Den Schlüssel für die Toilette hat der Empfang"
    assert service["schedules"][0]["description"] == "Mo 9–12 Uhr"
    assert service["schedules"][1:] == example["schedules"]
    assert service["attributes"][0] == example["attributes"][0]
    assert service["service_at_locations"][1] == example["service_at_locations"][1]
    for untouched in ("organization", "contacts", "metadata", "cost_options", "program", "alert", "x_warteraum"):
        assert service[untouched] == example[untouched]


def test_a_changed_service_is_read_back_as_it_is(
    desk: Desk, other_desk: Desk, example: dict[str, Any], written: Write
) -> None:
    import_directory(desk, written(example))
    view = list_services(desk)[0]
    change_service(desk, view.id, FULL)
    import_directory(other_desk, written(exported(desk)))
    assert list_services(other_desk) == list_services(desk)


def told(data: bytes) -> list[dict[str, str]]:
    """The rows of a table with the cells that say something, in the order of their ids."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return sorted(({column: cell for column, cell in row.items() if cell} for row in rows), key=str)
