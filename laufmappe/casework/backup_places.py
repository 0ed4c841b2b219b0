# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a vault's backups lie, and making one in each of these places.

The places are settings in the vault: `backup_place` (empty: a folder beside the vault) and `backup_second_place` (empty:
none; meant for a stick that a person takes home). A chosen place is never made here: a folder that is missing is a stick
that is not plugged in, and a folder of the same name on the computer's own disk would only look like a backup.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from laufmappe.casework.setting_names import PLACE, SECOND_PLACE
from laufmappe.errors import StorageError, VaultError
from laufmappe.i18n import _
from laufmappe.vault import Backup, Vault, backup, list_backups, thin_out

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Places:
    """The folders that backups go to; `chosen` says whether `first` was chosen or is the one beside the vault."""

    first: Path
    second: Path | None = None
    chosen: bool = False


@dataclass(frozen=True)
class BackupReport:
    """What came of a backup: its folders where it was made, and a sentence for each place where it was not.

    `is_made` is false when no place took it.
    """

    first: Path | None
    second: Path | None = None
    sentences: tuple[str, ...] = ()
    removed: int = 0

    @property
    def is_made(self) -> bool:
        """Whether there is at least one new backup that was opened and checked."""
        return self.first is not None or self.second is not None


def default_place(folder: Path) -> Path:
    """The folder beside a vault that its backups go to when nothing else was chosen."""
    return folder.with_name(f"{folder.name}-Sicherungen")


def read_places(vault: Vault) -> Places:
    """The places as the vault keeps them, whatever version its tables have. Raises VaultError."""
    settings: dict[str, str] = {}
    with vault.engine.connect() as connection:
        if connection.execute(text("SELECT 1 FROM sqlite_schema WHERE name = 'setting'")).first():
            query = text("SELECT key, value FROM setting WHERE key IN (:first, :second)")
            rows = connection.execute(query, {"first": PLACE, "second": SECOND_PLACE})
            settings = {row.key: row.value for row in rows}
    first, second = settings.get(PLACE, ""), settings.get(SECOND_PLACE, "")
    return Places(
        Path(first) if first else default_place(vault.folder), Path(second) if second else None, chosen=bool(first)
    )


def back_up(vault: Vault, progress: Progress = lambda _share: None, now: datetime | None = None) -> BackupReport:
    """Makes, opens and checks a backup in each place, and thins out the older ones there.

    `progress` gets shares from 0 to 1 and may raise to cancel. A place that does not take it is a sentence in the report.
    Raises: VaultError when the places can't be read.
    """
    moment = now or datetime.now(UTC)
    places = read_places(vault)
    share = 0.5 if places.second else 1.0
    sentences: list[str] = []
    first = second = None
    removed = 0
    try:
        _refuse_missing(places.first, places.chosen)
        first = backup(vault, places.first, lambda done: progress(done * share), moment)
        removed = len(thin_out(places.first, moment, vault.id))
    except VaultError as error:
        sentences.append(_("Sicherung: {fault}").format(fault=error))
    if places.second:
        try:
            _refuse_missing(places.second, chosen=True)
            second = backup(vault, places.second, lambda done: progress(share + done * share), moment)
            removed += len(thin_out(places.second, moment, vault.id))
        except VaultError as error:
            sentences.append(_("Zweite Sicherung: {fault}").format(fault=error))
    progress(1.0)
    return BackupReport(first, second, tuple(sentences), removed)


def back_up_before_migration(vault: Vault) -> Path:
    """A backup before the tables are changed, in the first place or, where that is away, beside the vault.

    Raises: StorageError, DatabaseDamagedError; the tables must not be changed then.
    """
    places = read_places(vault)
    if places.chosen:
        try:
            _refuse_missing(places.first, chosen=True)
            return backup(vault, places.first)
        except StorageError:
            pass
    return backup(vault, default_place(vault.folder))


def newest_backup(vault: Vault, place: Path | None) -> Backup | None:
    """The last finished backup of this vault in a place; None when there is none, or the place is away."""
    if place is None:
        return None
    try:
        found = list_backups(place, vault.id)
    except StorageError:
        return None
    return found[-1] if found else None


def _refuse_missing(place: Path, chosen: bool) -> None:
    if chosen and not place.is_dir():
        raise StorageError(
            _(
                "Der Ordner {place} ist nicht da. Schließen Sie den Datenträger an, oder wählen Sie einen anderen."
            ).format(place=place)
        )
