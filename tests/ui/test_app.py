# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laufmappe.casework.desk import Desk, new_desk, open_desk
from laufmappe.ui.app import App
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.window import Doors, UnlockWindow
from laufmappe.ui.widgets import Page
from laufmappe.vault import CHEAP_COST, TryDelay, generate_passphrase, passphrase_weakness

PASSPHRASE = "sechs-zufaellige-woerter-reichen-immer-gut"
Settle = Callable[[Tasks], None]


class StartPage(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__("Heute")
        self.desk = desk


def places(desk: Any, tasks: Tasks, window: MainWindow, app: App) -> Sequence[Place]:
    return [Place("today", "Heute", "sun", lambda: StartPage(desk))]


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def app(qapp: QApplication, look: Look, tmp_path: Path, restarts: list[str]) -> Iterator[App]:
    doors = Doors(
        open_desk,
        lambda folder, passphrase, who, centre: new_desk(folder, passphrase, who, centre, cost=CHEAP_COST),
        generate_passphrase,
        passphrase_weakness,
        TryDelay(),
    )
    made = App(qapp, look, Remembered(tmp_path / "config" / "window.json"), doors, places, restarts.append)
    yield made
    made.end()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
        made.window = None
    qapp.processEvents()
    made.deleteLater()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "mitte"
    desk, _recovery_key = new_desk(folder, PASSPHRASE, "Maria Beispiel", "Mitte", cost=CHEAP_COST)
    desk.close()
    return folder


def unlock(app: App, window: UnlockWindow, settle: Settle) -> MainWindow:
    page = window.page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.secret, PASSPHRASE)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(app.tasks)
    assert isinstance(app.window, MainWindow)
    return app.window


def test_from_the_passphrase_to_the_first_page(app: App, vault: Path, qtbot: QtBot, settle: Settle) -> None:
    window = unlock(app, app.start(vault), settle)
    assert window.isVisible()
    assert window.current() == "today"
    assert app.remembered.vault() == vault


def test_the_next_start_asks_for_the_same_vault(app: App, vault: Path, settle: Settle, tmp_path: Path) -> None:
    app.remembered.keep_vault(vault)
    window = app.start(None)
    assert isinstance(window.page(), UnlockPage)
    kept = (tmp_path / "config" / "window.json").read_text(encoding="utf-8")
    assert "Maria" not in kept


def test_locking_closes_the_vault_and_starts_anew(
    app: App, vault: Path, restarts: list[str], qtbot: QtBot, settle: Settle
) -> None:
    window = unlock(app, app.start(vault), settle)
    page = window.page("today")
    assert isinstance(page, StartPage)
    app.lock("Automatisch gesperrt um 12:08.")
    settle(app.tasks)
    assert restarts == ["Automatisch gesperrt um 12:08."]
    assert not window.isVisible()
    desk = open_desk(vault, PASSPHRASE)  # refused while another one holds it
    desk.close()


def test_a_broken_settings_file_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(b"\xff\x00 not json")
    assert Remembered(path).vault() is None
    path.write_text('["list"]')
    assert Remembered(path).theme() == "system"
    remembered = Remembered(path)
    remembered.keep_theme("dark")
    assert Remembered(path).theme() == "dark"


def test_the_unlock_page_comes_before_anything_heavy_is_loaded() -> None:
    script = (
        "import sys, laufmappe.ui.app\n"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'reportlab', 'pikepdf', 'pypdfium2', 'zxcvbn', 'babel', 'alembic'}\n"
        "laufmappe.ui.app.vault_doors()\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_desk_is_only_touched_by_the_worker(app: App, vault: Path, settle: Settle) -> None:
    seen: list[int] = []
    app.tasks.run(threading.get_ident, done=seen.append)
    settle(app.tasks)
    assert seen != [threading.get_ident()]


def test_the_program_does_not_wait_for_ever_for_a_disk(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laufmappe.ui.app.END_SECONDS", 0.05)
    let_go = threading.Event()
    app.tasks.run(let_go.wait)
    assert not app.end()
    let_go.set()
    assert app.tasks.close()
