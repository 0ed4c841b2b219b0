# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog for one qualification."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.cldr import find_country
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    change_qualification,
    remove_qualification,
)
from laufmappe.casework.rules.recognition import procedures, suggested_body, suggested_procedure
from laufmappe.casework.views import QualificationView
from laufmappe.casework.words import anabin_labels, qualification_kinds, translations
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.pickers import CountryField, guarded_reading
from laufmappe.ui.person.recognition.occupation_picker import OccupationPicker
from laufmappe.ui.widgets import Button, ComboBox, DateField, LineEdit, TextArea


class QualificationDialog(FormDialog):
    """Adds a qualification, or changes the one of `view`."""

    chapter = "anerkennung"

    def __init__(self, over: QWidget, acts: Acts, view: QualificationView | None) -> None:
        title = _("Qualifikation ändern") if view else _("Qualifikation ergänzen")
        super().__init__(over, acts, title, icon="graduation-cap", width=660)
        self._view = view
        draft = QualificationDraft.of(view) if view else QualificationDraft("")
        kinds: list[tuple[str, object]] = [(_(label), key) for key, label in qualification_kinds().items()]
        self._kind = ComboBox(_("Art"), kinds)
        self._kind.choose(draft.kind)
        self._title = LineEdit(limit=300)
        self._title.setText(draft.title)
        row = self.row()
        self.put("kind", _("Art"), self._kind, row=row, stretch=2)
        self.put("title", _("Bezeichnung auf Deutsch"), self._title, required=True, row=row, stretch=3)
        self._original = LineEdit(limit=300)
        self._original.setText(draft.original_title)
        self.put(
            "original_title",
            _("Bezeichnung in Originalschrift"),
            self._original,
            hint=_("So, wie sie auf dem Zeugnis steht."),
        )
        self._institution = LineEdit(limit=300)
        self._institution.setText(draft.institution)
        self._country = CountryField()
        self._country.choose(draft.country)
        row = self.row()
        self.put("institution", _("Einrichtung oder Betrieb"), self._institution, row=row, stretch=3)
        self.put("country", _("Land"), self._country, row=row, stretch=2)
        self._started, self._finished = DateField(), DateField()
        self._started.choose(draft.started)
        self._finished.choose(draft.finished)
        self._eqf = ComboBox(_("Niveau (DQR)"), [(_("–"), None), *((str(level), level) for level in range(1, 9))])
        self._eqf.choose(draft.eqf)
        row = self.row()
        self.put("started", _("Von"), self._started, row=row, stretch=2, hint=_("Jahr reicht"))
        self.put("finished", _("Bis"), self._finished, row=row, stretch=2)
        self.put("eqf", _("Niveau (DQR)"), self._eqf, row=row, stretch=1)
        self._occupation = OccupationPicker(_("Referenzberuf in Deutschland"), acts)
        self._occupation.show_occupation(draft.occupation, draft.occupation_id)
        self._occupation.changed.connect(self._occupation_changed)
        self.put("occupation", _("Referenzberuf in Deutschland"), self._occupation)
        self._suggestion = Words("", "secondary")
        self._suggestion.hide()
        self.body.addWidget(self._suggestion)
        self._kind.currentIndexChanged.connect(self._suggest)
        self._country.editingFinished.connect(self._suggest)
        self._proofs(draft)
        self._note = TextArea(lines=2)
        self._note.setPlainText(draft.note)
        self.put("note", _("Notiz"), self._note)
        for field in (self._title, self._original, self._institution):
            field.setCursorPosition(0)
        self._suggest()
        self.ready(_("Speichern") if view else _("Ergänzen"), begun=view.id if view else "new")
        if view is not None:
            self._remove = Button(_("Entfernen"), kind="link", icon="trash-2")
            self._remove.clicked.connect(self._take_out)
            self.foot.insertWidget(0, self._remove)

    def _proofs(self, draft: QualificationDraft) -> None:
        """Translation, and what the database anabin says of institution and degree."""
        institutions, degrees = anabin_labels()
        said = draft.anabin.split()
        translated: list[tuple[str, object]] = [(_(label), key) for key, label in translations().items()]
        self._translation = ComboBox(_("Übersetzung"), translated)
        self._translation.choose(draft.translation)
        row = self.row()
        self.put("translation", _("Übersetzung"), self._translation, row=row)
        self._anabin: list[ComboBox] = []
        for name, label, kinds in (
            ("anabin", _("anabin: Hochschule"), institutions),
            ("anabin_degree", _("anabin: Abschluss"), degrees),
        ):
            offered: list[tuple[str, object]] = [("–", ""), *((_(words), key) for key, words in kinds.items())]
            field = ComboBox(label, offered)
            field.choose(next((each for each in said if each in kinds), ""))
            self._anabin.append(field)
            self.put(name, label, field, row=row)

    def _occupation_changed(self) -> None:
        found = self._occupation.chosen()
        if found is not None and found.eqf and self._eqf.value() is None:
            self._eqf.choose(found.eqf)
        self._suggest()

    def _suggest(self) -> None:
        """Says which procedure and body the data suggests for what is typed."""
        country = find_country(self._country.text().strip()) or ""
        found = self._occupation.chosen()
        key = suggested_procedure(found, str(self._kind.value()), country) if found else ""
        words = ""
        if key:
            rule, body = procedures()[key], suggested_body(key, found, country)
            year, _dash, month = rule.as_of.partition("-")
            check = _(" · bitte prüfen") if rule.verify else ""
            parts = (_(rule.label), _(body.label) if body else "")
            words = _("Naheliegend: {what} · Stand {day}").format(
                what=", ".join(part for part in parts if part), day=f"{month}/{year}"
            )
            words += check
        self._suggestion.show_text(words)
        self._suggestion.setVisible(bool(words))
        self.replace()

    def save(self) -> None:
        country = guarded_reading(self._failed, self._country.code)
        if country is None:
            return
        level = self._eqf.value()
        draft = QualificationDraft(
            title=self._title.text(),
            kind=str(self._kind.value()),
            original_title=self._original.text(),
            institution=self._institution.text(),
            country=country,
            started=self._started.value() or "",
            finished=self._finished.value() or "",
            occupation=self._occupation.text(),
            note=self._note.toPlainText(),
            occupation_id=self._occupation.occupation_id(),
            eqf=level if isinstance(level, int) else None,
            translation=str(self._translation.value() or ""),
            anabin=" ".join(str(field.value()) for field in self._anabin if field.value()),
        )
        name = draft.title.strip() or draft.original_title.strip()
        if self._view is not None:
            told = _("„{title}“ ist geändert.").format(title=name)
            self.write(told, change_qualification, self._view.id, draft)
        else:
            told = _("„{title}“ ist ergänzt.").format(title=name)
            self.write(told, add_qualification, self.acts.newcomer_id, draft)

    def _take_out(self) -> None:
        if self._view is not None:
            told = _("„{title}“ ist entfernt.").format(title=self._view.title or self._view.original_title)
            self.write(told, remove_qualification, self._view.id)
