# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal that a power cut leaves beside the database, looked at before SQLite plays it back.

SQLite believes what stands in its head (https://www.sqlite.org/fileformat2.html#the_rollback_journal): a made-up size lets
it stretch the database to terabytes, and the name of a super-journal sends it to another file of the disk. A journal of
ours never holds either: the size was that of the database, and there is no second database in a transaction.
"""

import stat
from pathlib import Path

from laufmappe.errors import DatabaseDamagedError
from laufmappe.i18n import _
from laufmappe.vault.files import storing

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD_BYTES = 28


def refuse_foreign_journal(database: Path, page_bytes: int) -> None:
    """Raises: DatabaseDamagedError for a journal that can't belong to this database; StorageError."""
    journal = database.with_name(f"{database.name}-journal")
    with storing():
        try:
            found = journal.lstat()
        except FileNotFoundError:
            return
        if not stat.S_ISREG(found.st_mode):
            # A link leads to a file that is not ours; a pipe would be waited for for ever.
            raise _foreign()
        size = found.st_size
        if size < _HEAD_BYTES or not database.is_file():
            return
        with journal.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            file.seek(-len(_MAGIC), 2)
            end = file.read(len(_MAGIC))
        room = database.stat().st_size + size
    # Without the mark, SQLite takes it for the rest of a finished transaction.
    if not head.startswith(_MAGIC):
        return
    pages, sector, page = (int.from_bytes(head[place : place + 4], "big") for place in (16, 20, 24))
    if pages * page_bytes > room or page not in (0, page_bytes) or sector > 65536 or end == _MAGIC:
        raise _foreign()


def _foreign() -> DatabaseDamagedError:
    return DatabaseDamagedError(
        _(
            "Neben der Datenbank liegt die Datei record.db-journal, die nicht zu ihr gehört. Es wurde nichts verändert; "
            "stellen Sie die letzte Sicherung in einem neuen Ordner wieder her und heben Sie diesen Ordner auf."
        )
    )
