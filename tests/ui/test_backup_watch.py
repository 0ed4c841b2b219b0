# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from laufmappe.casework.backup_places import default_place
from laufmappe.casework.backups.keeping import back_up_now, last_backup, set_backup_places
from laufmappe.casework.desk import Desk
from laufmappe.ui import backup_watch
from laufmappe.ui.backup_watch import BackupWatch, farewell
from laufmappe.ui.tasks import Tasks
from laufmappe.vault import list_backups

Settle = Callable[[Tasks], None]


@pytest.fixture
def watch(qapp: QApplication, desk: Desk, tasks: Tasks) -> Iterator[BackupWatch]:
    made = BackupWatch(desk, tasks)
    yield made
    made.deleteLater()


def test_after_four_hours_of_work_it_backs_up_unasked(
    watch: BackupWatch, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    made: list[bool] = []
    watch.made.connect(lambda: made.append(True))
    watch.look()
    settle(tasks)
    assert made == []
    watch._since -= timedelta(hours=4, minutes=1)
    watch.look()
    settle(tasks)
    assert made == [True]
    watch.look()
    settle(tasks)
    assert len(list_backups(default_place(desk.vault.folder))) == 1


def test_a_missing_stick_is_told_once(
    watch: BackupWatch, desk: Desk, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    set_backup_places(desk, tmp_path / "stick", None)
    shutil.rmtree(tmp_path / "stick")
    told: list[str] = []
    watch.failed.connect(told.append)
    watch._since -= timedelta(hours=5)
    for _look in range(2):
        watch.look()
        settle(tasks)
    assert len(told) == 1
    assert "stick" in told[0]
    assert not (tmp_path / "stick").exists()


def test_locking_backs_up_once_a_day(desk: Desk) -> None:
    assert farewell(desk, day_ends=False) == ""
    first = last_backup(desk)
    assert first is not None
    assert farewell(desk, day_ends=False) == ""
    assert last_backup(desk) == first


def test_a_backup_that_takes_too_long_is_left_for_another_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up_now(desk)
    before = last_backup(desk)
    assert before is not None
    shutil.rmtree(before.folder)
    monkeypatch.setattr(backup_watch, "LOCKING_SECONDS", -1.0)
    assert "Zeit" in farewell(desk, day_ends=False)
    assert last_backup(desk) is None
