# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""All settings into a file, and out of one: for the next computer, or for the administrator to set for all."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.document import SettingsFile, Value, read_settings_file, settings_text
from laufmappe.casework.settings.preset import Preset, settings_bytes
from laufmappe.casework.settings.whole import import_settings, vault_settings
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.folder.logo import refuse_unprintable
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Button, Card, Frame, Text
from laufmappe.vault.files import atomic_write

FILE_NAME = "laufmappe-einstellungen.json"


class TransferCard(Card):
    """`taken(values)` when settings came in from a file: those of this computer are to be shown."""

    chapter = "einstellungen"

    taken = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, remembered: Remembered) -> None:
        super().__init__(_("Einstellungen mitnehmen"), icon="file-text")
        self._desk, self._tasks, self._frame, self._remembered = desk, tasks, frame, remembered
        words = _("Alle Einstellungen als Datei, ohne Ratsuchende und ohne Passphrasen.")
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self.fault = Text("", "error", wrap=True, parent=self)
        self.fault.hide()
        self.body.addWidget(self.fault)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save_button = Button(_("Sichern …"), icon="download")
        self.save_button.setAccessibleName(_("Einstellungen in eine Datei sichern"))
        self.save_button.clicked.connect(self.choose_target)
        self.load_button = Button(_("Einlesen …"), icon="upload")
        self.load_button.setAccessibleName(_("Einstellungen aus einer Datei einlesen"))
        self.load_button.clicked.connect(self.choose_file)
        row.addWidget(self.save_button)
        row.addWidget(self.load_button)
        row.addStretch(1)
        self.body.addLayout(row)

    def choose_target(self) -> None:
        """Asks where the file is to lie."""
        chooser = self._chooser(_("Einstellungen sichern"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("json")
        chooser.selectFile(FILE_NAME)
        chooser.fileSelected.connect(self.save)
        chooser.open()

    def choose_file(self) -> None:
        """Asks for the file."""
        chooser = self._chooser(_("Einstellungen einlesen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.load)
        chooser.open()

    def _chooser(self, title: str) -> QFileDialog:
        chooser = QFileDialog(self, title)
        chooser.setNameFilters([_("Einstellungen (*.json)"), _("Alle Dateien (*)")])
        chooser.finished.connect(chooser.deleteLater)
        return chooser

    def save(self, path: str) -> None:
        """Writes the file."""
        self._say("")
        of_computer = self._remembered.computer_settings()
        self._tasks.run(_save, self._desk, Path(path), of_computer, done=self._saved, failed=self._refused, owner=self)

    def load(self, path: str) -> None:
        """Takes over what stands in the file: all of it, or nothing."""
        self._say("")
        preset = self._remembered.preset
        self._tasks.run(_load, self._desk, Path(path), preset, done=self._taken, failed=self._refused, owner=self)

    def _saved(self, _nothing: object) -> None:
        self._frame.tell(_("Die Einstellungen sind gesichert."))

    def _taken(self, read: tuple[Changed, SettingsFile]) -> None:
        changed, file = read
        self._remembered.keep_computer_settings(file.of_computer())
        self._frame.announce(changed)
        self._say(" ".join(file.remarks))
        self._frame.tell(_("Die Einstellungen sind übernommen."), partial(self._undo, changed.operation))
        self.taken.emit(dict(file.values))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone, owner=self)

    def _undone(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Was zu diesem Rechner gehört, bleibt."))

    def _refused(self, error: LaufmappeError) -> None:
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.fault.show_text(words)
        self.fault.setVisible(bool(words))


def _save(desk: Desk, path: Path, of_computer: dict[str, Value]) -> None:
    atomic_write(path.absolute(), settings_text({**vault_settings(desk), **of_computer}).encode())


def _load(desk: Desk, path: Path, preset: Preset) -> tuple[Changed, SettingsFile]:
    file = read_settings_file(settings_bytes(path))
    refuse_unprintable(file.logo())
    return import_settings(desk, file, preset), file
