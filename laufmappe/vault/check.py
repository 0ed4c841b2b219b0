# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a vault is whole."""

from collections.abc import Iterable

from laufmappe.errors import VaultError
from laufmappe.i18n import _
from laufmappe.vault import database, keyfile, keys
from laufmappe.vault.documents import StoredDocument, read_document
from laufmappe.vault.session import Vault


def check_vault(vault: Vault, documents: Iterable[StoredDocument] = ()) -> list[str]:
    """Sentences about what is wrong: key file, every encrypted page, foreign keys, seal, and the documents that are given.

    Empty when all is whole. Nothing is repaired and nothing is written.
    """
    faults: list[str] = []
    try:
        keyfile.check_authentic(keyfile.read(vault.folder), keys.mac_key(vault.data_key))
    except VaultError as error:
        faults.append(str(error))
    faults += _check_database(vault)
    for document in documents:
        try:
            read_document(vault, document.id, document.key)
        except VaultError as error:
            faults.append(str(error))
    return faults


def _check_database(vault: Vault) -> list[str]:
    try:
        connection = database.open_checked(vault.folder, vault.data_key, vault.id)
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
