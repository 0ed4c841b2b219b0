# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every command: exit status, one sentence, no traceback, UTF-8 everywhere."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from laufmappe.casework.dates import partial_date
from laufmappe.cli import people as people_command
from laufmappe.cli.main import COMMANDS
from laufmappe.log import LOG_FILE

Call = Callable[..., Any]


def test_help_names_every_command_in_german(call: Call) -> None:
    said = call("--help")
    assert said.status == 0
    assert all(f"  {command} " in said.out for command in COMMANDS)
    assert "usage" not in said.out
    assert "show this help" not in said.out


@pytest.mark.skipif(os.name == "nt", reason="closes the streams with a shell of Unix")
@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- >&- 2>&-"])
def test_a_service_without_input_and_output_can_use_it(
    people: Path, passphrase_file: Path, tmp_path: Path, closed: str
) -> None:
    words = [sys.executable, "-m", "laufmappe.cli.main", "backup", people, tmp_path / "stick"]
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh", *map(str, words)]
    assert subprocess.run([*shell, "--passphrase-file", passphrase_file], check=False, timeout=60).returncode == 0
    assert subprocess.run(shell, check=False, timeout=60, stdin=subprocess.DEVNULL).returncode == 1
    assert len(list((tmp_path / "stick").iterdir())) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(call: Call, command: str) -> None:
    said = call(command, "--help")
    assert (said.status, said.err) == (0, "")
    assert f"laufmappe {command}" in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("people",),
        ("people", "x", "--colour", "red"),
        ("people", "x", "--passphrase-file"),
        ("demo", "x", "--people", "0"),
        ("demo", "x", "--people", "viele"),
        ("demo", "x", "--people", "100001"),
        ("folder", "x", "1"),
        ("--nothing",),
        ("tresor", "zu viel"),
    ],
)
def test_wrong_usage_is_status_2_with_a_german_sentence(call: Call, arguments: tuple[str, ...]) -> None:
    said = call(*arguments)
    assert (said.status, said.out) == (2, "")
    assert "Aufruf:" in said.err
    assert not any(word in said.err for word in ("required", "argument ", "unrecognized", "invalid"))


@pytest.mark.parametrize("command", ["people", "check"])
def test_a_folder_without_a_vault_is_status_1_with_one_sentence(
    call: Call, tmp_path: Path, passphrase_file: Path, command: str
) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "none", tmp_path / "empty", passphrase_file):
        said = call(command, folder, "--passphrase-file", passphrase_file)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_wrong_passphrase_is_status_1_with_one_sentence(call: Call, vault: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("falsch")
    said = call("people", vault, "--passphrase-file", wrong)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "öffnet den Tresor nicht" in said.err


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nzweite Zeile\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_passphrase_file_is_read_as_every_editor_saves_it(
    call: Call, vault: Path, passphrase_file: Path, mark: str, ending: str
) -> None:
    passphrase = passphrase_file.read_text(encoding="utf-8").removesuffix("\n")
    passphrase_file.write_bytes(f"{mark}{passphrase}{ending}".encode())
    assert call("people", vault, "--passphrase-file", passphrase_file).status == 0
    assert call("people", vault, "--passphrase-file", "-", stdin=passphrase_file.read_bytes()).status == 0


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_passphrase_file_that_can_not_be_read_gets_a_sentence(
    call: Call, vault: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)
    for name in (file, tmp_path, "\0"):
        said = call("people", vault, "--passphrase-file", name)
        assert said.status == 1
        assert "lässt sich nicht aus dieser Datei lesen" in said.err


def test_without_a_terminal_nobody_is_asked(call: Call, vault: Path) -> None:
    said = call("people", vault)
    assert said.status == 1
    assert "--passphrase-file" in said.err


def test_a_fault_of_the_program_is_a_sentence_too(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_arguments: argparse.Namespace) -> int:
        raise ZeroDivisionError("Amira Haddad")

    monkeypatch.setattr(people_command, "run", fail)
    said = call("people", "x")
    assert said.status == 1
    assert "ZeroDivisionError" in said.err
    assert "Amira" not in said.err


def test_a_library_of_the_system_that_is_missing_is_named(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_arguments: argparse.Namespace) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(people_command, "run", fail)
    said = call("people", "x")
    assert said.status == 1
    assert "libEGL.so.1" in said.err
    assert "Installation" in said.err


def test_where_a_fault_came_up_is_in_the_log_and_the_sentence_says_so(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_arguments: argparse.Namespace) -> int:
        partial_date("birth_date", cast(str, 1992))
        return 0

    monkeypatch.setattr(people_command, "run", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    said = call("people", "x")
    log = tmp_path / "state" / "laufmappe" / LOG_FILE
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert str(log) in said.err
    assert "fault AttributeError in command: casework.dates.partial_date:" in log.read_text(encoding="ascii")
    monkeypatch.setenv("XDG_STATE_HOME", str(log))
    assert str(log) not in call("people", "x").err


def test_an_interruption_is_a_sentence_too(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_arguments: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(people_command, "run", interrupt)
    said = call("people", "x")
    assert (said.status, said.err.count("\n")) == (1, 1)


def test_a_folder_to_open_must_exist_and_needs_a_screen(call: Call, vault: Path, tmp_path: Path) -> None:
    assert "gibt es nicht" in call(tmp_path / "none").err
    for said in (call(vault), call()):
        assert said.status == 1
        assert "kein Bildschirm" in said.err


def test_names_come_out_whole_in_any_locale(
    start: Callable[..., "subprocess.CompletedProcess[bytes]"], people: Path, passphrase_file: Path
) -> None:
    done = start(
        "people",
        people,
        "--json",
        "--passphrase-file",
        passphrase_file,
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONIOENCODING="",
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [person["name"] for person in json.loads(done.stdout.decode("utf-8"))] == [
        "Amira Haddad",
        "Can Öz",
        "Can Özdemir",
    ]


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_a_reader_that_goes_away_is_no_fault(people: Path, passphrase_file: Path) -> None:
    program = f"{sys.executable} -m laufmappe.cli.main people {people} --json --passphrase-file {passphrase_file}"
    done = subprocess.run(
        ["sh", "-c", f"{program} | true"],
        env=dict(os.environ),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_output_that_finds_no_room_is_one_sentence(people: Path, passphrase_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "laufmappe.cli.main", "people", people, "--passphrase-file", passphrase_file],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "kein Platz" in done.stderr.decode()


def test_a_traceback_is_shown_only_to_those_who_ask_for_it(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_arguments: argparse.Namespace) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(people_command, "run", fail)
    monkeypatch.setenv("LAUFMAPPE_DEBUG", "1")
    with pytest.raises(AssertionError, match="Traceback"):
        call("people", "x")
