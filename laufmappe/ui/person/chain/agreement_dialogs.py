# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs about the agreement: what it says, and an interim review of it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.agreement import AgreementDraft, ReviewDraft, change_review, hold_review, set_agreement
from laufmappe.casework.dates import add_months
from laufmappe.casework.record_views import ReviewView
from laufmappe.casework.views import ChainView
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.widgets import DateField, LabeledField, TextArea

REVIEW_AFTER = 3
"""Months until the next interim review, as proposed."""


class AgreementDialog(FormDialog):
    """Where the person stands, what she brings along, when both signed, when to look again."""

    chapter = "ziele"

    def __init__(self, over: QWidget, acts: Acts, chain: ChainView) -> None:
        super().__init__(over, acts, _("Vereinbarung"), subtitle=_(chain.name), icon="handshake", width=640)
        self._situation = TextArea(placeholder=_("in wenigen Sätzen, so wie die Person es sieht"), lines=4)
        self._situation.setPlainText(chain.situation)
        self.put("situation", _("Ausgangslage"), self._situation)
        self._strengths = TextArea(placeholder=_("was sie kann, was ihr hilft"), lines=3)
        self._strengths.setPlainText(chain.strengths)
        self.put("strengths", _("Stärken"), self._strengths)
        row = self.row()
        signed, review = DateField(need_day=True), DateField(need_day=True)
        signed.choose(chain.signed_on.isoformat() if chain.signed_on else None)
        review.choose(chain.review_on.isoformat() if chain.review_on else None)
        hint = _("Leer, solange eine Unterschrift fehlt.")
        self._signed = self.put("signed_on", _("Von beiden unterschrieben am"), signed, hint=hint, row=row)
        hint = _("Kommt an diesem Tag auf „Heute“.")
        self._review = self.put("review_on", _("Nächste Zwischenbilanz"), review, hint=hint, row=row)
        self.ready(_("Speichern"), begun=chain.id)

    def save(self) -> None:
        draft = AgreementDraft(
            situation=self._situation.toPlainText(),
            strengths=self._strengths.toPlainText(),
            signed_on=field_day(self._signed),
            review_on=field_day(self._review),
        )
        self.write(_("Die Vereinbarung ist gespeichert."), set_agreement, self.acts.newcomer_id, draft)


class ReviewDialog(FormDialog):
    """What was reached so far, what is agreed from now on; without `review` a new one, with the day of the next."""

    chapter = "ziele"

    def __init__(self, over: QWidget, acts: Acts, chain: ChainView, review: ReviewView | None = None) -> None:
        super().__init__(over, acts, _("Zwischenbilanz"), subtitle=_(chain.name), icon="scroll-text", width=620)
        self._review = review
        self._result = TextArea(placeholder=_("was gelungen ist, was nicht"), lines=4)
        self.put("result", _("Was ist erreicht?"), self._result, required=True)
        self._agreed = TextArea(placeholder=_("neue Schritte, andere Ziele"), lines=3)
        self.put("agreed", _("Was ist neu vereinbart?"), self._agreed)
        row = self.row()
        held, following = DateField(need_day=True), DateField(need_day=True)
        held.choose((review.held_on if review else acts.desk.today()).isoformat())
        self._held = self.put("held_on", _("Besprochen am"), held, row=row, required=True)
        self._next: LabeledField | None = None
        if review is None:
            following.choose(add_months(acts.desk.today(), REVIEW_AFTER).isoformat())
            hint = _("Leer, wenn keine mehr folgt.")
            self._next = self.put("next_on", _("Nächste Zwischenbilanz"), following, hint=hint, row=row)
        else:
            self._result.setPlainText(review.result)
            self._agreed.setPlainText(review.agreed)
        self.ready(_("Eintragen"), begun=review.id if review else f"{chain.id}:new")

    def save(self) -> None:
        held: date = field_day(self._held) or self.acts.desk.today()
        following = field_day(self._next) if self._next is not None else None
        draft = ReviewDraft(held, self._result.toPlainText(), self._agreed.toPlainText(), following)
        if self._review is None:
            self.write(_("Die Zwischenbilanz ist eingetragen."), hold_review, self.acts.newcomer_id, draft)
        else:
            self.write(_("Die Zwischenbilanz ist geändert."), change_review, self._review.id, draft)
