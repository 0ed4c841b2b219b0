# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each command does, and what it leaves untouched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.vault import generate_passphrase

Call = Callable[..., Any]


def listed(call: Call, vault: Path, passphrase_file: Path, *more: str) -> list[dict[str, Any]]:
    said = call("people", vault, "--json", "--passphrase-file", passphrase_file, *more)
    assert (said.status, said.err) == (0, "")
    return list(json.loads(said.out))


def test_people_are_listed_with_their_next_step(call: Call, people: Path, passphrase_file: Path) -> None:
    first, *others = listed(call, people, passphrase_file)
    assert set(first) == {"id", "name", "chain", "next_step", "next_due"}
    assert {k: v for k, v in first.items() if k != "id"} == {
        "name": "Amira Haddad",
        "chain": "K2",
        "next_step": "Erstberatung",
        "next_due": "2126-05-15",
    }
    assert [person["next_due"] for person in others] == [None, None]


def test_people_can_be_searched(call: Call, people: Path, passphrase_file: Path) -> None:
    assert [p["name"] for p in listed(call, people, passphrase_file, "--search", "oez")] == ["Can Öz", "Can Özdemir"]
    assert listed(call, people, passphrase_file, "--search", "xyz") == []
    assert "Niemand" in call("people", people, "--search", "\udcff", "--passphrase-file", passphrase_file).out


def test_people_are_listed_for_reading(call: Call, people: Path, passphrase_file: Path) -> None:
    lines = call("people", people, "--passphrase-file", passphrase_file).out.splitlines()
    assert lines[0].split() == ["1", "Amira", "Haddad", "K2", "Erstberatung", "15.05.2126"]


def test_import_names_what_it_refuses_and_ends_with_1(
    call: Call, vault: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Nachname;Geburtsdatum;Farbe\nHaddad;1992;\nÖz;31.02.1990;rot\n", encoding="utf-8")
    said = call("import", vault, file, "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "1 Person übernommen.\n")
    assert "Zeile 3, Spalte „Geburtsdatum“: Den 31.02.1990 gibt es nicht." in said.err
    assert "Spalte „Farbe“ kenne ich nicht" in said.err
    assert len(listed(call, vault, passphrase_file)) == 1

    again = call("import", vault, file, "--json", "--passphrase-file", passphrase_file)
    told = json.loads(again.out)
    assert (again.status, told["imported"]) == (1, 0)
    assert [(fault["line"], fault["column"]) for fault in told["refused"]] == [(2, ""), (3, "Geburtsdatum")]


def test_strict_import_takes_nothing_when_something_is_refused(
    call: Call, vault: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Nachname;Farbe\nHaddad;rot\n", encoding="utf-8")
    said = call("import", vault, file, "--strict", "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "Es wurde nichts übernommen.\n")
    assert listed(call, vault, passphrase_file) == []


def test_import_of_a_file_that_is_not_there(call: Call, vault: Path, passphrase_file: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "none.csv", tmp_path, "\0"):
        said = call("import", vault, file, "--passphrase-file", passphrase_file)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)


def test_a_case_goes_out_to_a_file_that_only_this_account_reads(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "fall.json"
    said = call("export", people, "Amira", "--out", out, "--passphrase-file", passphrase_file)
    assert said.status == 0
    assert "nicht verschlüsselt" in said.err
    assert json.loads(out.read_text(encoding="utf-8"))["newcomer"]["given_name"] == "Amira"
    assert out.stat().st_mode & 0o077 == 0
    written = call("export", people, "1", "--out", "-", "--passphrase-file", passphrase_file)
    assert written.out == out.read_text(encoding="utf-8")


def test_export_replaces_an_earlier_file_but_never_one_of_a_vault(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    key_file = (people / "vault.json").read_bytes()
    said = call("export", people, "1", "--out", people / "vault.json", "--passphrase-file", passphrase_file)
    assert said.status == 1
    assert (people / "vault.json").read_bytes() == key_file
    out = tmp_path / "fall.json"
    out.write_text("alt")
    assert call("export", people, "1", "--out", out, "--passphrase-file", passphrase_file).status == 0
    assert out.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("person", ["999", "Niemand", "", "Can", "%", "\udcff"])
def test_a_person_who_is_not_one_is_status_1(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path, person: str
) -> None:
    said = call("export", people, person, "--out", tmp_path / "x.json", "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "x.json").exists()


def test_export_into_a_folder_that_is_not_there(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    for out in (tmp_path / "none" / "fall.json", tmp_path):
        said = call("export", people, "1", "--out", out, "--passphrase-file", passphrase_file)
        assert (said.status, said.err.count("\n")) == (1, 1)


def test_check_says_that_all_is_whole(call: Call, people: Path, passphrase_file: Path) -> None:
    assert call("check", people, "--passphrase-file", passphrase_file).status == 0
    said = call("check", people, "--json", "--passphrase-file", passphrase_file)
    assert json.loads(said.out) == {"whole": True, "faults": [], "warnings": []}


def test_check_finds_a_damaged_page(call: Call, people: Path, passphrase_file: Path) -> None:
    database = people / "record.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    said = call("check", people, "--json", "--passphrase-file", passphrase_file)
    assert said.status == 1
    assert "beschädigt" in said.err
    assert json.loads(said.out)["whole"] is False


def test_check_tells_a_wrong_passphrase_from_damage(call: Call, people: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("falsch")
    said = call("check", people, "--passphrase-file", wrong)
    assert said.status == 1
    assert "öffnet den Tresor nicht" in said.err
    assert "beschädigt" not in said.err


def test_new_makes_a_vault_and_shows_the_recovery_key_once(call: Call, tmp_path: Path) -> None:
    passphrase_file = tmp_path / "passphrase.txt"
    passphrase_file.write_text(generate_passphrase() + "\n", encoding="utf-8")
    vault = tmp_path / "neu"
    said = call("new", vault, "--name", "MBE Mitte", "--counsellor", "Ina", "--passphrase-file", passphrase_file)
    assert (said.status, said.err) == (0, "")
    key = said.out.splitlines()[-1]
    assert len(key.split("-")) == 9
    assert call("people", vault, "--passphrase-file", "-", stdin=key.encode()).status == 0

    again = call("new", vault, "--passphrase-file", passphrase_file)
    assert (again.status, again.out) == (1, "")
    assert "nichts überschrieben" in again.err


def test_an_empty_passphrase_makes_no_vault(call: Call, tmp_path: Path) -> None:
    said = call("new", tmp_path / "neu", "--passphrase-file", "-", stdin=b"\n")
    assert (said.status, said.out) == (1, "")
    assert not (tmp_path / "neu").exists()
