# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new key for the whole vault from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.backup_places import default_place
from laufmappe.vault import list_backups

Call = Callable[..., Any]


@pytest.fixture
def colleague(call: Call, people: Path, passphrase_file: Path, tmp_path: Path) -> Path:
    """The passphrase file of a second access."""
    file = tmp_path / "kollegin.txt"
    file.write_text("die Passphrase der Kollegin\n", encoding="utf-8")
    call("slot", "add", people, "--passphrase-file", passphrase_file, "--new-passphrase-file", file)
    return file


def test_a_new_key_keeps_the_people_and_gives_a_new_recovery_key(
    call: Call, people: Path, passphrase_file: Path
) -> None:
    before = (people / "record.db").read_bytes()
    said = call("rekey", people, "--passphrase-file", passphrase_file)
    assert said.status == 0
    assert "neu verschlüsselt: 100 %" in said.err
    key = said.out.splitlines()[-1]
    assert len(key.split("-")) == 9
    assert "Amira" in call("people", people, "--passphrase-file", passphrase_file).out
    assert call("people", people, "--passphrase-file", "-", stdin=key.encode()).status == 0
    after = (people / "record.db").read_bytes()
    assert not {before[n : n + 4096] for n in range(0, len(before), 4096)} & {
        after[n : n + 4096] for n in range(0, len(after), 4096)
    }


def test_a_backup_is_made_first(call: Call, people: Path, passphrase_file: Path) -> None:
    said = call("rekey", people, "--passphrase-file", passphrase_file)
    (made,) = list_backups(default_place(people))
    assert str(made.folder) in said.out
    assert call("check", made.folder, "--passphrase-file", passphrase_file).status == 0


def test_an_access_without_its_passphrase_stops_it(
    call: Call, people: Path, passphrase_file: Path, colleague: Path
) -> None:
    said = call("rekey", people, "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "mindestens einem Zugang" in said.err
    assert "--other-passphrase-file" in said.err
    # What can't be done is said before anything is backed up.
    assert not default_place(people).exists()
    assert call("people", people, "--passphrase-file", colleague).status == 0


def test_an_access_whose_passphrase_is_given_goes_on(
    call: Call, people: Path, passphrase_file: Path, colleague: Path
) -> None:
    files = ("--passphrase-file", passphrase_file, "--other-passphrase-file", colleague)
    assert call("rekey", people, "--no-backup", *files).status == 0
    for file in (passphrase_file, colleague):
        assert call("people", people, "--passphrase-file", file).status == 0


def test_the_others_are_dropped_only_when_told_to(
    call: Call, people: Path, passphrase_file: Path, colleague: Path
) -> None:
    assert call("rekey", people, "--no-backup", "--drop-others", "--passphrase-file", passphrase_file).status == 0
    assert call("people", people, "--passphrase-file", passphrase_file).status == 0
    assert call("people", people, "--passphrase-file", colleague).status == 1


def test_a_wrong_passphrase_of_another_access_changes_nothing(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "falsch.txt"
    wrong.write_text("falsch")
    keys = (people / "vault.json").read_bytes()
    said = call("rekey", people, "--passphrase-file", passphrase_file, "--other-passphrase-file", wrong)
    assert (said.status, said.out) == (1, "")
    assert (people / "vault.json").read_bytes() == keys
