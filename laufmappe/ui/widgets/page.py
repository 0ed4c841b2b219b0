# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page is: a head with title and actions, content that scrolls, keys; and what it may ask of the window."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.look import tokens_of
from laufmappe.ui.look.tokens import CONTENT_WIDTH, GAP, MARGIN, SIDE_COLUMN_BREAK
from laufmappe.ui.widgets.keys import Key, bind
from laufmappe.ui.widgets.painting import fill_round
from laufmappe.ui.widgets.text import Text


class Frame(Protocol):
    """What a page may ask of the window around it."""

    def go(self, place: str, target: object = None) -> None:
        """Shows the page `place`; `target` (a person's id, say) is handed to its `aim`."""

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Says in a toast what happened; `undo` is offered in it and by Strg+Z."""

    def announce(self, change: object) -> None:
        """Something was written: every page that is built gets `changed(change)`, now or when it is next shown."""

    def count(self, place: str, number: int) -> None:
        """Shows a count beside the page's name in the side bar; 0 takes it away."""


class Page(QWidget):
    """A page of the window. Subclasses fill `body` (scrolls) and override `activate`, `changed`, `aim`, `first_focus`.

    With `scroll=False` the page has no margins and fills the room (list beside object): add to `body` then too.
    """

    keys_changed = Signal()
    chapter = ""
    """The chapter of the handbook that F1 opens here. A card may name one of its own."""

    def __init__(self, title: str, *, scroll: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = title
        self.keys: tuple[Key, ...] = ()
        self._shortcuts: list[object] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.outer = outer
        if scroll:
            scrolled = ScrollBody()
            outer.addWidget(scrolled, 1)
            self.body = scrolled.body
        else:
            self.body = QVBoxLayout()
            self.body.setContentsMargins(0, 0, 0, 0)
            self.body.setSpacing(0)
            outer.addLayout(self.body, 1)

    def set_keys(self, keys: Sequence[Key]) -> None:
        """Says what the page can do by keyboard; keys with an action work at once, the bar at the foot shows them."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # type: ignore[attr-defined]  # QShortcut
            shortcut.deleteLater()  # type: ignore[attr-defined]  # QShortcut
        self.keys = tuple(keys)
        self._shortcuts = list(bind(self, keys))
        self.keys_changed.emit()

    def activate(self) -> None:
        """The page is now in front: refresh what depends on the day, put the focus where work begins."""
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def build_ahead(self) -> None:
        """Nobody has come here yet and it is quiet: make what takes long the first time."""

    def first_focus(self) -> QWidget | None:
        """Where the focus belongs when the page comes to the front: its first control, unless a page knows better."""
        return first_control(self)

    def changed(self, change: object) -> None:
        """Something in the vault changed (None: look at everything again)."""

    def aim(self, target: object) -> None:
        """Shows one particular object of the page: a person, a service."""

    def may_leave(self) -> bool:
        """Whether another page may come to the front now; a form with unsaved words asks first."""
        return True


def first_control(inside: QWidget) -> QWidget | None:
    """The first control in the order of Tab that can take the focus now."""
    for widget in inside.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(inside) and widget.isEnabled():
            return widget
    return None


PASSES = 3
"""So often is laid out what lies in each other: the height of words follows their width."""


class ScrollBody(QScrollArea):
    """Content that scrolls down, and grows no wider than is good to read. Put things into `body`.

    It is made to fit across; where it can't, with large text on a small screen, it scrolls across rather than lose a word.
    """

    _shown = Signal()

    def __init__(self, *, margin: int = MARGIN, width: int = CONTENT_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.holder = holder = QWidget()
        """What is moved up and down."""
        holder.setObjectName("pageBody")
        row = QHBoxLayout(holder)
        row.setContentsMargins(margin, 18, margin, 20)
        row.setSpacing(0)
        column = QWidget()
        column.setMaximumWidth(width)
        row.addWidget(column, 1)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP + 2)
        self.setWidget(holder)
        self._shown.connect(self.settle, Qt.ConnectionType.QueuedConnection)  # before it is painted

    def settle(self) -> None:
        """Lays out now what has just been shown: else it would be seen squeezed for a moment."""
        for _pass in range(PASSES):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shown.emit()


LEAST_TITLE = 200
"""Where a title would have less room than this beside the actions, they stand below it."""


class PageHead(QWidget):
    """Title and one line below it; actions at the end by `add`. `before` stands in front (an avatar)."""

    def __init__(
        self, title: str, lead: str = "", *, before: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(12)
        first = QHBoxLayout()
        first.setSpacing(12)
        if before is not None:
            first.addWidget(before)
        words = QVBoxLayout()
        words.setSpacing(3)
        self.title = Text(title, "page", elide=True)
        words.addWidget(self.title)
        self.lead = Text(lead, "lead", elide=True, parent=self)
        self.lead.setVisible(bool(lead))
        words.addWidget(self.lead)
        first.addLayout(words, 1)
        self._whole.addLayout(first, 1)
        self.row = QHBoxLayout()
        self.row.setSpacing(12)
        self._whole.addLayout(self.row)

    def show_words(self, title: str, lead: str = "") -> None:
        """Changes title and lead."""
        self.title.show_text(title)
        self.lead.show_text(lead)
        self.lead.setVisible(bool(lead))

    def add(self, widget: QWidget) -> QWidget:
        """Puts a button (or a chip, a tick box) at the end."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return widget

    @guarded(QSize)
    def minimumSizeHint(self) -> QSize:
        return QSize(max(self.row.minimumSize().width(), LEAST_TITLE), super().minimumSizeHint().height())

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        short = self.width() < self.row.minimumSize().width() + LEAST_TITLE
        self._whole.setDirection(ways.TopToBottom if short else ways.LeftToRight)
        self.row.setAlignment(Qt.AlignmentFlag.AlignLeading if short else Qt.AlignmentFlag(0))


class Columns(QWidget):
    """A main column and a side column that moves under it when the window is narrow. Put cards into `main`, `side`."""

    def __init__(
        self, *, side_width: int = 280, break_at: int = SIDE_COLUMN_BREAK, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._break_at = break_at
        self._side_width = side_width
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP + 2)
        main_holder, self._side_holder = QWidget(), QWidget()
        self.main, self.side = QVBoxLayout(), QVBoxLayout()
        for column, holder in ((self.main, main_holder), (self.side, self._side_holder)):
            column.setSpacing(GAP + 2)
            topped = QVBoxLayout(holder)
            topped.setContentsMargins(0, 0, 0, 0)
            topped.setSpacing(0)
            topped.addLayout(column)
            topped.addStretch(1)
        self._box.addWidget(main_holder, 1)
        self._box.addWidget(self._side_holder, 0)
        self._side_holder.setFixedWidth(side_width)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < self._break_at
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() == wanted:
            return
        self._box.setDirection(wanted)
        if narrow:
            self._side_holder.setMinimumWidth(0)
            self._side_holder.setMaximumWidth(16777215)
        else:
            self._side_holder.setFixedWidth(self._side_width)


class Panel(QWidget):
    """A white column of a page that fills its height, with a hairline towards the rest: a list of persons. Put things into `body`."""

    def __init__(self, width: int = 292, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(8, 16, 9, 12)
        self.body.setSpacing(12)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        fill_round(painter, whole, 0, tokens.surface)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        fill_round(painter, QRectF(0 if rtl else whole.width() - 1, 0, 1, whole.height()), 0, tokens.line)
        painter.end()


class Footer(QWidget):
    """A white bar at the foot of a form, for its fault and its buttons. Put things into `row`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(MARGIN, 13, MARGIN, 13)
        self.row.setSpacing(9)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        fill_round(painter, QRectF(self.rect()), 0, tokens.surface)
        fill_round(painter, QRectF(0, 0, self.width(), 1), 0, tokens.line)
        painter.end()
