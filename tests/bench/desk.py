# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures how fast the desk answers while somebody types, with many people in the vault, and what the window needs.

Run by hand; nothing here asserts a speed:

    .venv/bin/python tests/bench/desk.py --people 10000 100000 [--vaults FOLDER]

Every list and search is asked for as the window does, letter by letter; the table says the median and the slowest letter.
The window runs in a process of its own: how long its thread works at a stretch when a case is opened, its memory, how long its thread was deaf while the search was typed into, and how
much of that was its own work (on a busy machine it waits for a processor).
`--vaults` keeps the vaults of the demo's people there (`perf10000` …) for the next time; building 100,000 takes minutes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.casework.finding import find_anything
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, count_people, list_people
from laufmappe.casework.people.similar import similar_people
from laufmappe.casework.referrals.finder import Wanted, listed_services, match_services
from laufmappe.casework.today.overview import today_items
from laufmappe.casework.today.stock import appointments_today, stock
from laufmappe.vault import CHEAP_COST, create_vault, open_vault

if TYPE_CHECKING:
    from laufmappe.ui.main_window import MainWindow

DAY = date(2026, 11, 23)
PASSPHRASE = "zebra-leuchtturm-mandarine"  # a vault of invented people
WHO = "Maria Beispiel"
SHOWN = 20
"""So many people are opened in the window."""
PAGE = 200
"""So many people does the list read at once."""
WORDS = {
    "a name": "mohammed haddad",
    "a name with a slip": "muhamad hadad",
    "a name misspelt": "hagdad",
    "Arabic": "محمد",
    "Cyrillic": "Олена Шев",
    "nobody": "xqzzyk",
    "family name first": "haddad amira",
}
SAID = ("beratung", "pflege", "anerkennung", "mohammed")


def the_desk(people: int, vaults: Path) -> Desk:
    """A desk with so many people; the vault is made when it is not there."""
    folder = vaults / f"perf{people}"
    if not folder.exists():
        vault, _key = create_vault(folder, PASSPHRASE, cost=CHEAP_COST)
        desk = Desk(vault, WHO, today=lambda: DAY)
        build_demo(desk, people=people)
        desk.close()
    return Desk(open_vault(folder, PASSPHRASE), WHO, today=lambda: DAY)


def once(act: Callable[[], object]) -> float:
    """Milliseconds of the processor for one call, the best of three: a busy machine moves them less than a clock."""
    times = []
    for _round in range(3):
        begun = time.thread_time()
        act()
        times.append((time.thread_time() - begun) * 1000)
    return min(times)


def letters(text: str) -> Iterable[str]:
    """A text as it grows while it is typed."""
    return (text[: n + 1] for n in range(len(text)))


def typed(texts: Iterable[str], ask: Callable[[str], object]) -> list[float]:
    """What each letter of these texts costs."""
    return [once(lambda so_far=so_far: ask(so_far)) for text in texts for so_far in letters(text)]  # type: ignore[misc]  # bound


