# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Auskunft: a person gets a copy of everything that is kept, to read and for programs (Art. 15 and 20 GDPR)."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import parcels
from laufmappe.casework.papers.documents import documents
from laufmappe.casework.people.case import case
from laufmappe.casework.people.protected_needs import protected_needs
from laufmappe.casework.views import CaseView
from laufmappe.errors import LaufmappeError
from laufmappe.folder.handout import language_of
from laufmappe.folder.personal_copy import in_one_file, personal_copy, write_copy
from laufmappe.folder.protected import protected
from laufmappe.folder.words import folder_languages
from laufmappe.i18n import _, language, n_
from laufmappe.ui.clipboard import copy_secret
from laufmappe.ui.handover.pieces import ask_where
from laufmappe.ui.handover.working import Progress
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import Button, Card, ComboBox, Dialog, LabeledField, Line, LineEdit, Notice, Text
from laufmappe.vault import generate_passphrase, passphrase_weakness
from laufmappe.vault.files import atomic_write

UNSAID, WITH, WITHOUT = "", "with", "without"
FOLDER_NAME = "auskunft"


@dataclass(frozen=True)
class Stock:
    """What the copy would have: the language of the person, how many files and handovers, whether there are needs for protection."""

    language: str
    documents: int
    handed_over: int
    has_protected: bool


@dataclass(frozen=True)
class Wanted:
    """How the copy is wanted; with a `password` it is one PDF, else a folder of files."""

    newcomer_id: str
    language: str
    with_protected: bool
    password: str = field(default="", repr=False)


