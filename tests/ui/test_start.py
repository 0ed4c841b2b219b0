# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The unlock window stands soon because it loads little; tests/bench/start.py measures how soon."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "alembic",
    "babel",
    "cryptography",
    "jsonschema",
    "lxml",
    "pikepdf",
    "PIL",
    "pypdfium2",
    "pyrage",
    "reportlab",
    "segno",
    "sqlalchemy",
    "sqlcipher3",
    "uharfbuzz",
    "zxcvbn",
}
LOOK = """
import os, sys
from PySide6.QtWidgets import QApplication
def shown(_application):
    print("\\n".join(sorted(sys.modules)), flush=True)
    os._exit(0)
QApplication.exec = shown
from laufmappe.cli.main import main
sys.exit(main([]))
"""


def loaded(tmp_path: Path) -> set[str]:
    """What is loaded when the unlock window is built and nothing has been typed."""
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    settings |= {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    checkout = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=checkout, env=settings, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_unlock_window_loads_nothing_heavy(tmp_path: Path) -> None:
    modules = loaded(tmp_path)
    assert "laufmappe.ui.unlock.window" in modules
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert {name for name in modules if name.startswith(("laufmappe.records", "laufmappe.folder."))} == set()


def test_the_unlock_window_loads_no_other_command(tmp_path: Path) -> None:
    commands = {name for name in loaded(tmp_path) if name.startswith("laufmappe.cli.")}
    assert commands <= {"laufmappe.cli.main", "laufmappe.cli.arguments", "laufmappe.cli.window"}
