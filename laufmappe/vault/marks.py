# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notices when an older copy of the database or of the key file was put in place of the last one.

The database carries a generation, a random mark and a key of its own; `vault.mark` repeats generation and mark,
authenticated with that key. Both move on whenever the vault is opened and closed, the database first. A folder that
is older as a whole agrees with itself: that is told by what this account remembers (seen.py). Whatever is wrong
here is a doubt that the person is told about until it is acknowledged; it never keeps a vault shut, and a disk that can't
be written moves nothing.
"""

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from laufmappe.errors import VaultError
from laufmappe.i18n import _
from laufmappe.vault import seen
from laufmappe.vault.database import database_errors, foreign_database, transaction
from laufmappe.vault.files import atomic_write, is_plain_file
from laufmappe.vault.keyfile import canonical

MARK_FILE = "vault.mark"
RESTORED_FILE = "vault.restored"
"""Stands in a folder that `restore` has filled, until it is opened."""

_MOST_BYTES = 1024
OLDER_DATABASE = "older-database"
_UNKNOWN_MARK = "unknown-mark"
_OTHER_KEYS = "other-keys"
_RESTORED = "restored"
_OLDER_FOLDER = "older-folder"
_NOT_WRITTEN = "not-written"
UNSEEN_RECOVERY_KEY = "unseen-recovery-key"
"""Stands in a database under a new data key until the new recovery key was handed to whoever shows it."""
LOST_ENTRIES = frozenset({OLDER_DATABASE, _OLDER_FOLDER, _UNKNOWN_MARK, _RESTORED})
"""Doubts under which files that the database does not know may be newer than it, and must not be swept away."""


@dataclass(frozen=True)
class Mark:
    """A point in the life of a vault."""

    generation: int
    mark: str


def first_mark(key_file: str) -> dict[str, Any]:
    """The columns of a new seal that belong here."""
    return {
        "key_file": key_file,
        "generation": 1,
        "mark": secrets.token_hex(16),
        "previous_mark": "",
        "mark_key": secrets.token_bytes(32),
        "doubts": "",
    }


def move_on(folder: Path, connection: Any, key_file: str, known: list[str] | None = None) -> list[str]:
    """Moves both marks on, and returns the doubts that stand; no mark and no full disk stops it.

    With `known`, the doubts of this session are kept; without, what is found is compared first.
    Raises: DatabaseDamagedError when the seal can't be read.
    """
    row = _read_seal(connection)
    here, mark_key = Mark(row[0], row[1]), row[3]
    there = read_mark(folder, mark_key)
    doubts = _found(folder, row, there, key_file) if known is None else _told(known)
    following = Mark(max(here.generation, there.generation if there else 0) + 1, secrets.token_hex(16))
    try:
        if there is not None and _ended_between(here, row[2], there):
            # Before the database moves on once more: where the mark can't follow, it would fall ever further behind.
            write_mark(folder, here, mark_key)
        with database_errors(), transaction(connection):
            connection.execute(
                "UPDATE vault_seal SET generation = ?, mark = ?, previous_mark = ?, key_file = ?, doubts = ?",
                (following.generation, following.mark, here.mark, key_file, " ".join(doubts)),
            )
        write_mark(folder, following, mark_key)
        (folder / RESTORED_FILE).unlink(missing_ok=True)
        seen.remember(row[6], folder, following.generation)
    except (VaultError, OSError):
        return [*doubts, _NOT_WRITTEN]
    return doubts


def mark_of(connection: Any) -> str:
    """The mark of the database as it stands. Raises: DatabaseDamagedError."""
    return str(_read_seal(connection)[1])


def look(folder: Path, connection: Any, key_file: str) -> list[str]:
    """The doubts that stand, without moving anything on. Raises: DatabaseDamagedError."""
    row = _read_seal(connection)
    return _found(folder, row, read_mark(folder, row[3]), key_file)


def repeat_mark(folder: Path, connection: Any) -> None:
    """Writes the mark that the database carries, for a copy of it. Raises: StorageError."""
    with database_errors():
        row = connection.execute("SELECT generation, mark, mark_key FROM vault_seal").fetchone()
    write_mark(folder, Mark(row[0], row[1]), row[2])


def write_mark(folder: Path, mark: Mark, mark_key: bytes) -> None:
    """Raises: StorageError."""
    content = {"generation": mark.generation, "mark": mark.mark}
    code = hmac.new(mark_key, canonical(content), hashlib.sha256).hexdigest()
    atomic_write(folder / MARK_FILE, canonical(content | {"mac": code}) + b"\n")


def read_mark(folder: Path, mark_key: bytes) -> Mark | None:
    """The mark beside the database; None when it is missing, damaged or not ours."""
    with suppress(OSError, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        if not is_plain_file(folder / MARK_FILE):
            return None
        with (folder / MARK_FILE).open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
        code = content.pop("mac")
        expected = hmac.new(mark_key, canonical(content), hashlib.sha256).hexdigest()
        if isinstance(code, str) and hmac.compare_digest(code.encode(), expected.encode()):
            return Mark(int(content["generation"]), str(content["mark"]))
    return None


def acknowledge(connection: Any) -> None:
    """The person has read the doubts. Raises: StorageError."""
    with database_errors(), transaction(connection):
        connection.execute("UPDATE vault_seal SET doubts = ''")


def settle(connection: Any, doubt: str) -> None:
    """This one doubt is over. Raises: StorageError."""
    left = [each for each in _read_seal(connection)[5].split() if each != doubt]
    with database_errors(), transaction(connection):
        connection.execute("UPDATE vault_seal SET doubts = ?", (" ".join(left),))


def sentences(doubts: list[str]) -> list[str]:
    """The doubts as the person reads them."""
    texts = _sentences()
    return [texts[doubt] for doubt in doubts]


def _read_seal(connection: Any) -> tuple[Any, ...]:
    with database_errors():
        row: tuple[Any, ...] | None = connection.execute(
            "SELECT generation, mark, previous_mark, mark_key, key_file, doubts, id FROM vault_seal"
        ).fetchone()
    if row is None:
        raise foreign_database()
    return row


def _found(folder: Path, row: tuple[Any, ...], there: Mark | None, key_file: str) -> list[str]:
    doubts = row[5].split() + _compared(Mark(row[0], row[1]), row[2], there)
    if row[4] != key_file:
        doubts.append(_OTHER_KEYS)
    if (folder / RESTORED_FILE).exists():
        # The marks of a backup agree with each other: this is the only doubt about it.
        doubts.append(_RESTORED)
    if LOST_ENTRIES.isdisjoint(doubts) and seen.last_generation(row[6], folder) > row[0]:
        doubts.append(_OLDER_FOLDER)
    return _told(doubts)


def _told(doubts: list[str]) -> list[str]:
    """Each once, and only those that last."""
    return [doubt for doubt in dict.fromkeys(doubts) if doubt in _sentences() and doubt != _NOT_WRITTEN]


def _compared(here: Mark, previous: str, there: Mark | None) -> list[str]:
    if there is None:
        return [_UNKNOWN_MARK]
    if here == there or _ended_between(here, previous, there):
        return []
    return [OLDER_DATABASE] if here.generation <= there.generation else [_UNKNOWN_MARK]


def _ended_between(here: Mark, previous: str, there: Mark) -> bool:
    """Whether the program ended after the database moved on, and before the mark did."""
    return here.generation == there.generation + 1 and previous == there.mark


def _sentences() -> dict[str, str]:
    return {
        OLDER_DATABASE: _(
            "Die Datenbank ist auf einem älteren Stand als beim letzten Schließen: vermutlich wurde eine ältere Kopie "
            "eingespielt. Es wurde nichts gelöscht; prüfen Sie, ob die letzten Einträge fehlen."
        ),
        _OLDER_FOLDER: _(
            "Der Tresor ist auf einem älteren Stand, als er an diesem Rechner schon war: vermutlich wurde der ganze Ordner "
            "durch eine ältere Kopie ersetzt. Es wurde nichts gelöscht; prüfen Sie, ob die letzten Einträge fehlen."
        ),
        _UNKNOWN_MARK: _(
            "Es lässt sich nicht feststellen, ob die Datenbank auf dem letzten Stand ist, weil die Datei vault.mark fehlt "
            "oder nicht dazugehört. Es wurde nichts gelöscht; prüfen Sie, ob die letzten Einträge da sind."
        ),
        _OTHER_KEYS: _(
            "Die Schlüsseldatei vault.json ist nicht die zuletzt gespeicherte: ein entfernter Zugang oder eine alte "
            "Passphrase könnte wieder gelten. Prüfen Sie die Liste der Zugänge."
        ),
        UNSEEN_RECOVERY_KEY: _(
            "Der Schlüssel des Tresors wurde gewechselt, aber das Programm endete, bevor der neue Wiederherstellungsschlüssel "
            "gezeigt war. Das alte Blatt gilt nicht mehr; drucken Sie in den Einstellungen unter „Zugang“ ein neues."
        ),
        _RESTORED: _(
            "Dieser Tresor wurde aus einer Sicherung wiederhergestellt. Was nach der Sicherung eingetragen wurde, fehlt; "
            "was danach gelöscht wurde, kann wieder da sein. Prüfen Sie beides."
        ),
        _NOT_WRITTEN: _(
            "Der Tresor ist geöffnet, aber auf den Datenträger kann nicht geschrieben werden: Sie können lesen, Änderungen "
            "werden abgewiesen. Prüfen Sie Platz und Schreibrecht."
        ),
    }
