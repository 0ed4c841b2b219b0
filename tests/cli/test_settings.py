# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import base64
import json
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.desk import new_desk
from laufmappe.vault import CHEAP_COST

Call = Callable[..., Any]
Start = Callable[..., "subprocess.CompletedProcess[bytes]"]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def logo(filter_of_a_row: bytes = b"\0") -> str:
    """A grey plate; a row with a filter that PNG does not know is damaged inside."""
    head = struct.pack(">IIBBBBB", 80, 40, 8, 0, 0, 0, 0)
    rows = zlib.compress((filter_of_a_row + b"\x40" * 80) * 40)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return base64.b64encode(data).decode()


def file_of(path: Path, values: dict[str, Any], *locked: str) -> Path:
    content = {"format": "laufmappe-settings", "version": 1, "locked": list(locked), "settings": values}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path, passphrase_file: Path) -> Path:
    """A second vault with the same passphrase."""
    passphrase = passphrase_file.read_text(encoding="utf-8").rstrip("\n")
    new_desk(tmp_path / "anderer", passphrase, cost=CHEAP_COST)[0].close()
    return tmp_path / "anderer"


@pytest.fixture(autouse=True)
def _own_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_settings_go_to_the_next_vault_and_computer(
    vault: Path,
    other: Path,
    passphrase_file: Path,
    tmp_path: Path,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = ("--passphrase-file", passphrase_file)
    values = {"centre_name": "Stelle", "logo": logo(), "idle_minutes": 5, "retention_months": 60, "grey": True}
    values |= {"theme": "dark", "printer": "Flur", "text_size": 150, "backup_place": str(tmp_path / "sicherungen")}
    said = call("settings", "import", vault, file_of(tmp_path / "a.json", values), *secret)
    assert (said.status, said.out) == (0, "9 Einstellungen übernommen.\n")
    out = tmp_path / "b.json"
    assert call("settings", "export", vault, "--out", out, *secret).status == 0
    content = json.loads(out.read_text(encoding="utf-8"))
    assert {name: content["settings"][name] for name in values} == values
    assert content["settings"]["counsellor"] == "Maria Beispiel"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "neuer Rechner"))
    assert call("settings", "import", other, out, *secret).status == 0
    again = call("settings", "export", other, "--out", "-", *secret)
    assert again.out == out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "words"),
    [({"idle_minute": 5}, "idle_minute"), ({"logo": logo(b"\x09")}, "beschädigt"), ({"theme": 1}, "Text")],
)
def test_what_can_not_be_taken_changes_nothing(
    vault: Path, passphrase_file: Path, tmp_path: Path, call: Call, values: dict[str, Any], words: str
) -> None:
    secret = ("--passphrase-file", passphrase_file)
    before = call("settings", "export", vault, "--out", "-", *secret).out
    said = call("settings", "import", vault, file_of(tmp_path / "a.json", {"theme": "dark", **values}), *secret)
    assert said.status == 1
    assert words in said.err
    assert "Es wurde nichts" in said.err
    assert call("settings", "export", vault, "--out", "-", *secret).out == before


def test_a_missing_file_is_told_before_anybody_is_asked_for_a_passphrase(
    vault: Path, tmp_path: Path, call: Call
) -> None:
    said = call("settings", "import", vault, tmp_path / "fehlt.json")
    assert said.status == 1
    assert "fehlt.json" in said.err


def test_the_silent_path_of_an_administrator(tmp_path: Path, passphrase_file: Path, start: Start) -> None:
    path = file_of(tmp_path / "settings.json", {"centre_name": "Stelle", "idle_minutes": 5, "theme": "dark"}, "theme")
    environment = {
        "LAUFMAPPE_SETTINGS": str(path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "LAUFMAPPE_LANGUAGE": "de",
    }
    secret = ("--passphrase-file", str(passphrase_file))
    checked = start("settings", "check", **environment)
    assert checked.stdout.decode() == f"{path} gilt: 3 Einstellungen. Festgelegt: theme.\n"
    assert start("new", str(tmp_path / "v"), *secret, **environment).returncode == 0
    out = start("settings", "export", str(tmp_path / "v"), "--out", "-", *secret, **environment)
    settings = json.loads(out.stdout)["settings"]
    assert (settings["centre_name"], settings["idle_minutes"], settings["theme"]) == ("Stelle", 5, "dark")


def test_a_mistake_of_the_administrator_is_told_at_every_command(
    vault: Path, passphrase_file: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(tmp_path / "settings.json", {"idle_minute": 5})
    monkeypatch.setenv("LAUFMAPPE_SETTINGS", str(path))
    said = call("people", vault, "--passphrase-file", passphrase_file)
    assert said.status == 0
    assert "idle_minute" in said.err
    checked = call("settings", "check")
    assert checked.status == 1
    assert "idle_minute" in checked.err
    assert call("settings", "check", file_of(tmp_path / "gut.json", {"idle_minutes": 5})).status == 0
