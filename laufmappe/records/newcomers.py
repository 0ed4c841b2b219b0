# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newcomer: who they are, what they speak, which dates their deadlines count from.

Dates that may be known only in part are text: `1992`, `1992-05` or `1992-05-17`.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from laufmappe.records.base import DERIVED, Base, Kept
from laufmappe.records.chains import AgreedChain, Goal
from laufmappe.records.contacts import Appointment, Contact, FollowUp
from laufmappe.records.documents import Document
from laufmappe.records.folder import Code, SheetPrint
from laufmappe.records.household import HandTranslation, HouseholdMember, ProtectedNeed
from laufmappe.records.qualifications import Qualification
from laufmappe.records.referrals import Referral
from laufmappe.records.releases import Release

_OWNED = "all, delete-orphan"
LISTED = (
    "id",
    "given_name",
    "family_name",
    "native_name",
    "chain_template",
    "next_step",
    "next_due",
    "first_due",
    "closed_on",
)
"""What a line of the list says of somebody, beside the number."""
CALLED = ("closed_on", "counsellor", "chain_template", "given_name", "family_name", "native_name")
"""What Heute wants to know of somebody."""


class Newcomer(Kept):
    """A person who seeks advice. Names stand as in the passport; `native_name` is the name in the own script."""

    __tablename__ = "newcomer"
    # Each page that is read has to be decrypted, and the rows of a list lie apart. A page of the list, what a search hits
    # and how somebody is called under Heute stand in indexes, close together and complete.
    __table_args__ = (
        Index("ix_newcomer_sort_name", "sort_name", "number"),
        Index("ix_newcomer_number", "number", "sort_name"),
        Index("ix_newcomer_list", "sort_name", "number", *LISTED),
        Index("ix_newcomer_called", "id", *CALLED),
        Index("ix_newcomer_clock_until", "clock_until", "closed_on", "counsellor", "id"),
    )

    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    native_name: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[str] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    reach_by: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[bool] = mapped_column(default=False)
    needs: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    counsellor: Mapped[str] = mapped_column(default="")
    taken_in_on: Mapped[date]
    closed_on: Mapped[date | None]

    number: Mapped[int] = mapped_column(unique=True, info=DERIVED)
    sort_name: Mapped[str] = mapped_column(default="", info=DERIVED)
    chain_template: Mapped[str | None] = mapped_column(info=DERIVED)
    next_step_id: Mapped[str | None] = mapped_column(info=DERIVED)
    next_step: Mapped[str | None] = mapped_column(info=DERIVED)
    next_due: Mapped[date | None] = mapped_column(info=DERIVED)
    first_due: Mapped[date | None] = mapped_column(info=DERIVED)
    clock_until: Mapped[date | None] = mapped_column(info=DERIVED)

    languages: Mapped[list["SpokenLanguage"]] = relationship(order_by="SpokenLanguage.position", cascade=_OWNED)
    milestones: Mapped[list["Milestone"]] = relationship(order_by="Milestone.kind", cascade=_OWNED)
    chains: Mapped[list[AgreedChain]] = relationship(order_by=AgreedChain.id, cascade=_OWNED)
    qualifications: Mapped[list[Qualification]] = relationship(order_by=Qualification.id, cascade=_OWNED)
    referrals: Mapped[list[Referral]] = relationship(order_by=Referral.id, cascade=_OWNED)
    codes: Mapped[list[Code]] = relationship(order_by=Code.id, cascade=_OWNED)
    prints: Mapped[list[SheetPrint]] = relationship(order_by=SheetPrint.id, cascade=_OWNED)
    documents: Mapped[list[Document]] = relationship(order_by=Document.id, cascade=_OWNED)
    household: Mapped[list[HouseholdMember]] = relationship(order_by=HouseholdMember.position, cascade=_OWNED)
    protected_needs: Mapped[list[ProtectedNeed]] = relationship(order_by=ProtectedNeed.id, cascade=_OWNED)
    goals: Mapped[list[Goal]] = relationship(order_by=Goal.position, cascade=_OWNED)
    contacts: Mapped[list[Contact]] = relationship(order_by=Contact.id, cascade=_OWNED)
    appointments: Mapped[list[Appointment]] = relationship(order_by=Appointment.at, cascade=_OWNED)
    follow_ups: Mapped[list[FollowUp]] = relationship(order_by=FollowUp.on_date, cascade=_OWNED)
    releases: Mapped[list[Release]] = relationship(order_by=Release.id, cascade=_OWNED)
    translations: Mapped[list[HandTranslation]] = relationship(order_by=HandTranslation.id, cascade=_OWNED)


def next_number(session: Session) -> int:
    """The folder number of the next person."""
    return (session.scalar(select(func.max(Newcomer.number))) or 0) + 1


class SpokenLanguage(Kept):
    """A language of a newcomer with its level (`native`, `A1` … `C2`, or empty); the first one stands in the folder."""

    __tablename__ = "spoken_language"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    level: Mapped[str] = mapped_column(default="")


class Milestone(Kept):
    """A date that deadlines count from, such as the arrival; `kind` is an id of `resources/chains/anchors.json`."""

    __tablename__ = "milestone"
    __table_args__ = (Index("ix_milestone_kind", "kind", "on_date", "newcomer_id"),)

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    on_date: Mapped[str]


class Setting(Base):
    """What the centre tells about itself once: its name, address, counsellor."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
