# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chosen station under the route: why, where, when, what to bring; and everything that can be done with it."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from laufmappe.casework.chains import move_step, step_library
from laufmappe.casework.steps import NEEDS_REASON, complete_step, set_step_state
from laufmappe.casework.views import ChainView, StepView
from laufmappe.casework.words import service_types, step_states
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import due_words, law_chip, shown_appointment, state_chip
from laufmappe.ui.person.step_dialogs import DropDialog, PlanDialog, StateDialog
from laufmappe.ui.widgets import Button, Chip, ChipSpec, Icon, IconButton, Text, flow

MENU = ("running", "waiting", "paused", "broken_off", "declined", "refused", "not_applicable")


class Fact(QWidget):
    """One thing about the station: an icon, what it is, and the words; nothing at all when there are none."""

    def __init__(self, icon: str, label: str, colour: str = "muted") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(Text(label, "secondary"))
        column.addLayout(self.head)
        self.words = Words("", "body")
        column.addWidget(self.words)
        row.addLayout(column, 1)

    def show_words(self, words: str) -> None:
        """Shows these words, or hides the line."""
        self.words.show_text(words)
        self.setVisible(bool(words))


class StationStrip(QWidget):
    """The detail of one station with its actions. `act_*` are also what the keys of the page call."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.acts = acts
        self._step: StepView | None = None
        self._chain: ChainView | None = None
        self._titles = dict(step_library())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._build_head())
        column.addWidget(self._build_buttons())
        column.addLayout(self._build_facts())
        self._menu = QMenu(self)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self._title = Text("", "card", elide=True)
        row.addWidget(self._title, 1)
        self._state = Chip("")
        row.addWidget(self._state)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        before, after = ("right", "left") if rtl else ("left", "right")
        self._earlier = IconButton(
            f"arrow-{before}", _("Station nach vorn verschieben"), size=28, key=f"Alt+{before.title()}"
        )
        self._earlier.clicked.connect(partial(self.act_move, -1))
        self._later = IconButton(
            f"arrow-{after}", _("Station nach hinten verschieben"), size=28, key=f"Alt+{after.title()}"
        )
        self._later.clicked.connect(partial(self.act_move, 1))
        row.addWidget(self._earlier)
        row.addWidget(self._later)
        return row

    def _build_buttons(self) -> QWidget:
        self.done_button = Button(_("Erledigt"), icon="check", key="E")
        self.done_button.clicked.connect(self.act_done)
        self.state_button = Button(_("Stand ändern"), trailing_icon="chevron-down", key="S")
        self.state_button.clicked.connect(self.act_state)
        self.plan_button = Button(_("Planen …"), icon="calendar-plus", key="P")
        self.plan_button.clicked.connect(self.act_plan)
        self.drop_button = Button(_("Aus dem Plan nehmen …"), icon="circle-minus", key="Del")
        self.drop_button.clicked.connect(self.act_drop)
        return flow(self.done_button, self.state_button, self.plan_button, self.drop_button)

    def _build_facts(self) -> QHBoxLayout:
        self._why = Words("", "body")
        self._reason = Fact("message-square", _("Grund"), "warn")
        self._note = Fact("notebook-text", _("Notiz"))
        self._advice = Fact("lightbulb", _("Tipp auf dem Blatt"))
        self._hint = Fact("info", _("Hinweis für Sie"), "info")
        self._service = Fact("building-2", _("Zuständig"))
        self._appointment = Fact("calendar-clock", _("Termin"))
        self._due = Fact("clock", _("Frist"))
        self._law = Chip("")
        self._due.head.addWidget(self._law)
        self._due.head.addStretch(1)
        self._bring = Fact("backpack", _("Mitbringen"))
        self._code = Fact("qr-code", _("Code auf dem Blatt"))
        row = QHBoxLayout()
        row.setSpacing(28)
        for parts in (
            (self._why, self._reason, self._note, self._hint, self._advice),
            (self._service, self._appointment, self._due, self._bring, self._code),
        ):
            column = QVBoxLayout()
            column.setSpacing(9)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, 1)
        return row

    def show_step(self, chain: ChainView, step: StepView, today: date) -> None:
        """Shows a station of this chain."""
        self._chain, self._step = chain, step
        self._title.show_text(f"{step.number}. {_(step.title)}")
        self._state.show_state(state_chip(step))
        self.done_button.setVisible(step.state != "done")
        self._earlier.setEnabled(step.number > 1)
        self._later.setEnabled(step.number < len(chain.steps))
        self._why.show_text(_(step.why))
        self._why.setVisible(bool(step.why))
        self._reason.show_words(step.reason)
        self._note.show_words(step.note)
        self._advice.show_words(_(step.advice) if step.advice else "")
        self._hint.show_words(_(step.hint) if step.hint else "")
        self._service.show_words(_service_words(step))
        self._appointment.show_words(shown_appointment(step.appointment) if step.appointment else "")
        due = due_words(step, today, self._titles)
        norm = step.deadline.norm if due and not step.due_fixed else ""
        self._due.show_words("\n".join(part for part in (due, norm) if part))
        self._law.show_state(law_chip(step) if due else ChipSpec(""))
        self._bring.show_words(" · ".join(_(thing) for thing in step.bring))
        self._code.show_words(step.code)

    def act_done(self) -> None:
        """The step is done today."""
        step = self._step
        if step is not None and step.state != "done":
            self.acts.do(_("„{step}“ ist erledigt.").format(step=_(step.title)), complete_step, step.id)

    def act_state(self) -> None:
        """Offers the states that the step can come into."""
        if self._step is None:
            return
        self.fill_menu()
        self._menu.popup(self.state_button.mapToGlobal(QPoint(0, self.state_button.height() + 2)))

    def fill_menu(self) -> QMenu:
        """The menu of states for the station that is shown."""
        self._menu.clear()
        step = self._step
        if step is None:
            return self._menu
        for state in MENU:
            if state != step.state:
                self._offer(state, asks=state in NEEDS_REASON)
        self._menu.addSeparator()
        words = _("doch wieder offen") if step.state in ("done", *MENU) else ""
        if words:
            self._menu.addAction(words).triggered.connect(partial(self._set_state, "open"))
        if step.state != "done":
            self._menu.addAction(_("an einem anderen Tag erledigt …")).triggered.connect(
                partial(self._ask_state, "done")
            )
        return self._menu

    def _offer(self, state: str, *, asks: bool) -> None:
        word = _(step_states()[state])
        action = self._menu.addAction(f"{word} …" if asks else word)
        action.triggered.connect(partial(self._ask_state if asks else self._set_state, state))

    def _set_state(self, state: str, _checked: bool = False) -> None:
        step = self._step
        if step is not None:
            told = _("„{step}“: {state}").format(step=_(step.title), state=_(step_states()[state]))
            self.acts.do(told, set_step_state, step.id, state)

    def _ask_state(self, state: str, _checked: bool = False) -> None:
        if self._step is not None:
            StateDialog(self, self.acts, self._step, state).appear()

    def act_plan(self) -> None:
        """Asks for service, appointment, due date, note."""
        if self._step is not None:
            PlanDialog(self, self.acts, self._step).appear()

    def act_drop(self) -> None:
        """Asks why the step leaves the plan."""
        if self._step is not None:
            DropDialog(self, self.acts, self._step).appear()

    def act_move(self, by: int, _checked: bool = False) -> None:
        """Moves the station one place, as far as the plan goes."""
        step, chain = self._step, self._chain
        if step is None or chain is None or not 1 <= step.number + by <= len(chain.steps):
            return
        told = _("„{step}“ ist verschoben.").format(step=_(step.title))
        self.acts.do(told, move_step, step.id, step.number + by)


def _service_words(step: StepView) -> str:
    service = step.service
    if service is None:
        kind = _(service_types()[step.service_type]) if step.service_type in service_types() else ""
        return _("{type}: noch nicht eingetragen").format(type=kind) if kind else _("noch nicht eingetragen")
    reach = " · ".join(part for part in (service.address, service.phone) if part)
    return "\n".join(part for part in (service.name, reach) if part)
