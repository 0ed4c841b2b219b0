# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import os
from pathlib import Path

import pytest

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.documents import (
    attach_document,
    change_document,
    copy_document,
    document_content,
    documents,
    documents_to_check,
    media_type_of,
    remove_document,
    sweep_documents,
)
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, remove_qualification
from laufmappe.errors import DocumentError, FieldError, NotFoundError, RuleError
from laufmappe.vault import MOST_DOCUMENT_BYTES, check_folder

SCAN = b"%PDF-1.7 ein Zeugnis"


@pytest.fixture
def person(desk: Desk) -> str:
    return take_in(desk, NewcomerDraft("Amina", "Haddad")).subject_id


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Zeugnis Aleppo.pdf"
    path.write_bytes(SCAN)
    return path


def files(desk: Desk) -> list[Path]:
    return sorted(desk.vault.documents.iterdir())


def age(desk: Desk) -> None:
    """Files younger than an hour are never swept."""
    for path in files(desk):
        os.utime(path, (0, 0))


def test_an_attached_file_comes_back_byte_for_byte_and_lies_encrypted(desk: Desk, person: str, scan: Path) -> None:
    document = attach_document(desk, person, scan).subject_id
    (view,) = documents(desk, person)
    assert (view.id, view.name, view.media_type, view.size) == (document, scan.name, "application/pdf", len(SCAN))
    assert document_content(desk, document) == SCAN
    (stored,) = files(desk)
    assert SCAN not in stored.read_bytes()
    assert scan.name not in stored.name
    assert scan.exists()


def test_a_removed_document_comes_back_until_it_is_swept(desk: Desk, person: str, scan: Path) -> None:
    attach_document(desk, person, scan)
    removed = remove_document(desk, documents(desk, person)[0].id)
    assert documents(desk, person) == []
    desk.undo(removed.operation)
    (view,) = documents(desk, person)
    assert document_content(desk, view.id) == SCAN
    removed = remove_document(desk, view.id)
    age(desk)
    assert sweep_documents(desk) == 1
    assert files(desk) == []
    with pytest.raises(RuleError, match="endgültig gelöscht"):
        desk.undo(removed.operation)
    assert documents(desk, person) == []


def test_documents_in_use_are_never_swept(desk: Desk, person: str, scan: Path) -> None:
    attach_document(desk, person, scan)
    age(desk)
    assert sweep_documents(desk) == 0
    assert document_content(desk, documents(desk, person)[0].id) == SCAN


def test_nothing_is_swept_while_entries_may_be_missing(desk: Desk, person: str, scan: Path) -> None:
    attach_document(desk, person, scan)
    remove_document(desk, documents(desk, person)[0].id)
    age(desk)
    from laufmappe.vault import marks

    desk.vault._doubts = list(marks.LOST_ENTRIES)[:1]
    assert sweep_documents(desk) == 0
    assert len(files(desk)) == 1


@pytest.mark.parametrize("size", [0, MOST_DOCUMENT_BYTES + 1])
def test_too_large_or_empty_is_refused_and_leaves_nothing(desk: Desk, person: str, tmp_path: Path, size: int) -> None:
    path = tmp_path / "scan.pdf"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(DocumentError, match="nichts angehängt"):
        attach_document(desk, person, path)
    with pytest.raises(DocumentError, match="keine Datei"):
        attach_document(desk, person, tmp_path)
    assert files(desk) == []


def test_for_nobody_nothing_is_kept(desk: Desk, scan: Path) -> None:
    with pytest.raises(NotFoundError):
        attach_document(desk, "01890000-0000-7000-8000-000000000000", scan)
    assert files(desk) == []


def test_a_copy_is_the_same_file(desk: Desk, person: str, scan: Path, tmp_path: Path) -> None:
    document = attach_document(desk, person, scan).subject_id
    copy_document(desk, document, tmp_path / "kopie.pdf")
    assert (tmp_path / "kopie.pdf").read_bytes() == SCAN


def test_it_can_prove_a_qualification_and_outlives_it(desk: Desk, person: str, scan: Path) -> None:
    degree = add_qualification(desk, person, QualificationDraft("Diplom", "academic")).subject_id
    document = attach_document(desk, person, scan, degree).subject_id
    change_document(desk, document, "Diplom, beglaubigt", degree)
    (view,) = documents(desk, person)
    assert (view.name, view.qualification) == ("Diplom, beglaubigt", "Diplom")
    with pytest.raises(FieldError):
        change_document(desk, document, "  ")
    removed = remove_qualification(desk, degree)
    assert documents(desk, person)[0].qualification == ""
    desk.undo(removed.operation)
    assert documents(desk, person)[0].qualification == "Diplom"


def test_the_history_names_it_and_no_export_holds_its_key(desk: Desk, person: str, scan: Path) -> None:
    before = export_case(desk, person)
    attach_document(desk, person, scan)
    assert history(desk, person)[0].about == scan.name
    assert export_case(desk, person) == before
    remove_document(desk, documents(desk, person)[0].id)
    text = document_text(export_case(desk, person))
    assert "file_id" not in text
    assert scan.name not in text
    assert json.loads(text)["version"] == 2


def test_check_names_what_is_missing_or_damaged_and_reads_the_rest(desk: Desk, person: str, tmp_path: Path) -> None:
    for name in ("eins.pdf", "zwei.pdf", "drei.pdf"):
        (tmp_path / name).write_bytes(SCAN + name.encode())
        attach_document(desk, person, tmp_path / name)
    connection = desk.vault.connect()
    named = documents_to_check(connection)
    connection.close()
    gone, spoiled = (desk.vault.documents / stored.id for _name, stored in named[:2])
    gone.unlink()
    spoiled.write_bytes(spoiled.read_bytes()[:-1])
    found = check_folder(desk.vault.folder, "passphrase", documents_to_check)
    assert [fault.split(":")[0] for fault in found.faults] == ["„eins.pdf“ (Mappe 1)", "„zwei.pdf“ (Mappe 1)"]
    assert document_content(desk, documents(desk, person)[2].id) == SCAN + b"drei.pdf"
    for view in documents(desk, person)[:2]:
        with pytest.raises(DocumentError):
            document_content(desk, view.id)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (SCAN, "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"MZ\x90\x00", "application/octet-stream"),
    ],
)
def test_the_first_bytes_say_what_it_is(data: bytes, kind: str) -> None:
    assert media_type_of(data) == kind
