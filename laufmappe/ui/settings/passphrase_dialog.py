# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing one's own passphrase."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.access import change_own_passphrase
from laufmappe.casework.desk import Desk
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog, Frame, LabeledField, Notice, PassphraseField, Text


class PassphraseDialog(Dialog):
    """The present one, and the new one twice."""

    chapter = "tresor"

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(over, _("Passphrase ändern"), icon="key-round", width=520)
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._notice: Notice | None = None
        self.fields: dict[str, LabeledField] = {}
        for name, label, hint in (
            ("secret", _("Jetzige Passphrase"), _("Oder der Wiederherstellungsschlüssel vom Papier.")),
            ("passphrase", _("Neue Passphrase"), _("Am besten sechs zufällige Wörter, mindestens 12 Zeichen.")),
            ("again", _("Neue Passphrase noch einmal"), ""),
        ):
            self.fields[name] = LabeledField(label, PassphraseField(label), hint=hint)
            self._field(name).textEdited.connect(self.fields[name].clear_fault)
            self.body.addWidget(self.fields[name])
        self.body.addWidget(
            Text(
                _("Der Wiederherstellungsschlüssel auf Papier bleibt gültig. Andere Zugänge ändern sich nicht."),
                "secondary",
                wrap=True,
            )
        )
        self.set_buttons(_("Passphrase ändern"), self._save, icon="check")

    def _field(self, name: str) -> PassphraseField:
        field = self.fields[name].field
        assert isinstance(field, PassphraseField)
        return field

    def _save(self) -> None:
        secret, new, again = (self._field(name).text() for name in ("secret", "passphrase", "again"))
        if not secret:
            self._show_fault("secret", _("Bitte geben Sie die jetzige Passphrase ein."))
        elif not new:
            self._show_fault("passphrase", _("Bitte geben Sie die neue Passphrase ein."))
        elif new != again:
            self._show_fault("again", _("Das ist nicht dieselbe wie darüber."))
        else:
            assert self.primary is not None
            self.primary.set_busy(_("Wird geändert …"))
            self._tasks.run(change_own_passphrase, self._desk, secret, new, done=self._done, failed=self._refused)

    def _done(self, _nothing: object) -> None:
        for name in self.fields:
            self._field(name).clear()
        self._frame.tell(_("Die Passphrase ist geändert. Die alte öffnet diesen Tresor nicht mehr."))
        self.accept()

    def _refused(self, error: LaufmappeError) -> None:
        assert self.primary is not None
        self.primary.set_busy()
        if isinstance(error, FieldError) and error.field in self.fields:
            self._show_fault(error.field, str(error))
            return
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
        self._notice = Notice(str(error), kind="danger")
        self.body.insertWidget(0, self._notice)
        self.replace()

    def _show_fault(self, name: str, sentence: str) -> None:
        self.fields[name].show_fault(sentence)
        self._field(name).setFocus()
        self._field(name).selectAll()
        self.replace()
