# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One service: how to reach it, whom it is for, whether that still holds, who is still expected there."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.referrals.finder import CAPACITY_FOR
from laufmappe.casework.referrals.use import ReferredPerson, ServiceUse, referred_people, service_use
from laufmappe.casework.services.agreements import AgreementView, agreements_of
from laufmappe.casework.services.register import service, set_service_active, verify_service
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import referral_kinds, referral_states, step_states
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Pair, empty, focus_name, give_focus_back
from laufmappe.ui.services.agreements import AgreementsCard
from laufmappe.ui.services.leaving import MergeDialog, RemoveDialog, ReplaceDialog
from laufmappe.ui.services.profile_cards import (
    CheckButton,
    ProfileHead,
    StateCard,
    advice_card,
    capacity_card,
    contact_card,
    offer_card,
    organization_card,
)
from laufmappe.ui.services.signs import type_words, verified_chip
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import (
    Button,
    Card,
    Chip,
    ChipSpec,
    Frame,
    IconButton,
    Notice,
    Page,
    Row,
    RowStyle,
    RowsView,
    ScrollBody,
    Text,
    avatar_colour,
    initials,
)


@dataclass(frozen=True)
class Shown:
    """Everything that the profile says of a service."""

    view: ServiceView
    people: list[ReferredPerson]
    use: ServiceUse
    agreements: tuple[AgreementView, ...]


