# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program as it is called: in this process with its output caught, or as a process of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from laufmappe import i18n
from laufmappe.casework.desk import new_desk
from laufmappe.cli.main import main
from laufmappe.vault import CHEAP_COST

PASSPHRASE = "passphrase mit Umlauten: äöü "


@dataclass(frozen=True)
class Said:
    """What a call gave: its exit status, and what it wrote."""

    status: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program speaks German, and there is no screen."""
    monkeypatch.setenv("LAUFMAPPE_LANGUAGE", "de")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LAUFMAPPE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in this process: `call("people", vault)`; `stdin` is what it is given to read."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture
def start() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Starts the program as a process of its own."""

    def run(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "laufmappe.cli.main", *map(str, arguments)],
            env={**os.environ, **environment},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=60,
        )

    return run


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """An empty vault that opens with `passphrase_file`."""
    desk, _recovery_key = new_desk(tmp_path / "tresor", PASSPHRASE, "Maria Beispiel", cost=CHEAP_COST)
    desk.close()
    return tmp_path / "tresor"


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    """The passphrase as an editor saves it."""
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return file


@pytest.fixture
def people(vault: Path, passphrase_file: Path, tmp_path: Path, call: Call) -> Path:
    """The vault with three people in it."""
    file = tmp_path / "liste.csv"
    rows = "Haddad;Amira;ar;05/2126;K2\nÖz;Can;tr;;K5\nÖzdemir;Can;sv;;\n"
    file.write_text(f"Nachname;Vorname;Sprache;Ankunft;Kette\n{rows}", encoding="utf-8")
    assert call("import", vault, file, "--passphrase-file", passphrase_file).status == 0
    return vault
