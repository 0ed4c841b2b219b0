# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The passphrase at a terminal: it is asked for, not shown, and a new one is asked for twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from laufmappe.casework.desk import open_desk

if not Path("/dev/ptmx").exists():
    pytest.skip("this machine has no pseudo terminals", allow_module_level=True)

_AT_A_TERMINAL = (
    "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'laufmappe.cli.main', *sys.argv[1:]]) >> 8)"
)


def talk(arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Starts the program at a terminal, waits for each question and types the answer; what the screen shows."""
    with subprocess.Popen(
        [sys.executable, "-c", _AT_A_TERMINAL, *arguments],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        screen = b""
        for question, answer in answers:
            seen = len(screen)
            while question not in screen[seen:].decode("utf-8", "replace"):
                more = os.read(process.stdout.fileno(), 4096)
                assert more, screen
                screen += more
            process.stdin.write(answer.encode() + b"\n")
            process.stdin.flush()
        screen += process.stdout.read()
        return process.wait(timeout=60), screen.decode("utf-8")


def test_the_passphrase_is_asked_for_and_not_shown(people: Path, passphrase_file: Path) -> None:
    passphrase = passphrase_file.read_text(encoding="utf-8").removesuffix("\n")
    status, screen = talk(["people", str(people)], [("Passphrase: ", passphrase)])
    assert (status, "Amira Haddad" in screen, passphrase in screen) == (0, True, False)


def test_a_new_vault_offers_a_passphrase_that_enter_takes(tmp_path: Path) -> None:
    status, screen = talk(["new", str(tmp_path / "neu")], [("Neue Passphrase", "")])
    assert status == 0
    offered = next(line for line in screen.splitlines() if line.startswith("Vorschlag: ")).partition(": ")[2].strip()
    open_desk(tmp_path / "neu", offered).close()


def test_a_new_passphrase_that_is_mistyped_makes_no_vault(tmp_path: Path) -> None:
    typed = [("Neue Passphrase", "zebra-leuchtturm-mandarine-kreide"), ("Noch einmal", "zebra")]
    status, screen = talk(["new", str(tmp_path / "neu")], typed)
    assert (status, "nicht gleich" in screen, (tmp_path / "neu").exists()) == (1, True, False)
