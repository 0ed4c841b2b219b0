# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One sheet on its way to paper or into a file: the recovery key, which no queue and no file name may tell."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.settings.preset import read_preset
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Button, ComboBox, Text

if TYPE_CHECKING:
    from laufmappe.ui.folder.printing import Printer

SUGGESTED_FILE = "Laufmappe-Schluessel.pdf"

Make = Callable[[], bytes]
"""Makes the PDF; called in the worker. Raises LaufmappeError."""


class SheetOutput(QWidget):
    """Print it, or save it; below, what came of it."""

    def __init__(self, tasks: Tasks, make: Make) -> None:
        super().__init__()
        self._tasks = tasks
        self._make = make
        self._printers: dict[str, Printer] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.printer = ComboBox(_("Drucker"))
        self.printer.setMinimumWidth(200)
        self.printer.hide()
        self.print_button = Button(_("Blatt drucken"), icon="printer")
        self.print_button.setEnabled(False)
        self.print_button.clicked.connect(self.print_out)
        self.save_button = Button(_("Als PDF sichern …"), kind="link", icon="download")
        self.save_button.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.print_button, self.printer, self.save_button):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        self.words = Text(_("Drucker werden gesucht …"), "secondary", wrap=True)
        column.addWidget(self.words)
        self._tasks.run(_printers, done=self._found, failed=self._failed)

    def _found(self, printers: "list[Printer]") -> None:
        self._printers = {printer.name: printer for printer in printers}
        self.printer.offer([(printer.label, printer.name) for printer in printers])
        self.printer.choose(Remembered(preset=read_preset()).printing().printer)
        self.printer.setVisible(len(printers) > 1)
        self.print_button.setEnabled(bool(printers))
        if not printers:
            self._say(_("Auf diesem Rechner ist kein Drucker eingerichtet. Schreiben Sie den Schlüssel ab."))
        elif len(printers) == 1:
            self._say(_("Drucker: {printer}").format(printer=printers[0].label))
        else:
            self._say("")

    def print_out(self) -> None:
        """Prints one page."""
        printer = self._printers.get(str(self.printer.value() or ""))
        if printer is not None:
            self.print_button.set_busy(_("Wird gedruckt …"))
            self._tasks.run(_print, self._make, printer, done=self._printed, failed=self._failed)

    def _ask_where(self) -> None:
        chooser = QFileDialog(self, _("Als PDF sichern"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(_("PDF-Dateien (*.pdf)"))
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(SUGGESTED_FILE)
        chooser.fileSelected.connect(self.save)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, path: str) -> None:
        """Writes the PDF there, whole or not at all."""
        self._tasks.run(_save, self._make, Path(path), done=self._saved, failed=self._failed)

    def _printed(self, _nothing: object) -> None:
        self.print_button.set_busy()
        self._say(_("Das Blatt ist beim Drucker."), "ok")

    def _saved(self, _nothing: object) -> None:
        self._say(_("Gesichert. Die Datei ist nicht verschlüsselt: drucken Sie sie und löschen Sie sie dann."), "warn")

    def _failed(self, error: LaufmappeError) -> None:
        self.print_button.set_busy()
        self._say(str(error), "error")

    def _say(self, sentence: str, style: str = "secondary") -> None:
        self.words.show_style(style)
        self.words.show_text(sentence)
        self.words.setVisible(bool(sentence))


def _printers() -> "list[Printer]":
    from laufmappe.ui.folder.printing import installed_printers

    return installed_printers()


def _print(make: Make, printer: "Printer") -> None:
    from laufmappe.ui.folder.printing import PrintOrder, send

    send(make(), PrintOrder(printer))


def _save(make: Make, path: Path) -> None:
    from laufmappe.vault.files import atomic_write

    atomic_write(path, make())
