# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys and parcels from the command line: what is refused, and what programs read. The whole way: tests/e2e/test_two_services.py."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest

from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release
from laufmappe.casework.people.register import list_people
from laufmappe.casework.services.register import ServiceDraft, add_service, list_services
from laufmappe.casework.settings.centre import centre, set_centre
from laufmappe.handover import OwnKey, read_card

Call = Callable[..., Any]
PASSPHRASE = "passphrase mit Umlauten: äöü "


@pytest.fixture
def named(people: Path) -> Path:
    """The vault with three people; the centre has a name and knows the Jobcenter."""
    desk = open_desk(people, PASSPHRASE)
    set_centre(desk, replace(centre(desk), name="Beratung Mitte"))
    add_service(desk, ServiceDraft("Jobcenter Mitte"))
    add_service(desk, ServiceDraft("Jobcenter Nord"))
    desk.close()
    return people


def card(folder: Path, name: str, key: OwnKey | None = None) -> Path:
    """The card of another service, as a file."""
    file = folder / f"{name}.laufmappe-karte"
    file.write_bytes((key or OwnKey.generate()).card(name).to_file())
    return file


def release_for_all(desk: Desk) -> None:
    service = next(view.id for view in list_services(desk) if view.name == "Jobcenter Mitte")
    for row in list_people(desk):
        grant_release(desk, row.id, ReleaseDraft(service, parts=("person", "chain"), signed_on=desk.today()))


def test_the_own_card_is_the_same_every_time(call: Call, named: Path, passphrase_file: Path, tmp_path: Path) -> None:
    secret = ("--passphrase-file", passphrase_file)
    first = json.loads(call("key", "show", named, "--json", *secret).out)
    said = call("key", "show", named, "--out", tmp_path / "k", *secret)
    assert said.out.splitlines()[:2] == ["Beratung Mitte", f"Sechs Wörter: {' '.join(first['words'])}"]
    assert first["fingerprint"] in said.out
    assert b"Beratung Mitte" in (tmp_path / "k").read_bytes()
    own = call("key", "import", named, tmp_path / "k", *secret)
    assert (own.status, own.err.count("\n")) == (1, 1)


def test_the_secret_of_the_own_key_opens_with_age_what_is_sealed_for_the_card(
    call: Call, named: Path, passphrase_file: Path
) -> None:
    secret = ("--passphrase-file", passphrase_file)
    first = call("key", "show", named, "--secret", *secret)
    assert first.err.startswith("Wer diese Zeilen hat, liest jedes Paket")
    assert call("key", "renew", named, *secret).status == 0
    newer, older = call("key", "show", named, "--secret", *secret).out.splitlines()
    assert older == first.out.strip()
    card = read_card(call("key", "show", named, "--code", *secret).out.encode())
    assert str(pyrage.x25519.Identity.from_str(newer).to_public()) == card.age


