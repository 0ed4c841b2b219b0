# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases: to whom the newcomer lets the centre speak, of what, and until when."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from laufmappe.records.base import Kept


class Release(Kept):
    """A Schweigepflichtentbindung towards one recipient (`kind` recipient), or the consent to keep protected needs
    (`kind` protected_needs).

    `parts` are ids of `resources/status/release_parts.json`; `direction` is to (we tell them) or mutual. It holds from the
    day it was signed until `valid_until` or until it was revoked, for the future only. `document_id` is the scan.
    """

    __tablename__ = "release"

    newcomer_id: Mapped[str] = mapped_column(ForeignKey("newcomer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="recipient")
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id"), index=True)
    recipient: Mapped[str] = mapped_column(default="")
    recipient_person: Mapped[str] = mapped_column(default="")
    parts: Mapped[list[str]] = mapped_column(default=list)
    purpose: Mapped[str] = mapped_column(default="")
    direction: Mapped[str] = mapped_column(default="to")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    revoked_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
