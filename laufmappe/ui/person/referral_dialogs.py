# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs for a referral: making one, and noting what came back."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.referrals.referrals import FOLLOW_UP_AFTER, TOLD, note_feedback, refer
from laufmappe.casework.views import CaseView, ReferralView
from laufmappe.casework.words import referral_kinds, referral_states
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.pickers import AppointmentField, ServicePicker, guarded_reading
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import ComboBox, DateField, RadioButton, TextArea


class KindPicker(QWidget):
    """Verweis or Vermittlung, each explained in one line."""

    def __init__(self) -> None:
        super().__init__()
        explained = {
            "information": _("Die Person bekommt die Adresse und geht selbst hin."),
            "placement": _(
                "Sie vereinbaren mit der Stelle einen Termin. Dafür braucht es eine Schweigepflichtentbindung."
            ),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        self.buttons: dict[str, RadioButton] = {}
        for kind, sentence in explained.items():
            column = QVBoxLayout()
            column.setSpacing(2)
            line.addLayout(column, 1)
            button = RadioButton(_(referral_kinds()[kind]), checked=kind == "information")
            button.setAccessibleDescription(sentence)
            column.addWidget(button)
            words = Words(sentence, "secondary")
            words.setContentsMargins(31, 0, 0, 4)
            column.addWidget(words)
            column.addStretch(1)
            self.buttons[kind] = button
        self.setFocusProxy(self.buttons["information"])

    def value(self) -> str:
        """The kind that is chosen."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def choose(self, kind: object) -> None:
        """Chooses a kind."""
        self.buttons[str(kind)].setChecked(True)


class ReferralDialog(FormDialog):
    """Verweis or Vermittlung to a service, with what is asked of it."""

    chapter = "verweis"

    def __init__(self, over: QWidget, acts: Acts, case: CaseView, *, service_id: str = "", step_id: str = "") -> None:
        super().__init__(over, acts, _("Neuer Verweis"), subtitle=case.newcomer.name, icon="send", width=660)
        self.kind = KindPicker()
        self.put("kind", _("Wie?"), self.kind)
        steps: list[tuple[str, object]] = [(_("zu keiner Station"), "")]
        here = case.chain.next_step if case.chain else None
        steps += [(f"{s.number}. {_(s.title)}", s.id) for s in (case.chain.steps if case.chain else ()) if s.is_open]
        self._service = ServicePicker(_("Anlaufstelle"), acts)
        self._service.list.setFixedHeight(140)
        self._service.choose(service_id or None)
        self.put("service_id", _("Anlaufstelle"), self._service, required=True)
        self._releases = case.releases
        self._released = Words("", "secondary")
        self.body.addWidget(self._released)
        self._waived = TextArea(placeholder=_("Zum Beispiel: Die Person ruft selbst an und ist dabei."), lines=2)
        self._why = self.put("waived", _("Warum ohne Schweigepflichtentbindung?"), self._waived, required=True)
        self._service.changed.connect(self._show_release)
        for button in self.kind.buttons.values():
            button.toggled.connect(self._show_release)
        row = self.row()
        self._step = ComboBox(_("Station"), steps)
        self._step.choose(step_id or (here.id if here else ""))
        self.put("step_id", _("Gehört zu Station"), self._step, row=row, stretch=3)
        self._appointment = AppointmentField(_("Termin"))
        self.put("appointment", _("Termin"), self._appointment, row=row, stretch=3)
        row = self.row()
        self._request = TextArea(placeholder=_("Worum geht es? Steht auf dem Blatt für die Stelle."), lines=3)
        self.put("request", _("Anliegen"), self._request, row=row, stretch=3)
        follow_up = DateField(need_day=True)
        follow_up.choose((acts.desk.today() + FOLLOW_UP_AFTER).isoformat())
        self._follow_up = self.put(
            "follow_up_on",
            _("Wiedervorlage"),
            follow_up,
            row=row,
            stretch=2,
            hint=_("Ohne Antwort erscheint es dann unter „Heute“."),
        )
        self.ready(_("Verweisen"), "send", "new")
        self._show_release()

    def _show_release(self, _checked: bool = False) -> None:
        """A Vermittlung tells the service who comes: under which release, or why without one."""
        service = self._service.service()
        placing = self.kind.value() == "placement"
        today = self.acts.desk.today()
        holding = next(
            (r for r in self._releases if r.service_id == service and r.holds(today) and set(TOLD) <= set(r.parts)),
            None,
        )
        self._released.setVisible(placing and service is not None)
        self._released.show_text(
            _("Schweigepflichtentbindung vom {day} gilt.").format(day=shown_day(holding.signed_on))
            if holding is not None and holding.signed_on is not None
            else _("Für diese Stelle gilt keine Schweigepflichtentbindung. Der Grund steht dann im Verlauf.")
        )
        self._why.setVisible(placing and service is not None and holding is None)
        self.replace()

    def save(self) -> None:
        service = self._service.service()
        if service is None:
            self._failed(FieldError("service_id", _("Bitte wählen Sie eine Anlaufstelle aus der Liste.")))
            return
        appointment = guarded_reading(self._failed, self._appointment.appointment)
        if appointment is None:
            return
        kind = self.kind.value()
        self.write(
            _("{kind} ist eingetragen. Das Blatt liegt zum Drucken bereit.").format(kind=_(referral_kinds()[kind])),
            refer,
            self.acts.newcomer_id,
            service,
            kind=kind,
            request=self._request.toPlainText(),
            step_id=str(self._step.value() or "") or None,
            appointment=appointment,
            follow_up_on=field_day(self._follow_up),
            waived=self._waived.toPlainText() if self._why.isVisibleTo(self) else "",
        )


class FeedbackDialog(FormDialog):
    """What the service answered, and when."""

    chapter = "verweis"

    def __init__(self, over: QWidget, acts: Acts, referral: ReferralView) -> None:
        title = _("Rückmeldung eintragen")
        super().__init__(over, acts, title, subtitle=referral.service.name, icon="corner-up-left", width=540)
        self._referral = referral
        sent = _("{kind} vom {day}").format(kind=_(referral_kinds()[referral.kind]), day=shown_day(referral.sent_on))
        self.body.addWidget(Words(f"{sent}: {referral.request}" if referral.request else sent, "lead"))
        states: list[tuple[str, object]] = [
            (_(label), key) for key, label in referral_states().items() if key != "sent"
        ]
        self._state = ComboBox(_("Stand"), states)
        self._state.choose(referral.state if referral.state != "sent" else "accepted")
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        row = self.row()
        self.put("state", _("Stand"), self._state, row=row, stretch=3)
        self._day = self.put("state_on", _("Am"), day, row=row, stretch=2)
        self._feedback = TextArea(placeholder=_("Was hat die Stelle gesagt?"), lines=3)
        self._feedback.setPlainText(referral.feedback)
        self.put("feedback", _("Rückmeldung"), self._feedback)
        self._reason = TextArea(lines=2)
        self._reason.setPlainText(referral.reason)
        self._why = self.put("reason", _("Warum abgelehnt?"), self._reason, required=True)
        self._result = TextArea(lines=2)
        self._result.setPlainText(referral.result)
        self._outcome = self.put("result", _("Was kam heraus?"), self._result)
        self._state.currentIndexChanged.connect(self._show_fitting)
        follow_up = DateField(need_day=True)
        self._follow_up = self.put(
            "follow_up_on", _("Wiedervorlage"), follow_up, hint=_("Leer: in 30 Tagen, solange die Sache offen ist.")
        )
        self.ready(_("Eintragen"), begun=referral.id)
        self._show_fitting()

    def _show_fitting(self, _index: int = 0) -> None:
        """A decline has a reason, an end has a result."""
        self._why.setVisible(self._state.value() == "declined")
        self._outcome.setVisible(self._state.value() == "done")
        self.replace()

    def save(self) -> None:
        state = str(self._state.value())
        day: date | None = field_day(self._day)
        told = _("{service}: {state}").format(service=self._referral.service.name, state=_(referral_states()[state]))
        self.write(
            told,
            note_feedback,
            self._referral.id,
            state,
            day,
            self._feedback.toPlainText(),
            field_day(self._follow_up),
            self._reason.toPlainText() if state == "declined" else "",
            self._result.toPlainText() if state == "done" else "",
        )
