# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program is killed in the middle of an act or of a migration: all of it has happened, or nothing.

Two rounds of each in the ordinary run; LAUFMAPPE_KILL_ROUNDS=500 for a hundred.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from laufmappe.casework.desk import Desk, open_desk
from laufmappe.casework.people import NewcomerDraft, list_people, take_in
from laufmappe.records import schema
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain
from laufmappe.records.journal import Operation
from laufmappe.vault import CHEAP_COST, check_vault, create_vault, open_vault

ROUNDS = max(2, int(os.environ.get("LAUFMAPPE_KILL_ROUNDS", "10")) // 5)

ACTS = """
import sys
from pathlib import Path
from laufmappe.casework.cases import case
from laufmappe.casework.desk import open_desk
from laufmappe.casework.people import NewcomerDraft, take_in
from laufmappe.casework.steps import complete_step

desk = open_desk(Path(sys.argv[1]), "passphrase", "Maria Beispiel")
print("ready", flush=True)
number = int(sys.argv[2])
while True:
    person = take_in(desk, NewcomerDraft(given_name=f"Person {number}"), "K2").subject_id
    complete_step(desk, case(desk, person).chain.steps[0].id)
    print(number, flush=True)
    number += 1
"""

MIGRATIONS = """
import sys
from pathlib import Path
from laufmappe.records import schema
from laufmappe.vault import open_vault

vault = open_vault(Path(sys.argv[1]), "passphrase")
print("ready", flush=True)
while True:
    schema.migrate(vault.engine, schema.HEAD)
    print(1, flush=True)
    schema.migrate(vault.engine, "base")
    print(0, flush=True)
"""


def run_and_kill(program: str, folder: Path, *arguments: str, seconds: float) -> list[int]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder), *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
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
def test_a_migration_that_is_killed_has_happened_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "tresor"
    with create_vault(folder, "passphrase", cost=CHEAP_COST)[0] as vault, vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE line (text TEXT) STRICT")
        connection.execute(text("INSERT INTO line VALUES ('bleibt')"))
    tables = {"person_search", *Base.metadata.tables}
    for _round in range(ROUNDS):
        run_and_kill(MIGRATIONS, folder, seconds=seconds())
        with open_vault(folder, "passphrase") as vault:
            stands = tables & set(inspect(vault.engine).get_table_names())
            assert stands == (tables if schema.version(vault.engine) == schema.HEAD else set())
            assert check_vault(vault) == []
            assert vault.warnings == []
            take_in(Desk(vault), NewcomerDraft(given_name="Amira"), "K1")
            assert schema.version(vault.engine) == schema.HEAD
            with vault.engine.connect() as connection:
                assert connection.execute(text("SELECT text FROM line")).scalars().all() == ["bleibt"]
