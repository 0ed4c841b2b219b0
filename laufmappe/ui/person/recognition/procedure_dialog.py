# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog that says which procedure it is: type and body as the data suggests them, and the days that were named."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.recognition.own_occupations import own_occupations
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.rules.occupations import Occupation, occupation
from laufmappe.casework.rules.recognition import (
    compensation_measures,
    procedures,
    suggested_bodies,
    suggested_procedure,
)
from laufmappe.casework.views import QualificationView
from laufmappe.casework.words import compensation_labels
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import Button, CheckBox, ComboBox, DateField, LineEdit, Segmented, flow


class ProcedureDialog(FormDialog):
    """Begins a procedure, or changes what is known of it. Another type brings its list of papers."""

    chapter = "anerkennung"

    def __init__(self, over: QWidget, acts: Acts, view: QualificationView) -> None:
        procedure = view.recognition
        title = _("Verfahren ändern") if procedure else _("Anerkennung beginnen")
        super().__init__(over, acts, title, subtitle=view.title or view.original_title, icon="landmark", width=660)
        self._view = view
        self._occupation: Occupation | None = None
        draft = ProcedureDraft.of(procedure) if procedure else ProcedureDraft()
        types: list[tuple[str, object]] = [(_("noch nicht klar"), "")]
        types += [(_(rule.label), key) for key, rule in procedures().items()]
        self._type = ComboBox(_("Verfahren"), types)
        self._type.choose(draft.procedure)
        self.put("procedure", _("Verfahren"), self._type)
        self._hint = QVBoxLayout()
        self._hint.setSpacing(4)
        self.body.addLayout(self._hint)
        self._body = LineEdit(placeholder=_("zum Beispiel IHK FOSA"), limit=300)
        self._body.setText(draft.body)
        self._file_number = LineEdit(limit=300)
        self._file_number.setText(draft.file_number)
        row = self.row()
        self.put("body", _("Zuständige Stelle"), self._body, row=row, stretch=3)
        self.put("file_number", _("Aktenzeichen"), self._file_number, row=row, stretch=2)
        self._bodies = QVBoxLayout()
        self._bodies.setSpacing(4)
        self.body.addLayout(self._bodies)
        row = self.row()
        self._regulated = Segmented(_("Reglementierter Beruf"), [(_("nein"), False), (_("ja"), True)], draft.regulated)
        self.put("regulated", _("Reglementierter Beruf"), self._regulated, row=row)
        measures: list[tuple[str, object]] = [(_("keine"), "")]
        self._measure = ComboBox(_("Ausgleichsmaßnahme"), measures)
        self.put("measure", _("Ausgleichsmaßnahme"), self._measure, row=row)
        self._fast = CheckBox(_("Beschleunigtes Fachkräfteverfahren (§ 81a AufenthG)"), checked=draft.fast_track)
        self.put("fast_track", "", self._fast)
        self._days(draft)
        self._offer_measures(draft.measure)
        self._type.currentIndexChanged.connect(self._chosen)
        self._chosen()
        self.ready(_("Speichern") if procedure else _("Beginnen"), begun=f"{view.id}:procedure")
        if view.occupation_id:
            acts.tasks.run(_found, acts.desk, view.occupation_id, done=self._occupation_came, owner=self)
        else:
            self._suggest()

    def _days(self, draft: ProcedureDraft) -> None:
        """The days that the office named, where there is something that they belong to."""
        procedure = self._view.recognition
        events = {event.state for event in procedure.events} if procedure else set()
        row = self.row()
        self._extended_until, self._appeal_until = DateField(need_day=True), DateField(need_day=True)
        for name, label, field, day, belongs in (
            ("extended_until", _("Verlängert bis"), self._extended_until, draft.extended_until, "extended" in events),
            (
                "appeal_until",
                _("Widerspruch oder Klage bis"),
                self._appeal_until,
                draft.appeal_until,
                any(state.startswith("decided_") for state in events),
            ),
        ):
            field.choose(day.isoformat() if day else "")
            if belongs:
                self.put(name, label, field, row=row, hint=_("der Tag aus dem Schreiben der Stelle"))
            else:
                field.setParent(self)
                field.hide()

    def _occupation_came(self, found: Occupation | None) -> None:
        self._occupation = found
        self._suggest()

    def _suggest(self) -> None:
        """A new procedure begins with the type that the data suggests."""
        suggested = suggested_procedure(self._occupation, self._view.kind, self._view.country)
        procedure = self._view.recognition
        untouched = self._type.value() == "" and (procedure is None or not procedure.procedure)
        if suggested and untouched:
            self._type.choose(suggested)
            if not self._body.text():
                fitting = suggested_bodies(suggested, self._occupation, self._view.country)
                if len(fitting) == 1 and fitting[0].id != "to_check":
                    self._body.setText(fitting[0].label)
        self._chosen()

    def _chosen(self) -> None:
        key = str(self._type.value())
        rule = procedures().get(key)
        empty(self._hint)
        empty(self._bodies)
        if rule is not None:
            told = " ".join(map(_, (rule.what, rule.result)))
            self._hint.addWidget(Words(_("So lässt es sich erklären: „{words}“").format(words=told), "body"))
            if rule.note:
                self._hint.addWidget(Words(_(rule.note), "secondary"))
            self._hint.addWidget(Words(_stand(rule.as_of, rule.source, rule.verify), "secondary"))
            links = []
            for body in suggested_bodies(key, self._occupation, self._view.country)[:4]:
                link = Button(_(body.label), kind="link", icon="corner-down-left")
                link.setAccessibleName(_("{body} als zuständige Stelle nehmen").format(body=_(body.label)))
                link.setToolTip(_(body.covers))
                link.clicked.connect(partial(self._take_body, _(body.label)))
                links.append(link)
            if links:
                self._bodies.addWidget(flow(*links, gap=4, line_gap=0))
            if rule.regulated is not None:
                self._regulated.choose(rule.regulated)
        self._regulated.setEnabled(rule is None or rule.regulated is None)
        may_hurry = rule is None or rule.time.fast_track is not None
        self._fast.setEnabled(may_hurry)
        if not may_hurry:
            self._fast.setChecked(False)
        self._offer_measures(str(self._measure.value() or ""))
        self.replace()

    def _offer_measures(self, chosen: str) -> None:
        key = str(self._type.value())
        fitting = (
            compensation_measures(key, self._view.country) if key in procedures() else tuple(compensation_labels())
        )
        offered: list[tuple[str, object]] = [(_("keine"), "")]
        offered += [(_(compensation_labels()[measure]), measure) for measure in fitting]
        self._measure.offer(offered)
        self._measure.choose(chosen if chosen in fitting else "")

    def _take_body(self, label: str, _checked: bool = False) -> None:
        self._body.setText(label)
        self._body.setFocus()

    def save(self) -> None:
        key = str(self._type.value())
        named = {
            name: field_day(self.fields[name]) for name in ("extended_until", "appeal_until") if name in self.fields
        }
        draft = ProcedureDraft(
            procedure=key,
            fast_track=self._fast.isChecked(),
            body=self._body.text(),
            file_number=self._file_number.text(),
            regulated=self._regulated.value() is True,
            measure=str(self._measure.value() or ""),
            **named,
        )
        words = _(procedures()[key].label) if key else _("Verfahren noch nicht klar")
        self.write(_("Gespeichert: {procedure}").format(procedure=words), set_procedure, self._view.id, draft)


def _stand(as_of: str, source: str, verify: bool) -> str:
    """Since when the rule is known, from where, and whether it is to be checked."""
    year, _dash, month = as_of.partition("-")
    check = _(" · bitte prüfen") if verify else ""
    return _("Stand {day} · {source}").format(day=f"{month}/{year}", source=_(source)) + check


def _found(desk: Desk, occupation_id: str) -> Occupation | None:
    return occupation(occupation_id, own_occupations(desk))
