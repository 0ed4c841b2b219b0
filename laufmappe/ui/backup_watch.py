# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups that nobody has to think of: every few hours of work, on locking, at the end."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from laufmappe.casework.backup_places import BackupReport
from laufmappe.casework.backups.workday import back_up_at_work, back_up_on_locking
from laufmappe.casework.desk import Desk
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Cancelled, Tasks

LOOK_EVERY = 10 * 60 * 1000
"""Milliseconds between two looks at whether one is due."""
LOCKING_SECONDS, ENDING_SECONDS = 15.0, 50.0
"""So long may the backup before locking, and the one at the end, take."""


class BackupWatch(QObject):
    """`made` after a backup of its own, `failed(sentence)` once for each kind of fault."""

    made = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._since = datetime.now(UTC)
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY)

    def look(self) -> None:
        """Backs up where it is time; the worker does it."""
        if not self._tasks.is_busy():
            self._tasks.run(
                _at_work, self._desk, self._since, done=self._came, failed=self._refused, progress=self._stepped
            )

    def _stepped(self, _share: float) -> None:
        """It goes on unseen, and stops where the vault is locked meanwhile."""

    def _came(self, report: BackupReport | None) -> None:
        if report is None:
            return
        if report.is_made:
            self.made.emit()
        for sentence in report.sentences:
            self._tell(sentence)

    def _refused(self, error: LaufmappeError) -> None:
        self._tell(str(error))

    def _tell(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self.failed.emit(sentence)


def farewell(desk: Desk, day_ends: bool) -> str:
    """The backup before the vault is closed, in the worker; gives a sentence where it could not be made."""
    try:
        report = back_up_on_locking(
            desk, progress=_within(ENDING_SECONDS if day_ends else LOCKING_SECONDS), day_ends=day_ends
        )
    except Cancelled:
        return _("Für die Sicherung reichte die Zeit nicht; sie wird nachgeholt. Die älteren sind unverändert.")
    except LaufmappeError as error:
        return str(error)
    return " ".join(report.sentences) if report is not None else ""


def _at_work(desk: Desk, since: datetime, progress: Callable[[float], None]) -> BackupReport | None:
    return back_up_at_work(desk, since, progress=progress)


def _within(seconds: float) -> Callable[[float], None]:
    end = time.monotonic() + seconds

    def progress(_share: float) -> None:
        if time.monotonic() > end:
            raise Cancelled

    return progress
