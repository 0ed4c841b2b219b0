# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session at the window, run as a process of its own: `python window_session.py VAULT PASSPHRASE PERSON PDF`.

It unlocks, visits every page, searches, saves a folder, locks, and says so on standard output.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import list_people
from laufmappe.ui.app import App, vault_doors
from laufmappe.ui.folder import FolderDialog
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.places import places
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.unlock.last_vault import Remembered
from laufmappe.ui.unlock.unlock_page import UnlockPage


def until(condition: Callable[[], object]) -> None:
    """Lets the window work until something is so."""
    end = time.monotonic() + 40
    while not condition():
        assert time.monotonic() < end, "the window does not get there"
        QTest.qWait(20)


def session(vault: Path, passphrase: str, person: str, pdf: Path) -> None:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Laufmappe")
    look = Look(application)
    look.choose("light")
    desks: list[Desk] = []
    locked: list[str] = []

    def pages(desk: object, tasks: Tasks, window: MainWindow, app: App) -> object:
        assert isinstance(desk, Desk)
        desks.append(desk)
        return places(desk, tasks, window, app)

    app = App(application, look, Remembered(), vault_doors(), pages, locked.append)  # type: ignore[arg-type]  # a list
    page = app.start(vault).page()
    assert isinstance(page, UnlockPage)
    page.secret.setText(passphrase)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    until(lambda: isinstance(app.window, MainWindow))
    window, desk = app.window, desks[0]
    assert isinstance(window, MainWindow)
    (found,) = [row for row in list_people(desk) if row.name == person]
    for place in ("today", "services", "settings", "people"):
        window.go(place)
        QTest.qWait(150)
        window.grab()
    for field in window.page("people").findChildren(QLineEdit):
        if field.isVisible():
            QTest.keyClicks(field, person[:4])
    window.go("people", found.id)
    QTest.qWait(300)
    dialog = FolderDialog(window, desk, app.tasks, window, found.id, printers=list)
    dialog.appear()
    until(dialog.output.saving.save.isEnabled)
    QTimer.singleShot(0, dialog.save)
    until(lambda: dialog.findChildren(QFileDialog))
    dialog.findChildren(QFileDialog)[0].fileSelected.emit(str(pdf))
    until(pdf.exists)
    QTest.qWait(300)
    dialog.reject()
    app.lock()
    until(lambda: locked)
    sys.stdout.write("locked\n")
    app.end()


if __name__ == "__main__":
    session(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
