# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cards: the white plates that a page is made of, and lines inside them."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.look.tokens import CARD_PADDING, CARD_RADIUS
from laufmappe.ui.widgets.buttons import Button
from laufmappe.ui.widgets.chips import Icon, IconCircle
from laufmappe.ui.widgets.painting import fill_round, frame_round
from laufmappe.ui.widgets.text import Text


class Card(QFrame):
    """A white plate with an optional title, an icon before it and a link at its end. Put things into `body`.

    `kind`: plain, or accent, warn, danger, info for a tinted plate. The signal `link_clicked` belongs to `link`.
    """

    link_clicked = Signal()

    def __init__(
        self,
        title: str = "",
        *,
        link: str = "",
        icon: str = "",
        kind: str = "plain",
        padding: int = CARD_PADDING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, padding - 4 if title else padding, 0, padding)
        outer.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(padding, 0, padding, 0)
        self.head.setSpacing(9)
        self.title = Text(title, "card", wrap=True, parent=self)
        self.title.setVisible(bool(title))
        self.link: Button | None = None
        if title:
            if icon:
                self.head.addWidget(Icon(icon, "accent" if kind == "plain" else kind))
            self.head.addWidget(self.title, 1)
            if link:
                self.add_link(link)
            else:
                self.title.setMinimumHeight(28)
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(padding, 0, padding, 0)
        self.body.setSpacing(10)
        outer.addLayout(self.body)
        self._outer = outer

    def add_rows(self, view: QWidget) -> None:
        """Adds a list whose rows reach nearly to the card's edge, so that their words line up with the title."""
        holder = QHBoxLayout()
        holder.setContentsMargins(8, 0, 8, 0)
        holder.addWidget(view)
        self._outer.addLayout(holder, 1)

    def add_link(self, text: str) -> Button:
        """Puts a link at the end of the title; its clicks come as `link_clicked`."""
        self.link = Button(text, kind="link")
        self.link.clicked.connect(self.link_clicked)
        self.head.addWidget(self.link)
        return self.link

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        if self.kind == "plain":
            fill_round(painter, whole.adjusted(1, 2, -1, 0), CARD_RADIUS, tokens.shadow)
            fill_round(painter, whole.adjusted(0, 1, 0, -1), CARD_RADIUS, tokens.shadow)
            plate = whole.adjusted(0, 0, 0, -2)
            fill_round(painter, plate, CARD_RADIUS, tokens.surface)
            frame_round(painter, plate, CARD_RADIUS, tokens.line)
        else:
            fill_round(painter, whole, CARD_RADIUS, str(getattr(tokens, f"{self.kind}_tint")))
            frame_round(painter, whole, CARD_RADIUS, str(getattr(tokens, f"{self.kind}_line")))
        painter.end()


class Line(QWidget):
    """One line in a card: icon (plain or in a circle), two lines of words, and at the end whatever is added by `add`."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        icon: str = "",
        colour: str = "muted",
        circle: bool = False,
        strong: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if icon:
            row.addWidget(IconCircle(icon, colour) if circle else Icon(icon, colour), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.title = Text(title, "strong" if strong else "body", elide=True)
        words.addWidget(self.title)
        self.subtitle = Text(subtitle, "secondary", elide=True, parent=self)
        self.subtitle.setVisible(bool(subtitle))
        words.addWidget(self.subtitle)
        row.addLayout(words, 1)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> QWidget:
        """Puts a chip or button at the end of the line."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return widget
