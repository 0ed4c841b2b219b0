# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of what was written down of people: notes, talks, goals, referrals … It follows every act by itself.

`watch` listens to the session of an act like the journal does, so that no verb can forget the index. Needs for protection
are left out: nobody is to be found by them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import event, select, text
from sqlalchemy.orm import Session, UOWTransaction

from laufmappe.casework.names.spelling import search_words
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain, Goal, Review, Step
from laufmappe.records.contacts import Appointment, Contact, FollowUp
from laufmappe.records.documents import Document
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.qualifications import Qualification
from laufmappe.records.referrals import Referral
from laufmappe.records.releases import Release

FIELDS: dict[type[Base], tuple[str, ...]] = {
    Newcomer: ("note",),
    Step: ("note", "reason", "dropped_reason"),
    Review: ("result", "agreed"),
    Goal: ("text", "measure", "result"),
    Contact: ("note",),
    Appointment: ("title", "place", "note"),
    FollowUp: ("text",),
    Qualification: ("title", "original_title", "institution", "occupation", "note"),
    Referral: ("request", "feedback", "reason", "result"),
    Release: ("recipient", "recipient_person", "purpose", "note"),
    Document: ("name",),
}
"""The texts of each kind of row that a search hits."""
_KINDS = {entity.__tablename__: entity for entity in FIELDS}
_OF_CHAIN = (Step, Review)


def watch(session: Session) -> None:
    """From now on, the index follows what this session writes."""
    touched: dict[str, Base | None] = {}
    kinds: dict[str, str] = {}

    def note_flush(session: Session, _flush: UOWTransaction) -> None:
        for row in (*session.new, *session.dirty):
            if type(row) in FIELDS:
                touched[row.id], kinds[row.id] = row, row.__tablename__
        for row in session.deleted:
            if type(row) in FIELDS:
                touched[row.id] = None

    def write(session: Session) -> None:
        session.flush()
        for subject_id, row in touched.items():
            _forget(session, subject_id)
            if row is not None:
                entity = _KINDS[kinds[subject_id]]
                kept = session.get(entity, subject_id)
                if kept is not None:
                    _keep(
                        session,
                        [
                            (
                                kinds[subject_id],
                                subject_id,
                                _owner(session, kept),
                                words_of(entity, _values(entity, kept)),
                            )
                        ],
                    )
        touched.clear()

    event.listen(session, "after_flush", note_flush)
    event.listen(session, "before_commit", write)


def words_of(entity: type[Base], values: Mapping[str, Any]) -> str:
    """What the index keeps of a row; empty when nothing is written in it."""
    texts = [values.get(field) or "" for field in FIELDS[entity]]
    if entity is Step and not values.get("template_step"):
        texts.append(values.get("title") or "")  # shipped titles would fill the index with the same words
    return search_words(*texts).strip()


def insert_notes(session: Session, rows: Mapping[type[Base], list[dict[str, Any]]]) -> None:
    """Indexes rows that were inserted in bulk."""
    owners = {chain["id"]: chain["newcomer_id"] for chain in rows.get(AgreedChain, ())}
    found = []
    for entity in FIELDS:
        for values in rows.get(entity, ()):
            words = words_of(entity, values)
            if words:
                owner = values["id"] if entity is Newcomer else values.get("newcomer_id") or owners[values["chain_id"]]
                found.append((entity.__tablename__, values["id"], owner, words))
    _keep(session, found)


def notes_anew(session: Session) -> None:
    """Writes the whole index from the record."""
    session.execute(text("DELETE FROM note_place"))
    session.execute(text("DELETE FROM note_search"))
    for entity, fields in FIELDS.items():
        table: Any = entity
        owner = (
            AgreedChain.newcomer_id if entity in _OF_CHAIN else table.id if entity is Newcomer else table.newcomer_id
        )
        extra = (Step.title, Step.template_step) if entity is Step else ()
        query = select(table.id, owner.label("owner"), *(getattr(table, field) for field in fields), *extra)
        if entity in _OF_CHAIN:
            query = query.join(AgreedChain, AgreedChain.id == table.chain_id)
        rows = [dict(row) for row in session.execute(query).mappings()]
        _keep(session, [(entity.__tablename__, r["id"], r["owner"], words_of(entity, r)) for r in rows])


def _keep(session: Session, notes: Iterable[tuple[str, str, str, str]]) -> None:
    """Adds rows as `(kind, id, newcomer id, words)`; those without words are left out."""
    told = [note for note in notes if note[3]]
    if not told:
        return
    last: int = session.scalar(text("SELECT coalesce(max(id), 0) FROM note_place")) or 0
    places, words = [], []
    for number, (kind, subject_id, newcomer_id, said) in enumerate(told, start=last + 1):
        places.append({"id": number, "kind": kind, "subject": subject_id, "newcomer": newcomer_id})
        words.append({"id": number, "words": said})
    session.execute(
        text("INSERT INTO note_place(id, kind, subject_id, newcomer_id) VALUES (:id, :kind, :subject, :newcomer)"),
        places,
    )
    session.execute(text("INSERT INTO note_search(rowid, words) VALUES (:id, :words)"), words)


def _forget(session: Session, subject_id: str) -> None:
    place = session.scalar(text("SELECT id FROM note_place WHERE subject_id = :id"), {"id": subject_id})
    if place is not None:
        session.execute(text("DELETE FROM note_search WHERE rowid = :place"), {"place": place})
        session.execute(text("DELETE FROM note_place WHERE id = :place"), {"place": place})


def _owner(session: Session, row: Any) -> str:
    if isinstance(row, Newcomer):
        return row.id
    if isinstance(row, _OF_CHAIN):
        chain = session.get(AgreedChain, row.chain_id)
        return chain.newcomer_id if chain is not None else ""
    return str(row.newcomer_id)


def _values(entity: type[Base], row: Base) -> dict[str, Any]:
    extra = ("title", "template_step") if entity is Step else ()
    return {field: getattr(row, field) for field in (*FIELDS[entity], *extra)}
