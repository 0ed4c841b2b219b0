# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the vault knows of the printed folder: the codes on its boxes, and which revision of a sheet was printed."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Kept


class Code(Kept):
    """The opaque code on a station box or referral slip. A void code was on a folder that got lost."""

    __tablename__ = "code"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    subject_id: Mapped[str] = mapped_column(index=True)
    issued_on: Mapped[date]
    void_on: Mapped[date | None]


class SheetPrint(Kept):
    """A sheet as it was handed out. `fingerprint` stands for what it shows: SHA-256, in parts joined by `+`.

    It is empty once the sheet is held no more; then `number` is 0 where the folder got lost.
    """

    __tablename__ = "sheet_print"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    sheet: Mapped[str]
    number: Mapped[int]
    revision: Mapped[int]
    fingerprint: Mapped[str]
    language: Mapped[str]
    printed_on: Mapped[date]
