# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a parcel: signed here and given back, or noted when it comes."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import ParcelView
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import close_case
from laufmappe.casework.settings.centre import centre
from laufmappe.casework.views import CaseView, Changed
from laufmappe.errors import LaufmappeError
from laufmappe.handover import MOST_RECEIPT_BYTES, RECEIPT_SUFFIX, Answer, Receipt, SignedReceipt
from laufmappe.handover.exchange import make_receipt, take_receipt
from laufmappe.i18n import _
from laufmappe.ui.handover.delete_dialog import DeleteDialog
from laufmappe.ui.handover.give_dialog import GiveDialog, Given
from laufmappe.ui.handover.pieces import FilePlace
from laufmappe.ui.handover.working import read_handed
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import (
    Button,
    DateField,
    Dialog,
    LabeledField,
    Line,
    LineEdit,
    Notice,
    Segmented,
    Text,
    flow,
    rule,
)


class AnswerDialog(FormDialog):
    """Whether this service takes the case over, and from when it is responsible. Only what was taken in can be accepted."""

    chapter = "uebergabe"

    def __init__(
        self, over: QWidget, acts: Acts, parcel_id: str, digest: str, partner: str, *, may_accept: bool = True
    ) -> None:
        super().__init__(over, acts, _("Antworten: Quittung"), subtitle=partner, icon="stamp", width=560)
        self._over = over
        self._parcel_id, self._digest, self._partner = parcel_id, digest, partner
        self.body.addWidget(
            Words(
                _("Bis zur Quittung bleibt die absendende Stelle zuständig. In der Quittung steht kein Name."), "lead"
            )
        )
        options: list[tuple[str, object]] = [(_("Wir lehnen ab"), "declined")]
        if may_accept:
            options.insert(0, (_("Wir übernehmen den Fall"), "accepted"))
        self._answer = Segmented(_("Antwort"), options, options[0][1])
        self._answer.chosen.connect(self._chosen)
        self.put("answer", _("Antwort"), self._answer)
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        self._day = self.put("responsible_from", _("Zuständig ab"), day, hint=_("Leer: der Tag steht noch nicht fest."))
        self.ready(_("Quittung ausstellen"), icon="stamp")
        self._chosen(self._answer.value())

    def _chosen(self, answer: object) -> None:
        self._day.setVisible(answer == "accepted")
        QTimer.singleShot(0, self, self.replace)

    def save(self) -> None:
        answer = cast(Answer, self._answer.value())
        day: date | None = field_day(self._day) if answer == "accepted" else None
        if answer == "accepted" and self._day.has_fault():
            self._day.field.setFocus()
            return
        if self.primary is not None:
            self.primary.set_busy(_("Wird unterschrieben …"))
        self.acts.tasks.run(
            make_receipt,
            self.acts.desk,
            self._parcel_id,
            self._digest,
            answer,
            day,
            done=self._signed,
            failed=self._failed,
        )

    def _signed(self, receipt: SignedReceipt) -> None:
        over, acts, partner = self._over, self.acts, self._partner
        self.accept()
        acts.frame.announce(None)
        GiveReceiptDialog(over, acts, receipt, partner).appear()


