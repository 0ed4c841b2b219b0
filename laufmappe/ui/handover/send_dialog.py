# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fallübergabe: the recipient, what goes and what stays, the sealing, and what to do then."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.history import BEGUN_DIALOG, draft, drop_draft, save_draft
from laufmappe.casework.views import CaseView, Changed
from laufmappe.errors import LaufmappeError
from laufmappe.handover import SUFFIX, file_name
from laufmappe.i18n import _
from laufmappe.ui.clipboard import copy_secret
from laufmappe.ui.folder.side_column import SideColumn
from laufmappe.ui.handover.pieces import SixWords, ask_where
from laufmappe.ui.handover.send_preview import SendPreview
from laufmappe.ui.handover.working import Order, Partner, Prepared, Way, hand_over, prepare, read_partners
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.pickers import RowPicker
from laufmappe.ui.person.release_card import release_words
from laufmappe.ui.tasks import Task
from laufmappe.ui.widgets import (
    Button,
    ChipSpec,
    ComboBox,
    Dialog,
    LabeledField,
    Line,
    LineEdit,
    Notice,
    Row,
    Text,
    TextArea,
    rule,
    upright,
)
from laufmappe.vault import generate_passphrase, passphrase_weakness

KEEP_EVERY = 2000
"""Milliseconds between two looks at the reason that is typed."""
_SIDE = 404


