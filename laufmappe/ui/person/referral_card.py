# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of referrals: where the person was sent, and what came back."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from laufmappe.casework.referrals.referrals import doublings
from laufmappe.casework.views import CaseView, ReferralView
from laufmappe.casework.words import referral_kinds
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.referral_dialogs import FeedbackDialog, ReferralDialog
from laufmappe.ui.person.signs import referral_chip, short_day, shown_appointment
from laufmappe.ui.widgets import Button, Card, Notice, Text

FEW = 4
"""So many referrals are shown at first."""


class ReferralCard(Card):
    """The referrals of the person shown, newest first."""

    chapter = "verweis"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Verweise"), link=_("Neuer Verweis"))
        self.acts = acts
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        self._all = False
        self.link_clicked.connect(self.act_add)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the referrals: those without an answer first."""
        if self._case is None or self._case.newcomer.id != case.newcomer.id:
            self._all = False
        self._case = case
        shown = (case.referrals, case.chain, self._all, today)
        if self._shown == shown:
            return
        self._shown = shown
        focus = focus_name(self)
        empty(self.body)
        titles = {step.id: _(step.title) for step in (case.chain.steps if case.chain else ())}
        for step_id, services in doublings(case).items():
            words = _("„{step}“ machen mehrere Stellen zugleich: {services}. Klären Sie, wer weitermacht.")
            self.body.addWidget(Notice(words.format(step=titles[step_id], services=", ".join(services)), kind="warn"))
        ordered = sorted(case.referrals, key=lambda r: not r.is_open)
        for referral in ordered if self._all else ordered[:FEW]:
            self.body.addWidget(self._entry(referral, today))
        if not case.referrals:
            words = _(
                "Noch kein Verweis. Schicken Sie die Person mit einem Blatt zu einer Anlaufstelle; die Antwort kommt auf dem Abschnitt zurück."
            )
            self.body.addWidget(Words(words, "lead"))
        elif len(ordered) > FEW and not self._all:
            more = Button(_("Alle {n} zeigen").format(n=len(ordered)), kind="link")
            more.clicked.connect(self._show_all)
            self.body.addWidget(more)
        self.body.addStretch(1)
        give_focus_back(self, focus)

    def _show_all(self) -> None:
        self._all = True
        if self._case is not None:
            self.show_case(self._case, self.acts.desk.today())

    def _entry(self, referral: ReferralView, today: date) -> QWidget:
        kind = _(referral_kinds()[referral.kind])
        told = referral.feedback or referral.request
        below = " · ".join(
            part for part in (f"{kind} {short_day(referral.sent_on, today)}", told.replace("\n", " ")) if part
        )
        icon = "calendar-check" if referral.kind == "placement" else "send"
        entry = Entry(referral.service.name, below, icon=icon, chip=referral_chip(referral, today))
        if referral.appointment:
            entry.below.addWidget(
                Text(_("Termin: {when}").format(when=shown_appointment(referral.appointment)), "secondary", elide=True)
            )
        if referral.is_open and referral.follow_up_on is not None:
            day = short_day(referral.follow_up_on, today)
            late = referral.follow_up_on <= today
            entry.below.addWidget(
                Text(_("Wiedervorlage {day}").format(day=day), "warn" if late else "secondary", elide=True)
            )
        for words in (
            _("Abgelehnt: {reason}").format(reason=referral.reason) if referral.reason else "",
            _("Ergebnis: {result}").format(result=referral.result) if referral.result else "",
            _("Ohne Entbindung: {reason}").format(reason=referral.waived) if referral.waived else "",
        ):
            if words:
                entry.below.addWidget(Words(words, "secondary"))
        words = _("Rückmeldung eintragen …") if referral.is_open else _("Rückmeldung ändern …")
        feedback = action(words, f"{referral.service.name}: {words}", f"referral-{referral.id}")
        feedback.clicked.connect(partial(self._feedback, referral))
        entry.add_actions([feedback])
        return entry

    def act_add(self) -> None:
        """Asks where to refer the person."""
        if self._case is not None:
            ReferralDialog(self, self.acts, self._case).appear()

    def _feedback(self, referral: ReferralView, _checked: bool = False) -> None:
        FeedbackDialog(self, self.acts, referral).appear()

    def open_referral(self, referral_id: str) -> bool:
        """Puts the focus on a referral; False when the person has none of this id."""
        if self._case is None or all(r.id != referral_id for r in self._case.referrals):
            return False
        self._show_all()
        give_focus_back(self, f"referral-{referral_id}")
        return True
