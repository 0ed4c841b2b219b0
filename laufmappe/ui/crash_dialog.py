# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a fault, to be read whole before it is saved or copied. Nothing is sent."""

from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.crash_report import REPORT_FILE
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Dialog, Text, TextArea


class CrashDialog(Dialog):
    """Shows the text of a report; saves it where the person says, or puts it on the clipboard."""

    chapter = "wenn-etwas-klemmt"

    def __init__(self, over: QWidget, tasks: Tasks, report: str) -> None:
        super().__init__(
            over,
            _("Fehlerbericht"),
            subtitle=_("Ohne Angaben über Personen. Es wird nichts verschickt."),
            icon="file-text",
            width=720,
        )
        self._tasks = tasks
        self._report = report
        self.body.addWidget(
            Text(
                _("Lesen Sie ihn, bevor Sie ihn weitergeben. Er hilft denen, die das Programm pflegen."),
                "lead",
                wrap=True,
            )
        )
        self.words = TextArea(_("Text des Fehlerberichts"), lines=18)
        self.words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.words.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.words.setReadOnly(True)
        self.words.setPlainText(report)
        self.body.addWidget(self.words)
        self.said = Text("", "secondary", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.copier = Button(_("Kopieren"), icon="copy")
        self.copier.clicked.connect(self._copy)
        self.foot.insertWidget(0, self.copier)
        self.set_buttons(_("Als Datei sichern …"), self._ask, icon="download", cancel=_("Schließen"))

    def save_to(self, path: str) -> None:
        """Writes the report there."""
        self._tasks.run(_write, Path(path), self._report, done=self._saved, failed=self._refused, owner=self)

    def _ask(self) -> None:
        chooser = QFileDialog(self, _("Fehlerbericht sichern unter"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters([_("Text (*.txt)")])
        chooser.setDefaultSuffix("txt")
        chooser.selectFile(REPORT_FILE)
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._say(_("Der Bericht liegt in der Zwischenablage."))

    def _saved(self, _nothing: object) -> None:
        self._say(_("Der Bericht ist gesichert."))

    def _refused(self, error: LaufmappeError) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.said.show_text(sentence)
        self.said.show()
        self.replace()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))


def _write(path: Path, report: str) -> None:
    from laufmappe.vault.files import atomic_write

    atomic_write(path, report.encode("utf-8"))
