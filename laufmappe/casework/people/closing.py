# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking up the counselling of a person again."""

from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.views import Changed
from laufmappe.errors import RuleError
from laufmappe.i18n import _


def reopen_case(desk: Desk, newcomer_id: str) -> Changed:
    """A closed case is open again, with everything that was kept. Raises NotFoundError, RuleError."""
    with desk.write("reopen_case", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        if newcomer.closed_on is None:
            raise RuleError(_("Diese Beratung läuft noch."))
        newcomer.closed_on = None
        refresh(act.session, newcomer_id)
    return act.changed()
