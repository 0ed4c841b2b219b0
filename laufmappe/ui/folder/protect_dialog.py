# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The password of a PDF for e-mail: random words are offered, a weak one is refused."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.widgets import Button, Dialog, LabeledField, LineEdit, Text
from laufmappe.vault import generate_passphrase, passphrase_weakness


class ProtectDialog(Dialog):
    """Asks for the password; `chosen(password)` is called when it is a good one, after the dialog has closed."""

    chapter = "mappe-drucken"

    def __init__(self, over: QWidget, chosen: Callable[[str], object]) -> None:
        super().__init__(over, _("Als geschütztes PDF sichern"), icon="lock", width=560)
        self._chosen = chosen
        self.body.addWidget(
            Text(
                _(
                    "Das PDF öffnet sich nur mit diesem Passwort. Sagen Sie es am Telefon oder persönlich, "
                    "nie in derselben E-Mail."
                ),
                wrap=True,
            )
        )
        self.password = LineEdit(_("Passwort"), limit=120)
        self.field = LabeledField(
            _("Passwort"), self.password, hint=_("Der Vorschlag sind sechs zufällige Wörter. Eigene gehen auch.")
        )
        self.password.textEdited.connect(self.field.clear_fault)
        self.body.addWidget(self.field)
        row = QHBoxLayout()
        again = Button(_("Anderer Vorschlag"), kind="link", icon="refresh-cw")
        again.clicked.connect(self._suggest)
        row.addWidget(again)
        row.addStretch(1)
        self.body.addLayout(row)
        note = _("Schreiben Sie es jetzt auf: Ohne das Passwort bleibt die Datei zu, auch für Sie.")
        self.body.addWidget(Text(note, "secondary", wrap=True))
        self.set_buttons(_("Datei wählen …"), self._take, icon="download")
        self._suggest()

    def _suggest(self) -> None:
        self.password.setText(generate_passphrase())
        self.password.setCursorPosition(0)
        self.field.clear_fault()

    def _take(self) -> None:
        password = self.password.text().strip()
        weakness = passphrase_weakness(password)
        if weakness:
            self.field.show_fault(weakness)
            self.password.setFocus()
            self.replace()
            return
        chosen = self._chosen
        self.password.clear()
        self.accept()
        chosen(password)
