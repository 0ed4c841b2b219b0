# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a parcel proves who gave it, and says nothing about the person."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.errors import ParcelDamagedError, ParcelError, ParcelForgedError, ParcelTooNewError
from laufmappe.handover import (
    Answer,
    OwnKey,
    PublicCard,
    Sealed,
    SignedReceipt,
    open_parcel,
    own_fingerprint,
    read_receipt,
    sign_receipt,
)
from laufmappe.handover.shapes import json_bytes

NOW = datetime(2026, 11, 24, 8, 15, 30, 123456, tzinfo=UTC)
FIRST = date(2026, 12, 1)


@pytest.fixture
def receipt(sealed: Sealed, receiving: OwnKey) -> SignedReceipt:
    parcel = open_parcel(sealed.data, receiving)
    return sign_receipt(receiving, parcel.id, parcel.digest, "accepted", FIRST, NOW)


def test_a_receipt_is_about_exactly_the_parcel_that_was_sent(
    receipt: SignedReceipt, sealed: Sealed, recipient: PublicCard
) -> None:
    read = read_receipt(receipt.to_file(), [recipient])
    assert (read.parcel_id, read.digest) == (sealed.parcel_id, sealed.digest)
    assert (read.answer, read.responsible_from, read.by) == ("accepted", FIRST, recipient.fingerprint)
    assert read.answered_at == NOW.replace(microsecond=0)


@given(
    number=st.uuids(),
    digest=st.binary(min_size=32, max_size=32),
    answer=st.sampled_from(["accepted", "declined"]),
    day=st.none() | st.dates(),
    moment=st.datetimes(datetime(1970, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_receipt_is_the_same_after_a_file_and_after_a_code(
    receiving: OwnKey,
    recipient: PublicCard,
    number: object,
    digest: bytes,
    answer: Answer,
    day: date | None,
    moment: datetime,
) -> None:
    signed = sign_receipt(receiving, str(number), digest.hex(), answer, day, moment)
    assert read_receipt(signed.to_file(), [recipient]) == signed.receipt
    assert read_receipt(signed.qr_text().encode("ascii"), [recipient]) == signed.receipt


def test_a_receipt_says_nothing_about_the_person(receipt: SignedReceipt) -> None:
    statement = json.loads(json.loads(receipt.to_file())["statement"])
    assert set(statement) == {
        "format", "version", "parcel", "digest", "answer", "responsible_from", "answered_at", "by",
    }  # fmt: skip
    assert len(receipt.qr_text()) < 300


def test_a_receipt_of_a_service_without_a_card_is_told_apart(
    receipt: SignedReceipt, stranger: OwnKey, sending: OwnKey
) -> None:
    for data in (receipt.to_file(), receipt.qr_text().encode()):
        with pytest.raises(ParcelForgedError, match="deren Karte Sie nicht haben"):
            read_receipt(data, [stranger.card("Eine andere"), sending.card("Wir")])


def test_nobody_signs_in_the_name_of_another(sealed: Sealed, stranger: OwnKey, recipient: PublicCard) -> None:
    forged = sign_receipt(stranger, sealed.parcel_id, sealed.digest, "accepted", FIRST, NOW)
    theirs, ours = own_fingerprint(stranger), recipient.fingerprint
    as_ours = json.loads(forged.to_file())
    as_ours["statement"] = as_ours["statement"].replace(theirs, ours)
    with pytest.raises(ParcelForgedError, match="nicht die der Stelle „Jugendmigrationsdienst Musterstadt“"):
        read_receipt(json_bytes(as_ours), [recipient])


@given(data=st.data())
def test_no_changed_character_is_overlooked(
    receiving: OwnKey, recipient: PublicCard, sealed: Sealed, data: st.DataObject
) -> None:
    signed = sign_receipt(receiving, sealed.parcel_id, sealed.digest, "declined", None, NOW)
    text = data.draw(st.sampled_from([signed.to_file().decode(), signed.qr_text()]))
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.characters(codec="utf-8")) + text[place + 1 :]
    try:
        read = read_receipt(changed.encode(), [recipient])
    except ParcelError:
        return
    assert read == signed.receipt


def test_an_accepted_receipt_can_not_be_made_of_a_declined_one(
    receiving: OwnKey, recipient: PublicCard, sealed: Sealed
) -> None:
    declined = sign_receipt(receiving, sealed.parcel_id, sealed.digest, "declined", None, NOW)
    for changed in (
        declined.to_file().replace(b"declined", b"accepted"),
        declined.qr_text().replace(":D:", ":A:").encode(),
    ):
        with pytest.raises(ParcelForgedError):
            read_receipt(changed, [recipient])


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"LMQUITTUNG1", b"LMQUITTUNG1:::::::", b"LMKARTE1:x", b"\xff", b"[" * 9999, b"x" * 20_000]
)
def test_another_file_is_no_receipt(data: bytes, recipient: PublicCard) -> None:
    with pytest.raises(ParcelDamagedError, match="keine Quittung"):
        read_receipt(data, [recipient])


def test_a_receipt_of_a_newer_version_is_told_apart(receipt: SignedReceipt, recipient: PublicCard) -> None:
    newer = json.loads(receipt.to_file()) | {"version": 2}
    for data in (json_bytes(newer), receipt.qr_text().replace("TUNG1", "TUNG2").encode()):
        with pytest.raises(ParcelTooNewError, match="neueren Fassung"):
            read_receipt(data, [recipient])


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"LMQUITTUNG1:{text}".encode()))
def test_any_bytes_are_a_receipt_or_a_sentence(recipient: PublicCard, data: bytes) -> None:
    with pytest.raises(ParcelError):
        read_receipt(data, [recipient])


def test_debians_minisign_verifies_a_receipt(
    tool: Callable[[str], str], receipt: SignedReceipt, recipient: PublicCard, tmp_path: Path
) -> None:
    outer = json.loads(receipt.to_file())
    (tmp_path / "quittung").write_text(outer["statement"], encoding="utf-8")
    (tmp_path / "quittung.minisig").write_text(outer["signature"], encoding="utf-8")
    command = [tool("minisign"), "-V", "-m", str(tmp_path / "quittung"), "-P", recipient.minisign]
    assert receipt.receipt.parcel_id in subprocess.run(command, capture_output=True, text=True, check=True).stdout
