# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looks wrong with the vault (an older copy came back, a backup was put in): said until somebody has read it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Notice


class VaultNotice(QWidget):
    """Nothing while all is well."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: list[str] = []
        self.read_button: Button | None = None
        self.refresh()

    def refresh(self) -> None:
        """Shows the vault's warnings, if it has any."""
        warnings = self._desk.vault.warnings
        if warnings != self._shown:
            self._shown = warnings
            self._show(warnings)
        self.setVisible(bool(warnings))

    def _show(self, warnings: list[str]) -> None:
        self.read_button = None
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if warnings:
            self.read_button = Button(_("Gelesen"), icon="check")
            self.read_button.clicked.connect(self._acknowledge)
            title = _("Mit diesem Tresor stimmt etwas nicht")
            words = "\n".join(warnings)
            self._column.addWidget(Notice(words, kind="warn", title=title, actions=(self.read_button,)))

    def _acknowledge(self) -> None:
        self._tasks.run(self._desk.vault.acknowledge_warnings, done=self._acknowledged)

    def _acknowledged(self, _nothing: object) -> None:
        self.refresh()
