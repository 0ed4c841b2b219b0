# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the first start: there is no vault yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from laufmappe.i18n import _
from laufmappe.ui.unlock.plate import PlatePage
from laufmappe.ui.widgets import Button, IconCircle, Key, Text


class WelcomePage(PlatePage):
    """What a vault is, the two ways to one, and a vault of invented people to try out."""

    chapter = "erste-schritte"

    new_asked = Signal()
    other_asked = Signal()
    sample_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Willkommen"))
        middle = Qt.AlignmentFlag.AlignHCenter
        self.plate.addWidget(IconCircle("shield-check", "accent", 56), 0, middle)
        head = Text(_("Willkommen"), "object")
        head.setAlignment(middle)
        self.plate.addWidget(head)
        words = Text(
            _(
                "Laufmappe bewahrt alles über Ihre Ratsuchenden in einem Tresor auf: einem verschlüsselten Ordner, "
                "den nur Ihre Passphrase öffnet. Auf diesem Computer ist noch keiner bekannt."
            ),
            "lead",
            wrap=True,
        )
        words.setAlignment(middle)
        self.plate.addWidget(words)
        self.plate.addSpacing(6)
        self._new = Button(_("Neuen Tresor anlegen"), kind="primary", icon="plus", tall=True)
        self._new.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._new.clicked.connect(self.new_asked)
        self.plate.addWidget(self._new)
        other = Button(_("Vorhandenen Tresor öffnen …"), icon="folder-open")
        other.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        other.clicked.connect(self.other_asked)
        self.plate.addWidget(other)
        sample = Button(_("Mit Beispielen ausprobieren"), icon="sprout")
        sample.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sample.clicked.connect(self.sample_asked)
        self.plate.addWidget(sample)
        self.set_keys(
            [
                Key("Ctrl+N", _("neuer Tresor"), self.new_asked.emit),
                Key("Ctrl+O", _("vorhandener Tresor"), self.other_asked.emit),
                Key("Ctrl+B", _("Beispiele"), self.sample_asked.emit),
            ]
        )

    def first_focus(self) -> QWidget | None:
        return self._new
