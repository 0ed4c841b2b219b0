# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The passphrase is forgotten, the sheet with the recovery key is there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laufmappe.casework.desk import new_desk
from laufmappe.vault import CHEAP_COST

Call = Callable[..., Any]
NEW = "fjord ampel kessel lotse birke\n"


@pytest.fixture
def lost(tmp_path: Path) -> tuple[Path, str]:
    """A vault and its recovery key; nobody knows the passphrase any more."""
    desk, key = new_desk(tmp_path / "tresor", "vergessen", "Maria Beispiel", cost=CHEAP_COST)
    desk.close()
    return tmp_path / "tresor", key


def recover(call: Call, vault: Path, key: str, new: str = NEW, *more: str | Path) -> Any:
    files = ("--recovery-file", "-", "--new-passphrase-file", "-")
    return call("recover", vault, *files, *more, stdin=f"{key}\n{new}".encode())


def test_the_recovery_key_sets_a_new_passphrase_and_is_replaced(call: Call, lost: tuple[Path, str]) -> None:
    vault, key = lost
    said = recover(call, vault, key.lower().replace("-", " "))
    assert (said.status, said.err) == (0, "")
    fresh = said.out.splitlines()[-1]
    assert fresh != key
    assert call("people", vault, "--passphrase-file", "-", stdin=NEW.encode()).status == 0
    assert call("people", vault, "--passphrase-file", "-", stdin=b"vergessen").status == 1
    assert recover(call, vault, key).status == 1
    assert recover(call, vault, fresh).status == 0


def test_nobody_elses_passphrase_is_taken_away(call: Call, lost: tuple[Path, str]) -> None:
    vault, key = lost
    files = ("--passphrase-file", "-", "--new-passphrase-file", "-")
    assert call("slot", "add", vault, *files, stdin=b"vergessen\ndie der Kollegin").status == 0
    assert recover(call, vault, key, NEW, "--label", "Maria neu").status == 0
    for passphrase in ("vergessen", "die der Kollegin", NEW):
        assert call("people", vault, "--passphrase-file", "-", stdin=passphrase.encode()).status == 0
    assert "Maria neu" in call("slot", "list", vault, "--passphrase-file", "-", stdin=NEW.encode()).out


@pytest.mark.parametrize("group", [1, 3, 9])
def test_the_group_with_the_typing_error_is_named(call: Call, lost: tuple[Path, str], group: int) -> None:
    vault, key = lost
    groups = key.split("-")
    typed = groups[group - 1]
    for wrong in (("8" if typed[0] == "7" else "7") + typed[1:], typed[:3], typed + "X", "U" + typed[1:]):
        groups[group - 1] = wrong
        said = recover(call, vault, "-".join(groups))
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        assert f"die {group}. Gruppe stimmt nicht" in said.err
    assert call("people", vault, "--passphrase-file", "-", stdin=b"vergessen").status == 0


def test_a_key_that_is_wrong_all_over_is_named_as_such(call: Call, lost: tuple[Path, str]) -> None:
    said = recover(call, lost[0], "-".join(["AAAA"] * 9))
    assert said.status == 1
    assert "Prüfzeichen stimmen nicht" in said.err


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB", "fjord ampel kessel"])
def test_a_key_that_is_not_whole_is_counted(call: Call, lost: tuple[Path, str], typed: str) -> None:
    said = recover(call, lost[0], typed)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert (
        f"hat 36 Zeichen in neun Gruppen, eingegeben sind {len(typed.replace(' ', '').replace('-', ''))}." in said.err
    )


def test_the_key_of_another_vault_is_told_apart_from_a_typing_error(
    call: Call, lost: tuple[Path, str], tmp_path: Path
) -> None:
    desk, other = new_desk(tmp_path / "anderer", "passphrase", cost=CHEAP_COST)
    desk.close()
    said = recover(call, lost[0], other)
    assert said.status == 1
    assert "gehört nicht" in said.err


def test_without_a_terminal_the_option_is_named(call: Call, lost: tuple[Path, str]) -> None:
    assert "--recovery-file" in call("recover", lost[0]).err
