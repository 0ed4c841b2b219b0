# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of what is ahead: appointments of the person, and the counsellor's follow-ups."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.record_views import FollowUpView
from laufmappe.casework.talks.appointments import end_appointment
from laufmappe.casework.talks.follow_ups import finish_follow_up, remove_follow_up
from laufmappe.casework.views import CaseView
from laufmappe.casework.words import appointment_states
from laufmappe.folder.appointments import Appointment, appointments
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.agenda_dialogs import AppointmentDialog, CalendarDialog, FollowUpDialog
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.signs import due_chip, short_day, shown_appointment
from laufmappe.ui.widgets import Button, Card

_ENDED = {"kept": ("ok", "check"), "missed": ("danger", "x"), "cancelled": ("neutral", "minus")}


class AgendaCard(Card):
    """Appointments in order of time, then follow-ups; what is done is left out. `count` says how many are shown."""

    chapter = "kontakte"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Vorgemerkt"), link=_("Neuer Termin"))
        self.acts = acts
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        self.count = 0
        self.link_clicked.connect(self.act_appointment)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self.body.addLayout(self._entries)
        remind = action(_("Neue Wiedervorlage …"), _("Neue Wiedervorlage"), "follow-up-new")
        remind.clicked.connect(self.act_follow_up)
        self.body.addWidget(remind, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows what is ahead, and what was to happen and has no outcome yet."""
        self._case = case
        dates = [each for each in appointments(case) if each.own or each.at.date() >= today]
        waiting = [each for each in case.follow_ups if each.done_on is None]
        self.count = len(dates) + len(waiting)
        shown = (case.newcomer.id, tuple(dates), tuple(waiting), today)
        if self._shown == shown:
            return
        self._shown = shown
        focus = focus_name(self)
        empty(self._entries)
        for each in dates:
            self._entries.addWidget(self._appointment(each, today))
        for follow_up in waiting:
            self._entries.addWidget(self._follow_up(follow_up, today))
        if not dates and not waiting:
            words = _("Nichts vorgemerkt. Termine kommen mit einem Code für das Handy in die Mappe.")
            self._entries.addWidget(Words(words, "lead"))
        give_focus_back(self, focus)

    def _appointment(self, each: Appointment, today: date) -> QWidget:
        when = shown_appointment(each.at.isoformat(timespec="minutes"))
        chip = due_chip(each.at.date(), today)
        place = each.place.name if each.place else ""
        entry = Entry(
            _(each.title), " · ".join(p for p in (when, place, each.where) if p), icon="calendar-days", chip=chip
        )
        calendar = action(
            _("Ins Handy …"), _("{title}: Code für den Kalender").format(title=each.title), f"calendar-{each.code}"
        )
        calendar.clicked.connect(partial(self._calendar, each))
        buttons = [calendar]
        if each.own is not None:
            key = each.own.id
            if each.at.date() <= today:
                for state in ("kept", "missed"):
                    words = _(appointment_states()[state])
                    ended = action(words, f"{each.title}: {words}", f"appointment-{state}-{key}")
                    ended.clicked.connect(partial(self._end, key, state))
                    buttons.append(ended)
            change = action(_("Ändern …"), _("{title} ändern").format(title=each.title), f"appointment-{key}")
            change.clicked.connect(partial(self._change, each))
            cancel = action(_("Absagen"), _("{title} absagen").format(title=each.title), f"appointment-out-{key}")
            cancel.clicked.connect(partial(self._end, key, "cancelled"))
            buttons += [change, cancel]
        entry.add_actions(buttons)
        return entry

    def _follow_up(self, view: FollowUpView, today: date) -> QWidget:
        words = _("Wiedervorlage {day}").format(day=short_day(view.on_date, today))
        below = f"{words} · {view.counsellor}" if view.counsellor else words
        entry = Entry(view.text, below, icon="bell", chip=due_chip(view.on_date, today))
        acts = (
            (_("Erledigt"), self._finish, "done"),
            (_("Verschieben …"), self._move, "move"),
            (_("Entfernen"), self._drop, "out"),
        )
        buttons: list[Button] = []
        for label, act, key in acts:
            button = action(label, f"{view.text}: {label}", f"follow-up-{key}-{view.id}")
            button.clicked.connect(partial(act, view))
            buttons.append(button)
        entry.add_actions(buttons)
        return entry

    def act_appointment(self) -> None:
        """Asks for a new appointment."""
        if self._case is not None:
            AppointmentDialog(self, self.acts, self._case, None).appear()

    def act_follow_up(self) -> None:
        """Asks for a new follow-up."""
        FollowUpDialog(self, self.acts, None).appear()

    def _calendar(self, each: Appointment, _checked: bool = False) -> None:
        CalendarDialog(self, self.acts, each).appear()

    def _change(self, each: Appointment, _checked: bool = False) -> None:
        if self._case is not None and each.own is not None:
            AppointmentDialog(self, self.acts, self._case, each.own).appear()

    def _end(self, appointment_id: str, state: str, _checked: bool = False) -> None:
        told = _("Termin: {state}.").format(state=_(appointment_states()[state]))
        self.acts.do(told, end_appointment, appointment_id, state)

    def _finish(self, view: FollowUpView, _checked: bool = False) -> None:
        self.acts.do(_("„{text}“ ist erledigt.").format(text=view.text), finish_follow_up, view.id)

    def _move(self, view: FollowUpView, _checked: bool = False) -> None:
        FollowUpDialog(self, self.acts, view).appear()

    def _drop(self, view: FollowUpView, _checked: bool = False) -> None:
        self.acts.do(_("Die Wiedervorlage ist entfernt."), remove_follow_up, view.id)

    def open_subject(self, subject_id: str) -> bool:
        """Puts the focus on an appointment or a follow-up; False when neither has this id."""
        case = self._case
        if case is not None and any(each.id == subject_id for each in case.follow_ups):
            give_focus_back(self, f"follow-up-done-{subject_id}")
            return True
        if case is not None and any(each.id == subject_id for each in case.appointments):
            give_focus_back(self, f"appointment-{subject_id}")
            return True
        return False
