# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anlaufstellen: the directory at the left, one profile at the right."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.referrals.finder import Wanted, wanted_for
from laufmappe.casework.views import CaseView, Changed, ServiceView
from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.referral_dialogs import ReferralDialog
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.services.exchange import ask_export, ask_import
from laufmappe.ui.services.panel import ServicesPanel
from laufmappe.ui.services.profile import ServiceProfile
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Beside, Button, EmptyState, Frame, Key, Page

PANEL, LEAST_PANEL = 372, 250
"""How wide the list is, in logical pixels, where there is room, and at least."""
LOW = 560
"""A page lower than this has no room for filters and list at once."""

_SHOWN_AFTER = ("add_service", "replace_service", "merge_services")
"""Acts after which their subject is what one wants to see."""


class ServicesPage(Page):
    """`aim(id)` shows one service; `aim(("for", newcomer_id, step_id))` looks for what fits a person (and one step)."""

    chapter = "anlaufstellen"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Anlaufstellen"), scroll=False)
        self._desk = desk
        self._tasks = tasks
        self._acts = Acts(desk, tasks, frame, self)
        self._for_acts = Acts(desk, tasks, frame, self)
        """The acts on the person whom the finder looks for."""
        self._step = ""
        self.panel = ServicesPanel(desk, tasks)
        self.panel.setMinimumHeight(LEAST_PANEL)  # the filters fold only after the window has become lower
        self.panel.chosen.connect(self._show)
        self.panel.opened.connect(self._open)
        self.panel.new_asked.connect(self.add)
        self.panel.import_asked.connect(self.import_directory)
        self.panel.export_asked.connect(self.export_directory)
        self.panel.listed.connect(self._listed)
        self.panel.filters.left.connect(self._leave_person)
        self.profile = ServiceProfile(desk, tasks, frame)
        self.profile.edit_asked.connect(self._edit)
        self.profile.refer_asked.connect(self._refer)
        self.profile.verified.connect(self._step_on)
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self._empty = self._build_empty()
        for widget in (self._nothing, self.profile, self._empty):
            self._stack.addWidget(widget)
        self.beside = Beside(self.panel, self.panel.view, self._stack)
        self.body.addWidget(self.beside, 1)
        self._offer_keys()
        self.panel.refresh()

    def _offer_keys(self) -> None:
        refer = [Key("Ctrl+Return", _("hierher verweisen"), self.profile.refer)] if self.profile.on_behalf else []
        self.set_keys(
            [
                *refer,
                Key("/", _("suchen"), self._focus_search),
                Key("Up Down", _("wählen")),
                Key("F", _("Filter"), self._focus_filters),
                Key("E", _("bearbeiten"), self.profile.edit),
                Key("V", _("heute geprüft"), self.profile.verify),
                Key("N", _("neue Anlaufstelle"), self.add),
            ]
        )

    def _build_empty(self) -> QWidget:
        button = Button(_("Anlaufstelle eintragen"), kind="primary", icon="plus", key="N")
        button.clicked.connect(self.add)
        return EmptyState(
            "building-2",
            _("Noch keine Anlaufstellen"),
            _(
                "Tragen Sie ein, wohin Sie Ratsuchende oft schicken, oder lesen Sie ein Verzeichnis ein. Ein Name genügt."
            ),
            button=button,
        )

    def first_focus(self) -> QWidget | None:
        return self.panel.view

    def aim(self, target: object) -> None:
        if isinstance(target, tuple):
            _for, newcomer_id, *step = target
            self._tasks.run(
                _read_wanted, self._desk, str(newcomer_id), str(step[0]) if step else "", done=self._look_for
            )
            return
        self._show(str(target))
        self.panel.show_service(str(target))
        self.beside.show_object()

    def changed(self, change: object) -> None:
        if isinstance(change, Changed) and change.verb in _SHOWN_AFTER:
            self.aim(change.subject_id)
        self.panel.refresh()
        self.profile.changed(change)

    def add(self) -> None:
        """Asks for a new service and shows it when it stands."""
        dialog = ServiceDialog(self, self._acts)
        dialog.appear()

    def import_directory(self) -> None:
        """Asks for a file with services of others."""
        ask_import(self, self._acts)

    def export_directory(self) -> None:
        """Asks for a file to write the directory into."""
        ask_export(self, self._acts)

    def _edit(self, view: ServiceView) -> None:
        ServiceDialog(self, self._acts, view).appear()

    def _look_for(self, found: tuple[CaseView, Wanted, str]) -> None:
        person, wanted, step_id = found
        self._for_acts.newcomer_id, self._step = person.newcomer.id, step_id
        self.panel.ask(wanted, person.newcomer.name)
        self.profile.show_on_behalf(person.newcomer.name)
        self._offer_keys()

    def _leave_person(self) -> None:
        self._for_acts.newcomer_id = self._step = ""
        if self.profile.on_behalf:
            self.profile.show_on_behalf("")
            self._offer_keys()

    def _refer(self, view: ServiceView) -> None:
        newcomer_id = self._for_acts.newcomer_id
        self._tasks.run(case, self._desk, newcomer_id, done=partial(self._refer_to, view), owner=self)

    def _refer_to(self, view: ServiceView, person: CaseView) -> None:
        dialog = ReferralDialog(self, self._for_acts, person, service_id=view.id, step_id=self._step)
        dialog.appear()

    def _step_on(self, service_id: str) -> None:
        """Among the entries to be checked, the next one is shown and the list has the focus again."""
        if self.panel.filters.stale:
            self.panel.step_on(service_id)
            self.panel.view.setFocus()

    def _show(self, service_id: str) -> None:
        if service_id:
            self._stack.setCurrentWidget(self.profile)
        elif self._stack.currentWidget() is self.profile:
            self._stack.setCurrentWidget(self._nothing)
        if service_id and service_id != self.profile.service_id:
            self.profile.aim(service_id)

    def _open(self, service_id: str) -> None:
        self._show(service_id)
        self.beside.show_object()
        if self.panel.filters.stale:
            self.profile.focus_check()
        else:
            self.profile.activate()

    def _listed(self, count: int) -> None:
        if not count:
            self._stack.setCurrentWidget(self._empty)
            self.beside.show_object()
        elif self._stack.currentWidget() is self._empty:
            self._stack.setCurrentWidget(self._nothing)

    def _focus_search(self) -> None:
        self.panel.search.setFocus()
        self.panel.search.selectAll()

    def _focus_filters(self) -> None:
        self.panel.filters.focus_first()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.beside.widen(max(LEAST_PANEL, min(PANEL, round(self.width() * 0.4))))
        self.panel.filters.fold(self.height() < LOW)


def _read_wanted(desk: Desk, newcomer_id: str, step_id: str) -> tuple[CaseView, Wanted, str]:
    return case(desk, newcomer_id), wanted_for(desk, newcomer_id, step_id), step_id