class ServiceProfile(Page):
    """The right half. `edit_asked(view)` for the dialog, `verified(id)` when somebody has just checked it.

    While the finder looks on behalf of a person, `refer_asked(view)` refers that one here.
    """

    chapter = "anlaufstellen"

    edit_asked = Signal(object)
    refer_asked = Signal(object)
    verified = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Anlaufstelle"))
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._acts = Acts(desk, tasks, frame, self)
        self.service_id = ""
        self.shown: Shown | None = None
        self.on_behalf = ""
        """The name of whom the finder looks for."""
        self.check_button: Button | None = None
        self._menu = QMenu(self)
        scroll = self.findChild(ScrollBody)
        assert scroll is not None  # every page that scrolls has one
        self._scroll = scroll
        self._holder = QVBoxLayout()
        self.body.addLayout(self._holder)
        self.body.addStretch(1)

    @property
    def view(self) -> ServiceView | None:
        """The service that is shown."""
        return self.shown.view if self.shown is not None and self.shown.view.id == self.service_id else None

    def aim(self, target: object) -> None:
        self.service_id = str(target)
        self.changed(None)

    def changed(self, change: object) -> None:
        if self.service_id:
            self._tasks.run(_read, self._desk, self.service_id, done=self._take, failed=self._gone)

    def show_on_behalf(self, name: str) -> None:
        """Offers to refer this person here; an empty name ends that."""
        self.on_behalf = name
        if self.shown is not None:
            self._take(self.shown)

    def edit(self) -> None:
        """Opens the dialog for what is shown."""
        if self.view is not None:
            self.edit_asked.emit(self.view)

    def refer(self) -> None:
        """Refers the person whom the finder looks for to what is shown."""
        if self.view is not None and self.on_behalf:
            self.refer_asked.emit(self.view)

    def verify(self) -> None:
        """Notes that what stands here was checked today."""
        view = self.view
        if view is not None and view.verified_on != self._desk.today():
            self.verified.emit(view.id)
            self._acts.do(_("{name}: als heute geprüft eingetragen.").format(name=view.name), verify_service, view.id)

    def focus_check(self) -> None:
        """Puts the focus on the button for an entry that was checked, or on the first control."""
        button = self.check_button
        if button is not None and button.isVisible():
            button.setFocus()
        else:
            self.activate()

    def _gone(self, error: LaufmappeError) -> None:
        """It was taken out of the directory: the list shows another."""
        self.shown, self.service_id = None, ""

    def _take(self, shown: Shown) -> None:
        view = shown.view
        if view.id != self.service_id:
            return
        self.shown = shown
        focus = focus_name(self)
        empty(self._holder)
        self.check_button = None
        # Filled before it is shown, and laid out at once: else one sees it squeezed for a moment.
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._build_head(view))
        if not view.active:
            column.addWidget(self._build_inactive(shown))
        column.addWidget(Pair(self._build_checked(view), self._build_capacity(view)))
        column.addWidget(Pair(contact_card(view), advice_card(view)))
        column.addWidget(offer_card(view))
        runs = organization_card(view)
        if runs is not None:
            column.addWidget(runs)
        column.addWidget(AgreementsCard(self._acts, view, shown.agreements))
        column.addWidget(self._build_people(shown.people))
        self._holder.addWidget(content)
        content.show()
        self._scroll.settle()
        give_focus_back(self, focus)

    def _build_head(self, view: ServiceView) -> QWidget:
        organization = view.organization if view.organization != view.name else ""
        lead = " · ".join(part for part in (type_words(view.type), organization) if part)
        buttons: list[QWidget] = []
        if self.on_behalf:
            refer = Button(_("Hierher verweisen"), kind="primary", icon="send", key="Ctrl+Return")
            refer.setObjectName("refer")
            refer.clicked.connect(self.refer)
            buttons.append(refer)
        edit = Button(_("Bearbeiten"), kind="secondary" if self.on_behalf else "primary", icon="pencil", key="E")
        edit.setObjectName("edit")
        edit.clicked.connect(self.edit)
        more = IconButton("ellipsis", _("Weiteres zu dieser Anlaufstelle"), kind="secondary")
        more.setObjectName("more")
        more.clicked.connect(partial(self._offer, more))
        return ProfileHead(view, lead, [*buttons, edit, more])

    def _offer(self, button: QWidget) -> None:
        self.fill_menu()
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def fill_menu(self) -> QMenu:
        """What can be done with the service beyond changing it."""
        self._menu.clear()
        shown = self.shown
        if shown is None:
            return self._menu
        view = shown.view
        if view.active:
            self._menu.addAction(_("Inaktiv setzen")).triggered.connect(partial(self._set_active, shown, active=False))
        else:
            self._menu.addAction(_("Wieder aktiv")).triggered.connect(partial(self._set_active, shown, active=True))
        self._menu.addSeparator()
        self._menu.addAction(_("Durch eine andere ersetzen …")).triggered.connect(self.replace)
        self._menu.addAction(_("Steht doppelt da …")).triggered.connect(self.merge)
        self._menu.addAction(_("Entfernen …")).triggered.connect(self.remove)
        return self._menu

    def replace(self) -> None:
        """Asks to which other service everybody goes instead."""
        if self.shown is not None:
            ReplaceDialog(self, self._acts, self.shown.view, self.shown.use).appear()

    def merge(self) -> None:
        """Asks which other entry is the same place."""
        if self.shown is not None:
            MergeDialog(self, self._acts, self.shown.view).appear()

    def remove(self) -> None:
        """Takes the service out of the directory, or says why it has to stay."""
        shown = self.shown
        if shown is not None:
            off = partial(self._set_active, shown, active=False)
            RemoveDialog(self, self._acts, shown.view, shown.use, off, self.replace).appear()

    def _build_inactive(self, shown: Shown) -> QWidget:
        on = Button(_("Wieder aktiv"))
        on.setObjectName("active")
        on.clicked.connect(partial(self._set_active, shown, active=True))
        words = _("Diese Anlaufstelle ist inaktiv: Sie wird nicht mehr vorgeschlagen.")
        count = len({person.newcomer_id for person in shown.people})
        if count:
            words += " " + n_(
                "{n} Person ist noch hierher verwiesen.", "{n} Personen sind noch hierher verwiesen.", count
            ).format(n=count)
        return Notice(words, kind="warn" if count else "info", actions=(on,))

    def _build_checked(self, view: ServiceView) -> QWidget:
        chip = verified_chip(view, self._desk.today()) if view.active else ChipSpec("")
        icon = {"ok": "circle-check", "warn": "clock-alert"}.get(chip.kind, "circle-dashed")
        when = f"{view.verified_on:%d.%m.%Y}" if view.verified_on else _("noch nie")
        card = StateCard(icon, chip.kind if chip.kind in ("ok", "warn") else "muted", _("geprüft am"), when)
        if chip.kind == "warn":
            card.add(Chip(chip.text, chip.kind, chip.icon))
        if view.verified_on != self._desk.today():
            self.check_button = CheckButton(_("Heute geprüft"), kind="link", key="V")
            self.check_button.setObjectName("check")
            self.check_button.clicked.connect(self.verify)
            card.add(self.check_button)
        return card

    def _build_capacity(self, view: ServiceView) -> QWidget:
        change = Button(_("Ändern") if view.capacity else _("Eintragen"), kind="link")
        change.setObjectName("capacity")
        change.setAccessibleName(_("Plätze und Wartezeit ändern"))
        change.clicked.connect(self.edit)
        old = view.capacity_on is not None and self._desk.today() - view.capacity_on > CAPACITY_FOR
        return capacity_card(view, bool(view.capacity) and old, change)

    def _build_people(self, people: list[ReferredPerson]) -> QWidget:
        card = Card(_("Noch hierher verwiesen"))
        if not people:
            card.body.addWidget(Text(_("Zurzeit wartet niemand auf diese Anlaufstelle."), "lead", wrap=True))
            return card
        rows = RowsView(_("Noch hierher verwiesen"), RowStyle(height=52, avatar=30), grow=True)
        rows.opened.connect(self._open_person)
        rows.acted.connect(self._open_person)
        rows.show_rows([self._person(number, person) for number, person in enumerate(people)])
        card.add_rows(rows)
        return card

    def _person(self, number: int, person: ReferredPerson) -> Row:
        days = (self._desk.today() - person.since).days
        if person.kind == "step":
            words = f"{_(person.text)} · {_(step_states()[person.state])}"
        else:
            parts = (_(referral_kinds()[person.kind]), person.text, _(referral_states()[person.state]))
            words = " · ".join(part for part in parts if part)
        return Row(
            key=(person.newcomer_id, number),
            title=person.name,
            subtitle=words,
            initials=initials(person.name),
            colour=avatar_colour(person.newcomer_id),
            chip=ChipSpec(
                n_("{n} Tag", "{n} Tage", days).format(n=days) if days else _("seit heute"),
                "warn" if days > 30 else "neutral",
                "hourglass",
            ),
            action=_("Öffnen"),
        )

    def _open_person(self, key: object) -> None:
        if isinstance(key, tuple):
            self._frame.go("people", key[0])

    def _set_active(self, shown: Shown, _checked: bool = False, *, active: bool) -> None:
        count = len({person.newcomer_id for person in shown.people})
        if active:
            told = _("{name} ist wieder aktiv.")
        elif count:
            told = n_(
                "{name} ist inaktiv. {n} Person ist noch hierher verwiesen und bleibt es.",
                "{name} ist inaktiv. {n} Personen sind noch hierher verwiesen und bleiben es.",
                count,
            )
        else:
            told = _("{name} ist inaktiv und wird nicht mehr vorgeschlagen.")
        words = told.format(name=shown.view.name, n=count)
        self._acts.do(words, set_service_active, shown.view.id, active=active)


def _read(desk: Desk, service_id: str) -> Shown:
    return Shown(
        service(desk, service_id),
        referred_people(desk, service_id),
        service_use(desk, service_id),
        agreements_of(desk, service_id),
    )
