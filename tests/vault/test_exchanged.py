# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder goes away or becomes an older one while the vault is open, or is read-only: said, and nothing lost unsaid."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from laufmappe.errors import StorageError, VaultError
from laufmappe.vault import (
    Vault,
    add_slot,
    backup,
    change_passphrase,
    check_folder,
    check_vault,
    create_vault,
    open_vault,
    peek,
    put_document,
    read_document,
    rekey,
    restore,
    rotate_recovery,
    sweep,
)

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]


@pytest.fixture
def older(folder: Path, passphrase: str, tmp_path: Path) -> Path:
    """A copy of the closed vault, before the line that the session of the test adds."""
    return Path(shutil.copytree(folder, tmp_path / "older"))


def changes(vault: Vault, passphrase: str, keep: Keep, place: Path) -> dict[str, Callable[[], object]]:
    """Everything that writes."""
    return {
        "record": lambda: keep(vault, "nach dem Tausch"),
        "document": lambda: put_document(vault, b"Zeugnis"),
        "acknowledge": vault.acknowledge_warnings,
        "backup": lambda: backup(vault, place / "stick"),
        "rekey": lambda: rekey(vault, [passphrase]),
    }


def test_a_vanished_folder_is_said_and_not_made_anew(vault: Vault, passphrase: str, keep: Keep, tmp_path: Path) -> None:
    document = put_document(vault, b"Zeugnis")
    keep(vault, "vorher")
    vault.folder.rename(tmp_path / "abgezogen")
    slots: dict[str, Callable[[], object]] = {
        "slot": lambda: add_slot(vault, "die dritte Passphrase"),
        "recovery": lambda: rotate_recovery(vault),
        "passphrase": lambda: change_passphrase(vault, vault.slot, "die dritte Passphrase"),
    }
    for what, change in {**changes(vault, passphrase, keep, tmp_path), **slots}.items():
        if what == "rekey":
            continue
        with pytest.raises(VaultError) as caught:
            change()
        assert "angeschlossen" in str(caught.value), what
    with pytest.raises(VaultError):
        read_document(vault, document.id, document.key)
    assert sweep(vault, set(), grace_seconds=0) == 0
    assert check_vault(vault)
    vault.close()
    assert not vault.folder.exists()
    assert not peek(vault.folder).exists
    with open_vault(tmp_path / "abgezogen", passphrase) as again:
        assert check_vault(again, [document]) == []


def test_a_medium_that_is_back_goes_on(vault: Vault, keep: Keep, kept: Kept, tmp_path: Path) -> None:
    keep(vault, "vorher")
    vault.folder.rename(tmp_path / "abgezogen")
    with pytest.raises(StorageError):
        keep(vault, "währenddessen")
    (tmp_path / "abgezogen").rename(vault.folder)
    keep(vault, "nachher")
    assert kept(vault) == ["erste Zeile", "vorher", "nachher"]


@pytest.mark.parametrize("how", ["folder", "database", "copied over"])
def test_an_older_copy_put_underneath_takes_no_entry_and_is_said_afterwards(
    folder: Path, older: Path, passphrase: str, keep: Keep, kept: Kept, tmp_path: Path, how: str
) -> None:
    vault = open_vault(folder, passphrase)
    keep(vault, "aus dieser Sitzung")
    if how == "folder":
        folder.rename(tmp_path / "weg")
        older.rename(folder)
    elif how == "database":
        (older / "record.db").replace(folder / "record.db")
    else:
        shutil.copyfile(older / "record.db", folder / "record.db")
    if how != "copied over":
        for what, change in changes(vault, passphrase, keep, tmp_path).items():
            if what == "document":
                continue
            with pytest.raises(StorageError) as caught:
                change()
            assert "ausgetauscht" in str(caught.value), what
    vault.close()
    with open_vault(folder, passphrase) as again:
        assert kept(again) == ["erste Zeile"]
        assert any("älteren Stand" in warning for warning in again.warnings)
        assert again.may_lack_entries
        again.acknowledge_warnings()
    with open_vault(folder, passphrase) as again:
        assert again.warnings == []


def test_another_vault_put_underneath_is_refused(vault: Vault, passphrase: str, keep: Keep, tmp_path: Path) -> None:
    from laufmappe.vault import CHEAP_COST

    keep(vault, "vorher")
    create_vault(tmp_path / "fremd", passphrase, cost=CHEAP_COST)[0].close()
    vault.folder.rename(tmp_path / "weg")
    (tmp_path / "fremd").rename(vault.folder)
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir() if path.is_file()}
    with pytest.raises(VaultError):
        keep(vault, "nach dem Tausch")
    vault.close()
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir() if path.is_file()} == before
    open_vault(vault.folder, passphrase).close()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_can_be_checked_and_restored_elsewhere_and_is_not_opened(
    folder: Path, passphrase: str, kept: Kept, tmp_path: Path
) -> None:
    with read_only(folder):
        assert check_folder(folder, passphrase).faults == []
        with pytest.raises(StorageError, match="Schreibrecht"):
            open_vault(folder, passphrase)
        assert peek(folder).exists
        restore(folder, tmp_path / "neu")
    for place in (folder, tmp_path / "neu"):
        with open_vault(place, passphrase) as vault:
            assert kept(vault) == ["erste Zeile"]
