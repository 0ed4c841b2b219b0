# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real window over the vault of the demo, in any language and size, and a way through all of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from laufmappe.casework.desk import Desk
from laufmappe.i18n import set_language
from laufmappe.ui.app import App, _all_places
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.tongue import speak
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.window import Doors
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import TryDelay
from tests.ui.everywhere.dialogs import Walk

PLACES = ("today", "people", "services", "templates", "settings", "intake", "recognition")


class Walker(Walk):
    """Somebody who goes through the whole window."""

    def __init__(self, app: App, desk: Desk, person: str, rest: Callable[[], None]) -> None:
        window = app.window
        assert isinstance(window, MainWindow)
        acts = Acts(desk, app.tasks, window, window)
        acts.newcomer_id = person
        super().__init__(window, desk, acts, app.tasks, person)
        self.app, self.rest = app, rest

    def go(self, place: str) -> QWidget:
        """The page in front, filled."""
        target: object = self.person if place == "people" else None
        if place == "recognition":
            target = (self.person, self.qualification.id)
        self.window.go(place, target)
        self.rest()
        page: QWidget = self.window.page(place)
        return page

    def pages(self) -> Iterator[tuple[str, QWidget]]:
        """Every page, one after the other."""
        for place in PLACES:
            yield place, self.go(place)

    def open(self, build: Callable[[Walk], Dialog]) -> Dialog:
        """A dialog, filled."""
        dialog = build(self)
        dialog.appear()
        self.rest()
        return dialog

    def resize(self, width: int, height: int) -> None:
        """Gives the window another size."""
        self.window.setMinimumSize(0, 0)
        self.window.resize(width, height)
        self.rest()


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """The window in another language, until the end of the test."""

    def say(code: str) -> None:
        set_language(code)
        speak(qapp)

    yield say
    say("de")


@pytest.fixture
def walk(
    qapp: QApplication,
    look: Look,
    qtbot: QtBot,
    tmp_path: Path,
    spoken: Callable[[str], None],
    settle: Callable[[Tasks], None],
    demo_desk: Desk,
    demo_vault: tuple[Path, str],
) -> Iterator[Callable[[str], Walker]]:
    """Opens the window in a language: `walk("qps")`."""
    made: list[App] = []

    def never(*_asked: object) -> Any:
        raise AssertionError

    def opened(code: str = "de") -> Walker:
        spoken(code)
        doors = Doors(lambda _folder, _secret: demo_desk, never, never, lambda _passphrase: None, TryDelay())
        app = App(qapp, look, Remembered(tmp_path / "window.json"), doors, _all_places, never)
        made.append(app)
        app._open(demo_desk, demo_vault[0])

        def rest() -> None:
            for _round in range(2):
                settle(app.tasks)
                qapp.processEvents()

        assert app.window is not None
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        rest()
        walker = Walker(app, demo_desk, demo_vault[1], rest)
        walker.resize(1280, 720)
        return walker

    yield opened
    for app in made:
        settle(app.tasks)
        app.end()
        if app.window is not None:
            app.window.hide()
            app.window.deleteLater()
            app.window = None
        qapp.removeEventFilter(app.idle_watch)
        app.deleteLater()
