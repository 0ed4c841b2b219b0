# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Agreements with those who run a service: the card of the profile, and the form for one."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from laufmappe.casework.services.agreements import (
    AgreementDraft,
    AgreementView,
    add_service_agreement,
    change_service_agreement,
    end_service_agreement,
)
from laufmappe.casework.views import ServiceView
from laufmappe.i18n import _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Entry, Words, action
from laufmappe.ui.widgets import Card, ChipSpec, DateField, LineEdit, Segmented, TextArea


class AgreementsCard(Card):
    """What was agreed with the organization, and until when it holds."""

    chapter = "anlaufstellen"

    def __init__(self, acts: Acts, service: ServiceView, agreements: tuple[AgreementView, ...]) -> None:
        super().__init__(_("Vereinbarungen mit dem Träger"), link=_("Hinzufügen"))
        self._acts = acts
        self._service = service
        if self.link is not None:
            self.link.setObjectName("agreement-add")
            self.link.setAccessibleName(_("Vereinbarung hinzufügen"))
        self.link_clicked.connect(self.add)
        today = acts.desk.today()
        for agreement in agreements:
            self.body.addWidget(self._entry(agreement, today))
        if not agreements:
            self.body.addWidget(Words(_("Noch keine Vereinbarung eingetragen."), "lead"))

    def add(self) -> None:
        """Asks for a new agreement."""
        ServiceAgreementDialog(self.window(), self._acts, self._service).appear()

    def _entry(self, agreement: AgreementView, today: date) -> QWidget:
        parts = [_("für den ganzen Träger") if agreement.whole else _("nur für diese Anlaufstelle")]
        if agreement.signed_on is not None:
            parts.append(_("unterschrieben am {day}").format(day=f"{agreement.signed_on:%d.%m.%Y}"))
        entry = Entry(agreement.title, " · ".join(parts), icon="handshake", chip=agreement_chip(agreement, today))
        if agreement.note:
            entry.below.addWidget(Words(agreement.note, "secondary"))
        change = action(
            _("Ändern"), _("{title}: ändern").format(title=agreement.title), f"agreement-change-{agreement.id}"
        )
        change.clicked.connect(partial(self._change, agreement))
        buttons = [change]
        if agreement.state(today) != "ended":
            end = action(
                _("Beenden"), _("{title}: beenden").format(title=agreement.title), f"agreement-end-{agreement.id}"
            )
            end.clicked.connect(partial(self._end, agreement))
            buttons.append(end)
        entry.add_actions(buttons)
        return entry

    def _change(self, agreement: AgreementView, _checked: bool = False) -> None:
        ServiceAgreementDialog(self.window(), self._acts, self._service, agreement).appear()

    def _end(self, agreement: AgreementView, _checked: bool = False) -> None:
        told = _("Die Vereinbarung „{title}“ ist beendet.").format(title=agreement.title)
        self._acts.do(told, end_service_agreement, agreement.id)


def agreement_chip(agreement: AgreementView, today: date) -> ChipSpec:
    """Until when an agreement holds, as word and sign."""
    state = agreement.state(today)
    if agreement.valid_until is None:
        return ChipSpec(_("gilt unbefristet"), "ok", "check")
    day = f"{agreement.valid_until:%d.%m.%Y}"
    if state == "ended":
        return ChipSpec(_("beendet, galt bis {day}").format(day=day), "neutral", "circle-slash")
    if state == "expiring":
        left = (agreement.valid_until - today).days
        words = (
            n_("läuft in {n} Tag aus", "läuft in {n} Tagen aus", left).format(n=left) if left else _("läuft heute aus")
        )
        return ChipSpec(words, "warn", "clock-alert")
    return ChipSpec(_("gilt bis {day}").format(day=day), "ok", "check")


class ServiceAgreementDialog(FormDialog):
    """A title is needed. Without `agreement` a new one is entered."""

    chapter = "anlaufstellen"

    def __init__(self, over: QWidget, acts: Acts, service: ServiceView, agreement: AgreementView | None = None) -> None:
        title = _("Vereinbarung eintragen") if agreement is None else _("Vereinbarung ändern")
        super().__init__(over, acts, title, subtitle=service.organization, icon="handshake", width=560)
        self._service = service
        self._agreement = agreement
        self._title = LineEdit(placeholder=_("Zum Beispiel: Kooperation Sprachmittlung"), limit=300)
        self.put("title", _("Worum geht es?"), self._title, required=True)
        self._whole = Segmented(
            _("Für wen gilt sie?"),
            [(_("ganzer Träger"), True), (_("nur diese Anlaufstelle"), False)],
            agreement.whole if agreement else True,
        )
        self.put("whole", _("Für wen gilt sie?"), self._whole)
        row = self.row()
        self._signed, self._until = DateField(need_day=True), DateField(need_day=True)
        self.put("signed_on", _("Unterschrieben am"), self._signed, row=row)
        self.put("valid_until", _("Gilt bis"), self._until, row=row, hint=_("Leer: unbefristet."))
        self._note = TextArea(lines=3)
        self.put("note", _("Notiz"), self._note)
        if agreement is not None:
            self._title.setText(agreement.title)
            self._signed.choose(agreement.signed_on.isoformat() if agreement.signed_on else None)
            self._until.choose(agreement.valid_until.isoformat() if agreement.valid_until else None)
            self._note.setPlainText(agreement.note)
        self.ready(
            _("Eintragen") if agreement is None else _("Speichern"),
            begun=f"{service.id}:{agreement.id if agreement else 'new'}",
        )

    def save(self) -> None:
        draft = AgreementDraft(
            title=self._title.text(),
            signed_on=_day(self._signed),
            valid_until=_day(self._until),
            note=self._note.toPlainText(),
            whole=bool(self._whole.value()),
        )
        if self._agreement is None:
            self.write(_("Die Vereinbarung ist eingetragen."), add_service_agreement, self._service.id, draft)
        else:
            told = _("Die Vereinbarung ist geändert.")
            self.write(told, change_service_agreement, self._agreement.id, self._service.id, draft)


def _day(field: DateField) -> date | None:
    value = field.value()
    return date.fromisoformat(value) if value else None
