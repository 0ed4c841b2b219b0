# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes and what stays, and why: the two columns of the sending dialog."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.handover.released import WHY
from laufmappe.casework.papers.documents import DocumentView
from laufmappe.i18n import _, n_
from laufmappe.ui.handover.pieces import PartLine
from laufmappe.ui.handover.words import PART_ICONS, count_words, part_name, why_chip
from laufmappe.ui.handover.working import FOLDER_NEEDS, Prepared
from laufmappe.ui.person.documents_card import document_words
from laufmappe.ui.person.parts import Words, empty
from laufmappe.ui.widgets import Badge, Button, Card, CheckBox, Chip, EmptyState, Notice, ScrollBody, rule


class SendPreview(ScrollBody):
    """Shows a `Prepared`; which documents and whether the folder go along is ticked here."""

    def __init__(self) -> None:
        super().__init__(margin=18)
        self.documents: dict[str, CheckBox] = {}
        self.folder = CheckBox(_("Mappe als PDF beilegen"), checked=True)
        self.show_waiting()

    def _clear(self) -> None:
        self.folder.setParent(None)
        empty(self.body)
        self.documents = {}

    def show_waiting(self) -> None:
        """Nobody is chosen yet."""
        self._clear()
        words = _(
            "Wählen Sie rechts die Stelle. Dann sehen Sie hier, was mitgeht und was bleibt. Noch geht nichts hinaus."
        )
        self.body.addWidget(EmptyState("package", _("An wen geht der Fall?"), words), 1)

    def show_refusal(self, sentence: str, actions: tuple[Button, ...]) -> None:
        """Nothing may go, and what to do."""
        self._clear()
        title = _("So darf nichts hinausgehen")
        self.body.addWidget(Notice(sentence, kind="warn", title=title, icon="lock", actions=actions))
        self.body.addStretch(1)

    def show_error(self, sentence: str) -> None:
        """What went wrong, above what is shown."""
        self.body.insertWidget(0, Notice(sentence, kind="danger"))
        self.verticalScrollBar().setValue(0)

    def show_prepared(self, prepared: Prepared) -> None:
        """Both columns."""
        self._clear()
        outgoing = prepared.outgoing
        assert outgoing is not None
        if outgoing.reason:
            words = _("Es geht nur das Nötigste. Der Grund steht im Verlauf und lässt sich nicht entfernen.")
            self.body.addWidget(Notice(words, kind="warn", title=_("Ohne Schweigepflichtentbindung")))
        holder = QWidget()
        columns = QHBoxLayout(holder)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self._goes(prepared), 1)
        columns.addWidget(self._stays(prepared), 1)
        self.body.addWidget(holder)
        self.body.addStretch(1)

    def show_sent(self, next_steps: QWidget) -> None:
        """It is done; what to do now."""
        self._clear()
        card = Card(_("Das Paket ist versiegelt"), icon="package-check", kind="accent")
        card.body.addWidget(next_steps)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _goes(self, prepared: Prepared) -> Card:
        outgoing = prepared.outgoing
        assert outgoing is not None
        parts = n_("{n} Teil", "{n} Teile", len(outgoing.goes)).format(n=len(outgoing.goes))
        card = Card(_("Geht mit"), icon="package")
        card.head.addWidget(Chip(parts, "ok", "check"))
        for part, entries in outgoing.goes:
            icon = PART_ICONS.get(part, "file-text")
            count = len(outgoing.documents) if part == "documents" else entries
            card.body.addWidget(PartLine(icon, part_name(part), count_words(part, count)))
            if part == "documents":
                self._offer_documents(card.body, outgoing.documents)
            card.body.addWidget(rule())
        if FOLDER_NEEDS in outgoing.parts:
            card.body.addWidget(self.folder)
            self.folder.setEnabled(prepared.way != "pdf")
            self.folder.setChecked(self.folder.isChecked() or prepared.way == "pdf")
            note = _("Auf den Blättern steht nur, was hier freigegeben ist.")
        else:
            note = _("Die Mappe geht nur mit, wenn auch die Schritte freigegeben sind.")
        card.body.addWidget(Words(note, "secondary"))
        card.body.addStretch(1)
        return card

    def _offer_documents(self, column: QVBoxLayout, views: tuple[DocumentView, ...]) -> None:
        for view in views:
            box = CheckBox(view.name, checked=True)
            box.setToolTip(document_words(view))
            self.documents[view.id] = box
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(46, 0, 0, 0)
            row.addWidget(box, 1)
            column.addWidget(holder)

    def _stays(self, prepared: Prepared) -> Card:
        outgoing = prepared.outgoing
        assert outgoing is not None
        card = Card(_("Bleibt hier"), icon="lock")
        card.head.addWidget(Badge(str(len(outgoing.withheld))))
        for each in outgoing.withheld:
            icon = PART_ICONS.get(each.part, "file-text")
            line = PartLine(icon, part_name(each.part), "", why_chip(each), kind="neutral")
            line.setToolTip(_(WHY.get(each.why, "")) if each.why in WHY else "")
            card.body.addWidget(line)
        card.body.addStretch(1)
        card.body.addWidget(Words(_("Zurückgehaltenes steht auch nicht als Lücke im Paket."), "secondary"))
        return card
