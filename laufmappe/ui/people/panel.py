# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The column with everybody: search from the first letter in any spelling, and a list that never makes one wait."""

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.i18n import _, locale_name, n_
from laufmappe.ui.people.model import PeopleModel
from laufmappe.ui.people.rows import PersonDelegate
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, EmptyState, IconButton, Panel, RowStyle, RowsView, SearchField, Text, key_text

REST = 140
"""Milliseconds that the arrow keys have to rest before the person is shown."""


class PeoplePanel(Panel):
    """`chosen(id)` when the person to be shown changes, `opened(id)` on Enter, `new_asked` for the intake.

    `listed(count)` tells how many people the search found, each time a list stands.
    """

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    many_asked = Signal()
    """The folders of several people are to be printed."""
    overview_asked = Signal()
    receive_asked = Signal()
    """A parcel of another service is to be taken in."""
    listed = Signal(int)

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(292)
        self.model = PeopleModel(desk, tasks, self)
        self.model.leaving.connect(self._before_reset)
        self.model.came.connect(self._came)
        self.model.page_came.connect(self._page_came)
        self._wanted = ""
        self._told = ""
        self._stood = ("", 0)
        self.body.addLayout(self._build_head())
        self.search = SearchField(_("Person suchen"), _("Name suchen …"))
        self.search.textChanged.connect(self._typed)
        self.search.down_pressed.connect(self._into_list)
        self.search.returnPressed.connect(self._open_first)
        holder = QHBoxLayout()
        holder.setContentsMargins(6, 0, 6, 0)
        holder.addWidget(self.search)
        self.body.addLayout(holder)
        self.view = RowsView(_("Ratsuchende"), RowStyle(height=62, avatar=36, inset=0, padding=10))
        self.view.setUniformItemSizes(True)
        self.view.setItemDelegate(PersonDelegate(RowStyle(height=62), self.view))
        self.view.setModel(self.model)
        self.view.chosen.connect(self._picked)
        self.view.opened.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._build_nothing())
        self.body.addWidget(self._stack, 1)
        self.found = Text("", "secondary")
        self.found.setContentsMargins(16, 0, 0, 0)
        self.body.addWidget(self.found)
        self.receive_button = Button(_("Paket empfangen …"), kind="link", icon="package-open")
        self.receive_button.clicked.connect(self.receive_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self.receive_button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._tell)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 6, 0)
        head.addWidget(Text(_("Ratsuchende"), "page", elide=True), 1)
        self._menu = QMenu(self)
        many = _("Mehrere Mappen drucken …") + "\t" + key_text("Ctrl+Shift+P")
        self._menu.addAction(many).triggered.connect(self.many_asked)
        self._menu.addAction(_("Erstüberblick drucken …")).triggered.connect(self.overview_asked)
        self.print_button = IconButton("printer", _("Drucken"))
        self.print_button.clicked.connect(self._offer_prints)
        head.addWidget(self.print_button)
        self.new_button = IconButton("plus", _("Person aufnehmen"), kind="primary", key="Ctrl+N")
        self.new_button.clicked.connect(self.new_asked)
        head.addWidget(self.new_button)
        return head

    def _offer_prints(self) -> None:
        self._menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def _build_nothing(self) -> QWidget:
        clear = Button(_("Suche leeren"))
        clear.clicked.connect(self._clear)
        return EmptyState(
            "user-search",
            _("Niemand gefunden"),
            _("Gesucht wird der Anfang jedes Namensteils, in jeder Schreibweise und Schrift."),
            button=clear,
        )

    def refresh(self) -> None:
        """Reads the list again; whoever is shown stays in sight."""
        self.model.look(self.search.text(), self._wanted)

    def show_person(self, newcomer_id: str) -> None:
        """Makes somebody current, wherever in the list; a search that hides the person is emptied."""
        self._wanted = self._told = newcomer_id
        place = self.model.place_of(newcomer_id)
        if place >= 0:
            self._make_current(place)
            return
        self._clear_quietly()
        self.refresh()

    def focus_search(self) -> None:
        """Puts the focus into the search, with everything selected, to be typed over."""
        self.search.setFocus()
        self.search.selectAll()

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _clear_quietly(self) -> None:
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)

    def _typed(self, text: str) -> None:
        self.model.look(text, "" if text.strip() else self._wanted)

    def _before_reset(self) -> None:
        self._stood = (self.model.search, self.view.verticalScrollBar().value())

    def _came(self, count: int) -> None:
        searched = bool(self.model.search.strip())
        self._stack.setCurrentIndex(1 if searched and not count else 0)
        words = (
            n_("{n} Person gefunden", "{n} Personen gefunden", count)
            if searched
            else n_("{n} Person", "{n} Personen", count)
        )
        self.found.show_text(words.format(n=QLocale(locale_name()).toString(count)))
        self.found.setVisible(count > 0)
        search, scrolled = self._stood
        if search == self.model.search:  # read again after a change: the list stays where it was
            self.view.doItemsLayout()
            self.view.verticalScrollBar().setValue(scrolled)
        place = self.model.place_of(self._wanted)
        if place >= 0:
            self._make_current(place)
        elif searched and count:
            self.view.setCurrentIndex(self.model.index(0))
        self.listed.emit(count)

    def _page_came(self, page: int) -> None:
        key = self.view.current_key()
        if isinstance(key, str) and key != self._wanted:
            self._picked(key)

    def _make_current(self, place: int) -> None:
        blocked = self.view.blockSignals(True)
        self.view.setCurrentIndex(self.model.index(place))
        self.view.blockSignals(blocked)

    def _picked(self, key: object) -> None:
        self._wanted = str(key)
        self._rest.start()

    def _tell(self) -> None:
        if self._wanted and self._wanted != self._told:
            self._told = self._wanted
            self.chosen.emit(self._wanted)

    def _open(self, key: object) -> None:
        self._rest.stop()
        self._wanted = str(key)
        self._tell()
        self.opened.emit(self._wanted)

    def _open_first(self) -> None:
        key = self.view.current_key()
        if isinstance(key, str):
            self._open(key)

    def _into_list(self) -> None:
        if self.model.count and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus()
