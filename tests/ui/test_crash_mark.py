# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process that did not end by itself is noticed once, and told without a path."""

import faulthandler
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import laufmappe
from laufmappe.log import MOST_PLACES, SAYS
from laufmappe.ui.crash_mark import MARK, RunMark, crashed_runs, read_crash

PACKAGE = Path(laufmappe.__file__).parent
SEEN = f"""Fatal Python error: Segmentation fault

Thread 0x00007f3b (most recent call first):
  File "{PACKAGE / "ui" / "tasks.py"}", line 7 in _loop

Current thread 0x00007f3c (most recent call first):
  File "/home/amina/.venv/lib/python3.11/site-packages/laufmappe/elsewhere.py", line 7 in amina
  File "{PACKAGE / "ui" / "intake" / "page.py"}", line 240 in _keep
  File "{PACKAGE / "ui" / "app.py"}", line 12 in <lambda>
  File "laufmappe/cli/main.py", line 3 in main
  File "<string>", line 1 in <module>

Extension modules: shiboken6.Shiboken, sqlcipher3._sqlite3 (total: 2)
"""


@pytest.fixture(autouse=True)
def _fault_handler_as_before() -> Iterator[None]:
    """The tests' own one, which tells of crashes of the tests."""
    yield
    faulthandler.enable(sys.__stderr__ if sys.__stderr__ is not None else 2)


def test_places_in_our_code_are_told_and_no_path() -> None:
    assert read_crash(SEEN) == (
        "crash segmentation fault: ui.intake.page._keep:240 < ui.app.<lambda>:12 < cli.main.main:3"
    )


def test_a_process_that_was_killed_leaves_nothing_to_tell() -> None:
    assert read_crash("") == "crash killed"


@given(st.text())
def test_whatever_the_mark_holds_the_kind_is_one_of_ours(content: str) -> None:
    for text in (content, f"Fatal Python error: {content}", SEEN + content):
        kind, _colon, places = read_crash(text).partition(": ")
        assert SAYS.fullmatch(kind)
        assert len(places.split(" < ")) <= MOST_PLACES


def test_a_program_that_runs_has_not_crashed(tmp_path: Path) -> None:
    holder = (
        "import sys; from pathlib import Path; from laufmappe.ui.crash_mark import RunMark\n"
        f"mark = RunMark(Path({str(tmp_path)!r})); print('held', flush=True); sys.stdin.read(1); mark.end()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert crashed_runs(tmp_path) == []
        other.communicate("x")
    assert crashed_runs(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_was_torn_down_is_told_once(tmp_path: Path) -> None:
    script = (
        "import os; from pathlib import Path; from laufmappe.vault.process import harden_process\n"
        "from laufmappe.ui.crash_mark import RunMark\n"
        f"harden_process(); mark = RunMark(Path({str(tmp_path)!r})); os.abort()"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert crashed_runs(tmp_path) == ["crash aborted"]
    assert crashed_runs(tmp_path) == []


def test_the_mark_is_readable_for_this_account_only_and_goes_with_the_end(tmp_path: Path) -> None:
    mark = RunMark(tmp_path / "state")
    (file,) = (tmp_path / "state").iterdir()
    assert file.name == f"{MARK}{os.getpid()}"
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    mark.end()
    mark.end()
    assert list((tmp_path / "state").iterdir()) == []


def test_where_nothing_can_be_written_there_is_no_mark(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    RunMark(tmp_path / "file").end()
    assert crashed_runs(tmp_path / "file") == []
    assert crashed_runs(tmp_path / "none") == []
