# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the window backs up by itself: after hours of work, on locking once a day, and when the program ends."""

from datetime import UTC, datetime, timedelta

from laufmappe.casework.backup_places import BackupReport, Progress
from laufmappe.casework.backups.keeping import back_up_if_due, back_up_now, backup_hours, last_backup
from laufmappe.casework.desk import Desk


def back_up_at_work(
    desk: Desk, since: datetime, now: datetime | None = None, progress: Progress = lambda _share: None
) -> BackupReport | None:
    """Backs up once the desk has been open for the hours that were chosen and the last backup is as old; `since` is when it was opened.

    None when there is nothing to do. Raises VaultError when the vault's own settings can't be read.
    """
    moment = now or datetime.now(UTC)
    last = last_backup(desk)
    newest = max(since, last.made) if last is not None and last.made <= moment else since
    return back_up_now(desk, progress, moment) if moment - newest >= timedelta(hours=backup_hours(desk)) else None


def back_up_on_locking(
    desk: Desk, now: datetime | None = None, progress: Progress = lambda _share: None, *, day_ends: bool
) -> BackupReport | None:
    """Backs up where the last one is older than today; at the end of the day also where it misses the last hours.

    None when there is nothing to do. Raises VaultError when the vault's own settings can't be read.
    """
    moment = now or datetime.now(UTC)
    if day_ends:
        return back_up_if_due(desk, moment, progress, day_ends=True)
    last = last_backup(desk)
    if last is not None and last.made.astimezone().date() >= moment.astimezone().date():
        return None
    return back_up_now(desk, progress, moment)
