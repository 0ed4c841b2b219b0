# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.folder.typeset.objects import Name, ObjectFile, Ref, Value

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**31), 2**31 - 1), TEXTS, st.binary(), st.floats(-1e6, 1e6)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("KPg", min_size=1), inner),
    max_leaves=20,
)


def empty_page(file: ObjectFile) -> Ref:
    """The catalogue of a document with an empty page."""
    node = file.reserve()
    page = file.put({"Type": Name("Page"), "Parent": node, "MediaBox": [0, 0, 100, 100], "Resources": {}})
    file.put({"Type": Name("Pages"), "Kids": [page], "Count": 1}, at=node)
    return file.put({"Type": Name("Catalog"), "Pages": node})


def read_back(found: Any) -> Any:
    """What a reader program takes an object for."""
    if isinstance(found, pikepdf.Array):
        return [read_back(each) for each in found]
    if isinstance(found, pikepdf.Dictionary):
        return {key[1:]: read_back(each) for key, each in found.items()}
    return found


def same(found: Any, value: Value) -> bool:
    if isinstance(value, list):
        return len(found) == len(value) and all(same(*pair) for pair in zip(found, value, strict=True))
    if isinstance(value, dict):
        return set(found) == set(value) and all(same(found[key], value[key]) for key in value)
    if isinstance(value, bool):
        return found is value
    if isinstance(value, str):
        return str(found) == value
    if isinstance(value, bytes):
        return bytes(found) == value
    return float(found) == pytest.approx(value, abs=0.0006)


@given(st.lists(VALUES, max_size=8))
def test_whatever_is_put_in_comes_out_of_a_reader_program(values: list[Value]) -> None:
    file = ObjectFile()
    root = empty_page(file)
    with pikepdf.open(io.BytesIO(file.finished(root, file.put({"Title": [*values]})))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert same(read_back(pdf.trailer.Info.Title), values)


def test_more_objects_than_one_parcel_holds_are_all_found() -> None:
    file = ObjectFile()
    root = empty_page(file)
    refs = [file.put({"Number": number}) for number in range(12_000)]
    with pikepdf.open(io.BytesIO(file.finished(root, file.put({"All": [*refs]})))) as pdf:
        assert [int(each.Number) for each in pdf.trailer.Info.All] == list(range(12_000))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("data", [b"", b"endstream\nendobj\n", bytes(range(256)) * 40])
def test_a_stream_comes_out_as_it_went_in(data: bytes, packed: bool) -> None:
    file = ObjectFile()
    root = empty_page(file)
    with pikepdf.open(io.BytesIO(file.finished(root, file.put({"S": file.stream(data, packed=packed)})))) as pdf:
        assert pdf.trailer.Info.S.read_bytes() == data


def test_another_content_makes_another_identity() -> None:
    def identity(title: str) -> bytes:
        file = ObjectFile()
        with pikepdf.open(io.BytesIO(file.finished(empty_page(file), file.put({"Title": title})))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identity("eins") == identity("eins") != identity("zwei")
