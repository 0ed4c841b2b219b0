# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one recognition procedure: one look tells whose move it is, since when, and until when."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.documents import DocumentView, documents
from laufmappe.casework.people.case import case
from laufmappe.casework.recognition.qualifications import next_recognition_states
from laufmappe.casework.rules.recognition import procedures
from laufmappe.casework.views import CaseView, Changed, QualificationView
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Pair
from laufmappe.ui.person.recognition.cards import (
    BodyCard,
    EventsCard,
    ProofsCard,
    ResultCard,
    StagesCard,
    TurnCard,
)
from laufmappe.ui.person.recognition.dialog import RecognitionDialog
from laufmappe.ui.person.recognition.money_card import MoneyCard
from laufmappe.ui.person.recognition.papers_card import PapersCard
from laufmappe.ui.person.recognition.procedure_dialog import ProcedureDialog
from laufmappe.ui.person.recognition.qualification_words import qualification_words
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import Button, Columns, Frame, Icon, Key, Page, PageHead, RowsView, ScrollBody, Text


@dataclass(frozen=True)
class _Read:
    """What the page shows."""

    case: CaseView
    documents: tuple[DocumentView, ...]


def _read(desk: Desk, newcomer_id: str) -> _Read:
    return _Read(case(desk, newcomer_id), tuple(documents(desk, newcomer_id)))


