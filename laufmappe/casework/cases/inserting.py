# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adds whole cases to the vault, many at a time: the way in for an imported document, for lists of people, for the demo.

A case brings its history along; adding it writes no act of its own. What follows from the record is computed here with
the same function as everywhere (`derived.derive`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import IN_ORDER, CaseRows, Document, Row, case_rows
from laufmappe.casework.derived import Derived, derive
from laufmappe.casework.desk import Desk
from laufmappe.casework.names.note_index import insert_notes
from laufmappe.errors import ImportFileError
from laufmappe.i18n import _
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.newcomers import Milestone, Newcomer
from laufmappe.records.qualifications import Qualification, Recognition, RecognitionEvent
from laufmappe.records.services import Location, Organization, Service

BATCH = 500
"""People of one transaction: many enough to be fast, few enough to keep little in memory."""

Progress = Callable[[int], None]


def insert_cases(
    desk: Desk,
    documents: Iterable[Document],
    progress: Progress | None = None,
    *,
    batch: int = BATCH,
    together: bool = False,
) -> int:
    """Adds the people of these documents; says how many they were.

    The documents are taken as they are: what came from outside goes through `case_check.checked_case` first. They are
    read as they are needed, so that a generator of a hundred thousand does. `progress` is told after each batch how many
    people are in. Each batch is a transaction of its own; with `together` all of them are one, so that all people come
    in, or nobody. Services, organizations and locations that the vault has already are left as they are.

    Raises:
        ImportFileError: An id or a code is already taken in the vault; nothing of this transaction was written.
        StorageError: The disk is full, read-only or gone.
    """
    batches = _batches(documents, batch)
    if not together:
        done = 0
        for people in batches:
            done += _insert_batches(desk, [people])
            if progress:
                progress(done)
        return done
    return _insert_batches(desk, batches, progress)


def _insert_batches(desk: Desk, batches: Iterable[list[Document]], progress: Progress | None = None) -> int:
    """Adds all of the batches in one transaction."""
    done = 0
    try:
        with desk.write("import") as act:
            act.session.expunge(act.operation)
            for people in batches:
                _insert(act.session, people)
                done += len(people)
                if progress:
                    progress(done)
    except IntegrityError:
        raise ImportFileError(
            _(
                "Eine Kennung oder ein Code aus der Datei ist in diesem Tresor schon vergeben. Es wurde nichts übernommen."
            )
        ) from None
    return done


def _batches(documents: Iterable[Document], batch: int) -> Iterator[list[Document]]:
    waiting = iter(documents)
    while people := list(islice(waiting, batch)):
        yield people


def _insert(session: Session, people: list[Document]) -> None:
    last = session.scalar(select(func.max(Newcomer.number))) or 0
    total: CaseRows = {entity: [] for entity in IN_ORDER}
    words: list[Row] = []
    for number, document in enumerate(people, start=last + 1):
        rows = case_rows(document)
        derived = _derive(rows)
        _set_derived(rows, derived, number)
        words.append({"rowid": number, "id": rows[Newcomer][0]["id"], "words": derived.words})
        for entity, added in rows.items():
            total[entity] += added
    for entity in (Organization, Location, Service):
        total[entity] = _missing(session, entity, total[entity])
    for entity in IN_ORDER:
        if total[entity]:
            session.execute(insert(entity.__table__), total[entity])  # type: ignore[arg-type]  # a FromClause by type only
    insert_notes(session, total)
    session.execute(text("INSERT INTO person_search(rowid, newcomer_id, words) VALUES (:rowid, :id, :words)"), words)


def _missing(session: Session, entity: type[Base], rows: list[Row]) -> list[Row]:
    """The rows whose id the vault does not have yet, each once."""
    if not rows:
        return []
    column: Any = entity.__mapper__.column_attrs["id"].columns[0]
    unique = {row["id"]: row for row in reversed(rows)}
    ids = list(unique)
    for start in range(0, len(ids), 500):
        for known in session.scalars(select(column).where(column.in_(ids[start : start + 500]))):
            del unique[known]
    return list(unique.values())


def _derive(rows: CaseRows) -> Derived:
    """`derive` reads attributes only, so that plain rows do: making mapped objects of millions would take minutes."""
    steps: dict[str, list[SimpleNamespace]] = {chain["id"]: [] for chain in rows[AgreedChain]}
    for step in rows[Step]:
        steps[step["chain_id"]].append(SimpleNamespace(**step))
    chains = sorted(rows[AgreedChain], key=lambda chain: str(chain["id"]))
    newcomer = SimpleNamespace(
        **rows[Newcomer][0],
        milestones=[SimpleNamespace(**m) for m in rows[Milestone]],
        chains=[SimpleNamespace(**chain, steps=steps[chain["id"]]) for chain in chains],
        qualifications=_qualifications(rows),
    )
    return derive(cast(Newcomer, newcomer))


def _qualifications(rows: CaseRows) -> list[SimpleNamespace]:
    events: dict[str, list[SimpleNamespace]] = {row["id"]: [] for row in rows[Recognition]}
    for event in rows[RecognitionEvent]:
        events[event["recognition_id"]].append(SimpleNamespace(**event))
    procedures = {
        row["qualification_id"]: SimpleNamespace(**row, events=events[row["id"]]) for row in rows[Recognition]
    }
    return [SimpleNamespace(**row, recognition=procedures.get(row["id"])) for row in rows[Qualification]]


def _set_derived(rows: CaseRows, derived: Derived, number: int) -> None:
    rows[Newcomer][0].update(
        number=number,
        sort_name=derived.sort_name,
        chain_template=derived.chain_template,
        next_step_id=derived.next_step_id,
        next_step=derived.next_step,
        next_due=derived.next_due,
        first_due=derived.first_due,
        clock_until=derived.clock_until,
    )
    for step in rows[Step]:
        step["due_on"] = derived.due.get(step["id"])
