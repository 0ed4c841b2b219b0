# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a newcomer has learned and worked, and the procedure that recognises it."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laufmappe.records.base import Kept


class Qualification(Kept):
    """A foreign qualification: school, training, degree, work or informal (`kind`). Dates may be partial."""

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
    note: Mapped[str] = mapped_column(default="")

    recognition: Mapped["Recognition | None"] = relationship(cascade="all, delete-orphan")


class Recognition(Kept):
    """The recognition procedure of one qualification; its state is that of its last event."""

    __tablename__ = "recognition"

    qualification_id: Mapped[str] = mapped_column(ForeignKey("qualification.id", ondelete="CASCADE"), unique=True)
    body: Mapped[str] = mapped_column(default="")
    regulated: Mapped[bool] = mapped_column(default=False)
    file_number: Mapped[str] = mapped_column(default="")

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
