# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several words picked from a list by typing, as the languages that a person speaks; the order counts."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QListView, QSizePolicy, QStyledItemDelegate, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import CONTROL_HEIGHT, FIELD_RADIUS
from laufmappe.ui.widgets.fields import LineEdit
from laufmappe.ui.widgets.flow import FlowLayout
from laufmappe.ui.widgets.painting import fill_round, frame_round, mirrored, paint_text, text_width


class _Token(QAbstractButton):
    """One picked word; a click takes it away."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(_("{word} entfernen").format(word=text))
        self.setToolTip(_("{word} entfernen").format(word=text))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), font(13, 500)) + 40), 26)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, 13, tokens.page)
        frame_round(
            painter, whole, 13, tokens.accent if self.hasFocus() else tokens.soft_control, 2 if self.hasFocus() else 1
        )
        direction = self.layoutDirection()
        words = QRectF(11, 0, whole.width() - 38, whole.height())
        paint_text(painter, mirrored(words, whole, direction), self.text(), font(13, 500), tokens.text, direction)
        paint_icon(painter, mirrored(QRectF(whole.width() - 24, 6, 14, 14), whole, direction), "x", tokens.muted)
        painter.end()


class TokenField(QWidget):
    """Words from `options` (words, value), picked by typing a part of them. `changed` tells of a person's choice.

    One stop of Tab. Backspace in the empty input takes the last word away, ← goes to the words before it, where Delete or
    the space bar takes one away; Enter or Tab takes the first proposal.
    """

    changed = Signal()

    def __init__(
        self, name: str, options: Sequence[tuple[str, object]], *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = dict(options)
        self._picked: list[str] = []
        self._faulty = False
        self._placeholder = placeholder
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, 6, 5)
        self._flow.setContentsMargins(6, 5, 6, 5)
        self._model = QStringListModel(list(self._words), self)
        self.input = LineEdit(name, placeholder=placeholder, limit=60, parent=self)
        self.input.setProperty("bare", True)
        self.input.setFixedHeight(26)
        self.input.setMinimumWidth(150)
        self.input.installEventFilter(self)
        self.input.returnPressed.connect(self._take_first)
        self._flow.addWidget(self.input)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("popup")
        self._completer.setPopup(popup)
        popup.setItemDelegate(QStyledItemDelegate(popup))
        self._completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.input.setCompleter(self._completer)
        self.setFocusProxy(self.input)
        self.setAccessibleName(name)

    def values(self) -> tuple[object, ...]:
        """What is picked, in the order picked."""
        return tuple(self._words[text] for text in self._picked)

    def offered(self) -> tuple[object, ...]:
        """Every value that can be picked."""
        return tuple(self._words.values())

    def choose(self, values: Iterable[object]) -> None:
        """Shows exactly these values; unknown ones are left out."""
        by_value = {value: text for text, value in self._words.items()}
        self._show([by_value[value] for value in values if value in by_value])

    def set_faulty(self, faulty: bool) -> None:
        """Draws the frame red, or as usual again."""
        self._faulty = faulty
        self.update()

    def _show(self, words: list[str]) -> None:
        for token in self.findChildren(_Token):
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._picked = words
        self._flow.removeWidget(self.input)
        for text in words:
            token = _Token(text, self)
            token.clicked.connect(self._remove_clicked)
            self._flow.addWidget(token)
            token.show()
            token.installEventFilter(self)
        self._flow.addWidget(self.input)
        self._model.setStringList([text for text in self._words if text not in words])
        self.input.setPlaceholderText(self._placeholder)
        # A word that came while the list of proposals was open would lie over the input until the next resize.
        self._flow.invalidate()
        self._flow.activate()
        self.updateGeometry()
        self.update()

    def _take(self, text: str) -> None:
        if text in self._words and text not in self._picked:
            self._show([*self._picked, text])
            self.changed.emit()
        self.input.clear()

    def _take_first(self) -> None:
        typed = self.input.text().strip().casefold()
        if not typed:
            return
        free = [text for text in self._words if text not in self._picked]
        starts = [text for text in free if text.casefold().startswith(typed)]
        holds = [text for text in free if typed in text.casefold()]
        for text in starts or holds:
            self._take(text)
            return

    def _remove_clicked(self) -> None:
        token = self.sender()
        if isinstance(token, _Token):
            self._show([text for text in self._picked if text != token.text()])
            self.changed.emit()
            self.input.setFocus()

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._walked(watched, event.key()):
                return True
            if watched is not self.input:
                return False
            if event.key() == Qt.Key.Key_Backspace and not self.input.text() and self._picked:
                self._show(self._picked[:-1])
                self.changed.emit()
                return True
            if event.key() == Qt.Key.Key_Tab and self.input.text().strip():
                self._take_first()
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return bool(super().eventFilter(watched, event))

    def _walked(self, at: QObject, key: int) -> bool:
        """Goes from the input to the words and between them; takes the word away that has the focus."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = (Qt.Key.Key_Right, Qt.Key.Key_Left) if rtl else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        tokens = [t for t in self.findChildren(_Token) if t.text() in self._picked and not t.isHidden()]
        stops: list[QWidget] = [*sorted(tokens, key=lambda t: self._picked.index(t.text())), self.input]
        place = next((n for n, stop in enumerate(stops) if stop is at), None)
        if place is None or (at is self.input and self.input.cursorPosition() > 0):
            return False
        if isinstance(at, _Token) and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            at.click()
            return True
        wanted = place - 1 if key == back else place + 1 if key == on else -1
        if not 0 <= wanted < len(stops):
            return False
        stops[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.input.setFocus()

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(160, CONTROL_HEIGHT)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, FIELD_RADIUS, tokens.surface)
        focus = self.input.hasFocus()
        edge = tokens.danger if self._faulty else tokens.accent if focus else tokens.control
        frame_round(painter, whole, FIELD_RADIUS, edge, 2 if self._faulty or focus else 1)
        painter.end()
