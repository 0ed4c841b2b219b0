# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything encrypted anew: for when somebody outside may have a copy of the vault and an old passphrase."""

from collections.abc import Mapping

from PySide6.QtWidgets import QProgressBar, QWidget

from laufmappe.casework.access import new_data_key
from laufmappe.casework.desk import Desk
from laufmappe.i18n import _
from laufmappe.ui.settings.access_dialogs import ShowKeyDialog
from laufmappe.ui.settings.secret_form import SecretForm
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import PassphraseField


class RekeyDialog(SecretForm):
    """A passphrase for each access that is to go on; `names` has the accesses by their ids, `current` the one in use."""

    chapter = "tresor"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, names: Mapping[str, str], current: str) -> None:
        super().__init__(over, desk, tasks, _("Alles neu verschlüsseln"), "refresh-cw", width=580)
        self._own = current if current in names else next(iter(names), "")
        self.say(
            _(
                "Der Tresor bekommt einen neuen Schlüssel. Vorher wird er gesichert. Das Blatt mit dem alten "
                "Wiederherstellungsschlüssel gilt danach nicht mehr; Sie bekommen einen neuen."
            )
        )
        for slot, name in sorted(names.items(), key=lambda entry: entry[0] != self._own):
            label = _("Ihre Passphrase") if slot == self._own else _("Passphrase: {name}").format(name=name)
            hint = "" if slot == self._own else _("Leer gelassen, wird dieser Zugang entfernt.")
            self.put(slot, label, PassphraseField(label), hint, required=slot == self._own)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(_("Fortschritt"))
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.set_buttons(_("Neu verschlüsseln"), self._begin, icon="refresh-cw")

    def _begin(self) -> None:
        if not self.text(self._own):
            self.show_fault(self._own, _("Bitte geben Sie diese Passphrase ein."))
            return
        given = {slot: self.text(slot) for slot in self.fields if self.text(slot)}
        self.bar.show()
        self.replace()
        self.run(_("Wird neu verschlüsselt …"), new_data_key, self.desk, given, done=self._made, progress=self._stepped)
        if self.task is None:
            self.bar.hide()

    def set_working(self, words: str) -> None:
        super().set_working(words)
        if not words:
            self.bar.hide()
            self.bar.setValue(0)

    def _stepped(self, share: float) -> None:
        self.bar.setValue(round(share * 100))

    def _made(self, key: str) -> None:
        self.task = None
        shown = ShowKeyDialog(self, self.desk, self.tasks, key)
        self.accept()
        shown.appear(focus=shown.key.group)

    def may_close(self) -> bool:
        """While it encrypts, Esc and „Abbrechen“ stop that; the dialog stays and says so."""
        if self.task is None:
            return True
        self.task.cancel()
        return False
