# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way to PDF files, open ones and such as open with a password only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.widgets import Button, Text


class Saving(QWidget):
    """Two buttons and what a file is not: encrypted. `words` stand on the first; without `personal` it alone is there."""

    save_asked = Signal()
    protect_asked = Signal()

    def __init__(self, words: str, personal: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 14)
        column.setSpacing(7)
        self.save = Button(words, icon="download", key="Ctrl+S")
        self.save.clicked.connect(self.save_asked)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.protect = Button(_("Als geschütztes PDF …"), kind="link", icon="lock", parent=self)
        self.protect.clicked.connect(self.protect_asked)
        self.protect.setVisible(personal)
        if personal:
            note = _("Die Datei ist nicht mehr verschlüsselt: Wer sie öffnen kann, kann sie lesen.")
            column.addWidget(Text(note, "secondary", wrap=True))
            column.addWidget(self.protect, 0, Qt.AlignmentFlag.AlignLeft)

    def show_ready(self, ready: bool) -> None:
        """Whether there is something to put into a file."""
        self.save.setEnabled(ready)
        self.protect.setEnabled(ready)
