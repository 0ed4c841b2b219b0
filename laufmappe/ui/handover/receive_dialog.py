# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parcel of another service: looked into first, then taken in as one act that can be taken back."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.papers.documents import PDF
from laufmappe.casework.people.similar import REASONS, SimilarPerson
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError, ParcelPassphraseError
from laufmappe.handover.exchange import NewCard, import_card, look_at_card, receive
from laufmappe.i18n import _
from laufmappe.ui.handover.conflicts import ConflictCard, NewsCard
from laufmappe.ui.handover.content_card import ContentCard
from laufmappe.ui.handover.pieces import FilePlace
from laufmappe.ui.handover.receipt_dialogs import AnswerDialog
from laufmappe.ui.handover.same_name import SameNameDialog
from laufmappe.ui.handover.sender_card import SenderCard
from laufmappe.ui.handover.working import Opened, look_again, open_file
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.document_view import ViewDialog
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import (
    Button,
    ComboBox,
    Dialog,
    LabeledField,
    Notice,
    PassphraseField,
    flow,
)

NOBODY, NEW = "", "new"
"""Who the parcel is about: not said yet, somebody who is not here."""


class ReceiveDialog(Dialog):
    """File, passphrase where one is needed, what it would bring, and the answer."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, path: Path | None = None) -> None:
        super().__init__(over, _("Paket empfangen"), icon="package-open", width=880)
        self.acts = acts
        self._over = over
        self._path = path
        self._busy = False
        self._has_taken = False
        self._alike: tuple[SimilarPerson, ...] = ()
        self.opened: Opened | None = None
        self.passphrase: PassphraseField | None = None
        self._person: str | None = None
        self.who: ComboBox | None = None
        self.conflicts: ConflictCard | None = None
        self._fault = QVBoxLayout()
        self.body.addLayout(self._fault)
        self._stage = QVBoxLayout()
        self._stage.setSpacing(12)
        self.body.addLayout(self._stage)
        self.answer_button = Button(_("Nur antworten …"), kind="link", icon="send")
        self.answer_button.clicked.connect(self.answer)
        self.answer_button.hide()
        self.foot.insertWidget(0, self.answer_button)
        self.set_buttons(_("Übernehmen"), self.take_in, icon="check")
        self._may(False)
        if path is None:
            self._show_place()
        else:
            self.open_path(path)

    def _may(self, may: bool) -> None:
        if self.primary is not None:
            self.primary.setEnabled(may)

    def _show(self, *widgets: QWidget) -> None:
        empty(self._stage)
        for widget in widgets:
            self._stage.addWidget(widget)
        QTimer.singleShot(0, self, self.replace)

    def _say(self, sentence: str, kind: str = "danger") -> None:
        empty(self._fault)
        if sentence:
            self._fault.addWidget(Notice(sentence, kind=kind))
        QTimer.singleShot(0, self, self.replace)

    def _show_place(self) -> None:
        words = _("Ziehen Sie das Paket hierher oder wählen Sie die Datei. Es wird erst angesehen, nichts übernommen.")
        place = FilePlace(words, _("Paket wählen"), [_("Pakete (*.laufmappe)")])
        place.chosen.connect(self.open_path)
        self._show(place)

    def open_path(self, path: Path, passphrase: str | None = None) -> None:
        """Opens a file and looks into it; nothing is taken in."""
        self._path = path
        self._say("")
        self._show(Words(_("Einen Augenblick …"), "lead"))
        self.acts.tasks.run(
            open_file,
            self.acts.desk,
            path,
            passphrase,
            done=self._came,
            failed=self._refused,
            progress=self._tell,
            owner=self,
        )

    def _tell(self, sentence: str) -> None:
        self._show(Words(sentence, "lead"))

    def _refused(self, error: LaufmappeError) -> None:
        """Where a passphrase is missing or wrong it is asked for; else the sentence, and another file."""
        if isinstance(error, ParcelPassphraseError):
            again = self.passphrase is not None
            self._ask_passphrase(str(error) if again else "")
            return
        self._say(str(error))
        self._show_place()

    def _ask_passphrase(self, fault: str) -> None:
        self.passphrase = PassphraseField(_("Passphrase"))
        labeled = LabeledField(
            _("Passphrase"), self.passphrase, hint=_("Die absendende Stelle nennt sie am Telefon oder persönlich.")
        )
        words = _("Dieses Paket ist mit einer Passphrase verschlossen.")
        button = Button(_("Öffnen"), icon="lock-open")
        button.clicked.connect(self._open_with)
        self.passphrase.returnPressed.connect(self._open_with)
        self._show(Words(words, "lead"), labeled, flow(button))
        if fault:
            labeled.show_fault(fault)
        self.passphrase.setFocus()

    def _open_with(self) -> None:
        if self.passphrase is not None and self._path is not None and self.passphrase.text().strip():
            self.open_path(self._path, self.passphrase.text().strip())

    def _came(self, opened: Opened) -> None:
        self._busy = False
        self.opened = opened
        if self.primary is not None:
            self.primary.set_busy()
        arrival, parts = opened.arrival, list[QWidget]()
        sender = SenderCard(opened.sender, opened.parcel)
        sender.kept.connect(self._keep_card)
        parts.append(sender)
        if opened.key_warning:
            parts.append(Notice(opened.key_warning, kind="warn", icon="key-round"))
        if arrival.was_deleted:
            words = _(
                "Diese Person war schon einmal hier und ist gelöscht worden. Übernehmen Sie sie nur, wenn sie das möchte."
            )
            parts.append(Notice(words, kind="danger", title=_("War gelöscht")))
        self.conflicts = None
        if arrival.kind in ("again", "older"):
            words = (
                _("Dieses Paket ist schon übernommen. Es bringt nichts Neues.")
                if arrival.kind == "again"
                else _("Von dieser Stelle ist schon ein neueres Paket übernommen. Dieses bringt nichts Neues.")
            )
            parts.append(Notice(words, kind="info", title=_("Nichts Neues")))
            if opened.parcel.contents.folder:
                parts.append(self._content_card(opened))
        else:
            parts.append(self._content_card(opened))
            if arrival.kind == "merge" and not arrival.brings_something:
                parts.append(Notice(_("Es steht schon alles so bei uns."), title=_("Nichts Neues")))
            if arrival.conflicts:
                self.conflicts = ConflictCard(arrival.conflicts, opened.rows, opened.sender.card.name)
                parts.append(self.conflicts)
            if arrival.kind == "merge" and arrival.news:
                parts.append(NewsCard(arrival.news, opened.rows))
        self._show(*parts)
        self.answer_button.setVisible(arrival.kind != "older")
        self._may(self._can_take())
        ready = self.primary is not None and self.primary.isEnabled() and opened.sender.verified
        ready = ready and not arrival.was_deleted
        # Of somebody who is not known, or who was deleted, nothing is taken in by one stroke of a key.
        (self.primary if ready and self.primary is not None else self._first_control()).setFocus()

    def _content_card(self, opened: Opened) -> ContentCard:
        asks = (opened.arrival.kind == "new" and opened.arrival.alike) or self._person is not None
        card = ContentCard(opened, self._who_field(opened) if asks else None)
        card.folder_asked.connect(self.look_at_folder)
        return card

    def look_at_folder(self) -> None:
        """Shows the folder that came along, from memory; it is written nowhere."""
        if self.opened is not None and self.opened.parcel.contents.folder:
            words = _("So hat die absendende Stelle sie gedruckt.")
            folder = self.opened.parcel.contents.folder
            ViewDialog(self._over, self.acts, "", _("Mappe aus dem Paket"), words, PDF, folder).appear()

    def _who_field(self, opened: Opened) -> LabeledField:
        if opened.arrival.alike:
            self._alike = opened.arrival.alike
        options: list[tuple[str, object]] = [
            (_("Bitte wählen"), NOBODY),
            (_("Niemand davon: neue Person"), NEW),
        ]
        for person in self._alike:
            why = ", ".join(_(REASONS[key]) for key in person.reasons)
            options.append((f"{person.name} ({why})", person.id))
        self.who = ComboBox(_("Ist die Person schon hier?"), options)
        self.who.choose(self._person or (NOBODY if opened.arrival.kind == "new" and self._person is None else NEW))
        self.who.activated.connect(self._chosen)
        return LabeledField(_("Ist die Person schon hier?"), self.who, required=True)

    def _chosen(self) -> None:
        value = str(self.who.value() or "") if self.who is not None else ""
        self._person = value or None
        opened = self.opened
        if opened is None or not value:
            self._may(False)
            return
        self.acts.tasks.run(
            look_again,
            self.acts.desk,
            opened.parcel,
            None if value == NEW else value,
            done=self._came,
            failed=self._refused_taking,
            owner=self,
        )

    def _can_take(self) -> bool:
        opened = self.opened
        if opened is None or opened.arrival.kind in ("again", "older"):
            return False
        if opened.sender.standing == "other_keys":  # first somebody telephones and says whose card it is
            return False
        unsaid = opened.arrival.kind == "new" and bool(opened.arrival.alike) and self._person is None
        return opened.arrival.brings_something and not unsaid

    def _keep_card(self, verified: bool) -> None:
        opened = self.opened
        if opened is None:
            return
        card = opened.sender.card
        if opened.sender.standing == "other_keys":
            self.acts.tasks.run(
                look_at_card, self.acts.desk, card.to_file(), done=self._ask_same_name, failed=self._refused_taking
            )
            return
        self.acts.tasks.run(
            _keep, self.acts, card.to_file(), verified, done=self._card_kept, failed=self._refused_taking
        )

    def _ask_same_name(self, found: NewCard) -> None:
        SameNameDialog(self._over, self.acts, found, self._renewed).appear()

    def _renewed(self, _changed: Changed) -> None:
        self._look_anew()

    def _card_kept(self, changed: Changed) -> None:
        self.acts.frame.announce(changed)
        self.acts.frame.tell(_("Die Karte ist gemerkt."))
        self._look_anew()

    def _look_anew(self) -> None:
        opened = self.opened
        if opened is not None:
            person = None if self._person in (None, NEW) else self._person
            self.acts.tasks.run(
                look_again,
                self.acts.desk,
                opened.parcel,
                person,
                done=self._came,
                failed=self._refused_taking,
                owner=self,
            )

    def take_in(self) -> None:
        """Takes it in, with what was decided."""
        opened = self.opened
        if opened is None or self._busy or not self._can_take():
            return
        self._busy = True
        if self.primary is not None:
            self.primary.set_busy(_("Wird übernommen …"))
        told = (
            _("Übernommen. Die Person ist jetzt bei Ihnen.")
            if opened.arrival.kind == "new"
            else _("Übernommen. Woher etwas kommt, steht im Verlauf.")
        )
        person = self._person if self._person not in (None, NEW) else None
        decisions = self.conflicts.decisions() if self.conflicts is not None else {}
        self.acts.do(told, receive, opened.parcel, person, decisions, done=self._taken, failed=self._refused_taking)

    def _taken(self, changed: Changed) -> None:
        self._busy, self._has_taken = False, True
        if changed.newcomer_id:
            self.acts.frame.go("people", changed.newcomer_id)
        self.answer()

    def _refused_taking(self, error: LaufmappeError) -> None:
        self._busy = False
        if self.primary is not None:
            self.primary.set_busy()
        self._say(str(error))

    def answer(self) -> None:
        """Goes on to the receipt."""
        opened = self.opened
        if opened is None:
            return
        over, acts, parcel = self._over, self.acts, opened.parcel
        taken = self._has_taken or opened.arrival.kind == "again"
        self.accept()
        AnswerDialog(over, acts, parcel.id, parcel.digest, parcel.sender.name, may_accept=taken).appear()

    def may_close(self) -> bool:
        """Not while it is being taken in."""
        return not self._busy


def _keep(acts: Acts, data: bytes, verified: bool) -> Changed:
    return import_card(acts.desk, data, verified=verified)[0]
