# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the goals: what the person wants, in her own words, in her own order."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.chains.goals import move_goal, remove_goal, set_goal_state
from laufmappe.casework.record_views import GoalView
from laufmappe.casework.views import CaseView
from laufmappe.casework.words import topics
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.goal_dialogs import GoalDialog, GoalStateDialog
from laufmappe.ui.person.parts import Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.signs import due_chip, shown_day
from laufmappe.ui.widgets import Card, Chip, ChipSpec, Icon, IconButton, flow

MOST_SHOWN = 220
"""So many characters of a goal stand in the card; the dialog has all."""


class GoalsCard(Card):
    """The goals of the person shown, open ones and those that are reached or given up."""

    chapter = "ziele"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Ziele"), link=_("Neues Ziel"))
        self.acts = acts
        self._shown: tuple[object, ...] = ()
        self.link_clicked.connect(self.act_add)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(12)
        self.body.addLayout(self._entries)
        self.body.addStretch(1)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the goals in the order of the person."""
        shown = (case.newcomer.id, case.goals, today)
        if self._shown == shown:
            return
        self._shown = shown
        focus = focus_name(self)
        empty(self._entries)
        for number, goal in enumerate(case.goals, start=1):
            self._entries.addWidget(self._entry(goal, number, len(case.goals), today))
        if not case.goals:
            words = _(
                "Noch kein Ziel. Fragen Sie, was die Person erreichen möchte, und schreiben Sie es mit ihren Worten auf."
            )
            self._entries.addWidget(Words(words, "lead"))
        give_focus_back(self, focus)

    def act_add(self) -> None:
        """Asks for a new goal."""
        if self.acts.newcomer_id:
            GoalDialog(self, self.acts).appear()

    def _entry(self, goal: GoalView, number: int, count: int, today: date) -> QWidget:
        icon, colour = {"reached": ("circle-check", "ok"), "given_up": ("circle-x", "muted")}.get(
            goal.state, ("target", "accent")
        )
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        signs = QVBoxLayout()
        signs.addWidget(Icon(icon, colour))
        signs.addStretch(1)
        row.addLayout(signs)
        column = QVBoxLayout()
        column.setSpacing(2)
        text = goal.text if len(goal.text) <= MOST_SHOWN else f"{goal.text[:MOST_SHOWN].rstrip()} …"
        title = Words(text, "strong")
        if text != goal.text:
            title.setToolTip(goal.text)
        column.addWidget(title)
        about = " · ".join(
            p for p in (_(topics().get(goal.topic, "")) if goal.topic else "", goal.measure, goal.who) if p
        )
        if about:
            column.addWidget(Words(about, "secondary"))
        chip = goal_chip(goal, today)
        if chip is not None:
            column.addWidget(flow(Chip(chip.text, chip.kind, chip.icon)))
        if goal.result:
            column.addWidget(Words(_("Ergebnis: {words}").format(words=goal.result), "secondary"))
        column.addWidget(flow(*self._buttons(goal, number, count), gap=4, line_gap=0))
        row.addLayout(column, 1)
        return holder

    def _buttons(self, goal: GoalView, number: int, count: int) -> list[QAbstractButton]:
        buttons: list[QAbstractButton] = []
        offered = [("reached", _("Erreicht …")), ("given_up", _("Aufgegeben …"))]
        if goal.state != "open":
            offered = [("open", _("doch wieder offen"))]
        for state, words in offered:
            button = action(words, f"{goal.text[:60]}: {words}", f"goal-{state}-{goal.id}")
            button.clicked.connect(partial(self._set_state, goal, state))
            buttons.append(button)
        change = action(_("Ändern"), _("{goal}: ändern").format(goal=goal.text[:60]), f"goal-change-{goal.id}")
        change.clicked.connect(partial(self._change, goal))
        buttons.append(change)
        for icon, words, place, there in (
            ("arrow-up", _("nach oben"), number - 1, number > 1),
            ("arrow-down", _("nach unten"), number + 1, number < count),
        ):
            if there:
                move = IconButton(icon, f"{goal.text[:60]}: {words}", size=28)
                move.setObjectName(f"goal-{icon}-{goal.id}")
                move.setToolTip(words)
                move.clicked.connect(partial(self._move, goal, place))
                buttons.append(move)
        remove = action(_("Entfernen"), _("{goal}: entfernen").format(goal=goal.text[:60]), f"goal-remove-{goal.id}")
        remove.clicked.connect(partial(self._remove, goal))
        return [*buttons, remove]

    def _set_state(self, goal: GoalView, state: str, _checked: bool = False) -> None:
        if state == "open":
            self.acts.do(_("Das Ziel ist wieder offen."), set_goal_state, goal.id, "open")
        else:
            GoalStateDialog(self, self.acts, goal, state).appear()

    def _change(self, goal: GoalView, _checked: bool = False) -> None:
        GoalDialog(self, self.acts, goal).appear()

    def _move(self, goal: GoalView, number: int, _checked: bool = False) -> None:
        self.acts.do(_("Das Ziel ist verschoben."), move_goal, goal.id, number)

    def _remove(self, goal: GoalView, _checked: bool = False) -> None:
        self.acts.do(_("Das Ziel ist entfernt."), remove_goal, goal.id)


def goal_chip(goal: GoalView, today: date) -> ChipSpec | None:
    """Where a goal stands, or until when it is to be reached."""
    if goal.state == "reached":
        return ChipSpec(_("erreicht am {day}").format(day=shown_day(goal.state_on)), "ok", "check")
    if goal.state == "given_up":
        return ChipSpec(_("aufgegeben am {day}").format(day=shown_day(goal.state_on)), "neutral", "x")
    if goal.until_on is None:
        return None
    if (goal.until_on - today).days > 7:
        return ChipSpec(_("bis {day}").format(day=shown_day(goal.until_on)), "neutral", "calendar")
    return due_chip(goal.until_on, today)
