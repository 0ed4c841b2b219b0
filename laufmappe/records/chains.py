# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreed support chain: a copy of a template that then belongs to one person."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laufmappe.records.base import DERIVED, Kept

OPEN_STEP = "step.state IN ('open', 'planned', 'running', 'waiting', 'paused') AND step.dropped_on IS NULL"
"""A station of the plan with something left to do, in the words of the partial index: a query has to repeat them."""
_OPEN = text(OPEN_STEP.replace("step.", ""))


class AgreedChain(Kept):
    """The steps agreed with a newcomer, copied from a version of a template."""

    __tablename__ = "agreed_chain"
    # Whose chain it is, for queries that come from a step and want nothing else of the row.
    __table_args__ = (Index("ix_agreed_chain_owner", "id", "newcomer_id", "ended_on"),)

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    template: Mapped[str]
    template_version: Mapped[int]
    name: Mapped[str]
    agreed_on: Mapped[date]
    ended_on: Mapped[date | None]
    situation: Mapped[str] = mapped_column(default="")
    strengths: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    review_on: Mapped[date | None] = mapped_column(index=True)

    steps: Mapped[list["Step"]] = relationship(order_by="Step.position, Step.id", cascade="all, delete-orphan")
    reviews: Mapped[list["Review"]] = relationship(order_by="Review.held_on, Review.id", cascade="all, delete-orphan")


class Review(Kept):
    """An interim review (Zwischenbilanz) of the agreed chain: what was reached, what is agreed from now on."""

    __tablename__ = "review"

    chain_id: Mapped[str] = mapped_column(ForeignKey("agreed_chain.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    result: Mapped[str] = mapped_column(default="")
    agreed: Mapped[str] = mapped_column(default="")


class Goal(Kept):
    """A goal in the newcomer's own words, with the measure agreed for it. `state` is open, reached or given_up."""

    __tablename__ = "goal"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")
    who: Mapped[str] = mapped_column(default="")
    set_on: Mapped[date]
    until_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="open")
    state_on: Mapped[date]
    result: Mapped[str] = mapped_column(default="")


class ChainTemplate(Kept):
    """A version of a template that the centre made its own; the newest version of a `template` is offered.

    `steps` are objects with the keys of `resources/chains/steps.json`. A version is never changed, only followed by the
    next; one that is no longer offered is `retired`.
    """

    __tablename__ = "chain_template"
    __table_args__ = (UniqueConstraint("template", "version", name="uq_chain_template_template"),)

    template: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    audience: Mapped[str] = mapped_column(default="")
    statuses: Mapped[list[str]] = mapped_column(default=list)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    retired: Mapped[bool] = mapped_column(default=False)


class Step(Kept):
    """A station of the chain.

    `deadline` is `{"kind", "anchors", "days" | "weeks" | "months", "norm"}` as in `resources/chains/steps.json`;
    `appointment` is local time `YYYY-MM-DDTHH:MM` or empty. A dropped step stays, with its reason. `who` acts: newcomer,
    counsellor or service. `valid_for` are the statuses that the step is meant for, all when empty. `reason_kind` is an id
    of `resources/chains/reasons.json`, `expected_on` the day on which a wait or a pause is to end.
    """

    __tablename__ = "step"
    # What is counted over everybody's steps, what is due and what waits stands in an index: the texts beside it are twenty
    # times as long, and most steps are done.
    __table_args__ = (
        Index("ix_step_template_step", "template_step", "state", "state_since", "done_on", "dropped_on"),
        Index("ix_step_due", "due_on", "chain_id", "id", "title", "state", "dropped_on", sqlite_where=_OPEN),
        Index(
            "ix_step_waiting",
            "state_since",
            "expected_on",
            "chain_id",
            "id",
            "title",
            "state",
            "dropped_on",
            sqlite_where=text("state IN ('waiting', 'paused')"),
        ),
        Index("ix_step_appointment", "appointment", sqlite_where=text("appointment > ''")),
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
    who: Mapped[str] = mapped_column(default="newcomer")
    valid_for: Mapped[list[str]] = mapped_column(default=list)

    state: Mapped[str] = mapped_column(default="open")
    state_since: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    reason_kind: Mapped[str] = mapped_column(default="")
    expected_on: Mapped[date | None]
    done_on: Mapped[date | None]
    due_fixed_on: Mapped[date | None]
    appointment: Mapped[str] = mapped_column(default="")
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    dropped_on: Mapped[date | None]
    dropped_reason: Mapped[str] = mapped_column(default="")

    due_on: Mapped[date | None] = mapped_column(info=DERIVED)
