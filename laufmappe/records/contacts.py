# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The talk and what follows from it: contacts, appointments, follow-ups."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Kept


class Contact(Kept):
    """A talk with the newcomer. `way` is visit, phone, message, video or outreach; `interpreter` none, professional,
    phone, family or volunteer; `minutes` is its length."""

    __tablename__ = "contact"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    minutes: Mapped[int] = mapped_column(default=0)
    way: Mapped[str] = mapped_column(default="visit")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="none")
    topics: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    counsellor: Mapped[str] = mapped_column(default="")


class Appointment(Kept):
    """A date of the newcomer that no step or referral carries. `at` is local time `YYYY-MM-DDTHH:MM`; `state` is
    planned, kept, missed or cancelled."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_at", "at", "state", "newcomer_id"),)

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id"), index=True)
    at: Mapped[str]
    minutes: Mapped[int] = mapped_column(default=60)
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="planned")


class FollowUp(Kept):
    """A Wiedervorlage: what the counsellor wants to look at again on a day; `subject_id` may name a step, a referral, a
    qualification or an appointment of the same person."""

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_on_date", "done_on", "on_date", "newcomer_id"),)

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    text: Mapped[str]
    subject_id: Mapped[str] = mapped_column(default="")
    counsellor: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
