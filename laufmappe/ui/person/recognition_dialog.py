# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog for a recognition procedure: into which state it came, when, where."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from laufmappe.casework.qualifications import next_recognition_states, set_recognition
from laufmappe.casework.views import QualificationView
from laufmappe.casework.words import recognition_states
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.person.step_dialogs import field_day
from laufmappe.ui.widgets import ComboBox, DateField, LineEdit, Notice, Segmented, TextArea


class RecognitionDialog(FormDialog):
    """Notes a state of the procedure; only those that can follow are offered."""

    def __init__(self, over: QWidget, acts: Acts, view: QualificationView) -> None:
        title = _("Stand der Anerkennung eintragen") if view.recognition else _("Anerkennung beginnen")
        super().__init__(over, acts, title, subtitle=view.title or view.original_title, icon="landmark", width=600)
        self._view = view
        procedure = view.recognition
        if procedure is not None:
            last = [f"{_(recognition_states()[e.state])} ({shown_day(e.on_date)})" for e in procedure.events[-3:]]
            self.body.addWidget(Words(_("Bisher: {states}").format(states=" → ".join(last)), "lead"))
        self._state = ComboBox(_("Neuer Stand"), [])
        self._state.currentIndexChanged.connect(self._warn)
        self._regulated = Segmented(
            _("Reglementierter Beruf"),
            [(_("nein"), False), (_("ja"), True)],
            procedure.regulated if procedure else False,
        )
        self._regulated.chosen.connect(self._offer)
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        row = self.row()
        self.put("state", _("Neuer Stand"), self._state, required=True, row=row, stretch=3)
        self._day = self.put("on_date", _("Seit wann"), day, required=True, row=row, stretch=2)
        self._funding = Notice(
            _(
                "Erst die Bewilligung, dann die Kosten: Was vor der Bewilligung bezahlt wird, wird meist nicht erstattet."
            ),
            kind="warn",
        )
        self._funding.hide()
        self.body.addWidget(self._funding)
        self._body = LineEdit(placeholder=_("zum Beispiel IHK FOSA"), limit=300)
        self._body.setText(procedure.body if procedure else "")
        self._file_number = LineEdit(limit=300)
        self._file_number.setText(procedure.file_number if procedure else "")
        row = self.row()
        self.put("body", _("Zuständige Stelle"), self._body, row=row, stretch=3)
        self.put("file_number", _("Aktenzeichen"), self._file_number, row=row, stretch=2)
        self.put(
            "regulated",
            _("Reglementierter Beruf"),
            self._regulated,
            hint=_("Pflege, Medizin, Lehramt und andere: nur mit Anerkennung erlaubt."),
        )
        self._note = TextArea(lines=2)
        self.put("note", _("Notiz"), self._note)
        self._offer()
        self.ready(_("Eintragen"), begun=view.id)

    def _offer(self) -> None:
        procedure = self._view.recognition
        if procedure is not None:
            procedure = replace(procedure, regulated=self._regulated.value() is True)
        states = next_recognition_states(procedure)
        self._state.offer([(_(recognition_states()[state]), state) for state in states])
        self._warn()

    def _warn(self) -> None:
        procedure = self._view.recognition
        granted = procedure is not None and any(e.state == "funding_granted" for e in procedure.events)
        self._funding.setVisible(self._state.value() == "applied" and not granted)
        self.replace()

    def save(self) -> None:
        state = str(self._state.value())
        self.write(
            _("„{title}“: {state}").format(
                title=self._view.title or self._view.original_title, state=_(recognition_states()[state])
            ),
            set_recognition,
            self._view.id,
            state,
            field_day(self._day) or date.max,
            body=self._body.text(),
            regulated=self._regulated.value() is True,
            file_number=self._file_number.text(),
            note=self._note.toPlainText(),
        )
