# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`record.db`: SQLCipher 4, keyed with the 32 raw bytes of the data key.

The version of `vault.json` says which of SQLCipher's codes authenticates the pages: SHA-512 in version 1, SHA-256 since
version 2. Processors compute the latter in hardware, and a page that is read for the first time costs little more than half.

Journal mode TRUNCATE, because a lost tail of a write-ahead log would go unnoticed; temporary tables in memory, because
SQLCipher writes them in the clear otherwise. One table belongs to the vault, `vault_seal`, with one row: without it, an
empty file or another vault's database would open like a new one.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laufmappe.errors import DatabaseDamagedError, StorageError, VaultError, VaultInUseError, VaultTooNewError
from laufmappe.i18n import _
from laufmappe.vault.cost import KEY_BYTES
from laufmappe.vault.files import is_plain_file, open_new, storage_sentence, storing
from laufmappe.vault.keyfile import KeyFile
from laufmappe.vault.leftover import refuse_foreign_journal

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATABASE = "record.db"
JOURNAL = f"{DATABASE}-journal"
SEAL_TABLE = "vault_seal"
SEAL_FORMAT = 1
PAGE_BYTES = 4096
_PAGE_CODES = {1: "HMAC_SHA512", 2: "HMAC_SHA256"}
CACHE_KIB = 64 * 1024
"""Of each connection: a count over the steps of 100,000 people is read from it the second time, and the idle program stays
small."""
IMMEDIATE = {"laufmappe_begin": "IMMEDIATE"}
"""Execution options of a transaction that writes: it takes the write lock at once, so that it can't fail half-way."""

_CREATE_SEAL = """
CREATE TABLE vault_seal (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    format INTEGER NOT NULL,
    key_file TEXT NOT NULL,
    generation INTEGER NOT NULL,
    mark TEXT NOT NULL,
    previous_mark TEXT NOT NULL,
    mark_key BLOB NOT NULL,
    doubts TEXT NOT NULL
) STRICT
"""

_STEPS_BETWEEN_LOOKS = 10_000
"""Of SQLite's virtual machine: some thousand rows."""

_DISK_FAULTS = {
    "database or disk is full": errno.ENOSPC,
    "readonly database": errno.EROFS,
    "disk i/o error": errno.EIO,
    "unable to open database file": errno.EIO,
}
"""What SQLite says of a disk, as the operating system would."""

Row = tuple[Any, ...]


def connect(path: Path, data_key: bytes, version: int, *, create: bool = False) -> Any:
    """A keyed connection in autocommit mode; BEGIN is the caller's. `version` is that of the vault.

    With `create`, the file must not exist yet. Raises: DatabaseDamagedError, StorageError.
    """
    from sqlcipher3 import dbapi2

    if len(data_key) != KEY_BYTES:
        # SQLCipher would silently take anything else for a passphrase.
        raise ValueError("the data key must have 32 bytes")
    refuse_foreign_journal(path, PAGE_BYTES)
    if create:
        _create_empty(path)
    with database_errors():
        connection = dbapi2.connect(_uri(path), uri=True, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, data_key, version)
        except BaseException:
            connection.close()
            raise
    return connection


def _create_empty(path: Path) -> None:
    """SQLite would let everybody on the computer read a file that it makes itself."""
    with storing():
        open_new(path).close()


def _uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=rw"


