# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the window stays alive while a case with 20 MB of documents goes out and comes in: `python tests/bench/handover_window.py`.

Prints how long each takes, and the longest time in which the window could not have answered a key.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release
from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.people.case import case
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView
from laufmappe.handover.exchange import import_card, own_card
from laufmappe.ui.handover.receive_dialog import ReceiveDialog
from laufmappe.ui.handover.send_dialog import SendDialog
from laufmappe.ui.look import Look
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.tasks import Tasks
from laufmappe.vault import CHEAP_COST, create_vault

DOCUMENTS, EACH = 5, 4 * 1024 * 1024
BEAT = 2
"""Milliseconds between two looks at the clock."""


class Quiet:
    """A window that nobody reads."""

    def go(self, place: str, target: object = None) -> None: ...

    def tell(self, sentence: str, undo: object = None) -> None: ...

    def announce(self, change: object) -> None: ...

    def count(self, place: str, number: int) -> None: ...


class Pulse:
    """How long the window was away at most since `begin`."""

    def __init__(self) -> None:
        self._clock, self._timer = QElapsedTimer(), QTimer()
        self._timer.setTimerType(self._timer.timerType().PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.longest = 0.0

    def begin(self) -> None:
        self.longest = 0.0
        self._clock.start()
        self._timer.start(BEAT)

    def _beat(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def measured(app: QApplication, pulse: Pulse, what: str, begin: Callable[[], Any], ended: Callable[[], bool]) -> None:
    """Begins something, lets the window live until it has ended, and prints how that was."""
    pulse.begin()
    started = time.perf_counter()
    begin()
    while not ended():
        app.processEvents()
        time.sleep(0.0005)
    took = time.perf_counter() - started
    sys.stdout.write(f"{what:<32} {took:6.2f} s   longest gap {pulse.longest:6.1f} ms\n")


def main() -> None:
    """Two services in this process, one window for both."""
    application = QApplication([])
    Look(application)
    today, folder, pulse, tasks = date(2026, 11, 23), Path(tempfile.mkdtemp()), Pulse(), Tasks()
    here = Desk(create_vault(folder / "a", "passphrase", cost=CHEAP_COST)[0], "Maria", today=lambda: today)
    there = Desk(create_vault(folder / "b", "passphrase", cost=CHEAP_COST)[0], "Jonas", today=lambda: today)
    person = build_demo(here)
    set_centre(there, CentreView(name="Jobcenter Nord", counsellor="Jonas"))
    service = add_service(here, ServiceDraft("Jobcenter Nord")).subject_id
    import_card(here, own_card(there).to_file(), verified=True)
    import_card(there, own_card(here).to_file(), verified=True)
    grant_release(here, person, ReleaseDraft(service, parts=("person", "chain", "documents"), signed_on=today))
    for number in range(DOCUMENTS):
        (folder / f"{number}.pdf").write_bytes(b"%PDF-1.7 " + os.urandom(EACH))
        attach_document(here, person, folder / f"{number}.pdf")
    window = QWidget()
    window.resize(1280, 720)
    window.show()
    acts, other = Acts(here, tasks, Quiet(), window), Acts(there, tasks, Quiet(), window)
    acts.newcomer_id = person
    dialog = SendDialog(window, acts, case(here, person))
    measured(application, pulse, "open the dialog", dialog.appear, lambda: not tasks.is_busy())

    def choose() -> None:
        dialog.picker.choose(service)
        dialog.picker.changed.emit()

    measured(application, pulse, "look what would go", choose, lambda: not tasks.is_busy())
    path = folder / "p.laufmappe"
    measured(application, pulse, "seal and write 20 MB", lambda: dialog.save_to(str(path)), lambda: dialog._sent)
    sys.stdout.write(f"{'size of the parcel':<32} {path.stat().st_size / 1e6:6.1f} MB\n")
    dialog.done(0)
    received = ReceiveDialog(window, other)
    received.appear()
    measured(
        application,
        pulse,
        "open and look into it",
        lambda: received.open_path(path),
        lambda: received.opened is not None,
    )
    measured(application, pulse, "take it in", received.take_in, lambda: received._has_taken and not tasks.is_busy())
    tasks.close()
    here.close()
    there.close()


if __name__ == "__main__":
    main()