def test_a_centre_without_a_name_gives_no_card(call: Call, people: Path, passphrase_file: Path) -> None:
    said = call("key", "show", people, "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "")
    assert "noch keinen Namen" in said.err


def test_a_card_goes_with_the_service_of_its_name(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    secret = ("--passphrase-file", passphrase_file)
    said = call("key", "import", named, card(tmp_path, "Jobcenter Mitte"), *secret)
    assert said.status == 0
    assert "vergleichen Sie die sechs Wörter" in said.out
    (known,) = json.loads(call("key", "show", named, "--json", *secret).out)["known"]
    assert known["service"] is not None
    assert known["verified_on"] is None
    other = call("key", "import", named, card(tmp_path, "Jobcenter Mitte"), *secret)
    assert "mit einem anderen Schlüssel" in other.err


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b"[" * 5000, b'{"format": "laufmappe-card", "version": 1}', b"x" * 20_000]
)
def test_what_is_no_card_is_called_so(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "k").write_bytes(content)
    said = call("key", "import", named, tmp_path / "k", "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)


def test_sending_refuses_in_one_sentence_and_leaves_no_file(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    secret, out = ("--passphrase-file", passphrase_file), tmp_path / "p.laufmappe"

    def refused(*arguments: str) -> str:
        said = call("handover", "send", named, *arguments, "--out", out, *secret)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        assert not out.exists()
        return str(said.err)

    assert "keine Anlaufstelle mit diesem Namen" in refused("1", "--to", "Finanzamt")
    assert "mehrere Anlaufstellen" in refused("1", "--to", "Jobcenter")
    assert "niemand mit dieser" in refused("99", "--to", "Jobcenter Mitte")
    assert "keine Karte da" in refused("1", "--to", "Jobcenter Mitte")
    assert call("key", "import", named, card(tmp_path, "Jobcenter Mitte"), "--verified", *secret).status == 0
    assert "Für „Jobcenter Mitte“ fehlt" in refused("1", "--to", "Jobcenter Mitte")
    with pytest.raises(FileNotFoundError):
        out.read_bytes()


def test_an_unverified_card_is_said_and_json_tells_what_went(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    secret, out = ("--passphrase-file", passphrase_file), tmp_path / "p.laufmappe"
    assert call("key", "import", named, card(tmp_path, "Jobcenter Mitte"), *secret).status == 0
    desk = open_desk(named, PASSPHRASE)
    release_for_all(desk)
    desk.close()
    said = call("handover", "send", named, "1", "--to", "jobcenter mitte", "--out", out, "--json", *secret)
    assert said.status == 0, said.err
    assert "noch niemand am Telefon verglichen" in said.err
    told = json.loads(said.out)
    assert told["parts"] == ["person", "chain"]
    assert {"part": "status", "why": "not_released"} in told["withheld"]
    looked = json.loads(call("handover", "inspect", out, "--json").out)
    assert looked == {"sealed_with": "key", "bytes": out.stat().st_size}


@pytest.mark.parametrize("content", [b"", b"age-encryption.org/v1\n", b"PK\3\4" + b"x" * 99, b"\0" * 4096])
def test_what_is_no_parcel_is_refused_before_any_work(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "p").write_bytes(content)
    for command in (("inspect", tmp_path / "p"), ("receive", named, tmp_path / "p", "--yes")):
        said = call("handover", *command, *(("--passphrase-file", passphrase_file) if command[0] == "receive" else ()))
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    missing = call("handover", "inspect", tmp_path / "gibt es nicht")
    assert (missing.status, missing.out) == (1, "")


@pytest.mark.parametrize(
    "command",
    [
        "key",
        "key show",
        "key import V",
        "handover",
        "handover send V 1 --out x",
        "handover send V 1 --to J",
        "handover inspect",
        "handover receive V",
        "handover receive V f --new --into 1",
        "handover receipt make V p --out x",
        "handover receipt make V p --accept --decline --out x",
        "handover receipt make V p --decline --from 01.12.2026 --out x",
        "handover receipt note V",
        "handover receipt note V f --close --delete",
        "handover copy V 1",
    ],
)
def test_wrong_usage_is_shown_how(call: Call, named: Path, tmp_path: Path, monkeypatch: Any, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    said = call(*(named if word == "V" else word for word in command.split()))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Aufruf: laufmappe")


def test_a_receipt_of_a_stranger_is_not_noted(call: Call, named: Path, passphrase_file: Path, tmp_path: Path) -> None:
    (tmp_path / "q").write_text("{}")
    said = call("handover", "receipt", "note", named, tmp_path / "q", "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    bad_day = call(
        *("handover", "receipt", "make", named, "x", "--accept", "--from", "morgen", "--out", tmp_path / "r"),
        *("--passphrase-file", passphrase_file),
    )
    assert (bad_day.status, bad_day.err.count("\n")) == (1, 1)
    assert not (tmp_path / "r").exists()


def test_a_renewed_key_gives_another_card_and_says_who_needs_it(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    secret = ("--passphrase-file", passphrase_file)
    before = json.loads(call("key", "show", named, "--json", *secret).out)
    call("key", "import", named, card(tmp_path, "Jobcenter Mitte"), *secret)
    said = call("key", "renew", named, "--out", tmp_path / "neu", *secret)
    assert said.status == 0, said.err
    assert "  Jobcenter Mitte\n" in said.out
    after = json.loads(call("key", "show", named, "--json", *secret).out)
    assert after["fingerprint"] != before["fingerprint"]
    assert " ".join(after["words"]) in said.out
    again = json.loads(call("key", "renew", named, "--exposed", "--json", *secret).out)
    assert (again["tell"], again["fingerprint"] != after["fingerprint"]) == (["Jobcenter Mitte"], True)
    own = call("key", "import", named, tmp_path / "neu", *secret)
    assert (own.status, own.err.count("\n")) == (1, 1)


def test_another_key_under_a_known_name_needs_a_clear_word(
    call: Call, named: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    secret = ("--passphrase-file", passphrase_file)
    call("key", "import", named, card(tmp_path, "Jobcenter Mitte"), "--verified", *secret)
    new = OwnKey.generate().card("Jobcenter Mitte")

    def known() -> list[str]:
        return [each["fingerprint"] for each in json.loads(call("key", "show", named, "--json", *secret).out)["known"]]

    before = known()
    for options in ((), ("--verified",), ("--replace",)):
        said = call("key", "import", named, new.qr_text(), *options, *secret)
        assert (said.status, said.out) == (1, "")
        assert "mit einem anderen Schlüssel da" in said.err
        assert known() == before
    assert call("key", "import", named, new.qr_text(), "--verified", "--replace", *secret).status == 0
    assert known() == [new.fingerprint]
    third = OwnKey.generate().card("Jobcenter Mitte")
    assert call("key", "import", named, "-", "--verified", "--beside", *secret, stdin=third.to_file()).status == 0
    assert sorted(known()) == sorted([new.fingerprint, third.fingerprint])


def test_the_text_of_the_code_is_all_that_another_service_needs(call: Call, named: Path, passphrase_file: Path) -> None:
    secret = ("--passphrase-file", passphrase_file)
    code = call("key", "show", named, "--code", *secret).out
    told = json.loads(call("key", "show", named, "--json", *secret).out)
    assert read_card(code.encode()).fingerprint == told["fingerprint"]
