# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of settings and what can be chosen; read before the vault is open, so nothing here knows a database."""

from dataclasses import fields

from laufmappe.casework.views import CentreView
from laufmappe.errors import FieldError
from laufmappe.i18n import _

LOGO = "logo"
CENTRE_TEXTS = tuple(f.name for f in fields(CentreView) if f.name != LOGO)
"""The fields of `CentreView` that are typed; the counsellor is one of them."""

IDLE = "idle_minutes"
MINUTES = (5, 10, 20, 0)
"""After so many minutes without a sign of life the vault locks itself; 0 is never."""

PLACE, SECOND_PLACE = "backup_place", "backup_second_place"
EVERY = "backup_hours"
HOURS = (2, 4, 8)
"""After so many hours of work the next backup is made."""

RETENTION = "retention_months"
MOST_MONTHS = 360


def checked_months(months: int) -> int:
    """Months that a record may be kept, 0 for ever. Raises FieldError."""
    if not 0 <= months <= MOST_MONTHS:
        raise FieldError(RETENTION, _("Möglich sind 0 (nie) bis {most} Monate.").format(most=MOST_MONTHS))
    return months
