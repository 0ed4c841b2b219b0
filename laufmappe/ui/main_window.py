# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame around all pages: side bar, page stack, key bar, toast, and the keys that work everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.handbook.context import chapter_at
from laufmappe.ui.key_help import show_key_help
from laufmappe.ui.sidebar import SideBar
from laufmappe.ui.widgets import Footer, Key, KeyBar, Page, Toast
from laufmappe.ui.widgets.keys import bind

NARROW, LOW = 1100, 440


@dataclass(frozen=True)
class Place:
    """A page of the window: its name in the side bar, and how it is built when it is first shown.

    `below` puts it to the foot of the side bar. `hidden` pages have no name there; `parent` is the place that is
    marked instead (the intake belongs to the persons).
    """

    key: str
    title: str
    icon: str
    build: Callable[[], Page]
    below: bool = False
    hidden: bool = False
    parent: str = ""


@dataclass(frozen=True)
class Action:
    """Something that can be done now: what it is called, what it does, its key."""

    title: str
    do: Callable[[], object]
    key: str = ""
    icon: str = "command"


class MainWindow(QWidget):
    """The window of an opened vault. Its title is only the program's name: nobody reads a person in the task bar.

    Pages reach it as their `Frame`: `go`, `tell`, `announce`, `count`.
    """

    lock_asked = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Laufmappe")
        self.setMinimumSize(560, 320)
        self._places: dict[str, Place] = {}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._now = ""
        self._everywhere: tuple[Key, ...] = ()
        self.find_anything: Callable[[], object] = lambda: None
        """What Strg+K does."""
        self.new_person: Callable[[], object] = lambda: None
        """What Strg+N does."""
        self.open_handbook: Callable[[str], object] = lambda _chapter: None
        """What F1 does, with the chapter that belongs to what is in front."""
        self.show_received: Callable[[Path], object] = lambda _path: None
        """Opens a parcel, a card or a receipt that the program was started with."""
        self.start_tour: Callable[[], object] = lambda: None
        """Shows the tour of three steps."""
        self.undo: Callable[[], object] | None = None
        """What Strg+Z does when no toast stands; None: nothing to undo."""
        self.side = SideBar(self)
        self.side.chosen.connect(self.go)
        self.side.help_asked.connect(self.help)
        self.side.lock_asked.connect(self.lock_asked)
        self._stack = QStackedWidget()
        self.key_bar = KeyBar()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.key_bar)
        row.addLayout(column, 1)
        self.toast = Toast(self, beside=self.side)

    def set_places(self, places: Sequence[Place]) -> None:
        """Fills the side bar; pages are built when they are first shown. Strg+1 … go to those at the top."""
        self._places = {place.key: place for place in places}
        keys = [
            Key("Ctrl+K", _("alles finden"), self._find),
            Key("Ctrl+N", _("neue Person"), self._new),
            Key("Ctrl+Z", _("rückgängig"), self.take_back),
            Key("Ctrl+L", _("sperren"), self.lock_asked.emit),
            Key("F1", _("Hilfe"), self.help),
        ]
        shown = [place for place in places if not place.hidden and not place.below]
        for number, place in enumerate(shown, start=1):
            keys.append(Key(f"Ctrl+{number}", place.title, partial(self.go, place.key)))
            self.side.add(place.key, place.title, place.icon, shortcut=f"Ctrl+{number}")
        for place in places:
            if place.below and not place.hidden:
                self.side.add(place.key, place.title, place.icon, below=True)
        self.side.settle_order()
        self._everywhere = tuple(keys)
        bind(self, keys)

    def page(self, place: str) -> Page:
        """The page, built now if it was not yet."""
        if place not in self._pages:
            page = self._places[place].build()
            page.keys_changed.connect(lambda: self._show_keys(place))
            self._pages[place] = page
            self._stack.addWidget(page)
        return self._pages[place]

    def build_ahead(self, place: str) -> None:
        """Builds a page before anybody asks for it, in a quiet moment: going there then only fills it."""
        if place in self._places:
            self.page(place).build_ahead()

    def current(self) -> str:
        """The place in front."""
        return self._now

    def go(self, place: str, target: object = None) -> None:
        """Shows the page `place`, aimed at `target`, unless the page in front holds unsaved words and says no."""
        if self._now and place != self._now and not self._pages[self._now].may_leave():
            self.side.mark(self._marked(self._now))
            return
        page = self.page(place)
        self._now = place
        self._stack.setCurrentWidget(page)
        self.side.mark(self._marked(place))
        if place in self._stale:
            self._stale.discard(place)
            page.changed(None)
        if target is not None:
            page.aim(target)
        page.activate()
        self.toast.stand_above(max((f.sizeHint().height() for f in page.findChildren(Footer)), default=0))
        self._show_keys(place)

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Says in a toast what happened, with its undo."""
        self.toast.tell(sentence, undo)

    def announce(self, change: object) -> None:
        """Refreshes the page in front now and the others when they are next shown."""
        for place, page in self._pages.items():
            if place == self._now:
                page.changed(change)
            else:
                self._stale.add(place)

    def count(self, place: str, number: int) -> None:
        """Shows a count beside the page's name; 0 takes it away."""
        self.side.count(place, number)

    def help(self) -> None:
        """Opens the handbook at what is in front."""
        self.open_handbook(chapter_at(self, self._pages[self._now]))

    def show_keys(self) -> None:
        """Shows the keys of the page in front and those that work everywhere."""
        page = self._pages[self._now]
        show_key_help(self, page.title, page.keys, self._everywhere)

    def take_back(self) -> None:
        """Undoes what the toast told last, or else what `undo` does."""
        if self.toast.can_undo():
            self.toast.take_back()
        elif self.undo is not None:
            self.undo()

    def actions_now(self) -> list[Action]:
        """Every act of the page in front, every place, and what works everywhere; for finding them by their names."""
        page = self._pages[self._now]
        parts = [part for part in (page, *page.findChildren(Page)) if part.isVisibleTo(self)]
        acts = [
            Action(key.text, key.action, key.sequence)
            for part in parts
            for key in part.keys
            if key.action is not None and key.text and key.sequence
        ]
        acts += [
            Action(place.title, partial(self.go, place.key), "", place.icon)
            for place in self._places.values()
            if place.key != self._now
        ]
        acts.append(Action(_("Tresor sperren"), self.lock_asked.emit, "Ctrl+L", "lock"))
        acts.append(Action(_("Handbuch"), self.help, "F1", "book-open"))
        acts.append(Action(_("Tasten zeigen"), self.show_keys, "", "keyboard"))
        return acts

    def _find(self) -> None:
        self.find_anything()

    def _new(self) -> None:
        self.new_person()

    def _marked(self, place: str) -> str:
        return self._places[place].parent or place

    def _show_keys(self, place: str) -> None:
        if place != self._now:
            return
        keys = [key for key in self._pages[place].keys if key.shown]
        known = {key.sequence for key in keys}
        always = (Key("Ctrl+K", _("alles finden")), Key("Ctrl+Z", _("rückgängig")))
        self.key_bar.show_keys([*keys, *(key for key in always if key.sequence not in known)])

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.set_narrow(self.width() <= NARROW)
        self.side.set_low(self.height() < LOW)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._now and not self._pages[self._now].may_leave():
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()
