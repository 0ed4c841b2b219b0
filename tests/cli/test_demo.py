# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo: one command from nothing to a vault, a printed folder and what opens them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework import desk as desks
from laufmappe.casework.demo.sample import MARKER, VAULT
from laufmappe.cli.demo import FOLDER
from laufmappe.vault import CHEAP_COST, KdfCost

Call = Callable[..., Any]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's vault at a cheap cost: what a passphrase costs is tested with the vault."""
    real = desks.new_desk

    def new_desk(folder: Path, passphrase: str, cost: KdfCost = CHEAP_COST) -> tuple[desks.Desk, str]:
        return real(folder, passphrase, cost=cost)

    monkeypatch.setattr(desks, "new_desk", new_desk)


def names(call: Call, demo: dict[str, str]) -> list[str]:
    said = call("people", demo["vault"], "--json", "--passphrase-file", "-", stdin=demo["passphrase"].encode())
    return [person["name"] for person in json.loads(said.out)]


def made(call: Call, directory: Path, *more: str) -> dict[str, str]:
    said = call("demo", directory, "--json", *more)
    assert said.status == 0, said.err
    return dict(json.loads(said.out))


def test_the_demo_makes_a_vault_that_opens_and_a_folder_to_print(call: Call, tmp_path: Path) -> None:
    demo = made(call, tmp_path / "demo", "--people", "4")
    assert (demo["vault"], demo["folder"]) == (str(tmp_path / "demo" / VAULT), str(tmp_path / "demo" / FOLDER))
    assert len(names(call, demo)) == 4
    assert Path(demo["folder"]).read_bytes().startswith(b"%PDF-")


def test_the_same_seed_gives_the_same_people(call: Call, tmp_path: Path) -> None:
    first, second, other = (
        names(call, made(call, tmp_path / name, "--people", "20", "--seed", seed))
        for name, seed in (("a", "7"), ("b", "7"), ("c", "8"))
    )
    assert first == second != other


def test_without_a_screen_the_demo_says_so_and_is_done(call: Call, tmp_path: Path) -> None:
    said = call("demo", tmp_path / "demo", "--people", "2")
    assert said.status == 0
    assert "kein Bildschirm" in said.out
    assert str(tmp_path / "demo" / VAULT) in said.out


def test_a_demo_that_is_there_is_used_again(call: Call, tmp_path: Path) -> None:
    demo = made(call, tmp_path / "demo", "--people", "2")
    vault = (Path(demo["vault"]) / "vault.json").read_bytes()
    Path(demo["folder"]).unlink()
    assert made(call, tmp_path / "demo", "--people", "2") == demo
    assert (Path(demo["vault"]) / "vault.json").read_bytes() == vault
    assert Path(demo["folder"]).is_file()


def test_another_demo_is_never_replaced(call: Call, tmp_path: Path) -> None:
    demo = made(call, tmp_path / "demo", "--people", "2")
    said = call("demo", tmp_path / "demo", "--people", "3", "--no-window")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert len(names(call, demo)) == 2


def test_a_folder_with_anything_else_in_it_is_left_alone(call: Call, tmp_path: Path) -> None:
    (tmp_path / "Brief.txt").write_text("wichtig")
    for directory in (tmp_path, tmp_path / "Brief.txt"):
        said = call("demo", directory, "--no-window")
        assert (said.status, said.out) == (1, "")
    assert [entry.name for entry in tmp_path.iterdir()] == ["Brief.txt"]


def test_a_real_vault_is_never_taken_for_a_demo(call: Call, vault: Path, passphrase_file: Path) -> None:
    assert call("demo", vault, "--no-window").status == 1
    assert call("demo", vault.parent, "--no-window").status == 1
    assert call("check", vault, "--passphrase-file", passphrase_file).status == 0


def test_a_demo_that_was_broken_off_is_made_anew(call: Call, tmp_path: Path) -> None:
    demo = made(call, tmp_path / "demo", "--people", "2")
    marker = tmp_path / "demo" / MARKER
    marker.write_text(marker.read_text().replace('"complete": true', '"complete": false'))
    (Path(demo["vault"]) / "record.db").write_bytes(b"half")
    made(call, tmp_path / "demo", "--people", "3")
    assert len(names(call, demo)) == 3


def test_a_demo_that_somebody_works_in_is_not_touched(call: Call, tmp_path: Path) -> None:
    demo = made(call, tmp_path / "demo", "--people", "2")
    marker = tmp_path / "demo" / MARKER
    marker.write_text(marker.read_text().replace('"complete": true', '"complete": false'))
    desk = desks.open_desk(Path(demo["vault"]), demo["passphrase"])
    try:
        said = call("demo", tmp_path / "demo", "--people", "2", "--no-window")
    finally:
        desk.close()
    assert said.status == 1
    assert len(names(call, demo)) == 2


def test_with_a_screen_the_window_opens_after_the_folder_was_printed(tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": ":none", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "laufmappe", "demo", str(tmp_path / "demo")]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _line in range(3)]
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=3)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    assert printed[-1].startswith("Laufmappe:")
