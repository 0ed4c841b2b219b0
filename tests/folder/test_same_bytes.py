# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same case gives the same file in every process, whatever language the machine speaks."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from laufmappe.folder.make import make_folder

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import hashlib, importlib.util, sys
sys.path.insert(0, {root!r})
spec = importlib.util.spec_from_file_location("samples", {samples!r})
samples = importlib.util.module_from_spec(spec)
sys.modules["samples"] = samples
spec.loader.exec_module(samples)
from laufmappe.folder.make import make_folder
print(hashlib.sha256(make_folder(samples.case(), "fa", samples.TODAY)).hexdigest())
"""


@pytest.fixture(scope="module")
def expected(samples: Any) -> str:
    """What this process makes."""
    return hashlib.sha256(make_folder(samples.case(), "fa", samples.today)).hexdigest()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "ar_EG.UTF-8", "TZ": "Pacific/Auckland"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        {"PYTHONHASHSEED": "3", "LC_ALL": "C", "TZ": "America/New_York"},
    ],
    ids=lambda environment: str(environment["LC_ALL"]),
)
def test_neither_process_nor_language_nor_time_zone_shows_in_the_file(
    environment: dict[str, str], expected: str
) -> None:
    script = SCRIPT.format(root=str(ROOT), samples=str(Path(__file__).with_name("conftest.py")))
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == expected
