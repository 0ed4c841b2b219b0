# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""After how many minutes without a sign of life the vault locks itself."""

from laufmappe.casework.desk import Desk
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.records.newcomers import Setting

MINUTES = (5, 10, 20, 0)
"""What can be chosen; 0 is never."""
USUAL = 10
_KEY = "idle_minutes"


def idle_minutes(desk: Desk) -> int:
    """The minutes that were chosen for this vault; 0: it never locks itself."""
    with desk.read() as session:
        setting = session.get(Setting, _KEY)
    chosen = {str(minutes): minutes for minutes in MINUTES}
    return chosen.get(setting.value, USUAL) if setting else USUAL


def set_idle_minutes(desk: Desk, minutes: int) -> Changed:
    """Chooses the minutes, for everyone who opens this vault. Raises FieldError."""
    if minutes not in MINUTES:
        raise FieldError(_KEY, _("Wählen Sie eine der angebotenen Zeiten."))
    with desk.write("set_idle_minutes") as act:
        setting = act.session.get(Setting, _KEY)
        if setting is None:
            act.session.add(Setting(key=_KEY, value=str(minutes)))
        elif setting.value != str(minutes):
            setting.value = str(minutes)
    return act.changed()
