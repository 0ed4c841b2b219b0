# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""After locking, nothing of the record is left in the memory of the program: looked for, byte by byte, by another process."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.vault import CHEAP_COST, create_vault

PASSPHRASE = "zwiebelturm-otterfell-segelohr"
NAME = "Quellmoosbacher"
PROGRAM = """
import os, select, sys
from pathlib import Path
from PySide6.QtCore import QTimer
import laufmappe.ui.app as program
from laufmappe.ui.main_window import MainWindow

locked = program.LOCKED in os.environ
start = program.App.start

def tell(word):
    print(word, flush=True)

def begin(app, vault, notice=""):
    window = start(app, vault, notice)
    if locked:
        QTimer.singleShot(300, window, lambda: tell("LOCKED"))
        return window
    page = window.page()
    page.secret.setText(sys.stdin.readline().strip())
    QTimer.singleShot(0, window, page.button.click)
    timer = QTimer(app)
    timer.timeout.connect(lambda: look(app))
    timer.start(50)
    return window

shown = []

def look(app):
    if not isinstance(app.window, MainWindow):
        return
    if not shown:
        app.window.go("people", os.environ["PERSON"])
        shown.append("asked")
    elif shown == ["asked"] and not app.tasks.is_busy() and app.window.page("people").shown:
        shown.append("there")
        tell("OPEN")
    elif select.select([sys.stdin], [], [], 0)[0]:
        app.lock("Gesperrt.")

program.App.start = begin
sys.exit(program.run(Path(sys.argv[1])))
"""


def memory(process: int) -> bytes:
    """Everything that a process could have written to: its heaps, stacks and private pages."""
    found = []
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as file:
        for start, end, rights in re.findall(r"^([0-9a-f]+)-([0-9a-f]+) (\S+)", maps, re.MULTILINE):
            if rights.startswith("rw"):
                try:
                    file.seek(int(start, 16))
                    found.append(file.read(int(end, 16) - int(start, 16)))
                except OSError:
                    continue
    return b"".join(found)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the memory of another process as a file")
def test_after_locking_neither_a_name_nor_a_key_is_left_in_memory(tmp_path: Path) -> None:
    vault, _recovery_key = create_vault(tmp_path / "vault", PASSPHRASE, cost=CHEAP_COST)
    desk = Desk(vault, "Maria Beispiel")
    person = take_in(desk, NewcomerDraft("Zyprianka", NAME), "K2").subject_id
    key = desk.vault.data_key
    desk.close()
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PERSON": person,
    }
    environment.pop("LAUFMAPPE_LOCKED", None)
    needles = {
        "name": NAME.encode(),
        "name on the screen": NAME.encode("utf-16-le"),
        "data key": key,
        "data key in hex": key.hex().encode(),
        "passphrase": PASSPHRASE.encode(),
        "typed passphrase": PASSPHRASE.encode("utf-16-le"),
    }
    with subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "vault")],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        assert running.stdout is not None
        try:
            print(PASSPHRASE, file=running.stdin, flush=True)
            assert running.stdout.readline() == "OPEN\n"
            before = memory(running.pid)
            # The search finds what is there: otherwise finding nothing would mean nothing.
            assert {word for word in ("name", "name on the screen", "data key") if needles[word] in before} == {
                "name",
                "name on the screen",
                "data key",
            }
            print(file=running.stdin, flush=True)
            assert running.stdout.readline() == "LOCKED\n"
            after = memory(running.pid)
            assert len(after) > 1_000_000
            assert [word for word, needle in needles.items() if needle in after] == []
        finally:
            running.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="a fresh process is started beside the old one there")
def test_a_program_that_can_not_start_anew_ends_with_its_keys(tmp_path: Path) -> None:
    """An update took it away meanwhile."""
    script = (
        "import sys; from laufmappe.ui.app import start_anew; "
        "sys.executable = sys.argv[1]; start_anew('Gesperrt.'); print('still there')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "fort")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")
