# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from pathlib import Path
from typing import Any

from laufmappe.casework.backups.keeping import back_up_now
from laufmappe.casework.desk import open_desk
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.today import TodayPage
from laufmappe.vault import restore

Settle = Callable[[Tasks], None]


def test_a_restored_backup_is_said_until_somebody_has_read_it(
    desk: Any, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle, tmp_path: Path
) -> None:
    report = back_up_now(desk)
    assert report.first is not None
    restore(report.first, tmp_path / "wieder")
    again = open_desk(tmp_path / "wieder", "passphrase")
    assert again.vault.warnings
    page = TodayPage(again, tasks, frame)
    show(page)
    settle(tasks)
    assert page.vault_notice.isVisible()
    assert page.vault_notice.read_button is not None
    page.vault_notice.read_button.click()
    settle(tasks)
    assert not page.vault_notice.isVisible()
    again.close()
    third = open_desk(tmp_path / "wieder", "passphrase")
    assert third.vault.warnings == []
    third.close()


def test_a_sound_vault_says_nothing_and_shows_its_last_backup(
    desk: Any, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle
) -> None:
    page = TodayPage(desk, tasks, frame)
    show(page)
    settle(tasks)
    assert not page.vault_notice.isVisible()
    page.backup.button.click()
    settle(tasks)
    assert frame.told == ["Gesichert: geöffnet und geprüft."]
