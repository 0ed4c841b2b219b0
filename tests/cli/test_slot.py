# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accesses to a vault from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.desk import open_desk
from laufmappe.casework.people.register import NewcomerDraft, take_in

Call = Callable[..., Any]
PAGE = 4096


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    """A file with another passphrase."""
    file = tmp_path / "neu.txt"
    file.write_text("die Passphrase der Kollegin\n", encoding="utf-8")
    return file


def slots(call: Call, vault: Path, passphrase_file: Path) -> list[dict[str, Any]]:
    said = call("slot", "list", vault, "--json", "--passphrase-file", passphrase_file)
    assert (said.status, said.err) == (0, "")
    return list(json.loads(said.out))


def test_accesses_are_listed_with_their_labels(call: Call, vault: Path, passphrase_file: Path) -> None:
    first, second = slots(call, vault, passphrase_file)
    assert (first["number"], first["kind"], first["label"], first["current"]) == (
        1,
        "passphrase",
        "Maria Beispiel",
        True,
    )
    assert (second["number"], second["kind"], second["current"]) == (2, "recovery", False)
    lines = call("slot", "list", vault, "--passphrase-file", passphrase_file).out.splitlines()
    assert "Maria Beispiel" in lines[0]
    assert "dieser Zugang" in lines[0]
    assert "Wiederherstellungsschlüssel" in lines[1]


def test_a_colleague_gets_an_access_and_loses_it_again(
    call: Call, vault: Path, passphrase_file: Path, new_file: Path
) -> None:
    added = call(
        "slot",
        "add",
        vault,
        "--label",
        "Jonas",
        "--passphrase-file",
        passphrase_file,
        "--new-passphrase-file",
        new_file,
    )
    assert (added.status, added.err) == (0, "")
    assert [slot["label"] for slot in slots(call, vault, new_file)] == ["Maria Beispiel", "", "Jonas"]
    assert call("slot", "remove", vault, "jonas", "--passphrase-file", passphrase_file).status == 0
    assert "öffnet den Tresor nicht" in call("people", vault, "--passphrase-file", new_file).err
    assert len(slots(call, vault, passphrase_file)) == 2


def test_the_last_passphrase_stays(call: Call, vault: Path, passphrase_file: Path) -> None:
    said = call("slot", "remove", vault, "1", "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "letzte Passphrase" in said.err
    assert len(slots(call, vault, passphrase_file)) == 2


def test_whoever_takes_the_recovery_key_away_is_told_what_that_means(
    call: Call, vault: Path, passphrase_file: Path
) -> None:
    said = call("slot", "remove", vault, "2", "--passphrase-file", passphrase_file)
    assert (said.status, said.err) == (0, "")
    assert "für immer zu" in said.out
    assert [slot["kind"] for slot in slots(call, vault, passphrase_file)] == ["passphrase"]


@pytest.mark.parametrize("asked", ["7", "", "Niemand", "0"])
def test_an_access_that_is_not_there_is_not_removed(call: Call, vault: Path, passphrase_file: Path, asked: str) -> None:
    said = call("slot", "remove", vault, asked, "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "nichts verändert" in said.err


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    call: Call, vault: Path, passphrase_file: Path, new_file: Path
) -> None:
    arguments = ("slot", "change", vault, "--passphrase-file", passphrase_file, "--new-passphrase-file", new_file)
    assert call(*arguments).status == 0
    assert call("people", vault, "--passphrase-file", new_file).status == 0
    assert call(*arguments).status == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_passphrase_file_may_be_one_that_windows_wrote(
    call: Call, vault: Path, passphrase_file: Path, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "windows.txt"
    file.write_bytes((passphrase_file.read_text(encoding="utf-8").rstrip("\n") + "\r\n").encode(encoding))
    assert len(slots(call, vault, file)) == 2


def test_both_passphrases_may_come_from_standard_input(call: Call, vault: Path, passphrase_file: Path) -> None:
    old = passphrase_file.read_bytes()
    new = "die nächste Passphrase\n".encode()
    files = ("--passphrase-file", "-", "--new-passphrase-file", "-")
    assert call("slot", "change", vault, *files, stdin=old + new).status == 0
    assert call("people", vault, "--passphrase-file", "-", stdin=new).status == 0


def test_a_new_passphrase_never_rewrites_the_data(
    call: Call, vault: Path, passphrase_file: Path, new_file: Path, tmp_path: Path
) -> None:
    desk = open_desk(vault, passphrase_file.read_text(encoding="utf-8").removesuffix("\n"))
    for number in range(30):
        take_in(desk, NewcomerDraft(given_name=f"Person {number}", note="x" * 900), "K1")
    desk.close()
    before = (vault / "record.db").read_bytes()
    call("slot", "change", vault, "--passphrase-file", passphrase_file, "--new-passphrase-file", new_file)
    after = (vault / "record.db").read_bytes()
    assert len(after) == len(before)
    changed = [n for n in range(len(before) // PAGE) if before[n * PAGE :][:PAGE] != after[n * PAGE :][:PAGE]]
    # The page with the seal and the page with the counter of changes; everything that is kept of people lies elsewhere.
    assert len(changed) <= 2 < 50 < len(before) // PAGE


def test_without_a_terminal_the_option_for_the_new_passphrase_is_named(
    call: Call, vault: Path, passphrase_file: Path
) -> None:
    said = call("slot", "add", vault, "--passphrase-file", passphrase_file)
    assert said.status == 1
    assert "--new-passphrase-file" in said.err


@pytest.mark.parametrize("arguments", [("slot",), ("slot", "list"), ("slot", "weg", "x"), ("slot", "remove", "x")])
def test_wrong_usage_is_status_2(call: Call, arguments: tuple[str, ...]) -> None:
    said = call(*arguments)
    assert (said.status, said.out) == (2, "")
    assert "Aufruf:" in said.err
