# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog for one qualification."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.qualifications import (
    QualificationDraft,
    add_qualification,
    change_qualification,
    remove_qualification,
)
from laufmappe.casework.views import QualificationView
from laufmappe.casework.words import qualification_kinds
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.pickers import CountryField, guarded_reading
from laufmappe.ui.widgets import Button, ComboBox, DateField, LineEdit, TextArea


class QualificationDialog(FormDialog):
    """Adds a qualification, or changes the one of `view`."""

    def __init__(self, over: QWidget, acts: Acts, view: QualificationView | None) -> None:
        title = _("Qualifikation ändern") if view else _("Qualifikation ergänzen")
        super().__init__(over, acts, title, icon="graduation-cap", width=620)
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
        self._occupation = LineEdit(placeholder=_("deutscher Referenzberuf"), limit=300)
        self._occupation.setText(draft.occupation)
        row = self.row()
        self.put("started", _("Von"), self._started, row=row, stretch=1, hint=_("Jahr reicht"))
        self.put("finished", _("Bis"), self._finished, row=row, stretch=1)
        self.put("occupation", _("Beruf in Deutschland"), self._occupation, row=row, stretch=2)
        self._note = TextArea(lines=2)
        self._note.setPlainText(draft.note)
        self.put("note", _("Notiz"), self._note)
        self.ready(_("Speichern") if view else _("Ergänzen"), begun=view.id if view else "new")
        if view is not None:
            self._remove = Button(_("Entfernen"), kind="link", icon="trash-2")
            self._remove.clicked.connect(self._take_out)
            self.foot.insertWidget(0, self._remove)

    def save(self) -> None:
        country = guarded_reading(self._failed, self._country.code)
        if country is None:
            return
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
