# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real program falls, in a process of its own: what was typed is there again, and the report names nobody."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from laufmappe.casework.desk import new_desk, open_desk
from laufmappe.casework.history import draft
from laufmappe.log import LOG_FILE
from laufmappe.vault import CHEAP_COST

PASSPHRASE = "sechs-zufaellige-woerter-reichen-immer-gut"
TYPED = "Tahmina"

DRIVER = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from laufmappe.cli.main import main
from laufmappe.ui.crash_dialog import CrashDialog
from laufmappe.ui.main_window import MainWindow
from laufmappe.ui.unlock.window import UnlockWindow
from laufmappe.ui.widgets import Button, Notice

vault, passphrase, typed, end = sys.argv[1:]
state = {"step": "start"}

def shown(kind):
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)

def fall():
    raise RuntimeError(typed)

def step():
    window = shown(UnlockWindow) or shown(MainWindow)
    if isinstance(window, UnlockWindow) and state["step"] == "start":
        for notice in window.findChildren(Notice):
            print("NOTICE", notice.sentence.text())
            notice.findChild(Button).click()
            dialog = window.findChild(CrashDialog)
            print(dialog.words.toPlainText())
            dialog.reject()
        if end == "look":
            window.close()
            return
        window.page().secret.setText(passphrase)
        window.page().button.click()
        state["step"] = "unlocking"
    elif isinstance(window, MainWindow) and state["step"] == "unlocking":
        window.go("intake")
        state["step"] = "typing"
    elif state["step"] == "typing" and window.page("intake")._ready:
        field = window.page("intake").form.fields["given_name"].field
        field.setText(typed)
        field.textEdited.emit(typed)
        state["step"] = "typed"
        if end == "raise":
            QTimer.singleShot(0, fall)
    elif state["step"] == "typed" and window.page("intake").saved.text():
        if end == "abort":
            os.abort()
        if end in ("SIGKILL", "SIGTERM"):
            os.kill(os.getpid(), getattr(signal, end))
            state["step"] = "told to end"
        elif window.toast.isVisible():
            print("TOLD", window.toast._words.text())
            window.toast._button.click()
            state["step"] = "reading"
    elif state["step"] == "reading":
        print(window.findChild(CrashDialog).words.toPlainText())
        window.findChild(CrashDialog).reject()
        window.close()

clock = QTimer()
def begin():
    clock.timeout.connect(step)
    clock.start(20)

import laufmappe.ui.app as program
of_program = program.end_when_told
def end_when_told(*given):
    of_program(*given)
    begin()
program.end_when_told = end_when_told
sys.exit(main(["window", vault]))
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    desk, _recovery_key = new_desk(tmp_path / "mitte", PASSPHRASE, "Maria Beispiel", "Mitte", cost=CHEAP_COST)
    desk.close()
    return tmp_path / "mitte"


def run(vault: Path, end: str) -> "subprocess.CompletedProcess[str]":
    state = {name: str(vault.parent / name.lower()) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    return subprocess.run(
        [sys.executable, "-c", DRIVER, str(vault), PASSPHRASE, TYPED, end],
        env={**os.environ, **state, "QT_QPA_PLATFORM": "offscreen", "LAUFMAPPE_LANGUAGE": "de"},
        capture_output=True,
        check=False,
        text=True,
        timeout=110,
    )


def kept(vault: Path) -> object:
    desk = open_desk(vault, PASSPHRASE)
    try:
        return (draft(desk, "intake") or {}).get("given_name")
    finally:
        desk.close()


def assert_names_nobody(report: str, vault: Path) -> None:
    assert "Fehlerbericht der Laufmappe" in report
    for word in (TYPED, str(vault), vault.name, str(Path.home()), "Maria", PASSPHRASE):
        assert word not in report, word


def test_a_fault_keeps_the_draft_and_shows_its_report(vault: Path) -> None:
    ran = run(vault, "raise")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "TOLD Ein Fehler im Programm: Das hat nicht geklappt." in ran.stdout
    assert "fault RuntimeError in slot" in ran.stdout
    assert_names_nobody(ran.stdout, vault)
    assert kept(vault) == TYPED


@pytest.mark.parametrize(("end", "words"), [("abort", "crash aborted"), ("SIGKILL", "crash killed")])
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_after_a_crash_the_draft_is_there_and_the_report_is_offered_once(vault: Path, end: str, words: str) -> None:
    ran = run(vault, end)
    assert ran.returncode == -(signal.SIGABRT if end == "abort" else signal.SIGKILL)
    assert TYPED not in ran.stderr
    assert kept(vault) == TYPED
    again = run(vault, "look")
    assert again.returncode == 0, again.stderr
    assert "NOTICE Die Laufmappe ist beim letzten Mal unerwartet beendet worden." in again.stdout
    assert words in again.stdout
    if end == "abort":
        assert "ui.app.run:" in again.stdout
    assert_names_nobody(again.stdout, vault)
    assert "NOTICE" not in run(vault, "look").stdout


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_logging_out_is_no_crash_and_keeps_the_draft(vault: Path) -> None:
    ran = run(vault, "SIGTERM")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert kept(vault) == TYPED
    assert "NOTICE" not in run(vault, "look").stdout


def test_why_qt_does_not_start_is_said(vault: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "laufmappe", str(vault)],
        env={**os.environ, "XDG_STATE_HOME": str(vault.parent / "state"), "QT_QPA_PLATFORM": "nonsense"},
        capture_output=True,
        check=False,
        text=True,
        timeout=110,
    )
    assert ran.returncode != 0
    assert "platform plugin" in ran.stderr
    assert "qt fatal" in (vault.parent / "state" / "laufmappe" / LOG_FILE).read_text(encoding="ascii")
