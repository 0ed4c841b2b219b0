# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A weak passphrase out of a file: every command that sets one takes it and says what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.demo.sample import PASSPHRASE
from laufmappe.casework.desk import new_desk
from laufmappe.vault import generate_passphrase, passphrase_weakness
from laufmappe.vault.cost import FALLBACK_COST

Call = Callable[..., Any]
WEAK, STRONG = "Beratungsstelle2026", "fjord-ampel-kessel-lotse-birke-zaun"
SECRET = ("--passphrase-file", "-")
NEW = ("--new-passphrase-file", "-")


@pytest.fixture
def start(tmp_path: Path) -> tuple[Path, str, str]:
    """A vault that costs what real ones do, its passphrase and its recovery key."""
    passphrase = generate_passphrase()
    desk, key = new_desk(tmp_path / "tresor", passphrase, cost=FALLBACK_COST)
    desk.close()
    return tmp_path / "tresor", passphrase, key


def set_passphrase(call: Call, how: str, start: tuple[Path, str, str], new: str) -> Any:
    vault, passphrase, key = start
    if how == "new":
        return call("new", vault.with_name("neu"), *SECRET, stdin=f"{new}\n".encode())
    if how == "recover":
        return call("recover", vault, "--recovery-file", "-", *NEW, stdin=f"{key}\n{new}\n".encode())
    if how == "rekey":
        changed = call("slot", "change", vault, *SECRET, *NEW, stdin=f"{passphrase}\n{new}\n".encode())
        return (
            call("rekey", vault, "--no-backup", *SECRET, stdin=f"{new}\n".encode()) if not changed.status else changed
        )
    return call("slot", how, vault, *SECRET, *NEW, stdin=f"{passphrase}\n{new}\n".encode())


@pytest.mark.parametrize("how", ["new", "add", "change", "recover", "rekey"])
def test_it_is_taken_and_explained(call: Call, start: tuple[Path, str, str], how: str) -> None:
    vault = start[0].with_name("neu") if how == "new" else start[0]
    said = set_passphrase(call, how, start, WEAK)
    assert said.status == 0
    assert said.err.count("Diese Passphrase ist schwach, sie wird trotzdem genommen. Leicht zu raten") == 1
    assert WEAK not in said.out + said.err
    assert call("people", vault, *SECRET, stdin=f"{WEAK}\n".encode()).status == 0


@pytest.mark.parametrize("how", ["new", "add", "change", "recover", "rekey"])
def test_nothing_is_said_of_a_strong_one_and_an_empty_one_is_refused(
    call: Call, start: tuple[Path, str, str], how: str
) -> None:
    refused = set_passphrase(call, how, start, "")
    assert (refused.status, refused.out) == (1, "")
    assert "leere Passphrase" in refused.err
    assert "trotzdem genommen" not in refused.err
    said = set_passphrase(call, how, start, STRONG)
    assert said.status == 0
    assert "schwach" not in said.err


def test_the_passphrase_of_the_demo_is_a_good_one() -> None:
    assert passphrase_weakness(PASSPHRASE) is None


@pytest.mark.parametrize("command", [("new",), ("slot", "add"), ("slot", "change"), ("recover",)])
def test_the_help_says_so(call: Call, command: tuple[str, ...]) -> None:
    assert "eine schwache wird erklärt und genommen" in call(*command, "--help").out
