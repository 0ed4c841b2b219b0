# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One service: how to reach it, what it speaks, who is still expected there."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.services import ReferredPerson, ServiceDraft, change_service, referred_people, service
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import referral_kinds, referral_states, step_states
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, language, n_
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Pair, empty
from laufmappe.ui.services.signs import service_icon, type_words, verified_chip
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import (
    Button,
    Card,
    Chip,
    ChipSpec,
    Frame,
    Icon,
    IconCircle,
    Line,
    Notice,
    Page,
    PageHead,
    Row,
    RowStyle,
    RowsView,
    Tag,
    Text,
    avatar_colour,
    flow,
    initials,
)


class ServiceProfile(Page):
    """The right half. `edit_asked(view)` for the dialog."""

    edit_asked = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Anlaufstelle"))
        self._desk = desk
        self._tasks = tasks
        self._frame = frame
        self._acts = Acts(desk, tasks, frame, self)
        self.service_id = ""
        self.view: ServiceView | None = None
        self._holder = QVBoxLayout()
        self._holder.setSpacing(14)
        self.body.addLayout(self._holder)
        self.body.addStretch(1)

    def aim(self, target: object) -> None:
        self.service_id = str(target)
        self.changed(None)

    def changed(self, change: object) -> None:
        if self.service_id:
            self._tasks.run(_read, self._desk, self.service_id, done=self._take, failed=self._gone)

    def edit(self) -> None:
        """Opens the dialog for what is shown."""
        if self.view is not None:
            self.edit_asked.emit(self.view)

    def _gone(self, error: LaufmappeError) -> None:
        self._frame.tell(str(error))

    def _take(self, answer: tuple[ServiceView, list[ReferredPerson]]) -> None:
        view, people = answer
        if view.id != self.service_id:
            return
        self.view = view
        empty(self._holder)
        self._holder.addWidget(self._build_head(view, people))
        if not view.active:
            self._holder.addWidget(self._build_inactive(view, people))
        self._holder.addWidget(self._build_checked(view))
        self._holder.addWidget(Pair(self._build_contact(view), self._build_profile(view)))
        self._holder.addWidget(self._build_people(people))

    def _build_head(self, view: ServiceView, people: list[ReferredPerson]) -> QWidget:
        organization = view.organization if view.organization != view.name else ""
        lead = " · ".join(part for part in (type_words(view.type), organization) if part)
        head = PageHead(view.name, lead, before=IconCircle(service_icon(view.type), size=52))
        if view.active:
            off = Button(_("Inaktiv setzen"), icon="circle-slash")
            off.clicked.connect(partial(self._set_active, view, people, active=False))
            head.add(off)
        edit = Button(_("Bearbeiten"), kind="primary", icon="pencil", key="E")
        edit.clicked.connect(self.edit)
        head.add(edit)
        return head

    def _build_inactive(self, view: ServiceView, people: list[ReferredPerson]) -> QWidget:
        on = Button(_("Wieder aktiv"))
        on.clicked.connect(partial(self._set_active, view, people, active=True))
        words = _("Diese Anlaufstelle ist inaktiv: Sie wird nicht mehr vorgeschlagen.")
        if people:
            count = len({person.newcomer_id for person in people})
            words += " " + n_(
                "{n} Person ist noch hierher verwiesen.", "{n} Personen sind noch hierher verwiesen.", count
            ).format(n=count)
        return Notice(words, kind="warn" if people else "info", actions=(on,))

    def _build_checked(self, view: ServiceView) -> QWidget:
        card = Card(padding=14)
        row = QHBoxLayout()
        row.setSpacing(12)
        chip = verified_chip(replace(view, active=True), self._desk.today())
        row.addWidget(
            Icon({"ok": "circle-check", "warn": "clock-alert"}.get(chip.kind, "circle-dashed"), chip.kind, 22)
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(_("Angaben geprüft am"), "secondary"))
        when = f"{view.verified_on:%d.%m.%Y}" if view.verified_on else _("noch nie")
        words.addWidget(Text(when, "strong"))
        row.addLayout(words)
        row.addStretch(1)
        if chip.kind != "ok":
            row.addWidget(Chip(chip.text, chip.kind, chip.icon))
        now = Button(_("Heute geprüft"), kind="link")
        now.clicked.connect(partial(self._verified, view))
        if view.verified_on != self._desk.today():
            row.addWidget(now)
        card.body.addLayout(row)
        return card

    def _build_contact(self, view: ServiceView) -> QWidget:
        card = Card(_("Kontakt"))
        where = [view.room, view.district, view.directions]
        lines = [
            ("map-pin", view.address, " · ".join(part for part in where if part)),
            ("phone", view.phone, ""),
            ("mail", view.email, ""),
        ]
        for icon, words, more in lines:
            if words or more:
                card.body.addWidget(Line(words or more, more if words else "", icon=icon))
        if view.hours:
            card.body.addWidget(_Words("clock", view.hours))
        if not any(words or more for _icon, words, more in lines) and not view.hours:
            card.body.addWidget(Text(_("Noch keine Adresse und kein Telefon eingetragen."), "lead", wrap=True))
        card.body.addStretch(1)
        return card

    def _build_profile(self, view: ServiceView) -> QWidget:
        card = Card(_("Profil"))
        card.body.addWidget(Text(_("Sprachen in der Beratung"), "label"))
        if view.languages:
            names = [language_name(code, language()) for code in view.languages]
            card.body.addWidget(flow(*(Tag(name) for name in names)))
        else:
            card.body.addWidget(Text(_("nicht bekannt"), "lead"))
        card.body.addWidget(Text(_("Gut zu wissen"), "label"))
        card.body.addWidget(Text(view.note or _("Noch keine Notiz."), "body" if view.note else "lead", wrap=True))
        card.body.addStretch(1)
        return card

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

    def _set_active(self, view: ServiceView, people: list[ReferredPerson], *, active: bool) -> None:
        count = len({person.newcomer_id for person in people})
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
        draft = replace(ServiceDraft.of(view), active=active)
        self._acts.do(told.format(name=view.name, n=count), change_service, view.id, draft)

    def _verified(self, view: ServiceView) -> None:
        draft = replace(ServiceDraft.of(view), verified_on=self._desk.today())
        self._acts.do(_("Als heute geprüft eingetragen."), change_service, view.id, draft)


class _Words(QWidget):
    """Words of several lines beside an icon."""

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Icon(icon))
        row.addWidget(Text(words, "body", wrap=True), 1)


def _read(desk: Desk, service_id: str) -> tuple[ServiceView, list[ReferredPerson]]:
    return service(desk, service_id), referred_people(desk, service_id)
