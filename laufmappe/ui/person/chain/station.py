# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chosen station under the route: why, where, when, what to bring; and everything that can be done with it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from laufmappe.casework.chains.agreed import move_step
from laufmappe.casework.chains.steps import NEEDS_REASON, complete_step, set_step_state
from laufmappe.casework.chains.templates import rule_origin, step_library
from laufmappe.casework.record_views import ChildView
from laufmappe.casework.views import ChainView, StepView
from laufmappe.casework.words import service_types, statuses, step_states
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts, now_possible
from laufmappe.ui.person.chain.step_dialogs import AdaptDialog, DropDialog, PlanDialog, StateDialog
from laufmappe.ui.person.household_card import child_words
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import (
    due_words,
    law_chip,
    origin_words,
    reason_words,
    shown_appointment,
    state_chip,
    who_words,
)
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
        self.column = column
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._build_head())
        column.addWidget(self._build_buttons())
        column.addLayout(self._build_facts())
        column.addWidget(self._build_more())
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
            "arrow-left", _("Station nach vorn verschieben"), size=28, key=f"Alt+{before.title()}"
        )
        self._earlier.clicked.connect(partial(self.act_move, -1))
        self._later = IconButton(
            "arrow-right", _("Station nach hinten verschieben"), size=28, key=f"Alt+{after.title()}"
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
        self.adapt_button = Button(_("Anpassen …"), icon="pencil", key="B")
        self.adapt_button.clicked.connect(self.act_adapt)
        self.drop_button = Button(_("Herausnehmen …"), icon="circle-minus", key="Del")
        self.drop_button.clicked.connect(self.act_drop)
        return flow(self.done_button, self.state_button, self.plan_button, self.adapt_button, self.drop_button)

    def _build_facts(self) -> QHBoxLayout:
        """What one asks about a station each time: where, when, and what holds it up."""
        self._reason = Fact("message-square", _("Grund"), "warn")
        self._after = Fact("lock", _("Erst nach"))
        self._note = Fact("notebook-text", _("Notiz"))
        self._valid = Fact("users", _("Gilt nur für"), "warn")
        self._children = Fact("baby", _("Betrifft"))
        self._service = Fact("building-2", _("Zuständig"))
        find = Button(_("Passende Anlaufstelle finden …"), kind="link", key="F")
        find.clicked.connect(self.act_find)
        self._service.column.addWidget(flow(find))
        self._appointment = Fact("calendar-clock", _("Termin"))
        self._due = Fact("clock", _("Frist"))
        self._law = Chip("")
        self._due.head.addWidget(self._law)
        self._due.head.addStretch(1)
        self.more_button = Button(_("Einzelheiten"), kind="link", trailing_icon="chevron-down", key="X")
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._show_more)
        return _side_by_side(
            (self._service, self._children, self._valid, self._note),
            (self._reason, self._after, self._appointment, self._due, flow(self.more_button)),
        )

    def _build_more(self) -> QWidget:
        """What one reads up."""
        self._why = Words("", "body")
        self._advice = Fact("lightbulb", _("Tipp auf dem Blatt"))
        self._hint = Fact("info", _("Hinweis für Sie"), "info")
        self._origin = Text("", "secondary", wrap=True)
        self._hint.column.addWidget(self._origin)
        self._who = Fact("user", _("Wer macht es"))
        self._bring = Fact("backpack", _("Mitbringen"))
        self._code = Fact("qr-code", _("Code auf dem Blatt"))
        self._more = QWidget()
        self._more.setLayout(_side_by_side((self._why, self._hint, self._advice), (self._who, self._bring, self._code)))
        self._more.hide()
        return self._more

    def _show_more(self, more: bool) -> None:
        self._more.setVisible(more)
        self.more_button.show_icons(trailing="chevron-up" if more else "chevron-down")

    def unfold(self) -> None:
        """Shows everything about the station."""
        self.more_button.setChecked(True)

    def fold(self) -> None:
        """Shows only what one asks each time."""
        self.more_button.setChecked(False)

    def show_step(self, chain: ChainView, step: StepView, today: date, children: tuple[ChildView, ...] = ()) -> None:
        """Shows a station of this chain, and which children it is about."""
        self._chain, self._step = chain, step
        self._title.show_text(f"{step.number}. {_(step.title)}")
        self._state.show_state(state_chip(step))
        self.done_button.setVisible(step.state != "done")
        self._earlier.setEnabled(step.number > 1)
        self._later.setEnabled(step.number < len(chain.steps))
        self._why.show_text(_(step.why))
        self._why.setVisible(bool(step.why))
        self._reason.show_words(reason_words(step, today))
        earlier = [s for s in chain.steps if s.id in chain.waits_for.get(step.id, ())] if step.is_open else []
        self._after.show_words(", ".join(f"{s.number}. {_(s.title)}" for s in earlier))
        self._valid.show_words(", ".join(_(statuses().get(key, key)) for key in step.valid_for))
        self._who.show_words(who_words(step.who) if step.who != "newcomer" else "")
        self._children.show_words(", ".join(map(child_words, children)))
        self._note.show_words(step.note)
        self._advice.show_words(_(step.advice) if step.advice else "")
        origin = origin_words(rule_origin(step.template_step))
        self._hint.show_words(_(step.hint) if step.hint else _("Aus der Sammlung der Schritte.") if origin else "")
        self._origin.show_text(origin)
        self._origin.setVisible(bool(origin))
        self._service.show_words(_service_words(step))
        self._appointment.show_words(shown_appointment(step.appointment) if step.appointment else "")
        due = due_words(step, today, dict(step_library()) | {s.template_step: s.title for s in chain.steps})
        norm = step.deadline.norm if due and not step.due_fixed else ""
        self._due.show_words("\n".join(part for part in (due, norm) if part))
        self._law.show_state(law_chip(step) if due else ChipSpec(""))
        self._bring.show_words(" · ".join(_(thing) for thing in step.bring))
        self._code.show_words(step.code)

    def act_done(self) -> None:
        """The step is done today."""
        step = self._step
        if step is not None and step.state != "done":
            told = _("„{step}“ ist erledigt.").format(step=_(step.title))
            self.acts.do(told, complete_step, step.id, then=now_possible)

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
            if state != step.state or state in NEEDS_REASON:
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
        if self._step is not None and self._step.state == state:
            word = _("{state}: Grund ändern").format(state=word)
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

    def act_find(self) -> None:
        """Looks in the directory for what fits this person and this step."""
        if self._step is not None:
            self.acts.frame.go("services", ("for", self.acts.newcomer_id, self._step.id))

    def act_adapt(self) -> None:
        """Asks for the words of the step for this one person."""
        if self._step is not None:
            AdaptDialog(self, self.acts, self._step).appear()

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


def _side_by_side(*halves: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(28)
    for parts in halves:
        column = QVBoxLayout()
        column.setSpacing(9)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        row.addLayout(column, 1)
    return row


def _service_words(step: StepView) -> str:
    service = step.service
    if service is None:
        kind = _(service_types()[step.service_type]) if step.service_type in service_types() else ""
        return _("{type}: noch nicht eingetragen").format(type=kind) if kind else _("noch nicht eingetragen")
    reach = " · ".join(part for part in (service.address, service.phone) if part)
    return "\n".join(part for part in (service.name, reach) if part)
