# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a case over: what a parcel would bring is shown first; then it comes in as one act that can be taken back.

Somebody who is here already is merged with what comes, field by field (`merging`). Opening the parcel is none of our
business here: `laufmappe.handover.exchange` turns it into an `Incoming`.
"""

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.flat import Values, flat
from laufmappe.casework.cases.merging import Choice, Conflict, ConflictKey, News, as_received, decide, merge, still_open
from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Act, Desk, get_newcomer
from laufmappe.casework.fields import known
from laufmappe.casework.handover.common_ground import common_ground, with_new_ground
from laufmappe.casework.handover.parcels import (
    RECEIVED,
    conflict_of,
    exchanged_parts,
    forget_contents,
    keep_content,
    last_came,
    undecided,
    went,
)
from laufmappe.casework.handover.provenance import (
    refuse_foreign_rows,
    who_sent,
    with_our_services,
    without_taken_codes,
    write_case,
)
from laufmappe.casework.handover.released import fields_of, with_own_templates
from laufmappe.casework.papers.documents import media_type_of
from laufmappe.casework.people.deleting import may_return, was_deleted
from laufmappe.casework.people.register import NewcomerDraft
from laufmappe.casework.people.similar import SimilarPerson, similar_in
from laufmappe.casework.views import Changed
from laufmappe.casework.words import release_parts
from laufmappe.errors import NotFoundError, RuleError, StorageError
from laufmappe.i18n import _
from laufmappe.records.documents import Document as DocumentRow
from laufmappe.records.handover import Parcel, ParcelContent
from laufmappe.records.newcomers import Newcomer
from laufmappe.vault import StoredDocument, delete_document, put_document

Kind = Literal["new", "merge", "again", "older"]


@dataclass(frozen=True)
class IncomingDocument:
    """A file that came along, and the qualification that it proves, or the paper of its recognition that it is."""

    id: str
    name: str
    added_on: date
    qualification_id: str | None
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Incoming:
    """An opened parcel as plain values. `sender` is the fingerprint of whoever signed it, `document` a checked case."""

    parcel_id: str
    digest: str
    sender: str
    sender_name: str
    parts: tuple[str, ...]
    sequence: int
    seen: str | None
    document: Document = field(repr=False)
    documents: tuple[IncomingDocument, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """What a parcel would bring. `kind` is new (nobody here yet), merge (with `newcomer_id`), again (it is in already)
    or older (a later one of this sender is in).

    `alike` are people here who may be the one of the parcel, where nothing says so for certain: somebody has to choose.
    `was_deleted`: the person was deleted here and would come back.
    """

    kind: Kind
    newcomer_id: str | None
    name: str
    alike: tuple[SimilarPerson, ...]
    was_deleted: bool
    news: tuple[News, ...]
    conflicts: tuple[Conflict, ...]
    documents: tuple[str, ...]
    merged: Document = field(repr=False)

    @property
    def brings_something(self) -> bool:
        """Whether anything would change."""
        return self.kind == "new" or bool(self.news or self.conflicts or self.documents)


@dataclass(frozen=True)
class OpenConflict:
    """A field that we and another service have changed, and about which nobody has decided; `row` is what it stands in here."""

    parcel_id: str
    partner: str
    conflict: Conflict
    row: Values = field(default_factory=dict, repr=False)


def look_at(
    desk: Desk,
    incoming: Incoming,
    newcomer_id: str | None = None,
    decisions: Mapping[ConflictKey, Choice] | None = None,
) -> Arrival:
    """What a parcel would bring; nothing is written. `newcomer_id` says who it is about where that is not certain.

    Raises:
        ImportFileError: It would reach into somebody else's record.
        NotFoundError: There is no such person.
    """
    with desk.read() as session:
        return _arrival(desk, session, incoming, newcomer_id, decisions or {})[0]


def receive_case(
    desk: Desk,
    incoming: Incoming,
    newcomer_id: str | None = None,
    decisions: Mapping[ConflictKey, Choice] | None = None,
) -> Changed:
    """Takes a parcel in, as one act; the history names the sender. `subject_id` is the parcel's id.

    Without `newcomer_id`, a person who is not here yet comes in, whoever resembles them. A conflict that `decisions` says
    nothing of stays as it is here, and can be decided later (`settle_conflict`).

    Raises:
        RuleError: It was taken in already, or a later one was; nothing was changed.
        ImportFileError: It would reach into somebody else's record; nothing was taken in.
        NotFoundError: There is no such person.
        StorageError: The vault can't be written to; nothing was.
    """
    with desk.read() as session:
        arrival, mine, base = _arrival(desk, session, incoming, newcomer_id, decisions or {})
        wanted = [d for d in incoming.documents if d.id in arrival.documents]
    if arrival.kind == "again":
        raise RuleError(_("Dieses Paket ist schon übernommen. Es wurde nichts geändert."))
    if arrival.kind == "older":
        raise RuleError(_("Von dieser Stelle ist schon ein neueres Paket übernommen. Es wurde nichts geändert."))
    person = arrival.merged["newcomer"]["id"]
    with ExitStack() as unless_kept:
        stored = []
        for each in wanted:
            stored.append((each, put_document(desk.vault, each.data)))
            unless_kept.callback(_drop, desk, stored[-1][1].id)
        with desk.write("take_over_case" if arrival.kind == "new" else "receive_case", person) as act:
            act.operation.who = who_sent(incoming.sender_name, incoming.parcel_id, desk.who)
            act.subject_id = incoming.parcel_id
            write_case(act.session, mine, arrival.merged)
            if arrival.was_deleted:
                may_return(desk, act.session, person)
            _attach(act.session, person, arrival.merged, stored)
            _note(desk, act, incoming, arrival, person, base)
            refresh(act.session, person)
        unless_kept.pop_all()
    return act.changed()


def open_conflicts(desk: Desk, newcomer_id: str) -> tuple[OpenConflict, ...]:
    """What is still to be decided about a person, the newest parcel first."""
    document = export_case(desk, newcomer_id)
    with desk.read() as session:
        told = undecided(session, newcomer_id, None)
        left = set(map(id, still_open(document, [conflict for _parcel, conflict in told])))
        names = {
            row.id: row.partner for row in session.scalars(select(Parcel).where(Parcel.newcomer_id == newcomer_id))
        }
    rows = flat(document).rows
    return tuple(OpenConflict(parcel, names[parcel], c, rows.get(c.key[:2], {})) for parcel, c in told if id(c) in left)


def settle_conflict(desk: Desk, parcel_id: str, key: ConflictKey, choice: Choice) -> Changed:
    """Decides one conflict that a parcel left open.

    Raises:
        FieldError: It can't be decided so (`Conflict.choices`).
        NotFoundError: There is no such conflict, or it is decided already.
    """
    with desk.read() as session:
        row = session.get(Parcel, parcel_id)
        content = session.get(ParcelContent, parcel_id)
        if row is None or content is None:
            raise NotFoundError(_("Dieses Paket gibt es nicht (mehr)."))
        person, partner = row.newcomer_id, row.partner
        listed = [conflict_of(plain) for plain in content.conflicts]
    mine = export_case(desk, person)
    conflict = next(iter(still_open(mine, [c for c in listed if c.key == tuple(key)])), None)
    if conflict is None:
        raise NotFoundError(_("Das ist schon entschieden."))
    known("choice", choice, conflict.choices)
    with desk.write("settle_conflict", person) as act:
        act.subject_id = parcel_id
        if choice != "mine":
            act.operation.who = who_sent(partner, parcel_id, desk.who)
            write_case(act.session, mine, decide(mine, conflict, choice))
        kept = act.session.get(ParcelContent, parcel_id)
        if kept is not None:
            kept.conflicts = [plain for plain in kept.conflicts if conflict_of(plain).key != conflict.key]
        refresh(act.session, person)
    return act.changed()


def _arrival(
    desk: Desk,
    session: Session,
    incoming: Incoming,
    chosen: str | None,
    decisions: Mapping[ConflictKey, Choice],
) -> tuple[Arrival, Document, Document]:
    """The arrival, our document before it, and the ground that the merge began from."""
    theirs = as_received(incoming.document, desk.today().isoformat(), desk.who)
    draft = _draft(theirs)
    name = f"{draft.given_name} {draft.family_name}".strip() or draft.native_name
    before = session.get(Parcel, incoming.parcel_id)
    if before is not None:
        return Arrival("again", before.newcomer_id, name, (), False, (), (), (), theirs), {}, {}
    person = chosen or _known(session, incoming)
    if person is None:
        alike = tuple(similar_in(session, draft))
        theirs = with_our_services(session, without_taken_codes(session, {}, theirs))
        refuse_foreign_rows(session, {}, theirs)
        files = tuple(d.id for d in _new_files(session, incoming, None))
        gone = was_deleted(session, theirs["newcomer"]["id"])
        return Arrival("new", None, name, alike, gone, (), (), files, merge(theirs, theirs).document), {}, {}
    get_newcomer(session, person)
    last = last_came(session, person, incoming.sender)
    if last is not None and incoming.parcel_id < last.id:  # ids of parcels grow with time
        return Arrival("older", person, name, (), False, (), (), (), theirs), {}, {}
    mine = export_case(desk, person)
    theirs = with_our_services(session, without_taken_codes(session, mine, _allowed(mine, theirs)))
    theirs = with_own_templates(mine, theirs)
    ours = went(session, incoming.seen, incoming.sender)
    base = common_ground(ours[1] if ours and ours[0] == person else None, last)
    told = exchanged_parts(session, person, incoming.sender)
    untold = [part for part in release_parts() if part not in told]
    base = with_new_ground(base, mine, theirs, fields_of(untold))
    merged = merge(mine, theirs, base, decisions)
    refuse_foreign_rows(session, mine, merged.document)
    files = tuple(d.id for d in _new_files(session, incoming, person))
    return Arrival("merge", person, name, (), False, merged.news, merged.conflicts, files, merged.document), mine, base


def _known(session: Session, incoming: Incoming) -> str | None:
    """Whom a parcel is about, where that is certain: it answers one of ours, continues one of theirs, or has the same id."""
    ours = went(session, incoming.seen, incoming.sender)
    if ours is not None:
        return ours[0]
    person = incoming.document["newcomer"]["id"]
    earlier = (
        select(Parcel.newcomer_id, ParcelContent.document)
        .join(ParcelContent, ParcelContent.parcel_id == Parcel.id)
        .where(Parcel.direction == RECEIVED, Parcel.partner_key == incoming.sender)
        .order_by(Parcel.id.desc())
    )
    for row in session.execute(earlier):
        if row.document["newcomer"]["id"] == person:
            return str(row.newcomer_id)
    return str(person) if session.get(Newcomer, person) is not None else None


def _allowed(mine: Document, theirs: Document) -> Document:
    """The document without needs for protection where the person revoked the consent here since."""
    consents = [row for row in mine.get("releases", ()) if row["kind"] == "protected_needs"]
    revoked = max((row["revoked_on"] for row in consents if row["revoked_on"]), default="")
    signed = max((row.get("signed_on") or "" for row in theirs.get("releases", ())), default="")
    if not revoked or signed > revoked or any(not row["revoked_on"] for row in consents):
        return theirs
    return {key: value for key, value in theirs.items() if key not in ("protected_needs", "releases")}


def _new_files(session: Session, incoming: Incoming, person: str | None) -> list[IncomingDocument]:
    """The files that this person does not have yet, by what is in them."""
    rows = session.scalars(select(DocumentRow).where(DocumentRow.newcomer_id == person)) if person else ()
    there = {row.sha256 for row in rows}
    new = []
    for each in incoming.documents:
        digest = hashlib.sha256(each.data).hexdigest()
        if digest not in there:
            new.append(each)
            there.add(digest)
    return new


def _attach(
    session: Session, person: str, merged: Document, stored: list[tuple[IncomingDocument, StoredDocument]]
) -> None:
    proven = {row["id"]: row for row in merged.get("qualifications", ())}
    papers = {
        paper["id"]: row["id"] for row in proven.values() for paper in (row.get("recognition") or {}).get("papers", ())
    }
    # A paper that leads to a document here already goes on leading to it.
    led = set(session.scalars(select(DocumentRow.paper_id).where(DocumentRow.newcomer_id == person)))
    for each, kept in stored:
        about = each.qualification_id or ""
        paper = about if about in papers and about not in led else None
        proves = about if about in proven else papers.get(about)
        led.add(paper)
        session.add(
            DocumentRow(
                # Under an id of our own: theirs may be taken here.
                newcomer_id=person,
                qualification_id=proves,
                paper_id=paper,
                name=each.name,
                media_type=media_type_of(each.data),
                size=kept.size,
                sha256=kept.sha256,
                file_id=kept.id,
                key=kept.key.hex(),
                added_on=each.added_on,
            )
        )


def _note(desk: Desk, act: Act, incoming: Incoming, arrival: Arrival, person: str, base: Document) -> None:
    """Notes the parcel, what is undecided, and what the next merge begins from."""
    session = act.session
    open_before = [(p, c) for p, c in undecided(session, person, incoming.sender)]
    newer = {conflict.key for conflict in arrival.conflicts}
    for parcel_id in {p for p, _c in open_before}:
        content = session.get(ParcelContent, parcel_id)
        if content is not None:
            told = [c for p, c in open_before if p == parcel_id and c.key not in newer]
            left = {c.key for c in still_open(arrival.merged, told)}
            content.conflicts = [plain for plain in content.conflicts if conflict_of(plain).key in left]
    session.add(
        Parcel(
            id=incoming.parcel_id,
            newcomer_id=person,
            direction=RECEIVED,
            partner=incoming.sender_name,
            partner_key=incoming.sender,
            digest=incoming.digest,
            parts=list(incoming.parts),
            sequence=incoming.sequence,
            seen=incoming.seen,
            on_date=desk.today(),
            state_on=desk.today(),
        )
    )
    session.flush()
    keep_content(session, incoming.parcel_id, person, incoming.document, base, arrival.conflicts)
    session.flush()
    forget_contents(session, person, incoming.sender)


def _draft(document: Document) -> NewcomerDraft:
    names = ("given_name", "family_name", "native_name", "birth_date", "phone")
    return NewcomerDraft(**{name: document["newcomer"].get(name, "") for name in names})


def _drop(desk: Desk, file_id: str) -> None:
    with suppress(StorageError):
        delete_document(desk.vault, file_id)
