# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezes a small vault for tests/formats: `python packaging/freeze_vault.py tests/formats/v1`.

Run once for each version of the format or of the record's tables, and never again for it once it was released: later
programs must open what this one wrote. The people in it are invented ones of the demo.
"""

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from laufmappe.casework.cases.document import document_text
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.people.register import list_people
from laufmappe.records import schema
from laufmappe.vault import CHEAP_COST, add_slot, create_vault, put_document

FIRST = "Prüfung der alten Fassung"
SECOND = "zweite Passphrase der alten Fassung"
TODAY = date(2026, 11, 23)
PEOPLE = 3
CERTIFICATE = "%PDF-1.7 Ein Zeugnis: äöü ß\n".encode()


def freeze(target: Path) -> None:
    """Writes `vault/` and `secrets.json` into the target folder, which must not hold a vault yet."""
    target.mkdir(parents=True, exist_ok=True)
    vault, recovery_key = create_vault(target / "vault", FIRST, slot="Erste", cost=CHEAP_COST)
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
        desk = Desk(vault, "Maria Beispiel", today=lambda: TODAY)
        build_demo(desk, people=PEOPLE)
        people = {row.id: row.name for row in list_people(desk)}
        with TemporaryDirectory() as folder:
            certificate = Path(folder) / "Zeugnis.pdf"
            certificate.write_bytes(CERTIFICATE)
            attach_document(desk, next(iter(people)), certificate)
        documents = {person: document_text(export_case(desk, person)) for person in people}
    for name in ("vault.lock", "record.db-journal"):
        (target / "vault" / name).unlink(missing_ok=True)
    (target / "cases").mkdir(exist_ok=True)
    for person, case in documents.items():
        (target / "cases" / f"{person}.json").write_text(case, encoding="utf-8")
    secrets = {
        "passphrases": [FIRST, SECOND],
        "recovery_key": recovery_key,
        "schema": schema.HEAD,
        "people": people,
    }
    (target / "secrets.json").write_text(json.dumps(secrets, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    freeze(Path(sys.argv[1]))
