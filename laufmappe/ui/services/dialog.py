# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering a service, or changing what the directory says of it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from laufmappe.casework.services import ServiceDraft, add_service, change_service
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import service_types
from laufmappe.i18n import _
from laufmappe.ui.intake.languages import LanguagesField
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.services.signs import type_words
from laufmappe.ui.widgets import CheckBox, ComboBox, DateField, LineEdit, TextArea

_SHORT = ("name", "organization", "street", "postcode", "city", "district", "directions", "room", "phone", "email")
_LONG = ("hours", "note")


class ServiceDialog(FormDialog):
    """Only a name is needed. Without `view` a new service is entered."""

    def __init__(self, over: QWidget, acts: Acts, view: ServiceView | None = None) -> None:
        title = _("Anlaufstelle eintragen") if view is None else _("Anlaufstelle ändern")
        super().__init__(over, acts, title, subtitle=view.name if view else "", icon="building-2", width=680)
        self._view = view
        self._build()
        self._fill(view)
        self.ready(_("Eintragen") if view is None else _("Speichern"), begun=view.id if view else "new")

    def _build(self) -> None:
        first, second, third, fourth, fifth = (self.row() for _n in range(5))
        self.put("name", _("Name"), LineEdit(limit=300), required=True, row=first, stretch=3)
        self.put("organization", _("Träger"), LineEdit(limit=300), row=first, stretch=2)
        kinds: list[tuple[str, object]] = [
            (_("keine Angabe"), ""),
            *((type_words(key), key) for key in service_types()),
        ]
        self.put("type", _("Art"), ComboBox(_("Art"), kinds), row=second, stretch=3)
        self.put("district", _("Stadtteil"), LineEdit(limit=300), row=second, stretch=2)
        self.put("street", _("Straße und Hausnummer"), LineEdit(limit=300), row=third, stretch=4)
        self.put("postcode", _("PLZ"), LineEdit(limit=300), row=third, stretch=1)
        self.put("city", _("Ort"), LineEdit(limit=300), row=third, stretch=3)
        self.put("room", _("Raum, Etage"), LineEdit(limit=300), row=fourth, stretch=2)
        self.put(
            "directions",
            _("Weg dorthin"),
            LineEdit(placeholder=_("Haltestelle, Eingang …"), limit=300),
            row=fourth,
            stretch=3,
        )
        self.put("phone", _("Telefon"), LineEdit(limit=300), row=fifth, stretch=2)
        self.put("email", _("E-Mail"), LineEdit(limit=300), row=fifth, stretch=3)
        self.put("hours", _("Öffnungszeiten"), TextArea(lines=2))
        self.spoken = LanguagesField(_("Sprachen in der Beratung"), with_german=True)
        self.put("languages", _("Sprachen in der Beratung"), self.spoken)
        self.put("note", _("Gut zu wissen"), TextArea(lines=3))
        last = self.row()
        self.put("verified_on", _("Angaben geprüft am"), DateField(need_day=True), row=last, stretch=2)
        self.active = CheckBox(_("aktiv: wird vorgeschlagen"), checked=True)
        self.put("active", _("Stand"), self.active, row=last, stretch=3)

    def _fill(self, view: ServiceView | None) -> None:
        if view is None:
            return
        for name in _SHORT:
            field = self.fields[name].field
            assert isinstance(field, LineEdit)
            field.setText(getattr(view, name))
            field.setCursorPosition(0)
        for name in _LONG:
            area = self.fields[name].field
            assert isinstance(area, TextArea)
            area.setPlainText(getattr(view, name))
        self._type().choose(view.type)
        self.spoken.choose(view.languages)
        self._verified().choose(view.verified_on.isoformat() if view.verified_on else None)
        self.active.setChecked(view.active)

    def held(self) -> dict[str, object]:
        return {**super().held(), "languages": self.spoken.values()}

    def save(self) -> None:
        held = self.held()
        texts = {name: str(held[name]) for name in (*_SHORT, *_LONG)}
        checked = self._verified().value()
        draft = ServiceDraft(
            **texts,
            type=str(self._type().value() or ""),
            languages=self.spoken.codes(),
            verified_on=date.fromisoformat(checked) if checked else None,
            active=self.active.isChecked(),
        )
        name = draft.name.strip()
        if self._view is None:
            self.write(_("{name} ist eingetragen.").format(name=name), add_service, draft)
        else:
            self.write(_("{name} ist geändert.").format(name=name), change_service, self._view.id, draft)

    def _type(self) -> ComboBox:
        field = self.fields["type"].field
        assert isinstance(field, ComboBox)
        return field

    def _verified(self) -> DateField:
        field = self.fields["verified_on"].field
        assert isinstance(field, DateField)
        return field
