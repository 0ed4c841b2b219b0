# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A week of work at the real window, by keyboard and pointer: Monday to Friday with invented people.

    .venv/bin/python packaging/week_of_work.py [--people 60] [--days 5] [--pictures FOLDER]

Everything goes through the window; casework is asked only at the end, whether the record holds what was typed, whether
the history knows every act, and whether the vault is whole. On a screen where there is one (DISPLAY), else offscreen.
Exits with 1 when something is missing, 0 when all is well.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

if __name__ == "__main__":
    os.environ["LAUFMAPPE_LANGUAGE"] = "de"
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from week_acts import Counsellor
from week_people import Neighbour, neighbours
from window_hand import Hand

from laufmappe.casework.desk import Desk, new_desk, open_desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.documents import documents
from laufmappe.casework.people.case import case
from laufmappe.cli.main import main as command_line
from laufmappe.ui.app import App, OpenDesk, vault_doors
from laufmappe.ui.faults import install_hook
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.places import places
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.vault import CHEAP_COST

MONDAY = date(2026, 11, 23)
PASSPHRASE = "zebra-leuchtturm-mandarine-kreide"  # noqa: S105  # a vault of invented people that lives an hour
SIZES = (QSize(1280, 720), QSize(1360, 840))


class Faults(logging.Handler):
    """What the window wrote to the log of faults."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        sys.stderr.write(f"{self.lines[-1]}\n")


class Office:
    """The program from Monday morning on: locking it starts it anew, the vault goes on."""

    def __init__(self, application: QApplication, vault: Path, pictures: Path | None) -> None:
        self._application = application
        self._vault = vault
        self._pictures = pictures
        self._shot: set[str] = set()
        self.day = MONDAY
        self.look = Look(application)
        self.look.choose("light")
        self.locks = 0
        self.desk: Desk | None = None
        self.app = self._start("")

    def _start(self, notice: str) -> App:
        doors = replace(vault_doors(), unlock=self._unlock)
        app = App(self._application, self.look, Remembered(), doors, self._places, self._again)
        app.start(self._vault, notice)
        return app

    def _unlock(self, folder: Path, secret: str) -> object:
        desk = open_desk(folder, secret)
        desk.today = lambda: self.day
        self.desk = desk
        return desk

    def _places(self, desk: OpenDesk, tasks: Tasks, window: MainWindow, app: App) -> list[Place]:
        assert isinstance(desk, Desk)
        return list(places(desk, tasks, window, app))

    def _again(self, notice: str) -> None:
        self.locks += 1
        before = self.app
        self.app = self._start(notice)
        before.tasks.close()
        if before.window is not None:
            before.window.hide()
            before.window.deleteLater()
        before.deleteLater()

    def window(self) -> QWidget:
        assert self.app.window is not None
        return self.app.window

    def main(self) -> MainWindow:
        window = self.window()
        assert isinstance(window, MainWindow)
        return window

    def tell(self, sentence: str) -> None:
        self.app.tell(sentence)

    def tasks(self) -> Tasks:
        return self.app.tasks

    def shoot(self, name: str, rest: Callable[[], object]) -> None:
        """Keeps a picture of the window in every size and colour, once for each name."""
        if self._pictures is None or name in self._shot:
            return
        self._shot.add(name)
        window = self.window()
        before = window.size()
        for size in SIZES:
            window.resize(size)
            for theme in ("light", "dark"):
                self.look.choose(theme)
                rest()
                rest()
                file = f"{name}-{size.width()}-{theme}.png".replace("/", "-").replace(" ", "_")
                window.grab().save(str(self._pictures / file))
        self.look.choose("light")
        window.resize(before)
        rest()

    def end(self) -> None:
        self.app.end()
        if self.app.window is not None:
            self.app.window.hide()
            self.app.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def check(vault: Path, people: list[Neighbour], secret: Path) -> list[str]:
    """What is wrong with the record after the week: words that are missing, acts that the history does not know."""
    wrong = []
    desk = open_desk(vault, PASSPHRASE)
    try:
        for person in people:
            if not person.id:
                wrong.append(f"{person.number}: not in the vault")
                continue
            view = case(desk, person.id)
            held = repr(view) + repr(documents(desk, person.id))
            told = Counter(line.verb for line in history(desk, person.id, 500))
            wrong += [
                f"{person.number}: {words!r} is missing" for words in person.words if repr(words)[1:-1] not in held
            ]
            wrong += [f"{person.number}: {words!r} is still there" for words in person.gone if words in held]
            wrong += [
                f"{person.number}: {verb} {told[verb]} times in the history, not {count}"
                for verb, count in person.verbs.items()
                if told[verb] < count
            ]
    finally:
        desk.close()
    if command_line(["check", str(vault), "--passphrase-file", str(secret)]) != 0:
        wrong.append("laufmappe check finds faults")
    return wrong


def week(folder: Path, count: int, days: int, pictures: Path | None) -> int:
    """Works the week in a new vault below `folder`. Returns 0 when all is well."""
    faults = Faults()
    logging.getLogger("laufmappe.faults").addHandler(faults)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    running = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(running, QApplication)
    running.setApplicationName("Laufmappe")
    vault, secret = folder / "tresor", folder / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    new_desk(vault, PASSPHRASE, "Maria Beispiel", "Beratungsstelle Musterstadt", cost=CHEAP_COST)[0].close()
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    office = Office(running, vault, pictures)
    install_hook()
    hand = Hand(office.window, office.tasks)
    people = neighbours(count)
    counsellor = Counsellor(office, hand, folder, PASSPHRASE)
    begun = time.monotonic()
    try:
        for number in range(days):
            office.day = MONDAY + timedelta(days=number)
            today = people[number * count // days : (number + 1) * count // days]
            counsellor.work_a_day(today, people[: number * count // days], number)
        office.end()
    finally:
        sys.excepthook = sys.__excepthook__
    wrong = [*counsellor.wrong, *check(vault, people, secret), *(f"fault: {line}" for line in faults.lines)]
    report(counsellor, hand, time.monotonic() - begun, office.locks)
    for line in wrong:
        sys.stdout.write(f"WRONG {line}\n")
    logging.getLogger("laufmappe.faults").removeHandler(faults)
    return 1 if wrong else 0


def report(counsellor: Counsellor, hand: Hand, seconds: float, locks: int) -> None:
    """Says how much was done, and what was slow."""
    clock, said = hand.clock, sys.stdout.write
    said(
        f"{counsellor.done.total()} acts, {clock.keys} keys, {clock.clicks} clicks, {locks} locks in {seconds:.0f} s\n"
    )
    said("  " + ", ".join(f"{name} {count}" for name, count in counsellor.done.most_common()) + "\n")
    times = sorted(seconds for seconds, _doing in clock.reactions)
    if times:
        said(f"from key to rest: median {times[len(times) // 2] * 1000:.0f} ms, ")
        said(f"19 of 20 below {times[len(times) * 19 // 20] * 1000:.0f} ms\n")
    for title, measured in (("slowest", clock.reactions), ("window deaf longest", clock.deaf)):
        seen: dict[str, float] = {}
        for spent, doing in measured:
            seen[doing] = max(seen.get(doing, 0), spent)
        worst = sorted(seen.items(), key=lambda each: -each[1])[:8]
        said(f"{title}: " + ", ".join(f"{doing} {spent * 1000:.0f} ms" for doing, spent in worst) + "\n")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--pictures", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        return week(Path(folder), chosen.people, chosen.days, chosen.pictures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
