# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder that somebody prepared: links and pipes in it lead nowhere, overwrite nothing, and are not waited for."""

import os
import sys
from pathlib import Path

import pytest

from laufmappe.errors import DocumentError, VaultError
from laufmappe.vault import (
    Vault,
    backup,
    check_folder,
    check_vault,
    open_vault,
    peek,
    put_document,
    read_document,
    restore,
    thin_out,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there, and pipes are no files")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A file of the person's that has nothing to do with the vault."""
    (tmp_path / "brief.txt").write_text("ein privater Brief, lang genug für einen Kopf " * 20)
    return tmp_path / "brief.txt"


def test_a_link_in_place_of_the_lock_is_not_written_through(folder: Path, passphrase: str, letter: Path) -> None:
    before = letter.read_bytes()
    (folder / "vault.lock").unlink()
    (folder / "vault.lock").symlink_to(letter)
    assert peek(folder).in_use == ""
    with pytest.raises(VaultError):
        open_vault(folder, passphrase)
    assert letter.read_bytes() == before


@pytest.mark.parametrize("what", ["to a letter", "to nothing", "pipe"])
def test_a_journal_that_is_no_file_is_refused(folder: Path, passphrase: str, letter: Path, what: str) -> None:
    journal = folder / "record.db-journal"
    journal.unlink(missing_ok=True)
    before = letter.read_bytes()
    if what == "pipe":
        os.mkfifo(journal)
    else:
        journal.symlink_to(letter if what == "to a letter" else letter.with_name("nichts"))
    with pytest.raises(VaultError, match=r"record\.db-journal"):
        open_vault(folder, passphrase)
    assert check_folder(folder, passphrase).faults != []
    assert letter.read_bytes() == before
    assert not letter.with_name("nichts").exists()


@pytest.mark.parametrize("name", ["vault.json", "record.db", "vault.mark", "vault.next.json"])
@pytest.mark.parametrize("what", ["link", "pipe"])
def test_a_link_or_pipe_in_place_of_a_file_is_as_good_as_none(
    folder: Path, passphrase: str, tmp_path: Path, name: str, what: str
) -> None:
    place = folder / name
    if place.exists():
        place.rename(tmp_path / name)
    else:
        (tmp_path / name).touch()
    if what == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(tmp_path / name)
    if name in ("vault.json", "record.db"):
        with pytest.raises(VaultError, match=name):
            open_vault(folder, passphrase)
        with pytest.raises(VaultError):
            restore(folder, tmp_path / "neu")
    else:
        with open_vault(folder, passphrase) as vault:
            assert check_vault(vault) == []


def test_a_link_among_the_documents_is_read_and_copied_by_nobody(vault: Vault, letter: Path, tmp_path: Path) -> None:
    document = put_document(vault, b"Zeugnis")
    kept = vault.documents / document.id
    (vault.documents / ("0" * 32)).symlink_to(letter)
    kept.rename(tmp_path / "anderswo")
    kept.symlink_to(tmp_path / "anderswo")
    with pytest.raises(DocumentError):
        read_document(vault, document.id, document.key)
    assert list((backup(vault, tmp_path / "stick") / "documents").iterdir()) == []


def test_a_link_among_the_backups_is_not_thinned_out(vault: Vault, tmp_path: Path) -> None:
    made = backup(vault, tmp_path / "stick")
    elsewhere = tmp_path / "anderswo"
    made.rename(elsewhere)
    backup(vault, tmp_path / "stick")
    (tmp_path / "stick" / f"laufmappe-{vault.id[:8]}-20200101T000000Z").symlink_to(elsewhere)
    (tmp_path / "stick" / f"laufmappe-{vault.id[:8]}-20200101T000001Z").symlink_to(elsewhere)
    assert thin_out(tmp_path / "stick") == []
    assert (elsewhere / "vault.json").exists()
