# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of services, however many there are: a row is made when it comes into sight."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QStringListModel, Qt

from laufmappe.casework.referrals.finder import Match
from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets import ROW_ROLE, Row, Section
from laufmappe.ui.widgets.rows import Index

_ASKED = (
    ROW_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class ServicesModel(QStringListModel):
    """Rows of services and headings between them under `ROW_ROLE`.

    The strings below are empty: they only let Qt count the lines, which a view does all at once.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Match | Section] = ()
        self._made: dict[int, Row] = {}
        self._row_of: Callable[[Match], Row] | None = None

    def show_lines(self, lines: Sequence[Match | Section], row_of: Callable[[Match], Row]) -> None:
        """Replaces everything."""
        self._lines, self._row_of, self._made = lines, row_of, {}
        self.setStringList([""] * len(lines))

    def place_of(self, service_id: str) -> int:
        """The line of a service, or -1."""
        for number, line in enumerate(self._lines):
            if isinstance(line, Match) and line.service.id == service_id:
                return number
        return -1

    def first(self) -> int:
        """The first line that is no heading, or -1."""
        return next((number for number, line in enumerate(self._lines) if isinstance(line, Match)), -1)

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _ASKED or not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        row = self._line(index.row())
        if role == ROW_ROLE:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else row.spoken()

    def _line(self, number: int) -> Row | Section:
        line = self._lines[number]
        if isinstance(line, Section):
            return line
        row = self._made.get(number)
        if row is None:
            assert self._row_of is not None
            row = self._made[number] = self._row_of(line)
        return row
