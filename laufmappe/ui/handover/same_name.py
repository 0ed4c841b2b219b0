# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A card came under a name that is known, with another key: a new key, another service, or somebody who pretends."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.handover.exchange import NewCard, import_card
from laufmappe.i18n import _
from laufmappe.ui.handover.pieces import SixWords
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import CheckBox, Dialog, Notice, RadioButton, Text

Kept = Callable[[Changed], object]


class SameNameDialog(Dialog):
    """Nothing is kept before somebody has compared the six words and said what it is. `kept(changed)` is called then."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, found: NewCard, kept: Kept | None = None) -> None:
        super().__init__(over, _("Neuer Schlüssel?"), subtitle=found.card.name, icon="shield-alert", width=620)
        self.acts = acts
        self._found = found
        self._kept = kept
        words = _(
            "Von „{name}“ ist schon eine Karte mit einem anderen Schlüssel da. Rufen Sie unter der Nummer an, die Sie kennen. Es kann jemand sein, der sich als diese Stelle ausgibt."
        )
        self.body.addWidget(Notice(words.format(name=found.card.name), kind="danger", icon="shield-alert"))
        self.body.addWidget(Text(_("Die sechs Wörter der neuen Karte"), "strong"))
        self.body.addWidget(SixWords(found.card.words))
        self.compared = CheckBox(_("Am Telefon verglichen: Alle sechs stimmen."))
        self.compared.toggled.connect(self._ready)
        self.body.addWidget(self.compared)
        self.renewed = RadioButton(_("Die Stelle hat einen neuen Schlüssel: alte Karte ersetzen"))
        self.other = RadioButton(_("Es ist eine andere Stelle mit demselben Namen: beide behalten"))
        for choice in (self.renewed, self.other):
            choice.toggled.connect(self._ready)
            self.body.addWidget(choice)
        note = _("Pakete und Quittungen, die es schon gibt, gehören dann zur neuen Karte.")
        self.body.addWidget(Words(note, "secondary"))
        self._fault = Words("", "error")
        self._fault.setParent(self)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.set_buttons(_("Karte übernehmen"), self.keep_card, icon="check", cancel=_("Nicht übernehmen"))
        self._ready()

    def _ready(self) -> None:
        said = self.renewed.isChecked() or self.other.isChecked()
        if self.primary is not None:
            self.primary.setEnabled(self.compared.isChecked() and said)

    def keep_card(self) -> None:
        """Keeps the card as it was said."""
        if self.primary is None or not self.primary.isEnabled():
            return
        replaced = self.renewed.isChecked()
        fingerprints = tuple(view.fingerprint for view in self._found.others) if replaced else ()
        told = _("Die neue Karte gilt.") if replaced else _("Die Karte ist gemerkt.")
        self.acts.do(told, _keep, self._found.card.to_file(), fingerprints, done=self._done, failed=self._refused)

    def _done(self, changed: Changed) -> None:
        kept = self._kept
        self.accept()
        if kept is not None:
            kept(changed)

    def _refused(self, error: LaufmappeError) -> None:
        self._fault.show_text(str(error))
        self._fault.show()
        self.replace()


def _keep(desk: Desk, data: bytes, replaces: tuple[str, ...]) -> Changed:
    return import_card(desk, data, verified=True, replaces=replaces)[0]
