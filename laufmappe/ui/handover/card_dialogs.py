# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own card shown and given away; the card of another service read in, and its words compared."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.keys import CardView, link_card, verify_card
from laufmappe.casework.services.register import list_services
from laufmappe.casework.views import Changed, ServiceView
from laufmappe.errors import LaufmappeError
from laufmappe.handover import CARD_SUFFIX, MOST_CARD_BYTES, PublicCard
from laufmappe.handover.exchange import NewCard, card_of, import_card, look_at_card
from laufmappe.i18n import _
from laufmappe.ui.handover.pieces import FilePlace, SixWords, ask_where
from laufmappe.ui.handover.same_name import SameNameDialog
from laufmappe.ui.handover.working import read_handed
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.agenda_dialogs import code_picture
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.pickers import NOTHING, RowPicker
from laufmappe.ui.widgets import Button, Dialog, LabeledField, LineEdit, Notice, Row, Text, flow
from laufmappe.vault.files import atomic_write

_MODULE = 4


class OwnCardDialog(Dialog):
    """What others need to hand a case over to this service: nothing secret is on it. `tell` are those who need a new one."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, card: PublicCard, *, tell: Sequence[str] = ()) -> None:
        super().__init__(over, _("Eigene Karte"), subtitle=card.name, icon="id-card", width=720)
        self.acts = acts
        self._card = card
        if tell:
            title = _("Diese Stellen brauchen die neue Karte")
            self.body.addWidget(Notice(", ".join(tell), kind="warn", title=title))
        line = QHBoxLayout()
        line.setSpacing(20)
        picture = QLabel()
        picture.setPixmap(code_picture(card.qr_text(), _MODULE))
        picture.setAccessibleName(_("Eigene Karte als Code"))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(Text(_("Ihre Prüfwörter"), "strong"))
        column.addWidget(SixWords(card.words, 2))
        column.addWidget(
            Words(_("Die andere Stelle liest Ihnen diese Wörter am Telefon vor. Stimmen sie, ist die Karte echt."))
        )
        column.addWidget(
            Words(_("Die Karte darf jeder sehen. Mit ihr lässt sich nur verschließen, nichts öffnen."), "secondary")
        )
        save = Button(_("Als Datei sichern …"), icon="download")
        save.clicked.connect(self._ask)
        sheet = Button(_("Blatt zum Ausdrucken (PDF) …"), icon="printer")
        sheet.clicked.connect(self._ask_sheet)
        self._code = Button(_("Text des Codes kopieren"), kind="link", icon="copy")
        self._code.clicked.connect(self._copy_code)
        column.addWidget(flow(save, sheet, self._code))
        self._said = Words("", "ok")
        column.addWidget(self._said)
        column.addStretch(1)
        line.addLayout(column, 1)
        self.body.addLayout(line)
        self.set_buttons(_("Fertig"), self.accept, icon="check", cancel=_("Schließen"))

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self._card.qr_text())
        self._said.show_style("ok")
        self._said.show_text(_("Kopiert. Die andere Stelle fügt den Text beim Einlesen ein."))

    def _ask(self) -> None:
        kinds = _("Karten (*.laufmappe-karte)")
        chooser = ask_where(self, _("Karte sichern unter"), kinds, f"beratungsstelle{CARD_SUFFIX}", CARD_SUFFIX)
        chooser.fileSelected.connect(self.save_to)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Writes the card there."""
        self.acts.tasks.run(
            atomic_write, Path(path), self._card.to_file(), done=self._saved, failed=self._refused, owner=self
        )

    def _ask_sheet(self) -> None:
        chooser = ask_where(self, _("Blatt sichern unter"), _("PDF-Dateien (*.pdf)"), "beratungsstelle.pdf", ".pdf")
        chooser.fileSelected.connect(self.save_sheet)
        chooser.open()

    def save_sheet(self, path: str) -> None:
        """Writes a page with the card there, for printing."""
        today = self.acts.desk.today()
        self.acts.tasks.run(_sheet, self._card, today, Path(path), done=self._saved, failed=self._refused, owner=self)

    def _saved(self, _nothing: object) -> None:
        self._said.show_style("ok")
        self._said.show_text(_("Gesichert."))
        QTimer.singleShot(0, self, self.replace)

    def _refused(self, error: LaufmappeError) -> None:
        self._said.show_style("error")
        self._said.show_text(str(error))


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


def _sheet(card: PublicCard, today: date, path: Path) -> None:
    from laufmappe.folder.card_sheet import make_card_sheet

    atomic_write(path, make_card_sheet(card.name, card.qr_text(), card.words, today))
