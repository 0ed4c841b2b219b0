# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the agreement: situation, strengths, when both signed, and the interim reviews."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.chains.agreement import remove_review
from laufmappe.casework.record_views import ReviewView
from laufmappe.casework.views import CaseView, ChainView
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.agreement_dialogs import AgreementDialog, ReviewDialog
from laufmappe.ui.person.parts import Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.signs import due_chip, shown_day
from laufmappe.ui.widgets import Button, Card, Chip, ChipSpec, Text, flow, rule

MOST_SHOWN = 300
"""So many characters of a text stand in the card; the dialog has all."""


class AgreementCard(Card):
    """The agreement about the chain; without a chain there is nothing to agree on yet."""

    chapter = "ziele"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Vereinbarung"), link=_("Bearbeiten"))
        self.acts = acts
        self._chain: ChainView | None = None
        self._shown: tuple[object, ...] = ()
        self.link_clicked.connect(self.act_edit)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(10)
        self.body.addLayout(self._entries)
        self.review_button = Button(_("Zwischenbilanz …"), icon="scroll-text", key="I")
        self.review_button.clicked.connect(self.act_review)
        self.body.addWidget(flow(self.review_button))
        self.body.addStretch(1)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the agreement about the active chain."""
        chain = self._chain = case.chain
        self.setVisible(True)
        self.review_button.setVisible(chain is not None)
        if self.link is not None:
            self.link.setVisible(chain is not None)
        held = (chain.situation, chain.strengths, chain.signed_on, chain.review_on, chain.reviews) if chain else ()
        shown = (case.newcomer.id, held, today)
        if self._shown == shown:
            return
        self._shown = shown
        focus = focus_name(self)
        empty(self._entries)
        if chain is None:
            self._entries.addWidget(Words(_("Erst die Kette, dann die Vereinbarung dazu."), "lead"))
        else:
            self._show_chain(chain, today)
        give_focus_back(self, focus)

    def _show_chain(self, chain: ChainView, today: date) -> None:
        self._entries.addWidget(flow(*(Chip(c.text, c.kind, c.icon) for c in agreement_chips(chain, today))))
        for label, text in ((_("Ausgangslage"), chain.situation), (_("Stärken"), chain.strengths)):
            if text:
                self._entries.addWidget(_labelled(label, text))
        if not (chain.situation or chain.strengths):
            words = _("Halten Sie fest, wo die Person steht und was sie mitbringt. Beide unterschreiben auf dem Blatt.")
            self._entries.addWidget(Words(words, "lead"))
        if chain.reviews:
            self._entries.addWidget(rule())
        for review in reversed(chain.reviews):
            self._entries.addWidget(self._review(review))

    def _review(self, review: ReviewView) -> QWidget:
        title = _("Zwischenbilanz vom {day}").format(day=shown_day(review.held_on))
        holder = _labelled(title, review.result)
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        if review.agreed:
            layout.addWidget(Words(_("Neu vereinbart: {words}").format(words=_cut(review.agreed)), "secondary"))
        change = action(_("Ändern"), _("{review}: ändern").format(review=title), f"review-change-{review.id}")
        change.clicked.connect(partial(self._change, review))
        remove = action(_("Entfernen"), _("{review}: entfernen").format(review=title), f"review-remove-{review.id}")
        remove.clicked.connect(partial(self._remove, review))
        layout.addWidget(flow(change, remove, gap=4, line_gap=0))
        return holder

    def act_edit(self) -> None:
        """Asks for the agreement."""
        if self._chain is not None:
            AgreementDialog(self, self.acts, self._chain).appear()

    def act_review(self) -> None:
        """Asks for an interim review."""
        if self._chain is not None:
            ReviewDialog(self, self.acts, self._chain).appear()

    def _change(self, review: ReviewView, _checked: bool = False) -> None:
        if self._chain is not None:
            ReviewDialog(self, self.acts, self._chain, review).appear()

    def _remove(self, review: ReviewView, _checked: bool = False) -> None:
        self.acts.do(_("Die Zwischenbilanz ist entfernt."), remove_review, review.id)


def agreement_chips(chain: ChainView, today: date) -> list[ChipSpec]:
    """Whether both signed, and when to look again."""
    if chain.signed_on is not None:
        signed = ChipSpec(_("unterschrieben am {day}").format(day=shown_day(chain.signed_on)), "ok", "signature")
    else:
        signed = ChipSpec(_("noch nicht unterschrieben"), "warn", "signature")
    if chain.review_on is None:
        return [signed]
    due = due_chip(chain.review_on, today)
    return [signed, ChipSpec(_("Zwischenbilanz: {when}").format(when=due.text), due.kind, due.icon)]


def _labelled(label: str, text: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Text(label, "label"))
    words = Words(_cut(text), "body")
    if _cut(text) != text:
        words.setToolTip(text)
    column.addWidget(words)
    return holder


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN].rstrip()} …"
