# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dialogs for a cost, for asking for money, and for the answer."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.recognition.money import (
    CostDraft,
    add_cost,
    ask_funding,
    change_cost,
    decide_funding,
    funding_rules,
    lacks_approval,
    read_euros,
    remove_cost,
    remove_funding,
    shown_euros,
)
from laufmappe.casework.record_views import CostView, FundingView
from laufmappe.casework.rules.recognition import funding_warning
from laufmappe.casework.views import RecognitionView
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Button, ComboBox, DateField, LineEdit, Notice, Segmented, TextArea


class CostDialog(FormDialog):
    """A cost, expected or incurred; one that comes before the approval is warned of."""

    chapter = "anerkennung"

    def __init__(
        self, over: QWidget, acts: Acts, qualification_id: str, procedure: RecognitionView, cost: CostView | None
    ) -> None:
        super().__init__(over, acts, _("Kosten ändern") if cost else _("Kosten ergänzen"), icon="receipt-euro")
        self._qualification_id, self._procedure, self._cost = qualification_id, procedure, cost
        self._label = LineEdit(placeholder=_("zum Beispiel Übersetzung des Zeugnisses"), limit=300)
        self._label.setText(_(cost.label) if cost else "")
        self.put("label", _("Wofür"), self._label, required=True)
        row = self.row()
        self._amount = LineEdit(placeholder="180,00", limit=20)
        self._amount.setText(shown_euros(cost.cents) if cost else "")
        self.put("cents", _("Betrag"), self._amount, required=True, row=row)
        day = DateField(need_day=True)
        day.choose(cost.incurred_on.isoformat() if cost and cost.incurred_on else "")
        day.textChanged.connect(self._warn)
        hint = _("leer: noch nicht entstanden")
        self._day = self.put("incurred_on", _("Entstanden am"), day, row=row, hint=hint)
        self._paid_by = LineEdit(placeholder=_("zum Beispiel Jobcenter"), limit=300)
        self._paid_by.setText(cost.paid_by if cost else "")
        self.put("paid_by", _("Bezahlt von"), self._paid_by)
        self._early = Notice(
            _("Für diesen Tag ist noch keine Förderung entschieden. Was vorher entsteht, wird meist nicht erstattet."),
            kind="warn",
            title=_(funding_warning()),
        )
        self._early.hide()
        self.body.addWidget(self._early)
        self._warn()
        self.ready(_("Eintragen"), begun=cost.id if cost else f"{qualification_id}:new")
        if cost is not None:
            self._remove = Button(_("Entfernen"), kind="link", icon="trash-2")
            self._remove.clicked.connect(self._take_out)
            self.foot.insertWidget(0, self._remove)

    def _warn(self) -> None:
        day = field_day(self._day)
        early = day is not None and lacks_approval(self._procedure, day)
        if early == self._early.isHidden():
            self._early.setVisible(early)
            self.replace()

    def save(self) -> None:
        try:
            cents = read_euros("cents", self._amount.text())
        except FieldError as error:
            self._failed(error)
            return
        if cents is None:
            self._failed(FieldError("cents", _("Wie viel kostet es? Zum Beispiel 180 oder 180,50.")))
            return
        label = self._label.text()
        if self._cost is not None and label == _(self._cost.label):
            label = self._cost.label  # what the data named stays German in the record
        draft = CostDraft(label, cents, field_day(self._day), self._paid_by.text())
        told = _("{cost}: {amount}").format(cost=self._label.text().strip(), amount=shown_euros(cents))
        if self._cost is not None:
            self.write(told, change_cost, self._cost.id, draft)
        else:
            self.write(told, add_cost, self._qualification_id, draft)

    def _take_out(self) -> None:
        if self._cost is not None:
            self.write(_("„{cost}“ ist entfernt.").format(cost=_(self._cost.label)), remove_cost, self._cost.id)


