# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who a parcel is from, and how sure that is."""

from functools import partial

from PySide6.QtCore import Signal

from laufmappe.handover import Parcel
from laufmappe.handover.exchange import KnownSender
from laufmappe.i18n import _
from laufmappe.ui.handover.pieces import SixWords
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import Button, Card, Chip, ChipSpec, Line, Text, flow


class SenderCard(Card):
    """kept(verified): the card of the sender is to be kept, its words compared or not."""

    chapter = "uebergabe"

    kept = Signal(bool)

    def __init__(self, sender: KnownSender, parcel: Parcel) -> None:
        kind = "danger" if sender.standing == "other_keys" else "plain"
        super().__init__(_("Von wem"), icon="building-2", kind=kind)
        spec = sender_chip(sender)
        self.head.addWidget(Chip(spec.text, spec.kind, spec.icon))
        made = _("versiegelt am {day}").format(day=f"{parcel.made_at.astimezone():%d.%m.%Y, %H:%M}")
        self.body.addWidget(Line(sender.card.name, made, icon="building-2", circle=True, colour="accent"))
        if sender.standing == "known" and sender.verified:
            return
        if sender.standing == "other_keys":
            self.body.addWidget(Words(sender.warning, "error"))
        elif sender.standing == "renamed":
            self.body.addWidget(Words(_("Diese Stelle ist bekannt und hat einen neuen Namen."), "secondary"))
        title = _("Rufen Sie die Stelle an und vergleichen Sie diese Wörter")
        self.body.addWidget(Text(title, "strong", wrap=True))
        self.body.addWidget(SixWords(sender.card.words))
        same = Button(_("Wörter stimmen: Karte merken"), icon="check")
        same.clicked.connect(partial(self.kept.emit, True))
        buttons = [same]
        if sender.standing in ("unknown", "renamed"):
            later = Button(_("Karte ungeprüft merken"), kind="link")
            later.clicked.connect(partial(self.kept.emit, False))
            buttons.append(later)
        self.body.addWidget(flow(*buttons))


def sender_chip(sender: KnownSender) -> ChipSpec:
    """How sure it is, as word, icon and tint."""
    if sender.standing == "other_keys":
        return ChipSpec(_("anderer Schlüssel"), "danger", "shield-alert")
    if sender.standing == "unknown":
        return ChipSpec(_("unbekannt"), "warn", "circle-help")
    if not sender.verified:
        return ChipSpec(_("bekannt, nicht geprüft"), "warn", "shield")
    return ChipSpec(_("geprüft"), "ok", "shield-check")
