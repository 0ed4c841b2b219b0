# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any service that our shape of HSDS allows, with fields that nobody knows, survives the way through vault and tables."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service
from laufmappe.directory.archive import packed, read_files
from laufmappe.directory.files import import_directory, read_directory
from laufmappe.directory.nesting import Nest, flatten
from laufmappe.directory.package import read_package, write_package
from laufmappe.directory.saving import directory_json
from laufmappe.directory.writing import write_entry

SCHEMA = json.loads((Path(__file__).parent / "shape.schema.json").read_text(encoding="utf-8"))
SHAPE = Draft202012Validator(SCHEMA, format_checker=FormatChecker())

NUMBERS = count(1)
IDS = st.uuids(version=4).map(str)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
TEXTS = st.one_of(
    WORDS,
    st.sampled_from(["=1+1", "'=x", "+49 521", "-", "@a", '"a";b,c', "a\r\nb", "\n", " x ", "'", "12", "true", "أهلا"]),
)
UNKNOWN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS.filter(str.strip), inner, max_size=3),
    max_leaves=5,
)


def values(kind: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    if "$ref" in kind:
        return objects(kind["$ref"].rpartition("/")[2], depth)
    if kind["type"] == "array":
        return st.lists(values(kind["items"], depth), min_size=1, max_size=2)
    if "enum" in kind:
        return st.sampled_from(kind["enum"])
    if kind["type"] == "number":
        return st.integers(-1000, 1000) | st.floats(-1e6, 1e6).filter(lambda number: not number.is_integer())
    return IDS if kind.get("format") == "uuid" else TEXTS


@st.composite
def objects(draw: st.DrawFn, name: str, depth: int = 0) -> dict[str, Any]:
    form = SCHEMA["$defs"][name]
    made: dict[str, Any] = {}
    for key, kind in form["properties"].items():
        is_deep = "$ref" in kind or kind["type"] == "array"
        if key in form["required"] or (not (is_deep and depth > 3) and draw(st.integers(0, 4)) == 4):
            made[key] = draw(values(kind, depth + 1))
    if draw(st.booleans()):
        made["x_unknown"] = draw(UNKNOWN)
    return made


@st.composite
def services(draw: st.DrawFn) -> dict[str, Any]:
    service = draw(objects("service"))
    service["name"] = draw(st.text("aäß ", min_size=1, max_size=9).filter(str.strip))
    service["organization"] = {**draw(objects("organization", 2)), "name": service["name"]}
    if "assured_date" in service:
        service["assured_date"] = draw(st.dates()).isoformat()
    return service


LINES = st.just("") | st.text("aäß,;=-+ 1", min_size=1, max_size=9).map(str.strip)
DRAFTS = st.builds(
    ServiceDraft,
    name=st.text("aäß ", min_size=1, max_size=9).map(lambda name: f"Rat {name}"),
    **dict.fromkeys(("street", "postcode", "city", "district", "directions", "room", "hours", "phone"), LINES),
    **dict.fromkeys(("note", "description", "accessibility", "fees", "capacity"), LINES),
    email=st.sampled_from(["", "rat@example.org"]),
    url=st.sampled_from(["", "https://example.org/rat"]),
    type=st.sampled_from(["", "debt_counselling"]),
    languages=st.lists(st.sampled_from(["de", "kmr", "prs"]), unique=True).map(tuple),
    topics=st.sampled_from([(), ("debt",)]),
    bring=st.lists(LINES.filter(bool), max_size=3, unique=True).map(tuple),
    verified_on=st.none() | st.dates(date(2000, 1, 1), date(2026, 11, 1)),
    active=st.booleans(),
)


def with_own_ids(service: Any, numbers: Iterator[int]) -> Any:
    """The same with an id for each object that no other has."""
    if isinstance(service, list):
        return [with_own_ids(each, numbers) for each in service]
    if not isinstance(service, dict):
        return service
    own = {"id": str(UUID(int=next(numbers), version=4))} if "id" in service else {}
    return {key: with_own_ids(value, numbers) for key, value in service.items()} | own


def meant(content: Any) -> Any:
    """What a table can tell: an empty cell says nothing."""
    if isinstance(content, dict):
        return {key: meant(value) for key, value in content.items() if value is not None and value != ""}
    return [meant(each) for each in content] if isinstance(content, list) else content


RELAXED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@RELAXED
@given(service=services())
def test_any_service_comes_back_as_it_was(desk: Desk, service: dict[str, Any], tmp_path: Path) -> None:
    # One vault for all examples: what comes in must not meet what is there.
    service = with_own_ids(service, NUMBERS)
    for each in (service, service["organization"]):
        each["name"] += f" {next(NUMBERS)}"
    file = tmp_path / "verzeichnis.json"
    file.write_text(json.dumps([service]), encoding="utf-8")
    taken = import_directory(desk, file)
    assert taken.faults == ()
    found = {each["id"]: each for each in json.loads(directory_json(desk))["contents"]}
    assert found[service["id"]] == service


@RELAXED
@given(draft=DRAFTS)
def test_whatever_a_counsellor_writes_goes_out_in_shape(desk: Desk, draft: ServiceDraft) -> None:
    service_id = add_service(desk, draft).subject_id
    found = {each["id"]: each for each in json.loads(directory_json(desk))["contents"]}
    SHAPE.validate(found[service_id])


@RELAXED
@given(service=services(), draft=DRAFTS)
def test_whatever_a_counsellor_changes_goes_out_in_shape(
    desk: Desk, service: dict[str, Any], draft: ServiceDraft, tmp_path: Path
) -> None:
    """Types and what must be there; the form of a day or an address stays as its publisher wrote it."""
    service = with_own_ids(service, NUMBERS)
    for each in (service, service["organization"]):
        each["name"] += f" {next(NUMBERS)}"
    file = tmp_path / "verzeichnis.json"
    file.write_text(json.dumps([service]), encoding="utf-8")
    (service_id,) = import_directory(desk, file).result.added
    change_service(desk, service_id, draft)
    found = {each["id"]: each for each in json.loads(directory_json(desk))["contents"]}
    Draft202012Validator(SCHEMA).validate(found[service["id"]])


@RELAXED
@given(service=services())
def test_any_service_survives_tables(service: dict[str, Any]) -> None:
    rows = flatten([("service", with_own_ids(service, count(1)))])
    package = read_package(read_files_of(packed(write_package(rows))))
    assert (package.faults, package.remarks) == ([], [])
    nest = Nest(package.tables)
    nested = [("service", nest.object("service", row)) for row in package.tables["service"]]
    loose = [
        (name, nest.object(name, row))
        for name, found in package.tables.items()
        for row in found
        if (name, row["id"]) not in nest.used
    ]
    assert meant(flatten(nested, loose)) == meant(rows)


@RELAXED
@given(service=services())
def test_reading_and_writing_without_a_change_changes_nothing(service: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "verzeichnis.json"
    file.write_text(json.dumps(service), encoding="utf-8")
    (entry,) = read_directory(file).directory.entries
    assert write_entry(entry) == service


def read_files_of(data: bytes) -> dict[str, bytes]:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        return read_files(Path(file.name))


@pytest.mark.timeout(60)
def test_two_thousand_services_come_in_and_go_out(desk: Desk, tmp_path: Path) -> None:
    """The time limit guards against reading each of them anew for each other."""
    contents = [
        {
            "id": str(UUID(int=number + 1, version=4)),
            "name": f"Anlaufstelle {number}",
            "status": "active",
            "organization": {"id": f"org-{number // 10}", "name": f"Träger {number // 10}", "description": "Träger"},
            "languages": [{"id": f"l{number}", "code": "ar"}],
            "phones": [{"id": f"p{number}", "number": "0521 000"}],
        }
        for number in range(2000)
    ]
    file = tmp_path / "verzeichnis.json"
    file.write_text(json.dumps({"contents": contents}), encoding="utf-8")
    assert len(import_directory(desk, file).result.added) == 2000
    assert len(import_directory(desk, file).result.same) == 2000
    out = {each["id"]: each for each in json.loads(directory_json(desk))["contents"]}
    assert out == {each["id"]: each for each in contents}
