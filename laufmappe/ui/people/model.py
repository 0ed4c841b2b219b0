# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of everybody, however many there are: only the pages of it that are looked at are read, in the worker."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import count_people, list_people, position_of
from laufmappe.casework.views import PersonRow
from laufmappe.i18n import N_, _
from laufmappe.ui.faults import guarded
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import ROW_ROLE, Row, avatar_colour, initials
from laufmappe.ui.widgets.rows import Index

PAGE = 200
KEPT_PAGES = 12
OVERDUE = N_("überfällig")
"""Value of `Row.badge` of somebody with an overdue step: screen readers say it, the delegate draws a sign."""


class PeopleModel(QStringListModel):
    """Rows of people under `ROW_ROLE`, for one search at a time.

    `came(count)` tells that the answer to the newest search stands; until then the earlier one stays in sight.
    The strings below are empty: they only let Qt count the lines, which a view of 100,000 does all at once
    (0.3 seconds when each count is a call to Python).
    """

    leaving = Signal()
    """The list that stands is about to be replaced."""
    came = Signal(int)
    page_came = Signal(int)
    """The number of a page that arrived later, while scrolling."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self.search = ""
        self.count = 0
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._looking: Task | None = None
        self._fetching: int | None = None
        self._wanted: list[int] = []
        self._answer = 0

    def look(self, search: str, keep: str = "") -> None:
        """Reads the list anew for a search; with `keep` its first page in memory is the one of this person."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._tasks.run(_first_look, self._desk, search, keep, done=self._take)

    def place_of(self, key: object) -> int:
        """The line of somebody whose page is in memory, or -1."""
        for page, rows in self._pages.items():
            for number, row in enumerate(rows):
                if row.key == key:
                    return page * PAGE + number
        return -1

    def _take(self, answer: tuple[str, int, int, list[PersonRow]]) -> None:
        search, count, page, people = answer
        self._looking = None
        self._answer += 1
        self._fetching = None
        self._wanted.clear()
        self.leaving.emit()
        self.search, self.count = search, count
        self._pages = OrderedDict({page: [person_row(person) for person in people]})
        self.setStringList([""] * count)
        self.came.emit(count)

    def _want(self, page: int) -> None:
        """Asks for a page; of those that wait, the newest comes first and what was scrolled past is dropped."""
        if page == self._fetching or page in self._wanted:
            return
        self._wanted = [*self._wanted[-2:], page]
        self._fetch()

    def _fetch(self) -> None:
        if self._fetching is None and self._wanted:
            self._fetching = self._wanted.pop()
            self._tasks.run(
                _later_look, self._desk, self.search, self._fetching, self._answer, done=self._put, failed=self._missed
            )

    def _put(self, answer: tuple[int, int, list[PersonRow]]) -> None:
        number, page, people = answer
        if number != self._answer:
            return
        self._fetching = None
        self._pages[page] = [person_row(person) for person in people]
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(self.count, (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(page * PAGE), self.index(last))
        self.page_came.emit(page)
        self._fetch()

    def _missed(self, error: Exception) -> None:
        self._fetching = None
        self._wanted.clear()
        self._tasks.untold.emit(str(error))

    @guarded(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags

    @guarded()
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked = (
            ROW_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        if role not in asked or not index.isValid() or not 0 <= index.row() < self.count:
            return None
        page, line = divmod(index.row(), PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return Row(key=None, title="…", faded=True) if role == ROW_ROLE else "…"
        self._pages.move_to_end(page)
        if line >= len(rows):
            return None
        row = rows[line]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        spoken = [row.title, row.detail, row.subtitle, _("überfällig") if row.badge else ""]
        return ", ".join(part for part in spoken if part)


def person_row(person: PersonRow) -> Row:
    """How somebody stands in the list."""
    if person.closed:
        next_words = _("Beratung beendet")
    elif person.chain is None:
        next_words = _("noch keine Kette vereinbart")
    elif person.next_step is None:
        next_words = _("alle Schritte abgeschlossen")
    else:
        next_words = _(person.next_step)
    return Row(
        key=person.id,
        title=person.name,
        detail=person.native_name if person.native_name != person.name else "",
        subtitle=next_words,
        initials=initials(person.name),
        colour=avatar_colour(person.id),
        badge=_(OVERDUE) if person.overdue else "",
        faded=person.closed,
    )


def _first_look(desk: Desk, search: str, keep: str) -> tuple[str, int, int, list[PersonRow]]:
    position = position_of(desk, keep, search) if keep else None
    page = (position or 0) // PAGE
    people = list_people(desk, search, PAGE, page * PAGE)
    # A page that is not full says how many there are; counting looks for everybody once more.
    count = page * PAGE + len(people) if 0 < len(people) < PAGE else count_people(desk, search)
    return search, count, page, people


def _later_look(desk: Desk, search: str, page: int, answer: int) -> tuple[int, int, list[PersonRow]]:
    return answer, page, list_people(desk, search, PAGE, page * PAGE)
