# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tour: three steps, never in the way, never again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.tour import STEPS, Tour, start_tour
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.widgets import Button, Dialog, Page, RouteView, Station

Shower = Callable[..., Any]


class Today(Page):
    def __init__(self) -> None:
        super().__init__("Heute")
        self.body.addWidget(Button("Neue Person"))


class People(Page):
    def __init__(self) -> None:
        super().__init__("Ratsuchende")
        self.aimed: list[object] = []
        self.body.addWidget(Button("Mappe drucken"))
        route = RouteView("Kette")
        route.show_stations([Station("1", "Erstberatung", "", "open", "", "neutral")])
        self.body.addWidget(route)

    def aim(self, target: object) -> None:
        self.aimed.append(target)


@pytest.fixture
def window(show: Shower) -> MainWindow:
    made = MainWindow()
    made.set_places([Place("today", "Heute", "sun", Today), Place("people", "Ratsuchende", "users", People)])
    shown: MainWindow = show(made, 1280, 720)
    shown.go("today")
    shown.activateWindow()
    return shown


@pytest.fixture
def seen() -> list[str]:
    return []


def begin(window: MainWindow, seen: list[str], person: str = "") -> Tour:
    tour = start_tour(window, person, lambda: seen.append("seen"))
    assert tour is not None
    return tour


def test_three_steps_by_the_keyboard_and_then_it_is_gone(
    window: MainWindow, seen: list[str], freed: Callable[[], None], qtbot: QtBot
) -> None:
    tour = begin(window, seen, "p1")
    places = []
    for number in range(len(STEPS)):
        qtbot.waitUntil(lambda: tour.isVisible() and tour.next_button.hasFocus())
        assert tour.count.text() == f"{number + 1} von 3"
        assert window.rect().contains(tour.geometry())
        places.append(window.current())
        QTest.keyClick(tour.next_button, Qt.Key.Key_Return if number else Qt.Key.Key_Space)
    assert places == ["today", "people", "people"]
    assert window.page("people").aimed == ["p1", "p1"]  # type: ignore[attr-defined]  # the page above
    assert seen == ["seen"]
    freed()
    assert window.findChildren(Tour) == []


def test_a_page_that_comes_late_leaves_it_the_focus(window: MainWindow, seen: list[str], qtbot: QtBot) -> None:
    route = window.page("people").findChild(RouteView)
    assert route is not None
    route.hide()
    tour = begin(window, seen, "p1")
    qtbot.waitUntil(lambda: tour.isVisible() and tour.next_button.hasFocus())
    QTest.keyClick(tour.next_button, Qt.Key.Key_Return)
    route.show()
    qtbot.waitUntil(tour.next_button.hasFocus)
    route.setFocus()
    qtbot.waitUntil(tour.next_button.hasFocus)
    assert tour.count.text() == "2 von 3"


def test_escape_ends_it_and_it_is_remembered(window: MainWindow, seen: list[str], tmp_path: Path) -> None:
    tour = begin(window, seen)
    QTest.keyClick(tour.next_button, Qt.Key.Key_Escape)
    assert seen == ["seen"]
    remembered = Remembered(tmp_path / "window.json")
    assert not remembered.tour_seen()
    remembered.keep_tour_seen()
    assert Remembered(tmp_path / "window.json").tour_seen()


def test_it_never_covers_what_it_tells_of(window: MainWindow, seen: list[str]) -> None:
    tour = begin(window, seen)
    (button,) = window.page("today").findChildren(Button)
    spot = button.mapTo(window, button.rect().center())
    assert not tour.geometry().contains(spot)
    window.resize(900, 560)
    assert not tour.geometry().contains(button.mapTo(window, button.rect().center()))
    tour.end()


def test_the_window_stays_usable_beside_it(window: MainWindow, seen: list[str]) -> None:
    tour = begin(window, seen)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current() == "people"
    tour.end()


def test_begun_anew_there_is_only_one(window: MainWindow, seen: list[str], freed: Callable[[], None]) -> None:
    begin(window, seen)
    tour = begin(window, seen)
    freed()
    assert window.findChildren(Tour) == [tour]
    tour.end()


def test_a_dialog_with_unsaved_words_is_not_closed_for_it(window: MainWindow, seen: list[str]) -> None:
    class Unsaved(Dialog):
        def may_close(self) -> bool:
            return False

    dialog = Unsaved(window, "Formular")
    dialog.appear()
    assert start_tour(window, "", lambda: seen.append("seen")) is None
    assert dialog.isVisible()
    dialog.accept()


def test_its_buttons_have_names(
    window: MainWindow, seen: list[str], names_missing: Callable[[QWidget], list[str]]
) -> None:
    tour = begin(window, seen)
    assert names_missing(tour) == []
    assert tour.accessibleName().startswith("Rundgang")
    tour.end()
