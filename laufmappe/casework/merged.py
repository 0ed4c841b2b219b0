# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which records became one: the journal knows, and what was done on the other record still belongs to the person."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from laufmappe.records.journal import Change, Operation

MERGE = "merge_people"
"""The verb that makes two records one."""

_NOTES_FOLLOW = """
UPDATE note_place SET newcomer_id = :person WHERE newcomer_id != :person AND subject_id IN (
    SELECT step.id FROM step JOIN agreed_chain chain ON chain.id = step.chain_id WHERE chain.newcomer_id = :person
    UNION ALL
    SELECT review.id FROM review JOIN agreed_chain chain ON chain.id = review.chain_id WHERE chain.newcomer_id = :person
)
"""


def records_of(session: Session, newcomer_id: str) -> tuple[str, ...]:
    """The ids under which a person was kept here: the own one first, then those of records that were merged into it."""
    found = [newcomer_id]
    for each in found:  # it grows: what was merged in may have been merged before
        merges = session.scalars(
            select(Change)
            .join(Operation, Operation.id == Change.operation_id)
            .where(Operation.newcomer_id == each, Operation.verb == MERGE, Operation.undone.is_(False))
            .where(Change.entity == "newcomer", Change.entity_id != each)
        )
        found += [change.entity_id for change in merges if change.after is None and change.entity_id not in found]
    return tuple(found)


def merged_into(session: Session, newcomer_id: str) -> str | None:
    """The id of the record that another one went into; None when that one is still of its own."""
    merges = session.execute(
        select(Operation.newcomer_id, Change.after)
        .join(Change, Change.operation_id == Operation.id)
        .where(Operation.verb == MERGE, Operation.undone.is_(False))
        .where(Change.entity == "newcomer", Change.entity_id == newcomer_id)
    )
    return next((str(row.newcomer_id) for row in merges if row.after is None and row.newcomer_id), None)


def notes_follow(session: Session, newcomer_id: str) -> None:
    """What was written in the steps of a chain is found with the person who has the chain now."""
    session.execute(text(_NOTES_FOLLOW), {"person": newcomer_id})
