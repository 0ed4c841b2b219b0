# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of documents: scans and certificates, encrypted in the vault, to be looked at without leaving it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from laufmappe.casework.papers.documents import (
    PDF,
    DocumentView,
    attach_document,
    change_document,
    copy_document,
    remove_document,
)
from laufmappe.casework.views import QualificationView
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import N_, _, locale_name
from laufmappe.ui.faults import guarded
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.document_view import ViewDialog, can_show
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Entry, Words, action, empty, focus_name, give_focus_back
from laufmappe.ui.widgets import Card, ComboBox, Dialog, LineEdit, Notice, Text
from laufmappe.vault import MOST_DOCUMENT_BYTES

FILE_KINDS = (N_("PDF und Bilder (*.pdf *.jpg *.jpeg *.png *.webp *.heic)"), N_("Alle Dateien (*)"))
"""What the dialogs that ask for a document offer to filter by."""
_MEGABYTE = 1024 * 1024


def document_words(view: DocumentView) -> str:
    """What it is, how large, since when, and what it proves."""
    kinds = {PDF: _("PDF"), "image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP", "image/heic": "HEIC"}
    size = QLocale(locale_name()).formattedDataSize(view.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    parts = [kinds.get(view.media_type, _("Datei")), size, f"{view.added_on:%d.%m.%Y}", view.qualification]
    parts.append(_(view.paper) if view.paper else "")
    return " · ".join(part for part in parts if part)


class DocumentsCard(Card):
    """Files come in by the link or by being dropped on the card."""

    chapter = "dokumente"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Dokumente"), link=_("Hinzufügen …"))
        self.acts = acts
        self._views: tuple[DocumentView, ...] = ()
        self._qualifications: tuple[QualificationView, ...] = ()
        self._shown_for = ""
        self.setAcceptDrops(True)
        self.link_clicked.connect(self.act_add)
        if self.link is not None:
            self.link.setAccessibleName(_("Dokument hinzufügen"))
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self.body.addLayout(self._entries)
        self.fault = Text("", "error", wrap=True, parent=self)
        self.fault.hide()
        self.body.addWidget(self.fault)
        words = _("PDF, Bilder und andere Dateien bis {n} MB. Sie lassen sich auch hierher ziehen.")
        self.body.addWidget(Words(words.format(n=MOST_DOCUMENT_BYTES // _MEGABYTE), "secondary"))
        self.body.addStretch(1)

    def show_documents(
        self, newcomer_id: str, views: tuple[DocumentView, ...], qualifications: tuple[QualificationView, ...]
    ) -> None:
        """Shows the documents of a person."""
        if newcomer_id != self._shown_for:
            self._show_faults([])
        elif views == self._views and qualifications == self._qualifications:
            return
        self._shown_for, self._views, self._qualifications = newcomer_id, views, qualifications
        focus = focus_name(self)
        empty(self._entries)
        for view in views:
            self._entries.addWidget(self._entry(view))
        if not views:
            self._entries.addWidget(Words(_("Noch keine. Zeugnisse und Bescheide liegen hier verschlüsselt."), "lead"))
        give_focus_back(self, focus)

    def _entry(self, view: DocumentView) -> QWidget:
        icon = "image" if view.media_type.startswith("image/") else "file-text"
        entry = Entry(view.name, document_words(view), icon=icon)
        acts = [
            (_("Kopie sichern …"), self._copy, "copy"),
            (_("Ändern …"), self._change, "change"),
            (_("Entfernen"), self._remove, "remove"),
        ]
        if can_show(view.media_type):
            acts.insert(0, (_("Ansehen"), self._look, "look"))
        buttons = []
        for words, act, key in acts:
            button = action(words, f"{view.name}: {words}", f"document-{key}-{view.id}")
            button.clicked.connect(partial(act, view))
            buttons.append(button)
        entry.add_actions(buttons)
        return entry

    def act_add(self) -> None:
        """Asks for files."""
        chooser = QFileDialog(self, _("Dokumente hinzufügen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setNameFilters([_(kind) for kind in FILE_KINDS])
        chooser.filesSelected.connect(self.attach)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def attach(self, paths: list[str]) -> None:
        """Takes these files into the vault, one after the other."""
        self._show_faults([])
        for path in map(Path, paths):
            told = _("Angehängt und verschlüsselt. Die Datei selbst liegt noch, wo sie war.")
            self.acts.do(told, attach_document, self.acts.newcomer_id, path, failed=self._refused)

    def _refused(self, error: LaufmappeError) -> None:
        before = [self.fault.text()] if self.fault.text() else []
        self._show_faults([*before, str(error)])

    def _show_faults(self, sentences: list[str]) -> None:
        self.fault.show_text("\n".join(sentences))
        self.fault.setVisible(bool(sentences))

    def _look(self, view: DocumentView, _checked: bool = False) -> None:
        show_document(self, self.acts, view)

    def _copy(self, view: DocumentView, _checked: bool = False) -> None:
        CopyDialog(self, self.acts, view).appear()

    def _change(self, view: DocumentView, _checked: bool = False) -> None:
        ChangeDialog(self, self.acts, view, self._qualifications).appear()

    def _remove(self, view: DocumentView, _checked: bool = False) -> None:
        told = _("Dokument entfernt. Bis zum nächsten Sperren lässt sich das zurücknehmen.")
        self.acts.do(told, remove_document, view.id)

    @guarded()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._tint("accent")

    @guarded()
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._tint("plain")

    @guarded()
    def dropEvent(self, event: QDropEvent) -> None:
        self._tint("plain")
        self.attach([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _tint(self, kind: str) -> None:
        self.kind = kind
        self.update()


def show_document(over: QWidget, acts: Acts, view: DocumentView) -> None:
    """Opens a document of the vault; one that can't be drawn here is offered as a copy."""
    if not can_show(view.media_type):
        CopyDialog(over, acts, view).appear()
        return
    dialog = ViewDialog(over, acts, view.id, view.name, document_words(view), view.media_type)
    dialog.copy_asked.connect(lambda: CopyDialog(over, acts, view).appear())
    dialog.appear()


class ChangeDialog(FormDialog):
    """The name of a document, and the qualification that it proves, or the paper of its recognition that it is."""

    chapter = "dokumente"

    def __init__(
        self, over: QWidget, acts: Acts, view: DocumentView, qualifications: tuple[QualificationView, ...]
    ) -> None:
        super().__init__(over, acts, _("Dokument ändern"), icon="file-text", width=480)
        self._view = view
        name = LineEdit(limit=200)
        name.setText(view.name)
        self.put("name", _("Name"), name, required=True)
        offers: list[tuple[str, object]] = [(_("nichts Bestimmtem"), "")]
        self._papers: dict[str, str] = {}
        for entry in qualifications:
            title = entry.title or entry.original_title
            offers.append((title, entry.id))
            for paper in entry.recognition.papers if entry.recognition else ():
                self._papers[paper.id] = entry.id
                offers.append(
                    (_("{qualification}: {paper}").format(qualification=title, paper=_(paper.label)), paper.id)
                )
        proves = ComboBox(_("Gehört zu"), offers)
        proves.choose(view.paper_id or view.qualification_id)
        self.put("qualification_id", _("Gehört zu"), proves)
        self.ready(_("Speichern"), begun=view.id)

    def save(self) -> None:
        held = self.held()
        chosen = str(held["qualification_id"] or "")
        self.write(
            _("Das Dokument ist geändert."),
            change_document,
            self._view.id,
            str(held["name"]),
            self._papers.get(chosen, chosen),
            chosen if chosen in self._papers else "",
        )


class CopyDialog(Dialog):
    """Says that a copy is not encrypted any more before it asks where to."""

    chapter = "dokumente"

    def __init__(self, over: QWidget, acts: Acts, view: DocumentView) -> None:
        super().__init__(over, _("Kopie sichern"), subtitle=view.name, icon="download", width=500)
        self._acts = acts
        self._view = view
        words = _(
            "Die Kopie ist nicht mehr verschlüsselt: Wer den Ordner öffnen kann, kann sie lesen. "
            "Löschen Sie sie, sobald sie nicht mehr gebraucht wird."
        )
        self.body.addWidget(Notice(words, kind="warn"))
        self.set_buttons(_("Speicherort wählen …"), self._ask, icon="folder")

    def _ask(self) -> None:
        chooser = QFileDialog(self, _("Kopie sichern unter"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(self._view.name)
        chooser.fileSelected.connect(self.save)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, path: str) -> None:
        """Writes the copy there."""
        frame = self._acts.frame
        self._acts.tasks.run(
            copy_document,
            self._acts.desk,
            self._view.id,
            Path(path),
            done=lambda _nothing: frame.tell(_("Die Kopie ist gesichert. Sie ist nicht verschlüsselt.")),
            failed=lambda error: frame.tell(str(error)),
            owner=self._acts,
        )
        self.accept()
