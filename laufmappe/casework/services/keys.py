# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of this service and the cards of others, as the vault keeps them. What is in them, `handover.exchange` knows."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import clean
from laufmappe.casework.rows import as_view, viewed
from laufmappe.casework.views import Changed
from laufmappe.errors import NotFoundError
from laufmappe.i18n import _
from laufmappe.records.handover import KnownCard, OwnKey, Parcel
from laufmappe.records.services import Service


@dataclass(frozen=True)
class CardView:
    """The card of another service; `card` is the text of its file.

    `verified_on` is the day on which somebody compared the six words with the service; `service_id` the entry of the
    directory that it belongs to.
    """

    id: str
    fingerprint: str
    name: str
    card: str
    service_id: str | None
    added_on: date
    verified_on: date | None


def own_keys(desk: Desk) -> tuple[str, ...]:
    """The secret keys of this service, the newest first; older ones still open older parcels."""
    with desk.read() as session:
        return _own_keys(session)


def keep_own_key(desk: Desk, make: Callable[[], str]) -> str:
    """The newest secret key; one is made where there is none yet."""
    there = own_keys(desk)
    if there:
        return there[0]
    with desk.write("make_own_key") as act:
        there = _own_keys(act.session)
        if not there:
            there = (make(),)
            act.session.add(OwnKey(secret=there[0], made_on=desk.today()))
    return there[0]


def renew_own_key(desk: Desk, make: Callable[[], str], mark_old: Callable[[str], str]) -> Changed:
    """From now on another key counts; the older ones stay, each as `mark_old` gives it back. Nobody can take that back."""
    with desk.write("renew_own_key") as act:
        for row in act.session.scalars(select(OwnKey)):
            row.secret = mark_old(row.secret)
        act.session.add(OwnKey(secret=make(), made_on=desk.today()))
    return act.changed()


def cards(desk: Desk) -> tuple[CardView, ...]:
    """The cards that are known, by name."""
    with desk.read() as session:
        return viewed(session.scalars(select(KnownCard).order_by(func.lower(KnownCard.name), KnownCard.id)), CardView)


def keep_card(
    desk: Desk,
    fingerprint: str,
    name: str,
    card: str,
    *,
    service_id: str | None = None,
    verified: bool = False,
    replaces: Collection[str] = (),
) -> Changed:
    """Keeps a card; one with the same keys takes its place, and stays verified. `subject_id` is the card's.

    Without a `service_id` it goes with the service of the directory that has its name, if there is exactly one.
    `replaces` are the fingerprints of cards that the service had before: they go, and what was exchanged under them counts
    as exchanged under this one, so that receipts still fit and later parcels are merged as before.

    Raises:
        FieldError: The name holds half a character, or is too long.
        NotFoundError: There is no such service.
    """
    name = clean("name", name)
    with desk.write("import_card") as act:
        _check_service(act.session, service_id)
        for older in act.session.scalars(select(KnownCard)).all():
            if older.fingerprint in replaces and older.fingerprint != fingerprint:
                service_id = service_id or older.service_id
                _exchanged_under(act.session, older.fingerprint, fingerprint)
                act.session.delete(older)
        row = act.session.scalar(select(KnownCard).where(KnownCard.fingerprint == fingerprint))
        service_id = service_id or (row.service_id if row else None) or _named(act.session, name)
        if row is None:
            row = KnownCard(fingerprint=fingerprint, added_on=desk.today(), verified_on=None)
        row.name, row.card, row.service_id = name, card, service_id
        if verified:
            row.verified_on = desk.today()
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
    return act.changed()


def verify_card(desk: Desk, card_id: str, *, verified: bool = True) -> Changed:
    """Notes that somebody compared the six words with the service, or takes that back. Raises NotFoundError."""
    with desk.write("verify_card") as act:
        row = _get(act.session, card_id)
        row.verified_on, act.subject_id = desk.today() if verified else None, card_id
    return act.changed()


def link_card(desk: Desk, card_id: str, service_id: str | None) -> Changed:
    """Says which service of the directory a card belongs to. Raises NotFoundError."""
    with desk.write("link_card") as act:
        row = _get(act.session, card_id)
        _check_service(act.session, service_id)
        row.service_id, act.subject_id = service_id, card_id
    return act.changed()


def forget_card(desk: Desk, card_id: str) -> Changed:
    """Removes a card; parcels that were exchanged stay noted. Raises NotFoundError."""
    with desk.write("forget_card") as act:
        act.session.delete(_get(act.session, card_id))
        act.subject_id = card_id
    return act.changed()


def card_for(desk: Desk, service_id: str) -> CardView | None:
    """The card of a service of the directory: a verified one first, then the newest."""
    query = select(KnownCard).where(KnownCard.service_id == service_id)
    with desk.read() as session:
        row = session.scalar(query.order_by(KnownCard.verified_on.desc().nulls_last(), KnownCard.id.desc()).limit(1))
        return as_view(row, CardView) if row else None


def _exchanged_under(session: Session, before: str, now: str) -> None:
    """What was exchanged under one fingerprint counts as exchanged under another."""
    for parcel in session.scalars(select(Parcel).where(Parcel.partner_key == before)):
        parcel.partner_key = now


def _own_keys(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(OwnKey.secret).order_by(OwnKey.id.desc())))


def _named(session: Session, name: str) -> str | None:
    wanted = " ".join(name.casefold().split())
    rows = session.execute(select(Service.id, Service.name).where(Service.active.is_(True)))
    found = [row.id for row in rows if " ".join(row.name.casefold().split()) == wanted]
    return found[0] if len(found) == 1 else None


def _check_service(session: Session, service_id: str | None) -> None:
    if service_id is not None and session.get(Service, service_id) is None:
        raise NotFoundError(_("Diese Anlaufstelle gibt es nicht (mehr)."))


def _get(session: Session, card_id: str) -> KnownCard:
    row = session.get(KnownCard, card_id)
    if row is None:
        raise NotFoundError(_("Diese Karte gibt es nicht (mehr)."))
    return row
