# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields to fill in: text, search, passphrase, choice from a list."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, paint_icon, tokens_of
from laufmappe.ui.look.tokens import CONTROL_HEIGHT, FIELD_RADIUS
from laufmappe.ui.widgets.buttons import IconButton
from laufmappe.ui.widgets.chips import Icon
from laufmappe.ui.widgets.painting import fill_round, frame_round, mirrored, paint_text


def restyle(widget: QWidget) -> None:
    """Lets the style sheet look again at the widget's properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class LineEdit(QLineEdit):
    """One line of text. `icon` stands before it, `tall` is for the unlock page; `name` is what screen readers say."""

    def __init__(
        self,
        name: str = "",
        *,
        placeholder: str = "",
        icon: str = "",
        tall: bool = False,
        limit: int = 500,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(limit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if name:
            self.setAccessibleName(name)
        self._side()
        self.setProperty("tall", tall)
        self._lead: Icon | None = None
        if icon:
            self.setProperty("lead_icon", True)
            self._lead = Icon(icon, "muted", 16, self)
            self._lead.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_faulty(self, faulty: bool) -> None:
        """Draws the frame red, or as usual again."""
        if bool(self.property("faulty")) != faulty:
            self.setProperty("faulty", faulty)
            restyle(self)

    def _side(self) -> None:
        """In a right-to-left window all fields begin at the right; else an Arabic name may stand there by itself."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment((right if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._side()

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._lead is not None:
            left = self.width() - 12 - 16 if rtl else 12
            self._lead.move(left, (self.height() - 16) // 2)
        self.place_trailing(rtl)

    def place_trailing(self, rtl: bool) -> None:
        """For a field with a button at its end: puts it there."""

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._closes_proposals(event):
            event.accept()  # Esc closes the proposals, not the page behind them
            return True
        return bool(super().event(event))

    def _closes_proposals(self, event: QEvent) -> bool:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        escape = event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]  # a ShortcutOverride is a QKeyEvent
        return bool(escape and popup is not None and popup.isVisible())


class SearchField(LineEdit):
    """A field that filters what is below it. `Esc` empties it; ↓ goes into the list (`down_pressed`)."""

    down_pressed = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, icon="search", limit=100, parent=parent)

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]  # a KeyPress is a QKeyEvent
            if key == Qt.Key.Key_Down:
                self.down_pressed.emit()
                return True
            if key == Qt.Key.Key_Escape and self.text():
                self.clear()
                return True
        return bool(super().event(event))


class PassphraseField(LineEdit):
    """A passphrase, hidden at first, with an eye to show it."""

    def __init__(self, name: str, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, tall=tall, limit=1000, parent=parent)
        self.setProperty("trail_icon", True)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = IconButton("eye", _("Passphrase zeigen"), size=32, parent=self)
        self._eye.clicked.connect(self._turn)

    def show_plain(self, plain: bool) -> None:
        """Shows the characters, or hides them."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if plain else QLineEdit.EchoMode.Password)
        self._eye.show_icon(
            "eye-off" if plain else "eye", _("Passphrase verbergen") if plain else _("Passphrase zeigen")
        )

    def _turn(self) -> None:
        self.show_plain(self.echoMode() == QLineEdit.EchoMode.Password)

    def place_trailing(self, rtl: bool) -> None:
        self._eye.move(6 if rtl else self.width() - 38, (self.height() - 32) // 2)


class TextArea(QPlainTextEdit):
    """Several lines of plain text. Tab leaves the field."""

    def __init__(self, name: str = "", *, placeholder: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFont(font())
        self.setFixedHeight(lines * 17 + 18)
        if name:
            self.setAccessibleName(name)

    def set_faulty(self, faulty: bool) -> None:
        """Draws the frame red, or as usual again."""
        self.setProperty("faulty", faulty)
        restyle(self)


class ComboBox(QComboBox):
    """One of a list. `name` is what screen readers say. `choose(value)` and `value()` work on the values, not the words."""

    def __init__(
        self, name: str, options: list[tuple[str, object]] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        view = QListView()
        view.setObjectName("popup")
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setView(view)
        self.setItemDelegate(QStyledItemDelegate(self))
        self._faulty = False
        self.offer(options or [])

    def offer(self, options: list[tuple[str, object]]) -> None:
        """Offers these (words, value) pairs; the value chosen before stays chosen if it is still there."""
        before = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for text, value in options:
            self.addItem(text, value)
        self.choose(before)
        self.blockSignals(blocked)
        self.update()

    def value(self) -> object:
        """The chosen value, or None."""
        return self.currentData()

    def choose(self, value: object) -> None:
        """Chooses the value, or the first one where it is not offered."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(0 if self.count() else -1)

    def set_faulty(self, faulty: bool) -> None:
        """Draws the frame red, or as usual again."""
        self._faulty = faulty
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(max(120, super().sizeHint().width()), CONTROL_HEIGHT)

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(90, CONTROL_HEIGHT)

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change an answer

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, FIELD_RADIUS, tokens.surface if self.isEnabled() else tokens.page)
        edge, width = (
            (tokens.danger, 2) if self._faulty else (tokens.accent, 2) if self.hasFocus() else (tokens.control, 1)
        )
        frame_round(painter, whole, FIELD_RADIUS, edge if self.isEnabled() else tokens.line, width)
        direction = self.layoutDirection()
        words = QRectF(12, 0, whole.width() - 42, whole.height())
        shown = self.currentText() or self.placeholderText()
        colour = tokens.text if self.currentText() and self.isEnabled() else tokens.muted
        paint_text(painter, mirrored(words, whole, direction), shown, font(), colour, direction)
        arrow = QRectF(whole.width() - 26, round(whole.center().y() - 8), 16, 16)
        paint_icon(painter, mirrored(arrow, whole, direction), "chevron-down", tokens.muted)
        painter.end()
