# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ratsuchende: everybody at the left, the person chosen at the right."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.i18n import _
from laufmappe.ui.handover.pieces import DropWatch
from laufmappe.ui.people.panel import PeoplePanel
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Beside, Button, EmptyState, Frame, Key, Page


class PeoplePage(Page):
    """The list beside the person. `aim(id)` shows somebody."""

    chapter = "suchen"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Ratsuchende"), scroll=False)
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._pane: Page | None = None
        self.shown = ""
        self._aimed = False
        self.panel = PeoplePanel(desk, tasks)
        self.panel.chosen.connect(self._show)
        self.panel.opened.connect(self._open)
        self.panel.new_asked.connect(self._new)
        self.panel.listed.connect(self._listed)
        self.panel.many_asked.connect(self._print_many)
        self.panel.overview_asked.connect(self._print_overview)
        self.panel.receive_asked.connect(self._receive)
        self._watch = DropWatch(self.panel)
        self._watch.dropped.connect(self._received)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "users",
                _("Niemand ausgewählt"),
                _("Wählen Sie links eine Person, oder nehmen Sie mit Strg+N eine neue auf."),
            )
        )
        self._stack.addWidget(self._build_empty())
        self.beside = Beside(self.panel, self.panel.view, self._stack)
        self.body.addWidget(self.beside, 1)
        self._show_keys()
        self.panel.refresh()

    def _build_empty(self) -> QWidget:
        button = Button(_("Person aufnehmen"), kind="primary", icon="user-plus", key="Ctrl+N")
        button.clicked.connect(self._new)
        overview = Button(_("Erstüberblick drucken …"), kind="link", icon="signpost")
        overview.clicked.connect(self._print_overview)
        return EmptyState(
            "users",
            _("Noch niemand in diesem Tresor"),
            _(
                "Nehmen Sie die erste Person auf, ein Name genügt.\n"
                "Eine Liste aus einem anderen Programm liest der Befehl „laufmappe import“ ein (CSV oder JSON)."
            ),
            button=button,
            link=overview,
        )

    def activate(self) -> None:
        if self._aimed:
            self._aimed = False
            self._person_pane().activate()
        else:
            (self.panel.view if self.shown else self.panel.search).setFocus()

    def build_ahead(self) -> None:
        self._person_pane()

    def first_focus(self) -> QWidget | None:
        return self.panel.search

    def aim(self, target: object) -> None:
        self.panel.show_person(str(target))
        self._show(str(target))
        self._aimed = True
        self.beside.show_object()

    def changed(self, change: object) -> None:
        self.panel.refresh()
        if self._pane is not None and self.shown:
            self._pane.changed(change)

    def may_leave(self) -> bool:
        return self._pane is None or self._pane.may_leave()

    def focus_search(self) -> None:
        """Puts the focus into the search."""
        self.panel.focus_search()

    def _new(self) -> None:
        self._frame.go("intake")

    def _print_many(self) -> None:
        from laufmappe.ui.folder import ManyDialog

        ManyDialog(self, self._desk, self._tasks, self._frame, self.panel.model.search).appear()

    def _print_overview(self) -> None:
        from laufmappe.ui.folder import OverviewDialog

        OverviewDialog(self, self._desk, self._tasks, self._frame).appear()

    def _receive(self) -> None:
        from laufmappe.ui.handover.files import ask_received

        ask_received(self, Acts(self._desk, self._tasks, self._frame, self))

    def _received(self, path: Path) -> None:
        from laufmappe.ui.handover.files import open_received

        open_received(self, Acts(self._desk, self._tasks, self._frame, self), path)

    def _listed(self, count: int) -> None:
        if not count and not self.panel.model.search.strip():
            self.shown = ""
            self._stack.setCurrentIndex(1)
            self.beside.show_object()
        elif not self.shown:
            self._stack.setCurrentIndex(0)
            here = self.isVisible() and not self.panel.search.hasFocus()
            if here and not self.panel.view.currentIndex().isValid():
                self.panel.view.setCurrentIndex(self.panel.model.index(0))

    def _show(self, newcomer_id: str) -> None:
        self.shown = newcomer_id
        pane = self._person_pane()
        self._stack.setCurrentWidget(pane)
        pane.aim(newcomer_id)

    def _open(self, newcomer_id: str) -> None:
        if newcomer_id != self.shown:
            self._show(newcomer_id)
        self.beside.show_object()
        self._person_pane().activate()

    def _person_pane(self) -> Page:
        if self._pane is None:
            from laufmappe.ui.person import PersonPane

            self._pane = PersonPane(self._desk, self._tasks, self._frame)
            self._pane.keys_changed.connect(self._show_keys)
            self._stack.addWidget(self._pane)
            self._show_keys()
        return self._pane

    def _show_keys(self) -> None:
        own = [
            Key("Up Down", _("wählen")),
            Key("Return", _("öffnen")),
            Key("/", _("suchen"), self.focus_search),
            Key("Ctrl+Shift+P", _("mehrere Mappen drucken"), self._print_many, shown=False),
        ]
        # The pane binds its keys itself; here they are only shown.
        of_pane = [replace(key, action=None) for key in self._pane.keys] if self._pane is not None else []
        known = {key.sequence for key in of_pane}
        self.set_keys([*(key for key in own if key.sequence not in known or key.action), *of_pane])
