# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who lives with the newcomer, and needs for protection that are kept only with a consent of their own."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Kept


class HouseholdMember(Kept):
    """Somebody of the household; `relation` is partner, child, parent, sibling or other, `birth_date` may be partial."""

    __tablename__ = "household_member"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    relation: Mapped[str] = mapped_column(default="other")
    birth_date: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class ProtectedNeed(Kept):
    """A need of a person at special risk (`kind` is an id of `resources/status/protected_needs.json`).

    There is a row only while a release of the kind `protected_needs` is valid; it is never printed, and leaves the
    vault only under that release.
    """

    __tablename__ = "protected_need"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class NotTheSame(Kept):
    """The counsellor looked at two people who resemble each other and found that they are two."""

    __tablename__ = "not_the_same"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)


class HandTranslation(Kept):
    """A sentence of the counsellor in another language, by hand: of one person, or (without one) of the whole centre.

    It is found by the German `source`, so that a source that was changed since has none until somebody gives one.
    """

    __tablename__ = "hand_translation"

    newcomer_id: Mapped[str | None] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    language: Mapped[str]
    source: Mapped[str]
    translation: Mapped[str]