class SendDialog(Dialog):
    """release_asked(service id): the counsellor wants to make the release that is missing; the dialog has closed then."""

    chapter = "uebergabe"

    release_asked = Signal(str)

    def __init__(self, over: QWidget, acts: Acts, case: CaseView) -> None:
        subtitle = _("Zuständig bleiben Sie bis zur Quittung. Noch hat nichts den Tresor verlassen.")
        title = _("Fallübergabe: {name}").format(name=case.newcomer.name)
        super().__init__(over, title, subtitle=subtitle, icon="package", wide=True)
        self.acts = acts
        self._person = case.newcomer.id
        self._partners: dict[str, Partner] = {}
        self.prepared: Prepared | None = None
        self._sealing = False
        self._task: Task | None = None
        self._sent = False
        self._form = f"{BEGUN_DIALOG}{self._person}:SendDialog:reason"
        self._kept = ""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.preview = SendPreview()
        row.addWidget(self.preview, 1)
        row.addWidget(upright())
        self.side = SideColumn()
        self.side.setFixedWidth(_SIDE)
        self._build_side()
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.progress_words = Text("", "secondary", elide=True)
        self.foot.insertWidget(0, self.progress_words, 1)
        self.set_buttons(_("Paket versiegeln …"), self.ask_where, icon="lock")
        self._may_seal(False)
        acts.tasks.run(read_partners, acts.desk, self._person, done=self._offer, failed=self._failed)
        acts.tasks.run(draft, acts.desk, self._form, done=self._restore)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.keep)
        self._clock.start(KEEP_EVERY)

    def _build_side(self) -> None:
        column = self.side.column
        self.picker = RowPicker(_("Empfang"), _("Name, Träger …"), height=190)
        self.picker.changed.connect(self._picked)
        column.addWidget(Text(_("Empfang"), "card"))
        column.addWidget(self.picker)
        self.way = ComboBox(_("Wie verschlossen"), [(_("mit einer Passphrase"), "passphrase")])
        self.way.activated.connect(self._look)
        self.way_field = LabeledField(_("Wie verschlossen"), self.way)
        column.addWidget(self.way_field)
        self.passphrase = LineEdit(_("Passphrase"), limit=120)
        self.passphrase.setText(generate_passphrase())
        self.passphrase.setCursorPosition(0)
        self.passphrase_field = LabeledField(
            _("Passphrase"), self.passphrase, hint=_("Sagen Sie sie am Telefon, nie in derselben Nachricht.")
        )
        self.passphrase.textEdited.connect(self.passphrase_field.clear_fault)
        column.addWidget(self.passphrase_field)
        self._about = QVBoxLayout()
        self._about.setSpacing(8)
        column.addLayout(self._about)
        self.reason = TextArea(lines=2, placeholder=_("Zum Beispiel: Gefahr, die Person ist nicht erreichbar"))
        self.reason_field = LabeledField(_("Grund, warum es ohne Entbindung geht"), self.reason)
        self.with_reason = Button(_("Vorschau mit diesem Grund"), icon="eye")
        self.with_reason.clicked.connect(self._look)
        column.addWidget(self.reason_field)
        column.addWidget(self.with_reason, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.way_field, self.passphrase_field, self.reason_field, self.with_reason):
            part.setVisible(False)
        column.addStretch(1)

    def _offer(self, partners: list[Partner]) -> None:
        self._partners = {partner.id: partner for partner in partners}
        rows = [Row(p.id, p.name, p.organization, icon="building-2", chip=_release_chip(p.release)) for p in partners]
        self.picker.offer(rows, _("Keine Anlaufstelle gefunden. Sie muss im Verzeichnis stehen."))

    def _picked(self) -> None:
        partner = self._partners.get(str(self.picker.value()))
        if partner is None:
            return
        ways: list[tuple[str, object]] = [
            (_("mit einer Passphrase"), "passphrase"),
            (_("als geschütztes PDF, ohne das Programm"), "pdf"),
        ]
        if partner.card is not None:
            ways.insert(0, (_("für die Karte dieser Stelle"), "key"))
        self.way.offer(ways)
        self.way.choose(ways[0][1])
        self.way_field.show()
        self._look()

    def _look(self) -> None:
        """Reads what would go, for whoever is chosen."""
        partner = self._partners.get(str(self.picker.value()))
        if partner is None or self._sealing or self._sent:
            return
        self._may_seal(False)
        way = self._way()
        self.passphrase_field.setVisible(way != "key")
        reason = self.reason.toPlainText().strip()
        self.acts.tasks.run(
            prepare, self.acts.desk, self._person, partner, way, reason, done=self._show, failed=self._failed
        )

    def _way(self) -> Way:
        value = self.way.value()
        return "key" if value == "key" else "pdf" if value == "pdf" else "passphrase"

    def _show(self, prepared: Prepared) -> None:
        if prepared.partner.id != self.picker.value() or prepared.way != self._way() or self._sent:
            return
        self.prepared = prepared
        refused = prepared.outgoing is None
        self._show_about(prepared)
        without = refused or bool(prepared.outgoing and prepared.outgoing.reason)
        self.reason_field.setVisible(without)
        self.with_reason.setVisible(without)
        if refused:
            signs = prepared.partner.release == "unsigned"
            make = Button(_("Unterschrift eintragen …") if signs else _("Entbindung anlegen …"), icon="shield-check")
            make.clicked.connect(self._ask_release)
            self.preview.show_refusal(prepared.refusal, (make,))
        else:
            self.preview.show_prepared(prepared)
        self._may_seal(not refused)

    def _show_about(self, prepared: Prepared) -> None:
        empty(self._about)
        if prepared.release is not None:
            self._about.addWidget(rule())
            self._about.addWidget(Text(_("Schweigepflichtentbindung"), "card"))
            self._about.addWidget(Words(release_words(prepared.release), "secondary"))
        if prepared.card is not None:
            self._about.addWidget(rule())
            self._about.addWidget(Text(_("Prüfwörter am Telefon vergleichen"), "strong"))
            self._about.addWidget(SixWords(prepared.card.words, 2))
            verified = prepared.partner.card.verified_on if prepared.partner.card else None
            if verified is not None:
                words = _("verglichen {day}").format(day=f"{verified:%d.%m.%Y}")
                self._about.addWidget(Line(words, icon="check", colour="ok", strong=False))
            else:
                words = _("Noch niemand hat diese Wörter mit der Stelle verglichen. Rufen Sie vorher an.")
                self._about.addWidget(Notice(words, kind="warn"))

    def _ask_release(self) -> None:
        self.keep()
        self.accept()
        self.release_asked.emit(str(self.picker.value() or ""))

    def _may_seal(self, may: bool) -> None:
        if self.primary is not None:
            self.primary.setEnabled(may)

    def ask_where(self) -> None:
        """Asks for the file, whose name says nothing of the person."""
        if self.prepared is None or self.prepared.outgoing is None or self._sealing or self._sent:
            return
        if self.prepared.way != "key":
            weakness = passphrase_weakness(self.passphrase.text().strip())
            if weakness:
                self.passphrase_field.show_fault(weakness)
                self.passphrase.setFocus()
                return
        if self.prepared.way == "pdf":
            name, kinds, suffix = file_name().replace(SUFFIX, ".pdf"), _("PDF-Dateien (*.pdf)"), ".pdf"
        else:
            name, kinds, suffix = file_name(), _("Pakete (*.laufmappe)"), SUFFIX
        chooser = ask_where(self, _("Paket sichern unter"), kinds, name, suffix)
        chooser.fileSelected.connect(self.save_to)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Seals the parcel and writes it there."""
        prepared = self.prepared
        if prepared is None or prepared.outgoing is None or self._sealing:
            return
        outgoing = prepared.outgoing
        chosen = tuple(d for d in outgoing.documents if self.preview.documents[d.id].isChecked())
        order = Order(
            replace(outgoing, documents=chosen),
            prepared.way,
            prepared.card,
            self.passphrase.text().strip() if prepared.way != "key" else "",
            self.preview.folder.isChecked(),
        )
        self._sealing = True
        self.side.choices.setEnabled(False)
        self.preview.setEnabled(False)
        if self.primary is not None:
            self.primary.set_busy(_("Wird versiegelt …"))
        self._path = Path(path)
        self._task = self.acts.tasks.run(
            hand_over,
            self.acts.desk,
            order,
            self._path,
            done=self._done,
            failed=self._failed,
            progress=self.progress_words.show_text,
            cancelled=self._stopped,
            owner=self,
        )

    def stop(self) -> None:
        """Stops the sealing, unless the parcel is out already; then nothing is written and nothing noted."""
        if self._task is not None and self._sealing:
            self._task.cancel()
            self.progress_words.show_text(_("Wird angehalten …"))

    def _stopped(self) -> None:
        self._rest()
        self._offer_again()

    def _rest(self) -> None:
        self._sealing, self._task = False, None
        self.side.choices.setEnabled(True)
        self.preview.setEnabled(True)
        self.progress_words.show_text("")
        if self.primary is not None:
            self.primary.set_busy()

    def _done(self, changed: Changed) -> None:
        self._rest()
        self._sent = True
        self._forget()
        self.acts.frame.announce(changed)
        self.acts.frame.tell(_("Das Paket ist versiegelt. Zuständig bleiben Sie, bis die Quittung da ist."))
        self.progress_words.show_text("")
        self.subtitle.show_text(_("Zuständig bleiben Sie bis zur Quittung."))
        prepared = self.prepared
        assert prepared is not None
        self.preview.setEnabled(True)
        self.preview.show_sent(self._next_steps(prepared))
        self.side.hide()
        self.show_end()

    def _next_steps(self, prepared: Prepared) -> QWidget:
        partner = prepared.partner.name
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Line(_("Datei schicken"), self._path.name, icon="package-check", colour="ok", circle=True))
        sending = _(
            "Schicken Sie die Datei an „{name}“, zum Beispiel als Anhang einer E-Mail. Schreiben Sie keinen Namen in den Betreff."
        )
        column.addWidget(Words(sending.format(name=partner)))
        if prepared.way != "key":
            column.addWidget(rule())
            column.addWidget(Text(_("Passphrase auf einem anderen Weg nennen"), "strong"))
            secret = Text(self.passphrase.text().strip(), "code", wrap=True)
            column.addWidget(secret)
            copy = Button(_("Kopieren"), kind="link", icon="copy")
            copy.setAccessibleName(_("Passphrase kopieren"))
            copy.clicked.connect(lambda: copy_secret(secret.text()))
            column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(
                Words(_("Am Telefon oder persönlich, nie in derselben Nachricht. Sie steht nur jetzt hier."), "warn")
            )
        column.addWidget(rule())
        if prepared.way == "pdf":
            title, words = (
                _("Nach der Antwort fragen"),
                _(
                    "Ohne das Programm kommt keine Quittung. Nach 14 Tagen steht es unter „Heute“: Fragen Sie dann nach."
                ),
            )
        else:
            title, words = (
                _("Auf die Quittung warten"),
                _(
                    "Die andere Stelle antwortet mit einer kleinen Datei. Kommt nach 14 Tagen keine, steht es unter „Heute“."
                ),
            )
        column.addWidget(Text(title, "strong"))
        column.addWidget(Words(words))
        return holder

    def _failed(self, error: LaufmappeError) -> None:
        was_sealing = self._sealing
        self._rest()
        self.preview.show_error(str(error))
        if was_sealing:
            self._offer_again()

    def _offer_again(self) -> None:
        self._may_seal(self.prepared is not None and self.prepared.outgoing is not None)

    def keep(self) -> None:
        """Keeps the reason that is typed, encrypted."""
        now = self.reason.toPlainText()
        if now != self._kept and not self._sent:
            self._kept = now
            self.acts.tasks.run(save_draft, self.acts.desk, self._form, {"reason": now})

    def _restore(self, values: dict[str, object] | None) -> None:
        if values is not None and not self.reason.toPlainText():
            self._kept = str(values.get("reason", ""))
            self.reason.setPlainText(self._kept)

    def _forget(self) -> None:
        if self._kept:
            self._kept = ""
            self.acts.tasks.run(drop_draft, self.acts.desk, self._form)

    def may_close(self) -> bool:
        """Not while the parcel is being sealed: that stops it, and what was written is shown with its passphrase."""
        self.stop()
        return not self._sealing


def _release_chip(stands: str) -> ChipSpec | None:
    return {
        "holds": ChipSpec(_("Entbindung gilt"), "ok", "check"),
        "unsigned": ChipSpec(_("nicht unterschrieben"), "warn", "signature"),
        "over": ChipSpec(_("abgelaufen"), "neutral", "clock"),
    }.get(stands)
