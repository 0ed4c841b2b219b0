# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists as the counsellor sees them: rows with avatar, words, state and one action; sections with a count between them.

A `Row` says what to show; any model can serve it under `ROW_ROLE` (long lists page their own), `RowsModel` holds a few.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets.painting import ChipSpec

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One line of a list. `key` comes back in the signals of the view.

    With `initials` it has an avatar in `colour` (see `avatar_colour`); with `icon` a plain icon in the colour token
    `icon_colour`, in a tinted circle when `circle`. `detail` is a second column of words (see `RowStyle.title_width`).
    `checked` None: no tick box.
    """

    key: object
    title: str
    subtitle: str = ""
    detail: str = ""
    initials: str = ""
    colour: str = ""
    icon: str = ""
    icon_colour: str = "muted"
    circle: bool = False
    number: str = ""
    chip: ChipSpec | None = None
    badge: str = ""
    badge_kind: str = "danger"
    action: str = ""
    action_icon: str = ""
    checked: bool | None = None
    faded: bool = False

    def spoken(self) -> str:
        """What a screen reader says for the row."""
        parts = (
            self.number,
            self.title,
            self.detail,
            self.subtitle,
            self.chip.text if self.chip else "",
            self.badge,
            self.action,
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Section:
    """A heading between rows: icon, words, count, a note. It can't be chosen."""

    title: str
    icon: str = ""
    kind: str = "neutral"
    count: str = ""
    note: str = ""
    first: bool = False
    """No hairline above the first one."""

    def spoken(self) -> str:
        """What a screen reader says for the heading."""
        return ", ".join(part for part in (self.title, self.count, self.note) if part)


@dataclass(frozen=True)
class RowStyle:
    """Measures of a list, in logical pixels.

    `title_width` > 0 puts `detail` beside the title in a column of its own; `chip_column` and `action_column` > 0 line
    chips and actions up; `inset` is the room left and right of the row's frame.
    """

    height: int = 60
    avatar: int = 36
    title_width: int = 0
    chip_column: int = 0
    action_column: int = 0
    inset: int = 0
    padding: int = 10
    section_height: int = 44


@dataclass
class _Held:
    rows: tuple[Row | Section, ...] = field(default_factory=tuple)


class RowsModel(QAbstractListModel):
    """A list of rows and sections that fits into memory."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = _Held()

    def show_rows(self, rows: Sequence[Row | Section]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._held = _Held(tuple(rows))
        self.endResetModel()

    def row_of(self, key: object) -> int:
        """The line that shows `key`, or -1."""
        for number, row in enumerate(self._held.rows):
            if isinstance(row, Row) and row.key == key:
                return number
        return -1

    @guarded(0)
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._held.rows)

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._held.rows):
            return None
        row = self._held.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, Row) and row.checked is not None:
            return Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked
        return None

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._held.rows[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowsView(QListView):
    """The list. ↑ ↓ choose, Enter or a double click opens, Space ticks, a click on the painted button acts.

    `grow=True` makes it as high as its rows (inside a card of a page that scrolls).
    """

    chosen = Signal(object)
    """The key of the row that is now current."""
    opened = Signal(object)
    """Enter or a double click: the key."""
    acted = Signal(object)
    """The row's own button was clicked: the key."""
    ticked = Signal(object, bool)

    def __init__(
        self, name: str, style: RowStyle | None = None, *, grow: bool = False, parent: QWidget | None = None
    ) -> None:
        from laufmappe.ui.widgets.row_delegate import RowDelegate

        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self._grow = grow
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.rows_model = RowsModel(self)
        self.setModel(self.rows_model)
        self.setItemDelegate(RowDelegate(style or RowStyle(), self))
        if grow:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row | Section]) -> None:
        """Replaces the rows; the one that was current stays so if it is still there (no signal then)."""
        before = self.current_key()
        model = self.rows_model
        blocked = self.blockSignals(True)
        model.show_rows(rows)
        self.choose(before)
        self.blockSignals(blocked)
        if self._grow:
            self._fit_height()

    def current_key(self) -> object:
        """The key of the current row, or None."""
        return self.key_at(self.currentIndex())

    def key_at(self, index: Index) -> object:
        """The key of the row at `index`, or None for a section."""
        row = index.data(ROW_ROLE) if index.isValid() else None
        return row.key if isinstance(row, Row) else None

    def choose(self, key: object) -> bool:
        """Makes the row of `key` current; False when it is not in the list."""
        number = self.rows_model.row_of(key) if key is not None else -1
        if number < 0:
            return False
        self.setCurrentIndex(self.rows_model.index(number))
        return True

    def choose_first(self) -> None:
        """Makes the first row current, past any section."""
        for number in range(self.model().rowCount()):
            if self.model().index(number, 0).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(self.model().index(number, 0))
                return

    def _fit_height(self) -> None:
        height = sum(self.sizeHintForRow(number) for number in range(self.model().rowCount()))
        self.setFixedHeight(max(1, height))

    @guarded()
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        key = self.key_at(current)
        if key is not None and not self.signalsBlocked():
            self.chosen.emit(key)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        row = index.data(ROW_ROLE) if index.isValid() else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and isinstance(row, Row) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.key)
        elif plain and isinstance(row, Row) and event.key() == Qt.Key.Key_Space:
            if row.checked is not None:
                self.ticked.emit(row.key, not row.checked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._grow:
            self._fit_height()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        if self._grow:
            return QSize(200, self.height())
        return QSize(240, 300)
