# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line above a closed case, with the way back."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.people.closing import reopen_case
from laufmappe.casework.views import CaseView
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import empty
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Button, Notice


class ClosedNotice(QWidget):
    """Says that the counselling has ended; nothing while it goes on."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.acts = acts
        self._shown: date | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_case(self, case: CaseView, _today: date) -> None:
        """Shows since when the case is closed."""
        closed = case.newcomer.closed_on
        self.setVisible(closed is not None)
        if self._shown == closed:
            return
        self._shown = closed
        empty(self._column)
        if closed is not None:
            button = Button(_("Wieder aufnehmen"), icon="rotate-ccw")
            button.clicked.connect(self.act_reopen)
            title = _("Die Beratung ist seit {day} beendet.").format(day=shown_day(closed))
            words = _("Alles bleibt erhalten. Fristen und Wiedervorlagen ruhen.")
            self._column.addWidget(Notice(words, title=title, actions=(button,)))

    def act_reopen(self) -> None:
        """Takes the counselling up again."""
        self.acts.do(_("Die Beratung läuft wieder."), reopen_case, self.acts.newcomer_id)
