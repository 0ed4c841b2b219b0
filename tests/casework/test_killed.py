# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program is killed in the middle of an act or of a migration: all of it has happened, or nothing.

Two rounds of each in the ordinary run; LAUFMAPPE_KILL_ROUNDS=500 for a hundred.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.people.register import list_people
from laufmappe.records import schema
from laufmappe.records.chains import AgreedChain
from laufmappe.records.journal import Operation
from laufmappe.vault import CHEAP_COST, Vault, check_vault, create_vault, open_vault

FROZEN = Path(__file__).parents[1] / "formats" / "v1"
ROUNDS = max(2, int(os.environ.get("LAUFMAPPE_KILL_ROUNDS", "10")) // 5)

ACTS = """
import sys
from pathlib import Path
from laufmappe.casework.people.case import case
from laufmappe.casework.desk import open_desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.chains.steps import complete_step

desk = open_desk(Path(sys.argv[1]), "passphrase", "Maria Beispiel")
print("ready", flush=True)
number = int(sys.argv[2])
while True:
    person = take_in(desk, NewcomerDraft(given_name=f"Person {number}"), "K2").subject_id
    complete_step(desk, case(desk, person).chain.steps[0].id)
    print(number, flush=True)
    number += 1
"""

MIGRATION = """
import sys
from pathlib import Path
import alembic.command, alembic.config
from laufmappe.casework.desk import open_desk

print("ready", flush=True)
open_desk(Path(sys.argv[1]), sys.argv[2]).close()
print(1, flush=True)
"""


def run_and_kill(program: str, folder: Path, *arguments: str, seconds: float) -> list[int]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder), *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    assert process.poll() in (None, 0), "it has failed by itself"
    process.kill()
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    return [int(line) for line in said.split("\n")[:-1]]


def seconds() -> float:
    """When it is killed shall differ from run to run."""
    return random.SystemRandom().uniform(0.0, 0.6)


@pytest.mark.timeout(120 + 20 * ROUNDS)
def test_an_act_that_is_killed_has_happened_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, committed = tmp_path / "tresor", 0
    Desk(create_vault(folder, "passphrase", cost=CHEAP_COST)[0]).close()
    for _round in range(ROUNDS):
        said = run_and_kill(ACTS, folder, str(committed + 1), seconds=seconds())
        desk = open_desk(folder, "passphrase")
        try:
            people = list_people(desk, limit=100_000)
            assert max([committed, *said]) <= len(people) <= max([committed, *said]) + 1
            assert {row.name for row in people} == {f"Person {n + 1}" for n in range(len(people))}
            assert len(list_people(desk, "person", limit=100_000)) == len(people)
            with desk.read() as session:
                chains = session.scalars(select(AgreedChain)).all()
                acts = [(o.newcomer_id, o.verb) for o in session.scalars(select(Operation)) if o.changes]
            assert len(chains) == len(people)
            # Every person has the act that took them in; only the last may lack the act that followed.
            assert len([verb for _who, verb in acts if verb == "take_in"]) == len(people)
            assert len(acts) >= 2 * len(people) - _round - 1
            assert check_vault(desk.vault) == []
            assert desk.vault.warnings == []
            committed = len(people)
        finally:
            desk.close()


@pytest.mark.timeout(120 + 20 * ROUNDS)
def test_a_migration_of_peoples_records_that_is_killed_has_happened_whole_or_not_at_all(tmp_path: Path) -> None:
    """Each round begins with the vault of the first version as it was frozen, people and all."""
    opens = json.loads((FROZEN / "secrets.json").read_text(encoding="utf-8"))["passphrases"][0]
    ends = dict.fromkeys(("before", "in the middle", "after"), 0)
    for number in range(ROUNDS):
        folder = shutil.copytree(FROZEN / "vault", tmp_path / f"v{number}")
        (folder / "documents").mkdir(exist_ok=True)
        with open_vault(folder, opens) as vault:
            first, before = schema.version(vault.engine), rows(vault)
        run_and_kill(MIGRATION, folder, opens, seconds=random.SystemRandom().uniform(0.05, 0.45))
        journal = folder / "record.db-journal"
        in_the_middle = journal.exists() and journal.stat().st_size > 0
        with open_vault(folder, opens) as vault:
            stands, after = schema.version(vault.engine), rows(vault)
            ends["in the middle" if in_the_middle else "before" if stands == first else "after"] += 1
            assert stands in (first, schema.HEAD)
            if stands == first:
                assert after == before
            assert check_vault(vault) == []
            assert vault.warnings == []
        desk = open_desk(folder, opens)
        try:
            assert schema.version(desk.vault.engine) == schema.HEAD
            now = rows(desk.vault)
            for table, old in before.items():
                # A migration may add columns and tables; what stood there stands there.
                kept = [{name: row[name] for name in old[0]} for row in now[table]] if old else now[table]
                assert sorted(kept, key=repr) == old, table
            assert check_vault(desk.vault) == []
        finally:
            desk.close()
        shutil.rmtree(folder)
    sys.stdout.write(f"{ROUNDS} migrations were killed: {ends}\n")


def rows(vault: Vault) -> dict[str, list[dict[str, Any]]]:
    """Everything but the vault's own table, the version of the tables and the inside of the search."""
    with vault.engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if not name.startswith("person_search")]
        return {
            name: sorted(map(dict, connection.execute(text(f"SELECT * FROM {name}")).mappings()), key=repr)  # noqa: S608
            for name in names
            if name not in ("vault_seal", "alembic_version")
        }
