# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a procedure costs and who was asked to pay, with the one warning that saves the most money."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from laufmappe.casework.recognition.money import funding_rules, money_warnings, shown_euros
from laufmappe.casework.record_views import CostView, FundingView
from laufmappe.casework.rules.recognition import funding_warning, procedures
from laufmappe.casework.views import QualificationView, RecognitionView
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty, fill_below
from laufmappe.ui.person.recognition.money_dialogs import AskDialog, CostDialog, DecisionDialog
from laufmappe.ui.person.recognition.signs import funding_chip
from laufmappe.ui.person.signs import short_day
from laufmappe.ui.widgets import Card, ChipSpec, Notice, Row, RowStyle, RowsView, Section


class MoneyCard(Card):
    """Costs and applications for money in one list; Enter opens a line."""

    chapter = "anerkennung"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Kosten und Förderung"))
        self.acts = acts
        self._view: QualificationView | None = None
        ask = self.add_link(_("Förderung"))
        ask.setAccessibleName(_("Förderung beantragen"))
        ask.clicked.disconnect()
        ask.clicked.connect(self.act_ask)
        self.add_link(_("Kosten")).setAccessibleName(_("Kosten ergänzen"))
        self.link_clicked.connect(self.act_add)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(8)
        self.body.addLayout(self._notices)
        self._usual = Words("", "secondary")
        self.body.addWidget(self._usual)
        self.list = RowsView(_("Kosten und Förderung"), RowStyle(height=46, padding=8, section_height=40), grow=True)
        self.list.opened.connect(self._open)
        self.add_rows(self.list)
        fill_below(self)

    def show_procedure(self, view: QualificationView, procedure: RecognitionView, today: date) -> None:
        """Shows the money of a procedure."""
        self._view = view
        empty(self._notices)
        warnings = money_warnings(procedure)
        words = " ".join([*warnings, _("Was vorher entsteht, wird meist nicht erstattet.")])
        self._notices.addWidget(Notice(words, kind="warn", title=_(funding_warning())))
        rows: list[Row | Section] = []
        if procedure.costs:
            total = shown_euros(sum(cost.cents for cost in procedure.costs))
            rows.append(Section(_("Kosten"), "receipt-euro", note=total, first=True))
            rows += [_cost_row(cost, today) for cost in procedure.costs]
        if procedure.fundings:
            rows.append(Section(_("Förderung"), "hand-coins", first=not rows))
            rows += [_funding_row(funding, today) for funding in procedure.fundings]
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)
        if rows and self.list.current_key() is None:
            self.list.choose_first()
        self._usual.show_text(_usual(procedure))
        self._usual.setVisible(bool(self._usual.text()))

    def act_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.chosen.emit(self.list.current_key())

    def act_add(self) -> None:
        """Asks for a cost."""
        if self._view is not None and self._view.recognition is not None:
            CostDialog(self, self.acts, self._view.id, self._view.recognition, None).appear()

    def act_ask(self) -> None:
        """Asks where the money was asked for."""
        if self._view is not None and self._view.recognition is not None:
            AskDialog(self, self.acts, self._view.id).appear()

    def _open(self, key: object) -> None:
        procedure = self._view.recognition if self._view else None
        if self._view is None or procedure is None:
            return
        cost = next((cost for cost in procedure.costs if cost.id == key), None)
        funding = next((funding for funding in procedure.fundings if funding.id == key), None)
        if cost is not None:
            CostDialog(self, self.acts, self._view.id, procedure, cost).appear()
        elif funding is not None:
            DecisionDialog(self, self.acts, funding).appear()


def _usual(procedure: RecognitionView) -> str:
    if procedure.procedure not in procedures():
        return ""
    costs = procedures()[procedure.procedure].costs
    span = f"{costs.from_eur}–{costs.to_eur} €" if costs.from_eur != costs.to_eur else f"{costs.to_eur} €"
    usual = _("Üblich: {span}.").format(span=span)
    return f"{usual} {_(costs.note)}" if costs.to_eur else _(costs.covers) + "."


def _cost_row(cost: CostView, today: date) -> Row:
    if cost.incurred_on is None:
        chip, day = ChipSpec(_("erwartet"), "neutral", "circle-dashed"), ""
    else:
        day = short_day(cost.incurred_on, today)
        chip = (
            ChipSpec(_("bezahlt"), "ok", "check") if cost.paid_by else ChipSpec(_("entstanden"), "warn", "receipt-euro")
        )
    paid = _("bezahlt von {who}").format(who=cost.paid_by) if cost.paid_by else ""
    below = " · ".join(part for part in (shown_euros(cost.cents), day, paid) if part)
    return Row(cost.id, _(cost.label), below, chip=chip)


def _funding_row(funding: FundingView, today: date) -> Row:
    rule = funding_rules().get(funding.source)
    asked = _("beantragt {day}").format(day=short_day(funding.asked_on, today))
    decided = short_day(funding.decided_on, today) if funding.decided_on else ""
    amount = shown_euros(funding.cents) if funding.cents is not None else ""
    below = " · ".join(part for part in (amount, decided or asked, funding.note) if part)
    return Row(funding.id, _(rule.label) if rule else funding.source, below, chip=funding_chip(funding))
