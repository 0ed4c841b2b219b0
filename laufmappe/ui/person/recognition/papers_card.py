# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers of a procedure as a list to be ticked, and the dialogs for one of them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from laufmappe.casework.papers.documents import DocumentView, attach_document, documents
from laufmappe.casework.recognition.papers import (
    SETTLED,
    add_paper,
    is_required,
    paper_rule,
    remove_paper,
    set_paper,
)
from laufmappe.casework.record_views import PaperView
from laufmappe.casework.rules.recognition import paper_hint
from laufmappe.casework.views import Changed, QualificationView, RecognitionView
from laufmappe.casework.words import paper_states
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.documents_card import FILE_KINDS, show_document
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words, fill_below
from laufmappe.ui.person.recognition.signs import paper_chip
from laufmappe.ui.person.signs import short_day
from laufmappe.ui.widgets import (
    Button,
    Card,
    ComboBox,
    DateField,
    LineEdit,
    Notice,
    Row,
    RowStyle,
    RowsView,
    Segmented,
    TextArea,
)


class PapersCard(Card):
    """Space ticks the current paper, Enter opens it, its button shows the document that it leads to.

    `procedure_asked`: without a type of procedure there is no list.
    """

    chapter = "anerkennung"

    procedure_asked = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Unterlagen"), link=_("Ergänzen"))
        self.acts = acts
        self._view: QualificationView | None = None
        self._documents: tuple[DocumentView, ...] = ()
        if self.link is not None:
            self.link.setAccessibleName(_("Papier ergänzen"))
        self.link_clicked.connect(self.act_add)
        self._count = Words("", "secondary")
        self.body.addWidget(self._count)
        self.choose_button = Button(_("Verfahren wählen …"), icon="route", key="V", parent=self)
        self.choose_button.clicked.connect(self.procedure_asked)
        self.choose_button.hide()
        chooser = QHBoxLayout()
        chooser.addWidget(self.choose_button)
        chooser.addStretch(1)
        self.body.addLayout(chooser)
        self.list = RowsView(_("Unterlagen für die Anerkennung"), RowStyle(height=46, padding=8), grow=True)
        self.list.ticked.connect(self._tick)
        self.list.opened.connect(self._open)
        self.list.acted.connect(self._look)
        self.add_rows(self.list)
        fill_below(self)

    def show_procedure(
        self,
        view: QualificationView,
        procedure: RecognitionView,
        today: date,
        documents: tuple[DocumentView, ...] = (),
    ) -> None:
        """Shows the list of a procedure; `documents` are those of the person."""
        self._view, self._documents = view, documents
        papers = procedure.papers
        needed = [paper for paper in papers if is_required(procedure, paper) and paper.state != "not_needed"]
        ready = [paper for paper in needed if paper.state in SETTLED]
        words = _("{there} von {all} nötigen sind da. Leertaste hakt ab, Enter öffnet.")
        nothing = (
            _("Noch keine Liste. Wählen Sie das Verfahren, oder ergänzen Sie einzelne Papiere.")
            if not procedure.procedure
            else _("Die Liste ist leer.")
        )
        self._count.show_text(words.format(there=len(ready), all=len(needed)) if papers else nothing)
        self.list.setVisible(bool(papers))
        self.choose_button.setVisible(not procedure.procedure)
        self.list.show_rows([_row(procedure, paper, today, self._document(paper.id)) for paper in papers])
        if papers and self.list.current_key() is None:
            self.list.choose_first()

    def act_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.chosen.emit(self.list.current_key())

    def act_look(self) -> None:
        """Shows the document of the current paper."""
        self._look(self.list.current_key())

    def _look(self, key: object) -> None:
        document = self._document(key)
        if document is not None:
            show_document(self, self.acts, document)

    def _document(self, key: object) -> DocumentView | None:
        return next((each for each in reversed(self._documents) if key and each.paper_id == key), None)

    def act_add(self) -> None:
        """Asks for one more paper."""
        if self._view is not None:
            AddPaperDialog(self, self.acts, self._view).appear()

    def _paper(self, key: object) -> PaperView | None:
        procedure = self._view.recognition if self._view else None
        return next((paper for paper in procedure.papers if paper.id == key), None) if procedure else None

    def _tick(self, key: object, checked: bool) -> None:
        paper = self._paper(key)
        if paper is not None:
            state = "there" if checked else "open"
            told = _("{paper}: {state}").format(paper=_(paper.label), state=_(paper_states()[state]))
            self.acts.do(told, set_paper, paper.id, state)

    def _open(self, key: object) -> None:
        paper = self._paper(key)
        if paper is not None and self._view is not None and self._view.recognition is not None:
            PaperDialog(self, self.acts, self._view.recognition, paper, self._documents).appear()


def missing_words(count: int) -> str:
    """How many papers are missing: 3 Papiere fehlen."""
    return n_("{n} Papier fehlt", "{n} Papiere fehlen", count).format(n=count)


def _row(procedure: RecognitionView, paper: PaperView, today: date, document: DocumentView | None) -> Row:
    """A paper: ticked once nobody has to look for it; a chip only where somebody waits, so that the eye goes there."""
    word = _(paper_states()[paper.state])
    since = "" if paper.state == "open" else short_day(paper.state_on, today)
    optional = "" if is_required(procedure, paper) else _("je nach Fall")
    rule = paper_rule(procedure.procedure, paper.kind)
    hint = paper_hint(rule, _) if rule is not None else ""
    waits = paper.state == "requested"
    first = since if waits else f"{word} {since}".rstrip()
    return Row(
        paper.id,
        _(paper.label),
        " · ".join(part for part in (first, optional, paper.note or (document.name if document else hint)) if part),
        chip=paper_chip(paper) if waits else None,
        checked=paper.state in SETTLED,
        action=_("Ansehen") if document else "",
        action_icon="file-text" if document else "",
        faded=paper.state == "not_needed",
    )


