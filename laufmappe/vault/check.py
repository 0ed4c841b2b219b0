# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a vault or a backup is whole."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from laufmappe.errors import KeyFileDamagedError, VaultError, VaultTooNewError
from laufmappe.i18n import _
from laufmappe.vault import database, keyfile, keys, marks, swap
from laufmappe.vault.documents import StoredDocument, read_document, read_stored
from laufmappe.vault.keyfile import KeyFile
from laufmappe.vault.session import DOCUMENTS, Vault


@dataclass(frozen=True)
class Findings:
    """What a look at a closed folder gave: sentences about damage, and about what a person should read all the same.

    `record_is_whole` is true where nothing is wrong but attached files, each of which has its sentence.
    """

    faults: list[str]
    warnings: list[str]
    record_is_whole: bool = False


Documents = Callable[[Any], Iterable[tuple[str, StoredDocument]]]
"""Reads the attached files out of the database, each with what it is called; gets a connection of the driver."""


def check_folder(folder: Path, secret: str, documents: Documents = lambda _connection: ()) -> Findings:
    """Looks at a vault or a backup as it lies there: nothing in it is written, not even a lock.

    Damage is among the findings. Raises: VaultMissingError, WrongPassphraseError, StorageError; nothing was checked then.
    """
    folder = folder.absolute()
    if swap.is_interrupted(folder):
        return Findings(
            [
                _(
                    "Beim letzten Mal wurde ein Schlüsselwechsel unterbrochen. Öffnen Sie den Tresor einmal: dann wird er "
                    "abgeschlossen, und es lässt sich prüfen."
                )
            ],
            [],
        )
    try:
        key_file = keyfile.read(folder)
        data_key = keys.find_slot(key_file, secret)[1]
        keyfile.check_authentic(key_file, keys.mac_key(data_key))
    except (KeyFileDamagedError, VaultTooNewError) as error:
        return Findings([str(error)], [])
    faults = _check_database(folder, data_key, key_file)
    warnings = [] if faults else _warnings(folder, data_key, key_file)
    return Findings([*faults, *_check_documents(folder, data_key, key_file, documents)], warnings, not faults)


def check_vault(vault: Vault, documents: Iterable[StoredDocument] = ()) -> list[str]:
    """Sentences about what is wrong: key file, every encrypted page, foreign keys, seal, and the documents that are given.

    Empty when all is whole. Nothing is repaired and nothing is written.
    """
    faults: list[str] = []
    try:
        keyfile.check_authentic(keyfile.read(vault.folder), keys.mac_key(vault.data_key))
    except VaultError as error:
        faults.append(str(error))
    faults += _check_database(vault.folder, vault.data_key, vault.key_file)
    for document in documents:
        try:
            read_document(vault, document.id, document.key)
        except VaultError as error:
            faults.append(str(error))
    return faults


def _check_documents(folder: Path, data_key: bytes, key_file: KeyFile, documents: Documents) -> list[str]:
    """A sentence for each file that is missing or damaged; what can't be read of the database was said before."""
    try:
        with closing(database.open_checked(folder, data_key, key_file)) as connection, database.database_errors():
            named = list(documents(connection))
    except VaultError:
        return []
    faults = []
    for name, document in named:
        try:
            read_stored(folder / DOCUMENTS, key_file.vault, document.id, document.key)
        except VaultError as error:
            faults.append(f"{name}: {error}")
    return faults


def _warnings(folder: Path, data_key: bytes, key_file: KeyFile) -> list[str]:
    with closing(database.open_checked(folder, data_key, key_file)) as connection:
        return marks.sentences(marks.look(folder, connection, key_file.digest()))


def _check_database(folder: Path, data_key: bytes, key_file: KeyFile) -> list[str]:
    try:
        connection = database.open_checked(folder, data_key, key_file)
    except VaultError as error:
        return [str(error)]
    try:
        pages = database.damaged_pages(connection)
        if pages:
            return [
                str(database.damaged_database()),
                _("Betroffene Stellen: {n} (erste: {first})").format(n=len(pages), first=pages[0]),
            ]
        with database.database_errors():
            links = connection.execute("PRAGMA foreign_key_check").fetchall()
    except VaultError as error:
        return [str(error)]
    finally:
        connection.close()
    if not links:
        return []
    tables = ", ".join(sorted({str(row[0]) for row in links}))
    return [
        _("{n} Einträge verweisen auf etwas, das es nicht gibt (in: {tables}). Die Daten sind lesbar.").format(
            n=len(links), tables=tables
        )
    ]
