# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dialog with fields: faults stand beside their field, unsaved words are not lost by one Esc."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.history import BEGUN_DIALOG, draft, drop_draft, save_draft
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.held import held, show_held
from laufmappe.ui.widgets import (
    DateField,
    Dialog,
    LabeledField,
    LineEdit,
    Notice,
    Reading,
)

KEEP_EVERY = 2000
"""Milliseconds between two looks at what is typed."""


class FormDialog(Dialog):
    """Fields by the names that `FieldError` uses. Subclasses `put` fields, and `save` calls `write`."""

    def __init__(
        self, over: QWidget, acts: Acts, title: str, *, subtitle: str = "", icon: str = "", width: int = 560
    ) -> None:
        super().__init__(over, title, subtitle=subtitle, icon=icon, width=width)
        self.acts = acts
        self.fields: dict[str, LabeledField] = {}
        self._before: dict[str, object] = {}
        self._kept: dict[str, object] = {}
        self._form = ""
        self._drafted = False
        self._warned = False
        self._notice = QVBoxLayout()
        self.body.addLayout(self._notice)

    def put(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        row: QHBoxLayout | None = None,
        stretch: int = 1,
    ) -> LabeledField:
        """Adds a field under its label, below the others or into `row`."""
        labeled = LabeledField(label, field, required=required, hint=hint)
        if isinstance(field, DateField):
            field.read.connect(partial(_show_reading, labeled))
        self.fields[name] = labeled
        if row is None:
            self.body.addWidget(labeled)
        else:
            row.addWidget(labeled, stretch)
        return labeled

    def row(self) -> QHBoxLayout:
        """A line for several fields."""
        line = QHBoxLayout()
        line.setSpacing(12)
        self.body.addLayout(line)
        return line

    def ready(self, words: str, icon: str = "check", begun: str = "") -> None:
        """Ends the building: the button that saves, and what counts as unchanged.

        With `begun`, a name for what the form is about, typed words outlive a lock: they come back with the next one.
        """
        self.set_buttons(words, self.save, icon=icon)
        self._before = self._kept = self.held()
        if begun:
            self._form = f"{BEGUN_DIALOG}{self.acts.newcomer_id}:{type(self).__name__}:{begun}"
            self.acts.tasks.run(draft, self.acts.desk, self._form, done=self._restore)
            self._clock = QTimer(self)
            self._clock.timeout.connect(self.keep)
            self._clock.start(KEEP_EVERY)

    def keep(self) -> None:
        """Keeps what is typed, encrypted, if it changed since."""
        now = self.held()
        if self._form and now != self._kept:
            self._kept, self._drafted = now, True
            self.acts.tasks.run(save_draft, self.acts.desk, self._form, now)

    def _restore(self, values: dict[str, object] | None) -> None:
        if values is None or self.held() != self._before:
            return
        for name, value in values.items():
            if name in self.fields:
                show_held(self.fields[name].field, value)
        self._kept, self._drafted = self.held(), True
        self.say(_("Das hatten Sie hier begonnen und noch nicht eingetragen."), "info")

    def _forget(self) -> None:
        """The words are saved or thrown away: no draft of them stays."""
        if self._form:
            self.acts.tasks.run(drop_draft, self.acts.desk, self._form)
            self._form = ""

    def held(self) -> dict[str, object]:
        """What stands in the fields now."""
        return {name: held(labeled.field) for name, labeled in self.fields.items()}

    def kept_already(self, name: str) -> None:
        """What stands in a field now was written by another act: it is no unsaved word."""
        self._before = {**self._before, name: self.held()[name]}

    def save(self) -> None:
        """Reads the fields and writes them; each form has its own."""
        raise NotImplementedError

    def write(self, told: str, verb: Callable[..., Changed], *args: Any, **named: Any) -> None:
        """Calls the verb unless a date is faulty; closes when it worked, shows the fault beside its field when not."""
        faulty = next((labeled for labeled in self.fields.values() if _date_fault(labeled)), None)
        if faulty is not None:
            faulty.field.setFocus()
            self.replace()
            return
        for labeled in self.fields.values():
            labeled.clear_fault()
        if self.primary is not None:
            self.primary.set_busy(_("Wird eingetragen …"))
        self.acts.do(told, verb, *args, done=self._saved, failed=self._failed, **named)

    def say(self, sentence: str, kind: str = "danger") -> None:
        """Shows a sentence above the fields; an empty one takes it away."""
        while (item := self._notice.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if sentence:
            self._notice.addWidget(Notice(sentence, kind=kind))
        self.replace()

    def unchanged(self) -> bool:
        """Whether nothing in the fields waits to be written."""
        return self.held() == self._before

    def may_close(self) -> bool:
        """The first Esc over changed fields only warns."""
        if self._warned or self.unchanged():
            if self._drafted:
                self._forget()
            return True
        self._warned = True
        self.say(_("Noch nicht eingetragen. Noch einmal Esc verwirft, was Sie hier geschrieben haben."), "warn")
        return False

    def _saved(self, changed: Changed) -> None:
        if self._drafted:
            self._forget()
        self.accept()

    def _failed(self, error: LaufmappeError) -> None:
        if self.primary is not None:
            self.primary.set_busy()
        labeled = self.fields.get(error.field) if isinstance(error, FieldError) else None
        if labeled is None:
            self.say(str(error))
            return
        repair = error.repair if isinstance(error, FieldError) else None
        if repair and isinstance(labeled.field, LineEdit):
            _offer(labeled, str(error), repair)
        else:
            labeled.show_fault(str(error))
        labeled.field.setFocus()
        self.replace()


def _offer(labeled: LabeledField, sentence: str, repair: str) -> None:
    field = labeled.field
    assert isinstance(field, LineEdit)
    labeled.show_fault(sentence, _("{value} übernehmen").format(value=repair), partial(_mend, labeled, field, repair))


def _mend(labeled: LabeledField, field: LineEdit, repair: str) -> None:
    field.setText(repair)
    labeled.clear_fault()


def _show_reading(labeled: LabeledField, reading: Reading) -> None:
    if not reading.fault:
        labeled.clear_fault()
    elif reading.repair:
        _offer(labeled, reading.fault, reading.repair)
    else:
        labeled.show_fault(reading.fault)


def _date_fault(labeled: LabeledField) -> bool:
    if not isinstance(labeled.field, DateField):
        return False
    reading = labeled.field.reading()
    if reading.fault:
        _show_reading(labeled, reading)
    return bool(reading.fault)
