# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own card shown and given away; the card of another service read in, and its words compared."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.keys import CardView, link_card, verify_card
from laufmappe.casework.services.register import list_services
from laufmappe.casework.views import Changed, ServiceView
from laufmappe.errors import LaufmappeError
from laufmappe.handover import CARD_SUFFIX, MOST_CARD_BYTES, PublicCard
from laufmappe.handover.exchange import NewCard, card_of, import_card, look_at_card
from laufmappe.i18n import _
from laufmappe.ui.handover.give_dialog import GiveDialog, Given
from laufmappe.ui.handover.pieces import FilePlace, SixWords
from laufmappe.ui.handover.same_name import SameNameDialog
from laufmappe.ui.handover.working import read_handed
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.pickers import NOTHING, RowPicker
from laufmappe.ui.widgets import Dialog, LabeledField, LineEdit, Notice, Row, Text


class OwnCardDialog(GiveDialog):
    """What others need to hand a case over to this service: nothing secret is on it. `tell` are those who need a new one."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, card: PublicCard, *, tell: Sequence[str] = ()) -> None:
        given = Given(
            code=card.qr_text(),
            code_name=_("Eigene Karte als Code"),
            data=card.to_file(),
            file_name=f"beratungsstelle{CARD_SUFFIX}",
            suffix=CARD_SUFFIX,
            kinds=_("Karten (*.laufmappe-karte)"),
            where=_("Karte sichern unter"),
            sheet=partial(_sheet, card),
            sheet_name="beratungsstelle.pdf",
            copied=_("Kopiert. Die andere Stelle fügt den Text beim Einlesen ein."),
            saved=_("Gesichert."),
        )
        words = (
            Text(_("Ihre Prüfwörter"), "strong"),
            SixWords(card.words, 2),
            Words(_("Die andere Stelle liest Ihnen diese Wörter am Telefon vor. Stimmen sie, ist die Karte echt.")),
            Words(_("Die Karte darf jeder sehen. Mit ihr lässt sich nur verschließen, nichts öffnen."), "secondary"),
        )
        super().__init__(over, acts, given, words, _("Eigene Karte"), card.name, "id-card")
        if tell:
            title = _("Diese Stellen brauchen die neue Karte")
            self.body.insertWidget(0, Notice(", ".join(tell), kind="warn", title=title))


class ImportCardDialog(Dialog):
    """Reads the card of another service from a file or from the text of its code."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, path: Path | None = None) -> None:
        super().__init__(over, _("Karte einer Stelle einlesen"), icon="id-card", width=600)
        self.acts = acts
        self._over = over
        self._card: PublicCard | None = None
        self._stage = QVBoxLayout()
        self._stage.setSpacing(12)
        self.body.addLayout(self._stage)
        self.text = LineEdit(_("Text des Codes"), limit=2000)
        self.set_buttons(_("Einlesen"), self._take_text, icon="check")
        self._show_place("")
        if path is not None:
            self.take(path)

    def _show_place(self, fault: str) -> None:
        empty(self._stage)
        words = _("Ziehen Sie die Karte hierher oder wählen Sie die Datei.")
        place = FilePlace(words, _("Karte wählen"), [_("Karten (*.laufmappe-karte)")])
        place.chosen.connect(self.take)
        kept = self.text.text()
        self.text = LineEdit(_("Text des Codes"), limit=2000)
        self.text.setText(kept)
        code = LabeledField(_("oder Text des Codes"), self.text, hint=_("Ein Handscanner schreibt ihn in dieses Feld."))
        if fault:
            self._stage.addWidget(Notice(fault, kind="danger"))
        self._stage.addWidget(place)
        self._stage.addWidget(code)
        QTimer.singleShot(0, self, self.replace)

    def take(self, path: Path) -> None:
        """Reads a card file."""
        self.acts.tasks.run(_look_at_file, self.acts, path, done=self._came, failed=self._refused, owner=self)

    def _take_text(self) -> None:
        text = self.text.text().strip()
        if not text:
            self.text.setFocus()
            return
        self.acts.tasks.run(
            look_at_card, self.acts.desk, text.encode(), done=self._came, failed=self._refused, owner=self
        )

    def _refused(self, error: LaufmappeError) -> None:
        self._show_place(str(error))

    def _came(self, found: NewCard) -> None:
        over, acts = self._over, self.acts
        if found.standing == "other_keys":
            self.accept()
            SameNameDialog(over, acts, found).appear()
            return
        told = _("Diese Karte war schon da.") if found.standing == "known" else _("Die Karte ist gemerkt.")
        self._card = found.card
        acts.do(told, _keep, found.card, done=self._imported, failed=self._refused)

    def _imported(self, changed: Changed) -> None:
        over, acts, card = self._over, self.acts, self._card
        self.accept()
        if card is not None:
            CompareDialog(over, acts, changed.subject_id, card).appear()


