# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog for a recognition procedure: into which state it came, when, and what the letter says besides."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from laufmappe.casework.recognition.money import lacks_approval
from laufmappe.casework.recognition.qualifications import MEASURED, next_recognition_states, set_recognition
from laufmappe.casework.rules.recognition import appeal_until, compensation_measures, funding_warning, procedures
from laufmappe.casework.views import QualificationView
from laufmappe.casework.words import compensation_labels, recognition_states
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import ComboBox, DateField, LineEdit, Notice, Segmented, TextArea


class RecognitionDialog(FormDialog):
    """Notes a state of the procedure; only those that can follow are offered. `state` is chosen beforehand."""

    chapter = "anerkennung"

    def __init__(self, over: QWidget, acts: Acts, view: QualificationView, state: str = "") -> None:
        title = _("Stand der Anerkennung eintragen") if view.recognition else _("Anerkennung beginnen")
        super().__init__(over, acts, title, subtitle=view.title or view.original_title, icon="landmark", width=600)
        self._view = view
        procedure = view.recognition
        if procedure is not None:
            last = [f"{_(recognition_states()[e.state])} ({shown_day(e.on_date)})" for e in procedure.events[-3:]]
            self.body.addWidget(Words(_("Bisher: {states}").format(states=" → ".join(last)), "lead"))
        self._state = ComboBox(_("Neuer Stand"), [])
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
        day.textChanged.connect(self._warn)
        self._funding = Notice(
            _(
                "Zu diesem Tag ist noch keine Förderung entschieden. Was vorher bezahlt wird, wird meist nicht erstattet."
            ),
            kind="warn",
            title=_(funding_warning()),
        )
        self._funding.hide()
        self.body.addWidget(self._funding)
        self._build_details()
        self._body = LineEdit(placeholder=_("zum Beispiel IHK FOSA"), limit=300)
        self._body.setText(procedure.body if procedure else "")
        self._file_number = LineEdit(limit=300)
        self._file_number.setText(procedure.file_number if procedure else "")
        row = self.row()
        self.put("body", _("Zuständige Stelle"), self._body, row=row, stretch=3)
        self.put("file_number", _("Aktenzeichen"), self._file_number, row=row, stretch=2)
        regulated = self.put(
            "regulated",
            _("Reglementierter Beruf"),
            self._regulated,
            hint=_("Pflege, Medizin, Lehramt und andere: nur mit Anerkennung erlaubt."),
        )
        rule = procedures().get(procedure.procedure) if procedure else None
        regulated.setVisible(rule is None or rule.regulated is None)  # else the type of procedure says it
        self._note = TextArea(lines=2)
        self.put("note", _("Notiz"), self._note)
        self._offer()
        self._state.choose(state)
        self._state.currentIndexChanged.connect(self._warn)
        self._warn()
        self.ready(_("Eintragen"), begun=view.id)

    def _build_details(self) -> None:
        """The fields that only some states have."""
        self._extended_until, self._appeal_until = DateField(need_day=True), DateField(need_day=True)
        self.put(
            "extended_until",
            _("Verlängert bis"),
            self._extended_until,
            hint=_("Der Tag aus dem Schreiben. Ohne ihn ist das Ende unbekannt."),
        )
        row = self.row()
        offered: list[tuple[str, object]] = [(_("keine"), "")]
        procedure = self._view.recognition
        country = self._view.country
        fitting = (
            compensation_measures(procedure.procedure, country)
            if procedure and procedure.procedure in procedures()
            else tuple(compensation_labels())
        )
        offered += [(_(compensation_labels()[measure]), measure) for measure in fitting]
        self._measure = ComboBox(_("Ausgleichsmaßnahme"), offered)
        self._measure.choose(procedure.measure if procedure else "")
        self.put("measure", _("Ausgleichsmaßnahme"), self._measure, row=row)
        self.put(
            "appeal_until", _("Widerspruch oder Klage bis"), self._appeal_until, row=row, hint=_("steht im Bescheid")
        )

    def _offer(self) -> None:
        procedure = self._view.recognition
        if procedure is not None:
            procedure = replace(procedure, regulated=self._regulated.value() is True)
        chosen = self._state.value()
        self._state.offer([(_(recognition_states()[state]), state) for state in next_recognition_states(procedure)])
        self._state.choose(chosen)
        self._warn()

    def _warn(self) -> None:
        """Shows what belongs to the chosen state: its own fields, and the warning that saves money."""
        state, day = str(self._state.value() or ""), field_day(self._day)
        self._funding.setVisible(
            state == "applied" and lacks_approval(self._view.recognition, day or self.acts.desk.today())
        )
        decided = state.startswith("decided_")
        self.fields["extended_until"].setVisible(state == "extended")
        self.fields["appeal_until"].setVisible(decided)
        self.fields["measure"].setVisible(state in MEASURED)
        if decided and day is not None:
            self._appeal_until.setPlaceholderText(_("sonst {day}").format(day=shown_day(appeal_until(day))))
        self.replace()

    def save(self) -> None:
        state = str(self._state.value())
        for name in ("extended_until", "appeal_until"):
            field = self.fields[name].field
            if self.fields[name].isHidden() and isinstance(field, DateField):
                field.clear()  # typed for a state that was chosen before
        named = {
            "extended_until": field_day(self.fields["extended_until"]) if state == "extended" else None,
            "appeal_until": field_day(self.fields["appeal_until"]) if state.startswith("decided_") else None,
        }
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
            measure=str(self._measure.value() or "") if state in MEASURED else "",
            **named,
        )
