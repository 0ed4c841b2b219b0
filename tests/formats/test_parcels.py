# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parcels, cards and receipts that older versions wrote are read for ever.

`parcel-<N>/` is never written again; `receiver.key.json` opens `key.laufmappe`, `expected.json` says the rest.
"""

import json
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from laufmappe.handover import OwnKey, Parcel, open_parcel, read_card, read_receipt

HERE = Path(__file__).parent
VERSIONS = sorted(path.name for path in HERE.glob("parcel-*"))


@pytest.fixture(params=VERSIONS)
def frozen(request: pytest.FixtureRequest) -> Path:
    """The folder of a version."""
    return HERE / str(request.param)


@pytest.fixture
def expected(frozen: Path) -> dict[str, Any]:
    """What must come out."""
    content: dict[str, Any] = json.loads((frozen / "expected.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture
def own(frozen: Path) -> OwnKey:
    """The keys that it was sealed for."""
    return OwnKey.from_text((frozen / "receiver.key.json").read_text(encoding="utf-8"))


def test_there_is_a_frozen_parcel_of_every_version() -> None:
    assert VERSIONS == ["parcel-1"]


def test_the_key_opens_it(frozen: Path, expected: dict[str, Any], own: OwnKey) -> None:
    parcel = open_parcel((frozen / "key.laufmappe").read_bytes(), own)
    assert (parcel.id, parcel.digest) == (expected["parcel"], expected["digest"])
    assert parcel.to == read_card((frozen / "receiver.laufmappe-karte").read_bytes()).fingerprint
    looked_at(parcel, frozen, expected)


def test_the_passphrase_opens_the_other(frozen: Path, expected: dict[str, Any]) -> None:
    parcel = open_parcel((frozen / "passphrase.laufmappe").read_bytes(), expected["passphrase"])
    assert parcel.to is None
    looked_at(parcel, frozen, expected)


def looked_at(parcel: Parcel, frozen: Path, expected: dict[str, Any]) -> None:
    """Everything in it is as it was put in."""
    contents, (document,) = parcel.contents, parcel.contents.documents
    assert parcel.sender == read_card((frozen / "sender.laufmappe-karte").read_bytes())
    assert parcel.made_at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert contents.case == json.loads((frozen / "case.json").read_text(encoding="utf-8"))
    assert (document.id, document.name) == (expected["document"], "Zeugnis äöü.pdf")
    assert document.data == "%PDF-1.7 Ein Zeugnis: äöü ß\n".encode()
    assert (contents.release.parts, contents.withheld) == (("steps", "documents"), ("notes", "protected_needs"))
    assert (contents.release.direction, contents.release.valid_until) == ("mutual", date(2027, 11, 23))
    assert (contents.sequence, contents.seen) == (2, "019b76da-a800-7002-b002-75ab19501428")
    assert contents.folder.startswith(b"%PDF-1.7 Laufmappe")


def test_the_words_of_the_cards_are_the_same(frozen: Path, expected: dict[str, Any], own: OwnKey) -> None:
    sender = read_card((frozen / "sender.laufmappe-karte").read_bytes())
    receiver = read_card((frozen / "receiver.laufmappe-karte").read_bytes())
    assert [list(sender.words), list(receiver.words)] == list(expected["words"].values())
    assert read_card(expected["codes"]["sender"].encode()) == sender
    assert own.card(receiver.name) == receiver


def test_the_receipt_is_read_as_a_file_and_as_a_code(frozen: Path, expected: dict[str, Any]) -> None:
    card = read_card((frozen / "receiver.laufmappe-karte").read_bytes())
    receipt = read_receipt((frozen / "receipt.laufmappe-quittung").read_bytes(), [card])
    assert read_receipt(expected["codes"]["receipt"].encode(), [card]) == receipt
    assert (receipt.parcel_id, receipt.digest) == (expected["parcel"], expected["digest"])
    assert (receipt.answer, receipt.responsible_from) == ("accepted", date(2026, 12, 1))


@pytest.mark.skipif(not which("age") or not which("minisign"), reason="age and minisign are not installed")
def test_debians_tools_open_it(frozen: Path, own: OwnKey, tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text(f"{own.age_secret}\n", encoding="ascii")
    key = tmp_path / "key.txt"
    opened = subprocess.run(["age", "-d", "-i", key, frozen / "key.laufmappe"], capture_output=True, check=True)
    subprocess.run(["tar", "x"], input=opened.stdout, cwd=tmp_path, check=True)
    public = json.loads((frozen / "sender.laufmappe-karte").read_text(encoding="utf-8"))["minisign"]
    subprocess.run(["minisign", "-V", "-m", tmp_path / "content.zip", "-P", public], capture_output=True, check=True)
    with zipfile.ZipFile(tmp_path / "content.zip") as archive:
        assert json.loads(archive.read("case.json")) == json.loads((frozen / "case.json").read_text(encoding="utf-8"))
