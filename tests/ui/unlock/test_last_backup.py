# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.backups.keeping import back_up_now, set_backup_places
from laufmappe.casework.desk import Desk
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_backup import BackupLine, LastBackup, find_last_backup
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage
from laufmappe.ui.unlock.window import Doors, UnlockWindow

Settle = Callable[[Tasks], None]
FRIDAY = datetime(2026, 11, 20, 17, 42).astimezone()


def test_it_is_found_without_any_secret_in_every_place_that_is_known(desk: Desk, tmp_path: Path) -> None:
    folder = desk.vault.folder
    assert find_last_backup(folder, []) is None
    set_backup_places(desk, tmp_path / "platte", None)
    back_up_now(desk, now=FRIDAY)
    assert find_last_backup(folder, []) is None
    found = find_last_backup(folder, [tmp_path / "weg", tmp_path / "platte"])
    assert found == LastBackup(FRIDAY.astimezone(UTC), tmp_path / "platte")
    assert find_last_backup(tmp_path / "nirgends", [tmp_path / "platte"]) is None


@pytest.mark.parametrize(
    ("days", "chip"), [(0, "Probe bestanden"), (3, "Probe bestanden"), (8, "älter als eine Woche")]
)
def test_the_unlock_page_says_how_old_it_is(
    doors: Doors, tasks: Tasks, show: Callable[..., Any], settle: Settle, tmp_path: Path, days: int, chip: str
) -> None:
    made = datetime.now(UTC) - timedelta(days=days)
    doors = replace(doors, last_backup=lambda _folder: LastBackup(made, tmp_path / "Sicherung A"))
    window = show(UnlockWindow(tasks, doors, tmp_path / "mitte", tmp_path / "neu"), 1120, 800)
    settle(tasks)
    page = window.page()
    assert isinstance(page, UnlockPage)
    assert page.backup is not None
    assert page.backup.chip.text() == chip


def test_a_friday_is_said_in_words(show: Callable[..., Any]) -> None:
    line = show(BackupLine(LastBackup(FRIDAY, Path("/media/Sicherung A")), FRIDAY.date() + timedelta(days=3)), 436, 60)
    assert line.title.text() == "Letzte Sicherung: Fr., 20.11., 17:42 Uhr"
    assert line.subtitle.text() == "Sicherung A · vor 3 Tagen"


def test_the_places_are_remembered_outside_the_vault(tmp_path: Path) -> None:
    Remembered(tmp_path / "window.json").keep_backups([tmp_path / "eins", tmp_path / "zwei"])
    assert Remembered(tmp_path / "window.json").backups() == [tmp_path / "eins", tmp_path / "zwei"]
