# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strg+K: one field that finds people, services, steps, notes, and everything that can be done here."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.finding import Hit, find_anything
from laufmappe.casework.names.spelling import plain
from laufmappe.i18n import N_, _
from laufmappe.ui.faults import guarded
from laufmappe.ui.main_window import Action
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import (
    Dialog,
    Frame,
    Row,
    RowStyle,
    RowsView,
    SearchField,
    Section,
    Text,
    avatar_colour,
    initials,
)
from laufmappe.ui.widgets.keys import key_text

HEIGHT = 420
"""Pixels of the list; more is scrolled."""
_MOST_ACTIONS = 12
_HEADS = {
    "action": (N_("Aktionen"), "command"),
    "person": (N_("Ratsuchende"), "users"),
    "service": (N_("Anlaufstellen"), "building-2"),
    "step": (N_("Stationen dieser Person"), "route"),
    "note": (N_("Notizen"), "notebook-text"),
}
_TABLES = {
    "newcomer": N_("Notiz zur Person"),
    "step": N_("Station"),
    "review": N_("Zwischenbilanz"),
    "goal": N_("Ziel"),
    "contact": N_("Gespräch"),
    "appointment": N_("Termin"),
    "follow_up": N_("Wiedervorlage"),
    "qualification": N_("Qualifikation"),
    "referral": N_("Verweis"),
    "release": N_("Schweigepflichtentbindung"),
    "document": N_("Dokument"),
}


class Finder(Dialog):
    """Typing finds, the arrows choose, Enter goes there. `here` is the person at hand, whose steps are found too."""

    chapter = "suchen"

    def __init__(
        self, over: QWidget, desk: Desk, tasks: Tasks, frame: Frame, actions: Sequence[Action], here: str = ""
    ) -> None:
        super().__init__(over, _("Alles finden"), icon="search", width=680)
        self._desk, self._tasks, self._frame, self._here = desk, tasks, frame, here
        self._actions = tuple(actions)
        self._asking: Task | None = None
        self.search = SearchField(_("Alles finden"), _("Name, Anlaufstelle, Notiz oder Aktion …"))
        self.search.textChanged.connect(self._ask)
        self.search.installEventFilter(self)
        self.body.addWidget(self.search)
        self.list = RowsView(_("Gefunden"), RowStyle(height=46, avatar=30, padding=8))
        self.list.setFixedHeight(HEIGHT)
        self.list.opened.connect(self._open)
        self.body.addWidget(self.list)
        self.none = Text("", "secondary", wrap=True)
        self.body.addWidget(self.none)
        self.set_buttons(_("Öffnen"), self._open_current, icon="corner-down-left", cancel=_("Schließen"))
        self._show([])

    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        typed = self.search.text()
        if not typed.strip():
            self._show([])
            return
        self._asking = self._tasks.run(find_anything, self._desk, typed, self._here, done=self._show, owner=self)

    def _show(self, hits: list[Hit]) -> None:
        rows: list[Row | Section] = []
        actions = self._fitting()
        self._add(rows, "action", [_action_row(number, self._actions[number]) for number in actions])
        for kind, found in groupby(hits, key=lambda hit: hit.kind):
            self._add(rows, kind, [_row(hit) for hit in found])
        self.list.show_rows(rows)
        self.list.choose_first()
        nothing = not rows
        self.none.show_text(
            _("Nichts gefunden. Namen in jeder Schreibweise, Notizen nach ihren Wörtern.") if nothing else ""
        )
        self.none.setVisible(nothing)

    def _fitting(self) -> list[int]:
        words = plain(self.search.text()).split()
        fitting = [n for n, action in enumerate(self._actions) if all(word in plain(action.title) for word in words)]
        return fitting[:_MOST_ACTIONS] if words else fitting

    def _add(self, rows: list[Row | Section], kind: str, found: list[Row]) -> None:
        if found:
            title, icon = _HEADS[kind]
            rows.append(
                Section(title=_(title), icon=icon, kind="neutral", count=str(len(found)), note="", first=not rows)
            )
            rows.extend(found)

    def _open_current(self) -> None:
        self._open(self.list.current_key())

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            self.accept()
            self._actions[key].do()
        elif isinstance(key, Hit):
            self.accept()
            if key.kind == "service":
                self._frame.go("services", key.subject_id)
            else:
                self._frame.go("people", (key.newcomer_id, key.subject_id) if key.subject_id else key.newcomer_id)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._open_current()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)


def _action_row(number: int, action: Action) -> Row:
    return Row(number, action.title, key_text(action.key) if action.key else "", icon=action.icon, icon_colour="accent")


def _row(hit: Hit) -> Row:
    if hit.kind == "person":
        return Row(hit, hit.text, hit.below, initials=initials(hit.text), colour=avatar_colour(hit.newcomer_id))
    if hit.kind == "note":
        where = _(_TABLES[hit.table]) if hit.table in _TABLES else ""
        return Row(hit, hit.text, " · ".join(part for part in (hit.below, where) if part), icon="notebook-text")
    if hit.kind == "step":
        return Row(hit, _(hit.text), icon="route")
    return Row(hit, hit.text, hit.below, icon="building-2")
