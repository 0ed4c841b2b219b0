# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the specification itself publishes, where a checkout of it is at hand: `LAUFMAPPE_HSDS` names its folder."""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema.protocols import Validator

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import ServiceDraft, change_service, list_services
from laufmappe.directory.files import import_directory
from laufmappe.directory.nesting import flatten
from laufmappe.directory.saving import ZIP, directory_json, directory_package, save_directory
from laufmappe.directory.tables import TABLES

FOLDER = os.environ.get("LAUFMAPPE_HSDS", "")
HSDS = Path(FOLDER)
EXAMPLES = HSDS / "examples"

pytestmark = pytest.mark.skipif(not FOLDER, reason="LAUFMAPPE_HSDS names no checkout of the specification")

Write = Callable[..., Path]


@pytest.fixture
def published() -> dict[str, Any]:
    """The service with every field filled in."""
    return dict(json.loads((EXAMPLES / "service_full.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The compiled schema of a service: in a checkout below `schema`, in a release beside the examples."""
    compiled = next(HSDS / place for place in ("compiled", "schema/compiled") if (HSDS / place).is_dir())
    return dict(json.loads((compiled / "service.json").read_text(encoding="utf-8")))


def exported(desk: Desk) -> dict[str, Any]:
    return dict(json.loads(directory_json(desk)))


def test_the_published_service_comes_out_as_it_came_in(desk: Desk, published: dict[str, Any], written: Write) -> None:
    taken = import_directory(desk, written(published))
    assert (len(taken.result.added), taken.faults, taken.remarks) == (1, (), ())
    assert exported(desk)["contents"] == [published]


def test_the_published_page_comes_in(desk: Desk) -> None:
    page = json.loads((EXAMPLES / "service_list.json").read_text(encoding="utf-8"))
    taken = import_directory(desk, EXAMPLES / "service_list.json")
    assert taken.faults == ()
    assert [service["id"] for service in exported(desk)["contents"]] == [service["id"] for service in page["contents"]]


def test_the_published_organization_comes_in_with_its_services(desk: Desk) -> None:
    organization = json.loads((EXAMPLES / "organization_full.json").read_text(encoding="utf-8"))
    taken = import_directory(desk, EXAMPLES / "organization_full.json")
    assert (len(taken.result.added), taken.faults) == (len(organization["services"]), ())
    services = organization.pop("services")
    assert exported(desk)["contents"] == [{**service, "organization": organization} for service in services]


def test_the_published_tables_come_out_as_they_came_in(desk: Desk, tmp_path: Path) -> None:
    """Some of their rows point nowhere; those too. Their descriptor is a link to the one of the whole checkout."""
    shutil.copytree(EXAMPLES / "csv", tmp_path / "csv", ignore=shutil.ignore_patterns("datapackage.json"))
    shutil.copy(HSDS / "datapackage.json", tmp_path / "csv")
    taken = import_directory(desk, tmp_path / "csv")
    assert (len(taken.result.added), taken.faults, taken.remarks) == (1, (), ())
    files = directory_package(desk)
    for file in sorted((EXAMPLES / "csv").glob("*.csv")):
        assert table(files[file.name]) == table(file.read_bytes()), file.name


def test_published_json_and_tables_say_the_same(
    desk: Desk, other_desk: Desk, published: dict[str, Any], written: Write, tmp_path: Path
) -> None:
    import_directory(desk, written(published))
    save_directory(desk, tmp_path / "tabellen.zip", ZIP)
    import_directory(other_desk, tmp_path / "tabellen.zip")
    assert flatten([("service", exported(other_desk)["contents"][0])]) == flatten([("service", published)])


def test_what_we_write_is_valid_by_the_published_schema(
    desk: Desk, example: dict[str, Any], published: dict[str, Any], schema: dict[str, Any], written: Write
) -> None:
    import_directory(desk, written([example, published]))
    for view in list_services(desk):
        change_service(desk, view.id, ServiceDraft(name=view.name, hours="Mo 9–12 Uhr", city="Musterstadt", phone="1"))
    for service in (example, published, *exported(desk)["contents"]):
        jsonschema.validate(service, schema)


def test_our_shape_asks_for_what_the_published_schema_asks_for(schema: dict[str, Any], shape: Validator) -> None:
    assert isinstance(shape.schema, dict)
    forms = shape.schema["$defs"]
    for name, form in objects_of("service", schema):
        fields = form["properties"]
        assert set(form["required"]) == set(forms[name]["required"]), name
        assert set(forms[name]["properties"]) >= {key for key in fields if not key.endswith("_id")}, name
        for key, ours in forms[name]["properties"].items():
            if key in fields and "type" in ours:
                theirs = fields[key]
                assert (ours["type"], ours.get("enum")) == (theirs["type"], theirs.get("enum")), f"{name}.{key}"
                assert theirs.get("format") in (None, ours.get("format")), f"{name}.{key}"


def test_our_tables_have_the_columns_of_the_published_ones() -> None:
    descriptor = json.loads((HSDS / "datapackage.json").read_text(encoding="utf-8"))
    columns = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in descriptor["resources"]
    }
    assert {name: set(table.columns) for name, table in TABLES.items()} == columns


def objects_of(name: str, form: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The forms of an object and of all that it holds, by the names of their tables."""
    yield name, form
    for kind in form["properties"].values():
        held = kind.get("items", kind)
        if "properties" in held:
            yield from objects_of(held["name"], held)


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
