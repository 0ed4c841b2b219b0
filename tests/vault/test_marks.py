# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""An older copy put in place of the last one is noticed, and a good vault is never kept shut by that."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.errors import StorageError
from laufmappe.vault import Vault, add_slot, marks, open_vault, remove_slot

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]


def test_an_ordinary_life_gives_no_warning(folder: Path, passphrase: str, keep: Keep) -> None:
    for number in range(5):
        with open_vault(folder, passphrase) as vault:
            assert vault.warnings == []
            keep(vault, str(number))


@pytest.mark.parametrize("copied_while_open", [True, False])
def test_an_older_database_is_noticed_until_the_person_has_read_it(
    folder: Path, passphrase: str, keep: Keep, kept: Kept, tmp_path: Path, copied_while_open: bool
) -> None:
    old = tmp_path / "old.db"
    if copied_while_open:
        with open_vault(folder, passphrase) as vault:
            shutil.copy(folder / "record.db", old)
            keep(vault, "zweite Zeile")
    else:
        shutil.copy(folder / "record.db", old)
        with open_vault(folder, passphrase) as vault:
            keep(vault, "zweite Zeile")
    shutil.copy(old, folder / "record.db")
    for _round in range(2):
        with open_vault(folder, passphrase) as vault:
            assert kept(vault) == ["erste Zeile"]
            (warning,) = vault.warnings
            assert "älteren Stand" in warning
            assert vault.may_lack_entries
    with open_vault(folder, passphrase) as vault:
        vault.acknowledge_warnings()
        assert vault.warnings == []
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []
        assert not vault.may_lack_entries


def test_two_copies_that_went_different_ways_are_noticed(folder: Path, passphrase: str, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "zwilling")
    for place in (folder, tmp_path / "zwilling"):
        open_vault(place, passphrase).close()
    shutil.copy(tmp_path / "zwilling" / "record.db", folder / "record.db")
    with open_vault(folder, passphrase) as vault:
        assert len(vault.warnings) == 1


def test_a_whole_folder_copied_elsewhere_is_no_reason_to_warn(folder: Path, passphrase: str, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "umzug")
    with open_vault(tmp_path / "umzug", passphrase) as vault:
        assert vault.warnings == []


def test_a_missing_mark_is_told_and_made_anew(folder: Path, passphrase: str) -> None:
    (folder / "vault.mark").unlink()
    with open_vault(folder, passphrase) as vault:
        assert "vault.mark" in vault.warnings[0]
        vault.acknowledge_warnings()
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []


def test_an_older_key_file_with_a_removed_access_is_noticed(folder: Path, passphrase: str) -> None:
    with open_vault(folder, passphrase) as vault:
        slot = add_slot(vault, "die Passphrase der Kollegin")
        old = (folder / "vault.json").read_bytes()
        remove_slot(vault, slot)
    (folder / "vault.json").write_bytes(old)
    with open_vault(folder, passphrase) as vault:
        assert "Zugang" in vault.warnings[0]
        assert not vault.may_lack_entries


def test_an_end_between_the_two_writes_is_no_reason_to_warn(
    folder: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(marks, "write_mark", lambda *_arguments: None)
        vault = open_vault(folder, passphrase)
        patch.setattr(Vault, "_move_on", lambda _vault: None)
        vault.close()
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []


def test_a_folder_that_was_read_only_for_a_while_is_no_reason_to_warn(
    folder: Path, passphrase: str, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise StorageError("Schreibrecht")

    with monkeypatch.context() as patch:
        patch.setattr(marks, "write_mark", refused)
        for _round in range(3):
            with open_vault(folder, passphrase) as vault:
                (warning,) = vault.warnings
                assert "Schreibrecht" in warning
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []
        keep(vault, "wieder beschreibbar")
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []


def test_a_disk_that_can_not_be_written_keeps_nobody_out(
    folder: Path, passphrase: str, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("laufmappe.vault.files.open_new", full)
    with open_vault(folder, passphrase) as vault:
        assert kept(vault) == ["erste Zeile"]
        assert "Platz" in vault.warnings[-1]
