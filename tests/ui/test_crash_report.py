# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a fault can be read whole, saved and copied, and holds nothing about people, places or accounts."""

import getpass
import logging
import platform
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from laufmappe import __version__
from laufmappe.log import FAULTS, report
from laufmappe.ui.crash_dialog import CrashDialog
from laufmappe.ui.crash_report import REPORT_FILE, report_text
from laufmappe.ui.faults import FaultWatch
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog, LineEdit
from laufmappe.ui.widgets.notice import Toast

FAULT = "fault ValueError in slot: ui.intake.page._keep:240 < ui.app.run:12"
Shower = Callable[..., Any]
Settle = Callable[[Tasks], None]


def test_the_report_names_versions_kind_and_places(look: object) -> None:
    text = report_text(FAULT, ["2026-11-23T09:00:00Z INFO laufmappe.events ended"])
    for part in (__version__, platform.python_version(), "ValueError", "ui.intake.page._keep:240", "events ended"):
        assert part in text
    for word in (platform.node(), str(Path.home()), f"/{getpass.getuser()}"):
        assert len(word) < 3 or word not in text


@pytest.fixture
def dialog(show: Shower, tasks: Tasks) -> CrashDialog:
    host = show(QWidget(), 1120, 800)
    made = CrashDialog(host, tasks, report_text(FAULT, []))
    made.appear()
    return made


def test_it_is_read_before_it_is_saved(
    dialog: CrashDialog,
    tasks: Tasks,
    settle: Settle,
    tmp_path: Path,
    names_missing: Callable[[QWidget], list[str]],
    picture: Callable[[QWidget, str], None],
) -> None:
    assert dialog.words.isReadOnly()
    assert names_missing(dialog) == []
    dialog.save_to(str(tmp_path / REPORT_FILE))
    settle(tasks)
    assert (tmp_path / REPORT_FILE).read_text(encoding="utf-8") == dialog.words.toPlainText()
    assert dialog.said.text() == "Der Bericht ist gesichert."
    picture(dialog.window(), "Fehlerbericht")
    dialog.reject()


def test_a_place_that_can_not_be_written_gets_a_sentence(
    dialog: CrashDialog, tasks: Tasks, settle: Settle, tmp_path: Path
) -> None:
    dialog.save_to(str(tmp_path / "none" / REPORT_FILE))
    settle(tasks)
    assert "Datenträger" in dialog.said.text()
    dialog.reject()


def test_it_can_be_copied(dialog: CrashDialog) -> None:
    dialog.copier.click()
    assert QGuiApplication.clipboard().text() == dialog.words.toPlainText()
    dialog.reject()


def test_a_fault_in_an_open_form_leaves_the_form_as_it_was(show: Shower, tasks: Tasks) -> None:
    host = show(QWidget(), 1120, 800)
    toast = Toast(host)
    form = Dialog(host, "Anlaufstelle")
    field = LineEdit("Name")
    form.body.addWidget(field)
    form.set_buttons("Eintragen", form.accept)
    form.appear(focus=field)
    field.setText("Kleiderkammer")
    toast.offer("Ein Fehler.", "Bericht ansehen", lambda: CrashDialog(host, tasks, report_text(FAULT, [])).appear())
    assert toast.isEnabled()
    toast._button.click()
    shown = host.findChild(CrashDialog)
    assert isinstance(shown, CrashDialog)
    assert not field.isEnabled()
    shown.reject()
    assert field.isEnabled()
    assert field.text() == "Kleiderkammer"
    form.reject()


def expected(*errors: BaseException, watch: FaultWatch) -> None:
    """Reports faults that the test wants, past the watch on faults that nobody wants."""
    others = [handler for handler in FAULTS.handlers if handler is not watch._handler]
    for handler in others:
        FAULTS.removeHandler(handler)
    try:
        for error in errors:
            report(error, "slot")
    finally:
        for handler in others:
            FAULTS.addHandler(handler)


def test_a_fault_in_any_thread_is_heard_once_in_the_window(qtbot: QtBot) -> None:
    watch = FaultWatch()
    heard: list[tuple[str, int]] = []
    watch.noticed.connect(lambda fault: heard.append((fault, threading.get_ident())))
    faults = (ValueError("Amina"), ValueError("Amina"), KeyError("Amina"))
    thread = threading.Thread(target=lambda: expected(*faults, watch=watch))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert [fault for fault, _thread in heard] == ["fault ValueError in slot", "fault KeyError in slot"]
    assert {thread for _fault, thread in heard} == {threading.get_ident()}
    watch.close()
    logging.getLogger("laufmappe.events").info("ended")


def test_an_offer_stays_until_it_is_taken_and_is_no_undo(show: Shower) -> None:
    host = show(QWidget(), 1120, 800)
    toast = Toast(host)
    taken: list[str] = []
    toast.offer("Ein Fehler.", "Bericht ansehen", lambda: taken.append("report"))
    assert not toast.can_undo()
    assert not toast._timer.isActive()
    assert toast._button.text() == "Bericht ansehen (F4)"
    toast._key.activated.emit()
    toast._key.activated.emit()
    assert taken == ["report"]
    assert not toast.isVisible()
    toast.tell("Gelöscht.", lambda: taken.append("undo"))
    assert "Rückgängig" in toast._button.text()
    toast._button.click()
    assert taken == ["report", "undo"]
