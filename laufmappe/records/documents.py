# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that belong to a newcomer's record: scans, certificates, letters. Their content lies encrypted beside the database."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Kept


class Document(Kept):
    """One attached file. `file_id` is its name in the folder of documents, `key` its own key in hexadecimal digits.

    It may prove a qualification, and be the one that a paper of its recognition procedure asks for.
    """

    __tablename__ = "document"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    qualification_id: Mapped[str | None] = mapped_column(ForeignKey("qualification.id", ondelete="SET NULL"))
    paper_id: Mapped[str | None] = mapped_column(ForeignKey("recognition_paper.id", ondelete="SET NULL"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    file_id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    added_on: Mapped[date]
