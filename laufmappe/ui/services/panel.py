# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The column of the directory: search, filters, and the list with the best first."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.referrals.finder import (
    Listed,
    Match,
    Wanted,
    is_stale,
    listed_services,
    match_services,
    with_people,
)
from laufmappe.i18n import _, locale_name, n_
from laufmappe.ui.services.filters import Filters
from laufmappe.ui.services.model import ServicesModel
from laufmappe.ui.services.signs import match_row
from laufmappe.ui.tasks import Task, Tasks
from laufmappe.ui.widgets import Button, EmptyState, IconButton, Panel, RowStyle, RowsView, SearchField, Section, Text


class ServicesPanel(Panel):
    """`chosen(id)` when another service is to be shown (empty: none), `new_asked` for a new one."""

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    listed = Signal(int)
    """How many services there are at all."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(372)
        self._desk = desk
        self._tasks = tasks
        self._reading: Task | None = None
        self._looking: Task | None = None
        self._everything: list[Listed] = []
        self._wanted = ""
        self._asked = self._reads = 0
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 6, 0)
        inner.setSpacing(9)
        self.body.addLayout(inner)
        inner.addLayout(self._build_head())
        self.search = SearchField(_("Anlaufstelle suchen"), _("Name, Angebot oder Straße …"))
        self.search.textChanged.connect(self._look)
        inner.addWidget(self.search)
        self.filters = Filters()
        self.filters.changed.connect(self._look)
        inner.addWidget(self.filters)
        line = QHBoxLayout()
        self.found = Text("", "label")
        self.reset_button = Button(_("Zurücksetzen"), kind="link")
        self.reset_button.clicked.connect(self.reset)
        self.reset_button.hide()
        line.addWidget(self.found, 1)
        line.addWidget(self.reset_button)
        inner.addLayout(line)
        self.model = ServicesModel(self)
        self.view = RowsView(_("Anlaufstellen"), RowStyle(height=62, avatar=36))
        self.view.setModel(self.model)
        self.view.chosen.connect(self._picked)
        self.view.opened.connect(self._open)
        self.search.down_pressed.connect(self._into_list)
        self.search.returnPressed.connect(self._into_list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_nothing())
        self._stack.setMinimumHeight(100)
        self.body.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(Text(_("Anlaufstellen"), "page", elide=True), 1)
        self._menu = QMenu(self)
        self._menu.addAction(_("Verzeichnis einlesen …")).triggered.connect(self.import_asked)
        self._menu.addAction(_("Verzeichnis ausgeben …")).triggered.connect(self.export_asked)
        self.more = IconButton("arrow-right-left", _("Verzeichnis einlesen oder ausgeben"))
        self.more.clicked.connect(self._offer_exchange)
        head.addWidget(self.more)
        new = IconButton("plus", _("Anlaufstelle eintragen"), kind="primary", key="N")
        new.clicked.connect(self.new_asked)
        head.addWidget(new)
        return head

    def _build_nothing(self) -> QWidget:
        clear = Button(_("Filter zurücksetzen"))
        clear.clicked.connect(self.reset)
        return EmptyState(
            "search", _("Keine Anlaufstelle passt"), _("Suchen Sie mit weniger Wörtern oder ohne Filter."), button=clear
        )

    def refresh(self) -> None:
        """Reads the directory again; what is shown stays in sight."""
        if self._reading is not None:
            self._reading.cancel()
        self._reads += 1
        self._reading = self._tasks.run(listed_services, self._desk, done=partial(self._take, self._reads), owner=self)

    def reset(self) -> None:
        """Takes search and filters away."""
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self.filters.reset()

    def show_service(self, service_id: str) -> None:
        """Makes a service current; filters that hide it are taken away."""
        self._wanted = service_id
        place = self.model.place_of(service_id)
        if place >= 0:
            self._make_current(place)
        else:
            self.refresh()
            self.reset()

    def ask(self, wanted: Wanted, name: str) -> None:
        """Looks for what somebody needs."""
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self._wanted = ""
        self.filters.ask(wanted, name)

    def step_on(self, service_id: str) -> None:
        """The service below this one (else the one above) is the next to be shown, when this one leaves the list."""
        place = self.model.place_of(service_id)
        near = [self.view.key_at(self.model.index(n)) for n in (place + 1, place - 1) if place >= 0 and n >= 0]
        self._wanted = next((str(key) for key in near if key is not None), self._wanted)

    def _take(self, number: int, everything: list[Listed]) -> None:
        if number != self._reads:
            return
        self._reading = None
        self._everything = everything
        self.filters.offer(everything, self._desk.today())
        self.listed.emit(len(everything))
        self._look()

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        wanted = self.filters.wanted(self.search.text())
        self._asked += 1
        self._looking = self._tasks.run(
            _matches,
            self._desk,
            self._everything,
            wanted,
            self._desk.today(),
            self.filters.stale,
            done=partial(self._show, self._asked, wanted, self.filters.stale),
            owner=self,
        )

    def _show(self, asked: int, wanted: Wanted, stale: bool, matches: list[Match]) -> None:
        if asked != self._asked:
            return  # it was asked again since, maybe of a directory that was read anew
        whole = [match for match in matches if not match.misses]
        partly = [match for match in matches if match.misses]
        lines: list[Match | Section] = [*whole]
        if partly:
            if whole:
                lines.insert(0, Section(_("Passt"), "circle-check", "ok", count=str(len(whole)), first=True))
            title = _("Passt zum Teil")
            lines.append(Section(title, "circle-dashed", "warn", count=str(len(partly)), first=not whole))
            lines += partly
        scrolled = self.view.verticalScrollBar().value()
        self.view.setUniformItemSizes(not partly)
        self.model.show_lines(lines, partial(match_row, today=self._desk.today(), asked=wanted.asks, stale=stale))
        narrowed = bool(wanted.text or wanted.asks or stale)
        number = QLocale(locale_name()).toString
        every = n_("{all} Anlaufstelle", "{all} Anlaufstellen", len(self._everything))
        words = _("{n} von {all} passen") if narrowed else every
        self.found.show_text(words.format(n=number(len(whole)), all=number(len(self._everything))))
        self.reset_button.setVisible(narrowed)
        self._stack.setCurrentIndex(1 if narrowed and not matches else 0)
        place = self.model.place_of(self._wanted)
        if place >= 0:
            self.view.doItemsLayout()
            self.view.verticalScrollBar().setValue(scrolled)
            self._make_current(place)
            self.chosen.emit(self._wanted)
        elif self._wanted and self._reading is not None:
            return  # what is wanted may be among what is being read
        elif matches:
            self.view.setCurrentIndex(self.model.index(self.model.first()))
            self.view.scrollToTop()  # with the heading above it
        else:
            self.chosen.emit("")

    def _make_current(self, place: int) -> None:
        blocked = self.view.blockSignals(True)
        self.view.setCurrentIndex(self.model.index(place))
        self.view.blockSignals(blocked)

    def _picked(self, key: object) -> None:
        self._wanted = str(key)
        self.chosen.emit(self._wanted)

    def _open(self, key: object) -> None:
        self.opened.emit(str(key))

    def _into_list(self) -> None:
        if not self.view.currentIndex().isValid() and self.model.first() >= 0:
            self.view.setCurrentIndex(self.model.index(self.model.first()))
        self.view.setFocus()

    def _offer_exchange(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _matches(desk: Desk, everything: list[Listed], wanted: Wanted, today: date, stale: bool) -> list[Match]:
    """What the list shows, in its order; entries to be checked begin with the oldest."""
    found = match_services(everything, wanted, today)
    if stale:
        old = [match for match in found if is_stale(match.service, today)]
        return sorted(
            (replace(match, misses=()) for match in with_people(desk, old) if match.near),
            key=lambda match: match.service.verified_on or date.min,
        )
    return [match for match in found if match.near and (match.service.active or not wanted.asks)]
