# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody whose folder may be printed, with a tick each; however many, only the rows in sight are made."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.folder.crowd import CHANGED, NEW, REFUSED, SAME, Candidate
from laufmappe.ui.widgets import (
    ROW_ROLE,
    ChipSpec,
    EmptyState,
    KeyCaps,
    Row,
    RowStyle,
    RowsView,
    Segmented,
    Text,
    avatar_colour,
    initials,
)
from laufmappe.ui.widgets.rows import Index

EVERY, NONE = "every", "none"
_ORDER = (CHANGED, NEW, EVERY, NONE)


class CrowdList(QWidget):
    """The left column. `ticked`: the choice of people is another."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _People()
        self._model.setParent(self)
        self._checked: set[str] = set()
        self._locked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        options: list[tuple[str, object]] = [
            (_("Geänderte"), CHANGED),
            (_("Ohne Mappe"), NEW),
            (_("Alle"), EVERY),
            (_("Keine"), NONE),
        ]
        self.which = Segmented(_("Wessen Mappe"), options, CHANGED)
        self.which.chosen.connect(self.choose_which)
        head.addWidget(self.which)
        head.addWidget(KeyCaps("G"))
        head.addSpacing(8)
        self._count = Text("", "secondary", elide=True)
        head.addWidget(self._count, 1)
        column.addLayout(head)
        self.view = RowsView(_("Ratsuchende"), RowStyle(height=52, avatar=32, padding=10, chip_column=150))
        self.view.setUniformItemSizes(True)
        self.view.setModel(self._model)
        self.view.ticked.connect(self._tick)
        self.view.opened.connect(lambda key: self._tick(key, key not in self._checked))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        nobody = _("Es ist niemand da, dessen Beratung läuft. Leeren Sie die Suche in der Liste der Ratsuchenden.")
        self._stack.addWidget(EmptyState("users", _("Keine Mappen zu drucken"), nobody))
        column.addWidget(self._stack, 1)

    def show_people(self, people: Sequence[Candidate]) -> None:
        """Shows these, ticked by the rule above them."""
        self._model.show_people(people)
        self._stack.setCurrentIndex(0 if people else 1)
        if people:
            self.view.setCurrentIndex(self._model.index(0))
        self.choose_which(self.which.value())

    def show_state(self, newcomer_id: str, state: str) -> None:
        """It is known now how somebody's paper stands."""
        self._model.show_state(newcomer_id, state)
        if self.which.value() == CHANGED and state == CHANGED and not self._locked:
            self._checked.add(newcomer_id)
            if len(self._checked) == 1:
                self._show_first()
            self._changed()

    def people(self) -> tuple[Candidate, ...]:
        """Everybody in the list."""
        return tuple(self._model.people)

    def chosen(self) -> tuple[Candidate, ...]:
        """Those who are ticked, in their order."""
        return tuple(person for person in self._model.people if person.id in self._checked)

    def choose_which(self, which: object) -> None:
        """Ticks those with a changed folder (`CHANGED`), those without one (`NEW`), `EVERY` or `NONE`."""
        self.which.choose(which)
        if which is not None:
            self._checked = {p.id for p in self._model.people if which == EVERY or p.state == which}
        self._show_first()
        self._changed()

    def choose_next(self) -> None:
        """The next of the rules; after ticking by hand, the first."""
        now = self.which.value()
        self.choose_which(_ORDER[(_ORDER.index(str(now)) + 1) % 4] if now in _ORDER else CHANGED)

    def lock(self, locked: bool) -> None:
        """While it prints, takes no ticks."""
        self._locked = locked
        self.which.setEnabled(not locked)

    def forget(self) -> None:
        """Lets go of everybody."""
        self._checked = set()
        self._model.show_people(())

    def _show_first(self) -> None:
        """Brings the first who is ticked into sight."""
        first = next((line for line, p in enumerate(self._model.people) if p.id in self._checked), -1)
        if first >= 0:
            self.view.setCurrentIndex(self._model.index(first))

    def _tick(self, key: object, checked: bool) -> None:
        if self._locked:
            return
        (self._checked.add if checked else self._checked.discard)(str(key))
        self.which.choose(None)
        self._changed()

    def _changed(self) -> None:
        self._model.show_checked(self._checked)
        words = _("{chosen} von {all} gewählt").format(chosen=len(self._checked), all=len(self._model.people))
        self._count.show_text(words)
        self.ticked.emit()


class _People(QStringListModel):
    """Rows made when they are looked at; the strings below are empty and only let Qt count the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Candidate] = []
        self._lines: dict[str, int] = {}
        self._checked: set[str] = set()

    def show_people(self, people: Sequence[Candidate]) -> None:
        self.people = list(people)
        self._lines = {person.id: line for line, person in enumerate(people)}
        self.setStringList([""] * len(people))

    def show_state(self, newcomer_id: str, state: str) -> None:
        line = self._lines.get(newcomer_id, -1)
        if line >= 0:
            self.people[line] = replace(self.people[line], state=state)
            self.dataChanged.emit(self.index(line), self.index(line))

    def show_checked(self, checked: set[str]) -> None:
        self._checked = checked
        if self.people:
            self.dataChanged.emit(self.index(0), self.index(len(self.people) - 1))

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked = (ROW_ROLE, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role not in asked or not 0 <= index.row() < len(self.people):
            return None
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return person.name
        row = Row(
            person.id,
            person.name,
            _("Mappe {number:04}").format(number=person.number),
            initials=initials(person.name),
            colour=avatar_colour(person.id),
            chip=_chip(person.state),
            checked=person.id in self._checked,
        )
        return row if role == ROW_ROLE else row.spoken()


def _chip(state: str) -> ChipSpec | None:
    if state == NEW:
        return ChipSpec(_("ohne Mappe"), "accent", "plus")
    if state == CHANGED:
        return ChipSpec(_("geändert"), "warn", "pencil")
    if state == SAME:
        return ChipSpec(_("unverändert"), "neutral", "circle")
    return ChipSpec(_("nicht druckbar"), "danger", "circle-alert") if state == REFUSED else None
