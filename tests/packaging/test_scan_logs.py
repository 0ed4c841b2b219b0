# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scan of the logs finds what must not stand there; without this, an empty finding would say nothing."""

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from laufmappe.log import LOG_FILE

GOOD = "2026-11-23T09:00:00Z ERROR laufmappe.faults fault ValueError in work: casework.dates.partial_date:{line}"


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Not where the scan at the end of the tests finds what is planted here."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def good(checkout: Path) -> str:
    """A line as the log has it, with a place that is in our code today."""
    source = (checkout / "laufmappe" / "casework" / "dates.py").read_text(encoding="utf-8")
    function = next(
        node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == "partial_date"
    )
    return GOOD.format(line=function.lineno)


def scanned(folder: Path, *lines: str, name: str = LOG_FILE) -> list[str]:
    from scan_logs import scan

    (folder / "deep").mkdir(exist_ok=True)
    (folder / "deep" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return scan(folder)


def test_good_lines_pass(tmp_path: Path, good: str) -> None:
    assert scanned(tmp_path, good, "2026-11-23T09:00:00Z INFO laufmappe.events ended") == []


@pytest.mark.parametrize(
    "planted",
    [
        "Amina Haddad",
        "2026-11-23T09:00:00Z ERROR laufmappe.faults fault Haddad in work",
        "2026-11-23T09:00:00Z ERROR laufmappe.faults fault ValueError in work: casework.dates.amina:3",
        "2026-11-23T09:00:00Z ERROR laufmappe.faults fault ValueError in work: casework.amina.partial_date:3",
        "2026-11-23T09:00:00Z ERROR laufmappe.faults fault ValueError in work: casework.dates.partial_date:99999",
        "2026-11-23T09:00:00Z ERROR laufmappe.faults fault ValueError in work: /home/amina/x.py:3",
        "2026-11-23T09:00:00Z ERROR laufmappe.faults fault Tahmina in work",
        "2026-11-23T09:00:00Z WARNING Tahmina foreign schema:3",
        "2026-11-23T09:00:00Z INFO laufmappe.events ended Lubna",
    ],
)
def test_a_planted_word_is_found(tmp_path: Path, good: str, planted: str) -> None:
    found = scanned(tmp_path, good, planted)
    assert found
    assert all(":2: " in each for each in found)


def test_older_logs_and_saved_reports_are_looked_through(tmp_path: Path) -> None:
    assert scanned(tmp_path, "Amina", name=f"{LOG_FILE}.2")
    (tmp_path / "deep" / f"{LOG_FILE}.2").unlink()
    assert not scanned(tmp_path, "Fehlerbericht der Laufmappe", name="Laufmappe-Fehlerbericht.txt")
    assert scanned(tmp_path, "Was geschah: أميرة", name="Laufmappe-Fehlerbericht.txt")


def test_the_tool_fails_where_it_finds_something(tmp_path: Path, checkout: Path, good: str) -> None:
    tool = [sys.executable, str(checkout / "packaging" / "scan_logs.py"), str(tmp_path)]
    environment = {"PYTHONPATH": str(checkout), "PATH": ""}
    scanned(tmp_path, good)
    assert subprocess.run(tool, env=environment, capture_output=True, check=False).returncode == 0
    scanned(tmp_path, "Amina")
    assert subprocess.run(tool, env=environment, capture_output=True, check=False).returncode == 1


def test_a_planted_word_fails_the_run_of_the_tests(tmp_path: Path, checkout: Path) -> None:
    conftest = (checkout / "tests" / "conftest.py").read_text(encoding="utf-8")
    conftest = conftest.replace("Path(__file__).parents[1]", f"Path({str(checkout)!r})")
    (tmp_path / "conftest.py").write_text(conftest, encoding="utf-8")
    test = f"def test_logs(tmp_path):\n    (tmp_path / {LOG_FILE!r}).write_text('Amina Haddad')\n"
    (tmp_path / "test_planted.py").write_text(test, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nqt_api = pyside6\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xvfb", str(tmp_path)]
    ran = subprocess.run(
        [*command, f"--basetemp={tmp_path / 'base'}"],
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 1, ran.stdout
    assert "1 passed, 1 error" in ran.stdout
