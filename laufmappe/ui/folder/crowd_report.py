# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of many folders: how many are out, who was left out and why, and what to do about it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from laufmappe.i18n import _, n_
from laufmappe.ui.clipboard import copy_secret
from laufmappe.ui.faults import guarded
from laufmappe.ui.folder.crowd import CrowdJob
from laufmappe.ui.look import Tokens, font
from laufmappe.ui.widgets import (
    ROW_ROLE,
    Button,
    IconCircle,
    Notice,
    Row,
    RowDelegate,
    RowStyle,
    RowsView,
    Text,
    avatar_colour,
    initials,
)
from laufmappe.ui.widgets.painting import mirrored, paint_text
from laufmappe.ui.widgets.rows import Index


class CrowdReport(QWidget):
    """`mend_asked(id)`: somebody's record is to be opened."""

    mend_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = ""
        row = QHBoxLayout(self)
        inside = QWidget()
        inside.setMaximumWidth(860)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        self._air = QWidget()
        column.addWidget(self._air, 1)
        head = QHBoxLayout()
        head.setSpacing(14)
        self._sign = QVBoxLayout()
        head.addLayout(self._sign)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Text("", "page", wrap=True)
        self.sentence = Text("", "lead", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        head.addLayout(words, 1)
        column.addLayout(head)
        self._faults = QVBoxLayout()
        column.addLayout(self._faults)
        self._left_out = Text(_("Nicht gedruckt"), "card")
        self._copy = Button(_("Liste kopieren"), kind="link", icon="copy")
        self._copy.clicked.connect(self.copy)
        above = QHBoxLayout()
        above.addWidget(self._left_out, 1)
        above.addWidget(self._copy)
        column.addLayout(above)
        self.view = RowsView(_("Nicht gedruckt"))
        self.view.setItemDelegate(_Reasons(RowStyle(height=58, avatar=34, padding=10), self.view))
        self.view.acted.connect(lambda key: self.mend_asked.emit(str(key)))
        self.view.opened.connect(lambda key: self.mend_asked.emit(str(key)))
        column.addWidget(self.view, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 2)

    def show_job(self, job: CrowdJob, stopped: bool, fault: str) -> str:
        """Shows it; returns what is to be said aloud. `fault`: the sentence of what ended it too early."""
        is_whole = not (stopped or fault or job.refused)
        icon, kind = ("circle-check", "ok") if is_whole else ("triangle-alert", "warn")
        self._sign.addWidget(IconCircle(icon, kind, 44), 0, Qt.AlignmentFlag.AlignTop)
        count = len(job.done)
        title = n_("{n} Mappe ist fertig und vermerkt", "{n} Mappen sind fertig und vermerkt", count).format(n=count)
        self.title.show_text(title if count else _("Es ist keine Mappe gedruckt"))
        self.sentence.show_text("\n".join(_sentences(job, stopped)))
        self.sentence.setVisible(bool(self.sentence.text()))
        if fault:
            self._faults.addWidget(Notice(fault, kind="danger"))
        for widget in (self._left_out, self._copy, self.view):
            widget.setVisible(bool(job.refused))
        for room in (self._air, self._rest):
            room.setVisible(not job.refused)
        rows = [
            Row(
                person.id,
                f"{person.name} · {_('Mappe {number:04}').format(number=person.number)}",
                reason,
                initials=initials(person.name),
                colour=avatar_colour(person.id),
                action=_("Angaben öffnen"),
                action_icon="pencil",
            )
            for person, reason in job.refused
        ]
        self.view.show_rows(rows)
        self.view.choose_first()
        self._list = "\n".join(f"{p.number:04}\t{reason}" for p, reason in job.refused)
        return " ".join(filter(None, (self.title.text(), self.sentence.text(), fault)))

    def copy(self) -> None:
        """Puts the numbers and reasons on the clipboard, for half a minute: a reason may hold letters of a name."""
        copy_secret(self._list)
        self._copy.show_text(_("Für eine halbe Minute kopiert"))

    def forget(self) -> None:
        """Lets go of everybody."""
        self.view.show_rows([])
        self._list = ""


class _Reasons(RowDelegate):
    """The whole reason below the name, on as many lines as it takes."""

    @guarded(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        plate = QRectF(0, 0, self._view.viewport().width() - 2 * self.measures.inset, 100)
        box = self._room(plate, row) if isinstance(row, Row) else plate
        words = row.subtitle if isinstance(row, Row) else ""
        tall = QFontMetricsF(font(12)).boundingRect(box, int(Qt.TextFlag.TextWordWrap), words).height()
        return QSize(100, max(self.measures.height, round(tall) + 46))

    def _room(self, plate: QRectF, row: Row) -> QRectF:
        """Where the reason stands, left to right."""
        left = self.measures.padding + self.measures.avatar + 12
        right = self.action_rect(plate, row).left() - 16
        return QRectF(plate.left() + left, plate.top() + 31, right - plate.left() - left, plate.height() - 38)

    def paint_row(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> None:
        self._paint_lead(painter, plate, row, tokens, direction, selected)
        self._paint_end(painter, plate, row, tokens, direction, selected)
        room = self._room(plate, row)
        above = QRectF(room.left(), plate.top() + 8, room.width(), 20)
        paint_text(painter, mirrored(above, plate, direction), row.title, font(13, 600), tokens.text, direction)
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.muted))
        painter.setLayoutDirection(direction)
        painter.drawText(mirrored(room, plate, direction), int(Qt.TextFlag.TextWordWrap), row.subtitle)


def _sentences(job: CrowdJob, stopped: bool) -> list[str]:
    found = [_("Ziel: {where}.").format(where=job.where)] if job.done else []
    if stopped:
        found.append(_("Sie haben abgebrochen: Was fertig ist, ist vollständig."))
    if job.unchanged:
        words = n_("{n} hat sich nicht geändert.", "{n} haben sich nicht geändert.", len(job.unchanged))
        found.append(words.format(n=len(job.unchanged)))
    if job.refused:
        words = n_("{n} ließ sich nicht drucken.", "{n} ließen sich nicht drucken.", len(job.refused))
        found.append(words.format(n=len(job.refused)))
    if job.left:
        words = n_("{n} ist noch nicht an der Reihe gewesen.", "{n} sind noch nicht an der Reihe gewesen.", job.left)
        found.append(words.format(n=job.left))
    return found
