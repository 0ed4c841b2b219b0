# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deleting a person for good: every row, every file, every word of the history. What stays names nobody.

An older backup still has the person. So that nobody comes back unnoticed, the vault and this account keep a mark: a hash of
the person's id, which says something only where the id is there again.
"""

import hashlib
from contextlib import suppress

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.fields import known
from laufmappe.casework.merged import records_of
from laufmappe.casework.views import Changed
from laufmappe.errors import StorageError
from laufmappe.i18n import N_, n_
from laufmappe.records.documents import Document
from laufmappe.records.handover import Deletion
from laufmappe.records.journal import Draft, Operation
from laufmappe.records.newcomers import Newcomer
from laufmappe.vault import delete_document
from laufmappe.vault.gone import forget_gone, gone_marks, remember_gone

WHY = {
    "handed_over": N_("an eine andere Stelle übergeben"),
    "asked": N_("die Person hat es verlangt"),
    "no_longer_needed": N_("nicht mehr gebraucht"),
}
"""Why somebody is deleted, by its key."""


def delete_person(desk: Desk, newcomer_id: str, why: str) -> Changed:
    """Deletes a person for good, with files and history; nobody can take that back. `why` is a key of `WHY`.

    What stays is the day, who did it and why. Backups made before still have the person until they are thinned out.
    Raises NotFoundError, FieldError.
    """
    known("why", why, WHY)
    with desk.write("delete_person") as act:
        session = act.session
        get_newcomer(session, newcomer_id)
        records = records_of(session, newcomer_id)
        marks = [mark_of(record) for record in records]
        files = list(session.scalars(select(Document.file_id).where(Document.newcomer_id == newcomer_id)))
        session.expunge_all()
        session.add(act.operation)
        for record in records:
            _delete_rows(session, record)
        session.add_all(Deletion(mark=mark, on_date=desk.today(), who=desk.who, why=why) for mark in marks)
    remember_gone(desk.vault.id, marks)
    for file in files:
        # What can't be deleted now is swept at the next start: no row names it any more.
        with suppress(StorageError):
            delete_document(desk.vault, file)
    return act.changed()


def returned_people(desk: Desk) -> list[int]:
    """The folder numbers of people who were deleted and are in the vault again, as after an older backup was put back."""
    with desk.read() as session:
        kept = set(session.scalars(select(Deletion.mark)))
        marks = kept | gone_marks(desk.vault.id)
        if kept - gone_marks(desk.vault.id):
            remember_gone(desk.vault.id, kept)
        if not marks:
            return []
        people = session.execute(select(Newcomer.number, Newcomer.id).order_by(Newcomer.number))
        return [row.number for row in people if mark_of(row.id) in marks]


def returned_sentence(numbers: list[int]) -> str:
    """What to say about people who are there again; empty when there is nobody."""
    if not numbers:
        return ""
    sentence = n_(
        "Achtung: In diesem Tresor steht wieder jemand, der gelöscht war: Mappe {numbers}. Löschen Sie die Person noch einmal, wenn das weiter gilt.",
        "Achtung: In diesem Tresor stehen wieder Personen, die gelöscht waren: Mappe {numbers}. Löschen Sie sie noch einmal, wenn das weiter gilt.",
        len(numbers),
    )
    return sentence.format(numbers=", ".join(map(str, numbers[:20])))


def was_deleted(session: Session, newcomer_id: str) -> bool:
    """Whether somebody with this id was deleted here."""
    return session.scalar(select(Deletion.id).where(Deletion.mark == mark_of(newcomer_id)).limit(1)) is not None


def may_return(desk: Desk, session: Session, newcomer_id: str) -> None:
    """Whoever was deleted is taken in anew because somebody wants it: no warning about them from now on."""
    session.execute(delete(Deletion).where(Deletion.mark == mark_of(newcomer_id)))
    forget_gone(desk.vault.id, mark_of(newcomer_id))


def mark_of(newcomer_id: str) -> str:
    """The mark of a person: the id is random enough that nobody guesses it from this."""
    return hashlib.sha256(f"laufmappe deleted {newcomer_id}".encode()).hexdigest()


def _delete_rows(session: Session, newcomer_id: str) -> None:
    """In bulk, past the journal: it would note everything that has to go. Foreign keys take the rest along."""
    person = {"id": newcomer_id}
    places = "SELECT id FROM note_place WHERE newcomer_id = :id"
    session.execute(text(f"DELETE FROM note_search WHERE rowid IN ({places})"), person)  # noqa: S608  # no value in it
    for table in ("note_place", "person_search"):
        session.execute(text(f"DELETE FROM {table} WHERE newcomer_id = :id"), person)  # noqa: S608  # our own names
    for index in ("note_search", "person_search"):
        # A deleted entry stays in the index until its pieces are joined.
        session.execute(text(f"INSERT INTO {index}({index}) VALUES ('optimize')"))  # noqa: S608  # our own names
    session.execute(delete(Operation).where(Operation.newcomer_id == newcomer_id))
    session.execute(delete(Draft).where(Draft.form.contains(newcomer_id, autoescape=True)))
    session.execute(delete(Newcomer).where(Newcomer.id == newcomer_id))
