# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where backups go: the first place, and a second one on a stick that goes home."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.backup_places import Places
from laufmappe.casework.backups.keeping import (
    USUAL_HOURS,
    backup_hours,
    backup_places,
    set_backup_hours,
    set_backup_places,
)
from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import EVERY, HOURS, PLACE, SECOND_PLACE
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.backup_now import BackUpNow
from laufmappe.ui.settings.locked import LockedLine, lock
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.plate import choose_folder
from laufmappe.ui.widgets import Button, Card, Chip, Frame, LabeledField, Line, Segmented, Text, rule


class BackupCard(Card):
    """`places_shown(list of folders)` whenever they are known anew."""

    chapter = "sicherung"

    places_shown = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame, locked: Collection[str] = ()) -> None:
        super().__init__(_("Sicherungen"), icon="hard-drive")
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self.choose = choose_folder
        self.places: Places | None = None
        self._locked = locked
        self._buttons: list[Button] = []
        words = _(
            "Jede Sicherung ist ein vollständiger, verschlüsselter Tresor und wird zur Probe geöffnet. "
            "Sie entsteht von selbst: beim Sperren, am Ende des Arbeitstags und während der Arbeit."
        )
        self.body.addWidget(Text(words, "secondary", wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.fault = Text("", "error", wrap=True, parent=self)
        self.fault.hide()
        self.body.addWidget(self.fault)
        hours: list[tuple[str, object]] = [(_("{n} Stunden").format(n=hours), hours) for hours in HOURS]
        self.hours = Segmented(_("Während der Arbeit sichern nach"), hours, USUAL_HOURS)
        self.hours.chosen.connect(self._hours_chosen)
        every = LabeledField(_("Während der Arbeit sichern nach"), self.hours)
        lock(every, EVERY, locked)
        self.body.addWidget(every)
        self.body.addWidget(rule())
        self.now = BackUpNow(desk, tasks, frame)
        self.body.addWidget(self.now)

    def refresh(self) -> None:
        """Shows the places as they are kept, and the last backup."""
        self._tasks.run(_places_there, self._desk, done=self._show_places)
        self._tasks.run(backup_hours, self._desk, done=self.hours.choose, owner=self)
        self.now.refresh()

    def _show_places(self, found: tuple[Places, bool, bool]) -> None:
        places, first_there, second_there = found
        self.places = places
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        first = _place_line(places.first, _("Erster Ort") if places.chosen else _("Erster Ort: neben dem Tresor"))
        if places.chosen and not first_there:
            first.add(Chip(_("nicht da"), "warn", "usb"))
        self._buttons.clear()
        may_first, may_second = PLACE not in self._locked, SECOND_PLACE not in self._locked
        if may_first:
            self._add(first, _("Ändern …"), _("Ersten Ort der Sicherungen ändern"), self.choose_first)
        if places.chosen and may_first:
            self._add(first, _("Zurücksetzen"), _("Ersten Ort zurücksetzen"), self.reset_first)
        if places.second is None:
            second = Line(_("Kein zweiter Ort"), _("Am besten ein Stick, der nicht beim Rechner liegt."), icon="usb")
            if may_second:
                self._add(second, _("Wählen …"), _("Zweiten Ort der Sicherungen wählen"), self.choose_second)
        else:
            second = _place_line(places.second, _("Zweiter Ort"), "usb")
            if not second_there:
                second.add(Chip(_("nicht da"), "warn", "usb"))
            if may_second:
                self._add(second, _("Ändern …"), _("Zweiten Ort der Sicherungen ändern"), self.choose_second)
                self._add(second, _("Entfernen"), _("Zweiten Ort der Sicherungen entfernen"), self.remove_second)
        for line, may in ((first, may_first), (second, may_second)):
            self._lines.addWidget(line)
            if not may:
                self._lines.addWidget(LockedLine())
        before: QWidget | None = self.hours
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for button in self._buttons:
            # They are made anew each time, and would else come after everything else on the page.
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button
        self.places_shown.emit([place for place in (places.first, places.second) if place is not None])

    def _add(self, line: Line, words: str, name: str, action: object) -> None:
        button = Button(words, kind="link")
        button.setAccessibleName(name)
        button.clicked.connect(action)
        line.add(button)
        self._buttons.append(button)

    def choose_first(self) -> None:
        """Asks for the folder of the first place."""
        if self.places is not None:
            chosen = self.choose(self, _("Ordner für die Sicherungen"), _near(self.places.first))
            if chosen is not None:
                self._keep(chosen, self.places.second)

    def reset_first(self) -> None:
        """Back to the folder beside the vault."""
        if self.places is not None:
            self._keep(None, self.places.second)

    def choose_second(self) -> None:
        """Asks for the folder of the second place."""
        if self.places is not None:
            chosen = self.choose(self, _("Ordner für die zweite Sicherung"), _near(self.places.second))
            if chosen is not None:
                self._keep(self.places.first if self.places.chosen else None, chosen)

    def remove_second(self) -> None:
        """No second place any more; what lies there stays."""
        if self.places is not None:
            self._keep(self.places.first if self.places.chosen else None, None)

    def _keep(self, first: Path | None, second: Path | None) -> None:
        self._show_fault("")
        self._tasks.run(set_backup_places, self._desk, first, second, done=self._kept, failed=self._refused)

    def _hours_chosen(self, hours: object) -> None:
        self._tasks.run(set_backup_hours, self._desk, int(str(hours)), done=self._hours_kept, owner=self)

    def _hours_kept(self, changed: Changed) -> None:
        self._frame.announce(changed)

    def _kept(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Der Ort für die Sicherungen ist geändert."), partial(self._undo, changed.operation))
        self.refresh()

    def _refused(self, error: LaufmappeError) -> None:
        place = _("Erster Ort: {fault}") if isinstance(error, FieldError) and error.field == PLACE else "{fault}"
        self._show_fault(place.format(fault=error))

    def _undo(self, operation: str) -> None:
        self._tasks.run(self._desk.undo, operation, done=self._undone)

    def _undone(self, changed: Changed) -> None:
        self._frame.announce(changed)
        self._frame.tell(_("Zurückgenommen. Es ist wieder wie vorher."))
        self.refresh()

    def _show_fault(self, sentence: str) -> None:
        self.fault.show_text(sentence)
        self.fault.setVisible(bool(sentence))


def _place_line(place: Path, words: str, icon: str = "folder") -> Line:
    line = Line(str(place), words, icon=icon)
    line.title.setToolTip(str(place))
    return line


def _near(place: Path | None) -> Path | None:
    """Where the folder dialog begins: the place itself, or the nearest folder above it that is there."""
    if place is None:
        return None
    return next((folder for folder in (place, *place.parents) if folder.is_dir()), None)


def _places_there(desk: Desk) -> tuple[Places, bool, bool]:
    places = backup_places(desk)
    return places, places.first.is_dir(), places.second is not None and places.second.is_dir()