def measure(people: int, vaults: Path) -> None:
    """Prints the table for a vault of so many people."""
    desk = the_desk(people, vaults)
    rows: list[tuple[str, list[float]]] = [("people, the whole list", [once(lambda: list_people(desk, limit=PAGE))])]

    def look(search: str) -> object:
        return found if len(found := list_people(desk, search, PAGE)) < PAGE else (found, count_people(desk, search))

    rows += [(f"people, {name}", typed([text], look)) for name, text in WORDS.items()]
    ids = [row.id for row in list_people(desk, limit=40)]
    rows.append(("Strg+K", typed(SAID, lambda text: find_anything(desk, text, ids[0]))))
    draft = NewcomerDraft(given_name="Mohammed", family_name="Hadad", birth_date="1990")
    rows.append(("similar people", [once(lambda: similar_people(desk, draft))]))
    services = listed_services(desk)
    rows.append(("services, read", [once(lambda: listed_services(desk))]))
    rows.append(("services, filtered", typed(SAID[:3], lambda text: match_services(services, Wanted(text), DAY))))
    rows.append(("a case opens", [once(lambda i=i: case(desk, i)) for i in ids]))  # type: ignore[misc]  # bound
    rows.append(("Heute", [once(lambda: (today_items(desk), stock(desk), appointments_today(desk)))]))
    desk.close()
    said = sys.stdout.write
    said(f"\n{people:,} people, load {os.getloadavg()[0]:.1f}\n" if hasattr(os, "getloadavg") else f"\n{people:,}\n")
    for name, times in rows:
        said(f"  {name:28s} median {statistics.median(times):7.1f}  slowest {max(times):7.1f} ms\n")
    told = json.loads(
        subprocess.run(
            [sys.executable, __file__, "--window", str(vaults / f"perf{people}"), *ids[:SHOWN]],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "LAUFMAPPE_LANGUAGE": "de"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()[-1]
    )
    said(f"  window: {told['idle']} MB at rest, {told['worked']} MB after the search, ")
    said(f"deaf for {told['deaf']:.0f} ms at most while typing, {told['own']:.0f} ms of them its own work at most\n")
    first, later = told["opened"][0], told["opened"][1:]
    said(f"  opening a case works {first:.0f} ms at a stretch the first time, later {statistics.median(later):.0f} ms ")
    said(f"in the median and {max(later):.0f} ms at most\n")


def memory() -> int:
    """Megabytes of this process in memory now (Linux; elsewhere 0)."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def window(vault: Path, ids: Sequence[str]) -> None:
    """Opens the real window on a vault, opens these people, types into the search, and prints what that took as JSON."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    from laufmappe.ui.app import App, vault_doors
    from laufmappe.ui.look import Look
    from laufmappe.ui.main_window import MainWindow
    from laufmappe.ui.places import places
    from laufmappe.ui.tasks import Tasks
    from laufmappe.ui.unlock.last_vault import Remembered

    running = QApplication(sys.argv[:1])
    look = Look(running)
    look.choose("light")

    def pages(desk: object, tasks: Tasks, frame: MainWindow, app: App) -> object:
        assert isinstance(desk, Desk)
        return places(desk, tasks, frame, app)

    app = App(running, look, Remembered(), vault_doors(), pages, print)  # type: ignore[arg-type]  # `places` for a Desk
    app.start(vault)
    (secret,) = [field for field in app.window.findChildren(QLineEdit) if field.isVisible()]  # type: ignore[union-attr]  # started
    secret.setText(PASSPHRASE)
    secret.returnPressed.emit()
    while not isinstance(app.window, MainWindow) or app.tasks.is_busy():
        QTest.qWait(20)
    QTest.qWait(2500)  # somebody reads Heute
    pulse = Pulse()
    opened = open_people(app.window, ids, pulse)
    idle = memory()
    (search,) = [f for f in app.window.page("people").findChildren(QLineEdit) if f.isVisible()]
    search.setFocus()
    pulse.begin()
    for text in (*WORDS.values(), ""):
        for so_far in letters(text) if text else ("",):
            search.setText(so_far)
            QTest.qWait(60)
        QTest.qWait(400)
    deaf, own = pulse.longest()
    told = {"idle": idle, "worked": memory(), "deaf": deaf, "own": own, "opened": opened}
    print(json.dumps(told))  # noqa: T201  # for the process above
    app.end()


def open_people(window: "MainWindow", ids: Sequence[str], pulse: "Pulse") -> list[float]:
    """The longest piece of own work of the window's thread for each of these people that is opened, in ms."""
    from PySide6.QtTest import QTest

    opened = []
    for person in ids:
        pulse.begin()
        window.go("people", person)
        QTest.qWait(500)
        opened.append(pulse.longest()[1])
    return opened


class Pulse:
    """Beats as fast as the window's thread lets it: how long that was deaf at most, and how much of it worked itself.

    Only the longest pause is kept: a list of a million beats would be the memory that is measured.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._heart = QTimer()
        self._heart.timeout.connect(self._beat)
        self.begin()
        self._heart.start(0)

    def begin(self) -> None:
        """Forgets what was."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._deaf = self._own = 0.0

    def longest(self) -> tuple[float, float]:
        """The longest pause since `begin`, and the longest piece of own work, in ms."""
        return self._deaf * 1000, self._own * 1000

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self._deaf, self._own = max(self._deaf, now - self._last), max(self._own, worked - self._worked)
        self._last, self._worked = now, worked


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, nargs="+", default=[10_000])
    parser.add_argument("--vaults", type=Path)
    parser.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("ids", nargs="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.window:
        window(chosen.window, chosen.ids)
        return
    with tempfile.TemporaryDirectory() as fresh:
        for people in chosen.people:
            measure(people, chosen.vaults or Path(fresh))


if __name__ == "__main__":
    main()
