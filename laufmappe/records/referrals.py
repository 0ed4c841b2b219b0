# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Referrals: a Verweis (information) or a Vermittlung (an appointment arranged) to a service, and what came back."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Kept

AWAITED = "referral.state IN ('sent', 'arrived', 'accepted', 'waiting_list')"
"""A referral that somebody has to answer, in the words of the partial index: a query has to repeat them."""


class Referral(Kept):
    """One referral. `state` is sent, arrived, accepted, declined, waiting_list, done or no_answer, since `state_on`.

    `release_id` is the release under which data went along; `waived` the written reason why they went without one.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_newcomer_id", "newcomer_id", "state"),
        Index("ix_referral_appointment", "appointment", sqlite_where=text("appointment > ''")),
        Index(
            "ix_referral_awaited",
            "follow_up_on",
            "newcomer_id",
            "service_id",
            "id",
            "sent_on",
            "kind",
            "state",
            sqlite_where=text(AWAITED.replace("referral.", "")),
        ),
    )

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"))
    step_id: Mapped[str | None] = mapped_column(ForeignKey("step.id", ondelete="SET NULL"))
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    kind: Mapped[str]
    request: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date]
    appointment: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="sent")
    state_on: Mapped[date]
    feedback: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    release_id: Mapped[str | None] = mapped_column(ForeignKey("release.id", ondelete="SET NULL"))
    waived: Mapped[str] = mapped_column(default="")
    follow_up_on: Mapped[date | None]
