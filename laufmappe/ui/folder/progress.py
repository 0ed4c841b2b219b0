# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the foot: where the pages are kept, or how far the printing is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.widgets import Icon, Text


class FootNote(QWidget):
    """A calm sentence while nothing happens; while it prints, the step and a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        self._icon = Icon("shield-check", "ok", 17)
        row.addWidget(self._icon)
        column = QVBoxLayout()
        column.setSpacing(6)
        self._words = Text("", "secondary", elide=True)
        column.addWidget(self._words)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(260)
        self.bar.setAccessibleName(_("Fortschritt"))
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        self.rest()

    def rest(self) -> None:
        """Nothing is under way."""
        self._icon.show()
        self.bar.hide()
        self._words.show_style("secondary")
        self._words.show_text(_("Bis zum Drucken liegen die Seiten nur im Arbeitsspeicher."))

    def show_step(self, words: str, done: int, of: int) -> None:
        """What happens now; `of` 0: nobody knows how long it takes."""
        self._icon.hide()
        self.bar.show()
        self._words.show_style("strong")
        self._words.show_text(words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)
