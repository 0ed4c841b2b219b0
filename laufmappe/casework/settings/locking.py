# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""After how many minutes without a sign of life the vault locks itself."""

from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import IDLE, MINUTES
from laufmappe.casework.settings_rows import keep_rows, read_rows
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError
from laufmappe.i18n import _

USUAL = 10


def idle_minutes(desk: Desk) -> int:
    """The minutes that were chosen for this vault; 0: it never locks itself."""
    with desk.read() as session:
        text = read_rows(session, (IDLE,)).get(IDLE, "")
    return {str(minutes): minutes for minutes in MINUTES}.get(text, USUAL)


def set_idle_minutes(desk: Desk, minutes: int) -> Changed:
    """Chooses the minutes, for everyone who opens this vault. Raises FieldError."""
    if minutes not in MINUTES:
        raise FieldError(IDLE, _("Wählen Sie eine der angebotenen Zeiten."))
    with desk.write("set_idle_minutes") as act:
        keep_rows(act.session, {IDLE: str(minutes)})
    return act.changed()
