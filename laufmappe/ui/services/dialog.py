# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering a service, or changing what the directory says of it."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from laufmappe.casework.services.register import ServiceDraft, add_service, change_service, organizations
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import needs, service_types, statuses, topics
from laufmappe.i18n import _
from laufmappe.ui.intake.languages import LanguagesField
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.held import show_held
from laufmappe.ui.services.signs import type_words
from laufmappe.ui.widgets import CheckBox, ComboBox, DateField, LineEdit, Text, TextArea, TokenField, rule

_OF_ORGANIZATION = ("organization_email", "organization_url", "organization_description")
_SHORT = (
    *("name", "organization", "organization_email", "organization_url"),
    *("street", "postcode", "city", "district", "room", "phone", "email", "url"),
)
_LONG = (
    "organization_description",
    "description",
    "hours",
    "note",
    "directions",
    "accessibility",
    "fees",
    "capacity",
    "bring",
)


class _Short(TextArea):
    """A text that is mostly one line, and may come in with more out of another directory."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, lines=1)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class ServiceDialog(FormDialog):
    """Only a name is needed. Without `view` a new service is entered."""

    chapter = "anlaufstellen"

    def __init__(self, over: QWidget, acts: Acts, view: ServiceView | None = None) -> None:
        title = _("Anlaufstelle eintragen") if view is None else _("Anlaufstelle ändern")
        super().__init__(over, acts, title, subtitle=view.name if view else "", icon="building-2", width=760)
        self._view = view
        self._organizations: dict[str, dict[str, str]] | None = None
        self._seen = dict.fromkeys(_OF_ORGANIZATION, "")
        self._build_what()
        self._build_organization()
        self._build_where()
        self._build_when()
        self._build_whom()
        self._build_before()
        self._build_state()
        if view is not None:
            self._fill(view)
        self.ready(_("Eintragen") if view is None else _("Speichern"), begun=view.id if view else "new")
        acts.tasks.run(organizations, acts.desk, done=self._know, owner=self)

    def _heading(self, words: str, *, first: bool = False) -> None:
        if not first:
            self.body.addWidget(rule())
        self.body.addWidget(Text(words, "card"))

    def _build_what(self) -> None:
        self._heading(_("Was"), first=True)
        self.put("name", _("Name"), LineEdit(limit=300), required=True)
        row = self.row()
        kinds: list[tuple[str, object]] = [(_("keine Angabe"), "")]
        self._type = ComboBox(_("Art"), [*kinds, *((type_words(key), key) for key in service_types())])
        self.put("type", _("Art"), self._type, row=row, stretch=2)
        self._topics = TokenField(_("Themen"), [(_(label), key) for key, label in topics().items()])
        self.put("topics", _("Themen"), self._topics, row=row, stretch=3)
        self.put("description", _("Was bietet sie an?"), TextArea(lines=2))

    def _build_organization(self) -> None:
        self._heading(_("Von wem"))
        row = self.row()
        runs = LineEdit(limit=300)
        runs.editingFinished.connect(self._follow)
        self.put("organization", _("Träger"), runs, row=row, stretch=3)
        self.put("organization_email", _("E-Mail des Trägers"), LineEdit(limit=300), row=row, stretch=3)
        web = LineEdit(placeholder="https://", limit=300)
        self.put("organization_url", _("Internetseite des Trägers"), web, row=row, stretch=3)
        about, hint = _("Über den Träger"), _("Das gilt für alle Anlaufstellen dieses Trägers.")
        self.put("organization_description", about, _Short(), hint=hint)

    def _know(self, known: dict[str, dict[str, str]]) -> None:
        """Takes in whom the directory knows; of the one that runs this service, what stands here holds."""
        if self._view is not None:
            known[self._view.organization] = dict(self._seen)
        self._organizations = known

    def _named(self) -> str:
        held = self.held()
        return str(held["organization"]).strip() or str(held["name"]).strip()

    def _follow(self) -> None:
        """An organization that the directory knows brings along what is known of it; what was typed here stays."""
        known = (self._organizations or {}).get(self._named())
        held = self.held()
        for name, words in (known or {}).items():
            if held[name] == self._seen[name]:
                show_held(self.fields[name].field, words)
                self._seen[name] = words

    def _of_organization(self) -> dict[str, str | None]:
        """What to keep of the organization: what was typed, and of a new one everything that stands here."""
        self._follow()
        is_new = self._organizations is not None and self._named() not in self._organizations
        held = self.held()
        return {name: str(held[name]) if is_new or held[name] != self._seen[name] else None for name in self._seen}

    def _build_where(self) -> None:
        self._heading(_("Wo"))
        row = self.row()
        self.put("street", _("Straße und Hausnummer"), LineEdit(limit=300), row=row, stretch=4)
        self.put("postcode", _("PLZ"), LineEdit(limit=300), row=row, stretch=1)
        self.put("city", _("Ort"), LineEdit(limit=300), row=row, stretch=2)
        self.put("district", _("Stadtteil"), LineEdit(limit=300), row=row, stretch=2)
        row = self.row()
        self.put("room", _("Raum, Etage"), LineEdit(limit=300), row=row, stretch=2)
        way = _Short(_("Haltestelle, Eingang …"))
        self.put("directions", _("Weg dorthin"), way, row=row, stretch=3)
        access = _Short(_("Aufzug, Rampe …"))
        self.put("accessibility", _("Barrierefreiheit"), access, row=row, stretch=3)
        row = self.row()
        self.put("phone", _("Telefon"), LineEdit(limit=300), row=row, stretch=2)
        self.put("email", _("E-Mail"), LineEdit(limit=300), row=row, stretch=3)
        self.put("url", _("Internetseite"), LineEdit(placeholder="https://", limit=300), row=row, stretch=3)

    def _build_when(self) -> None:
        self._heading(_("Wann"))
        self.put("hours", _("Öffnungszeiten"), TextArea(lines=2))

    def _build_whom(self) -> None:
        self._heading(_("Für wen"))
        self._spoken = LanguagesField(_("Sprachen in der Beratung"), with_german=True)
        self.put("languages", _("Sprachen in der Beratung"), self._spoken)
        self._audience = TokenField(_("Für welchen Status"), [(_(label), key) for key, label in statuses().items()])
        self.put("audience", _("Für welchen Status"), self._audience, hint=_("Leer: für alle."))
        self._needs = TokenField(_("Angebote und Bedarfe"), [(_(label), key) for key, label in needs().items()])
        self.put("needs", _("Angebote und Bedarfe"), self._needs)

    def _build_before(self) -> None:
        self._heading(_("Mitbringen und wissen"))
        row = self.row()
        bring = TextArea(placeholder=_("Eine Zeile für jede Unterlage"), lines=3)
        self.put("bring", _("Mitbringen"), bring, row=row, stretch=1)
        self.put("note", _("Gut zu wissen"), TextArea(lines=3), row=row, stretch=1)
        self.put("fees", _("Kosten"), _Short())

    def _build_state(self) -> None:
        self._heading(_("Plätze und Prüfung"))
        row = self.row()
        self._capacity = _Short(_("Zum Beispiel: Wartezeit 6 Wochen"))
        self._capacity.setPlainText(self._view.capacity if self._view else "")
        self._capacity.textChanged.connect(self._new_capacity)
        self.put("capacity", _("Plätze und Wartezeit"), self._capacity, row=row, stretch=3)
        self._capacity_on = DateField(need_day=True)
        self.put("capacity_on", _("Stand vom"), self._capacity_on, row=row, stretch=2)
        row = self.row()
        self._verified = DateField(need_day=True)
        self.put("verified_on", _("Angaben geprüft am"), self._verified, row=row, stretch=2)
        self._active = CheckBox(_("aktiv: wird vorgeschlagen"), checked=True)
        self.put("active", _("Stand"), self._active, row=row, stretch=3)

    def _new_capacity(self) -> None:
        """What is typed about free places now is of today."""
        kept = self._view.capacity if self._view else ""
        if self._capacity.toPlainText() != kept:
            self._capacity_on.choose(self.acts.desk.today().isoformat())

    def _fill(self, view: ServiceView) -> None:
        for name in _SHORT:
            field = self.fields[name].field
            assert isinstance(field, LineEdit)
            field.setText(getattr(view, name))
            field.setCursorPosition(0)
        for name in _LONG:
            area = self.fields[name].field
            assert isinstance(area, TextArea)
            area.setPlainText("\n".join(view.bring) if name == "bring" else getattr(view, name))
        self._seen = {name: getattr(view, name) for name in _OF_ORGANIZATION}
        self._type.choose(view.type)
        self._spoken.choose(view.languages)
        self._topics.choose(view.topics)
        self._audience.choose(view.audience)
        self._needs.choose(view.needs)
        for field, day in ((self._verified, view.verified_on), (self._capacity_on, view.capacity_on)):
            field.choose(day.isoformat() if day else None)
        self._active.setChecked(view.active)

    def held(self) -> dict[str, object]:
        tokens = {"languages": self._spoken, "topics": self._topics, "audience": self._audience, "needs": self._needs}
        return {**super().held(), **{name: list(field.values()) for name, field in tokens.items()}}

    def save(self) -> None:
        held = self.held()
        texts: dict[str, Any] = {
            name: str(held[name]) for name in (*_SHORT, *_LONG) if name not in ("bring", *_OF_ORGANIZATION)
        }
        draft = ServiceDraft(
            **texts | self._of_organization(),
            type=str(self._type.value() or ""),
            languages=self._spoken.codes(),
            topics=_codes(self._topics),
            audience=_codes(self._audience),
            needs=_codes(self._needs),
            bring=tuple(str(held["bring"]).splitlines()),
            capacity_on=_day(self._capacity_on),
            verified_on=_day(self._verified),
            active=self._active.isChecked(),
        )
        name = draft.name.strip()
        if self._view is None:
            self.write(_("{name} ist eingetragen.").format(name=name), add_service, draft)
        else:
            self.write(_("{name} ist geändert.").format(name=name), change_service, self._view.id, draft)


def _codes(field: TokenField) -> tuple[str, ...]:
    return tuple(str(code) for code in field.values())


def _day(field: DateField) -> date | None:
    value = field.value()
    return date.fromisoformat(value) if value else None