class CompareDialog(Dialog):
    """The six words of a card, to be compared at the telephone."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, card_id: str, card: PublicCard) -> None:
        super().__init__(over, _("Wörter vergleichen"), subtitle=card.name, icon="phone", width=600)
        self.acts = acts
        self._card_id = card_id
        self.body.addWidget(
            Words(
                _(
                    "Rufen Sie die Stelle unter der Nummer an, die Sie kennen. Lassen Sie sich ihre sechs Wörter vorlesen."
                )
            )
        )
        self.body.addWidget(SixWords(card.words))
        self.body.addWidget(
            Words(
                _("Weicht auch nur ein Wort ab, gehört die Karte jemand anderem. Vergessen Sie sie dann."), "secondary"
            )
        )
        self.set_buttons(_("Alle sechs stimmen"), self.agree, icon="check", cancel=_("Noch nicht verglichen"))

    def agree(self) -> None:
        """Notes that the words were compared."""
        self.acts.do(_("Verglichen. Die Karte gilt als geprüft."), verify_card, self._card_id)
        self.accept()


class LinkCardDialog(Dialog):
    """Which service of the directory a card belongs to: only then parcels can be sealed for it."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, view: CardView) -> None:
        super().__init__(over, _("Karte zuordnen"), subtitle=view.name, icon="link", width=560)
        self.acts = acts
        self._view = view
        self.picker = RowPicker(_("Anlaufstelle"), _("Name, Träger …"))
        self.picker.choose(view.service_id or NOTHING)
        self.body.addWidget(LabeledField(_("Zu welcher Anlaufstelle gehört diese Karte?"), self.picker))
        self.set_buttons(_("Zuordnen"), self.save, icon="check")
        acts.tasks.run(_services, acts.desk, done=self._offer)

    def _offer(self, services: list[ServiceView]) -> None:
        rows = [Row(NOTHING, _("keiner"), icon="ban")]
        rows += [Row(s.id, s.name, s.organization, icon="building-2") for s in services]
        self.picker.offer(rows, _("Keine Anlaufstelle gefunden."))

    def save(self) -> None:
        """Writes the choice."""
        chosen = str(self.picker.value() or "") or None
        self.acts.do(_("Die Karte ist zugeordnet."), link_card, self._view.id, chosen)
        self.accept()


def _services(desk: Desk) -> list[ServiceView]:
    return list_services(desk, active_only=True)


def compare(over: QWidget, acts: Acts, view: CardView) -> None:
    """Shows the words of a kept card. Raises ParcelError when the vault's copy is unreadable."""
    CompareDialog(over, acts, view.id, card_of(view)).appear()


def _look_at_file(acts: Acts, path: Path) -> NewCard:
    return look_at_card(acts.desk, read_handed(path, MOST_CARD_BYTES))


def _keep(desk: Desk, card: PublicCard) -> Changed:
    return import_card(desk, card.to_file())[0]


def _sheet(card: PublicCard, desk: Desk) -> bytes:
    from laufmappe.folder.card_sheet import make_card_sheet

    return make_card_sheet(card.name, card.qr_text(), card.words, desk.today())
