# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups: each one is a complete vault in a folder of its own, opened and checked before it gets its name.

    <destination>/laufmappe-<first 8 of the vault's id>-<UTC time>/   vault.json  record.db  documents/  vault.mark

Documents that are byte for byte the same in the last backup are linked to it where the disk can do that, not copied.
"""

import filecmp
import os
import re
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from laufmappe.errors import StorageError, VaultError, VaultInUseError
from laufmappe.i18n import _
from laufmappe.vault import database, keyfile, keys, marks
from laufmappe.vault.documents import stored_files
from laufmappe.vault.files import TEMPORARY, is_plain_file, make_folder, open_new, storing, sync_file, sync_folder
from laufmappe.vault.keyfile import KEY_FILE
from laufmappe.vault.lock import FolderLock
from laufmappe.vault.session import DOCUMENTS, Vault, refuse_occupied

DAYS, WEEKS, MONTHS = 7, 4, 12
_NAME = re.compile(r"laufmappe-([0-9a-f]{8})-(\d{8}T\d{6}Z)(?:-\d+)?")
_TIME = "%Y%m%dT%H%M%SZ"
_COPIED_AT_ONCE = 1024 * 1024

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Backup:
    """A finished backup in a destination. `made` is in UTC; `vault` are the first 8 digits of the vault's id."""

    folder: Path
    vault: str
    made: datetime


def backup(
    vault: Vault, destination: Path, progress: Progress = lambda _share: None, now: datetime | None = None
) -> Path:
    """Makes a backup of this moment, and returns its folder. `progress` gets shares from 0 to 1 and may raise to cancel.

    Raises: StorageError, DatabaseDamagedError; there is no new backup then, and the older ones are untouched.
    """
    made = (now or datetime.now(UTC)).astimezone(UTC)
    if destination.resolve().is_relative_to(vault.folder.resolve()):
        raise StorageError(
            _(
                "Die Sicherung kann nicht im Tresor selbst liegen. Bitte wählen Sie einen anderen Ordner oder Datenträger."
            )
        )
    with storing():
        make_folder(destination)
    _sweep_unfinished(destination, vault.id)
    unfinished = destination / f"{TEMPORARY}{vault.id[:8]}-{made.strftime(_TIME)}"
    earlier = list_backups(destination, vault.id)
    try:
        with storing():
            unfinished.mkdir(mode=0o700)
        _copy_vault(vault, unfinished, earlier[-1].folder if earlier else None, progress)
        _verify(unfinished, vault)
        with storing():
            finished = _free_name(destination, vault.id, made)
            unfinished.rename(finished)
            sync_folder(destination)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    progress(1.0)
    return finished


def list_backups(destination: Path, vault: str = "") -> list[Backup]:
    """The finished backups, oldest first; of one vault, or of all. Raises: StorageError."""
    found = []
    with storing():
        if not destination.is_dir():
            return []
        for path in destination.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and not path.is_symlink() and (path / KEY_FILE).is_file() and (not vault or match[1] == vault[:8]):
                with suppress(ValueError):
                    found.append(Backup(path, match[1], datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)))
    return sorted(found, key=lambda entry: (entry.made, entry.folder.name))


def restore(source: Path, folder: Path, progress: Progress = lambda _share: None) -> None:
    """Puts a backup into a new or empty folder; the vault then opens there with the secrets of that day.

    Raises: VaultExistsError, VaultMissingError, VaultInUseError, KeyFileDamagedError, StorageError; nothing is
    overwritten.
    """
    keyfile.read(source)
    if in_use := FolderLock(source).holder():
        # Not a backup but the vault itself, and somebody writes into it.
        raise VaultInUseError(in_use)
    if folder.resolve().is_relative_to(source.resolve()):
        raise StorageError(
            _("Wiederhergestellt wird nicht in der Sicherung selbst. Bitte wählen Sie einen neuen Ordner neben ihr.")
        )
    if not is_plain_file(source / database.DATABASE):
        raise database.foreign_database()
    folder = folder.absolute()
    refuse_occupied(folder)
    made_folder = not folder.exists()
    with storing():
        make_folder(folder)
    lock = FolderLock(folder)
    lock.acquire()
    try:
        refuse_occupied(folder)
        try:
            _copy_files(source, folder, None, progress)
        except BaseException:
            _empty(folder)
            raise
    finally:
        lock.release()
        if made_folder and not (folder / KEY_FILE).exists():
            shutil.rmtree(folder, ignore_errors=True)
    progress(1.0)


