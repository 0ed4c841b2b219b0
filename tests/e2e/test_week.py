# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short week of work at the real window by keyboard and pointer, with locks in the middle of forms."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

WEEK = Path(__file__).parents[2] / "packaging" / "week_of_work.py"


@pytest.mark.timeout(120)
def test_a_week_at_the_window_is_in_the_record_with_every_act(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept |= {"PYTHONPATH": os.pathsep.join([str(WEEK.parent), *sys.path]), "QT_QPA_PLATFORM": "offscreen"}
    kept |= {"HOME": str(tmp_path), "LAUFMAPPE_LANGUAGE": "de"}
    ran = subprocess.run(
        [sys.executable, str(WEEK), "--people", "6", "--days", "2"],
        env=kept,
        cwd=WEEK.parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    acts = re.match(r"(?:.*\n)*(\d+) acts", ran.stdout)
    assert acts is not None
    assert int(acts[1]) > 50
