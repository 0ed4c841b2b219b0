# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many folders from the command line: a file each, named by number, and who was left out."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.papers.prints import printed_sheets
from laufmappe.casework.people.register import NewcomerDraft, close_case, find_person, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.folder.handout import SHEET_KINDS
from laufmappe.vault.files import atomic_write

Call = Callable[..., Any]


@pytest.fixture
def folder(call: Call, people: Path, passphrase_file: Path) -> Call:
    """`folder("--all", …)` for the vault with three people."""

    def run(*arguments: str | Path) -> Any:
        return call("folder", people, *arguments, "--passphrase-file", passphrase_file)

    return run


def desk_of(vault: Path, passphrase_file: Path) -> Desk:
    return open_desk(vault, passphrase_file.read_text(encoding="utf-8").rstrip("\n"))


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_all_writes_a_file_each_that_is_named_by_the_number_alone(
    folder: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    desk = desk_of(people, passphrase_file)
    close_case(desk, find_person(desk, "3"))
    desk.close()
    out = tmp_path / "mappen"
    said = folder("--all", "--out", out)
    assert said.status == 0, said.err
    assert names(out) == ["mappe-0001.pdf", "mappe-0002.pdf"]
    assert "2 Mappen geschrieben" in said.out
    assert "Haddad" not in said.out + said.err
    with pypdfium2.PdfDocument(out / "mappe-0002.pdf") as document:
        assert "Laufmappe" in document[0].get_textpage().get_text_range()


def test_several_people_are_named_by_number_or_name_and_nobody_is_written_twice(folder: Call, tmp_path: Path) -> None:
    assert folder("3", "Amira", "1", "--out", tmp_path / "m").status == 0
    assert names(tmp_path / "m") == ["mappe-0001.pdf", "mappe-0003.pdf"]


def test_somebody_who_is_not_there_is_said_before_anything_is_written(folder: Call, tmp_path: Path) -> None:
    said = folder("1", "99", "--out", tmp_path / "m")
    assert (said.status, (tmp_path / "m").exists()) == (1, False)
    assert said.err.startswith("99: ")


def test_whose_folder_cannot_be_printed_is_named_by_number_and_the_others_are_written(
    folder: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    desk = desk_of(people, passphrase_file)
    take_in(desk, NewcomerDraft("阿米娜", "Beispiel"))
    desk.close()
    said = folder("--all", "--out", tmp_path / "m")
    assert said.status == 1
    assert len(names(tmp_path / "m")) == 3
    assert "Mappe 0004: " in said.err
    assert "Beispiel" not in said.err
    assert "3 Mappen geschrieben" in said.out
    assert "1 ließ sich nicht drucken" in said.out


def test_changed_leaves_out_who_holds_the_right_paper_and_replaces_no_file(
    folder: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    assert folder("--all", "--out", tmp_path / "m").status == 0
    desk = desk_of(people, passphrase_file)
    add_qualification(desk, find_person(desk, "2"), QualificationDraft("Hebamme", country="SY"))
    desk.close()
    said = folder("--all", "--changed", "--out", tmp_path / "m")
    assert said.status == 0
    assert names(tmp_path / "m") == ["mappe-0001.pdf", "mappe-0002-2.pdf", "mappe-0002.pdf", "mappe-0003.pdf"]
    assert "2 haben sich nicht geändert" in said.out
    with pypdfium2.PdfDocument(tmp_path / "m" / "mappe-0002-2.pdf") as document:
        assert "Bitte einheften" in document[0].get_textpage().get_text_range()
    assert "3 haben sich nicht geändert" in folder("--all", "--changed", "--out", tmp_path / "m").out


def test_ctrl_c_leaves_whole_files_and_each_of_them_is_noted(
    folder: Call, people: Path, passphrase_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    before = signal.getsignal(signal.SIGINT)

    def interrupted(path: Path, data: bytes) -> None:
        if written:
            os.kill(os.getpid(), signal.SIGINT)
        atomic_write(path, data)
        written.append(path)

    monkeypatch.setattr("laufmappe.cli.folders.atomic_write", interrupted)
    said = folder("--all", "--out", tmp_path / "m")
    assert said.status == 1
    assert "Abgebrochen" in said.err
    assert "2 Mappen geschrieben" in said.out
    assert names(tmp_path / "m") == ["mappe-0001.pdf", "mappe-0002.pdf"]
    desk = desk_of(people, passphrase_file)
    held = [bool(printed_sheets(desk, find_person(desk, number))) for number in "123"]
    desk.close()
    assert held == [True, True, False]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("target", ["-", "gibt/es/nicht", "datei.txt"])
def test_many_folders_need_a_directory(folder: Call, tmp_path: Path, target: str) -> None:
    (tmp_path / "datei.txt").write_text("meins")
    said = folder("--all", "--out", target if target == "-" else tmp_path / target)
    assert said.status == 1
    assert "Ordner" in said.err
    assert (tmp_path / "datei.txt").read_text() == "meins"


def test_folders_never_go_into_a_vault(folder: Call, people: Path) -> None:
    before = names(people)
    assert folder("--all", "--out", people).status == 1
    assert names(people) == before


@pytest.mark.parametrize(
    "arguments", [(), ("1", "--all", "--out", "x"), ("--all",), ("1",), ("--all", "--list-sheets")]
)
def test_what_is_not_said_clearly_is_wrong_usage(call: Call, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = call("folder", tmp_path, *arguments)
    assert said.status == 2
    assert "Aufruf:" in said.err


def test_every_sheet_on_demand_has_a_kind_that_can_be_asked_for(demo_desk: Desk, demo_vault: tuple[Path, str]) -> None:
    from laufmappe.casework.people.case import case
    from laufmappe.folder.contents import optional_sheets

    kinds = {key.partition(":")[0] for key, _title in optional_sheets(case(demo_desk, demo_vault[1]))}
    assert kinds == set(SHEET_KINDS)
