# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What helps beside the form: who may be in the vault already, and where somebody with this status goes first."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.dates import show_partial
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.similar import REASONS, SimilarPerson
from laufmappe.casework.rules.statuses import StatusView
from laufmappe.casework.services.register import list_services
from laufmappe.casework.words import anchors, service_types
from laufmappe.i18n import N_, _
from laufmappe.ui.widgets import Avatar, Button, Card, Line, Text, flow

FIELD_WORDS = {
    "given_name": N_("Vorname"),
    "family_name": N_("Nachname"),
    "native_name": N_("Name in eigener Schrift"),
    "birth_date": N_("Geburtsdatum"),
    "nationality": N_("Staatsangehörigkeit"),
    "status": N_("Status"),
    "phone": N_("Telefon"),
    "email": N_("E-Mail"),
    "reach_by": N_("erreichbar per"),
    "address": N_("Adresse"),
    "district": N_("Stadtteil"),
    "languages": N_("Sprachen"),
    "interpreter": N_("Dolmetschen"),
    "needs": N_("Bedarfe"),
    "household": N_("Haushalt"),
    "note": N_("Notiz"),
}


class SimilarCard(Card):
    """Somebody who may be the same person, and what agrees. Never in the way: it stands beside the form.

    `new` says whether somebody is being taken in: only then can the two be one.
    """

    chapter = "aufnahme"

    looked = Signal(str)
    opened = Signal(str)
    same = Signal(str)
    other = Signal(str)
    carried = Signal(str)

    def __init__(self, person: SimilarPerson, *, new: bool = True) -> None:
        title = _("Vermutlich schon erfasst") if person.strong else _("Möglicherweise schon erfasst")
        super().__init__(title, icon="triangle-alert", kind="warn", padding=16)
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
        details += [_("Mappe {number}").format(number=person.number)]
        details += [_("bei {who}").format(who=person.counsellor)] if person.counsellor else []
        words.addWidget(Text(" · ".join(details), "secondary", elide=True))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        agreeing = QVBoxLayout()
        agreeing.setSpacing(2)
        for reason in person.reasons:
            agreeing.addWidget(Line(_(REASONS[reason]), icon="equal", colour="warn", strong=False))
        self.body.addLayout(agreeing)
        self._below = QVBoxLayout()
        self.body.addLayout(self._below)
        self._below.addWidget(self._decisions(new))

    def _decisions(self, new: bool) -> QWidget:
        name = self.person.name
        other = Button(_("Nicht dieselbe"))
        other.setAccessibleName(_("{name} ist eine andere Person").format(name=name))
        other.clicked.connect(partial(self.other.emit, self.person.id))
        look = Button(_("Ansehen"), kind="link" if new else "secondary")
        look.setAccessibleName(_("{name} ansehen").format(name=name))
        look.clicked.connect(partial(self.looked.emit, self.person.id))
        if not new:
            return flow(look, other)
        same = Button(_("Dieselbe"))
        same.setAccessibleName(_("{name} ist dieselbe Person").format(name=name))
        same.clicked.connect(partial(self.same.emit, self.person.id))
        return flow(same, other, look)

    def offer(self, fields: Iterable[str]) -> None:
        """Offers to carry over what was typed into these fields, which are still empty in the record."""
        empty(self._below)
        words = ", ".join(field_words(name) for name in fields)
        self._below.addWidget(Text(_("Dort fehlt noch: {fields}.").format(fields=words), "body", wrap=True))
        carry = Button(_("Übernehmen und öffnen"), icon="check")
        carry.clicked.connect(partial(self.carried.emit, self.person.id))
        look = Button(_("Nur öffnen"))
        look.clicked.connect(partial(self.opened.emit, self.person.id))
        self._below.addWidget(flow(carry, look))
        carry.setFocus()


def field_words(name: str) -> str:
    """How a field of the record, or one of its dates, is called."""
    return _(FIELD_WORDS[name] if name in FIELD_WORDS else anchors().get(name, name))


class FirstContactCard(Card):
    """Where somebody with this status goes first. `services` are names out of the directory by their type."""

    chapter = "aufnahme"

    def __init__(self, status: StatusView, services: dict[str, str]) -> None:
        super().__init__(_("Erste Anlaufstelle"), icon="sprout", padding=18)
        for kind in status.first_contact:
            words = _(service_types().get(kind, kind))
            self.body.addWidget(Line(words, services.get(kind, ""), icon="building-2"))
        if status.hint:
            self.body.addWidget(Text(_(status.hint), "secondary", wrap=True))
        self.body.addWidget(Text(stand_words(status), "secondary", wrap=True))


def stand_words(status: StatusView) -> str:
    """When a hint was written and from what, and that it decides nothing."""
    year, _dash, month = status.as_of.partition("-")
    stand = _("Stand {month}/{year} · bitte prüfen. Die Stelle entscheidet.").format(month=month, year=year)
    return f"{stand} {_('Quelle: {source}').format(source=_(status.source))}" if status.source else stand


class SideColumn(QWidget):
    """The cards beside the form, in their order."""

    looked = Signal(str)
    opened = Signal(str)
    same = Signal(str)
    carried = Signal(str)
    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._similar = _holder(self._column)
        self._first = _holder(self._column)
        self._shown: list[tuple[SimilarPerson, bool]] = []
        self.others: tuple[str, ...] = ()

    def forget(self, others: Iterable[str] = ()) -> None:
        """Another form: what was said about the last one is void; `others` are said to be others in this one."""
        self.others = tuple(others)
        self.show_similar([])

    def show_similar(self, people: Iterable[SimilarPerson], *, new: bool = True) -> None:
        """Shows who may be the same person, but for those that were said to be others."""
        shown = [(person, new) for person in people if person.id not in self.others]
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._similar)
        for person, _new in shown:
            card = SimilarCard(person, new=new)
            card.looked.connect(self.looked)
            card.opened.connect(self.opened)
            card.same.connect(self.same)
            card.carried.connect(self.carried)
            card.other.connect(self.say_other)
            self._similar.addWidget(card)

    def card(self, newcomer_id: str) -> SimilarCard | None:
        """The card of somebody, if it is shown."""
        cards = self.findChildren(SimilarCard)
        return next((card for card in cards if card.person.id == newcomer_id and card.isVisible()), None)

    def say_other(self, newcomer_id: str) -> None:
        """Takes somebody for another person: the card goes, and saving remembers it."""
        self.others = (*self.others, newcomer_id)
        self.show_similar([person for person, _new in self._shown], new=all(new for _person, new in self._shown))
        self.decided.emit()

    def show_first_contact(self, status: StatusView | None, services: dict[str, str]) -> None:
        """Shows the hint for a status, or none."""
        empty(self._first)
        if status is not None and (status.first_contact or status.hint):
            self._first.addWidget(FirstContactCard(status, services))


def first_services(desk: Desk, types: tuple[str, ...]) -> dict[str, str]:
    """The first active service of the directory for each type."""
    found = {kind: list_services(desk, type=kind, active_only=True) for kind in types}
    return {kind: services[0].name for kind, services in found.items() if services}


def _holder(column: QVBoxLayout) -> QVBoxLayout:
    inner = QVBoxLayout()
    inner.setSpacing(14)
    column.addLayout(inner)
    return inner


def empty(layout: QVBoxLayout) -> None:
    """Takes everything out of a layout and frees it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
