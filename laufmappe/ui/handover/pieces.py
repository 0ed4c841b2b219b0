# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small parts of the dialogs: the six words of a card, a place for files to be dropped, a scrolling column of parts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, tokens_of
from laufmappe.ui.look.tokens import ROW_RADIUS
from laufmappe.ui.widgets import Button, Chip, ChipSpec, IconCircle, Text
from laufmappe.ui.widgets.painting import fill_round, frame_round, mirrored, paint_text


class Word(QLabel):
    """One word of a fingerprint with its number."""

    def __init__(self, number: int, word: str) -> None:
        super().__init__(f"{number} {word}")
        self._number, self._word = str(number), word
        self.setFixedHeight(30)
        self.setMinimumWidth(104)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill_round(painter, whole, 6, tokens.neutral_tint)
        frame_round(painter, whole, 6, tokens.line)
        direction = self.layoutDirection()
        number = mirrored(QRectF(9, 0, 12, whole.height()), whole, direction)
        word = mirrored(QRectF(24, 0, whole.width() - 30, whole.height()), whole, direction)
        paint_text(painter, number, self._number, font(11, 500), tokens.muted, direction)
        paint_text(painter, word, self._word, font(13, 600), tokens.text, direction)
        painter.end()


class SixWords(QWidget):
    """The fingerprint of a card as six words, to be read out at the telephone."""

    def __init__(self, words: Sequence[str], columns: int = 3) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, word in enumerate(words):
            grid.addWidget(Word(place + 1, word), place // columns, place % columns)
        self.setAccessibleName(_("Prüfwörter: {words}").format(words=" ".join(words)))


class PartLine(QWidget):
    """A part of the record: icon, name, how much of it, and a chip below or at the end."""

    def __init__(
        self, icon: str, title: str, subtitle: str, chip: ChipSpec | None = None, kind: str = "accent"
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(IconCircle(icon, kind, 34), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Text(title, "strong", elide=True))
        if subtitle:
            column.addWidget(Text(subtitle, "secondary", wrap=True))
        if chip is not None:
            column.addWidget(Chip(chip.text, chip.kind, chip.icon), 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        self.end = row


class DropWatch(QObject):
    """Takes the first file that is dropped on a widget. dropped(path)."""

    dropped = Signal(object)

    def __init__(self, on: QWidget) -> None:
        super().__init__(on)
        on.setAcceptDrops(True)
        on.installEventFilter(self)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDropEvent):
            files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
            if not files:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(Path(files[0]))
            return True
        return False


class FilePlace(QFrame):
    """Where a file is dropped or chosen. chosen(path)."""

    chosen = Signal(object)

    def __init__(self, words: str, title: str, kinds: Sequence[str]) -> None:
        super().__init__()
        self._title, self._kinds = title, list(kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 22, 20, 22)
        column.setSpacing(10)
        icon = QHBoxLayout()
        icon.addStretch(1)
        icon.addWidget(IconCircle("package-open", "accent", 44))
        icon.addStretch(1)
        column.addLayout(icon)
        said = Text(words, "lead", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
        line = QHBoxLayout()
        line.addStretch(1)
        self.button = Button(_("Datei wählen …"), icon="folder-open")
        self.button.clicked.connect(self.ask)
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        self._watch = DropWatch(self)
        self._watch.dropped.connect(self.chosen)

    def ask(self) -> None:
        """Asks for a file."""
        chooser = QFileDialog(self, self._title)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([*self._kinds, _("Alle Dateien (*)")])
        chooser.fileSelected.connect(self._picked)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _picked(self, path: str) -> None:
        self.chosen.emit(Path(path))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self.palette())
        painter.setBrush(QColor(tokens.accent_tint))
        pen = QPen(QColor(tokens.accent), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), ROW_RADIUS, ROW_RADIUS)
        painter.end()


def ask_where(over: QWidget, title: str, kinds: str, name: str, suffix: str) -> QFileDialog:
    """A chooser for a file that is to be written; connect fileSelected and open it."""
    chooser = QFileDialog(over, title)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilters([kinds])
    chooser.setDefaultSuffix(suffix.lstrip("."))
    chooser.selectFile(name)
    chooser.finished.connect(chooser.deleteLater)
    return chooser
