# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is in a parcel: about whom, which parts, how many files, on what ground."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from laufmappe.i18n import _, n_
from laufmappe.ui.handover.words import part_name
from laufmappe.ui.handover.working import Opened
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Button, Card, Line, Tag, flow


class ContentCard(Card):
    """folder_asked: the printed folder that came along is to be seen. `who` asks whether the person is here already."""

    chapter = "uebergabe"

    folder_asked = Signal()

    def __init__(self, opened: Opened, who: QWidget | None = None) -> None:
        super().__init__(_("Was darin ist"), icon="package")
        arrival, contents = opened.arrival, opened.parcel.contents
        note = _("neu in diesem Tresor") if arrival.kind == "new" else _("ist schon in diesem Tresor")
        line = Line(arrival.name or _("ohne Namen"), note, icon="user-round", circle=True, colour="accent")
        if contents.folder:
            look = Button(_("Mappe ansehen …"), kind="link", icon="eye")
            look.clicked.connect(self.folder_asked)
            line.add(look)
        self.body.addWidget(line)
        if who is not None:
            self.body.addWidget(who)
        if contents.release.parts:
            self.body.addWidget(flow(*(Tag(part_name(part)) for part in contents.release.parts)))
        told = _ground(opened)
        if told:
            self.body.addWidget(Words(" · ".join(told), "secondary"))
        if contents.withheld:
            left = ", ".join(part_name(part) for part in contents.withheld)
            self.body.addWidget(Words(_("Nicht freigegeben und nicht dabei: {parts}").format(parts=left), "secondary"))


def _ground(opened: Opened) -> list[str]:
    """How much came along, what for and until when."""
    contents, told = opened.parcel.contents, []
    if contents.documents:
        count, new = len(contents.documents), len(opened.arrival.documents)
        told.append(
            n_("{n} Dokument, davon {new} neu", "{n} Dokumente, davon {new} neu", count).format(n=count, new=new)
        )
    if contents.folder:
        told.append(_("die Mappe als PDF"))
    if contents.release.purpose:
        told.append(_("Zweck: {purpose}").format(purpose=contents.release.purpose))
    if contents.release.valid_until:
        told.append(_("Entbindung gilt bis {day}").format(day=shown_day(contents.release.valid_until)))
    return told
