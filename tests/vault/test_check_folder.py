# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking at a closed vault or a backup changes nothing in it, and misses nothing that opening would notice."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.errors import VaultMissingError, WrongPassphraseError
from laufmappe.vault import Vault, backup, check_folder, open_vault, restore
from laufmappe.vault.swap import NEXT_KEY_FILE

Keep = Callable[[Vault, str], None]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_a_whole_vault_has_no_findings_and_stays_as_it_is(folder: Path, passphrase: str, recovery_key: str) -> None:
    before = contents(folder)
    for secret in (passphrase, recovery_key):
        found = check_folder(folder, secret)
        assert (found.faults, found.warnings) == ([], [])
    assert contents(folder) == before


def test_a_wrong_passphrase_and_an_empty_folder_are_told_apart(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        check_folder(folder, "falsch")
    (tmp_path / "leer").mkdir()
    with pytest.raises(VaultMissingError):
        check_folder(tmp_path / "leer", "falsch")
    assert list((tmp_path / "leer").iterdir()) == []


def test_what_opening_would_warn_of_is_told_without_settling_it(
    folder: Path, passphrase: str, keep: Keep, tmp_path: Path
) -> None:
    shutil.copy(folder / "record.db", tmp_path / "old.db")
    with open_vault(folder, passphrase) as vault:
        keep(vault, "neu")
        made = backup(vault, tmp_path / "stick")
    restore(made, tmp_path / "neu")
    shutil.copy(tmp_path / "old.db", folder / "record.db")
    for _round in range(2):
        assert "älteren Stand" in check_folder(folder, passphrase).warnings[0]
        assert "aus einer Sicherung" in check_folder(tmp_path / "neu", passphrase).warnings[0]
        assert check_folder(made, passphrase).warnings == []


def test_an_interrupted_change_of_the_key_is_told(folder: Path, passphrase: str) -> None:
    shutil.copy(folder / "vault.json", folder / NEXT_KEY_FILE)
    before = contents(folder)
    (fault,) = check_folder(folder, passphrase).faults
    assert "Öffnen Sie den Tresor einmal" in fault
    assert contents(folder) == before
    open_vault(folder, passphrase).close()
    assert check_folder(folder, passphrase).faults == []
