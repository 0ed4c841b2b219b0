# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two records of one person become one: field by field, as one act that can be taken back.

`merging` compares the two like two states of one case that have nothing in common yet. Rows keep their ids and move to
the record that stays, and so do codes, prints, documents and parcels: what leads to them goes on leading to them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import Document, case_rows
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.flat import Key, Values, flat
from laufmappe.casework.cases.merging import Choice, Conflict, ConflictKey, News, merge
from laufmappe.casework.cases.two_records import CHAIN, beside, settled_alone
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.merged import MERGE, notes_follow
from laufmappe.casework.papers.documents import documents
from laufmappe.casework.papers.prints import last_prints, note_sheet
from laufmappe.casework.views import Changed, PrintedSheet
from laufmappe.errors import RuleError
from laufmappe.i18n import _
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain
from laufmappe.records.documents import Document as DocumentRow
from laufmappe.records.handover import Parcel
from laufmappe.records.household import NotTheSame
from laufmappe.records.journal import Change, Operation, contents_follow
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.services import Location, Organization, Service

_ELSEWHERE = (Operation, Change, Organization, Location, Service)
"""What a document holds beside the rows of the person."""


@dataclass(frozen=True)
class Joining:
    """What two records would become. `news` comes to the one that stays, `conflicts` somebody has to decide.

    `rows` are all rows of both, for naming them. `other_folder` are the sheets of the other record that are out there: it
    has to be taken back where both have a folder.
    """

    kept_name: str
    other_name: str
    kept_number: int
    other_number: int
    news: tuple[News, ...]
    conflicts: tuple[Conflict, ...]
    rows: dict[Key, Values] = field(repr=False)
    documents: int = 0
    other_folder: int = 0


def look_at_both(
    desk: Desk, kept_id: str, other_id: str, decisions: Mapping[ConflictKey, Choice] | None = None
) -> Joining:
    """What would become of two records; nothing is written. Raises NotFoundError, RuleError (twice the same record)."""
    _refuse_one(kept_id, other_id)
    mine, theirs = beside(export_case(desk, kept_id), export_case(desk, other_id))
    decided = {**settled_alone(mine, theirs), **(decisions or {})}
    merged = merge(mine, theirs, None, decided)
    chains = _chain_conflict(mine, theirs)
    with desk.read() as session:
        kept, other = get_newcomer(session, kept_id), get_newcomer(session, other_id)
        both_hold = _held(kept) and _held(other)
        return Joining(
            kept_name=_name(kept),
            other_name=_name(other),
            kept_number=kept.number,
            other_number=other.number,
            news=merged.news,
            conflicts=(*merged.conflicts, *chains),
            rows={**flat(theirs).rows, **flat(mine).rows},
            documents=len(documents(desk, other_id)),
            other_folder=_held(other) if both_hold else 0,
        )


def merge_people(
    desk: Desk, kept_id: str, other_id: str, decisions: Mapping[ConflictKey, Choice] | None = None
) -> Changed:
    """Makes two records one. The other one is gone then, with its folder number; its history goes on with the person.

    `decisions` say of every conflict which side is right: mine is the record that stays.

    Raises:
        NotFoundError: One of the two is not in the vault.
        RuleError: It is twice the same record, or a conflict is undecided; nothing was changed.
    """
    _refuse_one(kept_id, other_id)
    ours, incoming = export_case(desk, kept_id), export_case(desk, other_id)
    mine, theirs = beside(ours, incoming)
    decided = {**settled_alone(mine, theirs), **(decisions or {})}
    merged = merge(mine, theirs, None, decided)
    chains = _chain_conflict(mine, theirs)
    if merged.conflicts or any(conflict.key not in decided for conflict in chains):
        raise RuleError(_("Bitte entscheiden Sie zuerst jede Angabe, die in beiden Akten anders steht."))
    with desk.write(MERGE, kept_id) as act:
        act.subject_id = kept_id
        kept, other = get_newcomer(act.session, kept_id), get_newcomer(act.session, other_id)
        papers = (last_prints(kept.prints), last_prints(other.prints))
        # Rows may move and go in any order: the keys are checked when the transaction ends.
        act.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        _join_dates(kept, other)
        _bring_together(act.session, ours, incoming, merged.document)
        _move_the_rest(act.session, kept_id, other_id)
        _end_a_chain(desk, act.session, chains, decided)
        _one_folder(desk, act.session, kept_id, *papers)
        _remove(act.session, other_id)
        notes_follow(act.session, kept_id)
        refresh(act.session, other_id)
        refresh(act.session, kept_id)
    return act.changed()


def _refuse_one(kept_id: str, other_id: str) -> None:
    if kept_id == other_id:
        raise RuleError(_("Das ist zweimal dieselbe Akte."))


