# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looks wrong with the vault: an older copy came back, a backup was put in, somebody who was deleted is there again."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.deleting import returned_people, returned_sentence
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
        self._returned = ""
        self.read_button: Button | None = None
        self.refresh()
        tasks.run(_returned_words, desk, done=self._show_returned)

    def refresh(self) -> None:
        """Shows the vault's warnings, if it has any; whether those who came back are gone again."""
        self._show_all()
        if self._returned:
            self._tasks.run(_returned_words, self._desk, done=self._show_returned)

    def _show_returned(self, sentence: str) -> None:
        self._returned = sentence
        self._show_all()

    def _show_all(self) -> None:
        warnings = self._desk.vault.warnings
        told = [*warnings, *([self._returned] if self._returned else [])]
        if told != self._shown:
            self._shown = told
            self._show(warnings)
            if self._returned:
                title = _("Wieder da, obwohl gelöscht")
                self._column.addWidget(Notice(self._returned, kind="warn", title=title, icon="user-x"))
        self.setVisible(bool(told))

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


def _returned_words(desk: Desk) -> str:
    return returned_sentence(returned_people(desk))
