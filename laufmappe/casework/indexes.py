# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the search indexes at what this version of the program puts into them."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from laufmappe.casework.derived import index_anew
from laufmappe.casework.names.note_index import notes_anew
from laufmappe.vault import Vault

VERSION = 2
"""Raised whenever the indexes are to hold something else: the next opening writes them anew."""


def bring_up(vault: Vault) -> bool:
    """Writes both indexes anew where an older program wrote them; all of it, or nothing. Says whether it was needed."""
    with Session(vault.engine) as session:
        found = session.scalar(text("SELECT version FROM index_state"))
    if found == VERSION:
        return False
    with Session(vault.writer) as session, session.begin():
        index_anew(session)
        notes_anew(session)
        session.execute(text("UPDATE index_state SET version = :version"), {"version": VERSION})
    return True
