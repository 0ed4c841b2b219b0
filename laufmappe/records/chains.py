# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreed support chain: a copy of a template that then belongs to one person."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laufmappe.records.base import DERIVED, Kept


class AgreedChain(Kept):
    """The steps agreed with a newcomer, copied from a version of a template."""

    __tablename__ = "agreed_chain"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    template: Mapped[str]
    template_version: Mapped[int]
    name: Mapped[str]
    agreed_on: Mapped[date]
    ended_on: Mapped[date | None]

    steps: Mapped[list["Step"]] = relationship(order_by="Step.position, Step.id", cascade="all, delete-orphan")


class Step(Kept):
    """A station of the chain.

    `deadline` is `{"kind", "anchors", "days" | "weeks" | "months", "norm"}` as in `resources/chains/steps.json`;
    `appointment` is local time `YYYY-MM-DDTHH:MM` or empty. A dropped step stays, with its reason.
    """

    __tablename__ = "step"
    # What is counted over everybody's steps, and what is due, stands in an index: the texts beside it are twenty times
    # as long, and most steps that were due are done.
    __table_args__ = (
        Index("ix_step_template_step", "template_step", "state", "state_since", "done_on", "dropped_on"),
        Index("ix_step_due_on", "due_on", "state", "dropped_on", "chain_id"),
    )

    chain_id: Mapped[str] = mapped_column(ForeignKey("agreed_chain.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    template_step: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    topic: Mapped[str] = mapped_column(default="everyday")
    icon: Mapped[str] = mapped_column(default="circle")
    service_type: Mapped[str] = mapped_column(default="")
    bring: Mapped[list[str]] = mapped_column(default=list)
    deadline: Mapped[dict[str, Any]] = mapped_column(default=dict)
    advice: Mapped[str] = mapped_column(default="")
    after: Mapped[list[str]] = mapped_column(default=list)
    sets: Mapped[list[str]] = mapped_column(default=list)
    hint: Mapped[str] = mapped_column(default="")

    state: Mapped[str] = mapped_column(default="open")
    state_since: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    due_fixed_on: Mapped[date | None]
    appointment: Mapped[str] = mapped_column(default="")
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    dropped_on: Mapped[date | None]
    dropped_reason: Mapped[str] = mapped_column(default="")

    due_on: Mapped[date | None] = mapped_column(info=DERIVED)
