# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one QApplication of the program."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from laufmappe.ui.faults import guarded


class Application(QApplication):
    """Hears of files that the system opens with the program while it runs: macOS tells of a double click in no other way."""

    file_opened = Signal(str)
    """The path of the file."""

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)
