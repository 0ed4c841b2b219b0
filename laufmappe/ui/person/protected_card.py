# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed card of needs for protection: it shows nothing until it is opened, and keeps nothing without a consent."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.people.protected_needs import (
    ProtectedView,
    allow_protected_needs,
    protected_needs,
    revoke_protected_needs,
    set_protected_needs,
)
from laufmappe.casework.views import CaseView
from laufmappe.casework.words import protected_needs as kinds
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words, empty, fill_below
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Button, Card, CheckBox, Chip, DateField, Dialog, Line, LineEdit, flow


def why_words() -> str:
    """Why nothing is kept here by itself."""
    return _(
        "Angaben zu Gesundheit, Gewalt oder Identität sind besonders geschützt (Art. 9 DSGVO): Sie werden nur gespeichert, wenn die Person selbst und ausdrücklich eingewilligt hat."
    )


class ConsentDialog(FormDialog):
    """Notes the person's own consent."""

    chapter = "dokumente"

    def __init__(self, over: QWidget, acts: Acts) -> None:
        super().__init__(over, acts, _("Einwilligung eintragen"), icon="shield-check", width=520)
        self.body.addWidget(Words(why_words()))
        self._day = DateField(need_day=True)
        self._day.choose(acts.desk.today().isoformat())
        self.put("signed_on", _("Unterschrieben am"), self._day, required=True)
        self._note = LineEdit(limit=300)
        self.put("note", _("Notiz"), self._note, hint=_("Zum Beispiel, wo das unterschriebene Blatt liegt."))
        self.body.addWidget(
            Words(
                _("Die Person kann die Einwilligung jederzeit widerrufen. Dann wird alles davon gelöscht."), "secondary"
            )
        )
        self.ready(_("Eintragen"), begun="consent")

    def save(self) -> None:
        day = self._day.value()
        if not day:
            self.fields["signed_on"].show_fault(_("Wann hat die Person unterschrieben?"))
            self._day.setFocus()
            return
        self.write(
            _("Die Einwilligung ist eingetragen."),
            allow_protected_needs,
            self.acts.newcomer_id,
            date.fromisoformat(day),
            self._note.text(),
        )


class NeedsDialog(FormDialog):
    """Ticks the needs and says a word about each. What is typed here is kept only when it is saved."""

    chapter = "dokumente"

    def __init__(self, over: QWidget, acts: Acts, view: ProtectedView) -> None:
        super().__init__(over, acts, _("Schutzbedarf"), icon="lock", width=620)
        have = view.needs or {}
        self._rows: dict[str, tuple[CheckBox, LineEdit]] = {}
        for kind, label in kinds().items():
            row = QHBoxLayout()
            row.setSpacing(12)
            tick = CheckBox(_(label), checked=kind in have)
            tick.setFixedWidth(250)
            note = LineEdit(_("Notiz: {need}").format(need=_(label)), placeholder=_("Notiz"), limit=300)
            note.setText(have.get(kind, ""))
            policy = note.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            note.setSizePolicy(policy)
            note.setVisible(kind in have)
            tick.toggled.connect(note.setVisible)
            row.addWidget(tick)
            row.addWidget(note, 1)
            holder = QWidget()
            holder.setMinimumHeight(36)
            row.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(row)
            self.body.addWidget(holder)
            self._rows[kind] = (tick, note)
        self.body.setSpacing(2)
        self.ready(_("Eintragen"))

    def held(self) -> dict[str, object]:
        return {kind: (tick.isChecked(), note.text()) for kind, (tick, note) in self._rows.items()}

    def save(self) -> None:
        chosen = {kind: note.text() for kind, (tick, note) in self._rows.items() if tick.isChecked()}
        self.write(_("Der Schutzbedarf ist eingetragen."), set_protected_needs, self.acts.newcomer_id, chosen)


