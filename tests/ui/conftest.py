# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Windows without a screen: fonts and theme once, and after each test nothing may be left behind."""

import gc
import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LAUFMAPPE_LANGUAGE", "de")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from laufmappe.ui.look import Look
from laufmappe.ui.tasks import Tasks

Shower = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform has no window manager to talk to, and says so each time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    made = Look(qapp)
    made.choose("light")
    return made


@pytest.fixture(autouse=True)
def _nothing_left(look: Look, qapp: QApplication) -> Iterator[None]:
    """No window outlives its test, and no fault inside a Qt override goes unseen.

    What stands before the test is put out of the collector's sight: `flush` then looks only at what the test made.
    """
    gc.freeze()
    faults: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            faults.append(record.getMessage())

    collector = Collector()
    logging.getLogger("laufmappe.faults").addHandler(collector)
    yield
    logging.getLogger("laufmappe.faults").removeHandler(collector)
    flush(qapp)
    left = [
        widget
        for widget in qapp.topLevelWidgets()
        if widget.isVisible() or type(widget).__module__.startswith("laufmappe")
    ]
    names = [f"{type(widget).__name__}({widget.objectName()})" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    flush(qapp)
    assert not faults, faults
    assert not names, f"windows left behind: {names}"


def flush(app: QApplication) -> None:
    """Lets closed widgets really go."""
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


@pytest.fixture
def freed(qapp: QApplication) -> Callable[[], None]:
    """Lets everything that was closed or dropped in the test really go, now."""

    def free() -> None:
        time.sleep(0.02)  # the worker lets go of what it delivered a moment after
        flush(qapp)

    return free


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Shower]:
    """Shows a widget in a size until the end of the test; then it is closed and freed."""
    shown: list[QWidget] = []

    def put(widget: QWidget, width: int = 1360, height: int = 840) -> QWidget:
        widget.resize(width, height)
        widget.show()
        shown.append(widget)
        settle_layouts(qapp)
        return widget

    yield put
    for widget in shown:
        widget.hide()
        widget.deleteLater()
    shown.clear()
    flush(qapp)


def settle_layouts(app: QApplication) -> None:
    """Lets layouts that depend on widths come to rest."""
    for _round in range(4):
        app.processEvents()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The real worker."""
    made = Tasks()
    yield made
    assert made.close(), "the worker did not end"
    qapp.processEvents()
    made.deleteLater()


@pytest.fixture
def settle(qtbot: QtBot, qapp: QApplication) -> Callable[[Tasks], None]:
    """Waits until the worker has nothing to do, its results have arrived, and what they brought is on the screen."""

    def wait(tasks: Tasks) -> None:
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=60_000)
        settle_layouts(qapp)
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=60_000)

    return wait


class RecordingFrame:
    """What a page asked of its window."""

    def __init__(self) -> None:
        self.went: list[tuple[str, object]] = []
        self.told: list[str] = []
        self.undos: list[Callable[[], object] | None] = []
        self.announced: list[object] = []
        self.counts: dict[str, int] = {}

    def go(self, place: str, target: object = None) -> None:
        self.went.append((place, target))

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.told.append(sentence)
        self.undos.append(undo)

    def announce(self, change: object) -> None:
        self.announced.append(change)

    def count(self, place: str, number: int) -> None:
        self.counts[place] = number


@pytest.fixture
def frame() -> RecordingFrame:
    return RecordingFrame()


@pytest.fixture
def picture(qapp: QApplication) -> Callable[[QWidget, str], None]:
    """Saves a picture of a widget into $LAUFMAPPE_PICTURES, for looking at; without it, does nothing."""

    def save(widget: QWidget, name: str) -> None:
        folder = os.environ.get("LAUFMAPPE_PICTURES")
        if folder:
            settle_layouts(qapp)
            Path(folder).mkdir(parents=True, exist_ok=True)
            assert widget.grab().save(str(Path(folder) / f"{name}.png"))

    return save


@pytest.fixture
def names_missing() -> Callable[[QWidget], list[str]]:
    """The controls inside a widget that can take the focus and have no name for a screen reader."""

    def walk(node: QAccessibleInterface | None, found: list[str]) -> None:
        if node is None or not node.isValid() or node.state().invisible:
            return
        if node.state().focusable and not node.text(QAccessible.Text.Name).strip():
            widget = node.object()
            found.append(f"{type(widget).__name__} {widget.objectName() if widget else ''}".strip())
        for number in range(node.childCount()):
            walk(node.child(number), found)

    def missing(widget: QWidget) -> list[str]:
        found: list[str] = []
        walk(QAccessible.queryAccessibleInterface(widget), found)
        return found

    return missing