class RecognitionPage(Page):
    """`aim((newcomer_id, qualification_id))` shows the procedure of a qualification."""

    chapter = "anerkennung"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Anerkennung"))
        self.acts = Acts(desk, tasks, frame, self)
        self._qualification_id = ""
        self._loading: Task | None = None
        self._case: CaseView | None = None
        self._view: QualificationView | None = None
        self.body.addLayout(self._build_way())
        self._head = PageHead(_("Anerkennung"))
        self._print_button = Button(_("Blatt drucken"), icon="printer", key="Ctrl+P")
        self._print_button.clicked.connect(self.act_print)
        self._head.add(self._print_button)
        self._state_button = Button(_("Stand eintragen"), kind="primary", icon="pencil", key="B")
        self._state_button.clicked.connect(self.act_state)
        self._head.add(self._state_button)
        self.body.addWidget(self._head)
        self.body.addWidget(self._build_content())
        self.body.addStretch(1)
        self.set_keys(
            [
                Key("B", _("Stand eintragen"), self.act_state),
                Key("U", _("Unterlagen"), self.papers.act_focus),
                Key("Space", _("abhaken")),
                Key("D", _("Dokument ansehen"), self.papers.act_look),
                Key("K", _("Kosten ergänzen"), self.money.act_add),
                Key("F", _("Förderung"), self.money.act_ask),
                Key("V", _("Verfahren"), self.act_procedure),
                Key("Ctrl+P", _("Blatt drucken"), self.act_print),
                Key("Alt+Left", _("zurück zur Person"), self.act_back),
            ]
        )

    def _build_way(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._people = Button(_("Ratsuchende"), kind="link")
        self._people.clicked.connect(self.act_back)
        self._person = Button("", kind="link")
        self._person.clicked.connect(self.act_back)
        row.addWidget(self._people)
        row.addWidget(Icon("chevron-right", "muted", 14))
        row.addWidget(self._person)
        row.addWidget(Icon("chevron-right", "muted", 14))
        row.addWidget(Text(_("Anerkennung"), "secondary"))
        row.addStretch(1)
        return row

    def _build_content(self) -> QWidget:
        self.stages, self.turn = StagesCard(), TurnCard()
        self.stages.state_asked.connect(self._ask_state)
        self.papers, self.money = PapersCard(self.acts), MoneyCard(self.acts)
        self.office, self.result, self.events, self.proofs = BodyCard(), ResultCard(), EventsCard(), ProofsCard()
        self.office.link_clicked.connect(self.act_procedure)
        self.papers.procedure_asked.connect(self.act_procedure)
        for view in (self.papers.list, self.money.list):
            view.chosen.connect(partial(self._keep_in_sight, view))
        columns = Columns(side_width=282, break_at=1240)
        columns.main.addWidget(Pair(self.papers, self.money))
        for card in (self.result, self.office, self.proofs, self.events):
            columns.side.addWidget(card)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.stages, self.turn, columns):
            column.addWidget(part)
        self._content.hide()
        return self._content

    def aim(self, target: object) -> None:
        """Shows the procedure of `(newcomer_id, qualification_id)`."""
        if isinstance(target, tuple):
            self.acts.newcomer_id, self._qualification_id = map(str, target)
            self._load()

    def changed(self, change: object) -> None:
        """Reads the person again when it may have changed."""
        other = isinstance(change, Changed) and change.newcomer_id not in (None, self.acts.newcomer_id)
        if self.acts.newcomer_id and not other:
            self._load()

    def first_focus(self) -> QWidget | None:
        """The papers, where the daily work is; before there are any, the button that says how it goes on."""
        return self.papers.list if self.papers.list.isVisibleTo(self) else self._state_button

    def may_leave(self) -> bool:
        """Always; what is typed in an open dialog is kept first."""
        for dialog in self.window().findChildren(FormDialog):
            dialog.keep()
        return True

    def _load(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self.acts.tasks.run(
            _read, self.acts.desk, self.acts.newcomer_id, done=self._came, failed=self._failed
        )

    def _came(self, read: _Read) -> None:
        self._loading = None
        found = next((q for q in read.case.qualifications if q.id == self._qualification_id), None)
        if read.case.newcomer.id != self.acts.newcomer_id:
            return
        if found is None or found.recognition is None:
            self._content.hide()
            self._view = None
            self.act_back()
            return
        first = self._view is None or self._view.id != found.id
        self._case, self._view = read.case, found
        procedure, today = found.recognition, self.acts.desk.today()
        if first:
            self._content.hide()  # it is filled before it is laid out: once, and not for each new line
        self._person.show_text(read.case.newcomer.name)
        rule = procedures().get(procedure.procedure)
        norm = rule.time.norm if rule else ""
        regulated = _("reglementiert") if procedure.regulated else _("nicht reglementiert")
        origin = _("Herkunftsabschluss: {what}").format(
            what=", ".join(part for part in (found.title or found.original_title, qualification_words(found)) if part)
        )
        self._head.show_words(
            found.occupation or found.title or found.original_title,
            " · ".join(part for part in (origin, regulated, norm) if part),
        )
        self._state_button.setEnabled(bool(next_recognition_states(procedure)))
        self.stages.show_procedure(procedure, today)
        self.turn.show_procedure(procedure, today, found.country)
        self.papers.show_procedure(found, procedure, today, read.documents)
        self.money.show_procedure(found, procedure, today)
        self.office.show_procedure(procedure)
        self.result.show_procedure(procedure, today)
        self.events.show_procedure(procedure)
        self.proofs.show_documents(found, read.documents)
        self._content.show()
        scroll = self.findChild(ScrollBody)
        if first and scroll is not None:
            scroll.settle()
        if first and self.isVisible():
            focus = self.first_focus()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: LaufmappeError) -> None:
        self._loading = None
        self._content.hide()
        self._view = None
        self.acts.frame.tell(str(error))

    def _keep_in_sight(self, view: RowsView, _key: object) -> None:
        """Scrolls to the row that somebody has just come to: the lists themselves do not scroll."""
        scroll = self.findChild(ScrollBody)
        holder = scroll.widget() if scroll is not None else None
        if scroll is not None and holder is not None and view.hasFocus():
            middle = view.viewport().mapTo(holder, view.visualRect(view.currentIndex()).center())
            scroll.ensureVisible(0, middle.y(), 0, 64)

    def act_state(self) -> None:
        """Asks for the next state."""
        self._ask_state("")

    def act_procedure(self) -> None:
        """Asks which procedure it is."""
        if self._view is not None:
            ProcedureDialog(self, self.acts, self._view).appear()

    def act_print(self) -> None:
        """Offers the person's folder for printing."""
        if self._case is not None:
            from laufmappe.ui.folder import FolderDialog

            acts = self.acts
            FolderDialog(self, acts.desk, acts.tasks, acts.frame, self._case.newcomer.id).appear()

    def act_back(self) -> None:
        """Goes back to the person."""
        self.acts.frame.go("people", self.acts.newcomer_id or None)

    def _ask_state(self, state: str) -> None:
        if self._view is not None and next_recognition_states(self._view.recognition):
            RecognitionDialog(self, self.acts, self._view, state).appear()
