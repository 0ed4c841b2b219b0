# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever is deleted is gone from every table and every file, and does not come back unnoticed."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.importing import import_case
from laufmappe.casework.desk import Desk
from laufmappe.casework.finding import find_anything
from laufmappe.casework.history import save_draft
from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.people.deleting import delete_person, mark_of, returned_people, returned_sentence
from laufmappe.casework.people.register import list_people
from laufmappe.casework.talks.contacts import ContactDraft, note_contact
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.vault import backup, open_vault, restore
from laufmappe.vault.gone import GONE_FILE, gone_marks
from laufmappe.vault.seen import state_file

Take = Callable[..., str]


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the account remembers belongs to one test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield


def everything(desk: Desk) -> str:
    """All that the database holds, in one text."""
    with desk.read() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")).all()
        plain = [t for t in tables if not t.startswith("sqlite_")]
        return "\n".join(repr(session.execute(text(f"SELECT * FROM {t}")).all()) for t in plain)  # noqa: S608  # our own names


def test_nothing_of_a_deleted_person_is_left(desk: Desk, take: Take, tmp_path: Path) -> None:
    stays = take("Can", "Öz")
    person = take("Amira", "Haddad")
    (tmp_path / "z.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    attach_document(desk, person, tmp_path / "z.pdf")
    note_contact(desk, person, ContactDraft(on_date=desk.today(), note="Regenschirm vergessen"))
    save_draft(desk, f"dialog:{person}:NoteDialog:", {"note": "Regenschirm"})
    delete_person(desk, person, "asked")
    left = everything(desk)
    for word in (person, "Haddad", "haddad", "Regenschirm", "regenschirm", "z.pdf"):
        assert word not in left, word
    assert [row.id for row in list_people(desk)] == [stays]
    assert list(desk.vault.documents.iterdir()) == []
    assert "asked" in left
    assert mark_of(person) in left
    assert find_anything(desk, "Regenschirm") == []


def test_a_deletion_is_final_and_has_a_reason(desk: Desk, take: Take) -> None:
    person = take()
    with pytest.raises(FieldError):
        delete_person(desk, person, "einfach so")
    gone = delete_person(desk, person, "handed_over")
    assert gone.newcomer_id is None
    with pytest.raises(RuleError):
        desk.undo(gone.operation)
    with pytest.raises(NotFoundError):
        delete_person(desk, person, "handed_over")


def test_an_older_backup_brings_nobody_back_unnoticed(desk: Desk, take: Take, tmp_path: Path) -> None:
    take("Can", "Öz")
    person = take("Amira", "Haddad")
    made = backup(desk.vault, tmp_path / "stick")
    delete_person(desk, person, "asked")
    assert returned_people(desk) == []
    restore(made, tmp_path / "wieder")
    with closing(Desk(open_vault(tmp_path / "wieder", "passphrase"), "Maria")) as again:
        assert returned_people(again) == [2]
        assert "Mappe 2" in returned_sentence([2])
        delete_person(again, person, "asked")
        assert returned_people(again) == []
    assert returned_sentence([]) == ""


def test_whoever_comes_back_by_a_file_is_noticed_too(desk: Desk, take: Take) -> None:
    person = take()
    whole = document_text(export_case(desk, person)).encode()
    delete_person(desk, person, "asked")
    import_case(desk, whole)
    assert returned_people(desk) == [1]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"a": 1}', b'{"a": [1, null]}', b"\xff" * 99])
def test_a_strange_memory_is_no_memory(desk: Desk, take: Take, content: bytes) -> None:
    take()
    file = state_file()
    assert file is not None
    memory = file.with_name(GONE_FILE)
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_bytes(content)
    assert returned_people(desk) == []
    assert gone_marks(desk.vault.id) == frozenset()
    person = take("Can", "Öz")
    delete_person(desk, person, "asked")
    assert gone_marks(desk.vault.id) == {mark_of(person)}
    shutil.rmtree(memory.parent)
    assert returned_people(desk) == []
    assert gone_marks(desk.vault.id) == {mark_of(person)}


def test_the_memory_names_neither_the_vault_nor_the_person(desk: Desk, take: Take) -> None:
    person: Any = take()
    delete_person(desk, person, "asked")
    file = state_file()
    assert file is not None
    content = file.with_name(GONE_FILE).read_text(encoding="ascii")
    assert desk.vault.id not in content
    assert person not in content
