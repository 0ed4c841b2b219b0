# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup is a vault; an old one is never overwritten, a failed one leaves the last."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from laufmappe.errors import (
    KeyFileDamagedError,
    StorageError,
    VaultError,
    VaultExistsError,
    VaultInUseError,
    VaultMissingError,
)
from laufmappe.vault import (
    StoredDocument,
    Vault,
    backup,
    check_vault,
    list_backups,
    open_vault,
    put_document,
    read_document,
    restore,
    thin_out,
)

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def document(vault: Vault) -> StoredDocument:
    return put_document(vault, b"Zeugnis " * 100)


def test_a_backup_opens_with_the_same_passphrase_and_holds_everything(
    vault: Vault, document: StoredDocument, passphrase: str, recovery_key: str, keep: Keep, kept: Kept, tmp_path: Path
) -> None:
    made = backup(vault, tmp_path / "stick")
    keep(vault, "nach der Sicherung")
    vault.close()
    restore(made, tmp_path / "neu")
    for secret in (passphrase, recovery_key):
        with open_vault(tmp_path / "neu", secret) as restored:
            assert restored.id == vault.id
            assert kept(restored) == ["erste Zeile"]
            assert read_document(restored, document.id, document.key) == b"Zeugnis " * 100
            assert check_vault(restored, [document]) == []
            (warning,) = restored.warnings
            assert "aus einer Sicherung" in warning


def test_a_backup_is_made_while_another_connection_writes(vault: Vault, keep: Keep, kept: Kept, tmp_path: Path) -> None:
    seen: list[float] = []

    def write_meanwhile(share: float) -> None:
        seen.append(share)
        if len(seen) == 1:
            keep(vault, "währenddessen")

    backup(vault, tmp_path / "stick", progress=write_meanwhile)
    assert seen[-1] == 1
    assert seen == sorted(seen)
    assert "währenddessen" in kept(vault)


def test_a_backup_names_nobody_and_only_finished_ones_have_a_name(vault: Vault, tmp_path: Path) -> None:
    made = backup(vault, tmp_path / "stick", now=NOON)
    again = backup(vault, tmp_path / "stick", now=NOON)
    assert [made.name, again.name] == [f"laufmappe-{vault.id[:8]}-20261123T120000Z{end}" for end in ("", "-2")]
    assert {path.name for path in made.iterdir()} == {"vault.json", "vault.mark", "record.db", "documents"}
    assert [entry.folder for entry in list_backups(tmp_path / "stick")] == [made, again]
    assert list_backups(tmp_path / "nirgends") == []


