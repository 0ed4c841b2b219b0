# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the settings: the own card, and the services whose cards are known."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.keys import CardView, cards, forget_card
from laufmappe.casework.services.register import list_services
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty, focus_name, give_focus_back
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, Card, Chip, Frame, Line, rule

if TYPE_CHECKING:
    from laufmappe.handover import PublicCard


@dataclass(frozen=True)
class Cards:
    """The cards of others, and the names of the services that they belong to."""

    known: tuple[CardView, ...]
    services: dict[str, str]


class KeysCard(Card):
    """Handing over needs cards: ours goes to others, theirs come here."""

    chapter = "uebergabe"

    def __init__(self, desk: Desk, tasks: Tasks, frame: Frame) -> None:
        super().__init__(_("Eigene Karte und bekannte Stellen"), link=_("Karte einlesen …"), icon="id-card")
        self.acts = Acts(desk, tasks, frame, self)
        self._shown: Cards | None = None
        self.link_clicked.connect(self.read_in)
        own = Line(_("Eigene Karte"), _("Andere Stellen brauchen sie für eine Fallübergabe an Sie."), icon="id-card")
        self.own_button = Button(_("Karte zeigen …"), icon="qr-code")
        self.own_button.clicked.connect(self.show_own)
        own.add(self.own_button)
        self.renew_button = Button(_("Erneuern …"), kind="link", icon="refresh-cw")
        self.renew_button.setAccessibleName(_("Eigenen Schlüssel erneuern"))
        self.renew_button.clicked.connect(self.renew)
        own.add(self.renew_button)
        self.body.addWidget(own)
        self._fault = Words("", "error")
        self._fault.setParent(self)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addWidget(rule())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)

    def refresh(self) -> None:
        """Reads the cards again."""
        self.acts.tasks.run(_read, self.acts.desk, done=self._show)

    def _show(self, found: Cards) -> None:
        if found == self._shown:
            return
        self._shown = found
        self._fault.hide()
        focus = focus_name(self)
        empty(self._lines)
        for view in found.known:
            self._lines.addWidget(self._line(view, found.services.get(view.id, "")))
        if not found.known:
            words = _(
                "Noch keine. Lesen Sie die Karte einer Stelle ein, dann können nur deren Fachkräfte Ihre Pakete öffnen."
            )
            self._lines.addWidget(Words(words, "lead"))
        give_focus_back(self, focus)

    def _line(self, view: CardView, service: str) -> Line:
        belongs = (
            _("Anlaufstelle: {name}").format(name=service) if service else _("noch keiner Anlaufstelle zugeordnet")
        )
        line = Line(view.name, belongs, icon="building-2")
        if view.verified_on is not None:
            line.add(Chip(_("geprüft {day}").format(day=shown_day(view.verified_on)), "ok", "shield-check"))
        else:
            line.add(Chip(_("nicht geprüft"), "warn", "circle-help"))
        words = Button(_("Wörter …"), kind="link")
        words.setAccessibleName(_("Wörter von {name} vergleichen").format(name=view.name))
        words.setObjectName(f"card-words-{view.id}")
        words.clicked.connect(partial(self._compare, view))
        line.add(words)
        link = Button(_("Zuordnen …"), kind="link")
        link.setAccessibleName(_("Karte von {name} zuordnen").format(name=view.name))
        link.setObjectName(f"card-link-{view.id}")
        link.clicked.connect(partial(self._link, view))
        line.add(link)
        forget = Button(_("Vergessen"), kind="link")
        forget.setAccessibleName(_("Karte von {name} vergessen").format(name=view.name))
        forget.setObjectName(f"card-forget-{view.id}")
        forget.clicked.connect(partial(self._forget, view))
        line.add(forget)
        return line

    def read_in(self) -> None:
        """Asks for the card of another service."""
        from laufmappe.ui.handover.card_dialogs import ImportCardDialog

        ImportCardDialog(self, self.acts).appear()

    def renew(self) -> None:
        """Offers a new key."""
        from laufmappe.ui.handover.renew_dialog import RenewKeyDialog

        RenewKeyDialog(self, self.acts, self._shown.known if self._shown else ()).appear()

    def show_own(self) -> None:
        """Shows the own card; the key is made on first use."""
        from laufmappe.handover.exchange import own_card

        self.own_button.set_busy(_("Einen Augenblick …"))
        self.acts.tasks.run(own_card, self.acts.desk, done=self._show_own, failed=self._refused)

    def _show_own(self, card: "PublicCard") -> None:
        self.own_button.set_busy()
        self._fault.hide()
        from laufmappe.ui.handover.card_dialogs import OwnCardDialog

        OwnCardDialog(self, self.acts, card).appear()

    def _refused(self, error: LaufmappeError) -> None:
        self.own_button.set_busy()
        self._fault.show_text(str(error))
        self._fault.show()

    def _compare(self, view: CardView, _checked: bool = False) -> None:
        from laufmappe.ui.handover.card_dialogs import compare

        try:
            compare(self, self.acts, view)
        except LaufmappeError as error:
            self._refused(error)

    def _link(self, view: CardView, _checked: bool = False) -> None:
        from laufmappe.ui.handover.card_dialogs import LinkCardDialog

        LinkCardDialog(self, self.acts, view).appear()

    def _forget(self, view: CardView, _checked: bool = False) -> None:
        told = _("Die Karte von „{name}“ ist vergessen. Pakete von und an diese Stelle bleiben vermerkt.")
        self.acts.do(told.format(name=view.name), forget_card, view.id)


def _read(desk: Desk) -> Cards:
    known = cards(desk)
    names = {each.id: each.name for each in list_services(desk)} if known else {}
    return Cards(known, {view.id: names[view.service_id] for view in known if view.service_id in names})
