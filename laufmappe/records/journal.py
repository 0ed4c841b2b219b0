# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal: who changed what and when, with the values before and after, written by the session itself.

An *operation* is one act of the counsellor; a *change* is one row of one table in it. Nothing else writes them:
`journal(session, operation)` listens to the session and notes each flush. `undo` plays an operation backwards.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, event, select, text
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column, relationship
from sqlalchemy.orm.attributes import get_history

from laufmappe.records import (
    chains,
    contacts,
    documents,
    folder,
    handover,
    household,
    newcomers,
    qualifications,
    referrals,
    releases,
    services,
)
from laufmappe.records.base import Base, Kept, columns

JOURNALLED: dict[str, type[Base]] = {
    entity.__tablename__: entity
    for entity in (
        newcomers.Newcomer,
        newcomers.SpokenLanguage,
        newcomers.Milestone,
        newcomers.Setting,
        household.HouseholdMember,
        household.ProtectedNeed,
        household.NotTheSame,
        household.HandTranslation,
        chains.AgreedChain,
        chains.Step,
        chains.Review,
        chains.Goal,
        chains.ChainTemplate,
        contacts.Contact,
        contacts.Appointment,
        contacts.FollowUp,
        qualifications.Qualification,
        qualifications.Recognition,
        qualifications.RecognitionEvent,
        qualifications.RecognitionPaper,
        qualifications.RecognitionCost,
        qualifications.Funding,
        releases.Release,
        referrals.Referral,
        services.Organization,
        services.Location,
        services.Service,
        services.ServiceAgreement,
        folder.Code,
        folder.SheetPrint,
        documents.Document,
        handover.Parcel,
        handover.KnownCard,
    )
}


_CONTENTS_FOLLOW = """
UPDATE parcel_content SET newcomer_id = (SELECT newcomer_id FROM parcel WHERE parcel.id = parcel_content.parcel_id)
WHERE EXISTS (
    SELECT 1 FROM parcel WHERE parcel.id = parcel_content.parcel_id AND parcel.newcomer_id != parcel_content.newcomer_id
)
"""


class Operation(Kept):
    """One act: `verb` is its name in the code (`complete_step`), `undoes` the operation that it took back."""

    __tablename__ = "operation"

    at: Mapped[str]
    who: Mapped[str]
    verb: Mapped[str]
    newcomer_id: Mapped[str | None] = mapped_column(index=True)
    undoes: Mapped[str | None]
    undone: Mapped[bool] = mapped_column(default=False)

    changes: Mapped[list["Change"]] = relationship(order_by="Change.position", cascade="all, delete-orphan")