class AskDialog(FormDialog):
    """Where money was asked for, and when."""

    chapter = "anerkennung"

    def __init__(self, over: QWidget, acts: Acts, qualification_id: str) -> None:
        super().__init__(over, acts, _("Förderung beantragen"), icon="hand-coins", width=600)
        self._qualification_id = qualification_id
        self.body.addWidget(
            Notice(
                _("Übersetzungen und Anträge erst bezahlen, wenn die Bewilligung da ist."),
                kind="warn",
                title=_(funding_warning()),
            )
        )
        sources: list[tuple[str, object]] = [(_(rule.label), key) for key, rule in funding_rules().items()]
        self._source = ComboBox(_("Wo beantragt"), sources)
        self._source.currentIndexChanged.connect(self._describe)
        row = self.row()
        self.put("source", _("Wo beantragt"), self._source, required=True, row=row, stretch=3)
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        self._day = self.put("asked_on", _("Beantragt am"), day, required=True, row=row, stretch=2)
        self._about = Words("", "secondary")
        self.body.addWidget(self._about)
        self._note = TextArea(lines=2)
        self.put("note", _("Notiz"), self._note)
        self._describe()
        self.ready(_("Eintragen"), begun=qualification_id)

    def _describe(self) -> None:
        rule = funding_rules()[str(self._source.value())]
        most = _("bis {n} €").format(n=f"{rule.up_to_eur:,}".replace(",", ".")) if rule.up_to_eur else ""
        first = " · ".join(part for part in (_(rule.covers), most, _(rule.audience)) if part)
        check = _(" · prüfen") if rule.verify else ""
        basis = _("{norm} · Stand {day}").format(norm=_(rule.norm), day=_stand(rule.as_of)) + check
        self._about.show_text("\n".join(part for part in (first, _(rule.note) if rule.note else "", basis) if part))
        self.replace()

    def save(self) -> None:
        source = str(self._source.value())
        told = _("{source}: Förderung beantragt.").format(source=_(funding_rules()[source].label))
        day = field_day(self._day)
        if day is None:
            self._failed(FieldError("asked_on", _("An welchem Tag wurde sie beantragt?")))
            return
        self.write(told, ask_funding, self._qualification_id, source, day, self._note.toPlainText())


class DecisionDialog(FormDialog):
    """The answer: approved with an amount, or refused."""

    chapter = "anerkennung"

    def __init__(self, over: QWidget, acts: Acts, funding: FundingView) -> None:
        rule = funding_rules().get(funding.source)
        name = _(rule.label) if rule else funding.source
        below = _("beantragt am {day}").format(day=shown_day(funding.asked_on))
        super().__init__(over, acts, name, subtitle=below, icon="hand-coins")
        self._funding, self._name = funding, name
        answers: list[tuple[str, object]] = [(_("bewilligt"), "approved"), (_("abgelehnt"), "refused")]
        self._state = Segmented(_("Entscheidung"), answers, "refused" if funding.state == "refused" else "approved")
        self._state.chosen.connect(self._show_amount)
        self.put("state", _("Entscheidung"), self._state)
        row = self.row()
        day = DateField(need_day=True)
        day.choose((funding.decided_on or acts.desk.today()).isoformat())
        self._day = self.put("decided_on", _("Entschieden am"), day, required=True, row=row)
        self._amount = LineEdit(placeholder=_("steht im Bescheid"), limit=20)
        self._amount.setText(shown_euros(funding.cents) if funding.cents is not None else "")
        self._amount_field = self.put("cents", _("Betrag"), self._amount, row=row)
        self._note = TextArea(lines=2)
        self._note.setPlainText(funding.note)
        self.put("note", _("Notiz"), self._note)
        self._show_amount(self._state.value())
        self.ready(_("Eintragen"), begun=funding.id)
        self._remove = Button(_("Entfernen"), kind="link", icon="trash-2")
        self._remove.clicked.connect(self._take_out)
        self.foot.insertWidget(0, self._remove)

    def _show_amount(self, state: object) -> None:
        self._amount.setEnabled(state == "approved")

    def save(self) -> None:
        state = str(self._state.value())
        try:
            cents = read_euros("cents", self._amount.text()) if state == "approved" else None
        except FieldError as error:
            self._failed(error)
            return
        day = field_day(self._day)
        if day is None:
            self._failed(FieldError("decided_on", _("An welchem Tag wurde entschieden?")))
            return
        told = _("{source}: {state}").format(
            source=self._name, state=_("bewilligt") if state == "approved" else _("abgelehnt")
        )
        self.write(told, decide_funding, self._funding.id, state, day, cents, self._note.toPlainText())

    def _take_out(self) -> None:
        self.write(_("„{source}“ ist entfernt.").format(source=self._name), remove_funding, self._funding.id)


def _stand(as_of: str) -> str:
    year, _dash, month = as_of.partition("-")
    return f"{month}/{year}" if month else year