class PaperDialog(FormDialog):
    """One paper: its state since when, a note, and the document of the vault that it is."""

    chapter = "anerkennung"

    def __init__(
        self,
        over: QWidget,
        acts: Acts,
        procedure: RecognitionView,
        paper: PaperView,
        documents: tuple[DocumentView, ...] = (),
    ) -> None:
        super().__init__(over, acts, _(paper.label), icon="file-text", width=640)
        self._paper = paper
        self._attached_here = False
        rule = paper_rule(procedure.procedure, paper.kind)
        if rule is not None:
            hint = paper_hint(rule, _)
            self.body.addWidget(
                Words(" ".join(part for part in (f"{hint}.", _(rule.note) if rule.note else "") if part))
            )
        states: list[tuple[str, object]] = [(_(label), key) for key, label in paper_states().items()]
        self._state = Segmented(_("Stand"), states, paper.state)
        self.put("state", _("Stand"), self._state)
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        self._day = self.put("state_on", _("Seit wann"), day, required=True)
        self._note = TextArea(lines=2)
        self._note.setPlainText(paper.note)
        self.put("note", _("Notiz"), self._note, hint=_("Wo es liegt, wer es besorgt."))
        self._build_document(documents)
        self.ready(_("Eintragen"), begun=paper.id)
        self._remove = Button(_("Aus der Liste nehmen"), kind="link", icon="trash-2")
        self._remove.clicked.connect(self._take_out)
        self.foot.insertWidget(0, self._remove)

    def _build_document(self, documents: tuple[DocumentView, ...]) -> None:
        line = self.row()
        self._document = ComboBox(_("Dokument im Tresor"), _offers(self._paper.id, documents))
        self._document.choose(next((each.id for each in reversed(documents) if each.paper_id == self._paper.id), ""))
        self.put("document_id", _("Dokument im Tresor"), self._document, row=line)
        self.file_button = Button(_("Neue Datei …"), icon="file-plus")
        self.file_button.clicked.connect(self._ask_file)
        line.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignBottom)

    def _ask_file(self) -> None:
        chooser = QFileDialog(self, _("Dokument hinzufügen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([_(kind) for kind in FILE_KINDS])
        chooser.fileSelected.connect(self.attach)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def attach(self, path: str) -> None:
        """Takes a file into the vault as the document of this paper; what else stands in the dialog stays there."""
        told = _("Angehängt und verschlüsselt. Die Datei selbst liegt noch, wo sie war.")
        acts, paper = self.acts, self._paper.id
        acts.do(
            told,
            attach_document,
            acts.newcomer_id,
            Path(path),
            paper_id=paper,
            done=self._attached,
            failed=self._not_attached,
        )

    def _attached(self, changed: Changed) -> None:
        self._attached_here = True
        self.say("")
        self.acts.tasks.run(documents, self.acts.desk, self.acts.newcomer_id, done=self._offer)

    def _not_attached(self, error: LaufmappeError) -> None:
        self.say(str(error))

    def _offer(self, views: list[DocumentView]) -> None:
        self._document.offer(_offers(self._paper.id, views))
        own = next((each.id for each in reversed(views) if each.paper_id == self._paper.id), "")
        self._document.choose(own)
        self.kept_already("document_id")

    def save(self) -> None:
        if self._attached_here and self.unchanged() and self.may_close():
            self.accept()  # the file is in, and nothing else was changed
            return
        state = str(self._state.value())
        told = _("{paper}: {state}").format(paper=_(self._paper.label), state=_(paper_states()[state]))
        document = str(self._document.value() or "")
        self.write(told, set_paper, self._paper.id, state, field_day(self._day), self._note.toPlainText(), document)

    def _take_out(self) -> None:
        self.write(_("„{paper}“ ist aus der Liste.").format(paper=_(self._paper.label)), remove_paper, self._paper.id)


def _offers(paper_id: str, views: Iterable[DocumentView]) -> list[tuple[str, object]]:
    """The documents of the person to choose from; one that is another paper's says so."""
    offers: list[tuple[str, object]] = [(_("keins"), "")]
    for view in views:
        of = (
            _("{name} ({paper})").format(name=view.name, paper=_(view.paper))
            if view.paper_id not in ("", paper_id)
            else view.name
        )
        offers.append((of, view.id))
    return offers


class AddPaperDialog(FormDialog):
    """One more paper that this office wants."""

    chapter = "anerkennung"

    def __init__(self, over: QWidget, acts: Acts, view: QualificationView) -> None:
        super().__init__(over, acts, _("Papier ergänzen"), subtitle=view.title or view.original_title, icon="file-plus")
        self._view = view
        if view.recognition is not None and not view.recognition.procedure:
            self.body.addWidget(Notice(_("Wer zuerst das Verfahren wählt, bekommt die übliche Liste dazu.")))
        self._label = LineEdit(limit=300)
        self.put("label", _("Bezeichnung"), self._label, required=True)
        self._note = TextArea(lines=2)
        self.put("note", _("Notiz"), self._note)
        self.ready(_("Ergänzen"), begun=view.id)

    def save(self) -> None:
        self.write(
            _("„{paper}“ steht in der Liste.").format(paper=self._label.text().strip()),
            add_paper,
            self._view.id,
            self._label.text(),
            self._note.toPlainText(),
        )
