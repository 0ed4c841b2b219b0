# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log says what went wrong and where in the code, and can't be made to say anything about a person."""

import logging
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.dates import partial_date
from laufmappe.log import EVENTS, FAULTS, LINE, LOG_FILE, MOST_BYTES, last_lines, log_folder, refused, report, writing

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of files")


def lines(folder: Path) -> list[str]:
    return (folder / LOG_FILE).read_text(encoding="ascii").splitlines()


def a_fault_in_our_code() -> BaseException:
    try:
        partial_date("born", 1)  # type: ignore[arg-type]  # a fault of the program
    except Exception as error:
        return error
    raise AssertionError


def quietly(error: BaseException) -> None:
    """Reports without the watch of the tests on faults that nobody expected."""
    handlers, FAULTS.handlers = FAULTS.handlers, []
    try:
        report(error, "work")
    finally:
        FAULTS.handlers = handlers


def test_a_fault_is_its_kind_and_its_places_in_our_code(tmp_path: Path) -> None:
    with writing(tmp_path):
        quietly(a_fault_in_our_code())
    (line,) = lines(tmp_path)
    assert LINE.fullmatch(line)
    assert " ERROR laufmappe.faults fault AttributeError in work: casework.dates." in line
    assert "test_log" not in line
    assert "1992" not in line


def test_what_an_error_says_is_never_written(tmp_path: Path) -> None:
    with writing(tmp_path):
        quietly(RuntimeError("Amina Haddad, geb. 1992"))
        refused(OSError(2, "No such file", "/home/amina/Tresor"), "command")
    assert [line.partition(" ")[2] for line in lines(tmp_path)] == [
        "ERROR laufmappe.faults fault RuntimeError in work",
        "INFO laufmappe.events refusal FileNotFoundError in command",
    ]


def test_a_class_made_at_run_time_is_known_by_its_ancestor(tmp_path: Path) -> None:
    with writing(tmp_path):
        quietly(type("AminaHaddad", (KeyError,), {})())
    assert lines(tmp_path)[0].endswith("fault KeyError in work")


def test_of_other_libraries_only_the_place_in_their_code_is_noted(tmp_path: Path) -> None:
    with writing(tmp_path):
        logging.getLogger("sqlalchemy.engine.Amina").error("INSERT INTO newcomer VALUES (%s)", "Amina Haddad")
        logging.getLogger("Amina").warning("Haddad")
        logging.getLogger("PIL").debug("unwanted")
        logging.getLogger("json").warning("Haddad")
        logging.getLogger("laufmappe.Amina").error("fault Haddad in slot")
    said = [line.split(" ", 1)[1] for line in lines(tmp_path)]
    assert [words.rsplit(":", 1)[0] for words in said] == [
        "ERROR sqlalchemy foreign test_log",
        "WARNING other foreign test_log",
        "WARNING json foreign test_log",
        "ERROR laufmappe foreign test_log",
    ]


@given(st.text(max_size=60))
def test_what_has_none_of_our_forms_is_not_written(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("log")
    with writing(folder):
        EVENTS.warning("started %s", words)
        EVENTS.warning("%s", words)
        EVENTS.warning(words.replace("%", ""))
    assert all(LINE.fullmatch(line) for line in lines(folder))


@POSIX
def test_only_this_account_can_read_the_log(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "laufmappe"
    with writing(folder):
        EVENTS.info("ended")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / LOG_FILE).stat().st_mode) == 0o600


def test_full_logs_make_room_and_three_files_stay(tmp_path: Path) -> None:
    line = "2026-11-23T09:00:00Z INFO laufmappe.events ended\n"
    for _round in range(5):
        (tmp_path / LOG_FILE).write_text(line * (MOST_BYTES // len(line)))
        with writing(tmp_path):
            EVENTS.info("ended")
    assert sorted(path.name for path in tmp_path.iterdir()) == [LOG_FILE, f"{LOG_FILE}.1", f"{LOG_FILE}.2"]
    assert len(lines(tmp_path)) == 1
    assert all(path.stat().st_size <= MOST_BYTES for path in tmp_path.iterdir())


def test_the_same_fault_again_and_again_leaves_room_for_others(tmp_path: Path) -> None:
    with writing(tmp_path):
        for _time in range(150):
            quietly(ValueError())
        EVENTS.info("ended")
    assert len(lines(tmp_path)) == 3 + 2 + 1


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_can_not_be_written_hinders_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with writing(tmp_path / "log"):
        EVENTS.info("ended")
    assert last_lines(5, tmp_path / "log") == []


def test_a_file_in_place_of_the_folder_hinders_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("")
    with writing(tmp_path / "log"):
        quietly(ValueError("Amina"))
        logging.getLogger("sqlalchemy").error("Amina")
    said = capfd.readouterr()
    assert said.out + said.err == ""


@POSIX
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_stands_in_place_of_the_log_is_left_alone(tmp_path: Path, kind: str) -> None:
    other = tmp_path / "other"
    other.write_text("of somebody else")
    if kind == "link":
        (tmp_path / LOG_FILE).symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(tmp_path / LOG_FILE)
    else:
        (tmp_path / LOG_FILE).mkdir()
    with writing(tmp_path):
        EVENTS.info("ended")
    assert other.read_text() == "of somebody else"
    assert last_lines(5, tmp_path) == []


def test_lines_that_are_none_of_ours_are_not_read_back(tmp_path: Path) -> None:
    with writing(tmp_path):
        EVENTS.info("ended")
    with (tmp_path / LOG_FILE).open("a", encoding="utf-8") as file:
        file.write("Amina Haddad\n2026-11-23T09:00:00Z INFO laufmappe.events Amina\n")
    assert [line.split()[-1] for line in last_lines(9, tmp_path)] == ["ended"]
    (tmp_path / LOG_FILE).unlink()  # the tests end with a scan of all logs


def test_an_odd_environment_never_makes_a_log_where_the_program_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert log_folder() is None
    monkeypatch.setenv("XDG_STATE_HOME", "")
    if sys.platform == "linux":
        monkeypatch.setenv("HOME", "/home/someone")
        assert log_folder() == Path("/home/someone/.local/state/laufmappe")
