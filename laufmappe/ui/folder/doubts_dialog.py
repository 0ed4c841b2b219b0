# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sentences of the chosen sheets that somebody who speaks the language should read, to look at and to take along."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtWidgets import QFileDialog, QStyleOptionViewItem, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.errors import LaufmappeError
from laufmappe.folder.doubts import MISSING, UNREVIEWED, Doubt, as_csv, doubt_word
from laufmappe.i18n import _, language, n_
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import Tokens, font
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, ChipSpec, Dialog, Key, Notice, Row, RowDelegate, RowStyle, RowsView, Text
from laufmappe.ui.widgets.keys import bind
from laufmappe.ui.widgets.painting import CHIP_HEIGHT, chip_width, mirrored, paint_chip, starts_rtl
from laufmappe.ui.widgets.rows import Index
from laufmappe.vault.files import atomic_write

_CHIP_COLUMN, _GAP, _AIR = 110, 22, 9
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class DoubtsDialog(Dialog):
    """German beside the translation `code`, with what is wrong; as a list for a reviewer on the clipboard or in a file."""

    chapter = "mappe-drucken"

    def __init__(self, over: QWidget, tasks: Tasks, doubts: Sequence[Doubt], code: str) -> None:
        name = language_name(code, language())
        super().__init__(over, _("Sätze für die Prüfung"), icon="languages", wide=True)
        self._tasks = tasks
        self._list = as_csv(doubts, name)
        self._code = code
        count = n_("{n} Satz auf Deutsch und {language}", "{n} Sätze auf Deutsch und {language}", len(doubts))
        self.subtitle.show_text(count.format(n=len(doubts), language=name))
        self.subtitle.show()
        self.body.setContentsMargins(14, 12, 14, 6)
        self.body.addWidget(
            Text(
                _(
                    "Nur Sätze der Vorlage, kein Wort der Person. Was veraltet ist oder fehlt, steht auf dem Blatt "
                    "nur auf Deutsch. Geben Sie die Liste jemandem, der beide Sprachen spricht."
                ),
                "secondary",
                wrap=True,
            )
        )
        self.view = RowsView(_("Sätze"))
        self.view.setItemDelegate(_Sentences(RowStyle(), self.view))
        self.view.show_rows([_row(number, doubt) for number, doubt in enumerate(doubts)])
        self.body.addWidget(self.view, 1)
        self._said = Text("", "ok")
        copy = Button(_("Liste kopieren"), icon="copy")
        copy.clicked.connect(self.copy)
        self.foot.insertWidget(0, copy)
        self.foot.insertWidget(1, self._said)
        self.set_buttons(
            _("Als Tabelle sichern …"), self._ask_where, icon="download", cancel=_("Schließen"), key="Ctrl+S"
        )
        bind(self, [Key("Ctrl+S", "", self._ask_where)])
        self.view.choose_first()

    def copy(self) -> None:
        """Puts the list on the clipboard, as tables and mails take it."""
        QGuiApplication.clipboard().setText(self._list.replace("\r\n", "\n"))
        self._said.show_text(_("In der Zwischenablage"))

    def _ask_where(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self, _("Als Tabelle sichern"), documents, _("Tabellen (*.csv)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.selectFile(f"laufmappe-{self._code}.csv")
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Writes the list into a file that tables open."""
        content = self._list.encode("utf-8-sig")
        self._tasks.run(atomic_write, Path(path), content, done=self._saved, failed=self._refused, owner=self)

    def _saved(self, _nothing: object) -> None:
        self._said.show_text(_("Gesichert"))

    def _refused(self, error: LaufmappeError) -> None:
        self.body.insertWidget(0, Notice(str(error), kind="danger"))


def _row(number: int, doubt: Doubt) -> Row:
    kind = "neutral" if doubt.kind == UNREVIEWED else "danger" if doubt.kind == MISSING else "warn"
    icon = "circle" if doubt.kind == UNREVIEWED else "circle-alert"
    return Row(number, doubt.german, doubt.translation, chip=ChipSpec(doubt_word(doubt.kind), kind, icon))


class _Sentences(RowDelegate):
    """Both sentences whole, however long, beside each other; what is wrong at the end."""

    @guarded(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole + 1)
        half = self._half(self._view.viewport().width() - 2 * self.measures.inset)
        texts = (row.title, row.subtitle) if isinstance(row, Row) else ()
        measure = QFontMetricsF(font(13))
        tall = max(
            (measure.boundingRect(QRectF(0, 0, half, 10_000), _WRAPPED, text).height() for text in texts), default=20
        )
        return QSize(100, max(42, round(tall) + 2 * _AIR + 2))

    def _half(self, width: float) -> float:
        return (width - 2 * self.measures.padding - _CHIP_COLUMN - 2 * _GAP) / 2

    def paint_row(
        self, painter: QPainter, plate: QRectF, row: Row, tokens: Tokens, direction: Qt.LayoutDirection, selected: bool
    ) -> None:
        half = self._half(plate.width())
        inner = plate.marginsRemoved(QMarginsF(self.measures.padding, _AIR, self.measures.padding, _AIR))
        painter.setFont(font(13))
        left = inner.left()
        for text in (row.title, row.subtitle or "–"):
            rtl = starts_rtl(text)
            painter.setPen(QColor(tokens.text))
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            box = mirrored(QRectF(left, inner.top(), half, inner.height()), plate, direction)
            painter.drawText(
                box,
                int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute),
                text,
            )
            left += half + _GAP
        if row.chip is not None:
            box = QRectF(left, round(plate.center().y() - CHIP_HEIGHT / 2), chip_width(row.chip), CHIP_HEIGHT)
            paint_chip(painter, mirrored(box, plate, direction), row.chip, tokens, direction, on_tint=selected)
