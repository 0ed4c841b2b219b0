# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the program says beside the work: notices, empty places, the toast with its undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, tokens_of
from laufmappe.ui.look.tokens import ROW_RADIUS
from laufmappe.ui.widgets.buttons import Button
from laufmappe.ui.widgets.chips import Icon, IconCircle
from laufmappe.ui.widgets.flow import flow
from laufmappe.ui.widgets.keys import key_text
from laufmappe.ui.widgets.painting import fill_round, frame_round, paint_text, text_width
from laufmappe.ui.widgets.text import Text

_ICONS = {
    "info": "info",
    "warn": "triangle-alert",
    "danger": "circle-alert",
    "ok": "circle-check",
    "accent": "shield-check",
}
TOAST_SECONDS = 8
OFFER_KEY = "F4"
"""Does what a toast offers, while it stands."""


class Notice(QFrame):
    """A tinted plate beside the work: `kind` info, warn, danger or accent. `actions` are buttons below the words."""

    def __init__(
        self,
        sentence: str,
        *,
        kind: str = "info",
        title: str = "",
        icon: str = "",
        actions: tuple[Button, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(11)
        row.addWidget(
            Icon(icon or _ICONS[kind], kind),
            0,
            Qt.AlignmentFlag.AlignTop if title or actions else Qt.AlignmentFlag.AlignVCenter,
        )
        column = QVBoxLayout()
        column.setSpacing(5)
        if title:
            column.addWidget(Text(title, "strong", wrap=True))
        self.sentence = Text(sentence, "body", wrap=True)
        column.addWidget(self.sentence)
        row.addLayout(column, 1)
        if actions:
            column.addSpacing(3)
            column.addWidget(flow(*actions))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        fill_round(painter, QRectF(self.rect()), ROW_RADIUS, str(getattr(tokens, f"{self._kind}_tint")))
        if self._kind != "accent":
            frame_round(painter, QRectF(self.rect()), ROW_RADIUS, str(getattr(tokens, f"{self._kind}_line")))
        painter.end()


class EmptyState(QWidget):
    """In place of an empty list: an icon, what is (not) here, what to do, the button that does it, and what else is."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        *,
        button: Button | None = None,
        link: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 28)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconCircle(icon, "accent", 52), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        head = Text(title, "card", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(head)
        if sentence:
            words = Text(sentence, "lead", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        if button is not None:
            column.addSpacing(6)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        if link is not None:
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


class _ToastButton(QPushButton):
    """The link inside a toast."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), font(13, 600)) + 18), 30)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        if self.hasFocus():
            frame_round(painter, whole, 7, tokens.toast_link, 2)
        paint_text(
            painter,
            whole,
            self.text(),
            font(13, 600),
            tokens.toast_link,
            self.layoutDirection(),
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        painter.end()


class Toast(QWidget):
    """A sentence at the foot of the window that goes by itself, with an undo while it stands.

    Lies over `parent` and keeps `foot` pixels from its lower edge, and off the column `beside`. A click on the words
    takes it away, for what lies under it. Screen readers hear it announced.
    """

    undone = Signal()

    def __init__(self, parent: QWidget, foot: int = 54, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = parent
        self._beside = beside
        self._foot = foot
        self._above = 0
        self._undo: Callable[[], object] | None = None
        self._offered: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(14)
        self._words = _ToastWords(self)
        row.addWidget(self._words)
        self._button = _ToastButton(self)
        self._button.clicked.connect(self._act)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._key = QShortcut(QKeySequence(OFFER_KEY), self)
        self._key.activated.connect(self._act)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Shows the sentence for eight seconds; `undo` is offered while it stands, and by Strg+Z until the next one."""
        self._undo, self._offered = undo, None
        self._button.setText(_("Rückgängig ({key})").format(key=key_text("Ctrl+Z")))
        self._button.setVisible(undo is not None)
        self._timer.start(TOAST_SECONDS * 1000)
        self._say(sentence)

    def offer(self, sentence: str, words: str, action: Callable[[], object]) -> None:
        """Shows the sentence with a link that is no undo, for `OFFER_KEY`, too; it stays until clicked or replaced."""
        self._undo, self._offered = None, action
        self._button.setText(f"{words} ({key_text(OFFER_KEY)})")
        self._button.show()
        self._timer.stop()
        self.setEnabled(True)  # a dialog that is open may have put it to sleep
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._words.show_text(sentence)
        self.show()
        self._place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def stand_above(self, height: int) -> None:
        """Keeps off a bar of this height that stands above the foot: a form's buttons."""
        self._above = height
        if self.isVisible():
            self._place()

    def can_undo(self) -> bool:
        """Whether the last thing told can still be taken back."""
        return self._undo is not None

    def take_back(self) -> None:
        """Undoes what was told last, once."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
            self.undone.emit()

    def _act(self) -> None:
        offered, self._offered = self._offered, None
        if offered is not None:
            self.hide()
            offered()
        elif self._undo is not None:
            self.take_back()

    def forget(self) -> None:
        """Takes the toast and its undo away."""
        self._undo = self._offered = None
        self.hide()

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.size()
        taken = self._beside.width() if self._beside is not None else 0
        width = min(self.sizeHint().width(), room.width() - taken - 40)
        top = room.height() - self._foot - self._above - self.height()
        start = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else taken
        self.setGeometry(start + (room.width() - taken - width) // 2, top, width, self.height())

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    @guarded(False)
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and self._offered is None:
            self._timer.start(TOAST_SECONDS * 500)
        return bool(super().event(event))

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill_round(painter, QRectF(self.rect()), 10, tokens_of(self.palette()).toast)
        painter.end()


class _ToastWords(Text):
    """The sentence, in the toast's own colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "body", parent=parent)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), font(13, 500)) + 2), 30)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = tokens_of(self.palette()).on_toast
        paint_text(painter, QRectF(self.rect()), self.text(), font(13, 500), colour, self.layoutDirection())
        painter.end()
