# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plate in the middle of the window that every page before the vault stands on."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from laufmappe import __version__
from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, tokens_of
from laufmappe.ui.look.tokens import CARD_RADIUS
from laufmappe.ui.widgets import Button, Card, Icon, IconCircle, Key, KeyBar, ScrollBody, Text
from laufmappe.ui.widgets.keys import bind
from laufmappe.ui.widgets.painting import fill_round, frame_round, text_width


def choose_folder(over: QWidget, title: str, start: Path | None) -> Path | None:
    """Asks for a folder; None when the person thinks better of it."""
    chosen = QFileDialog.getExistingDirectory(over, title, str(start or Path.home()))
    return Path(chosen) if chosen else None


class PlatePage(QWidget):
    """The program's name, a plate of `width`, the keys below it, and the promise at the foot.

    Put things into `plate`. On a low window the page scrolls.
    """

    help_asked = Signal()
    chapter = ""
    """The chapter of the handbook that F1 opens here."""

    def __init__(self, title: str, width: int = 500, *, sign: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        scroll = ScrollBody(width=max(width, 720))
        column.addWidget(scroll, 1)
        middle = scroll.body
        middle.setSpacing(0)
        middle.addStretch(2)
        if sign:
            middle.addLayout(self._sign())
            middle.addSpacing(22)
        card = Card(padding=0)
        card.setMaximumWidth(width)
        self.plate = QVBoxLayout()
        self.plate.setContentsMargins(32, 28, 32, 28)
        self.plate.setSpacing(12)
        card.body.addLayout(self.plate)
        # Stretches, not an alignment: an aligned widget gets its preferred height, and long sentences would be cut.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 1000)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addSpacing(18)
        self.key_bar = KeyBar(framed=False)
        middle.addWidget(self.key_bar, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        column.addLayout(self._promise())
        self._shortcuts: list[object] = []

    def _sign(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(Icon("folder-open", "accent", 30))
        row.addWidget(Text("Laufmappe", "sign"))
        row.addStretch(1)
        return row

    def _promise(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 20, 20)
        row.setSpacing(7)
        row.addStretch(1)
        row.addWidget(Icon("shield-check", "muted", 14))
        sentence = _("Arbeitet ohne Netzwerk · alle Daten bleiben verschlüsselt auf diesem Gerät · Version {version}")
        words = Text(sentence.format(version=__version__), "secondary", elide=True)
        words.setMaximumWidth(round(text_width(words.text(), font(12))) + 6)
        row.addWidget(words, 1000)
        row.addStretch(1)
        return row

    def set_keys(self, keys: list[Key]) -> None:
        """Shows these keys and F1 below the plate; those with an action work while the page is in front."""
        keys = [*keys, Key("F1", _("Hilfe"), self.help_asked.emit)]
        self.key_bar.show_keys(keys)
        self._shortcuts = list(bind(self, keys))

    def put_above(self, notice: QWidget) -> None:
        """Shows something above everything else on the plate."""
        self.plate.insertWidget(0, notice)

    def first_focus(self) -> QWidget | None:
        """Where the focus belongs when the page comes to the front."""
        return None


class FolderBox(QFrame):
    """Which vault it is: its folder's name, the whole path, and the link to another one."""

    def __init__(self, link: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(IconCircle("lock", "accent", 40))
        words = QVBoxLayout()
        words.setSpacing(2)
        self.name = Text("", "card", elide=True)
        self.path = Text("", "secondary", elide=True)
        words.addWidget(self.name)
        words.addWidget(self.path)
        row.addLayout(words, 1)
        self.link = Button(link, kind="link")
        row.addWidget(self.link)

    def show_folder(self, folder: Path) -> None:
        """Shows another folder."""
        self.name.show_text(folder.name or str(folder))
        self.path.show_text(str(folder))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        fill_round(painter, QRectF(self.rect()), CARD_RADIUS - 2, tokens.page)
        frame_round(painter, QRectF(self.rect()), CARD_RADIUS - 2, tokens.line)
        painter.end()
