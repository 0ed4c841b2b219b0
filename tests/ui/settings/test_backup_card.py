# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from laufmappe.casework.backup_places import default_place
from laufmappe.casework.backups.keeping import backup_places
from laufmappe.casework.desk import Desk
from laufmappe.ui.settings.backup_card import BackupCard
from laufmappe.ui.tasks import Tasks
from laufmappe.vault import list_backups

Settle = Callable[[Tasks], None]


@pytest.fixture
def card(desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle) -> BackupCard:
    made = BackupCard(desk, tasks, frame)
    show(made, 700, 500)
    made.refresh()
    settle(tasks)
    return made


def words(card: BackupCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_without_any_backup_it_says_so_and_makes_one(
    card: BackupCard, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, names_missing: Callable[..., list[str]]
) -> None:
    assert "Noch keine Sicherung" in words(card)
    assert names_missing(card) == []
    card.now.button.click()
    settle(tasks)
    assert len(list_backups(default_place(desk.vault.folder))) == 1
    assert "Stand: " in words(card)
    assert frame.told[-1] == "Gesichert: geöffnet und geprüft."


def test_a_second_place_is_chosen_kept_and_taken_back(
    card: BackupCard, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, tmp_path: Path
) -> None:
    shown: list[list[Path]] = []
    card.places_shown.connect(shown.append)
    card.choose = lambda *_asked: tmp_path / "stick"
    card.choose_second()
    settle(tasks)
    assert backup_places(desk).second == tmp_path / "stick"
    assert shown[-1] == [default_place(desk.vault.folder), tmp_path / "stick"]
    frame.undos[-1]()
    settle(tasks)
    assert backup_places(desk).second is None


def test_a_stick_that_is_not_plugged_in_is_a_sentence(
    card: BackupCard, desk: Desk, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    card.choose = lambda *_asked: tmp_path / "stick"
    card.choose_second()
    settle(tasks)
    shutil.rmtree(tmp_path / "stick")
    card.refresh()
    settle(tasks)
    assert "nicht da" in words(card)
    card.now.button.click()
    settle(tasks)
    assert "ist nicht da. Schließen Sie den Datenträger an" in words(card)
    assert len(list_backups(default_place(desk.vault.folder))) == 1


def test_a_place_inside_the_vault_is_refused(card: BackupCard, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    card.choose = lambda *_asked: desk.vault.folder / "kopie"
    card.choose_first()
    settle(tasks)
    assert "nicht im Tresor selbst" in words(card)
    assert not backup_places(desk).chosen


def test_a_backup_can_be_cancelled(card: BackupCard, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    wait = threading.Event()
    tasks.run(wait.wait)
    card.now.button.click()
    assert card.now.stop.isVisible()
    card.now.stop.click()
    wait.set()
    settle(tasks)
    assert "Abgebrochen" in words(card)
    assert list_backups(default_place(desk.vault.folder)) == []
    assert not card.now.bar.isVisible()
