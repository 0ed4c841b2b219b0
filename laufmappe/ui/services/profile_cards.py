# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the directory says of a service, in cards: contact, whom it is for and what it offers, what to know before going."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.referrals.finder import CAPACITY_FOR, topics_of
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import needs, statuses, topics
from laufmappe.i18n import _, language
from laufmappe.ui.faults import guarded
from laufmappe.ui.person.parts import Words
from laufmappe.ui.services.signs import service_icon
from laufmappe.ui.widgets import Button, Card, Chip, Icon, IconCircle, Tag, Text, flow

HEAD_BREAK = 560
"""Below this width, in logical pixels, the buttons stand under the name."""


class ProfileHead(QWidget):
    """The name of the service, which breaks into lines, and the buttons: beside it, or below where there is no room."""

    def __init__(self, view: ServiceView, lead: str, buttons: list[QWidget]) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconCircle(service_icon(view.type), size=52), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Words(view.name, "page"))
        if lead:
            words.addWidget(Words(lead, "lead"))
        row.addLayout(words, 1)
        self._box.addLayout(row, 1)
        self._buttons = QWidget()
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        self._box.addWidget(self._buttons)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < max(HEAD_BREAK, self._buttons.sizeHint().width() + 300)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


class Fact(QWidget):
    """An icon beside words of several lines, with what they are about above or below them."""

    def __init__(self, icon: str, words: str, below: str = "", *, label: str = "", strong: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Icon(icon), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        if label:
            column.addWidget(Text(label, "secondary"))
        if words:
            column.addWidget(Words(words, "strong" if strong else "body"))
        if below:
            column.addWidget(Words(below, "secondary"))
        row.addLayout(column, 1)


class StateCard(Card):
    """A narrow card: sign, what it is about, how it stands; a chip or button at its end by `add`."""

    chapter = "anlaufstellen"

    def __init__(self, icon: str, colour: str, label: str, words: str) -> None:
        super().__init__(padding=14)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(Icon(icon, colour, 22))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(label, "secondary", elide=True))
        column.addWidget(Words(words, "strong"))
        self._row.addLayout(column, 1)
        self.body.addLayout(self._row)

    def add(self, widget: QWidget) -> None:
        """Puts a chip or a button at the end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class CheckButton(Button):
    """A button that Enter presses too: entries are checked one after the other with Enter alone."""

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._modified(event):
            self.click()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _modified(event: QKeyEvent) -> bool:
        return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


def contact_card(view: ServiceView) -> Card:
    """How to reach it."""
    card = Card(_("Kontakt"))
    where = " · ".join(part for part in (view.room, view.district) if part)
    if view.address or where or view.directions:
        below = "\n".join(part for part in (where if view.address else "", view.directions) if part)
        card.body.addWidget(Fact("map-pin", view.address or where, below, strong=True))
    if view.phone:
        card.body.addWidget(Fact("phone", view.phone, strong=True))
    if view.hours:
        card.body.addWidget(Fact("clock", view.hours, label=_("Öffnungszeiten")))
    for icon, words in (("mail", view.email), ("globe", view.url)):
        if words:
            card.body.addWidget(Fact(icon, words))
    if view.accessibility:
        card.body.addWidget(Fact("accessibility", view.accessibility, label=_("Barrierefreiheit")))
    if card.body.count() == 0:
        card.body.addWidget(Text(_("Noch keine Adresse und kein Telefon eingetragen."), "lead", wrap=True))
    card.body.addStretch(1)
    return card


def offer_card(view: ServiceView) -> Card:
    """What it offers, in which languages, for whom."""
    card = Card(_("Profil"))
    if view.description:
        card.body.addWidget(Words(view.description))
    served = topics_of(view)
    by_type = bool(served) and not view.topics
    card.body.addWidget(Text(_("Themen (nach der Art)") if by_type else _("Themen"), "label"))
    card.body.addWidget(_tags([_(topics().get(topic, topic)) for topic in served], _("nicht bekannt")))
    card.body.addWidget(Text(_("Sprachen in der Beratung"), "label"))
    within = language()
    card.body.addWidget(_tags([language_name(code, within) for code in view.languages], _("nicht bekannt")))
    card.body.addWidget(Text(_("Für wen"), "label"))
    card.body.addWidget(_tags([_(statuses().get(s, s)) for s in view.audience], _("für alle Status")))
    if view.needs:
        card.body.addWidget(Text(_("Angebote und Bedarfe"), "label"))
        card.body.addWidget(_tags([_(needs().get(need, need)) for need in view.needs], ""))
    card.body.addStretch(1)
    return card


def organization_card(view: ServiceView) -> Card | None:
    """Who runs it, and how to reach them; None where nothing but the name is known."""
    if not (view.organization_description or view.organization_email or view.organization_url):
        return None
    card = Card(_("Träger"))
    card.body.addWidget(Fact("building-2", view.organization, view.organization_description, strong=True))
    for icon, words in (("mail", view.organization_email), ("globe", view.organization_url)):
        if words:
            card.body.addWidget(Fact(icon, words))
    return card


def advice_card(view: ServiceView) -> Card:
    """What to know before somebody is sent there."""
    card = Card(_("Gut zu wissen"))
    if view.bring:
        card.body.addWidget(Fact("backpack", "\n".join(_(thing) for thing in view.bring), label=_("Mitbringen")))
    if view.fees:
        card.body.addWidget(Fact("euro", view.fees, label=_("Kosten")))
    if view.note:
        card.body.addWidget(Fact("notebook-text", view.note, label=_("Notiz")))
    if card.body.count() == 0:
        card.body.addWidget(Text(_("Noch keine Notiz."), "lead"))
    card.body.addStretch(1)
    return card


def capacity_card(view: ServiceView, old: bool, change: Button) -> StateCard:
    """How long one waits there, and of which day that is; `change` opens the form."""
    if view.capacity:
        day = f"{view.capacity_on:%d.%m.%Y}" if view.capacity_on else ""
        label = _("Stand {day}").format(day=day) if day else _("Plätze und Wartezeit")
        card = StateCard("hourglass", "warn" if old else "ok", label, view.capacity)
    else:
        card = StateCard("hourglass", "muted", _("Plätze und Wartezeit"), _("nicht bekannt"))
    if old:
        chip = Chip(_("alt"), "warn", "clock-alert")
        chip.setToolTip(_("älter als {n} Tage").format(n=CAPACITY_FOR.days))
        card.add(chip)
    card.add(change)
    return card


def _tags(names: Sequence[str], nothing: str) -> QWidget:
    return flow(*(Tag(name) for name in names)) if names else Text(nothing, "lead")
