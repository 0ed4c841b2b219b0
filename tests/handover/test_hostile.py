# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parcels, cards and receipts in which anything may stand: a sentence, or exactly what was sent. Never a traceback.

Some dozens of examples of each kind in the ordinary run; LAUFMAPPE_FUZZ_EXAMPLES=10000 for a long one
(`packaging/fuzz.py parcel` repeats that). What was once worth a second look stays in tests/formats/hostile_parcels/.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.errors import ParcelError
from laufmappe.handover import OwnKey, Parcel, open_parcel, read_card, read_receipt, sealed_with, sign_receipt
from laufmappe.handover.content import MANIFEST

if TYPE_CHECKING:
    from tests.handover.conftest import Sent

FORMATS = Path(__file__).parents[1] / "formats"
CORPUS = sorted(path for path in (FORMATS / "hostile_parcels").iterdir() if path.is_file())

many = settings(
    max_examples=int(os.environ.get("LAUFMAPPE_FUZZ_EXAMPLES", "30")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

SALT = "A" * 22
NUMBERS = st.sampled_from([-1, 0, 1, 2, 3, 64, 2**31, 2**63, 2**64, 10**30, 0.5, 1e308])
TEXTS = st.sampled_from(
    ["", "to", "mutual", "laufmappe-parcel", "../x", "/etc/passwd", "\0", "\ud800", "é", "2026-02-30", "0" * 64]
) | st.text(max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(TEXTS, children, max_size=4),
    max_leaves=8,
)


def mutated(data: bytes, draw: Callable[[st.SearchStrategy[Any]], Any]) -> bytes:
    """The bytes with some of them changed, left out, doubled or put in."""
    for _change in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.sampled_from([0, 1, 2, 4, 64, 512, 2000]))
        put = draw(st.binary(max_size=8) | st.just(data[place : place + length]) | st.just(bytes(length)))
        data = data[:place] + put + data[place + draw(st.sampled_from([0, length, len(put)])) :]
    return data


def exchanged(content: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
    """The JSON with one place anywhere in it exchanged for anything."""
    if isinstance(content, dict) and content and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(content)))
        return content | {key: exchanged(content[key], draw)}
    if isinstance(content, list) and content and draw(st.booleans()):
        place = draw(st.integers(0, len(content) - 1))
        return [*content[:place], exchanged(content[place], draw), *content[place + 1 :]]
    if isinstance(content, dict) and draw(st.booleans()):
        return content | {draw(TEXTS): draw(ANYTHING)}
    return draw(ANYTHING)


def loose_json(content: Any) -> bytes:
    return json.dumps(content).encode("utf-8")


def held_to(expected: Parcel, sent: "Sent", data: bytes) -> None:
    try:
        parcel = sent.open(data)
    except ParcelError as error:
        assert str(error)
    else:
        assert (parcel.contents, parcel.sender, parcel.digest) == (expected.contents, expected.sender, expected.digest)


@many
@given(data=st.data())
def test_a_parcel_changed_anywhere(sent: "Sent", data: st.DataObject) -> None:
    held_to(sent.parcel, sent, mutated(sent.sealed.data, data.draw))


@many
@given(data=st.data())
def test_an_inside_changed_anywhere(sent: "Sent", data: st.DataObject) -> None:
    held_to(sent.parcel, sent, sent.with_inside(mutated(sent.inside, data.draw)))


@many
@given(data=st.data())
def test_a_header_of_anything(sent: "Sent", data: st.DataObject) -> None:
    lines = st.sampled_from(
        ["-> X25519 " + "A" * 43, "A" * 43, "A" * 64, "", "-> scrypt", f"-> scrypt {SALT} 99", "->", "--- " + "A" * 43]
    ) | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=70)
    text = "\n".join(["age-encryption.org/v1", *data.draw(st.lists(lines, max_size=8)), ""])
    for key in (sent.receiving, "eine Passphrase"):
        with pytest.raises(ParcelError):
            open_parcel(text.encode() + data.draw(st.binary(max_size=80)), key)


@many
@given(data=st.data())
def test_a_signed_zip_changed_anywhere(sent: "Sent", data: st.DataObject) -> None:
    content = mutated(sent.content, data.draw)
    try:
        parcel = sent.open(sent.with_content(content))
    except ParcelError as error:
        assert str(error)
    else:
        assert parcel.contents == sent.parcel.contents


@many
@given(data=st.data())
def test_a_signed_json_with_anything_in_it(sent: "Sent", data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["manifest.json", "case.json", "documents.json"]))
    content = exchanged(json.loads(sent.files[name]), data.draw)
    files = {**sent.files, name: loose_json(content)}
    relist = name != MANIFEST or (isinstance(content, dict) and data.draw(st.booleans()))
    try:
        parcel = sent.open(sent.with_files(files, relist))
    except ParcelError as error:
        assert str(error)
    else:
        assert parcel.sender == sent.parcel.sender
        assert isinstance(parcel.contents.sequence, int)


@many
@given(data=st.data())
def test_a_card_with_anything_in_it(sent: "Sent", data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([sent.to.to_file(), sent.to.qr_text().encode()]))
    changed = mutated(text, data.draw)
    if data.draw(st.booleans()):
        changed = loose_json(exchanged(json.loads(sent.to.to_file()), data.draw))
    try:
        assert read_card(changed) == sent.to
    except ParcelError as error:
        assert str(error)


@many
@given(data=st.data())
def test_a_receipt_with_anything_in_it(sent: "Sent", data: st.DataObject) -> None:
    signed = sign_receipt(sent.receiving, sent.parcel.id, sent.parcel.digest, "accepted", None, sent.parcel.made_at)
    text = data.draw(st.sampled_from([signed.to_file(), signed.qr_text().encode()]))
    changed = mutated(text, data.draw)
    if data.draw(st.booleans()):
        outer = json.loads(signed.to_file())
        if data.draw(st.booleans()):
            outer["statement"] = loose_json(exchanged(json.loads(outer["statement"]), data.draw)).decode()
        changed = loose_json(exchanged(outer, data.draw) if data.draw(st.booleans()) else outer)
    try:
        assert read_receipt(changed, [sent.to]) == signed.receipt
    except ParcelError as error:
        assert str(error)


@many
@given(st.binary(max_size=3000) | st.binary(max_size=300).map(lambda data: b"age-encryption.org/v1\n" + data))
def test_any_bytes_are_no_parcel(sent: "Sent", data: bytes) -> None:
    for look in (lambda: sealed_with(data), lambda: sent.open(data), lambda: open_parcel(data, "eine Passphrase")):
        with pytest.raises(ParcelError):
            look()


@pytest.mark.parametrize("file", CORPUS, ids=lambda path: path.name)
def test_what_was_worth_a_second_look(file: Path) -> None:
    frozen = OwnKey.from_text((FORMATS / "parcel-1" / "receiver.key.json").read_text(encoding="utf-8"))
    readers: dict[str, Callable[[bytes], object]] = {
        "parcel": lambda data: open_parcel(data, frozen),
        "card": read_card,
        "receipt": lambda data: read_receipt(data, [frozen.card("Die empfangende Stelle")]),
    }
    with pytest.raises(ParcelError):
        readers[file.name.split(".")[0]](file.read_bytes())
