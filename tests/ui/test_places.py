# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole window on a real vault: unlocking, all pages, locking, another language."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.desk import new_desk, open_desk
from laufmappe.casework.history import draft
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.i18n import language, set_language
from laufmappe.ui.app import App, _all_places
from laufmappe.ui.finder import Finder
from laufmappe.ui.intake import IntakePage
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.people import PeoplePage
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.window import Doors
from laufmappe.ui.widgets import LineEdit
from laufmappe.vault import CHEAP_COST, TryDelay, generate_passphrase, passphrase_weakness

PASSPHRASE = "sechs-zufaellige-woerter-reichen-immer-gut"
Settle = Callable[[Tasks], None]


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "mitte"
    desk, _recovery_key = new_desk(folder, PASSPHRASE, "Maria Beispiel", "Mitte", cost=CHEAP_COST)
    take_in(desk, NewcomerDraft("Amina", "Haddad"), "K2")
    desk.close()
    return folder


@pytest.fixture
def app(qapp: QApplication, look: Look, tmp_path: Path, vault: Path, restarts: list[str]) -> Iterator[App]:
    doors = Doors(
        open_desk,
        lambda folder, passphrase, who, centre: new_desk(folder, passphrase, who, centre, cost=CHEAP_COST),
        generate_passphrase,
        passphrase_weakness,
        TryDelay(),
    )
    remembered = Remembered(tmp_path / "window.json")
    made = App(qapp, look, remembered, doors, _all_places, restarts.append)
    yield made
    made.end()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
        made.window = None
    qapp.removeEventFilter(made.idle_watch)
    qapp.processEvents()
    made.deleteLater()
    set_language("de")


@pytest.fixture
def window(app: App, vault: Path, settle: Settle) -> MainWindow:
    page = app.start(vault).page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.secret, PASSPHRASE)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(app.tasks)
    assert isinstance(app.window, MainWindow)
    app.window.activateWindow()
    return app.window


def press(window: MainWindow, key: Qt.Key) -> None:
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_every_place_opens_on_a_real_vault(
    window: MainWindow, app: App, settle: Settle, names_missing: Callable[[QWidget], list[str]]
) -> None:
    for place in ("today", "people", "services", "templates", "settings", "intake"):
        window.go(place)
        settle(app.tasks)
        assert window.current() == place
        assert names_missing(window) == [], place


def test_control_k_finds_somebody_from_anywhere(window: MainWindow, app: App, settle: Settle) -> None:
    window.go("settings")
    settle(app.tasks)
    press(window, Qt.Key.Key_K)
    settle(app.tasks)
    (finder,) = window.findChildren(Finder)
    assert finder.search.hasFocus()
    QTest.keyClicks(finder.search, "haddad")
    settle(app.tasks)
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    settle(app.tasks)
    assert window.current() == "people"
    assert cast(PeoplePage, window.page("people")).shown


def test_a_person_is_taken_in_from_anywhere_and_shown(window: MainWindow, app: App, settle: Settle) -> None:
    press(window, Qt.Key.Key_N)
    settle(app.tasks)
    intake = cast(IntakePage, window.page("intake"))
    QTest.keyClicks(cast(LineEdit, intake.form.fields["given_name"].field), "Bogdan")
    press(window, Qt.Key.Key_Return)
    settle(app.tasks)
    people = cast(PeoplePage, window.page("people"))
    assert window.current() == "people"
    assert people.panel.model.count == 2
    assert people.panel.view.current_key() == people.shown
    press(window, Qt.Key.Key_Z)
    settle(app.tasks)
    assert people.panel.model.count == 1


def test_locking_by_itself_keeps_what_was_begun(
    window: MainWindow, app: App, vault: Path, restarts: list[str], settle: Settle
) -> None:
    press(window, Qt.Key.Key_N)
    settle(app.tasks)
    intake = cast(IntakePage, window.page("intake"))
    QTest.keyClicks(cast(LineEdit, intake.form.fields["given_name"].field), "Bogdan")
    app.idle_watch.idle.emit()
    settle(app.tasks)
    assert len(restarts) == 1
    assert restarts[0].startswith("Automatisch gesperrt um")
    assert "Ihr begonnener Eintrag ist verschlüsselt gesichert" in restarts[0]
    desk = open_desk(vault, PASSPHRASE)
    kept = draft(desk, "intake")
    desk.close()
    assert kept is not None
    assert kept["given_name"] == "Bogdan"


def test_another_language_takes_effect_at_once_and_is_remembered(window: MainWindow, app: App, settle: Settle) -> None:
    window.go("settings")
    settle(app.tasks)
    app.choose_language("en")
    settle(app.tasks)
    assert isinstance(app.window, MainWindow)
    assert app.window is not window
    assert app.window.current() == "settings"
    assert (language(), app.remembered.language()) == ("en", "en")
