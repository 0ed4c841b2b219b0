# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of qualifications: what the person brought along, and where its recognition stands."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from laufmappe.casework.papers.documents import DocumentView
from laufmappe.casework.recognition.qualifications import next_recognition_states
from laufmappe.casework.views import CaseView, QualificationView, RecognitionView
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.person.recognition.dialog import RecognitionDialog
from laufmappe.ui.person.recognition.procedure_dialog import ProcedureDialog
from laufmappe.ui.person.recognition.qualification_dialog import QualificationDialog
from laufmappe.ui.person.recognition.qualification_words import proof_words, qualification_words
from laufmappe.ui.person.recognition.signs import TURN_ICONS, TURNS, recognition_chip
from laufmappe.ui.person.recognition.times import left_words, turn_since
from laufmappe.ui.person.signs import for_days, shown_day
from laufmappe.ui.widgets import Card, Icon, Text

ICONS = {
    "school": "school",
    "vocational": "wrench",
    "academic": "graduation-cap",
    "experience": "briefcase",
    "informal": "sprout",
}


class QualificationCard(Card):
    """The qualifications of the person shown."""

    chapter = "anerkennung"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Qualifikationen"), link=_("Ergänzen"))
        self.acts = acts
        self._views: tuple[QualificationView, ...] = ()
        self._documents: tuple[DocumentView, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.link_clicked.connect(self.act_add)
        if self.link is not None:
            self.link.setAccessibleName(_("Qualifikation ergänzen"))
        self.body.addStretch(1)

    def know_documents(self, documents: tuple[DocumentView, ...]) -> None:
        """The documents of the person, for what comes next: each qualification names those that prove it."""
        self._documents = documents

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows the qualifications, newest information first kept in their order."""
        shown = (case.newcomer.id, case.qualifications, self._documents, today)
        if self._shown == shown:
            return
        self._views, self._shown = case.qualifications, shown
        focus = focus_name(self)
        empty(self.body)
        for view in case.qualifications:
            self.body.addWidget(self._entry(view, today))
        if not case.qualifications:
            words = _("Noch keine. Auch Schule, Berufserfahrung und selbst Gelerntes zählen.")
            self.body.addWidget(Words(words, "lead"))
        self.body.addStretch(1)
        give_focus_back(self, focus)

    def _entry(self, view: QualificationView, today: date) -> QWidget:
        procedure = view.recognition
        chip = recognition_chip(procedure.state) if procedure else None
        title = view.title or view.original_title
        entry = Entry(title, qualification_words(view), icon=ICONS.get(view.kind, "award"), chip=chip)
        if view.original_title and view.title:
            entry.below.addWidget(Text(view.original_title, "secondary", elide=True))
        if view.occupation:
            entry.below.addWidget(Text(_("In Deutschland: {job}").format(job=view.occupation), "secondary", elide=True))
        if proof_words(view):
            entry.below.addWidget(Text(proof_words(view), "secondary", elide=True))
        proofs = [document.name for document in self._documents if document.qualification_id == view.id]
        if proofs:
            entry.below.addWidget(icon_line("paperclip", "muted", ", ".join(proofs)))
        if procedure is not None:
            add_procedure(entry, procedure, today)
        buttons = []
        if procedure is not None:
            see = action(_("Verfahren"), _("{title}: Verfahren öffnen").format(title=title), f"procedure-{view.id}")
            see.clicked.connect(partial(self._see, view))
            buttons.append(see)
        if next_recognition_states(procedure):
            words = _("Stand …") if procedure else _("Anerkennung beginnen …")
            state = action(words, f"{title}: {words}", f"recognition-{view.id}")
            state.clicked.connect(partial(self._recognise, view))
            buttons.append(state)
        change = action(_("Ändern …"), _("{title} ändern").format(title=title), f"qualification-{view.id}")
        change.clicked.connect(partial(self._change, view))
        entry.add_actions([*buttons, change])
        return entry

    def act_add(self) -> None:
        """Asks for a new qualification."""
        QualificationDialog(self, self.acts, None).appear()

    def _change(self, view: QualificationView, _checked: bool = False) -> None:
        QualificationDialog(self, self.acts, view).appear()

    def _recognise(self, view: QualificationView, _checked: bool = False) -> None:
        if view.recognition is None:
            ProcedureDialog(self, self.acts, view).appear()
        else:
            RecognitionDialog(self, self.acts, view).appear()

    def _see(self, view: QualificationView, _checked: bool = False) -> None:
        self.acts.frame.go("recognition", (self.acts.newcomer_id, view.id))

    def open_qualification(self, qualification_id: str) -> bool:
        """Puts the focus on a qualification; False when it is not shown."""
        view = next((view for view in self._views if view.id == qualification_id), None)
        if view is None:
            return False
        give_focus_back(self, f"{'procedure' if view.recognition else 'recognition'}-{view.id}")
        return True


def add_procedure(entry: Entry, procedure: RecognitionView, today: date) -> None:
    """Says whose move it is since when, and how far the statutory time has run."""
    if procedure.turn in TURNS:
        since = for_days((today - turn_since(procedure)).days)
        body = f" ({procedure.body})" if procedure.body and procedure.turn == "office" else ""
        words = f"{_(TURNS[procedure.turn])}{body}, {since}"
        entry.below.addWidget(icon_line(TURN_ICONS[procedure.turn], "muted", words))
    if procedure.appeal_until is not None and procedure.appeal_until >= today:
        words = _("Widerspruch oder Klage bis {day}").format(day=shown_day(procedure.appeal_until))
        entry.below.addWidget(icon_line("scale", "danger", words))
    if procedure.clock_from is None or procedure.clock_until is None:
        return
    day = (today - procedure.clock_from).days
    whole = (procedure.clock_until - procedure.clock_from).days
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Icon("scale", "danger" if day > whole else "accent", 14))
    row.addWidget(Text(_("Tag {day} von {whole}").format(day=day, whole=whole), "label"))
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time never runs from right to left
    bar.setRange(0, whole)
    bar.setValue(min(day, whole))
    bar.setAccessibleName(_("Frist für den Bescheid"))
    row.addWidget(bar, 1)
    entry.below.addLayout(row)
    words = left_words(procedure.clock_until, today) + _(" · gesetzliche Frist")
    entry.below.addWidget(Text(words, "secondary", elide=True))


def icon_line(icon: str, colour: str, words: str) -> QWidget:
    """A small icon before words of one line."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(Icon(icon, colour, 14))
    line.addWidget(Text(words, "secondary", elide=True), 1)
    return holder
