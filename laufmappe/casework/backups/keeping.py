# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups that make themselves: when one is due, where the centre wants them, when the last one was made."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from laufmappe.casework.backup_places import (
    BackupReport,
    Places,
    Progress,
    back_up,
    default_place,
    newest_backup,
    read_places,
)
from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import EVERY, HOURS, PLACE, SECOND_PLACE
from laufmappe.casework.settings_rows import keep_rows, read_rows
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError
from laufmappe.i18n import _
from laufmappe.vault import Backup
from laufmappe.vault.files import make_folder, storing

PAUSE = timedelta(hours=1)
"""Locking the vault for a coffee makes no second backup within the hour."""
PAUSE_AT_THE_END = timedelta(minutes=5)
"""At the end of the day's work hardly anything may be missing in the last one."""
USUAL_HOURS = 4


def back_up_if_due(
    desk: Desk, now: datetime | None = None, progress: Progress = lambda _share: None, *, day_ends: bool = False
) -> BackupReport | None:
    """Makes a backup where the last one is old enough; None when there is nothing to do.

    It is due an hour after the last one (five minutes when the `day_ends`), and when a second place is there again and
    has none from today. `progress` gets shares from 0 to 1 and may raise to cancel; the older backups stay as they are.
    Raises: VaultError when the vault's own settings can't be read; a place that fails is a sentence in the report.
    """
    moment = now or datetime.now(UTC)
    return back_up(desk.vault, progress, moment) if is_due(desk, moment, day_ends=day_ends) else None


def is_due(desk: Desk, now: datetime | None = None, *, day_ends: bool = False) -> bool:
    """Whether `back_up_if_due` would make a backup."""
    moment = now or datetime.now(UTC)
    places = read_places(desk.vault)
    last = newest_backup(desk.vault, places.first)
    # A last one from the future: the clock was wrong then or is wrong now, and one more does no harm.
    if last is None or not timedelta() <= moment - last.made < (PAUSE_AT_THE_END if day_ends else PAUSE):
        return True
    if places.second is None or not places.second.is_dir():
        return False
    second = newest_backup(desk.vault, places.second)
    return second is None or second.made.astimezone().date() < moment.astimezone().date()


def back_up_now(desk: Desk, progress: Progress = lambda _share: None, now: datetime | None = None) -> BackupReport:
    """A backup in each place because somebody asked for it. Raises VaultError when the settings can't be read."""
    return back_up(desk.vault, progress, now)


def last_backup(desk: Desk) -> Backup | None:
    """The newest finished backup in any of the places that are there now."""
    places = read_places(desk.vault)
    found = [entry for place in (places.first, places.second) if (entry := newest_backup(desk.vault, place))]
    return max(found, key=lambda entry: entry.made, default=None)


def backup_places(desk: Desk) -> Places:
    """Where backups go."""
    return read_places(desk.vault)


def set_backup_places(desk: Desk, first: Path | None, second: Path | None) -> Changed:
    """Chooses where backups go, and makes the folders; None is the folder beside the vault, or no second place.

    Raises:
        FieldError: A place lies in the vault itself, or both are the same (`backup_place`, `backup_second_place`).
        StorageError: A folder can't be made there.
    """
    chosen = {PLACE: first, SECOND_PLACE: second}
    refuse_places(desk.vault.folder, first, second)
    with storing():
        for place in chosen.values():
            if place is not None:
                make_folder(place)
    values = {key: str(place.absolute()) if place is not None else "" for key, place in chosen.items()}
    with desk.write("set_backup_places") as act:
        keep_rows(act.session, values)
    return act.changed()


def refuse_places(vault: Path, first: Path | None, second: Path | None) -> None:
    """Raises FieldError where backups of the vault in a folder can't go to these places, as in `set_backup_places`."""
    for field, place in ((PLACE, first), (SECOND_PLACE, second)):
        if place is not None and place.resolve().is_relative_to(vault.resolve()):
            raise FieldError(
                field, _("Die Sicherung kann nicht im Tresor selbst liegen. Bitte wählen Sie einen anderen.")
            )
    if second is not None and second.resolve() == (first or default_place(vault)).resolve():
        raise FieldError(
            SECOND_PLACE, _("Das ist derselbe Ordner. Eine zweite Sicherung gehört auf einen anderen Datenträger.")
        )


def backup_hours(desk: Desk) -> int:
    """After how many hours of work the next backup is made."""
    with desk.read() as session:
        text = read_rows(session, (EVERY,)).get(EVERY, "")
    return {str(hours): hours for hours in HOURS}.get(text, USUAL_HOURS)


def set_backup_hours(desk: Desk, hours: int) -> Changed:
    """Chooses the hours, for everyone who opens this vault. Raises FieldError."""
    if hours not in HOURS:
        raise FieldError(EVERY, _("Wählen Sie eine der angebotenen Zeiten."))
    with desk.write("set_backup_hours") as act:
        keep_rows(act.session, {EVERY: str(hours)})
    return act.changed()
