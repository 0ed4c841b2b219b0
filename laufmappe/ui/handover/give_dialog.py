# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Something small that another service gets and everybody may see: as a code on the screen, a text, a file, a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.handover.pieces import ask_where
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.agenda_dialogs import code_picture
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import Button, Dialog, flow
from laufmappe.vault.files import atomic_write

_MODULE = 4


@dataclass(frozen=True)
class Given:
    """What is given: its code and what the picture of that is called, its file, and `sheet`, which makes a page for printing.

    `where` heads the question where the file goes, `kinds` is the filter there; `copied` and `saved` are said afterwards.
    """

    code: str
    code_name: str
    data: bytes = field(repr=False)
    file_name: str
    suffix: str
    kinds: str
    where: str
    sheet: Callable[[Desk], bytes]
    sheet_name: str
    copied: str
    saved: str


class GiveDialog(Dialog):
    """Shows the code beside `words`, and saves the file or the sheet."""

    def __init__(
        self, over: QWidget, acts: Acts, given: Given, words: Sequence[QWidget], title: str, subtitle: str, icon: str
    ) -> None:
        super().__init__(over, title, subtitle=subtitle, icon=icon, width=800)
        self.acts = acts
        self.given = given
        line = QHBoxLayout()
        line.setSpacing(20)
        picture = QLabel()
        picture.setPixmap(code_picture(given.code, _MODULE))
        picture.setAccessibleName(given.code_name)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(10)
        for each in words:
            column.addWidget(each)
        save = Button(_("Als Datei sichern …"), icon="download")
        save.clicked.connect(self._ask)
        sheet = Button(_("Blatt zum Ausdrucken (PDF) …"), icon="printer")
        sheet.clicked.connect(self._ask_sheet)
        code = Button(_("Text des Codes kopieren"), kind="link", icon="copy")
        code.clicked.connect(self._copy_code)
        column.addWidget(flow(save, sheet, code))
        self._said = Words("", "ok")
        column.addWidget(self._said)
        column.addStretch(1)
        line.addLayout(column, 1)
        self.body.addLayout(line)
        self.set_buttons(_("Fertig"), self.accept, icon="check", cancel=_("Schließen"))
        QTimer.singleShot(0, self, self.replace)

    def save_to(self, path: str) -> None:
        """Writes the file there."""
        self.acts.tasks.run(
            atomic_write, Path(path), self.given.data, done=self._saved, failed=self._refused, owner=self
        )

    def save_sheet(self, path: str) -> None:
        """Writes the page for printing there."""
        self.acts.tasks.run(
            _write_sheet,
            self.given.sheet,
            self.acts.desk,
            Path(path),
            done=self._saved,
            failed=self._refused,
            owner=self,
        )

    def _ask(self) -> None:
        given = self.given
        chooser = ask_where(self, given.where, given.kinds, given.file_name, given.suffix)
        chooser.fileSelected.connect(self.save_to)
        chooser.open()

    def _ask_sheet(self) -> None:
        kinds = _("PDF-Dateien (*.pdf)")
        chooser = ask_where(self, _("Blatt sichern unter"), kinds, self.given.sheet_name, ".pdf")
        chooser.fileSelected.connect(self.save_sheet)
        chooser.open()

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self.given.code)
        self._say(self.given.copied)

    def _saved(self, _nothing: object) -> None:
        self._say(self.given.saved)

    def _refused(self, error: LaufmappeError) -> None:
        self._say(str(error), "error")

    def _say(self, sentence: str, style: str = "ok") -> None:
        self._said.show_style(style)
        self._said.show_text(sentence)
        QTimer.singleShot(0, self, self.replace)


def _write_sheet(make: Callable[[Desk], bytes], desk: Desk, path: Path) -> None:
    atomic_write(path, make(desk))