def thin_out(destination: Path, now: datetime | None = None, vault: str = "") -> list[Path]:
    """Removes backups beyond the last of 7 days, 4 weeks and 12 months each; returns the folders that are gone.

    The newest backup of every vault always stays. One that looks broken is neither counted nor removed: a person should
    see it. Raises: StorageError.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    backups = [
        entry for entry in list_backups(destination, vault) if entry.made <= moment and _looks_whole(entry.folder)
    ]
    kept: set[Path] = set()
    for name in {entry.vault for entry in backups}:
        kept |= _kept([entry for entry in backups if entry.vault == name])
    removed = []
    for entry in backups:
        if entry.folder not in kept:
            with storing():
                # The key file goes first: half a backup is no backup.
                (entry.folder / KEY_FILE).unlink()
                shutil.rmtree(entry.folder)
            removed.append(entry.folder)
    return removed


def _looks_whole(folder: Path) -> bool:
    try:
        keyfile.read(folder)
        size = (folder / database.DATABASE).stat().st_size
    except (VaultError, OSError):
        return False
    return size > 0 and size % database.PAGE_BYTES == 0


def _kept(backups: list[Backup]) -> set[Path]:
    newest_first = sorted(backups, key=lambda entry: (entry.made, entry.folder.name), reverse=True)
    kept = {newest_first[0].folder}
    periods: tuple[tuple[Callable[[datetime], tuple[int, ...]], int], ...] = (
        (lambda made: (made.year, made.month, made.day), DAYS),
        (lambda made: tuple(made.isocalendar())[:2], WEEKS),
        (lambda made: (made.year, made.month), MONTHS),
    )
    for period, count in periods:
        newest_of: dict[tuple[int, ...], Path] = {}
        for entry in newest_first:
            newest_of.setdefault(period(entry.made), entry.folder)
        kept |= set(list(newest_of.values())[:count])
    return kept


def _copy_vault(vault: Vault, target: Path, earlier: Path | None, progress: Progress) -> None:
    copied, version = target / database.DATABASE, vault.key_file.version
    with closing(vault.connect()) as source:
        database.copy_database(source, copied, vault.data_key, version, lambda share: progress(share * 0.5))
    with closing(database.connect(copied, vault.data_key, version)) as copy:
        marks.repeat_mark(target, copy)
    _copy_documents(vault.documents, target / DOCUMENTS, earlier, lambda share: progress(0.5 + share * 0.3))
    keyfile.write(target, vault.key_file)
    with storing():
        (target / database.JOURNAL).unlink(missing_ok=True)
        sync_file(copied)


def _copy_files(source: Path, folder: Path, earlier: Path | None, progress: Progress) -> None:
    with storing():
        # A journal is there when what is called a backup is a vault that a power cut left.
        for name in (database.DATABASE, database.JOURNAL, marks.MARK_FILE):
            if is_plain_file(source / name):
                _copy_file(source / name, folder / name)
        (folder / marks.RESTORED_FILE).touch(mode=0o600)
    _copy_documents(source / DOCUMENTS, folder / DOCUMENTS, earlier, progress)
    with storing():
        # The key file comes last: before it stands, there is no vault.
        _copy_file(source / KEY_FILE, folder / KEY_FILE)
        sync_folder(folder)


def _copy_documents(source: Path, target: Path, earlier: Path | None, progress: Progress) -> None:
    files = stored_files(source)
    with storing():
        target.mkdir(mode=0o700, exist_ok=True)
    for number, path in enumerate(files):
        progress(number / len(files))
        twin = earlier / DOCUMENTS / path.name if earlier else None
        with storing():
            if not (twin and _link(path, twin, target / path.name)):
                # A document that is deleted in this moment is one that the backup need not have.
                with suppress(FileNotFoundError):
                    _copy_file(path, target / path.name)
    with storing():
        sync_folder(target)


def _link(source: Path, twin: Path, target: Path) -> bool:
    try:
        if not filecmp.cmp(source, twin, shallow=False):
            return False
        os.link(twin, target)
    except OSError:
        return False
    return True


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as content, open_new(target) as copy:
        shutil.copyfileobj(content, copy, _COPIED_AT_ONCE)
        copy.flush()
        os.fsync(copy.fileno())


def _verify(folder: Path, vault: Vault) -> None:
    """Opens what was written, as a restored vault would be. Raises: VaultError."""
    keyfile.check_authentic(keyfile.read(folder), keys.mac_key(vault.data_key))
    with closing(database.open_checked(folder, vault.data_key, vault.key_file)) as copy:
        if database.damaged_pages(copy):
            raise database.damaged_database()
    with suppress(OSError):
        (folder / database.JOURNAL).unlink(missing_ok=True)


def _free_name(destination: Path, vault: str, made: datetime) -> Path:
    base = f"laufmappe-{vault[:8]}-{made.strftime(_TIME)}"
    name, number = destination / base, 2
    while name.exists():
        name, number = destination / f"{base}-{number}", number + 1
    return name


def _sweep_unfinished(destination: Path, vault: str) -> None:
    with suppress(OSError):
        for path in destination.glob(f"{TEMPORARY}{vault[:8]}-*"):
            shutil.rmtree(path, ignore_errors=True)


def _empty(folder: Path) -> None:
    for name in (KEY_FILE, database.DATABASE, database.JOURNAL, marks.MARK_FILE, marks.RESTORED_FILE):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / DOCUMENTS, ignore_errors=True)