class CopyDialog(Dialog):
    """Language, needs for protection where there are any, one locked file or an open folder; then where to."""

    chapter = "auskunft"

    def __init__(self, over: QWidget, acts: Acts, view: CaseView) -> None:
        title = _("Auskunft: Kopie aller Daten")
        super().__init__(over, title, subtitle=view.newcomer.name, icon="file-text", width=680)
        self.acts = acts
        self._person = view.newcomer.id
        self._writing = False
        self._stock: Stock | None = None
        self._target = Path()
        self._fault = QVBoxLayout()
        self.body.addLayout(self._fault)
        self._stage = QVBoxLayout()
        self._stage.setSpacing(12)
        self.body.addLayout(self._stage)
        codes = [each.code for each in folder_languages()]
        languages: list[tuple[str, object]] = [(language_name(code, language()), code) for code in codes]
        self.language = ComboBox(_("Sprache der Mappe"), languages)
        self.protected = ComboBox(
            _("Schutzbedarf"),
            [
                (_("Bitte wählen"), UNSAID),
                (_("Die Person will ihn in der Kopie haben"), WITH),
                (_("Die Person will ihn nicht bei sich tragen"), WITHOUT),
            ],
        )
        self.protected.activated.connect(self._ready)
        self.way = ComboBox(
            _("Wie sie gesichert wird"),
            [
                (_("ein PDF mit Passwort, alles darin"), "pdf"),
                (_("ein Ordner mit offenen Dateien"), "folder"),
            ],
        )
        self.way.activated.connect(self._show_way)
        self.password = LineEdit(_("Passwort"), limit=120)
        self.password.setText(generate_passphrase())
        self.password.setCursorPosition(0)
        hint = _("Ohne das Passwort bleibt die Datei zu. Geben Sie es der Person auf Papier oder mündlich.")
        self.password_field = LabeledField(_("Passwort"), self.password, hint=hint)
        self.password.textEdited.connect(self.password_field.clear_fault)
        self.open_note = Notice(
            _("Die Dateien sind nicht verschlüsselt: Geben Sie sie nur der Person selbst, etwa auf ihrem USB-Stick."),
            kind="warn",
        )
        self.said = Text("", "secondary", elide=True)
        self.foot.insertWidget(0, self.said, 1)
        self.set_buttons(_("Speicherort wählen …"), self.ask, icon="download")
        self._stage.addWidget(Words(_("Einen Augenblick …"), "lead"))
        self._ready()
        acts.tasks.run(_read, acts.desk, self._person, done=self._show, failed=self._refused, owner=self)

    def _show(self, stock: Stock) -> None:
        self._stock = stock
        empty(self._stage)
        self.language.choose(stock.language)
        card = Card(_("Was darin ist"), icon="package")
        card.body.addWidget(Line(_("Laufmappe als PDF"), _("zum Lesen, in der Sprache der Person"), icon="book-open"))
        everything = _("alle Angaben mit Verlauf, Gesprächen und Notizen (JSON)")
        card.body.addWidget(Line(_("Akte für Programme"), everything, icon="database"))
        handed = n_("{n} Fallübergabe", "{n} Fallübergaben", stock.handed_over).format(n=stock.handed_over)
        if stock.handed_over:
            card.body.addWidget(Line(_("Weitergaben"), handed, icon="package"))
        files = n_("{n} Dokument", "{n} Dokumente", stock.documents).format(n=stock.documents)
        if stock.documents:
            card.body.addWidget(Line(_("Dokumente"), files, icon="paperclip"))
        self._stage.addWidget(card)
        words = _("Lesen Sie vorher nach, ob in Gesprächsnotizen etwas über andere Menschen steht, das diese schützt.")
        self._stage.addWidget(Words(words, "secondary"))
        self._stage.addWidget(LabeledField(_("Sprache der Mappe"), self.language))
        if stock.has_protected:
            why = _("Wer die Kopie findet, kann ihn lesen. Die Person entscheidet; fragen Sie sie.")
            self._stage.addWidget(LabeledField(_("Schutzbedarf"), self.protected, required=True, hint=why))
        self._stage.addWidget(LabeledField(_("Wie sie gesichert wird"), self.way))
        self._stage.addWidget(self.password_field)
        self._stage.addWidget(self.open_note)
        self._show_way()
        self.language.setFocus()

    def _show_way(self) -> None:
        locked = self.way.value() == "pdf"
        self.password_field.setVisible(locked)
        self.open_note.setVisible(not locked)
        self._ready()
        QTimer.singleShot(0, self, self.replace)

    def _ready(self) -> None:
        said = self._stock is not None and (not self._stock.has_protected or self.protected.value() != UNSAID)
        if self.primary is not None:
            self.primary.setEnabled(said and not self._writing)

    def ask(self) -> None:
        """Asks where to."""
        if self.primary is None or not self.primary.isEnabled():
            return
        if self.way.value() == "pdf":
            weakness = passphrase_weakness(self.password.text().strip())
            if weakness:
                self.password_field.show_fault(weakness)
                self.password.setFocus()
                return
            kinds = _("PDF-Dateien (*.pdf)")
            chooser = ask_where(self, _("Kopie sichern unter"), kinds, f"{FOLDER_NAME}.pdf", ".pdf")
        else:
            chooser = QFileDialog(self, _("In welchen Ordner kommt die Kopie?"))
            chooser.setFileMode(QFileDialog.FileMode.Directory)
            chooser.setOption(QFileDialog.Option.ShowDirsOnly)
            chooser.finished.connect(chooser.deleteLater)
        chooser.fileSelected.connect(self.save_to)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Writes the copy: a file, or a new folder in the chosen one."""
        if self._writing:
            return
        locked = self.way.value() == "pdf"
        self._target = Path(path) if locked else free_folder(Path(path))
        wanted = Wanted(
            self._person,
            str(self.language.value()),
            self.protected.value() != WITHOUT,
            self.password.text().strip() if locked else "",
        )
        self._writing = True
        empty(self._fault)
        if self.primary is not None:
            self.primary.set_busy(_("Wird geschrieben …"))
        self.acts.tasks.run(
            make_copy,
            self.acts.desk,
            wanted,
            self._target,
            done=self._done,
            failed=self._refused,
            progress=self.said.show_text,
            owner=self,
        )

    def _done(self, _nothing: object) -> None:
        self._writing = False
        self.said.show_text("")
        empty(self._stage)
        done = Line(_("Die Kopie ist gesichert"), self._target.name, icon="circle-check", colour="ok", circle=True)
        self._stage.addWidget(done)
        if self.way.value() == "pdf":
            secret = Text(self.password.text().strip(), "code", wrap=True)
            self._stage.addWidget(Text(_("Passwort"), "strong"))
            self._stage.addWidget(secret)
            copy = Button(_("Kopieren"), kind="link", icon="copy")
            copy.setAccessibleName(_("Passwort kopieren"))
            copy.clicked.connect(lambda: copy_secret(secret.text()))
            self._stage.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
            self._stage.addWidget(
                Words(_("Geben Sie es der Person getrennt von der Datei. Es steht nur jetzt hier."), "warn")
            )
        else:
            self._stage.addWidget(Words(_("Löschen Sie den Ordner hier, sobald die Person ihn hat."), "warn"))
        self.show_end()
        QTimer.singleShot(0, self, self.replace)

    def _refused(self, error: LaufmappeError) -> None:
        self._writing = False
        self.said.show_text("")
        if self.primary is not None:
            self.primary.set_busy()
        self._ready()
        empty(self._fault)
        self._fault.addWidget(Notice(str(error), kind="danger"))
        QTimer.singleShot(0, self, self.replace)

    def may_close(self) -> bool:
        """Not while it is being written."""
        return not self._writing


def make_copy(desk: Desk, wanted: Wanted, target: Path, *, progress: Progress) -> None:
    """Writes the copy, whole or not at all. Raises FolderError, DocumentError, StorageError, WeakPassphraseError."""
    progress(_("Die Mappe wird gesetzt …"))
    files = personal_copy(desk, wanted.newcomer_id, wanted.language, with_protected_needs=wanted.with_protected)
    progress(_("Die Kopie wird geschrieben …"))
    if wanted.password:
        atomic_write(target, protected(in_one_file(files), wanted.password))
    else:
        write_copy(target, files)


def free_folder(inside: Path) -> Path:
    """A folder that is not there yet, under a name that names nobody: auskunft, auskunft-2."""
    found, turn = inside / FOLDER_NAME, 1
    while found.exists():
        turn += 1
        found = inside / f"{FOLDER_NAME}-{turn}"
    return found


def _read(desk: Desk, newcomer_id: str) -> Stock:
    needs = protected_needs(desk, newcomer_id)
    return Stock(
        language_of(case(desk, newcomer_id)),
        len(documents(desk, newcomer_id)),
        len(parcels(desk, newcomer_id)),
        bool(needs.consent is not None and needs.needs),
    )