def _chain_conflict(mine: Document, theirs: Document) -> tuple[Conflict, ...]:
    """Which of two running chains goes on; none where one is running, or both are of one template and become one."""
    here, there = _running(mine), _running(theirs)
    if here is None or there is None or here["id"] == there["id"]:
        return ()
    conflict = Conflict(CHAIN, here["id"], "name", _told(here), _told(there))
    return (conflict,)


def _running(document: Document) -> Document | None:
    return next((chain for chain in reversed(document["chains"]) if chain["ended_on"] is None), None)


def _told(chain: Document) -> Values:
    """What is said of a chain where one of two is chosen."""
    kept = [step for step in chain["steps"] if step["dropped_on"] is None]
    words = _("{chain}, {done} von {all} erledigt")
    done = sum(step["state"] == "done" for step in kept)
    return {"id": chain["id"], "name": words.format(chain=_(chain["name"]), done=done, all=len(kept))}


def _bring_together(session: Session, ours: Document, incoming: Document, merged: Document) -> None:
    """Moves every row to the place that it has in the merged document; what both had in common stays once."""
    gone: list[tuple[type[Base], str]] = []
    mine, theirs = case_rows(ours), case_rows(incoming)
    for entity, rows in case_rows(merged).items():
        if entity in _ELSEWHERE:
            continue
        had = {row["id"]: row for row in (*theirs[entity], *mine[entity])}
        for row in rows:
            before = had.pop(row["id"])
            different = {name: value for name, value in row.items() if before[name] != value}
            kept = session.get(entity, row["id"]) if different else None
            for name, value in different.items():
                setattr(kept, name, value)
        gone += [(entity, row_id) for row_id in had if entity is not Newcomer]
    # A chain takes its steps along when it goes: those that stay have to be out of it first.
    session.flush()
    session.expire_all()
    for entity, row_id in gone:
        left = session.get(entity, row_id)
        if left is not None:
            session.delete(left)
    session.flush()


def _end_a_chain(
    desk: Desk, session: Session, conflicts: Iterable[Conflict], decided: Mapping[ConflictKey, Choice]
) -> None:
    """Ends the chain that was not chosen; it stays in the record."""
    for conflict in conflicts:
        ends = conflict.theirs["id"] if decided[conflict.key] == "mine" else conflict.id
        chain = session.get(AgreedChain, ends)
        if chain is not None:
            chain.ended_on = desk.today()


def _join_dates(kept: Newcomer, other: Newcomer) -> None:
    """The counselling began with the earlier of the two, and goes on while one of them does."""
    kept.taken_in_on = min(kept.taken_in_on, other.taken_in_on)
    ends = (kept.closed_on, other.closed_on)
    kept.closed_on = None if None in ends else max(day for day in ends if day is not None)
    kept.counsellor = kept.counsellor or other.counsellor


def _move_the_rest(session: Session, kept_id: str, other_id: str) -> None:
    """What no document of a case holds: files, parcels, and who was said to be somebody else."""
    for entity in (DocumentRow, Parcel):
        table: Any = entity
        for row in session.scalars(select(table).where(table.newcomer_id == other_id)):
            row.newcomer_id = kept_id
    said = or_(NotTheSame.newcomer_id == other_id, NotTheSame.other_id == other_id)
    for pair in session.scalars(select(NotTheSame).where(said)):
        if kept_id in (pair.newcomer_id, pair.other_id):
            session.delete(pair)
        elif pair.newcomer_id == other_id:
            pair.newcomer_id = kept_id
        else:
            pair.other_id = kept_id
    session.flush()
    contents_follow(session)


def _one_folder(
    desk: Desk, session: Session, kept_id: str, mine: Iterable[PrintedSheet], theirs: Iterable[PrintedSheet]
) -> None:
    """One folder counts, that of the record that stays where both have one: nobody holds two papers of one number."""
    counts, other = {sheet.key: sheet for sheet in mine}, {sheet.key: sheet for sheet in theirs}
    if not any(sheet.held for sheet in counts.values()):
        counts, other = other, counts
    for key, sheet in other.items():
        if key in counts:
            note_sheet(session, kept_id, counts[key])
        elif sheet.held:
            note_sheet(session, kept_id, replace(sheet, number=0, fingerprint="", printed_on=desk.today()))


def _remove(session: Session, other_id: str) -> None:
    """Removes the other record: nothing is left in it but what both had."""
    session.flush()
    session.expire_all()
    session.delete(get_newcomer(session, other_id))
    session.flush()


def _held(newcomer: Newcomer) -> int:
    return sum(sheet.held for sheet in last_prints(newcomer.prints))


def _name(newcomer: Newcomer) -> str:
    return f"{newcomer.given_name} {newcomer.family_name}".strip() or newcomer.native_name
