# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the vault knows of handing over: its own keys, the cards of other services, the parcels that went and came.

Parcels and cards are journalled. Keys are secret, and what was in a parcel may have to go for good: neither may stand in
the history.
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Base, Kept


class OwnKey(Kept):
    """The secret keys of this service as one text; the newest is used, older ones still open older parcels."""

    __tablename__ = "own_key"

    secret: Mapped[str]
    made_on: Mapped[date]


class KnownCard(Kept):
    """The public card of another service, as it stood in its file. `verified_on`: its six words were compared with it."""

    __tablename__ = "known_card"

    fingerprint: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    card: Mapped[str]
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    added_on: Mapped[date]
    verified_on: Mapped[date | None]


class Parcel(Kept):
    """A parcel about one person that was sent or received (`direction`); `id` is that of the parcel itself.

    `partner` is the other service's name, `partner_key` its fingerprint where a key was used. `state` is open, accepted or
    declined, since `state_on`; `seen` the partner's last parcel that the sender had taken in. `reason` says why it went
    without a release.
    """

    __tablename__ = "parcel"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    direction: Mapped[str]
    partner: Mapped[str]
    partner_key: Mapped[str | None]
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    release_id: Mapped[str | None] = mapped_column(ForeignKey("release.id", ondelete="SET NULL"), index=True)
    digest: Mapped[str]
    parts: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int]
    seen: Mapped[str | None]
    on_date: Mapped[date]
    state: Mapped[str] = mapped_column(default="open")
    state_on: Mapped[date]
    responsible_from: Mapped[date | None]
    follow_up_on: Mapped[date | None] = mapped_column(index=True)


class Deletion(Kept):
    """Somebody was deleted: when, by whom and why, and a mark that tells the person again but names nobody."""

    __tablename__ = "deletion"

    mark: Mapped[str] = mapped_column(index=True)
    on_date: Mapped[date]
    who: Mapped[str]
    why: Mapped[str]


class ParcelContent(Base):
    """What later parcels of the same case are compared with: what was in this one, and what both sides knew before it.

    `conflicts` are the fields that both sides had changed and about which nobody has decided yet.
    """

    __tablename__ = "parcel_content"

    parcel_id: Mapped[str] = mapped_column(primary_key=True)
    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    document: Mapped[dict[str, Any]]
    base: Mapped[dict[str, Any]] = mapped_column(default=dict)
    conflicts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
