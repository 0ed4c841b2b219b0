# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezes a small vault for tests/formats: `python packaging/freeze_vault.py tests/formats/v1`.

Run once for each version of the format, and never again for it: later programs must open what this one wrote.
"""

import json
import sys
from pathlib import Path

from sqlalchemy import text

from laufmappe.vault import CHEAP_COST, add_slot, create_vault, put_document

FIRST = "Prüfung der alten Fassung"
SECOND = "zweite Passphrase der alten Fassung"


def freeze(target: Path) -> None:
    """Writes `vault/` and `secrets.json` into the target folder, which must not hold a vault yet."""
    target.mkdir(parents=True, exist_ok=True)
    vault, recovery_key = create_vault(
        target / "vault", FIRST, name="Beratungsstelle Alte Fassung", slot="Erste", cost=CHEAP_COST
    )
    with vault:
        add_slot(vault, SECOND, "Zweite")
        document = put_document(vault, "Ein Zeugnis: äöü ß".encode())
        with vault.writer.begin() as connection:
            connection.execute(
                text(
                    "CREATE TABLE frozen (id INTEGER PRIMARY KEY, words TEXT NOT NULL, document TEXT NOT NULL,"
                    " document_key BLOB NOT NULL) STRICT"
                )
            )
            connection.execute(
                text("INSERT INTO frozen (words, document, document_key) VALUES (:words, :document, :key)"),
                {"words": "Grüße, سلام, Україна", "document": document.id, "key": document.key},
            )
    for name in ("vault.lock", "record.db-journal"):
        (target / "vault" / name).unlink(missing_ok=True)
    secrets = {"passphrases": [FIRST, SECOND], "recovery_key": recovery_key}
    (target / "secrets.json").write_text(json.dumps(secrets, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(sys.argv[1]))
