# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The last backup, and the button that makes one now: the same on Heute and in the settings."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from laufmappe.casework.backup_places import BackupReport
from laufmappe.casework.backups.keeping import back_up_now, last_backup
from laufmappe.casework.desk import Desk
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.when import ago, said_when
from laufmappe.ui.widgets import Button, Frame, Icon, Text, flow
from laufmappe.vault import Backup

OLD = timedelta(days=7)
"""From then on a backup is worth a warning."""


class BackUpNow(QWidget):
    """Shows when the last good backup was made. `made` after one from here."""

    made = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._task: Task | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._state = QVBoxLayout()
        self._state.setSpacing(0)
        column.addLayout(self._state)
        self.fault = Text("", "warn", wrap=True, parent=self)
        self.fault.hide()
        column.addWidget(self.fault)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(_("Fortschritt der Sicherung"))
        self.bar.hide()
        column.addWidget(self.bar)
        self.button = Button(_("Jetzt sichern"), icon="hard-drive")
        self.button.clicked.connect(self.begin)
        self.stop = Button(_("Abbrechen"), kind="link")
        self.stop.clicked.connect(self._cancel)
        self.stop.hide()
        column.addWidget(flow(self.button, self.stop))

    def refresh(self) -> None:
        """Looks when the last backup was made."""
        self._tasks.run(last_backup, self._desk, done=self._show_last)

    def begin(self) -> None:
        """Makes a backup in each place."""
        if self._task is not None:
            return
        self._show_fault("")
        self.button.set_busy(_("Wird gesichert …"))
        self.bar.setValue(0)
        self.bar.show()
        self.stop.show()
        self._task = self._tasks.run(
            back_up_now,
            self._desk,
            done=self._came,
            failed=self._failed,
            progress=self._stepped,
            cancelled=self._cancelled,
            owner=self,
        )

    def _show_last(self, last: Backup | None) -> None:
        while (item := self._state.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        today = self._desk.today()
        if last is None:
            title, words = _("Noch keine Sicherung"), _("Machen Sie die erste jetzt.")
        else:
            title = _("Stand: {when}").format(when=said_when(last.made, today))
            words = _("geöffnet und geprüft")
        old = last is None or (today - last.made.astimezone().date()) > OLD
        if last is not None and old:
            words = _("{days}. Zeit für eine neue.").format(days=ago(last.made, today))
        line = _State(title, words, warn=old)
        if last is not None:
            line.setToolTip(str(last.folder))
        self._state.addWidget(line)

    def _stepped(self, share: float) -> None:
        self.bar.setValue(round(share * 100))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _rest(self) -> None:
        self._task = None
        had_focus = self.stop.hasFocus()
        self.button.set_busy()
        self.bar.hide()
        self.stop.hide()
        if had_focus:
            self.button.setFocus()

    def _came(self, report: BackupReport) -> None:
        self._rest()
        self._show_fault(" ".join(report.sentences))
        if report.is_made:
            self._frame.tell(_("Gesichert: geöffnet und geprüft."))
            self.made.emit()
        self.refresh()

    def _failed(self, error: LaufmappeError) -> None:
        self._rest()
        self._show_fault(str(error))

    def _cancelled(self) -> None:
        self._rest()
        self._show_fault(_("Abgebrochen. Die älteren Sicherungen sind unverändert."))
        self.refresh()

    def _show_fault(self, sentence: str) -> None:
        self.fault.show_text(sentence)
        self.fault.setVisible(bool(sentence))


class _State(QWidget):
    """A shield, when, and a second line; both wrap."""

    def __init__(self, title: str, words: str, *, warn: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Icon("shield-alert" if warn else "shield-check", "warn" if warn else "ok"))
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(Text(title, "strong", wrap=True))
        column.addWidget(Text(words, "secondary", wrap=True))
        row.addLayout(column, 1)
