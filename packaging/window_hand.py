# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A hand at the window: finds what a person finds, by the names that a screen reader says, and presses real keys.

It knows the kinds of controls, but no page. Clicks go to a place of the window, so what is covered can't be clicked.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, Dialog, Row, TextArea, Toast, TokenField

MOST = 25.0
"""Seconds after which something that is waited for will not come, on a machine that is busy with other things too."""


class NotThereError(Exception):
    """The hand does not find something, or what it waits for does not come; the words say what."""


@dataclass
class Clock:
    """What took how long: reactions from the last key until the window rests; and how long it was deaf meanwhile, in
    seconds of the processor, which a busy machine moves less."""

    reactions: list[tuple[float, str]] = field(default_factory=list)
    deaf: list[tuple[float, str]] = field(default_factory=list)
    keys: int = 0
    clicks: int = 0


class Hand:
    """Works at the window that `window()` gives; `busy()` says whether it still works for us."""

    def __init__(self, window: Callable[[], QWidget], tasks: Callable[[], Tasks]) -> None:
        self._window = window
        self._tasks = tasks
        self.clock = Clock()
        self.doing = ""

    # Waiting

    def rest(self) -> None:
        """Waits until the worker is idle and everything it brought is on the screen."""
        begun = time.perf_counter()
        quiet = 0
        while quiet < 2:
            before = time.thread_time()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.clock.deaf.append((time.thread_time() - before, self.doing))
            if self._tasks().is_busy():
                quiet = 0
                time.sleep(0.001)
            else:
                quiet += 1
            if time.perf_counter() - begun > MOST:
                raise NotThereError(f"the window does not come to rest: {self.doing}")
        self.clock.reactions.append((time.perf_counter() - begun, self.doing))

    def until(self, there: Callable[[], object], what: str) -> None:
        """Waits for something that comes by itself, a moment later."""
        end = time.monotonic() + MOST
        while not there():
            if time.monotonic() > end:
                raise NotThereError(f"{what} does not come: {self.doing}")
            QTest.qWait(5)

    # Looking

    def front(self) -> QWidget:
        """Where one can work now: the open dialog, else the window."""
        window = self._window()
        dialogs = [d for d in window.findChildren(Dialog) if d.isVisible() and d.isEnabled()]
        return dialogs[-1] if dialogs else window

    def dialog(self) -> str:
        """The name of the open dialog, or nothing."""
        front = self.front()
        return front.accessibleName() if isinstance(front, Dialog) else ""

    def _names(self, widget: QWidget) -> Iterator[str]:
        yield widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            yield widget.text()

    def seen(self, name: str, kind: type[QWidget] = QWidget, *, enabled: bool = True) -> list[QWidget]:
        """The controls of this name (else those whose name begins so) that are there now."""
        exact: list[QWidget] = []
        begins: list[QWidget] = []
        for widget in self.front().findChildren(kind):
            if not widget.isVisible() or (enabled and not widget.isEnabled()):
                continue
            names = [each for each in self._names(widget) if each]
            names = [each.removesuffix(" (Pflicht)") for each in names]
            if name in names:
                exact.append(widget)
            elif any(each.startswith(name) for each in names):
                begins.append(widget)
        return exact or begins

    def find(self, name: str, kind: type[QWidget] = QWidget, number: int = 0) -> QWidget:
        """The control of this name. Raises NotThereError with what there is."""
        found = self.seen(name, kind)
        if len(found) <= number:
            there = sorted(
                {n for w in self.front().findChildren(QWidget) if w.isVisible() for n in self._names(w) if n}
            )
            raise NotThereError(f"{self.doing}: no {name!r} in {self.dialog() or 'the window'}; there is {there}")
        return found[number]

    def _into_sight(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea) and parent.widget() is not None:
                parent.ensureWidgetVisible(widget, 0, max(0, (parent.viewport().height() - widget.height()) // 2 - 8))
            parent = parent.parentWidget()
        QCoreApplication.processEvents()

    def _be_active(self) -> None:
        """Without a window manager a window that had a list over it is not active again by itself; with one, a moment later."""
        if QApplication.activeWindow() is None and QApplication.activePopupWidget() is None:
            self._window().activateWindow()
            for _round in range(100):
                QTest.qWait(10)
                if QApplication.activeWindow() is not None:
                    return

    # Doing

    def press(self, keys: str, *, rest: bool = True) -> None:
        """Presses keys as Qt writes them: `Ctrl+K`, `Tab`, several apart by a blank."""
        self._be_active()
        for sequence in keys.split():
            combination = QKeySequence(sequence)[0]  # type: ignore[index]  # the stubs lack it
            window = (QApplication.activePopupWidget() or self._window()).windowHandle()
            key, modifiers = combination.key(), combination.keyboardModifiers()
            QTest.keyPress(window, key, modifiers)
            if isValid(window):  # the key may have closed it
                QTest.keyRelease(window, key, modifiers)
            self.clock.keys += 1
        if rest:
            self.rest()

    def write(self, text: str, *, rest: bool = True) -> None:
        """Types letters of any script into what has the focus."""
        self._be_active()
        if QApplication.focusWidget() is None:
            raise NotThereError(f"{self.doing}: nothing has the focus")
        for letter in text:
            window = (QApplication.activePopupWidget() or self._window()).windowHandle()
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if not isValid(window):
                    break
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r" if letter == "\n" else letter)
                QApplication.sendEvent(window, event)
            self.clock.keys += 1
        if rest:
            self.rest()

    def click_at(self, widget: QWidget, place: QPoint | None = None, *, rest: bool = True) -> None:
        """Clicks on a widget where it stands in its window, once it stands still. Raises NotThereError when something lies over it."""
        for _round in range(100):
            if place is None:
                self._into_sight(widget)
            over = self._over(widget, place or widget.rect().center())
            if not over:
                break
            QTest.qWait(20)
        else:
            raise NotThereError(f"{self.doing}: {widget.accessibleName()!r} can't be clicked, {over} lies over it")
        top, spot = widget.window(), place or widget.rect().center()
        at = widget.mapTo(top, spot)
        QTest.mouseClick(top.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.clock.clicks += 1
        if rest:
            self.rest()

    def _over(self, widget: QWidget, spot: QPoint) -> str:
        """What lies over this spot of a widget; a toast is clicked away."""
        top = widget.window()
        at = widget.mapTo(top, spot)
        for toast in top.findChildren(Toast):
            if toast.isVisible() and toast.geometry().contains(at):
                QTest.mouseClick(toast, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
        under = top.childAt(at)
        if not top.rect().contains(at):
            return "the edge"
        if under is None or under is widget or widget.isAncestorOf(under) or under.isAncestorOf(widget):
            return ""
        return type(under).__name__

    def click(self, name: str, number: int = 0) -> None:
        """Clicks on the button, tick box or link of this name."""
        self.click_at(self.find(name, QAbstractButton, number))

    def fill(self, name: str, text: str, number: int = 0) -> None:
        """Types into a field, over what stands there."""
        widget = next((w for w in self.seen(name, QLineEdit)[number:]), None) or self.find(name, TextArea, number)
        self.click_at(widget, rest=False)
        if isinstance(widget, QLineEdit):
            self.press("Ctrl+A", rest=False)
            self.write(text, rest=False)
            self._close_proposals()
        else:
            self.press("Ctrl+A Del", rest=False)
            self.write(text, rest=False)
        self.rest()

    def _close_proposals(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self.press("Esc", rest=False)

    def choose(self, name: str, words: str) -> None:
        """Chooses in a drop-down list by the keyboard."""
        combo = self.find(name, QComboBox)
        assert isinstance(combo, QComboBox)
        places = [n for n in range(combo.count()) if words in combo.itemText(n)]
        if not places:
            raise NotThereError(f"{name}: no {words!r} among {[combo.itemText(n) for n in range(combo.count())]}")
        combo.setFocus(Qt.FocusReason.TabFocusReason)
        self.press("Home", rest=False)
        for _step in range(places[0]):
            self.press("Down", rest=False)
        if combo.currentIndex() != places[0]:
            raise NotThereError(f"{name}: {words!r} is not chosen by the keys, but {combo.currentText()!r}")
        self.rest()

    def segment(self, name: str, words: str) -> None:
        """Chooses one of a row of segments."""
        self.click(f"{name}: {words}")

    def tokens(self, name: str, *words: str) -> None:
        """Types words into a field of tokens, each taken with Enter."""
        found = self.find(name, TokenField)
        assert isinstance(found, TokenField)
        for word in words:
            self.click_at(found.input, rest=False)
            self.write(word, rest=False)
            self._close_proposals()
            self.press("Return", rest=False)
        self.rest()

    def pick(self, name: str, typed: str) -> None:
        """Searches in a list with a search field; the first hit is taken."""
        self.fill(f"{name}: suchen", typed)
        view = self.find(name, QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        if not view.currentIndex().isValid():
            raise NotThereError(f"{self.doing}: nothing is chosen in {name} for {typed!r}")

    def rows(self, name: str) -> list[Row]:
        """The rows of a list."""
        view = self.find(name, QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        found = [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]
        return [row for row in found if isinstance(row, Row)]

    def row(self, name: str, words: str, *, twice: bool = False) -> None:
        """Clicks on the row of a list that says these words; with `twice` opens it."""
        view = self.find(name, QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        for n in range(view.model().rowCount()):
            index = view.model().index(n, 0)
            row = index.data(ROW_ROLE)
            if words in (row.spoken() if isinstance(row, Row) else str(index.data())):
                view.scrollTo(index)
                box = view.visualRect(index)
                self._reveal(view, box.center())
                self.click_at(view.viewport(), QPoint(box.left() + 60, box.center().y()))
                if twice:
                    self.press("Return")
                return
        raise NotThereError(f"{self.doing}: no row {words!r} in {name}: {[r.title for r in self.rows(name)]}")

    def _reveal(self, view: QWidget, spot: QPoint) -> None:
        parent = view.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea) and (holder := parent.widget()) is not None:
                at = view.mapTo(holder, spot)
                parent.ensureVisible(at.x(), at.y(), 0, parent.viewport().height() // 2 - 8)
            parent = parent.parentWidget()
        QCoreApplication.processEvents()

    def menu(self, words: str) -> None:
        """Takes an entry of the menu that stands open, by the arrow keys."""
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _step in range(len(menu.actions()) + 1):
            active = menu.activeAction()
            if active is not None and words in active.text():
                self.press("Return")
                return
            self.press("Down", rest=False)
        raise NotThereError(f"no {words!r} in the menu: {[a.text() for a in menu.actions()]}")

    def name_file(self, path: str) -> None:
        """Types a path into the file dialog that stands open, and waits for its end."""
        self.until(self._chooser, "the file dialog")
        chooser = self._chooser()
        assert chooser is not None
        line = chooser.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        chooser.activateWindow()
        line.setFocus()
        # Before the window manager has given it the keys, the dialog writes what it selects over what is typed.
        self.until(line.hasFocus, "the focus in the file dialog")
        line.selectAll()
        self.clock.keys += len(path)
        QTest.keyClicks(line, path)
        if line.text() != path:
            raise NotThereError(f"{self.doing}: the file dialog says {line.text()!r}, not {path!r}")
        self.until(lambda: self._taken(line), "the end of the file dialog")
        self.rest()

    def _taken(self, line: QLineEdit) -> bool:
        """Enter; the first may only close the list of proposals."""
        if self._chooser() is not None:
            QTest.keyPress(line, Qt.Key.Key_Return)
            QTest.qWait(300)
        return self._chooser() is None

    def leave_chooser(self) -> None:
        """Closes the file dialog, and what it asks over it."""
        for _round in range(4):
            if (chooser := self._chooser()) is None:
                return
            for box in [*chooser.findChildren(QDialog), chooser]:
                if box.isVisible():
                    box.reject()
                    break
            QTest.qWait(50)

    def _chooser(self) -> QFileDialog | None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
        return found[-1] if found else None

    def step_to(self, view: QAbstractItemView, number: int) -> None:
        """Goes to a place of a list by the keyboard's focus alone."""
        view.setFocus(Qt.FocusReason.TabFocusReason)
        index = view.model().index(number, 0)
        view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.rest()
