# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The centre and its counsellor, as they stand on every sheet."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from laufmappe.casework.desk import Desk
from laufmappe.casework.history import BEGUN_DIALOG, draft, drop_draft, save_draft
from laufmappe.casework.setting_names import CENTRE_TEXTS, LOGO
from laufmappe.casework.settings.centre import centre, set_centre
from laufmappe.casework.settings.document import setting_of
from laufmappe.casework.views import CentreView, Changed
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.settings.locked import lock
from laufmappe.ui.settings.logo import LogoField
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Card, Frame, LabeledField, LineEdit, Text, rule

BEGUN = f"{BEGUN_DIALOG}centre"


class CentreCard(Card):
    """Fields by the names of `CentreView`, kept by one button; and the logo, kept as soon as it is chosen."""

    chapter = "einstellungen"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, locked: Collection[str] = ()) -> None:
        super().__init__(_("Beratungsstelle"), icon="building-2")
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._kept = CentreView()
        self.fields: dict[str, LabeledField] = {}
        self.body.addWidget(Text(_("Diese Angaben stehen auf jedem Blatt der Laufmappe."), "secondary", wrap=True))
        self._locked = locked
        for fields in (
            (("name", _("Beratungsstelle")),),
            (("street", _("Straße und Hausnummer")), ("city", _("PLZ und Ort"))),
            (("phone", _("Telefon")), ("email", _("E-Mail"))),
            (("hours", _("Sprechzeiten")), ("web", _("Internetseite"))),
            (("line", _("Weitere Zeile, etwa der Träger")),),
        ):
            self._put(*fields)
        self.logo = LogoField(desk, tasks, frame, is_locked=LOGO in locked)
        self.body.addWidget(self.logo)
        self.body.addWidget(rule())
        self._put(
            ("counsellor", _("Ihr Name")),
            ("counsellor_phone", _("Ihre Durchwahl")),
            ("counsellor_email", _("Ihre E-Mail")),
        )
        words = _("Das Deckblatt nennt Sie als Ansprechperson; ohne eigene Nummer mit der der Stelle.")
        self.body.addWidget(Text(words, "secondary", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.save_button = Button(_("Speichern"), kind="primary", icon="check", key="Ctrl+Return")
        self.save_button.clicked.connect(self.save)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)
        self._show_change()

    def _put(self, *fields: tuple[str, str]) -> None:
        """One row of fields with their labels."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, label in fields:
            field = LineEdit(limit=300)
            field.textChanged.connect(self._show_change)
            self.fields[name] = LabeledField(label, field)
            lock(self.fields[name], setting_of(name), self._locked)
            row.addWidget(self.fields[name], 1)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """Shows what is kept, unless something was typed over it."""
        if not self.has_changes():
            self._tasks.run(_read, self._desk, done=self._take)
        else:
            self.logo.refresh()

    def has_changes(self) -> bool:
        """Whether something typed is not kept yet."""
        return self._typed() != self._kept

    def save(self) -> None:
        """Keeps what was typed."""
        if not self.has_changes():
            return
        self.save_button.set_busy(_("Wird gespeichert …"))
        self._tasks.run(_write, self._desk, self._typed(), done=self._saved, failed=self._refused)

    def _typed(self) -> CentreView:
        return CentreView(**{name: self._field(name).text() for name in CENTRE_TEXTS}, logo=self._kept.logo)

    def _field(self, name: str) -> LineEdit:
        field = self.fields[name].field
        assert isinstance(field, LineEdit)
        return field

    def _take(self, read: tuple[CentreView, CentreView | None]) -> None:
        self._kept, begun = read
        for name in CENTRE_TEXTS:
            self._field(name).setText(getattr(begun or self._kept, name))
            self._field(name).setCursorPosition(0)
        self.logo.show_logo(self._kept)
        self._show_change()

    def _show_change(self) -> None:
        self.save_button.setEnabled(self.has_changes())

    def _saved(self, changed: Changed) -> None:
        self.save_button.set_busy()
        self._kept = self._typed()
        for labeled in self.fields.values():
            labeled.clear_fault()
        self._tasks.run(_read, self._desk, done=self._take)
        self._frame.announce(changed)
        self._frame.tell(_("Gespeichert. Die nächsten Blätter zeigen es."), partial(self._undo, changed.operation))

    def _refused(self, error: LaufmappeError) -> None:
        self.save_button.set_busy()
        self._show_change()
        labeled = self.fields.get(error.field) if isinstance(error, FieldError) else None
        if labeled is None:
            self._frame.tell(str(error))
        else:
            labeled.show_fault(str(error))
            labeled.field.setFocus()

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone)

    def _undone(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))
        self._tasks.run(_read, self._desk, done=self._take)


def _read(desk: Desk) -> tuple[CentreView, CentreView | None]:
    """What is kept, and what was typed and could not be kept (the vault was locked meanwhile)."""
    begun, kept = draft(desk, BEGUN), centre(desk)
    return kept, replace(kept, **begun) if begun else None


def _write(desk: Desk, view: CentreView) -> Changed:
    """Keeps it; what is refused is kept as a draft, so that locking the vault loses no words. Raises FieldError."""
    try:
        changed = set_centre(desk, view)
    except FieldError:
        save_draft(desk, BEGUN, {name: getattr(view, name) for name in CENTRE_TEXTS})
        raise
    drop_draft(desk, BEGUN)
    return changed
