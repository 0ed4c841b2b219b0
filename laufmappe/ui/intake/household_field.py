# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The members of a household, one line for each; Enter goes on to the next line, which is always there."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.people.household import RELATIONS
from laufmappe.casework.record_views import HouseholdMemberView
from laufmappe.i18n import N_, _
from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets import ComboBox, DateField, IconButton, LineEdit, Reading, Text, shown_date
from laufmappe.ui.widgets.flow import into_sight

RELATION_WORDS = {
    "partner": N_("Partner*in"),
    "child": N_("Kind"),
    "parent": N_("Elternteil"),
    "sibling": N_("Geschwister"),
    "other": N_("andere"),
}
_STRETCH = (4, 3, 4, 4)
_BUTTON = 28
_WHOLE_DATE = 104
"""Pixels that a date with day, month and year needs."""
_BUTTONS = 3 * _BUTTON + 2 * 2


class MemberLine(QWidget):
    """One member: first name, birth, relation, family name; a note below when there is one or it was asked for."""

    edited = Signal()
    next_asked = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()
    read = Signal(Reading)

    def __init__(self) -> None:
        super().__init__()
        self.id = ""
        self.given = LineEdit(_("Vorname"), limit=300)
        self.birth = DateField()
        self.birth.setAccessibleName(_("Geburtsdatum"))
        self.birth.setPlaceholderText(_("Jahr genügt"))
        self.birth.setMinimumWidth(_WHOLE_DATE)
        self.relation = ComboBox(_("Beziehung"), [(_(RELATION_WORDS[key]), key) for key in RELATIONS])
        self.relation.choose("child")
        self.family = LineEdit(_("Nachname"), limit=300)
        self.note = LineEdit(_("Notiz"), placeholder=_("Notiz"), limit=300)
        self.note.hide()
        self._up = IconButton("arrow-up", _("nach oben"), size=_BUTTON)
        self._note_button = IconButton("message-square", _("Notiz"), size=_BUTTON)
        self._remove = IconButton("x", _("entfernen"), size=_BUTTON)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part, stretch in zip(self._fields(), _STRETCH, strict=True):
            row.addWidget(part, stretch)
            part.installEventFilter(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in self._buttons():
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # the fields of the empty line stand under those of the others
            button.setSizePolicy(policy)
            buttons.addWidget(button)
        row.addLayout(buttons)
        column.addLayout(row)
        column.addWidget(self.note)
        self.note.installEventFilter(self)
        self._wire()

    def _wire(self) -> None:
        for line in (self.given, self.birth, self.family, self.note):
            line.textChanged.connect(self._edited)
        self.relation.currentIndexChanged.connect(self._edited)
        self.birth.read.connect(self.read)
        self._up.clicked.connect(lambda: self.move_asked.emit(-1))
        self._note_button.clicked.connect(self._ask_note)
        self._remove.clicked.connect(self.remove_asked)

    def _fields(self) -> tuple[QWidget, ...]:
        return self.given, self.birth, self.relation, self.family

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (*self._fields(), *self._buttons(), self.note)

    def _buttons(self) -> tuple[IconButton, ...]:
        return self._up, self._note_button, self._remove

    def is_empty(self) -> bool:
        """Whether nothing is said of anybody."""
        return not any(line.text().strip() for line in (self.given, self.birth, self.family, self.note))

    def values(self) -> dict[str, str]:
        """What stands in the line, as typed."""
        return {
            "id": self.id,
            "given_name": self.given.text(),
            "family_name": self.family.text(),
            "relation": str(self.relation.value()),
            "birth_date": self.birth.text(),
            "note": self.note.text(),
        }

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Shows a member as `values` gave it."""
        self.id = str(values.get("id", ""))
        self.given.setText(str(values.get("given_name", "")))
        self.family.setText(str(values.get("family_name", "")))
        self.relation.choose(values.get("relation", "child"))
        self.birth.setText(str(values.get("birth_date", "")))
        self.note.setText(str(values.get("note", "")))
        self.note.setVisible(bool(self.note.text()))
        for line in (self.given, self.family, self.note):
            line.setCursorPosition(0)

    def show_place(self, number: int, *, last: bool) -> None:
        """Names the fields by their place; the empty line at the end is one stop of Tab."""
        names: tuple[tuple[QWidget, str], ...] = (
            (self.given, _("Vorname")),
            (self.birth, _("Geburtsdatum")),
            (self.relation, _("Beziehung")),
            (self.family, _("Nachname")),
            (self.note, _("Notiz")),
            (self._up, _("nach oben")),
            (self._note_button, _("Notiz")),
            (self._remove, _("entfernen")),
        )
        for part, name in names:
            part.setAccessibleName(_("Haushalt {n}: {field}").format(n=number, field=name))
        self._up.setEnabled(number > 1)
        for button in self._buttons():
            button.setVisible(not last)
        policy = Qt.FocusPolicy.ClickFocus if last else Qt.FocusPolicy.StrongFocus
        for part in self._fields()[1:]:
            part.setFocusPolicy(policy)
        self.given.setPlaceholderText(_("Vorname") if last else "")
        self.family.setPlaceholderText(_("Nachname") if last else "")

    def _ask_note(self) -> None:
        self.note.show()
        self.note.setFocus()

    def _edited(self) -> None:
        if shiboken6.isValid(self):
            self.edited.emit()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == Qt.KeyboardModifier.NoModifier:
                self.next_asked.emit()
                return True
            if held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.move_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
                return True
        return bool(super().eventFilter(watched, event))


class HouseholdField(QWidget):
    """Everybody of the household. `changed` after each edit; `read` when a date was left, with its fault or none."""

    changed = Signal()
    read = Signal(Reading)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Haushalt"))
        self._quiet = False
        self._lines: list[MemberLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._build_head())
        self.choose(())

    def _build_head(self) -> QWidget:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = (_("Vorname"), _("Geboren"), _("Beziehung"), _("Nachname"))
        for place, (word, stretch) in enumerate(zip(words, _STRETCH, strict=True)):
            text = Text(word, "label", elide=True)
            text.setMinimumWidth(_WHOLE_DATE if place == 1 else 0)
            row.addWidget(text, stretch)
        row.addSpacing(_BUTTONS)
        return self._head

    def members(self) -> tuple[HouseholdMemberView, ...]:
        """The members as typed, for casework to check."""
        return tuple(
            HouseholdMemberView(**{**line.values(), "birth_date": line.birth.value() or line.birth.text()})
            for line in self._lines
            if not line.is_empty()
        )

    def choose(self, members: Iterable[HouseholdMemberView]) -> None:
        """Shows exactly these members."""
        self.show_value([{**vars(member), "birth_date": shown_date(member.birth_date)} for member in members])

    def value(self) -> list[dict[str, str]]:
        """What stands in the lines, as typed: to be kept as a draft and shown again."""
        return [line.values() for line in self._lines if not line.is_empty()]

    def show_value(self, value: object) -> None:
        """Shows what `value` gave."""
        members = value if isinstance(value, list) else []
        self._quiet = True
        while len(self._lines) > len(members) + 1:
            self._drop(self._lines[-1])
        while len(self._lines) < len(members) + 1:
            self._add()
        for line, values in zip(self._lines, [*members, {}], strict=True):
            line.show_values(values)
        self._settle()
        self._quiet = False

    def look_for_faults(self) -> Reading | None:
        """The first date that can't be one, and Tab stops there next; None when all can."""
        found = None
        for line in self._lines:
            reading = line.birth.reading()
            line.birth.set_faulty(bool(reading.fault))
            if reading.fault and found is None:
                found = reading
                self.setFocusProxy(line.birth)
        if found is None:
            self.setFocusProxy(self._lines[0].given)
        return found

    def mend(self, repair: str) -> None:
        """Puts another date where the first faulty one stands."""
        for line in self._lines:
            if line.birth.reading().fault:
                line.birth.setText(repair)
                break
        self.look_for_faults()

    def set_faulty(self, faulty: bool) -> None:
        """The faulty date is marked, not the whole."""
        if not faulty:
            for line in self._lines:
                line.birth.set_faulty(False)

    def lines(self) -> Sequence[MemberLine]:
        """The lines, with the empty one at the end."""
        return tuple(self._lines)

    def _add(self) -> None:
        line = MemberLine()
        line.edited.connect(self._edited)
        line.next_asked.connect(self._next)
        line.move_asked.connect(self._move)
        line.remove_asked.connect(self._remove)
        line.read.connect(self.read)
        self._column.addWidget(line)
        if self._lines:
            stops = (self._lines[-1].stops()[-1], *line.stops())
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)
        self._lines.append(line)

    def _drop(self, line: MemberLine) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _settle(self) -> None:
        """An empty line stands at the end, and each field knows its place."""
        if not self._lines or not self._lines[-1].is_empty():
            self._add()
        for number, line in enumerate(self._lines, start=1):
            line.show_place(number, last=number == len(self._lines))
        self._head.setVisible(len(self._lines) > 1)
        self.setFocusProxy(self._lines[0].given)

    def _edited(self) -> None:
        if not self._quiet and shiboken6.isValid(self):
            self._settle()
            self.changed.emit()

    def _next(self) -> None:
        line = self.sender()
        place = self._lines.index(line) if isinstance(line, MemberLine) else len(self._lines)
        if place + 1 < len(self._lines):
            self._lines[place + 1].given.setFocus(Qt.FocusReason.TabFocusReason)
            into_sight(self._lines[place + 1], margin=64)
        else:
            self.focusNextChild()

    def _move(self, by: int) -> None:
        line = self.sender()
        if not isinstance(line, MemberLine):
            return
        place = self._lines.index(line)
        wanted = place + by
        if not 0 <= wanted < len(self._lines) - 1 or place == len(self._lines) - 1:
            return
        at = next((n for n, part in enumerate(line.stops()) if part.hasFocus()), 0)
        kept = [other.values() for other in self._lines[:-1]]
        kept.insert(wanted, kept.pop(place))
        self.show_value(kept)
        self._lines[wanted].stops()[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self) -> None:
        line = self.sender()
        if isinstance(line, MemberLine):
            place = self._lines.index(line)
            self.show_value([other.values() for other in self._lines[:-1] if other is not line])
            self._lines[min(place, len(self._lines) - 1)].given.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()
