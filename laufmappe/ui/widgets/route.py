# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The route: a person's stations in order, as a line with circles that wraps into rows.

A list view with a delegate: keyboard, selection and screen reader come from the view. The shape of a circle says the
state as well as its colour: solid with tick, ring with halo, hourglass, dashed …; the line is solid up to where the
person is and dashed after.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from laufmappe.ui.faults import guarded

Index = QModelIndex | QPersistentModelIndex
STATION_ROLE = Qt.ItemDataRole.UserRole + 1
NARROWEST = 130
"""Lowest width of one station in logical pixels; as many stand in a row as have room."""


@dataclass(frozen=True)
class Station:
    """One station of the route.

    `state`: done, running, waiting, paused, open, planned, broken_off, declined, refused, not_applicable.
    `icon` (Lucide) stands in the circle of open and planned stations. `current` marks where the person is. A `blocked`
    one comes later, a `fresh` one has just become possible.
    """

    id: object
    title: str
    subtitle: str = ""
    state: str = "open"
    chip_text: str = ""
    chip_kind: str = "neutral"
    icon: str = ""
    current: bool = False
    state_word: str = ""
    """The state in words, for screen readers (`erledigt`)."""
    blocked: bool = False
    fresh: bool = False

    def spoken(self) -> str:
        """What a screen reader says for the station."""
        return ", ".join(part for part in (self.title, self.subtitle, self.state_word, self.chip_text) if part)


class StationsModel(QAbstractListModel):
    """The stations of one person, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stations: tuple[Station, ...] = ()

    def show_stations(self, stations: Sequence[Station]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._stations = tuple(stations)
        self.endResetModel()

    def stations(self) -> tuple[Station, ...]:
        """What is shown."""
        return self._stations

    def last_reached(self) -> int:
        """Up to which station the line is solid: the current one, or else the last that is done."""
        current = [number for number, station in enumerate(self._stations) if station.current]
        done = [number for number, station in enumerate(self._stations) if station.state == "done"]
        return max(current or done or [-1])

    @guarded(0)
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._stations)

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._stations):
            return None
        station = self._stations[index.row()]
        if role == STATION_ROLE:
            return station
        if role == Qt.ItemDataRole.DisplayRole:
            return station.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return station.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (station.title, station.subtitle) if part)
        return None


class RouteView(QListView):
    """The route. ← → and ↑ ↓ move, Enter, Space or a click opens a station.

    As high as its rows: put it into a card of a page that scrolls.
    """

    chosen = Signal(object)
    """The id of the station that is now current."""
    opened = Signal(object)
    """Enter, Space or a click: the id."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        from laufmappe.ui.widgets.route_delegate import StationDelegate

        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.columns = 1
        self._cells: list[QSize] = []
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stations_model = StationsModel(self)
        self.setModel(self.stations_model)
        self._delegate = StationDelegate(self)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._open)

    def show_stations(self, stations: Sequence[Station]) -> None:
        """Replaces the stations; the chosen one stays chosen."""
        before = self.current_id()
        blocked = self.blockSignals(True)
        self.stations_model.show_stations(stations)
        self._arrange()
        if before is not None:
            self.choose(before)
        self.blockSignals(blocked)

    def current_id(self) -> object:
        """The id of the chosen station, or None."""
        station = self.currentIndex().data(STATION_ROLE)
        return station.id if isinstance(station, Station) else None

    def choose(self, station_id: object) -> bool:
        """Chooses a station; False when it is not on the route."""
        for number, station in enumerate(self.stations_model.stations()):
            if station.id == station_id:
                self.setCurrentIndex(self.stations_model.index(number))
                return True
        return False

    def _open(self, index: Index) -> None:
        station = index.data(STATION_ROLE)
        if isinstance(station, Station):
            self.opened.emit(station.id)

    def cell(self, number: int) -> QSize:
        """The room of this station: all are equally wide, and as high as their row needs."""
        return self._cells[number] if number < len(self._cells) else QSize(NARROWEST, 1)

    def _arrange(self) -> None:
        """Shares the stations out evenly: as many rows as needed, as equal as possible."""
        stations = self.stations_model.stations()
        count = max(1, len(stations))
        width = max(1, self.width() - 2)
        most = max(1, width // NARROWEST)
        rows = -(-count // most)
        self.columns = -(-count // rows)
        cell = width // self.columns
        starts = range(0, len(stations), self.columns)
        heights = [self._delegate.measure(stations[start : start + self.columns], cell) for start in starts]
        self._cells = [QSize(cell, heights[number // self.columns]) for number in range(len(stations))]
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(sum(heights) + 2)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._arrange()
        super().resizeEvent(event)

    @guarded(QModelIndex)
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = len(self.stations_model.stations())
        now = self.currentIndex().row()
        if count == 0:
            return QModelIndex()
        if now < 0:
            return self.stations_model.index(max(0, self.stations_model.last_reached()))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        move = QAbstractItemView.CursorAction
        step = {
            move.MoveLeft: 1 if rtl else -1,
            move.MoveRight: -1 if rtl else 1,
            move.MoveNext: 1,
            move.MovePrevious: -1,
            move.MoveUp: -self.columns,
            move.MoveDown: self.columns,
            move.MoveHome: -count,
            move.MoveEnd: count,
        }.get(action, 0)
        target = now + step
        if action in (move.MoveUp, move.MoveDown) and not 0 <= target < count:
            return self.currentIndex()
        return self.stations_model.index(max(0, min(count - 1, target)))

    @guarded()
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        station = current.data(STATION_ROLE) if current.isValid() else None
        if isinstance(station, Station) and not self.signalsBlocked():
            self.chosen.emit(station.id)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)
