# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that shows the recovery key, once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.unlock.plate import PlatePage
from laufmappe.ui.unlock.recovery_key import RecoveryKey
from laufmappe.ui.unlock.sheet_output import SheetOutput
from laufmappe.ui.widgets import Button, Key, Text


class RecoveryPage(PlatePage):
    """The key in numbered groups, to be printed or copied to paper; it goes on only with one of the groups typed from there."""

    chapter = "erste-schritte"

    noted = Signal()

    def __init__(self, recovery_key: str, asked_group: int | None = None, sheet: SheetOutput | None = None) -> None:
        """`recovery_key` in groups joined by hyphens; `asked_group` (from 0) is drawn by lot unless given."""
        super().__init__(_("Wiederherstellungsschlüssel"), 600, sign=False)
        self.plate.addWidget(Text(_("Ihr Wiederherstellungsschlüssel"), "object"))
        self.plate.addWidget(
            Text(
                _(
                    "Wenn alle Passphrasen vergessen sind, öffnet nur noch dieser Schlüssel den Tresor. "
                    "Bringen Sie ihn jetzt auf Papier und bewahren Sie das Blatt an einem anderen Ort verschlossen auf."
                ),
                "lead",
                wrap=True,
            )
        )
        self.key = RecoveryKey(recovery_key, asked_group, sheet)
        self.key.noted.connect(self.noted)
        self.group, self.field = self.key.group, self.key.field
        self.plate.addWidget(self.key)
        row = QHBoxLayout()
        row.addStretch(1)
        self.button = Button(_("Ich habe ihn notiert"), kind="primary", icon="check", key="Ctrl+Return")
        self.button.clicked.connect(self.key.check)
        row.addWidget(self.button)
        self.plate.addLayout(row)
        self.set_keys([Key("Ctrl+Return", _("weiter"), self.key.check)])

    def first_focus(self) -> QWidget | None:
        return self.group
