# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What helps beside the form: who may be in the vault already, and where somebody with this status goes first."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.dates import show_partial
from laufmappe.casework.desk import Desk
from laufmappe.casework.services import list_services
from laufmappe.casework.similar import SimilarPerson
from laufmappe.casework.statuses import StatusView
from laufmappe.casework.words import service_types
from laufmappe.i18n import _
from laufmappe.ui.widgets import Avatar, Button, Card, Line, Text, flow


class SimilarCard(Card):
    """Somebody who may be the same person. Never in the way: it stands beside the form."""

    opened = Signal(str)
    other = Signal(str)

    def __init__(self, person: SimilarPerson) -> None:
        super().__init__(_("Möglicherweise schon erfasst"), icon="triangle-alert", kind="warn", padding=16)
        self.person = person
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Avatar(person.name, person.id))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(person.name, "strong", elide=True))
        if person.native_name and person.native_name != person.name:
            words.addWidget(Text(person.native_name, "body", elide=True))
        details = [_("geb. {day}").format(day=show_partial(person.birth_date))] if person.birth_date else []
        details += [_("bei {who}").format(who=person.counsellor)] if person.counsellor else []
        words.addWidget(Text(" · ".join(details), "secondary", elide=True))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        agrees = [_("Name ähnlich")] if person.same_name else []
        agrees += [_("Geburtsdatum")] if person.same_birth else []
        self.body.addWidget(Text(_("Stimmt überein: {what}").format(what=", ".join(agrees)), "body", wrap=True))
        look, other = Button(_("Ansehen")), Button(_("Andere Person"))
        look.setAccessibleName(_("{name} ansehen").format(name=person.name))
        other.setAccessibleName(_("{name} ist eine andere Person").format(name=person.name))
        look.clicked.connect(partial(self.opened.emit, person.id))
        other.clicked.connect(partial(self.other.emit, person.id))
        self.body.addWidget(flow(look, other))


class FirstContactCard(Card):
    """Where somebody with this status goes first. `services` are names out of the directory by their type."""

    def __init__(self, status: StatusView, services: dict[str, str]) -> None:
        super().__init__(_("Erste Anlaufstelle"), icon="sprout", padding=18)
        for kind in status.first_contact:
            words = _(service_types().get(kind, kind))
            self.body.addWidget(Line(words, services.get(kind, ""), icon="building-2"))
        if status.hint:
            self.body.addWidget(Text(_(status.hint), "secondary", wrap=True))
        year, _dash, month = status.as_of.partition("-")
        stand = _("Stand {month}/{year} · bitte prüfen. Die Stelle entscheidet.").format(month=month, year=year)
        self.body.addWidget(Text(stand, "secondary", wrap=True))


class SideColumn(QWidget):
    """The cards beside the form, in their order."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._similar = _holder(self._column)
        self._first = _holder(self._column)
        self._others: set[str] = set()

    def forget(self) -> None:
        """Another form: what was said about the last one is void."""
        self._others.clear()
        self.show_similar([])

    def show_similar(self, people: list[SimilarPerson]) -> None:
        """Shows who may be the same person, but for those that were said to be others."""
        _empty(self._similar)
        for person in people:
            if person.id in self._others:
                continue
            card = SimilarCard(person)
            card.opened.connect(self.opened)
            card.other.connect(self._other)
            self._similar.addWidget(card)

    def show_first_contact(self, status: StatusView | None, services: dict[str, str]) -> None:
        """Shows the hint for a status, or none."""
        _empty(self._first)
        if status is not None and (status.first_contact or status.hint):
            self._first.addWidget(FirstContactCard(status, services))

    def _other(self, newcomer_id: str) -> None:
        self._others.add(newcomer_id)
        for card in self.findChildren(SimilarCard):
            if card.person.id == newcomer_id:
                card.hide()
                card.deleteLater()


def first_services(desk: Desk, types: tuple[str, ...]) -> dict[str, str]:
    """The first active service of the directory for each type."""
    found = {kind: list_services(desk, type=kind, active_only=True) for kind in types}
    return {kind: services[0].name for kind, services in found.items() if services}


def _holder(column: QVBoxLayout) -> QVBoxLayout:
    inner = QVBoxLayout()
    inner.setSpacing(14)
    column.addLayout(inner)
    return inner


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