def test_a_failed_backup_leaves_the_last_good_one(
    vault: Vault, passphrase: str, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup(vault, tmp_path / "stick", now=NOON)

    def stop(share: float) -> None:
        if share >= 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(vault, tmp_path / "stick", progress=stop)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("laufmappe.vault.files.open_new", full)
        with pytest.raises(StorageError, match="kein Platz"):
            backup(vault, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == [good]
    vault.close()
    restore(good, tmp_path / "neu")
    with open_vault(tmp_path / "neu", passphrase) as restored:
        assert kept(restored) == ["erste Zeile"]


def test_a_copy_that_came_out_damaged_is_no_backup(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laufmappe.vault import backups

    def damage(path: Path) -> None:
        if path.name == "record.db":
            content = bytearray(path.read_bytes())
            content[-100] ^= 1
            path.write_bytes(content)

    monkeypatch.setattr(backups, "sync_file", damage)
    with pytest.raises(VaultError, match="beschädigt"):
        backup(vault, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_damaged_vault_gives_no_backup(vault: Vault, keep: Keep, tmp_path: Path) -> None:
    for number in range(50):
        keep(vault, f"{number}" * 200)
    vault.engine.dispose()
    with (vault.folder / "record.db").open("r+b") as file:
        file.seek(5 * 4096 + 100)
        file.write(b"\xff\xff\xff\xff")
    with pytest.raises(VaultError, match="beschädigt"):
        backup(vault, tmp_path / "stick")
    assert list_backups(tmp_path / "stick") == []


def test_restoring_overwrites_nothing(vault: Vault, folder: Path, tmp_path: Path) -> None:
    made = backup(vault, tmp_path / "stick")
    vault.close()
    with pytest.raises(VaultExistsError):
        restore(made, folder)
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "brief.txt").write_text("x")
    with pytest.raises(VaultExistsError):
        restore(made, tmp_path / "voll")
    assert [path.name for path in (tmp_path / "voll").iterdir()] == ["brief.txt"]


def test_what_is_no_backup_is_not_restored(vault: Vault, tmp_path: Path) -> None:
    made = backup(vault, tmp_path / "stick")
    with pytest.raises(VaultMissingError):
        restore(tmp_path / "stick", tmp_path / "neu")
    (made / "vault.json").write_text("{}")
    with pytest.raises(KeyFileDamagedError):
        restore(made, tmp_path / "neu")
    assert not (tmp_path / "neu").exists()


def test_a_cancelled_restore_leaves_the_folder_empty(vault: Vault, document: StoredDocument, tmp_path: Path) -> None:
    made = backup(vault, tmp_path / "stick")

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(made, tmp_path / "neu", progress=stop)
    assert not (tmp_path / "neu").exists()
    restore(made, tmp_path / "neu")


def test_a_vault_that_a_power_cut_left_is_restored_as_it_was_before_the_act(
    vault: Vault, kept: Kept, passphrase: str, tmp_path: Path
) -> None:
    before = kept(vault)
    with closing(vault.connect()) as connection:
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE note SET text = 'halb'")
        for _line in range(50):
            connection.execute("INSERT INTO note (text) SELECT hex(randomblob(2000))")
        shutil.copytree(vault.folder, tmp_path / "stromausfall")
        connection.execute("ROLLBACK")
    assert (tmp_path / "stromausfall" / "record.db-journal").stat().st_size > 0
    restore(tmp_path / "stromausfall", tmp_path / "neu")
    with open_vault(tmp_path / "neu", passphrase) as restored:
        assert kept(restored) == before
        assert check_vault(restored) == []


def test_an_open_vault_is_no_backup_and_a_backup_no_place_for_a_vault(
    vault: Vault, passphrase: str, tmp_path: Path
) -> None:
    made = backup(vault, tmp_path / "stick")
    with pytest.raises(VaultInUseError):
        restore(vault.folder, tmp_path / "neu")
    with pytest.raises(StorageError, match="nicht in der Sicherung selbst"):
        restore(made, made / "neu")
    assert not (tmp_path / "neu").exists()
    assert not (made / "neu").exists()


def test_a_file_where_a_folder_is_meant_is_called_one(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    for place in (tmp_path / "datei", tmp_path / "datei" / "innen"):
        with pytest.raises(StorageError, match="schon eine Datei"):
            backup(vault, place)
    assert (tmp_path / "datei").read_text() == "x"


def test_the_backup_can_not_lie_in_the_vault(vault: Vault) -> None:
    with pytest.raises(StorageError):
        backup(vault, vault.folder / "sicherung")
    assert not (vault.folder / "sicherung").exists()


def test_unchanged_documents_take_no_room_twice(vault: Vault, document: StoredDocument, tmp_path: Path) -> None:
    first = backup(vault, tmp_path / "stick", now=NOON)
    second = backup(vault, tmp_path / "stick", now=NOON + timedelta(days=1))
    assert (first / "documents" / document.id).samefile(second / "documents" / document.id)
    # A damaged twin is not taken over.
    content = (second / "documents" / document.id).read_bytes()
    (second / "documents" / document.id).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    third = backup(vault, tmp_path / "stick", now=NOON + timedelta(days=2))
    assert (third / "documents" / document.id).read_bytes() == (vault.documents / document.id).read_bytes()


def fake_backups(source: Path, destination: Path, days: list[datetime]) -> None:
    for day in days:
        shutil.copytree(source, destination / f"{source.name[:18]}-{day:%Y%m%dT%H%M%SZ}")


def test_thinning_out_keeps_days_weeks_and_months(vault: Vault, tmp_path: Path) -> None:
    source = backup(vault, tmp_path / "quelle")
    (tmp_path / "stick").mkdir()
    fake_backups(source, tmp_path / "stick", [NOON - timedelta(hours=12 * number) for number in range(1, 2 * 500)])
    (tmp_path / "stick" / "urlaub.jpg").write_text("bleibt")
    removed = thin_out(tmp_path / "stick", now=NOON)
    left = [entry.made for entry in list_backups(tmp_path / "stick")]
    assert len(left) + len(removed) == 999
    assert len({made.date() for made in left if NOON - made < timedelta(days=7)}) == 7
    assert len(left) <= 7 + 4 + 12
    assert max(left) == NOON - timedelta(hours=12)
    assert len({(made.year, made.month) for made in left}) == 12
    assert thin_out(tmp_path / "stick", now=NOON) == []
    assert (tmp_path / "stick" / "urlaub.jpg").exists()


def test_thinning_out_never_takes_the_last_good_backup(vault: Vault, tmp_path: Path) -> None:
    source = backup(vault, tmp_path / "quelle")
    (tmp_path / "stick").mkdir()
    old = [NOON - timedelta(days=3000), NOON - timedelta(days=2999)]
    fake_backups(source, tmp_path / "stick", [*old, NOON - timedelta(hours=1), NOON - timedelta(hours=2)])
    newest = list_backups(tmp_path / "stick")[-1].folder
    (newest / "record.db").write_bytes(b"")
    thin_out(tmp_path / "stick", now=NOON)
    left = [entry.folder for entry in list_backups(tmp_path / "stick")]
    assert newest in left
    assert NOON - timedelta(hours=2) in [entry.made for entry in list_backups(tmp_path / "stick")]
