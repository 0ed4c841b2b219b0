# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes out fits its published schema in the eyes of another implementation too, and what is faulty fits in neither's.

The program checks with `jsonschema`; here `jsonschema-rs`, which shares no line with it, looks at the same.
"""

import copy
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.released import released
from laufmappe.casework.people.register import list_people
from laufmappe.casework.words import release_parts
from laufmappe.handover import Attachment, Contents, OwnKey, ReleaseTerms, seal, sign_receipt
from laufmappe.handover.envelope import open_envelope
from laufmappe.resources import read_json

HERE = Path(__file__).parent
CASE, HANDOVER = "case-2.schema.json", "handover-1.schema.json"
PARCEL = "0197a3f0-0000-7000-8000-000000000003"
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

Fits = Callable[[Any], bool]


@cache
def readers(schema: str, shape: str = "") -> tuple[Fits, Fits]:
    """Both implementations, each saying whether something fits a schema, or one shape of it."""
    whole = read_json("schema", schema)
    if shape:
        whole = {"$schema": whole["$schema"], "$ref": f"#/$defs/{shape}", "$defs": whole["$defs"]}
    return Draft202012Validator(whole).is_valid, jsonschema_rs.Draft202012Validator(whole).is_valid


def verdict(content: Any, schema: str, shape: str = "") -> bool:
    """Whether it fits; both have to say the same."""
    first, second = (fits(content) for fits in readers(schema, shape))
    assert first == second
    return first


def faulty(content: Any) -> Iterator[tuple[str, Any]]:
    """The same with one fault each: something unknown, something missing, a value of another kind."""
    others: tuple[Any, ...] = (3.5, ["x" * 9, {}], {"x": []}, True)
    yield "unknown", {**content, "unheard_of": 1}
    for key, value in content.items():
        if key in ("format", "version"):
            yield f"without {key}", {k: v for k, v in content.items() if k != key}
        for other in others:
            if type(other) is not type(value):
                yield f"{key} = {other}", {**content, key: other}


@pytest.fixture
def record(demo_desk: Desk) -> list[dict[str, Any]]:
    """Every person of the demo as the file that an export writes."""
    return [json.loads(document_text(export_case(demo_desk, row.id))) for row in list_people(demo_desk)]


def test_every_exported_case_fits(record: list[dict[str, Any]]) -> None:
    assert len(record) == 12
    assert all(verdict(document, CASE) for document in record)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.sets(st.sampled_from(tuple(release_parts()))), which=st.integers(0, 11))
def test_what_a_release_lets_go_fits_whatever_its_parts(
    record: list[dict[str, Any]], parts: set[str], which: int
) -> None:
    assert verdict(released(record[which], parts).document, CASE)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoilt_case_is_judged_alike(record: list[dict[str, Any]], data: st.DataObject) -> None:
    document = copy.deepcopy(record[data.draw(st.integers(0, 11))])
    place: Any = document
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        place = inner
    values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40)
    place[key] = data.draw(
        values | st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=9), values, max_size=2)
    )
    verdict(document, CASE)


def test_a_faulty_case_fits_neither(record: list[dict[str, Any]]) -> None:
    for name, document in faulty(record[0]):
        assert not verdict(document, CASE), name


def parcel_files() -> dict[str, Any]:
    """The JSON of a parcel by its shape, and of a card and a receipt."""
    sending, receiving = OwnKey.generate(), OwnKey.generate()
    case = json.loads((HERE / "parcel-1" / "case.json").read_text(encoding="utf-8"))
    contents = Contents(
        case,
        ReleaseTerms("Jobcenter", ("person", "documents"), "Übergabe", "mutual", date(2027, 1, 1)),
        ("goals",),
        (Attachment(PARCEL, "Zeugnis.pdf", "application/pdf", date(2026, 11, 5), b"%PDF-1.7"),),
        b"%PDF-1.7 Mappe",
        3,
    )
    sealed = seal(contents, sending, "Beratung", receiving.card("Jobcenter"), parcel_id=PARCEL, made_at=MADE_AT)
    assert pyrage.decrypt(sealed.data, [pyrage.x25519.Identity.from_str(receiving.age_secret)])
    opened = open_envelope(sealed.data, receiving)
    with zipfile.ZipFile(io.BytesIO(opened.content)) as archive:
        manifest, listed = (json.loads(archive.read(name)) for name in ("manifest.json", "documents.json"))
    receipt = json.loads(
        sign_receipt(receiving, PARCEL, sealed.digest, "accepted", date(2026, 12, 1), MADE_AT).to_file()
    )
    return {
        "manifest": manifest,
        "documents": listed,
        "card": json.loads(sending.card("Beratung").to_file()),
        "receipt": receipt,
        "statement": json.loads(receipt["statement"]),
    }


def test_all_that_goes_to_another_service_fits_and_no_fault_passes() -> None:
    for shape, content in parcel_files().items():
        assert verdict(content, HANDOVER, shape), shape
        if isinstance(content, dict):
            for name, wrong in faulty(content):
                assert not verdict(wrong, HANDOVER, shape), (shape, name)
    (document,) = parcel_files()["documents"]
    assert not verdict([{**document, "unheard_of": 1}], HANDOVER, "documents")
    assert not verdict([{**document, "id": "1"}], HANDOVER, "documents")


def test_frozen_cards_and_receipts_fit() -> None:
    frozen = HERE / "parcel-1"
    for name, shape in (
        ("sender.laufmappe-karte", "card"),
        ("receiver.laufmappe-karte", "card"),
        ("receipt.laufmappe-quittung", "receipt"),
    ):
        assert verdict(json.loads((frozen / name).read_text(encoding="utf-8")), HANDOVER, shape)


@settings(max_examples=300, deadline=None)
@given(
    shape=st.sampled_from(("card", "manifest", "documents", "statement", "receipt")),
    content=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    ),
)
def test_anything_else_is_refused_alike(shape: str, content: Any) -> None:
    assert not verdict(content, HANDOVER, shape) or content == []
