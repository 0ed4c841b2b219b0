# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a newcomer has learned and worked, and the procedure that recognises it."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laufmappe.records.base import Kept


class Qualification(Kept):
    """A foreign qualification: school, training, degree, work or informal (`kind`). Dates may be partial.

    `occupation_id` is a German reference occupation, `eqf` the level 1 to 8 where it is known; `translation` says whether
    the certificate is translated: own, sworn or not at all (empty). `anabin` is what that database says of it.
    """

    __tablename__ = "qualification"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    original_title: Mapped[str] = mapped_column(default="")
    institution: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    started: Mapped[str] = mapped_column(default="")
    finished: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    occupation_id: Mapped[str] = mapped_column(default="")
    eqf: Mapped[int | None]
    translation: Mapped[str] = mapped_column(default="")
    anabin: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    recognition: Mapped["Recognition | None"] = relationship(cascade="all, delete-orphan")


class Recognition(Kept):
    """The recognition procedure of one qualification; its state is that of its last event.

    `procedure` is an id of `resources/recognition/procedures.json`. `extended_until` is the day that the office named when it
    extended its time, `appeal_until` the one that the decision names; `measure` is the compensation measure.
    """

    __tablename__ = "recognition"
    __table_args__ = (
        Index("ix_recognition_appeal_until", "appeal_until", sqlite_where=text("appeal_until IS NOT NULL")),
    )

    qualification_id: Mapped[str] = mapped_column(ForeignKey("qualification.id", ondelete="CASCADE"), unique=True)
    body: Mapped[str] = mapped_column(default="")
    regulated: Mapped[bool] = mapped_column(default=False)
    file_number: Mapped[str] = mapped_column(default="")
    procedure: Mapped[str] = mapped_column(default="")
    fast_track: Mapped[bool] = mapped_column(default=False)
    extended_until: Mapped[date | None]
    measure: Mapped[str] = mapped_column(default="")
    appeal_until: Mapped[date | None]

    papers: Mapped[list["RecognitionPaper"]] = relationship(
        order_by="RecognitionPaper.position, RecognitionPaper.id", cascade="all, delete-orphan"
    )
    costs: Mapped[list["RecognitionCost"]] = relationship(order_by="RecognitionCost.id", cascade="all, delete-orphan")
    fundings: Mapped[list["Funding"]] = relationship(order_by="Funding.id", cascade="all, delete-orphan")
    events: Mapped[list["RecognitionEvent"]] = relationship(
        order_by="RecognitionEvent.on_date, RecognitionEvent.id", cascade="all, delete-orphan"
    )


class RecognitionEvent(Kept):
    """The day a procedure came into a state (an id of `resources/recognition/procedure.json`)."""

    __tablename__ = "recognition_event"
    __table_args__ = (Index("ix_recognition_event_state", "state", "on_date", "recognition_id"),)

    recognition_id: Mapped[str] = mapped_column(ForeignKey("recognition.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    on_date: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class RecognitionPaper(Kept):
    """A document that the procedure asks for. `state` is open, requested, there, handed_in or not_needed, since `state_on`."""

    __tablename__ = "recognition_paper"
    __table_args__ = (
        Index(
            "ix_recognition_paper_requested",
            "state_on",
            "recognition_id",
            "state",
            sqlite_where=text("state = 'requested'"),
        ),
    )

    recognition_id: Mapped[str] = mapped_column(ForeignKey("recognition.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(default="")
    label: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    state_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class RecognitionCost(Kept):
    """A cost of the procedure in euro cents; `incurred_on` is empty while it is only expected."""

    __tablename__ = "recognition_cost"

    recognition_id: Mapped[str] = mapped_column(ForeignKey("recognition.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    cents: Mapped[int]
    incurred_on: Mapped[date | None]
    paid_by: Mapped[str] = mapped_column(default="")


class Funding(Kept):
    """Money asked for before costs arise. `source` is an id of `resources/recognition/funding.json`; `state` is asked,
    approved or refused."""

    __tablename__ = "funding"

    recognition_id: Mapped[str] = mapped_column(ForeignKey("recognition.id", ondelete="CASCADE"), index=True)
    source: Mapped[str]
    asked_on: Mapped[date]
    state: Mapped[str] = mapped_column(default="asked")
    decided_on: Mapped[date | None]
    cents: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
