# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parcels of a person as the vault knows them: what went, what came, what is still unanswered or undecided."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.merging import Conflict
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.common_ground import Came, Went
from laufmappe.casework.rows import viewed
from laufmappe.casework.today_people import MOST, NAME, name_of, people
from laufmappe.casework.views import TodayItem
from laufmappe.i18n import _
from laufmappe.records.handover import Parcel, ParcelContent
from laufmappe.records.newcomers import Newcomer

SENT, RECEIVED = "sent", "received"


@dataclass(frozen=True)
class ParcelView:
    """A parcel that went or came (`direction` sent or received), with the fields of its row."""

    id: str
    newcomer_id: str
    direction: str
    partner: str
    partner_key: str | None
    service_id: str | None
    digest: str
    parts: tuple[str, ...]
    reason: str
    sequence: int
    on_date: date
    state: str
    state_on: date
    responsible_from: date | None
    follow_up_on: date | None


def parcels(desk: Desk, newcomer_id: str) -> tuple[ParcelView, ...]:
    """The parcels about a person, oldest first."""
    with desk.read() as session:
        rows = session.scalars(select(Parcel).where(Parcel.newcomer_id == newcomer_id).order_by(Parcel.id))
        return viewed(rows, ParcelView)


def parcel(desk: Desk, parcel_id: str) -> ParcelView | None:
    """One parcel; None when the vault knows nothing of it."""
    with desk.read() as session:
        return next(iter(viewed(session.scalars(select(Parcel).where(Parcel.id == parcel_id)), ParcelView)), None)


def silent_parcels(desk: Desk, day: date, only_mine: bool = False) -> list[TodayItem]:
    """Parcels that went out and whose receipt should have come by a day."""
    query = (
        select(*NAME, Parcel.id.label("parcel_id"), Parcel.partner, Parcel.on_date)
        .join(Parcel, Parcel.newcomer_id == Newcomer.id)
        .where(*people(desk, only_mine), Parcel.direction == SENT, Parcel.state == "open", Parcel.follow_up_on <= day)
        .order_by(Parcel.follow_up_on)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="parcel",
                newcomer_id=row.id,
                name=name_of(row),
                text=_("Fallübergabe an {service}").format(service=row.partner),
                due_on=row.on_date,
                days=(row.on_date - day).days,
                action="open_person",
                subject_id=row.parcel_id,
            )
            for row in session.execute(query)
        ]


def last_came(session: Session, newcomer_id: str, sender: str) -> Came | None:
    """The last parcel about a person that was taken in from a sender, with its content."""
    query = (
        select(Parcel, ParcelContent)
        .join(ParcelContent, ParcelContent.parcel_id == Parcel.id)
        .where(Parcel.newcomer_id == newcomer_id, Parcel.direction == RECEIVED, Parcel.partner_key == sender)
        .order_by(Parcel.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Came(row[0].id, row[1].document, row[0].seen, row[1].base) if row else None


def exchanged_parts(session: Session, newcomer_id: str, partner_key: str) -> set[str]:
    """The parts of a person's record that went to another service or came from it, ever; or may have, by passphrase."""
    to_or_from = (Parcel.partner_key == partner_key) | Parcel.partner_key.is_(None)
    rows = session.scalars(select(Parcel.parts).where(Parcel.newcomer_id == newcomer_id, to_or_from))
    return {part for parts in rows for part in parts}


def went(session: Session, parcel_id: str | None, sender: str) -> tuple[str, Went] | None:
    """The parcel of ours that a sender says to have taken in, and whom it was about; None unless it went to that sender."""
    row = session.get(Parcel, parcel_id) if parcel_id else None
    content = session.get(ParcelContent, parcel_id) if row else None
    if row is None or content is None or row.direction != SENT or row.partner_key not in (None, sender):
        return None
    return row.newcomer_id, Went(row.id, content.document, row.seen)


def undecided(session: Session, newcomer_id: str, sender: str | None) -> list[tuple[str, Conflict]]:
    """The conflicts that parcels of one sender (or of all) brought, with the parcel, newest parcel first."""
    query = (
        select(Parcel.id, ParcelContent.conflicts)
        .join(ParcelContent, ParcelContent.parcel_id == Parcel.id)
        .where(Parcel.newcomer_id == newcomer_id, Parcel.direction == RECEIVED)
        .order_by(Parcel.id.desc())
    )
    if sender is not None:
        query = query.where(Parcel.partner_key == sender)
    return [(row.id, conflict_of(plain)) for row in session.execute(query) for plain in row.conflicts]


def keep_content(
    session: Session,
    parcel_id: str,
    newcomer_id: str,
    document: Document,
    base: Document | None = None,
    conflicts: Iterable[Conflict] = (),
) -> None:
    """Keeps what was in a parcel, for the next merge."""
    row = session.get(ParcelContent, parcel_id) or ParcelContent(parcel_id=parcel_id)
    row.newcomer_id, row.document, row.base = newcomer_id, document, base or {}
    row.conflicts = [asdict(conflict) for conflict in conflicts]
    session.add(row)


def forget_contents(session: Session, newcomer_id: str, sender: str) -> None:
    """Forgets what no later merge can need: all but the last two parcels of a sender, and ours before the one that the
    sender had seen with the earlier of them. Two, because taking the last one in may be taken back.
    """
    ours = select(Parcel.id).where(Parcel.newcomer_id == newcomer_id)
    came = ours.where(Parcel.direction == RECEIVED, Parcel.partner_key == sender).order_by(Parcel.id.desc())
    latest = session.scalars(came).all()
    if len(latest) < 2:
        return
    decided = ParcelContent.conflicts == []
    session.execute(delete(ParcelContent).where(ParcelContent.parcel_id.in_(latest[2:]), decided))
    earlier = session.get(Parcel, latest[1])
    known = session.get(Parcel, earlier.seen) if earlier is not None and earlier.seen else None
    if known is not None:
        gone = ours.where(Parcel.direction == SENT, Parcel.id < known.id)
        gone = gone.where(Parcel.partner_key == known.partner_key, Parcel.service_id == known.service_id)
        session.execute(delete(ParcelContent).where(ParcelContent.parcel_id.in_(gone)))


def conflict_of(plain: dict[str, Any]) -> Conflict:
    """A conflict as it is kept."""
    around = plain.get("around")
    return Conflict(**{**plain, "around": tuple(around) if around else None})
