# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program is killed while it writes: what was committed is there, and everything still fits together.

Fifteen rounds in the ordinary run, shared by the kinds of work; LAUFMAPPE_KILL_ROUNDS=500 for a long one. What a kill
does to acts of the counsellor and to migrations is in tests/casework/test_killed.py.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from laufmappe.errors import WrongPassphraseError
from laufmappe.vault import (
    CHEAP_COST,
    StoredDocument,
    Vault,
    check_vault,
    create_vault,
    list_backups,
    open_vault,
    sweep,
)

WORK = ("records", "documents", "accesses", "rekey", "backup")
ROUNDS = max(1, int(os.environ.get("LAUFMAPPE_KILL_ROUNDS", "15")) // len(WORK))
SECRETS = ("Passphrase A", "Passphrase B")

BUSY = """
import sys
from pathlib import Path
from sqlalchemy import text
from laufmappe.errors import WrongPassphraseError
from laufmappe.vault import (
    add_slot, backup, change_passphrase, list_slots, open_vault, put_document, rekey, remove_slot, rotate_recovery, thin_out
)

folder, number, work = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
secrets = ["Passphrase A", "Passphrase B"]
try:
    vault = open_vault(folder, secrets[0])
except WrongPassphraseError:
    secrets.reverse()
    vault = open_vault(folder, secrets[0])
print("ready", flush=True)
for left in list_slots(vault):
    # What an end between adding and removing left: a vault has only so many.
    if left.kind == "passphrase" and not left.is_current:
        remove_slot(vault, left.id)
while True:
    document = vars(put_document(vault, str(number).encode() * 50)) if work == "documents" else {}
    with vault.writer.begin() as connection:
        connection.execute(
            text("INSERT INTO line VALUES (:n, :filler, :id, :key, :size, :sha256)"),
            {"n": number, "filler": "x" * 3000, "id": None, "key": None, "size": 0, "sha256": "", **document},
        )
    print(number, flush=True)
    number += 1
    if work == "accesses":
        secrets.reverse()
        change_passphrase(vault, vault.slot, secrets[0])
        rotate_recovery(vault)
        remove_slot(vault, add_slot(vault, "die dritte Passphrase"))
    elif work == "rekey":
        secrets.reverse()
        change_passphrase(vault, vault.slot, secrets[0])
        rekey(vault, [secrets[0]], drop_others=True)
    elif work == "backup":
        backup(vault, folder.parent / "stick")
        thin_out(folder.parent / "stick")
"""


def open_with_either(folder: Path) -> Vault:
    try:
        return open_vault(folder, SECRETS[0])
    except WrongPassphraseError:
        return open_vault(folder, SECRETS[1])


@pytest.mark.timeout(120 + 20 * ROUNDS)
@pytest.mark.parametrize("work", WORK)
def test_nothing_that_was_committed_is_lost_when_the_program_is_killed(tmp_path: Path, work: str) -> None:
    folder, committed, next_number = tmp_path / "tresor", 0, 1
    with create_vault(folder, SECRETS[0], cost=CHEAP_COST)[0] as vault, vault.writer.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE line (n INTEGER PRIMARY KEY, filler TEXT, id TEXT, key BLOB, size INTEGER, sha256 TEXT) STRICT"
        )
    source = random.Random()  # noqa: S311 - when it is killed shall differ from run to run
    for _round in range(ROUNDS):
        said = run_and_kill(folder, next_number, work, source.uniform(0.0, 0.4))
        committed = max([committed, *said])
        with open_with_either(folder) as vault:
            with vault.engine.connect() as connection:
                rows = connection.execute(text("SELECT n, id, key, size, sha256 FROM line ORDER BY n")).all()
            assert [row.n for row in rows] == list(range(1, len(rows) + 1))
            assert committed <= len(rows) <= committed + 1
            documents = [StoredDocument(row.id, row.key, row.size, row.sha256) for row in rows if row.id]
            assert check_vault(vault, documents) == []
            # A kill between the key file and the database may be told; older entries must never be.
            assert not vault.may_lack_entries
            vault.acknowledge_warnings()
            sweep(vault, {document.id for document in documents}, grace_seconds=0)
            assert len(list(vault.documents.iterdir())) == len(documents)
            committed, next_number = len(rows), len(rows) + 1
    for entry in list_backups(tmp_path / "stick"):
        with open_with_either(entry.folder) as vault:
            assert check_vault(vault) == []


def run_and_kill(folder: Path, number: int, work: str, seconds: float) -> list[int]:
    """Lets the work go on for so long, and gives the numbers of the lines that it said were committed."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(folder), str(number), work], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    assert process.poll() is None, "it has ended by itself"
    process.kill()
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    return [int(line) for line in said.split("\n")[:-1]]
