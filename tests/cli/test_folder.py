# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder from the command line: whose it is, and in which language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, find_person, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.casework.views import LanguageView
from laufmappe.cli.folder import refuse_language
from laufmappe.errors import LaufmappeError
from laufmappe.folder.handout import language_of

Call = Callable[..., Any]


def test_the_folder_is_written_as_a_pdf(call: Call, people: Path, passphrase_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "mappe.pdf"
    said = call("folder", people, "Amira", "--out", out, "--passphrase-file", passphrase_file)
    assert said.status == 0, said.err
    document = pypdfium2.PdfDocument(out)
    assert len(document) > 2
    document.close()


def test_a_folder_replaces_the_one_of_last_time(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mappe.pdf"
    out.write_text("alt")
    assert call("folder", people, "1", "--out", out, "--passphrase-file", passphrase_file).status == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_language_without_a_catalogue_is_named_with_those_that_there_are(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mappe.pdf"
    said = call("folder", people, "1", "--language", "tlh", "--out", out, "--passphrase-file", passphrase_file)
    assert said.status == 1
    assert "„tlh“" in said.err
    assert "ar (Arabisch)" in said.err
    assert not out.exists()


def test_printing_again_without_changes_gives_the_same_bytes(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "eins.pdf", tmp_path / "zwei.pdf"]
    for file in files:
        said = call("folder", people, "1", "--out", file, "--passphrase-file", passphrase_file)
        assert said.status == 0, said.err
    assert files[0].read_bytes() == files[1].read_bytes()


def test_changed_writes_what_changed_since_the_last_time_and_nothing_else(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    whole, news, none = (tmp_path / name for name in ("mappe.pdf", "neu.pdf", "nichts.pdf"))
    arguments = ("--passphrase-file", passphrase_file)
    assert call("folder", people, "1", "--language", "tr", "--out", whole, *arguments).status == 0
    said = call("folder", people, "1", "--changed", "--out", none, *arguments)
    assert (said.status, none.exists()) == (1, False)
    assert "Nichts hat sich geändert" in said.err
    desk = open_desk(people, passphrase_file.read_text(encoding="utf-8").rstrip("\n"))
    person = find_person(desk, "1")
    add_qualification(desk, person, QualificationDraft("Hebamme", country="SY"))
    desk.close()
    assert call("folder", people, "1", "--changed", "--out", news, *arguments).status == 0
    with pypdfium2.PdfDocument(news) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) == 2
    assert "Bitte einheften: Blatt" in texts[0]
    assert "Hebamme" in texts[1]
    assert "Niteliklerim" in texts[1] or "ungeprüft" in texts[1], "the language of the folder that is held"


def test_a_folder_for_e_mail_opens_with_its_password(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out, password = tmp_path / "mappe.pdf", tmp_path / "passwort.txt"
    arguments = ("folder", people, "1", "--out", out, "--passphrase-file", passphrase_file)
    password.write_text("geheim\n", encoding="utf-8")
    said = call(*arguments, "--protect-with-file", password)
    assert (said.status, out.exists()) == (1, False)
    password.write_text("Kiesel-Lampe-Tümpel-Anker-Wolle-Zebra\n", encoding="utf-8")
    assert call(*arguments, "--protect-with-file", password).status == 0
    with pypdfium2.PdfDocument(out, password="Kiesel-Lampe-Tümpel-Anker-Wolle-Zebra") as document:
        assert len(document) > 2


@pytest.mark.parametrize(("languages", "chosen"), [("ar", "ar"), ("sv", "de"), ("", "de"), ("de,sv,tr,ar", "tr")])
def test_the_folder_speaks_the_persons_first_language_that_it_can(desk: Desk, languages: str, chosen: str) -> None:
    spoken = tuple(LanguageView(code, "B1") for code in languages.split(",") if code)
    person = take_in(desk, NewcomerDraft("Amina", languages=spoken)).subject_id
    assert language_of(case(desk, person)) == chosen


def test_a_language_that_is_no_language_is_refused() -> None:
    with pytest.raises(LaufmappeError, match=r"Es gibt: .*de \(Deutsch\)"):
        refuse_language("../x")


def test_sheets_on_demand_are_listed_by_key_and_come_into_the_folder(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mappe.pdf"
    arguments = ("folder", people, "1", "--passphrase-file", passphrase_file)
    said = call(*arguments, "--list-sheets")
    assert said.status == 0, said.err
    inside, on_demand = said.out.split("Auf Wunsch, mit --extra:")
    assert "cover  Deckblatt" in inside
    assert "privacy  Datenschutz" in on_demand
    assert call(*arguments, "--extra", "privacy", "--extra", "words", "--out", out).status == 0
    with pypdfium2.PdfDocument(out) as document:
        titles = [mark.get_title() for mark in document.get_toc()]
    assert any(title.endswith("Datenschutz") for title in titles)
    assert any(title.endswith("Wichtige Wörter") for title in titles)


def test_a_sheet_that_there_is_not_is_refused_with_those_that_there_are(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mappe.pdf"
    said = call("folder", people, "1", "--extra", "gibtesnicht", "--out", out, "--passphrase-file", passphrase_file)
    assert (said.status, out.exists()) == (1, False)
    assert "privacy" in said.err


def test_large_print_is_kept_until_the_usual_one_is_asked_for(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    sizes = []
    for number, wish in enumerate((("--large-print",), (), ("--no-large-print",))):
        out = tmp_path / f"{number}.pdf"
        assert call("folder", people, "1", *wish, "--out", out, "--passphrase-file", passphrase_file).status == 0
        with pypdfium2.PdfDocument(out) as document:
            sizes.append(len(document))
    assert sizes[0] == sizes[1] > sizes[2]
