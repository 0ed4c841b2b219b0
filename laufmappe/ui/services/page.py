# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anlaufstellen: the directory at the left, one profile at the right."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.views import ServiceView
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.services.panel import ServicesPanel
from laufmappe.ui.services.profile import ServiceProfile
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, EmptyState, Frame, Key, Page


class ServicesPage(Page):
    """`aim(id)` shows one service."""

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Anlaufstellen"), scroll=False)
        self._acts = Acts(desk, tasks, frame, self)
        self.panel = ServicesPanel(desk, tasks)
        self.panel.chosen.connect(self._show)
        self.panel.opened.connect(self._open)
        self.panel.new_asked.connect(self.add)
        self.panel.listed.connect(self._listed)
        self.profile = ServiceProfile(desk, tasks, frame)
        self.profile.edit_asked.connect(self._edit)
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self._empty = self._build_empty()
        for widget in (self._nothing, self.profile, self._empty):
            self._stack.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)
        self.set_keys(
            [
                Key("/", _("suchen"), self._focus_search),
                Key("Up Down", _("wählen")),
                Key("E", _("bearbeiten"), self.profile.edit),
                Key("N", _("neue Anlaufstelle"), self.add),
            ]
        )
        self.panel.refresh()

    def _build_empty(self) -> QWidget:
        button = Button(_("Anlaufstelle eintragen"), kind="primary", icon="plus", key="N")
        button.clicked.connect(self.add)
        return EmptyState(
            "building-2",
            _("Noch keine Anlaufstellen"),
            _("Tragen Sie ein, wohin Sie Ratsuchende oft schicken. Ein Name genügt, der Rest kommt mit der Zeit."),
            button=button,
        )

    def first_focus(self) -> QWidget | None:
        return self.panel.view

    def aim(self, target: object) -> None:
        self._show(str(target))
        self.panel.show_service(str(target))

    def changed(self, change: object) -> None:
        self.panel.refresh()
        self.profile.changed(change)

    def add(self) -> None:
        """Asks for a new service and shows it when it stands."""
        dialog = ServiceDialog(self, self._acts)
        dialog.appear()

    def _edit(self, view: ServiceView) -> None:
        ServiceDialog(self, self._acts, view).appear()

    def _show(self, service_id: str) -> None:
        if service_id:
            self._stack.setCurrentWidget(self.profile)
        elif self._stack.currentWidget() is self.profile:
            self._stack.setCurrentWidget(self._nothing)
        if service_id and service_id != self.profile.service_id:
            self.profile.aim(service_id)

    def _open(self, service_id: str) -> None:
        self._show(service_id)
        self.profile.activate()

    def _listed(self, count: int) -> None:
        if not count:
            self._stack.setCurrentWidget(self._empty)
        elif self._stack.currentWidget() is self._empty:
            self._stack.setCurrentWidget(self._nothing)

    def _focus_search(self) -> None:
        self.panel.search.setFocus()
        self.panel.search.selectAll()
