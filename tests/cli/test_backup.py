# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups from the command line: made, checked, put back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import open_desk
from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.people.register import list_people

Call = Callable[..., Any]


@pytest.fixture
def saved(call: Call, people: Path, passphrase_file: Path, tmp_path: Path) -> Path:
    """A backup of the vault with three people."""
    said = call("backup", people, tmp_path / "stick", "--json", "--passphrase-file", passphrase_file)
    assert said.status == 0
    return Path(json.loads(said.out)["backup"])


@pytest.mark.parametrize(
    "command",
    ["check ''", "backup {vault} ''", "backup '' {new}", "restore '' {new}", "restore {vault} ''", "new ''"],
)
def test_an_empty_name_is_not_taken_for_the_folder_here(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    words = [word.replace("''", "").format(vault=people, new=tmp_path / "neu") for word in command.split()]
    said = call(*words, "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (2, "")
    assert "Der Name des Ordners ist leer." in said.err
    assert list((tmp_path / "hier").iterdir()) == []
    assert not (tmp_path / "neu").exists()


def test_names_with_spaces_umlauts_and_line_ends_are_names(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    odd = people.rename(tmp_path / "Tresor für\nMo & Di %41?#")
    assert call("backup", odd, tmp_path / " Stick ü\n", "--passphrase-file", passphrase_file).status == 0
    (made,) = (tmp_path / " Stick ü\n").iterdir()
    assert call("restore", made, tmp_path / "neu\n'", "--passphrase-file", passphrase_file).status == 0
    assert call("rekey", odd, "--no-backup", "--passphrase-file", passphrase_file).status == 0
    for place in (odd, made, tmp_path / "neu\n'"):
        assert call("check", place, "--passphrase-file", passphrase_file).status == 0


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def documents(folder: Path, passphrase_file: Path) -> dict[str, str]:
    """The exported document of every person."""
    desk = open_desk(folder, passphrase_file.read_text(encoding="utf-8").removesuffix("\n"))
    try:
        return {row.id: document_text(export_case(desk, row.id)) for row in list_people(desk)}
    finally:
        desk.close()


def test_a_backup_tells_its_folder_and_how_far_it_is(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    said = call("backup", people, tmp_path / "stick", "--passphrase-file", passphrase_file)
    (folder,) = (tmp_path / "stick").iterdir()
    assert said.status == 0
    assert str(folder) in said.out
    assert "100 %" in said.err


def test_a_restored_vault_exports_the_same_document_for_every_person(
    call: Call, people: Path, passphrase_file: Path, saved: Path, tmp_path: Path
) -> None:
    said = call("restore", saved, tmp_path / "neu", "--passphrase-file", passphrase_file)
    assert said.status == 0
    assert "3 Personen stehen darin." in said.out
    assert "aus einer Sicherung wiederhergestellt" in said.err
    before = documents(people, passphrase_file)
    assert len(before) == 3
    assert documents(tmp_path / "neu", passphrase_file) == before


def test_restoring_tells_programs_the_number_of_people(
    call: Call, passphrase_file: Path, saved: Path, tmp_path: Path
) -> None:
    said = call("restore", saved, tmp_path / "neu", "--json", "--passphrase-file", passphrase_file)
    assert json.loads(said.out) == {"vault": str(tmp_path / "neu"), "people": 3}


def test_restoring_never_goes_over_something(call: Call, people: Path, passphrase_file: Path, saved: Path) -> None:
    before = contents(people)
    said = call("restore", saved, people, "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "")
    assert "nichts überschrieben" in said.err
    assert contents(people) == before


def test_a_wrong_passphrase_restores_nothing(call: Call, saved: Path, tmp_path: Path) -> None:
    said = call("restore", saved, tmp_path / "neu", "--passphrase-file", "-", stdin=b"falsch")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "neu").exists()


def test_a_damaged_backup_restores_nothing_and_says_so(
    call: Call, passphrase_file: Path, saved: Path, tmp_path: Path
) -> None:
    content = bytearray((saved / "record.db").read_bytes())
    content[-5000] ^= 1
    (saved / "record.db").write_bytes(content)
    said = call("restore", saved, tmp_path / "neu", "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "")
    assert "Sicherung ist beschädigt" in said.err
    assert not (tmp_path / "neu").exists()


def test_whoever_names_the_folder_of_all_backups_is_told_the_newest(
    call: Call, passphrase_file: Path, saved: Path, tmp_path: Path
) -> None:
    said = call("restore", saved.parent, tmp_path / "neu", "--passphrase-file", passphrase_file)
    assert said.status == 1
    assert str(saved) in said.err


def test_check_works_on_a_backup_and_leaves_no_trace(call: Call, passphrase_file: Path, saved: Path) -> None:
    before = contents(saved)
    said = call("check", saved, "--json", "--passphrase-file", passphrase_file)
    assert (said.status, json.loads(said.out)) == (0, {"whole": True, "faults": [], "warnings": []})
    assert contents(saved) == before


def test_check_looks_at_every_attached_document(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "zeugnis.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    desk = open_desk(people, passphrase_file.read_text(encoding="utf-8").removesuffix("\n"))
    attach_document(desk, list_people(desk)[0].id, tmp_path / "zeugnis.pdf")
    desk.close()
    said = call("backup", people, tmp_path / "stick", "--json", "--passphrase-file", passphrase_file)
    made = Path(json.loads(said.out)["backup"])
    for folder in (people, made):
        assert call("check", folder, "--passphrase-file", passphrase_file).status == 0
        (path,) = (folder / "documents").iterdir()
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        damaged = call("check", folder, "--passphrase-file", passphrase_file)
        assert (damaged.status, "angehängte Datei ist beschädigt" in damaged.err) == (1, True)
        path.unlink()
        assert "angehängte Datei fehlt" in call("check", folder, "--passphrase-file", passphrase_file).err
    # It may be the only backup there is: what is whole comes back, and what is not is named.
    said = call("restore", made, tmp_path / "neu", "--passphrase-file", passphrase_file)
    assert (said.status, "angehängte Datei fehlt" in said.err) == (0, True)
    assert "Amira" in call("people", tmp_path / "neu", "--passphrase-file", passphrase_file).out


def test_check_works_on_a_vault_that_is_open_elsewhere(call: Call, people: Path, passphrase_file: Path) -> None:
    desk = open_desk(people, passphrase_file.read_text(encoding="utf-8").removesuffix("\n"))
    try:
        assert call("check", people, "--passphrase-file", passphrase_file).status == 0
    finally:
        desk.close()


@pytest.mark.parametrize("command", ["backup", "restore", "check"])
def test_a_folder_without_a_vault_is_one_sentence(
    call: Call, tmp_path: Path, passphrase_file: Path, command: str
) -> None:
    more = () if command == "check" else (tmp_path / "ziel",)
    said = call(command, tmp_path / "nirgends", *more, "--passphrase-file", passphrase_file)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "ziel").exists()


def test_a_backup_into_the_vault_itself_is_refused(call: Call, people: Path, passphrase_file: Path) -> None:
    said = call("backup", people, people / "sicherung", "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "")
    assert "nicht im Tresor selbst" in said.err


def test_older_backups_go_only_when_told_to(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path, saved: Path
) -> None:
    old = saved.with_name(saved.name[:18] + "-20010101T000000Z")
    older = saved.with_name(saved.name[:18] + "-20010101T000000Z-2")
    for folder in (old, older):
        folder.mkdir()
        for name in ("vault.json", "record.db"):
            (folder / name).write_bytes((saved / name).read_bytes())
    call("backup", people, saved.parent, "--passphrase-file", passphrase_file)
    assert old.exists()
    said = call("backup", people, saved.parent, "--thin-out", "--json", "--passphrase-file", passphrase_file)
    assert str(old) in json.loads(said.out)["removed"]
    assert not old.exists()
