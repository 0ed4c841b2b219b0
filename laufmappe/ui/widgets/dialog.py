# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs: a rounded plate over the dimmed window, inside the window itself.

Being part of the window they look alike on every system, never get lost behind it, and their title is in no task bar.
The rest of the window is disabled while one is open, so that neither Tab nor a screen reader leaves it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.look.tokens import DIALOG_RADIUS
from laufmappe.ui.widgets.buttons import Button, IconButton
from laufmappe.ui.widgets.chips import IconCircle
from laufmappe.ui.widgets.keys import KeyCaps, is_submit
from laufmappe.ui.widgets.painting import fill_round
from laufmappe.ui.widgets.text import Text, rule

EDGE = 22
SMALL = 900
"""In a window narrower than this a dialog takes nearly all of it: large text on a small screen."""


class _Shade(QWidget):
    """Dims the window behind a dialog and takes the clicks."""

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens_of(self.palette()).shade))
        painter.end()


class Dialog(QDialog):
    """A dialog over the window of `over`. Fill `body`, set the buttons, then `appear()`; `finished` tells its end.

    Esc closes it (unless `may_close` says no), Strg+Enter is the primary action, a bare Enter does nothing by surprise.
    It is freed on closing; focus goes back to where it was. `wide` gives it nearly the whole window; its body scrolls only
    where that is smaller than what is in it.
    """

    chapter = ""
    """The chapter of the handbook that F1 opens here."""

    def __init__(
        self, over: QWidget, title: str, *, subtitle: str = "", icon: str = "", width: int = 560, wide: bool = False
    ) -> None:
        self._host = over.window()
        self._shade = _Shade(self._host)
        super().__init__(self._shade)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAccessibleName(title)
        self._wanted_width = width
        self._wide = wide
        self._asleep: list[QWidget] = []
        self._focus_before: QWidget | None = QApplication.focusWidget()
        self._action: Callable[[], object] | None = None
        self.primary: Button | None = None
        self._leave: Button | None = None
        self._caps: KeyCaps | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = self._build_head(title, subtitle, icon)
        column.addWidget(self._head)
        column.addWidget(rule())
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0) if wide else self.body.setContentsMargins(EDGE, 18, EDGE, 18)
        self.body.setSpacing(12)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        column.addWidget(self._scroll, 1)
        column.addWidget(rule())
        self._foot = QWidget()
        self.foot = QHBoxLayout(self._foot)
        self.foot.setContentsMargins(EDGE, 13, EDGE, 13)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        column.addWidget(self._foot)
        self._host.installEventFilter(self)
        self._shade.hide()

    def _build_head(self, title: str, subtitle: str, icon: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(EDGE - 2, 14, EDGE - 6, 13)
        row.setSpacing(12)
        if icon:
            row.addWidget(IconCircle(icon, "accent", 34))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(title, "object", elide=True))
        self.subtitle = Text(subtitle, "secondary", elide=True, parent=head)
        self.subtitle.setVisible(bool(subtitle))
        words.addWidget(self.subtitle)
        row.addLayout(words, 1)
        row.addWidget(KeyCaps("Esc"))
        self._closer = IconButton("x", _("Schließen"), size=32, key="Esc")
        self._closer.clicked.connect(self.reject)
        row.addWidget(self._closer)
        return head

    def set_buttons(
        self,
        primary: str,
        action: Callable[[], object],
        *,
        icon: str = "",
        kind: str = "primary",
        cancel: str = "",
        key: str = "Ctrl+Return",
    ) -> None:
        """The primary button with what it does (it does not close by itself: call `accept`), and the one to leave."""
        self._action = action
        self._caps = KeyCaps(key)
        self.foot.addWidget(self._caps)
        self.foot.addSpacing(4)
        self._leave = Button(cancel or _("Abbrechen"))
        self._leave.clicked.connect(self.reject)
        self.foot.addWidget(self._leave)
        self.primary = Button(primary, kind=kind, icon=icon, key=key)
        self.primary.clicked.connect(action)
        self.foot.addWidget(self.primary)

    def show_end(self) -> None:
        """What the dialog is for is done, and it stays for what it says: only closing is left."""
        for part in (self._caps, self.primary):
            if part is not None:
                part.hide()
        if self._leave is not None:
            self._leave.show_text(_("Schließen"))
            self._leave.setFocus()

    def keep(self) -> None:
        """Keeps what was typed, encrypted: the vault is about to be locked. A form does; others have nothing to lose."""

    def may_close(self) -> bool:
        """Whether Esc and ✕ may close it now; a form with unsaved words asks first."""
        return True

    def appear(self, focus: QWidget | None = None) -> None:
        """Shows it over the dimmed window, with the focus on `focus` or the first control of the body."""
        now = QApplication.focusWidget()
        if now is None or not self._host.isAncestorOf(now):  # a file chooser that is just closing: the window knows
            now = self._host.focusWidget()
        if now is not None and not self.isAncestorOf(now):  # else the dialog has taken it while it was built
            self._focus_before = now
        for child in self._host.children():
            if isinstance(child, QWidget) and child is not self._shade and not child.isWindow() and child.isEnabled():
                child.setEnabled(False)
                self._asleep.append(child)
        self._shade.show()
        self._shade.raise_()
        self.show()
        self._place()
        first = focus or self._first_control()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _first_control(self) -> QWidget:
        for widget in [*self._content.findChildren(QWidget), *self._foot.findChildren(QWidget)]:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self) and widget.isEnabled():
                return widget
        return self._closer

    def _place(self) -> None:
        room: QSize = self._host.size()
        self._shade.setGeometry(0, 0, room.width(), room.height())
        edge = 10 if room.width() < SMALL else 40
        if self._wide:
            width = min(1272, room.width() - (edge if edge < 40 else 88))
        else:
            width = min(max(self._wanted_width, self._least_width()), room.width() - edge)
        self._lay_foot(width)
        self.resize(width, self.height())
        if self._wide:
            height = room.height() - (edge if edge < 40 else 60)
        else:
            layout = self.body
            inner = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
            ends = self._head.sizeHint().height() + self._foot.sizeHint().height() + 2
            height = min(inner + ends, room.height() - edge)
        top = (room.height() - height) // 2
        self.setGeometry((room.width() - width) // 2, top, width, height)

    def _least_width(self) -> int:
        """What the buttons and the longest word of the body need side by side."""
        self.foot.invalidate()
        return max(self._foot.minimumSizeHint().width(), self._content.minimumSizeHint().width())

    def _lay_foot(self, width: int) -> None:
        """Buttons that have no room side by side stand below each other."""
        ways = QBoxLayout.Direction
        self.foot.setDirection(ways.LeftToRight)
        if self._foot.minimumSizeHint().width() > width:
            self.foot.setDirection(ways.TopToBottom)

    def replace(self) -> None:
        """Measures again after the body grew or shrank."""
        self._place()

    @guarded()
    def done(self, result: int) -> None:
        self._host.removeEventFilter(self)
        for widget in self._asleep:
            if isValid(widget):  # the shade of the dialog before this one is gone by now
                widget.setEnabled(True)
        self._asleep = []
        self._shade.hide()
        super().done(result)
        before = self._focus_before
        self._focus_before = None
        self._action = None
        if before is not None and isValid(before) and before.isVisible():  # a refresh may have replaced it
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shade.deleteLater()

    @guarded()
    def reject(self) -> None:
        if self.may_close():
            super().reject()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_submit(event.key(), event.modifiers()):
            if self._action is not None and self.primary is not None and self.primary.isEnabled():
                self._action()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and not self._wide:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()))
        else:
            event.ignore()

    @guarded(False)
    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [
            w
            for w in self.findChildren(QWidget)
            if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible() and w.isEnabled()
        ]
        chain: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if widget in stops:
                chain.append(widget)
            widget = widget.nextInFocusChain()
        if not chain:
            return False
        now = QApplication.focusWidget()
        where = chain.index(now) if now in chain else (-1 if forward else 0)
        target = chain[(where + (1 if forward else -1)) % len(chain)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and not self._shade.isHidden():
            self._place()
        return False

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill_round(painter, QRectF(self.rect()), DIALOG_RADIUS, tokens_of(self.palette()).surface)
        painter.end()
