# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Locking a real vault from the whole window: it is fast, it waits for nothing, it keeps what was begun."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laufmappe.casework.backup_places import default_place
from laufmappe.casework.desk import new_desk, open_desk
from laufmappe.casework.history import draft
from laufmappe.casework.settings.locking import idle_minutes
from laufmappe.log import FAULTS
from laufmappe.ui import app as app_module
from laufmappe.ui.app import App, _all_places
from laufmappe.ui.clipboard import copy_secret
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.services import ServicesPage
from laufmappe.ui.session_lock import SCREEN, SLEEP
from laufmappe.ui.settings import SettingsPage
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.window import Doors
from laufmappe.ui.widgets import LineEdit, Text
from laufmappe.vault import CHEAP_COST, TryDelay, generate_passphrase, list_backups, passphrase_weakness

PASSPHRASE = "sechs-zufaellige-woerter-reichen-immer-gut"
Settle = Callable[[Tasks], None]


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    desk, _recovery_key = new_desk(tmp_path / "mitte", PASSPHRASE, "Maria Beispiel", "Mitte", cost=CHEAP_COST)
    desk.close()
    return tmp_path / "mitte"


@pytest.fixture
def app(qapp: QApplication, look: Look, tmp_path: Path, restarts: list[str]) -> Iterator[App]:
    doors = Doors(open_desk, cast(Any, new_desk), generate_passphrase, passphrase_weakness, TryDelay())
    made = App(qapp, look, Remembered(tmp_path / "window.json"), doors, _all_places, restarts.append)
    yield made
    made.end()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
        made.window = None
    qapp.removeEventFilter(made.idle_watch)
    qapp.processEvents()
    made.deleteLater()


@pytest.fixture
def window(app: App, vault: Path, settle: Settle) -> MainWindow:
    page = app.start(vault).page()
    assert isinstance(page, UnlockPage)
    page.secret.setText(PASSPHRASE)
    page.button.click()
    settle(app.tasks)
    assert isinstance(app.window, MainWindow)
    return app.window


@pytest.mark.parametrize(("reason", "words"), [(SLEEP, "Ruhezustand"), (SCREEN, "Bildschirm gesperrt")])
def test_the_desktop_locks_the_vault(
    window: MainWindow, app: App, restarts: list[str], settle: Settle, reason: str, words: str
) -> None:
    app.session_watch.away.emit(reason)
    settle(app.tasks)
    assert len(restarts) == 1
    assert words in restarts[0]


def test_a_page_that_can_not_keep_its_words_does_not_keep_the_vault_open(
    window: MainWindow, app: App, vault: Path, restarts: list[str], settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise RuntimeError

    monkeypatch.setattr(window.page(window.current()), "may_leave", fail)
    handlers, FAULTS.handlers = FAULTS.handlers, []  # this fault is expected
    app.lock("Gesperrt.")
    FAULTS.handlers = handlers
    settle(app.tasks)
    assert restarts == ["Gesperrt."]
    open_desk(vault, PASSPHRASE).close()


def test_before_anything_is_open_nothing_is_locked(app: App, vault: Path, restarts: list[str]) -> None:
    app.start(vault)
    app.session_watch.away.emit(SCREEN)
    app.idle_watch.idle.emit()
    assert restarts == []


def test_words_in_an_open_dialog_are_kept(
    window: MainWindow, app: App, vault: Path, restarts: list[str], settle: Settle
) -> None:
    window.go("services")
    settle(app.tasks)
    cast(ServicesPage, window.page("services")).add()
    (dialog,) = window.findChildren(FormDialog)
    cast(LineEdit, dialog.fields["name"].field).setText("Kleiderkammer am Ring")
    settle(app.tasks)
    app.idle_watch.idle.emit()
    settle(app.tasks)
    assert "im offenen Formular" in restarts[0]
    desk = open_desk(vault, PASSPHRASE)
    kept = draft(desk, "dialog::ServiceDialog:new")
    desk.close()
    assert kept is not None
    assert kept["name"] == "Kleiderkammer am Ring"


def test_settings_that_are_refused_while_locking_come_back(
    window: MainWindow, app: App, vault: Path, settle: Settle
) -> None:
    window.go("settings")
    settle(app.tasks)
    field = cast(LineEdit, cast(SettingsPage, window.page("settings")).centre.fields["phone"].field)
    field.setMaxLength(10_000)
    field.setText("0521 " * 500)
    app.lock()
    settle(app.tasks)
    page = app.start(vault).page()
    assert isinstance(page, UnlockPage)
    page.secret.setText(PASSPHRASE)
    page.button.click()
    settle(app.tasks)
    again = cast(MainWindow, app.window)
    again.go("settings")
    settle(app.tasks)
    card = cast(SettingsPage, again.page("settings")).centre
    assert cast(LineEdit, card.fields["phone"].field).text().startswith("0521 0521")
    assert card.has_changes()


def test_long_work_is_stopped_for_the_lock(window: MainWindow, app: App, restarts: list[str], settle: Settle) -> None:
    begun = threading.Event()

    def endless(progress: Callable[[float], None]) -> None:
        while True:
            begun.set()
            time.sleep(0.01)
            progress(0.0)

    app.tasks.run(endless, progress=lambda _share: None, owner=app)
    assert begun.wait(60)
    app.lock("Gesperrt.")
    settle(app.tasks)
    assert restarts == ["Gesperrt."]


def test_a_disk_that_hangs_does_not_keep_the_vault_open(
    window: MainWindow, app: App, restarts: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    monkeypatch.setattr(app_module, "LOCK_SECONDS", 0.05)
    goes_on = threading.Event()
    app.tasks.run(goes_on.wait)
    app.lock("Gesperrt.")
    qtbot.waitUntil(lambda: restarts == ["Gesperrt."])
    goes_on.set()
    settle(app.tasks)
    assert restarts == ["Gesperrt."]


def test_the_first_lock_of_the_day_backs_up_and_sleep_does_not_wait_for_it(
    window: MainWindow, app: App, vault: Path, settle: Settle, tmp_path: Path
) -> None:
    app.session_watch.away.emit(SLEEP)
    settle(app.tasks)
    assert not default_place(vault).exists()
    page = app.start(vault).page()
    assert isinstance(page, UnlockPage)
    page.secret.setText(PASSPHRASE)
    page.button.click()
    settle(app.tasks)
    app.lock()
    settle(app.tasks)
    assert len(list_backups(default_place(vault))) == 1
    assert app.remembered.backups() == [default_place(vault)]


def test_a_copied_passphrase_does_not_outlive_the_lock(window: MainWindow, app: App, settle: Settle) -> None:
    copy_secret("kreide-lampe-otter")
    app.lock()
    settle(app.tasks)
    assert QGuiApplication.clipboard().text() == ""


def test_the_time_that_was_chosen_holds_at_once_and_after_the_next_unlocking(
    window: MainWindow, app: App, vault: Path, settle: Settle
) -> None:
    assert app.idle_watch.minutes == 10
    window.go("settings")
    settle(app.tasks)
    card = cast(SettingsPage, window.page("settings")).lock
    card.choice.choose(0)
    card.choice.chosen.emit(0)
    settle(app.tasks)
    assert app.idle_watch.minutes == 0
    assert any("für jeden lesbar" in text.text() for text in card.field.findChildren(Text))
    app.lock()
    settle(app.tasks)
    desk = open_desk(vault, PASSPHRASE)
    assert idle_minutes(desk) == 0
    desk.close()
