# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells the person of a fault of the program: what is typed is kept first, then one sentence and the way to the report."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import FaultWatch, unexpected_sentence
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.window import UnlockWindow

TELL_AFTER = 200
"""Milliseconds between a fault and the sentence about it."""


class FaultTelling(QObject):
    """Hears of faults in all threads until `close`; `window` gives the one that is open, `keep` saves what was begun."""

    def __init__(
        self, window: Callable[[], QWidget | None], keep: Callable[[], object], tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._keep = keep
        self._tasks = tasks
        self._watch = FaultWatch(self)
        self._watch.noticed.connect(self._stumbled)

    def close(self) -> None:
        """Hears nothing any more."""
        self._watch.close()

    def tell_crash(self, crash: str) -> None:
        """Says on the unlock page that the program did not end by itself last time; the report is there to be read."""
        words = _(
            "Die Laufmappe ist beim letzten Mal unerwartet beendet worden. Gespeichertes ist sicher; was Sie begonnen "
            "hatten, ist nach dem Entsperren wieder da. Wenn Sie mögen, sehen Sie den Bericht dazu an."
        )
        window = self._window()
        if isinstance(window, UnlockWindow):
            window.offer_report(words, partial(self._show, crash), kind="info")

    def _stumbled(self, fault: str) -> None:
        self._keep()
        # A page that waited for the work says its sentence first.
        QTimer.singleShot(TELL_AFTER, self, partial(self._tell, fault))

    def _tell(self, fault: str) -> None:
        show = partial(self._show, fault)
        window = self._window()
        if isinstance(window, MainWindow):
            words = _("Ein Fehler im Programm: Das hat nicht geklappt. Gespeichertes ist sicher.")
            window.toast.offer(words, _("Bericht ansehen"), show)
        elif isinstance(window, UnlockWindow):
            window.offer_report(unexpected_sentence(), show)

    def _show(self, fault: str) -> None:
        from laufmappe.ui.crash_dialog import CrashDialog
        from laufmappe.ui.crash_report import report_text

        window = self._window()
        if window is not None:
            CrashDialog(window, self._tasks, report_text(fault)).appear()
