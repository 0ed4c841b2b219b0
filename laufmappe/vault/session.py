# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Creating, opening and closing a vault.

    <folder>/vault.json     key slots                      (keyfile.py)
             record.db      everything that is kept        (database.py)
             documents/     attached files                 (documents.py)
             vault.mark     notices older copies           (marks.py)
             vault.lock     one process at a time          (lock.py)

The order on opening: lock, finish an interrupted change of the data key, read `vault.json`, derive, check its MAC, open the
database, compare its id and its marks. Whatever fails, nothing was written and the lock is free again.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from laufmappe.errors import VaultError, VaultExistsError, VaultMissingError
from laufmappe.i18n import _
from laufmappe.vault import database, keyfile, keys, marks, swap
from laufmappe.vault.cost import KdfCost, calibrated_cost
from laufmappe.vault.files import make_folder, storing, sweep_temporary
from laufmappe.vault.keyfile import KEY_FILE, KeyFile
from laufmappe.vault.lock import LOCK_NAME, FolderLock
from laufmappe.vault.passphrase import refuse_weak

if TYPE_CHECKING:
    from sqlalchemy import Engine

DOCUMENTS = "documents"


class Vault:
    """An open vault: the lock on its folder, its data key and the way into its database.

    `id` is random, `slot` is the id of the key slot that opened it, `warnings` are sentences that the person should read
    (a vault with warnings works).
    """

    def __init__(self, folder: Path, lock: FolderLock, key_file: KeyFile, data_key: bytes, slot: str) -> None:
        self.folder = folder
        self.id = key_file.vault
        self.slot = slot
        self.key_file = key_file
        self._lock = lock
        self._data_key: bytearray | None = bytearray(data_key)
        self._doubts: list[str] = []
        self._mark = ""

    @property
    def is_open(self) -> bool:
        """False once the vault was closed; the data key is gone then."""
        return self._data_key is not None

    @property
    def data_key(self) -> bytes:
        """For this package only. Raises: VaultError when the vault was closed."""
        if self._data_key is None:
            raise VaultError(_("Der Tresor ist geschlossen. Bitte öffnen Sie ihn noch einmal."))
        return bytes(self._data_key)

    @cached_property
    def engine(self) -> "Engine":
        """Connections for readers: each transaction begins with a plain BEGIN and sees one moment."""
        return database.make_engine(self.connect, self.folder / database.DATABASE)

    @cached_property
    def writer(self) -> "Engine":
        """The same connections for writers: each transaction begins with BEGIN IMMEDIATE."""
        return self.engine.execution_options(**database.IMMEDIATE)

    @property
    def documents(self) -> Path:
        """The folder of encrypted files."""
        return self.folder / DOCUMENTS

    @property
    def warnings(self) -> list[str]:
        """Sentences about what looks wrong; they stand until `acknowledge_warnings`."""
        return marks.sentences(self._doubts)

    @property
    def may_lack_entries(self) -> bool:
        """Whether the database may be older than the files around it."""
        return not marks.LOST_ENTRIES.isdisjoint(self._doubts)

    def acknowledge_warnings(self) -> None:
        """The person has read the warnings: they are gone from now on. Raises: StorageError."""
        connection = self.connect()
        try:
            marks.acknowledge(connection)
        finally:
            connection.close()
        self._doubts = []

    def connect(self) -> Any:
        """A connection of the driver, beside SQLAlchemy; the caller closes it.

        Raises: StorageError when the folder was exchanged for another since the vault was opened; DatabaseDamagedError.
        """
        connection = database.connect(self.folder / database.DATABASE, self.data_key, self.key_file.version)
        try:
            self._refuse_exchanged(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def replace_key_file(self, key_file: KeyFile) -> None:
        """Writes other slots. Raises: StorageError; `key_file` is what stands on the disk then."""
        sealed = keyfile.sealed(key_file, keys.mac_key(self.data_key))
        try:
            keyfile.write(self.folder, sealed)
        except VaultError:
            # The last step of a write may fail after the file has its name already.
            with suppress(VaultError):
                stands = keyfile.read(self.folder)
                keyfile.check_authentic(stands, keys.mac_key(self.data_key))
                self.key_file = stands
            raise
        self.key_file = sealed
        # The slots are changed now, and a new recovery key must reach the person: the digest can follow on closing.
        with suppress(VaultError):
            self._write("UPDATE vault_seal SET key_file = ?", sealed.digest())

    def take_over(self, key_file: KeyFile, data_key: bytes, slot: str) -> None:
        """Goes on with another data key, after the files were exchanged for those that it opens."""
        self._forget_key()
        self._data_key = bytearray(data_key)
        self.key_file, self.slot = key_file, slot

    def release_connections(self) -> None:
        """Closes the connections that nobody uses. Raises: VaultError when one is still in use."""
        if "engine" not in self.__dict__:
            return
        from sqlalchemy.pool import QueuePool

        pool = self.engine.pool
        assert isinstance(pool, QueuePool)
        if pool.checkedout():
            raise VaultError(
                _("Es läuft noch ein anderer Vorgang. Warten Sie, bis er fertig ist; nichts wurde verändert.")
            )
        self.engine.dispose()

    def close(self) -> None:
        """Forgets the data key and lets go of the folder; may be called again, and never fails."""
        if self._data_key is None:
            return
        if "engine" in self.__dict__:
            self.engine.dispose()
        with suppress(VaultError):
            self._move_on()
        self._forget_key()
        if any(slot.id == self.slot and slot.kind == "passphrase" for slot in self.key_file.slots):
            self._lock.last_slot = self.slot
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def begin_session(self) -> None:
        """Checks that the database is this vault's, and looks for older copies. Raises: DatabaseDamagedError."""
        connection = database.open_checked(self.folder, self.data_key, self.key_file)
        try:
            self._doubts = marks.move_on(self.folder, connection, self.key_file.digest())
            self._mark = marks.mark_of(connection)
        finally:
            connection.close()

    def _move_on(self) -> None:
        connection = database.connect(self.folder / database.DATABASE, self.data_key, self.key_file.version)
        try:
            exchanged = marks.mark_of(connection) != self._mark
            # Whoever opens next is told: what this session wrote lies elsewhere.
            known = [*self._doubts, marks.OLDER_DATABASE] if exchanged else self._doubts
            marks.move_on(self.folder, connection, self.key_file.digest(), known=known)
        finally:
            connection.close()

    def _refuse_exchanged(self, connection: Any) -> None:
        if marks.mark_of(connection) != self._mark:
            raise database.replaced_database()

    def _write(self, statement: str, value: str) -> None:
        connection = self.connect()
        try:
            with database.database_errors(), database.transaction(connection):
                connection.execute(statement, (value,))
        finally:
            connection.close()

    def _forget_key(self) -> None:
        # As far as Python can: copies made for the driver are freed, not overwritten.
        if self._data_key is not None:
            self._data_key[:] = bytes(len(self._data_key))
        self._data_key = None


@dataclass(frozen=True)
class VaultHeader:
    """What can be said about a folder without a secret. `problem` is a sentence, empty when a passphrase may be asked."""

    folder: Path
    exists: bool
    version: int
    id: str
    has_recovery_key: bool
    in_use: str
    problem: str


def create_vault(
    folder: Path,
    passphrase: str,
    *,
    slot: str = "",
    cost: KdfCost | None = None,
    even_weak: bool = False,
) -> tuple[Vault, str]:
    """Makes a vault in a new or empty folder; gives it back open, with the recovery key in its typed form.

    `slot` is the label of the first access, kept encrypted. `cost` is measured when not given. `even_weak` takes a passphrase that is easy to guess; whoever asks for it has explained that.
    Raises: VaultExistsError, WeakPassphraseError, SlotError, StorageError.
    """
    if not even_weak and (cost is None or cost.protects):
        refuse_weak(passphrase)
    folder = folder.absolute()
    data_key, vault_id = keys.new_data_key(), keys.new_id()
    empty = KeyFile(vault_id, ())
    first = keys.passphrase_slot(data_key, empty, passphrase, slot, cost or calibrated_cost())
    second, recovery_key = keys.recovery_slot(data_key, empty)
    key_file = keyfile.sealed(replace(empty, slots=(first, second)), keys.mac_key(data_key))
    refuse_occupied(folder)
    with storing():
        make_folder(folder)
    lock = FolderLock(folder)
    lock.acquire()
    try:
        refuse_occupied(folder)
        seal: dict[str, Any] = {"id": vault_id, "format": database.SEAL_FORMAT} | marks.first_mark(key_file.digest())
        database.create_database(folder / database.DATABASE, data_key, key_file.version, seal)
        with storing():
            (folder / DOCUMENTS).mkdir(mode=0o700)
        marks.write_mark(folder, marks.Mark(seal["generation"], seal["mark"]), seal["mark_key"])
        # The key file comes last: before it stands, there is no vault, and nothing in it to lose.
        keyfile.write(folder, key_file)
        vault = Vault(folder, lock, key_file, data_key, first.id)
        vault.begin_session()
    except BaseException as error:
        if not isinstance(error, VaultExistsError):
            _remove_unfinished(folder)
        lock.release()
        raise
    return vault, recovery_key


def open_vault(folder: Path, secret: str) -> Vault:
    """Opens the vault with a passphrase or with the recovery key, recognised by its form.

    Raises: VaultMissingError, VaultInUseError, KeyFileDamagedError, VaultTooNewError, WrongPassphraseError,
    DatabaseDamagedError, StorageError.
    """
    folder = folder.absolute()
    with storing():
        if not folder.is_dir():
            raise VaultMissingError(
                _(
                    "Diesen Ordner gibt es nicht. Wählen Sie einen anderen, oder schließen Sie den Datenträger wieder an."
                )
            )
        interrupted = swap.is_interrupted(folder)
    if not interrupted:
        # Before the lock, so that a folder without a vault is left without a trace.
        keyfile.read(folder)
    lock = FolderLock(folder)
    lock.acquire()
    try:
        swap.finish(folder)
        key_file = keyfile.read(folder)
        slot, data_key = keys.find_slot(key_file, secret, first=lock.last_slot)
        keyfile.check_authentic(key_file, keys.mac_key(data_key))
        vault = Vault(folder, lock, key_file, data_key, slot.id)
        vault.begin_session()
        sweep_temporary(folder)
    except BaseException:
        lock.release()
        raise
    return vault


def peek(folder: Path) -> VaultHeader:
    """Looks at a folder for the unlock page. Never raises for what it finds there."""
    problem, key_file = "", None
    try:
        key_file = keyfile.read(folder)
    except VaultMissingError as error:
        return VaultHeader(folder, False, 0, "", False, "", str(error))
    except VaultError as error:
        problem = str(error)
    return VaultHeader(
        folder=folder,
        exists=True,
        version=key_file.version if key_file else 0,
        id=key_file.vault if key_file else "",
        has_recovery_key=any(slot.kind == "recovery" for slot in key_file.slots) if key_file else False,
        in_use=FolderLock(folder).holder(),
        problem=problem,
    )


def refuse_occupied(folder: Path) -> None:
    """Raises: VaultExistsError when anything but a left-over lock stands in the folder; StorageError."""
    with storing():
        if folder.is_dir():
            occupied = any(entry.name != LOCK_NAME for entry in folder.iterdir())
        else:
            occupied = folder.exists() or folder.is_symlink()
    if occupied:
        raise VaultExistsError(
            _(
                "In diesem Ordner liegt schon etwas. Es wurde nichts überschrieben; "
                "wählen Sie einen leeren oder einen neuen Ordner."
            )
        )


def discard_new(vault: Vault) -> None:
    """Closes a vault that was made a moment ago and removes it: its recovery key was never shown, nothing is in it."""
    vault.close()
    _remove_unfinished(vault.folder)


def _remove_unfinished(folder: Path) -> None:
    # Only what `create_vault` itself makes, in a folder that was empty under our lock.
    for name in (KEY_FILE, marks.MARK_FILE, database.DATABASE, database.JOURNAL):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / DOCUMENTS).rmdir()
    sweep_temporary(folder)
