# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dialog whose fields hold secrets: nothing of it is ever kept as a draft, and the fields are emptied at its end."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import Dialog, LabeledField, LineEdit, Notice, PassphraseField, Text
from laufmappe.vault import TryDelay


class SecretForm(Dialog):
    """Fields by the names that `FieldError` uses; a fault without a field stands above them."""

    def __init__(self, over: QWidget, desk: Desk, tasks: Tasks, title: str, icon: str, width: int = 540) -> None:
        super().__init__(over, title, icon=icon, width=width)
        self.desk = desk
        self.tasks = tasks
        self.fields: dict[str, LabeledField] = {}
        self.task: Task | None = None
        self._tries = TryDelay()
        self._above = QVBoxLayout()
        self.body.addLayout(self._above)

    def say(self, words: str, style: str = "body") -> None:
        """A paragraph in the order of the building."""
        self.body.addWidget(Text(words, style, wrap=True))

    def put(self, name: str, label: str, field: LineEdit, hint: str = "", *, required: bool = True) -> LineEdit:
        """A field under its label."""
        self.fields[name] = LabeledField(label, field, hint=hint, required=required)
        field.textEdited.connect(self.fields[name].clear_fault)
        self.body.addWidget(self.fields[name])
        return field

    def put_secret(self) -> LineEdit:
        """The field that shows that it is the counsellor who asks."""
        label = _("Ihre Passphrase")
        return self.put("secret", label, PassphraseField(label), _("Oder der Wiederherstellungsschlüssel vom Papier."))

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self.fields[name].field
        assert isinstance(field, LineEdit)
        return field.text()

    def run(self, words: str, *work: Any, done: Any, progress: Any = None) -> None:
        """Calls `work` in the worker; meanwhile the button says `words`. Wrong secrets make the next try wait."""
        wait = self._tries.seconds_left()
        if wait > 0:
            self.show_notice(_("Zu viele falsche Versuche. Bitte warten Sie {n} Sekunden.").format(n=int(wait) + 1))
            return
        self.show_notice("")
        self.set_working(words)
        self.task = self.tasks.run(
            *work, done=done, failed=self.refused, progress=progress, cancelled=self.stopped, owner=self
        )

    def set_working(self, words: str) -> None:
        """Shows that it is being done; empty: it is over."""
        assert self.primary is not None
        self.primary.set_busy(words)
        if not words:
            self.task = None

    def stopped(self) -> None:
        """It was cancelled."""
        self.set_working("")
        self.show_notice(_("Abgebrochen. Es wurde nichts verändert."), "info")

    def refused(self, error: LaufmappeError) -> None:
        """Shows the fault where it belongs."""
        self.set_working("")
        if isinstance(error, FieldError) and error.field in self.fields:
            if isinstance(self.fields[error.field].field, PassphraseField) and error.field != "passphrase":
                self._tries.failed()
            self.show_fault(error.field, str(error))
        else:
            self.show_notice(str(error))

    def show_fault(self, name: str, sentence: str) -> None:
        """A sentence below a field, with the focus there."""
        self.fields[name].show_fault(sentence)
        field = self.fields[name].field
        assert isinstance(field, LineEdit)
        field.setFocus()
        field.selectAll()
        self.replace()

    def show_notice(self, sentence: str, kind: str = "danger") -> None:
        """A sentence above the fields; an empty one takes it away."""
        while (item := self._above.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if sentence:
            self._above.addWidget(Notice(sentence, kind=kind))
        QTimer.singleShot(0, self, self.replace)

    @guarded()
    def done(self, result: int) -> None:
        for labeled in self.fields.values():
            if isinstance(labeled.field, LineEdit):
                labeled.field.clear()
        super().done(result)
