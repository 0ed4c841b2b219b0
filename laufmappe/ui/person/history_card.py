# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of what was done: who, when, what, newest first; the newest act can be taken back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from laufmappe.casework.views import HistoryLine
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.history_words import LASTING, changes, moment, sentence, summary
from laufmappe.ui.person.parts import Words, fill_below
from laufmappe.ui.widgets import Button, Card, Dialog, Row, RowStyle, RowsView, Text

FEW = 6
"""So many acts are shown at first."""
ICONS = {
    "take_in": "user-plus",
    "import": "download",
    "change_person": "pencil",
    "close_case": "archive",
    "reopen_case": "rotate-ccw",
    "apply_update": "git-branch",
    "add_goal": "target",
    "set_goal_state": "target",
    "set_agreement": "handshake",
    "hold_review": "scroll-text",
    "agree_chain": "route",
    "set_step_state": "check",
    "plan_step": "calendar-plus",
    "add_qualification": "graduation-cap",
    "set_recognition": "landmark",
    "set_procedure": "landmark",
    "set_paper": "file-check",
    "add_cost": "receipt-euro",
    "ask_funding": "hand-coins",
    "decide_funding": "hand-coins",
    "attach_document": "paperclip",
    "remove_document": "file-x",
    "refer": "send",
    "note_feedback": "corner-up-left",
    "note_print": "printer",
    "lose_folder": "triangle-alert",
    "undo": "undo-2",
}


class ActDialog(Dialog):
    """One act in full: the values before and after; with `undo` it can be taken back."""

    chapter = "wenn-etwas-klemmt"

    def __init__(self, over: QWidget, line: HistoryLine, today: date, undo: Callable[[], object] | None = None) -> None:
        below = f"{moment(line, today)} · {line.who}" if line.who else moment(line, today)
        super().__init__(over, sentence(line), icon=ICONS.get(line.verb, "history"), width=560)
        self.subtitle.show_text(below)
        self.subtitle.show()
        rows = changes(line)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, (field, before, after) in enumerate(rows):
            grid.addWidget(Text(field, "label"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(f"{before} → {after or '–'}" if before else after), number, 1)
        self.body.addLayout(grid)
        if not rows:
            self.body.addWidget(Words(_("Zu diesem Vorgang gibt es keine einzelnen Werte."), "lead"))
        self.body.addStretch(1)
        self._undo = undo
        if undo is not None:
            self.set_buttons(_("Rückgängig machen"), self._take_back, icon="undo-2", cancel=_("Schließen"))
        else:
            leave = Button(_("Schließen"))
            leave.clicked.connect(self.reject)
            self.foot.addWidget(leave)

    def _take_back(self) -> None:
        self.accept()
        if self._undo is not None:
            self._undo()


class HistoryCard(Card):
    """The acts on the person shown."""

    chapter = "wenn-etwas-klemmt"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Verlauf"), link=_("Alle zeigen"))
        self.acts = acts
        self._lines: tuple[HistoryLine, ...] = ()
        self._newest = ""
        self._person = ""
        self._all = False
        self.link_clicked.connect(self._show_all)
        self.list = RowsView(_("Verlauf"), RowStyle(height=46), grow=True)
        self.list.opened.connect(self._open)
        self.list.acted.connect(self._undo)
        self.add_rows(self.list)
        fill_below(self)

    def show_history(self, newcomer_id: str, lines: tuple[HistoryLine, ...], newest: str, today: date) -> None:
        """Shows these acts; `newest` is the operation that can be taken back, or empty."""
        if newcomer_id != self._person:
            self._all = False
        self._person, self._lines, self._newest = newcomer_id, lines, newest
        shown = lines if self._all else lines[:FEW]
        self.list.show_rows([self._row(line, today) for line in shown])
        if self.link is not None:
            self.link.setVisible(len(lines) > len(shown))

    def _row(self, line: HistoryLine, today: date) -> Row:
        below = " · ".join(part for part in (moment(line, today), line.who, summary(line)) if part)
        may_undo = line.operation == self._newest and line.verb not in LASTING
        return Row(
            key=line.operation,
            title=_("{act} (zurückgenommen)").format(act=sentence(line)) if line.undone else sentence(line),
            subtitle=below,
            icon=ICONS.get(line.verb, "pencil"),
            action=_("Rückgängig") if may_undo else "",
            faded=line.undone,
        )

    def _show_all(self) -> None:
        self._all = True
        self.show_history(self._person, self._lines, self._newest, self.acts.desk.today())

    def _open(self, operation: object) -> None:
        line = next((found for found in self._lines if found.operation == operation), None)
        if line is not None:
            may_undo = operation == self._newest and line.verb not in LASTING
            ActDialog(self, line, self.acts.desk.today(), self.act_undo if may_undo else None).appear()

    def _undo(self, operation: object) -> None:
        self.acts.undo(str(operation))

    def act_undo(self) -> None:
        """Takes the newest act back, if it can be."""
        line = next((found for found in self._lines if found.operation == self._newest), None)
        if line is not None and line.verb not in LASTING:
            self.acts.undo(line.operation)
