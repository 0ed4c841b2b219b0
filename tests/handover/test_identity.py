# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of a service, and the words by which two people make sure whose it is."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
import zxingcpp
from dicewarepy.diceware import wordlist
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from laufmappe.casework.fields import clean
from laufmappe.errors import FieldError, ParcelDamagedError, ParcelError, ParcelForgedError, ParcelTooNewError
from laufmappe.handover import OwnKey, PublicCard, fingerprint_words, own_fingerprint, read_card, recognise
from laufmappe.handover.shapes import json_bytes

NAME = "Jugendmigrationsdienst Musterstadt"
KEY = OwnKey("AGE-SECRET-KEY-1F2GD8UR3W33MKS6KQCYP3AXNAHC28PYC3CMRESAM5LKVNCTE6DCQZ5J4AY", bytes(range(32)))

NAMES = st.text(max_size=40).map(lambda text: clean("name", text)).filter(bool)


@given(NAMES)
def test_a_card_is_the_same_after_a_file_and_after_a_code(name: str) -> None:
    card = KEY.card(name)
    assert read_card(card.to_file()) == card
    assert read_card(card.qr_text().encode("ascii")) == card


def test_a_card_is_read_back_from_a_printed_code(recipient: PublicCard) -> None:
    rows = [
        bytes(0 if dark else 255 for dark in row)
        for row in segno.make_qr(recipient.qr_text(), error="m").matrix_iter(4)
    ]
    picture = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    (code,) = zxingcpp.read_barcodes(picture)
    assert read_card(code.text.encode()) == recipient


def test_a_card_says_nothing_secret(receiving: OwnKey, recipient: PublicCard) -> None:
    for text in (recipient.to_file().decode(), recipient.qr_text(), repr(receiving), repr(recipient)):
        assert receiving.age_secret not in text
        assert receiving.signing_seed.hex() not in text


def test_the_fingerprint_is_of_the_keys_and_not_of_the_name(receiving: OwnKey, recipient: PublicCard) -> None:
    assert receiving.card("Ein anderer Name").fingerprint == recipient.fingerprint == own_fingerprint(receiving)
    assert OwnKey.generate().card(NAME).fingerprint != recipient.fingerprint


def test_the_words_of_a_key_stay_the_same_for_ever() -> None:
    card = KEY.card(NAME)
    lines = f"{card.age}\n{card.minisign}\n".encode()
    assert card.fingerprint == hashlib.sha256(lines).hexdigest()
    assert card.words == fingerprint_words(card.fingerprint)
    assert " ".join(card.words) == "entgegen feilen flogen tropfen einchecken zerhacken"


def test_the_list_of_words_is_the_one_that_other_services_have() -> None:
    words = wordlist("de")
    assert len(set(words.values())) == 7776
    listed = "\n".join(words[dice] for dice in sorted(words)).encode()
    assert hashlib.sha256(listed).hexdigest() == "46466b16ad2717972044443deb1952a20fc17d500461e156ea1c093857a229b3", (
        "another list gives other words for the same keys"
    )


def test_the_keys_come_back_from_the_record() -> None:
    assert OwnKey.from_text(KEY.to_text()) == KEY


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", KEY.to_text().replace("1F2G", "1F2H"), '{"format": 1}'])
def test_a_damaged_own_key_is_said_and_not_used(text: str) -> None:
    with pytest.raises(ParcelDamagedError, match="Schlüssel dieser Stelle"):
        OwnKey.from_text(text)


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "x" * 121])
def test_a_card_needs_a_name_that_can_be_read(name: str) -> None:
    with pytest.raises(FieldError):
        KEY.card(name)


@pytest.mark.parametrize("field", ["name", "age", "minisign", "signature"])
def test_a_card_with_anything_of_another_card_is_refused(field: str, recipient: PublicCard, stranger: OwnKey) -> None:
    mixed = json.loads(recipient.to_file())
    mixed[field] = json.loads(stranger.card("Eine andere Stelle").to_file())[field]
    with pytest.raises(ParcelForgedError, match="sechs Wörter"):
        read_card(json_bytes(mixed))


def test_a_card_of_a_newer_version_is_told_apart(recipient: PublicCard) -> None:
    newer = json.loads(recipient.to_file()) | {"version": 2, "more": True}
    for data in (json_bytes(newer), recipient.qr_text().replace("LMKARTE1", "LMKARTE2").encode()):
        with pytest.raises(ParcelTooNewError, match="neueren Fassung"):
            read_card(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"%PDF-1.7",
        b"\xff\xfe",
        b"LMKARTE1",
        b"LMKARTE1::::",
        b"LMKARTE1:age1:RW:RU:=",
        b'{"format": "laufmappe-case", "version": 2}',
        b"[" * 10_000,
        b" " * 10 + b"x" * 20_000,
    ],
)
def test_another_file_is_no_card(data: bytes) -> None:
    with pytest.raises(ParcelDamagedError, match="keine Karte"):
        read_card(data)


@pytest.mark.parametrize("name", ["Stelle\n", " Stelle", "\u202eStelle", "x" * 121, "A\u0308mter"])
def test_a_name_that_misleads_is_refused_even_if_signed(name: str) -> None:
    from laufmappe.handover import identity, minisign

    plain = KEY.card("x")
    text = f"laufmappe-card 1\n{name}\n{plain.age}\n{plain.minisign}\n".encode()
    card = identity.PublicCard(name, plain.age, plain.minisign, minisign.signature_line(KEY.signing_seed, text))
    with pytest.raises(ParcelDamagedError):
        read_card(card.to_file())


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"LMKARTE1:{text}".encode()))
def test_any_bytes_are_a_card_or_a_sentence(data: bytes) -> None:
    with pytest.raises(ParcelError):
        read_card(data)


def test_a_known_service_is_recognised_by_its_keys(
    recipient: PublicCard, receiving: OwnKey, stranger: OwnKey, sending: OwnKey
) -> None:
    known = [recipient, sending.card("Beratungsstelle")]
    assert recognise(recipient, known) == "known"
    assert recognise(receiving.card("JMD Musterstadt"), known) == "renamed"
    assert recognise(stranger.card("  jugendmigrationsdienst  MUSTERSTADT"), known) == "other_keys"
    assert recognise(stranger.card("Eine neue Stelle"), known) == "unknown"
    assert recognise(recipient, []) == "unknown"


def test_debians_age_knows_the_recipient_of_our_key(tool: Callable[[str], str], tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"{KEY.age_secret}\n", encoding="ascii")
    done = subprocess.run([tool("age-keygen"), "-y", key], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == KEY.card(NAME).age