def _prepare(connection: Any, data_key: bytes, version: int) -> None:
    connection.execute("PRAGMA cipher_log = off")
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    connection.execute("PRAGMA cipher_compatibility = 4")
    connection.execute(f"PRAGMA cipher_hmac_algorithm = {_PAGE_CODES[version]}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA busy_timeout = 3000")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def make_engine(open_connection: Callable[[], Any], path: Path) -> "Engine":
    """SQLAlchemy on top: plain BEGIN for readers, BEGIN IMMEDIATE under the option `IMMEDIATE`, faults as our errors.

    A writer first looks whether `path` is still the file that it has open: what is written into one that was moved away
    or replaced would be lost without a word.
    """
    from sqlalchemy import Connection, create_engine, event
    from sqlalchemy.engine import ExceptionContext
    from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=open_connection,
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=5,
        # The connection that was used last has the pages that are wanted next.
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "connect")
    def remember(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("laufmappe_begin") == "IMMEDIATE"
        if immediate and (file := _identity(path)) != connection.info.get("file"):
            raise replaced_database() if file else gone_database()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> VaultError | None:
        original = context.original_exception
        return explained(original) if isinstance(original, dbapi2.Error) else None

    return engine


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for at this moment; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def explained(error: Exception) -> VaultError | None:
    """The sentence for a fault of the disk or the file; None for a fault of the statement."""
    text = str(error).lower()
    if "database or disk is full" in text:
        return StorageError(
            _(
                "Auf dem Datenträger ist kein Platz mehr. Die letzte Änderung wurde nicht gespeichert, alles davor ist "
                "unverändert; schaffen Sie Platz und versuchen Sie es noch einmal."
            )
        )
    if "readonly database" in text:
        return StorageError(
            _(
                "Die Datenbank darf nicht beschrieben werden. Die letzte Änderung wurde nicht gespeichert, alles davor "
                "ist unverändert; bitten Sie Ihre Technik um Schreibrecht für den Ordner des Tresors."
            )
        )
    if "disk i/o error" in text or "unable to open database file" in text:
        return gone_database()
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return damaged_database()
    if "database is locked" in text:
        return VaultInUseError(
            _(
                "Ein anderer Vorgang schreibt gerade in den Tresor. Die letzte Änderung wurde nicht gespeichert; "
                "versuchen Sie es gleich noch einmal."
            )
        )
    return None


def gone_database() -> StorageError:
    """The sentence for a medium that does not answer any more."""
    return StorageError(
        _(
            "Der Datenträger mit dem Tresor antwortet nicht. Die letzte Änderung wurde nicht gespeichert, alles "
            "davor ist unverändert; prüfen Sie, ob er noch angeschlossen ist, und versuchen Sie es noch einmal."
        )
    )


def replaced_database() -> StorageError:
    """The sentence for a folder that became another one under our hands."""
    return StorageError(
        _(
            "Der Ordner des Tresors wurde ausgetauscht, während der Tresor geöffnet war. Die letzte Änderung wurde nicht "
            "gespeichert; sperren Sie den Tresor, öffnen Sie ihn neu, und prüfen Sie, ob die letzten Einträge da sind."
        )
    )


def damaged_database() -> DatabaseDamagedError:
    """The sentence for every kind of damage."""
    return DatabaseDamagedError(
        _(
            "Die Datenbank des Tresors ist beschädigt. Sie wurde nicht verändert; stellen Sie die letzte Sicherung in "
            "einem neuen Ordner wieder her und heben Sie diesen Ordner auf."
        )
    )


def foreign_database() -> DatabaseDamagedError:
    """The sentence for a database that is not this vault's."""
    return DatabaseDamagedError(
        _(
            "Die Datenbank in diesem Ordner ist leer oder gehört zu einem anderen Tresor. Sie wurde nicht verändert; "
            "stellen Sie die letzte Sicherung in einem neuen Ordner wieder her."
        )
    )


@contextmanager
def database_errors() -> Iterator[None]:
    """Turns faults of the driver outside SQLAlchemy into our errors."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        raise explained(error) or damaged_database() from error


@contextmanager
def _copying() -> Iterator[None]:
    """The same for a copy into a new file: nothing that was entered is at stake, and the disk may be another one."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        said = str(error).lower()
        for words, code in _DISK_FAULTS.items():
            if words in said:
                raise StorageError(storage_sentence(OSError(code, words))) from error
        raise explained(error) or damaged_database() from error


@contextmanager
def transaction(connection: Any) -> Iterator[None]:
    """All or nothing, on a raw connection."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def create_database(path: Path, data_key: bytes, version: int, seal: dict[str, Any]) -> None:
    """A new database that holds nothing but the seal. Raises: StorageError."""
    connection = connect(path, data_key, version, create=True)
    try:
        with database_errors(), transaction(connection):
            connection.execute(_CREATE_SEAL)
            connection.execute(
                "INSERT INTO vault_seal VALUES "
                "(1, :id, :format, :key_file, :generation, :mark, :previous_mark, :mark_key, :doubts)",
                seal,
            )
    finally:
        connection.close()


def check_seal(connection: Any, vault: str) -> None:
    """Whether this database is the vault's. Raises: DatabaseDamagedError, VaultTooNewError."""
    with database_errors():
        tables = connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (SEAL_TABLE,))
        if tables.fetchone() is None:
            raise foreign_database()
        row = connection.execute("SELECT id, format FROM vault_seal").fetchone()
    if row is None or row[0] != vault:
        raise foreign_database()
    if row[1] > SEAL_FORMAT:
        raise VaultTooNewError(
            _(
                "Dieser Tresor wurde mit einer neueren Programmversion gespeichert. Er ist unverändert; "
                "öffnen Sie ihn mit der neueren Version."
            )
        )


