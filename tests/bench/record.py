# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What encryption costs: `.venv/bin/python tests/bench/record.py [--people 10000 100000] [--folder PLACE]`.

The acts of a counsellor's day through the program's own functions, on a vault and on the same record in plain SQLite
(the same build of it without a key, the same pragmas), and a list and a search where each field is encrypted by itself. *Warm* is a desk
that is at work; *cold* a new connection whose pages the system has forgotten. Prints a Markdown table: medians in
milliseconds, and the factor twice, of the time that passed and of the processor's time, which a busy machine moves less. The
vaults of invented people are built once in PLACE (a temporary folder otherwise); on /dev/shm there is no disk to wait for, and
*cold* shows the price of decryption alone.
"""

import argparse
import os
import random
import resource
import secrets
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from laufmappe.casework.chains.steps import set_step_state
from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import list_people
from laufmappe.casework.today.overview import today_items
from laufmappe.records.chains import Step
from laufmappe.records.newcomers import Newcomer
from laufmappe.vault import CHEAP_COST, DEFAULT_COST, Vault, create_vault, keyfile, keys, open_vault
from laufmappe.vault.database import CACHE_KIB

PASSPHRASE = "passphrase of a benchmark"
WARM, COLD = 30, 7
RECORD = "record.db"

Timed = Callable[[Desk, int], object]
Round = tuple[float, float]
"""Seconds that passed, and seconds of the processor."""


class PlainVault:
    """A record without encryption, where `Desk` expects a vault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def engine(self) -> Engine:
        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=self.connect,
            poolclass=QueuePool,
            pool_size=3,
            max_overflow=5,
        )

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            wanted = connection.get_execution_options().get("laufmappe_begin")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if wanted else "BEGIN")

        return engine

    @property
    def writer(self) -> Engine:
        return self.engine.execution_options(laufmappe_begin="IMMEDIATE")

    def connect(self) -> dbapi2.Connection:
        connection = dbapi2.connect(self.folder / RECORD, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA busy_timeout = 3000")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return connection

    def close(self) -> None:
        self.engine.dispose()


@dataclass(frozen=True)
class Act:
    """One thing that a counsellor does; `run` gets the desk and a different number each time."""

    name: str
    run: Timed


@dataclass(frozen=True)
class Sample:
    """What the acts are done on: ids of people and of steps, drawn once."""

    people: list[str]
    steps: list[str]
    beginnings: tuple[str, ...] = ("mus", "al", "ha", "ber", "sch", "ö")

    def acts(self) -> list[Act]:
        return [
            Act("Liste, 50 Personen", lambda desk, n: list_people(desk, limit=50, offset=200 * (n % 5))),
            Act("Suche, drei Buchstaben", lambda desk, n: list_people(desk, self._beginning(n), limit=50)),
            Act("Fall öffnen", lambda desk, n: case(desk, self.people[n % len(self.people)])),
            Act("Heute", lambda desk, _n: today_items(desk)),
            Act("Schritt erledigt (schreiben)", self._write),
            Act("Auswertung über alle Schritte", _aggregate),
        ]

    def _beginning(self, number: int) -> str:
        return self.beginnings[number % len(self.beginnings)]

    def _write(self, desk: Desk, number: int) -> None:
        reason = f"Grund {number} {secrets.token_hex(4)}"
        set_step_state(desk, self.steps[number % len(self.steps)], "waiting", reason=reason)


def _aggregate(desk: Desk, _number: int) -> list[Any]:
    with desk.read() as session:
        waiting = func.avg(func.julianday(Step.done_on) - func.julianday(Step.state_since))
        return list(
            session.execute(
                select(Step.template_step, Step.state, func.count(), waiting).group_by(Step.template_step, Step.state)
            )
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laufmappe-bench-") as temporary:
        for people in wanted.people:
            folder = (wanted.folder or Path(temporary)) / str(people)
            _build(folder, people)
            _say(f"\n### {people} Personen\n")
            for line in _measured(folder):
                _say(line)
    _say("\n### Öffnen mit Passphrase\n")
    for line in _unlocking():
        _say(line)


def _build(folder: Path, people: int) -> None:
    done = folder / "complete"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        desk = Desk(create_vault(folder / "tresor", PASSPHRASE, cost=CHEAP_COST)[0], "Maria Beispiel")
        build_demo(desk, people=people)
        desk.close()
        with open_vault(folder / "tresor", PASSPHRASE) as vault, closing(vault.connect()) as source:
            # The copy is in one piece: so is the vault, or the disk is what is compared.
            source.execute("VACUUM")
        done.touch()
    (folder / RECORD).unlink(missing_ok=True)
    with open_vault(folder / "tresor", PASSPHRASE) as vault, closing(vault.connect()) as source:
        source.execute("ATTACH ? AS plain KEY ''", (str(folder / RECORD),))
        source.execute("SELECT sqlcipher_export('plain')").fetchall()


def _measured(folder: Path) -> Iterator[str]:
    vault = open_vault(folder / "tresor", PASSPHRASE)
    plain = PlainVault(folder)
    both = (Desk(vault, "Maria Beispiel"), Desk(cast(Vault, plain), "Maria Beispiel"))
    size, plain_size = (path.stat().st_size / 1e6 for path in (folder / "tresor" / RECORD, folder / RECORD))
    sample = _sample(both[0])
    yield "| Vorgang | Tresor warm (ms) | Klartext warm | Faktor | Prozessor | Tresor kalt (ms) | Klartext kalt | Faktor | Prozessor |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    opening: Timed = lambda desk, _number: _open_anew(desk)  # noqa: E731  # a value like the acts
    yield _row(
        "Öffnen bis zur Liste, ohne Passphrase",
        _in_turns(both, opening, WARM),
        _in_turns(both, opening, COLD, cold=True),
    )
    for act in sample.acts():
        _in_turns(both, act.run, 1)
        yield _row(act.name, _in_turns(both, act.run, WARM), _in_turns(both, act.run, COLD, cold=True))
    yield from _field_by_field(both[0])
    yield ""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"Größe: Tresor {size:.0f} MB, Klartext {plain_size:.0f} MB. Speicher dieses Laufs am höchsten Punkt: {memory:.0f} MB."
    for desk in both:
        desk.close()


def _open_anew(desk: Desk) -> None:
    desk.vault.engine.dispose()
    list_people(desk, limit=50)


def _in_turns(desks: tuple[Desk, Desk], run: Timed, rounds: int, *, cold: bool = False) -> list[list[Round]]:
    """The times of each round for both desks, taken in turns, so that a busy machine slows both."""
    times: list[list[Round]] = [[], []]
    for number in range(rounds):
        for desk, found in zip(desks, times, strict=True):
            if cold:
                _forget_pages(desk)
            began = time.process_time()
            passed = _seconds(run, desk, number)
            found.append((passed, time.process_time() - began))
    return times


def _forget_pages(desk: Desk) -> None:
    desk.vault.engine.dispose()
    with (desk.vault.folder / RECORD).open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sample(desk: Desk) -> Sample:
    drawn = random.Random(1)  # noqa: S311  # the same people in every run
    with desk.read() as session:
        people = list(session.scalars(select(Newcomer.id).order_by(Newcomer.number)))
        steps = list(
            session.scalars(select(Step.id).where(Step.state == "open", Step.dropped_on.is_(None)).limit(5000))
        )
    return Sample(drawn.sample(people, min(200, len(people))), drawn.sample(steps, min(200, len(steps))))


def _field_by_field(desk: Desk) -> Iterator[str]:
    """The same list and search where a table of plain SQLite holds each field encrypted by itself."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(bytes(32))
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, given BLOB, family BLOB, native BLOB, due BLOB)")
    with desk.read() as session:
        columns = (Newcomer.given_name, Newcomer.family_name, Newcomer.native_name, Newcomer.next_due)
        for row in session.execute(select(*columns)):
            boxed = [(nonce := secrets.token_bytes(12)) + cipher.encrypt(nonce, str(x).encode(), None) for x in row]
            database.execute("INSERT INTO person (given, family, native, due) VALUES (?, ?, ?, ?)", boxed)

    def people() -> list[tuple[str, ...]]:
        rows = database.execute("SELECT given, family, native, due FROM person")
        return [tuple(cipher.decrypt(x[:12], x[12:], None).decode() for x in row) for row in rows]

    def listing() -> object:
        return sorted(people(), key=lambda row: (row[1].casefold(), row[0].casefold()))[:50]

    def searching() -> object:
        return [row for row in people() if any(name.casefold().startswith("mus") for name in row[:3])][:50]

    for name, run, ours in (
        ("Liste, 50 Personen", listing, lambda: list_people(desk, limit=50)),
        ("Suche, drei Buchstaben", searching, lambda: list_people(desk, "mus", limit=50)),
    ):
        theirs, mine = (
            _median([_seconds(run) for _round in range(3)]),
            _median([_seconds(ours) for _round in range(9)]),
        )
        yield f"| {name}, je Feld verschlüsselt | {theirs * 1000:.1f} | | {theirs / mine:.0f} × Tresor | | | | | |"


def _unlocking() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="laufmappe-bench-") as place:
        folder = Path(place) / "tresor"
        Desk(create_vault(folder, "sieben-zufällige-wörter-für-einen-versuch", cost=DEFAULT_COST)[0]).close()
        header = keyfile.read(folder)
        secret = "sieben-zufällige-wörter-für-einen-versuch"
        derive = [_seconds(keys.find_slot, header, secret) for _round in range(5)]

        def whole() -> None:
            desk = Desk(open_vault(folder, secret))
            list_people(desk, limit=50)
            desk.vault.engine.dispose()
            desk.close()

        total = [_seconds(whole) for _round in range(5)]
    rest = _median(total) - _median(derive)
    cost = f"{DEFAULT_COST.memory_kib // 1024} MiB, {DEFAULT_COST.iterations} Durchgänge"
    yield "| | ms |"
    yield "|---|--:|"
    yield f"| Schlüssel ableiten (Argon2id, {cost}) | {_median(derive) * 1000:.0f} |"
    yield f"| alles andere, vom Sperren bis zur Liste und Schließen | {rest * 1000:.0f} |"


def _row(name: str, *both: list[list[Round]]) -> str:
    cells = [name]
    for vault, plain in both:
        (passed, ours), (plain_passed, theirs) = (
            [_median(list(times)) * 1000 for times in zip(*rounds, strict=True)] for rounds in (vault, plain)
        )
        cells += [f"{passed:.2f}", f"{plain_passed:.2f}", f"{passed / plain_passed:.2f}", f"{ours / theirs:.2f}"]
    return f"| {' | '.join(cells)} |"


def _seconds(run: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    run(*arguments)
    return time.perf_counter() - began


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _median(times: list[float]) -> float:
    return statistics.median(times)


if __name__ == "__main__":
    main()