class RevokeDialog(Dialog):
    """Says what the end of the consent means before it is done."""

    chapter = "dokumente"

    def __init__(self, over: QWidget, acts: Acts) -> None:
        super().__init__(over, _("Einwilligung widerrufen"), icon="trash-2", width=500)
        self._acts = acts
        self.body.addWidget(
            Words(
                _(
                    "Der Schutzbedarf wird gelöscht, auch aus dem Verlauf. Das lässt sich nicht zurücknehmen. Sicherungen von früher enthalten ihn, bis sie durch neue ersetzt sind."
                )
            )
        )
        self.set_buttons(_("Widerrufen und löschen"), self._revoke, icon="trash-2", kind="danger")

    def _revoke(self) -> None:
        self.accept()
        told = _("Widerrufen. Der Schutzbedarf ist gelöscht.")
        self._acts.do(told, revoke_protected_needs, self._acts.newcomer_id)


class ProtectedCard(Card):
    """Closed for every person anew; only opening it reads what is kept."""

    chapter = "dokumente"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Schutzbedarf"), link=_("Öffnen"), icon="lock")
        self.acts = acts
        self.is_open = False
        self._person = ""
        self._view = ProtectedView()
        self._name_link()
        self.link_clicked.connect(self.act_toggle)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        fill_below(self)
        self._show_closed()

    def show_case(self, case: CaseView, today: date) -> None:
        """Another person: closed again. The same one: what is open is read again."""
        if case.newcomer.id != self._person:
            self._person = case.newcomer.id
            self.is_open = False
            self._show_closed()
        elif self.is_open:
            self._read()

    def act_toggle(self) -> None:
        """Opens or closes."""
        self.is_open = not self.is_open
        if self.is_open:
            self._name_link()
            self._read()
        else:
            self._show_closed()

    def _name_link(self) -> None:
        if self.link is not None:
            self.link.show_text(_("Schließen") if self.is_open else _("Öffnen"))
            self.link.setAccessibleName(_("Schutzbedarf schließen") if self.is_open else _("Schutzbedarf öffnen"))

    def _read(self) -> None:
        self.acts.tasks.run(
            protected_needs, self.acts.desk, self._person, done=partial(self._came, self._person), owner=self
        )

    def _came(self, person: str, view: ProtectedView) -> None:
        if person == self._person and self.is_open:
            self._view = view
            self._show_open()

    def _show_closed(self) -> None:
        self._view = ProtectedView()
        self._name_link()
        empty(self._lines)
        self._lines.addWidget(Words(_("Geschlossen. Steht nie auf einem Blatt und in keiner Suche."), "lead"))

    def _show_open(self) -> None:
        empty(self._lines)
        consent = self._view.consent
        if consent is None or consent.signed_on is None:
            self._lines.addWidget(Words(why_words(), "lead"))
            allow = Button(_("Einwilligung eintragen …"), icon="shield-check")
            allow.clicked.connect(self._allow)
            self._lines.addWidget(flow(allow))
            return
        signed = _("Einwilligung vom {day}").format(day=shown_day(consent.signed_on))
        self._lines.addWidget(flow(Chip(signed, "ok", "shield-check")))
        for kind, note in (self._view.needs or {}).items():
            self._lines.addWidget(Line(_(kinds().get(kind, kind)), note, icon="shield"))
        if not self._view.needs:
            self._lines.addWidget(Words(_("Noch nichts eingetragen."), "lead"))
        change, revoke = Button(_("Eintragen …"), icon="pencil"), Button(_("Einwilligung widerrufen …"), kind="link")
        change.setAccessibleName(_("Schutzbedarf eintragen …"))
        change.clicked.connect(self._change)
        revoke.clicked.connect(self._revoke)
        self._lines.addWidget(flow(change, revoke))

    def _allow(self) -> None:
        ConsentDialog(self, self.acts).appear()

    def _change(self) -> None:
        NeedsDialog(self, self.acts, self._view).appear()

    def _revoke(self) -> None:
        RevokeDialog(self, self.acts).appear()
