# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, datetime, timedelta

from laufmappe.casework.backups.keeping import back_up_now
from laufmappe.casework.backups.workday import back_up_at_work, back_up_on_locking
from laufmappe.casework.desk import Desk

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_hours_of_work_count_from_the_opening_and_from_the_last_backup(desk: Desk) -> None:
    back_up_now(desk, now=MORNING - timedelta(days=3))
    assert back_up_at_work(desk, MORNING, MORNING + timedelta(hours=3, minutes=59)) is None
    report = back_up_at_work(desk, MORNING, MORNING + timedelta(hours=4))
    assert report is not None
    assert report.is_made
    assert back_up_at_work(desk, MORNING, MORNING + timedelta(hours=7)) is None
    assert back_up_at_work(desk, MORNING, MORNING + timedelta(hours=8)) is not None


def test_locking_makes_the_first_backup_of_a_day_and_no_second_one(desk: Desk) -> None:
    back_up_now(desk, now=MORNING - timedelta(days=1))
    report = back_up_on_locking(desk, MORNING, day_ends=False)
    assert report is not None
    assert report.is_made
    assert back_up_on_locking(desk, MORNING + timedelta(hours=2), day_ends=False) is None
    assert back_up_on_locking(desk, MORNING + timedelta(hours=2), day_ends=True) is not None
