# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form itself: sections of fields on one plate. It knows what was typed, not where it goes."""

from dataclasses import asdict
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.chains.templates import TemplateView, shipped_templates, suggested_template
from laufmappe.casework.people.register import NewcomerDraft
from laufmappe.casework.views import LanguageView
from laufmappe.casework.words import needs
from laufmappe.i18n import _
from laufmappe.ui.intake import offers
from laufmappe.ui.intake.choice_edit import ChoiceEdit
from laufmappe.ui.intake.household_field import HouseholdField
from laufmappe.ui.intake.languages import LanguagesField
from laufmappe.ui.intake.section import FormSection
from laufmappe.ui.widgets import (
    Card,
    CheckBox,
    ComboBox,
    DateField,
    LabeledField,
    LineEdit,
    Reading,
    Segmented,
    TextArea,
    ToggleChips,
)

DATES = ("birth_date", "title_expiry", "arrival", "move_in", "registration")
"""Fields that hold a partial date; all but the first are milestones."""
TELLING = ("given_name", "family_name", "native_name", "birth_date", "phone")
"""Fields by which a possible duplicate is found."""
LINES = ("given_name", "family_name", "native_name", "phone", "email", "address", "district")


class IntakeForm(Card):
    """Everything that is asked. `edited` after each change; `status_picked(id)` and `name_edited` for what helps beside."""

    chapter = "aufnahme"

    edited = Signal()
    name_edited = Signal()
    status_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=22)
        self.fields: dict[str, LabeledField] = {}
        self._kept: dict[str, str] = {}
        self._kept_milestones: dict[str, str] = {}
        self._chain_by_hand = False
        self._templates: tuple[TemplateView, ...] = shipped_templates()
        self._quiet = False
        self.body.setSpacing(14)
        self._build_person()
        self._build_languages()
        self._build_residence()
        self._build_household()
        self._build_home()
        self._build_needs()
        self._build_chain()
        for labeled in self.fields.values():
            self._listen(labeled)

    def _section(self, title: str, hint: str) -> tuple[QWidget, QVBoxLayout]:
        section = FormSection(title, hint, first=not self.body.count())
        self.body.addWidget(section)
        return section, section.column

    def _put(
        self,
        row: QHBoxLayout,
        stretch: int,
        name: str,
        label: str,
        field: QWidget,
        *,
        required: bool = False,
        hint: str = "",
    ) -> LabeledField:
        labeled = LabeledField(label, field, required=required, hint=hint)
        self.fields[name] = labeled
        row.addWidget(labeled, stretch)
        return labeled

    def _build_person(self) -> None:
        _whole, column = self._section(_("Person"), _("Namen so, wie sie im Pass stehen."))
        first, second, third = _row(column), _row(column), _row(column)
        self._put(first, 5, "given_name", _("Vorname"), LineEdit(limit=300), required=True)
        self._put(first, 5, "family_name", _("Nachname"), LineEdit(limit=300))
        birth = DateField()
        birth.setPlaceholderText(_("Jahr genügt"))
        self._put(first, 3, "birth_date", _("Geburtsdatum"), birth)
        self._put(second, 5, "native_name", _("Name in eigener Schrift"), LineEdit(limit=300))
        self._put(second, 8, "nationality", _("Staatsangehörigkeit"), ChoiceEdit(offers.countries()))
        self._put(third, 4, "phone", _("Telefon"), LineEdit(limit=300))
        self._put(third, 5, "email", _("E-Mail"), LineEdit(limit=300))
        ways: list[tuple[str, object]] = [(_("Anruf"), "call"), (_("Nachricht"), "message"), (_("Brief"), "letter")]
        self._put(third, 5, "reach_by", _("Erreichbar per"), Segmented(_("Erreichbar per"), ways))

    def _build_languages(self) -> None:
        _whole, column = self._section(_("Sprachen"), _("Die erste steht in der Mappe. Mit Niveau: „Englisch B1“."))
        row = _row(column)
        self._put(row, 5, "languages", _("Spricht"), LanguagesField(_("Spricht")))
        levels: list[tuple[str, object]] = [
            (_("keins"), "none"),
            *((x, x) for x in ("A1", "A2", "B1", "B2", "C1", "C2")),
        ]
        self._put(row, 5, "german", _("Deutsch"), Segmented(_("Deutsch"), levels))
        self.interpreter = CheckBox(_("Dolmetschen nötig"))
        self.interpreter.toggled.connect(self._edited)
        tick = _row(column)
        tick.setContentsMargins(-4, 0, 0, 0)  # its focus frame stands outside, the box lines up with the fields
        tick.addWidget(self.interpreter)

    def _build_residence(self) -> None:
        _whole, column = self._section(_("Aufenthalt"), _("Für Hinweise und Fristen. Das Programm entscheidet nichts."))
        first, second = _row(column), _row(column)
        status = ChoiceEdit(offers.residence(), placeholder=_("Status oder Paragraf eingeben …"))
        status.picked.connect(self._status_picked)
        self._put(first, 3, "status", _("Status"), status)
        self._put(first, 2, "title_expiry", _("Titel gültig bis"), DateField())
        self._put(second, 1, "arrival", _("Eingereist (Monat reicht)"), DateField())
        self._put(second, 1, "move_in", _("Eingezogen"), DateField())
        self._put(second, 1, "registration", _("Angemeldet"), DateField())

    def _build_household(self) -> None:
        _whole, column = self._section(_("Haushalt"), _("Wer noch dazugehört. Enter: nächste Zeile."))
        self.household = HouseholdField()
        self.household.read.connect(self._household_read)
        labeled = LabeledField("", self.household)
        labeled.label.hide()
        self.fields["household"] = labeled
        column.addWidget(labeled)

    def _build_home(self) -> None:
        _whole, column = self._section(_("Wohnen"), _("Für Briefe und nahe Anlaufstellen."))
        row = _row(column)
        self._put(row, 7, "address", _("Adresse"), LineEdit(limit=300))
        self._put(row, 3, "district", _("Stadtteil"), LineEdit(limit=300))

    def _build_needs(self) -> None:
        _whole, column = self._section(_("Bedarfe"), _("Mehrere möglich."))
        self.needs = ToggleChips(_("Bedarfe"), [(_(label), key) for key, label in needs().items()])
        self.needs.changed.connect(self._edited)
        column.addWidget(self.needs)
        column.addSpacing(2)
        row = _row(column)
        self._put(row, 1, "note", _("Notiz"), TextArea(lines=3), hint=_("Bleibt hier, steht auf keinem Blatt."))

    def _build_chain(self) -> None:
        self.chain_section, column = self._section(_("Kette"), _("Der vereinbarte Weg, Schritt für Schritt."))
        self.chain = ComboBox(_("Unterstützungskette"), offers.chains(self._templates))
        self.chain.choose("")
        self.chain.activated.connect(self._chain_picked)
        row = _row(column)
        labeled = self._put(row, 1, "chain", _("Unterstützungskette"), self.chain, hint=offers.chain_words(None))
        self._chain_words = labeled.hint

    def _listen(self, labeled: LabeledField) -> None:
        field = labeled.field
        if isinstance(field, DateField):
            field.read.connect(partial(self._read, labeled))
        if isinstance(field, ChoiceEdit):
            field.read.connect(partial(_show_fault, labeled))
        if isinstance(field, LineEdit | TextArea):
            field.textChanged.connect(self._edited)
        elif isinstance(field, LanguagesField | HouseholdField):
            field.changed.connect(self._edited)
        elif isinstance(field, Segmented):
            field.chosen.connect(self._edited)
        if labeled in [self.fields.get(name) for name in TELLING]:
            assert isinstance(field, LineEdit)
            field.textChanged.connect(self._name_edited)
            field.textEdited.connect(self._name_clears)

    def values(self) -> dict[str, Any]:
        """What stands in the form, as typed: to be kept as a draft and shown again."""
        texts = {name: self._line(name).text() for name in (*LINES, *DATES, "nationality", "status")}
        return {
            **texts,
            "reach_by": self._segmented("reach_by").value() or "",
            "languages": list(self._spoken().codes()),
            "german": self._segmented("german").value() or "",
            "interpreter": self.interpreter.isChecked(),
            "needs": list(self.needs.values()),
            "note": self._note().toPlainText(),
            "chain": self.chain.value() or "",
            "chain_by_hand": self._chain_by_hand,
            "levels": self._levels(),
            "milestones": dict(self._kept_milestones),
            "household": self.household.value(),
        }

    def show_values(self, values: dict[str, Any]) -> None:
        """Shows what `values` said; what is missing is empty."""
        self._quiet = True
        for labeled in self.fields.values():
            labeled.clear_fault()
        for name in (*LINES, *DATES, "nationality", "status"):
            self._line(name).setText(str(values.get(name, "")))
            self._line(name).setCursorPosition(0)
        self._segmented("reach_by").choose(values.get("reach_by") or None)
        self._spoken().choose_spoken(values.get("languages", []), values.get("levels", {}))
        self._segmented("german").choose(values.get("german") or None)
        self.interpreter.setChecked(bool(values.get("interpreter")))
        self.needs.choose(values.get("needs", []))
        self.household.show_value(values.get("household", []))
        self._note().setPlainText(str(values.get("note", "")))
        self._kept = dict(values.get("levels", {}))
        self._kept_milestones = dict(values.get("milestones", {}))
        self._chain_by_hand = bool(values.get("chain_by_hand"))
        self.chain.choose(values.get("chain", ""))
        self._show_chain_words()
        self._quiet = False
        self.name_edited.emit()
        self.status_picked.emit(self.status())

    def show_person(self, draft: NewcomerDraft) -> None:
        """Shows what is kept of somebody."""
        values = asdict(draft)
        spoken = {x.code: x.level for x in draft.languages}
        values |= {name: draft.milestones.get(name, "") for name in DATES[1:]}
        values |= {
            "levels": spoken,
            "languages": [code for code in spoken if code != "de"],
            "german": spoken.get("de", ""),
        }
        values |= {"milestones": {k: v for k, v in draft.milestones.items() if k not in DATES}}
        self.show_values(values)
        self._quiet = True
        for name in DATES:
            self._date(name).choose(values[name])
        self._choice("nationality").choose(draft.nationality)
        self._choice("status").choose(draft.status)
        self.household.choose(draft.household or ())
        self._quiet = False
        self.status_picked.emit(draft.status)

    def draft(self) -> NewcomerDraft:
        """What the form says of the person; words that are no date stay as typed, for the check to refuse."""
        values = self.values()
        dates = {name: self._date(name).value() or self._date(name).text() for name in DATES}
        levels = self._levels()
        german = values["german"] or levels.get("de", "")
        spoken = [LanguageView(code, levels.get(code, "")) for code in values["languages"]]
        if german or "de" in levels:
            spoken.append(LanguageView("de", german))
        milestones = self._kept_milestones | {name: dates[name] for name in DATES[1:]}
        return NewcomerDraft(
            **{name: values[name] for name in LINES},
            birth_date=dates["birth_date"],
            nationality=str(self._choice("nationality").value() or ""),
            status=self.status(),
            reach_by=values["reach_by"],
            interpreter=values["interpreter"],
            needs=tuple(values["needs"]),
            note=values["note"],
            languages=tuple(spoken),
            milestones={kind: day for kind, day in milestones.items() if day},
            household=self.household.members(),
        )

    def _levels(self) -> dict[str, str]:
        """The level of each language: as it stands in the form, else as it was kept and is not asked for here."""
        unasked = {code: level for code, level in self._kept.items() if code == "de" or level in ("native", "none")}
        return unasked | self._spoken().levels()

    def telling(self) -> NewcomerDraft:
        """The fields by which a possible duplicate is found, as far as they can be read."""
        given, family, native, _birth, phone = (self._line(name).text() for name in TELLING)
        birth = self._date("birth_date").value() or ""
        return NewcomerDraft(given, family, native, birth_date=birth, phone=phone)

    def status(self) -> str:
        """The id of the chosen status, or nothing."""
        return str(self._choice("status").value() or "")

    def look_for_faults(self) -> list[str]:
        """Checks every field that can be faulty by itself, shows what is, and names the fields in order."""
        for name in DATES:
            self._read(self.fields[name], self._date(name).reading())
        self._household_read()
        for name in ("nationality", "status"):
            if self._choice(name).value() is None:
                self.fields[name].show_fault(_("Das steht nicht in der Liste. Bitte wählen Sie einen Eintrag."))
        return self.faults()

    def faults(self) -> list[str]:
        """The names of the fields that show a fault, in the order of the form."""
        return [name for name, labeled in self.fields.items() if labeled.has_fault()]

    def show_templates(self, templates: tuple[TemplateView, ...]) -> None:
        """Offers these chains; the chosen one stays chosen as long as it is offered."""
        chosen = self.chain.value()
        self._templates = templates
        self.chain.offer(offers.chains(templates))
        self.chain.choose(chosen if any(t.id == chosen for t in templates) else "")
        self._show_chain_words()

    def _show_chain_words(self) -> None:
        view = next((t for t in self._templates if t.id == self.chain.value()), None)
        self._chain_words.show_text(offers.chain_words(view, self.status()))

    def show_chain(self, shown: bool) -> None:
        """Whether a chain is to be agreed here: only when somebody is taken in."""
        self.chain_section.setVisible(shown)

    def _read(self, labeled: LabeledField, reading: Reading) -> None:
        if not shiboken6.isValid(labeled):
            return
        if not reading.fault:
            labeled.clear_fault()
        elif reading.repair:
            words = _("{value} übernehmen").format(value=reading.repair)
            labeled.show_fault(reading.fault, words, partial(self._mend, labeled, reading.repair))
        else:
            labeled.show_fault(reading.fault)
        self._edited()

    def _household_read(self, *_reading: object) -> None:
        labeled = self.fields["household"]
        if not shiboken6.isValid(labeled):
            return
        reading = self.household.look_for_faults()
        if reading is None:
            labeled.clear_fault()
        elif reading.repair:
            words = _("{value} übernehmen").format(value=reading.repair)
            labeled.show_fault(reading.fault, words, partial(self._mend_household, reading.repair))
        else:
            labeled.show_fault(reading.fault)
        self._edited()

    def _mend_household(self, repair: str) -> None:
        self.household.mend(repair)
        self._household_read()

    def _mend(self, labeled: LabeledField, repair: str) -> None:
        assert isinstance(labeled.field, DateField)
        labeled.field.setText(repair)
        labeled.clear_fault()
        self._edited()

    def _status_picked(self) -> None:
        if not self._hears():
            return
        status = self.status()
        if not self._chain_by_hand:
            self.chain.choose(suggested_template(status, self._templates))
        self._show_chain_words()
        self.status_picked.emit(status)
        self._edited()

    def _chain_picked(self) -> None:
        self._chain_by_hand = True
        self._show_chain_words()
        self._edited()

    def _edited(self, *_nothing: object) -> None:
        if self._hears():
            self.edited.emit()

    def _name_edited(self) -> None:
        if self._hears():
            self.name_edited.emit()

    def _hears(self) -> bool:
        """Whether a change is the person's: not while a record is shown, nor when a page that ends takes the focus away."""
        return shiboken6.isValid(self) and not self._quiet

    def _name_clears(self) -> None:
        if "given_name" in self.faults():
            self.fields["given_name"].clear_fault()

    def _line(self, name: str) -> LineEdit:
        field = self.fields[name].field
        assert isinstance(field, LineEdit)
        return field

    def _date(self, name: str) -> DateField:
        field = self.fields[name].field
        assert isinstance(field, DateField)
        return field

    def _choice(self, name: str) -> ChoiceEdit:
        field = self.fields[name].field
        assert isinstance(field, ChoiceEdit)
        return field

    def _segmented(self, name: str) -> Segmented:
        field = self.fields[name].field
        assert isinstance(field, Segmented)
        return field

    def _spoken(self) -> LanguagesField:
        field = self.fields["languages"].field
        assert isinstance(field, LanguagesField)
        return field

    def _note(self) -> TextArea:
        field = self.fields["note"].field
        assert isinstance(field, TextArea)
        return field


def _row(column: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    column.addLayout(row)
    return row


def _show_fault(labeled: LabeledField, sentence: str) -> None:
    if not shiboken6.isValid(labeled):
        return
    if sentence:
        labeled.show_fault(sentence)
    else:
        labeled.clear_fault()