def open_checked(folder: Path, data_key: bytes, key_file: KeyFile, name: str = DATABASE) -> Any:
    """The vault's own database, or a clear sentence. Raises: DatabaseDamagedError, StorageError, VaultTooNewError."""
    path = folder / name
    if not is_plain_file(path):
        raise DatabaseDamagedError(
            _(
                "In diesem Ordner fehlt die Datenbank record.db. Die Schlüssel sind noch da; stellen Sie die letzte "
                "Sicherung in einem neuen Ordner wieder her."
            )
        )
    if path.stat().st_size < PAGE_BYTES:
        raise foreign_database()
    connection = connect(path, data_key, key_file.version)
    try:
        check_seal(connection, key_file.vault)
    except BaseException:
        connection.close()
        raise
    return connection


def damaged_pages(connection: Any) -> list[str]:
    """What the authentication codes of the pages and SQLite's own check say; empty when all is whole."""
    with database_errors():
        # A reader's lock: nobody moves pages while they are checked.
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            faults = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
            if not faults:
                faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        finally:
            connection.execute("ROLLBACK")
    return faults


def copy_database(source: Any, target: Path, data_key: bytes, version: int, progress: Callable[[float], None]) -> None:
    """A page by page copy with the same key, of one moment. `target` must not exist. Raises: StorageError."""
    copy = connect(target, data_key, version, create=True)

    def report(_status: int, remaining: int, total: int) -> None:
        progress(1 - remaining / max(total, 1))

    try:
        with _copying():
            source.backup(copy, pages=2048, progress=report)
    finally:
        copy.close()


def export_database(
    source: Any, target: Path, data_key: bytes, version: int, progress: Callable[[float], None]
) -> None:
    """Everything of one moment in a new database under another key. `target` must not exist.

    `progress` gets shares from 0 to 1 and may raise to cancel; what it raises comes out of here. The caller closes
    `source` afterwards, whatever happened. Raises: StorageError, DatabaseDamagedError.
    """
    if len(data_key) != KEY_BYTES:
        raise ValueError("the data key must have 32 bytes")
    _create_empty(target)
    stopped: list[BaseException] = []

    def look() -> bool:
        try:
            progress(min(target.stat().st_size / pages / PAGE_BYTES, 1.0))
        except BaseException as error:
            # The driver would only print it: it goes on its way below.
            stopped.append(error)
        return bool(stopped)

    try:
        with _copying():
            pages = source.execute("PRAGMA page_count").fetchone()[0]
            source.execute("ATTACH ? AS following KEY ?", (_uri(target), f"x'{data_key.hex()}'"))
            source.execute(f"PRAGMA following.cipher_hmac_algorithm = {_PAGE_CODES[version]}")
            source.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
            # A writer's lock on both would need a third file to commit both at once; only one is written.
            source.execute("BEGIN")
            source.execute("SELECT sqlcipher_export('following')").fetchall()
            source.execute("COMMIT")
    except VaultError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        source.set_progress_handler(None, 0)