class Change(Kept):
    """One row's values before (None: it was added) and after (None: it was removed); only what differs."""

    __tablename__ = "change"

    operation_id: Mapped[str] = mapped_column(ForeignKey("operation.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    entity: Mapped[str]
    entity_id: Mapped[str] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Draft(Base):
    """A form that was begun and not yet saved; it lives in the encrypted database like everything else."""

    __tablename__ = "draft"

    form: Mapped[str] = mapped_column(primary_key=True)
    values: Mapped[dict[str, Any]]
    saved_at: Mapped[str]


def journal(session: Session, operation: Operation) -> None:
    """From now on, notes every flush of the session as changes of this operation."""

    noted: list[_Difference] = []

    def note_removed(session: Session, _flush: UOWTransaction, _instances: object) -> None:
        noted.extend(_removed(session))

    def note_written(session: Session, _flush: UOWTransaction) -> None:
        noted.extend(_written(session))

    def write(session: Session) -> None:
        session.flush()
        for position, (entity, entity_id, before, after) in enumerate(_merged(noted)):
            change = Change(position=position, entity=entity, entity_id=entity_id, before=before, after=after)
            change.operation_id = operation.id
            session.add(change)

    session.add(operation)
    # Removed rows can be read only before a flush; what relationships fill in (ids, foreign keys) is known only after
    # it; and nothing is to be added while a flush is under way.
    event.listen(session, "before_flush", note_removed)
    event.listen(session, "after_flush", note_written)
    event.listen(session, "before_commit", write)


_Difference = tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]


def _merged(noted: list[_Difference]) -> list[_Difference]:
    """One difference for each row, from before the first flush of the act to after its last."""
    rows: dict[tuple[str, str], _Difference] = {}
    for difference in noted:
        key = difference[:2]
        rows[key] = _joined(rows[key], difference) if key in rows else difference
    return [row for row in rows.values() if row[2] or row[3]]


def _joined(earlier: _Difference, later: _Difference) -> _Difference:
    entity, entity_id, first, between = earlier
    _entity, _id, then, last = later
    before = None if first is None else {**(then or {}), **first}
    after = None if last is None else {**(between or {}), **last}
    if before is not None and after is not None:
        differing = [k for k in after if before[k] != after[k]]
        before, after = {k: before[k] for k in differing}, {k: after[k] for k in differing}
    return entity, entity_id, before, after


def _written(session: Session) -> Iterator[_Difference]:
    for row in session.new:
        if _is_journalled(row):
            yield (
                row.__tablename__,
                _key(row),
                None,
                {c: _plain(getattr(row, c)) for c in columns(JOURNALLED[row.__tablename__])},
            )
    for row in session.dirty:
        if _is_journalled(row) and session.is_modified(row):
            changed = {c: get_history(row, c) for c in columns(JOURNALLED[row.__tablename__])}
            before = {c: _plain(h.deleted[0]) for c, h in changed.items() if h.deleted and h.added}
            after = {c: _plain(h.added[0]) for c, h in changed.items() if h.deleted and h.added}
            if after:
                yield row.__tablename__, _key(row), before, after


def _removed(session: Session) -> Iterator[_Difference]:
    for row in session.deleted:
        if _is_journalled(row):
            before = {c: _plain(getattr(row, c)) for c in columns(JOURNALLED[row.__tablename__])}
            if isinstance(row, newcomers.Newcomer):
                before["number"] = row.number  # it stands on paper: whoever comes back has it again
            yield row.__tablename__, _key(row), before, None


def _is_journalled(row: Any) -> bool:
    return getattr(row, "__tablename__", None) in JOURNALLED


def _key(row: Base) -> str:
    return str(row.__mapper__.primary_key_from_instance(row)[0])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else json.loads(json.dumps(value))


def _typed(entity: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    dates = {a.key for a in entity.__mapper__.column_attrs if isinstance(a.columns[0].type, Date)}
    return {k: date.fromisoformat(v) if k in dates and v is not None else v for k, v in values.items()}


def undo(session: Session, operation: Operation) -> list[str]:
    """Plays an operation backwards.

    Returns what stands in the way (then nothing was changed): fields that meanwhile hold other values, and tables with
    rows that meanwhile point to a row that would go.
    """
    conflicts = [f"{change.entity}.{field}" for change in operation.changes for field in _conflicts(session, change)]
    conflicts += _pointing_to(session, operation)
    if conflicts:
        return conflicts
    # Rows may go and come back in any order: the keys are checked when the transaction ends.
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    for change in reversed(operation.changes):
        row = session.get(JOURNALLED[change.entity], change.entity_id)
        if change.before is not None and change.after is not None and row is not None:
            for key, value in _typed(JOURNALLED[change.entity], change.before).items():
                setattr(row, key, value)
    # Whatever goes takes along what is in it: rows that were put into it and go elsewhere have to be out first.
    session.flush()
    contents_follow(session, operation)
    session.expire_all()
    for change in reversed(operation.changes):
        entity = JOURNALLED[change.entity]
        row = session.get(entity, change.entity_id)
        if change.before is None and row is not None:
            session.delete(row)
        elif change.after is None and change.before is not None:
            session.add(_brought_back(session, entity, change.before))
    operation.undone = True
    return []


def _brought_back(session: Session, entity: type[Base], values: dict[str, Any]) -> Base:
    """A row that was removed; a person has the folder number from before, if nobody else got it since."""
    row = entity(**_typed(entity, values))
    if isinstance(row, newcomers.Newcomer):
        number = values.get("number")
        taken = session.scalar(select(newcomers.Newcomer.id).where(newcomers.Newcomer.number == number))
        row.number = newcomers.next_number(session) if number is None or taken is not None else number
    return row


def contents_follow(session: Session, operation: Operation | None = None) -> None:
    """What was in a parcel belongs to the person whom the parcel is about; after an act only where it moved parcels."""
    if operation is None or any(c.entity == "parcel" and "newcomer_id" in (c.before or ()) for c in operation.changes):
        session.execute(text(_CONTENTS_FOLLOW))


def _conflicts(session: Session, change: Change) -> list[str]:
    row = session.get(JOURNALLED[change.entity], change.entity_id)
    if change.after is None:
        return [] if row is None else ["id"]
    if row is None:
        return ["id"]
    return [key for key, value in change.after.items() if _plain(getattr(row, key)) != value]


def _pointing_to(session: Session, operation: Operation) -> list[str]:
    """Tables with rows that point to a row that the operation added, and that would go on doing so without it."""
    added = {(c.entity, c.entity_id) for c in operation.changes if c.before is None}
    turned = {(c.entity, c.entity_id, field) for c in operation.changes for field in c.before or ()}
    gone: dict[str, list[str]] = {}
    for entity, entity_id in added:
        gone.setdefault(entity, []).append(entity_id)
    found = []
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            ids = gone.get(key.column.table.name)
            if ids and table.name in JOURNALLED:
                rows = session.scalars(select(table.c.id).where(key.parent.in_(ids)))
                kept = [r for r in rows if (table.name, r) not in added]
                found += [table.name for r in kept if (table.name, r, key.parent.name) not in turned]
    return found


def last_undoable(session: Session, newcomer_id: str | None, final: Iterable[str] = ()) -> Operation | None:
    """The newest act on this person that changed something and was not yet undone; no act of a `final` verb."""
    query = (
        select(Operation)
        .where(Operation.newcomer_id == newcomer_id, Operation.undone.is_(False), Operation.undoes.is_(None))
        .where(Operation.changes.any(), Operation.verb.not_in(list(final)))
        .order_by(Operation.id.desc())
        .limit(1)
    )
    return session.scalars(query).first()
