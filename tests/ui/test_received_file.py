# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parcel that was double-clicked: it waits for the vault, and is looked into then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from laufmappe.casework.desk import new_desk, open_desk
from laufmappe.cli import window as command
from laufmappe.cli.main import main
from laufmappe.ui.app import App, _all_places
from laufmappe.ui.handover.card_dialogs import ImportCardDialog
from laufmappe.ui.handover.receipt_dialogs import NoteReceiptDialog
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.look import Look
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.window import Doors
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import CHEAP_COST, TryDelay, generate_passphrase, passphrase_weakness

PASSPHRASE = "sechs-zufaellige-woerter-reichen-immer-gut"


@pytest.fixture
def app(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[App]:
    desk, _recovery_key = new_desk(tmp_path / "mitte", PASSPHRASE, "Maria Beispiel", "Mitte", cost=CHEAP_COST)
    desk.close()
    doors = Doors(open_desk, new_desk, generate_passphrase, passphrase_weakness, TryDelay())
    made = App(qapp, look, Remembered(tmp_path / "window.json"), doors, _all_places, lambda _notice: None)
    yield made
    made.end()
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
        made.window = None
    qapp.removeEventFilter(made.idle_watch)
    qapp.processEvents()
    made.deleteLater()


@pytest.mark.parametrize(
    ("ending", "dialog"),
    [
        (".laufmappe", ReceiveDialog),
        (".laufmappe-karte", ImportCardDialog),
        (".laufmappe-quittung", NoteReceiptDialog),
    ],
)
def test_a_file_from_another_service_is_looked_into_once_the_vault_is_open(
    app: App, tmp_path: Path, settle: Callable[[Tasks], None], ending: str, dialog: type[Dialog]
) -> None:
    received = tmp_path / f"von der anderen Stelle{ending}"
    received.write_bytes(b"nothing that anybody sealed")
    app.take_in(str(received))
    page = app.start(tmp_path / "mitte").page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.secret, PASSPHRASE)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(app.tasks)
    assert app.window is not None
    assert [type(each) for each in app.window.findChildren(Dialog) if each.isVisible()] == [dialog]
    assert app.received is None


def test_the_command_tells_a_vault_and_a_file_from_another_service_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Path | None, Path | None]] = []

    def show(vault: Path | None, received: Path | None = None) -> int:
        shown.append((vault, received))
        return 0

    monkeypatch.setattr(command, "show", show)
    parcel, vault = tmp_path / "fall.laufmappe", tmp_path / "tresor"
    parcel.touch()
    vault.mkdir()
    assert main([str(parcel)]) == 0
    assert main([str(vault)]) == 0
    assert main([str(tmp_path / "nothing.laufmappe")]) == 1
    assert main([]) == 0
    assert shown == [(None, parcel), (vault, None), (None, None)]


def test_a_file_that_comes_while_the_window_is_open_is_looked_into_there(
    app: App, tmp_path: Path, settle: Callable[[Tasks], None]
) -> None:
    page = app.start(tmp_path / "mitte").page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.secret, PASSPHRASE)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    settle(app.tasks)
    parcel = tmp_path / "fall.laufmappe"
    parcel.write_bytes(b"nothing that anybody sealed")
    app.handed.emit(str(parcel))
    QApplication.processEvents()
    settle(app.tasks)
    assert app.window is not None
    assert [type(each) for each in app.window.findChildren(Dialog) if each.isVisible()] == [ReceiveDialog]