class GiveReceiptDialog(GiveDialog):
    """The signed answer as a file or as a code on the screen."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, receipt: SignedReceipt, partner: str) -> None:
        given = Given(
            code=receipt.qr_text(),
            code_name=_("Quittung als Code"),
            data=receipt.to_file(),
            file_name=f"quittung-{receipt.receipt.parcel_id[-8:]}{RECEIPT_SUFFIX}",
            suffix=RECEIPT_SUFFIX,
            kinds=_("Quittungen (*.laufmappe-quittung)"),
            where=_("Quittung sichern unter"),
            sheet=partial(_sheet, receipt),
            sheet_name="quittung.pdf",
            copied=_("Kopiert. Die absendende Stelle fügt den Text bei „Quittung vermerken“ ein."),
            saved=_("Gesichert. Jetzt noch schicken."),
        )
        accepted = receipt.receipt.answer == "accepted"
        said = (
            _("Unterschrieben: Sie übernehmen den Fall.") if accepted else _("Unterschrieben: Sie lehnen den Fall ab.")
        )
        todo = _("Schicken Sie die Datei an die absendende Stelle, oder lassen Sie den Code vom Bildschirm lesen.")
        words = (Words(said, "strong"), Words(todo))
        super().__init__(over, acts, given, words, _("Quittung zurückgeben"), partner, "stamp")


class NoteReceiptDialog(Dialog):
    """Reads the answer of the other service, notes it, and offers to end the counselling here."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, path: Path | None = None) -> None:
        super().__init__(over, _("Quittung vermerken"), icon="stamp", width=600)
        self.acts = acts
        self._over = over
        self._focus_next: Button | None = None
        self.noted: ParcelView | None = None
        self._stage = QVBoxLayout()
        self._stage.setSpacing(12)
        self.body.addLayout(self._stage)
        self.text = LineEdit(_("Text des Codes"), limit=2000)
        self.set_buttons(_("Vermerken"), self._take_text, icon="check")
        self._show_place("")
        if path is not None:
            self.take(path)

    def _show(self, *widgets: QWidget) -> None:
        empty(self._stage)
        for widget in widgets:
            self._stage.addWidget(widget)
        QTimer.singleShot(0, self, self.replace)

    def _show_place(self, fault: str) -> None:
        words = _("Ziehen Sie die Quittung hierher oder wählen Sie die Datei.")
        place = FilePlace(words, _("Quittung wählen"), [_("Quittungen (*.laufmappe-quittung)")])
        place.chosen.connect(self.take)
        kept = self.text.text()
        self.text = LineEdit(_("Text des Codes"), limit=2000)
        self.text.setText(kept)
        code = LabeledField(_("oder Text des Codes"), self.text, hint=_("Ein Handscanner schreibt ihn in dieses Feld."))
        self._show(*([Notice(fault, kind="danger")] if fault else []), place, code)

    def take(self, path: Path) -> None:
        """Notes the receipt in a file."""
        self.acts.tasks.run(_take_file, self.acts, path, done=self._noted, failed=self._refused, owner=self)

    def _take_text(self) -> None:
        text = self.text.text().strip()
        if not text:
            self.text.setFocus()
            return
        self.acts.tasks.run(
            take_receipt, self.acts.desk, text.encode(), done=self._noted, failed=self._refused, owner=self
        )

    def _refused(self, error: LaufmappeError) -> None:
        self._show_place(str(error))

    def _noted(self, answer: tuple[Changed, Receipt, ParcelView]) -> None:
        changed, receipt, view = answer
        self.noted = view
        self.acts.frame.announce(changed)
        self.acts.frame.tell(_("Die Quittung ist vermerkt."), partial(self.acts.undo, changed.operation))
        accepted = receipt.answer == "accepted"
        title = _("„{name}“ übernimmt den Fall") if accepted else _("„{name}“ lehnt den Fall ab")
        if not accepted:
            words = _("Zuständig bleiben Sie. Sprechen Sie mit der Person über einen anderen Weg.")
        elif receipt.responsible_from is not None:
            words = _("Zuständig ab {day}.").format(day=shown_day(receipt.responsible_from))
        else:
            words = _("Ab wann, steht noch nicht fest.")
        icon, colour = ("circle-check", "ok") if accepted else ("circle-x", "danger")
        parts: list[QWidget] = [Line(title.format(name=view.partner), words, icon=icon, colour=colour, circle=True)]
        if accepted:
            parts += self._next_steps()
        self._show(*parts)
        self.show_end()
        if self._focus_next is not None:
            self._focus_next.setFocus()

    def _next_steps(self) -> list[QWidget]:
        """What is left to do here once the other service is responsible."""
        close = Button(_("Beratung hier beenden"), icon="archive", kind="primary")
        close.clicked.connect(self._close_case)
        delete = Button(_("Person löschen …"), icon="trash-2")
        delete.clicked.connect(self._delete)
        self._focus_next = close
        kept = _("Beenden: Alles bleibt erhalten, Fristen und Wiedervorlagen ruhen. Das lässt sich zurücknehmen.")
        gone = _("Löschen: Nichts über die Person bleibt in diesem Tresor. Vorher sehen Sie, was das heißt.")
        return [rule(), Text(_("Wie geht es hier weiter?"), "strong"), Words(kept), Words(gone), flow(close, delete)]

    def _delete(self) -> None:
        over, acts, view = self._over, self.acts, self.noted
        self.accept()
        if view is not None:
            acts.tasks.run(case, acts.desk, view.newcomer_id, done=partial(_ask_to_delete, over, acts), owner=acts)

    def _close_case(self) -> None:
        if self.noted is not None:
            self.acts.do(_("Die Beratung ist hier beendet."), close_case, self.noted.newcomer_id)
        self.accept()


def _take_file(acts: Acts, path: Path) -> tuple[Changed, Receipt, ParcelView]:
    return take_receipt(acts.desk, read_handed(path, MOST_RECEIPT_BYTES))


def _ask_to_delete(over: QWidget, acts: Acts, view: CaseView) -> None:
    DeleteDialog(over, acts, view.newcomer.id, view.newcomer.name, why="handed_over").appear()


def _sheet(receipt: SignedReceipt, desk: Desk) -> bytes:
    from laufmappe.folder.receipt_sheet import make_receipt_sheet

    told = receipt.receipt
    accepted = told.answer == "accepted"
    return make_receipt_sheet(
        centre(desk).name, receipt.qr_text(), told.parcel_id, accepted, told.responsible_from, desk.today()
    )
