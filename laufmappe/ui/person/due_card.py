# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of what is due: open stations with a date, the nearest first."""

from datetime import date

from PySide6.QtCore import Qt, Signal

from laufmappe.casework.chains.steps import complete_step
from laufmappe.casework.views import CaseView, StepView
from laufmappe.casework.words import deadline_kinds
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts, now_possible
from laufmappe.ui.person.parts import Words, fill_below
from laufmappe.ui.person.signs import due_chip
from laufmappe.ui.widgets import Card, Row, RowStyle, RowsView

FEW = 5
"""So many stations are shown at first: what comes next is seen in one look."""


class DueCard(Card):
    """What is due for the person shown. `opened` asks to show a station; `count` says how many are due."""

    chapter = "ketten"

    opened = Signal(object)

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Fällig"), link=_("Alle zeigen"))
        self.acts = acts
        self.count = 0
        self._newcomer = ""
        self._all = False
        self._due: list[StepView] = []
        self._steps: dict[str, StepView] = {}
        self.link_clicked.connect(self.show_all)
        self.nothing = Words(_("Nichts fällig: Keine offene Station hat eine Frist."), "lead")
        self.body.addWidget(self.nothing)
        self.list = RowsView(_("Fällige Stationen"), RowStyle(height=46), grow=True)
        self.list.acted.connect(self.complete)
        self.list.opened.connect(self.opened)
        self.add_rows(self.list)
        fill_below(self)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the open stations with a due date."""
        plan = case.chain.steps if case.chain else ()
        due = sorted((s for s in plan if s.is_open and s.due_on is not None), key=lambda s: (s.due_on, s.number))
        self._steps = {s.id: s for s in due}
        self._due, self.count = due, len(due)
        if self._newcomer != case.newcomer.id:
            self._newcomer, self._all = case.newcomer.id, False
        self._show_rows(today)
        self.list.setVisible(bool(due))
        self.nothing.setVisible(not due)

    def _show_rows(self, today: date) -> None:
        """Shows the nearest, or all of them."""
        shown = self._due if self._all else self._due[:FEW]
        self.list.show_rows([_row(s, today) for s in shown])
        if self.link is not None:
            self.link.show_text(_("Alle {n} zeigen").format(n=self.count))
            self.link.setVisible(len(shown) < self.count)

    def show_all(self) -> None:
        """Shows those that are due later, too."""
        self._all = True
        self._show_rows(self.acts.desk.today())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def complete(self, step_id: object) -> None:
        """The station of a row is done today."""
        step = self._steps.get(str(step_id))
        if step is not None:
            self.acts.do(
                _("„{step}“ ist erledigt.").format(step=_(step.title)), complete_step, step.id, then=now_possible
            )


def _row(step: StepView, today: date) -> Row:
    assert step.due_on is not None
    late = step.due_on < today
    law = step.deadline.is_law and not step.due_fixed
    word = _("Eigene Frist") if step.due_fixed else _(deadline_kinds()[step.deadline.kind])
    where = step.service.name if step.service else ""
    norm = step.deadline.norm if law else ""
    icon = "scale" if law else "pin" if step.due_fixed else "lightbulb"
    return Row(
        key=step.id,
        title=_(step.title),
        subtitle=" · ".join(part for part in (f"{word} {norm}".strip(), where) if part),
        icon=icon,
        icon_colour="danger" if late else "accent" if law else "muted",
        chip=due_chip(step.due_on, today),
        action=_("Erledigt"),
    )
