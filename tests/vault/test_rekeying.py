# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new data key: the same content, the old key worth nothing, and no end of the program that breaks it."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.errors import SlotError, StorageError, VaultError, VaultTooNewError, WrongPassphraseError
from laufmappe.vault import (
    Vault,
    add_slot,
    check_vault,
    database,
    files,
    list_slots,
    open_vault,
    put_document,
    read_document,
    rekey,
    swap,
)
from laufmappe.vault.keyfile import VERSION, canonical

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]

REKEYING = """
import os, sys
from pathlib import Path
from laufmappe.vault import open_vault, rekey, swap

folder, passphrase, stop = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
vault = open_vault(folder, passphrase)

def progress(share):
    if stop.startswith("share") and share >= float(stop.split()[1]):
        os._exit(9)

def exit_after(count):
    done, replace = [], swap.replace
    def counted(source, target):
        replace(source, target)
        done.append(target)
        if len(done) == count:
            os._exit(9)
    swap.replace = counted

if stop == "decided":
    swap.finish = lambda folder: os._exit(9)
if stop.startswith("rename"):
    exit_after(int(stop.split()[1]))
rekey(vault, [passphrase], progress)
vault.close()
"""


def test_content_stays_and_the_old_key_opens_nothing(
    vault: Vault, passphrase: str, recovery_key: str, keep: Keep, kept: Kept, tmp_path: Path
) -> None:
    document = put_document(vault, b"Zeugnis")
    for number in range(100):
        keep(vault, f"{number} " * 100)
    before, old_key = kept(vault), vault.data_key
    shares: list[float] = []
    new_recovery = rekey(vault, [passphrase], shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    # The same engine goes on.
    assert kept(vault) == before
    keep(vault, "danach")
    assert vault.data_key != old_key
    with pytest.raises(VaultError):
        database.connect(vault.folder / "record.db", old_key, vault.key_file.version)
    assert check_vault(vault, [document]) == []
    assert list_slots(vault)[0].label == "Anna Muster"
    vault.close()
    for secret in (passphrase, new_recovery):
        with open_vault(vault.folder, secret) as again:
            assert kept(again) == [*before, "danach"]
            assert read_document(again, document.id, document.key) == b"Zeugnis"
            assert again.warnings == []
    with pytest.raises(WrongPassphraseError):
        open_vault(vault.folder, recovery_key)
    assert {path.name for path in vault.folder.iterdir()} <= {
        "vault.json", "vault.mark", "vault.lock", "record.db", "record.db-journal", "documents"
    }  # fmt: skip


def test_accesses_without_their_passphrase_are_only_dropped_when_that_is_wanted(vault: Vault, passphrase: str) -> None:
    add_slot(vault, "zweite Passphrase", "Beate")
    with pytest.raises(SlotError, match="fehlt die Passphrase"):
        rekey(vault, [passphrase])
    with pytest.raises(SlotError):
        rekey(vault, [], drop_others=True)
    with pytest.raises(WrongPassphraseError):
        rekey(vault, [passphrase, "falsch"])
    assert len(list_slots(vault)) == 3
    rekey(vault, ["zweite Passphrase"], drop_others=True)
    assert [(slot.kind, slot.label, slot.is_current) for slot in list_slots(vault)] == [
        ("passphrase", "Beate", True),
        ("recovery", "", False),
    ]


def test_full_text_search_and_counters_survive(vault: Vault, passphrase: str) -> None:
    with vault.writer.begin() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5 (a)")
        connection.exec_driver_sql("INSERT INTO words VALUES ('Hallo Welt')")
        connection.exec_driver_sql("CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT)")
        connection.exec_driver_sql("INSERT INTO c VALUES (41)")
        connection.exec_driver_sql("DELETE FROM c")
    rekey(vault, [passphrase])
    with vault.writer.begin() as connection:
        assert connection.exec_driver_sql("SELECT a FROM words WHERE words MATCH 'welt'").scalar() == "Hallo Welt"
        assert connection.exec_driver_sql("INSERT INTO c DEFAULT VALUES RETURNING id").scalar() == 42


@pytest.mark.parametrize("stop", [f"share {share}" for share in (0.0, 0.4, 0.7, 1.0)])
def test_an_end_before_the_decision_leaves_the_old_vault(
    folder: Path, passphrase: str, recovery_key: str, kept: Kept, stop: str
) -> None:
    run_until(folder, passphrase, stop)
    with open_vault(folder, recovery_key) as vault:
        assert kept(vault) == ["erste Zeile"]
        assert vault.warnings == []
        assert check_vault(vault) == []
    assert not list(folder.glob("*next*"))


@pytest.mark.parametrize("stop", ["decided", "rename 1", "rename 2"])
def test_an_end_after_the_decision_gives_the_new_vault(
    folder: Path, passphrase: str, recovery_key: str, kept: Kept, stop: str
) -> None:
    run_until(folder, passphrase, stop)
    with open_vault(folder, passphrase) as vault:
        assert kept(vault) == ["erste Zeile"]
        # Nobody has seen the new recovery key, and the old one is void.
        (warning,) = vault.warnings
        assert "Das alte Blatt gilt nicht mehr" in warning
        assert not vault.may_lack_entries
        assert check_vault(vault) == []
        vault.acknowledge_warnings()
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []
    with pytest.raises(WrongPassphraseError):
        open_vault(folder, recovery_key)
    assert not list(folder.glob("*next*"))


@pytest.mark.parametrize("share", [0.2, 0.4, 0.7, 1.0])
def test_a_cancelled_change_leaves_everything_as_it_was(
    vault: Vault, passphrase: str, recovery_key: str, kept: Kept, share: float
) -> None:
    def stop(now: float) -> None:
        if now >= share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rekey(vault, [passphrase], stop)
    assert kept(vault) == ["erste Zeile"]
    vault.close()
    open_vault(vault.folder, recovery_key).close()
    assert not list(vault.folder.glob("*next*"))


def test_a_large_vault_tells_how_far_it_is_and_can_be_cancelled_meanwhile(
    vault: Vault, passphrase: str, kept: Kept, keep: Keep
) -> None:
    keep(vault, "zweite Zeile")
    with vault.writer.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)"
            " INSERT INTO note (text) SELECT 'Zeile ' || i || hex(zeroblob(250)) FROM n"
        )
    before = kept(vault)

    def stop(share: float) -> None:
        if 0.2 < share < 0.7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rekey(vault, [passphrase], stop)
    assert kept(vault) == before
    assert not list(vault.folder.glob("*next*"))
    shares: list[float] = []
    rekey(vault, [passphrase], shares.append)
    assert shares == sorted(shares)
    assert len([share for share in shares if 0 < share < 0.7]) > 3
    assert kept(vault) == before
    assert check_vault(vault) == []


def test_a_full_disk_leaves_everything_as_it_was(
    vault: Vault, passphrase: str, recovery_key: str, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("laufmappe.vault.files.open_new", full)
        with pytest.raises(StorageError):
            rekey(vault, [passphrase])
    assert kept(vault) == ["erste Zeile"]
    vault.close()
    open_vault(vault.folder, recovery_key).close()


def test_a_disk_that_fails_in_the_last_step_is_no_loss(
    vault: Vault, passphrase: str, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []
    replace = files.replace

    def fail_second(source: Path, target: Path) -> None:
        if done:
            raise OSError(5, "Input/output error")
        replace(source, target)
        done.append(target)

    with monkeypatch.context() as patch:
        patch.setattr(swap, "replace", fail_second)
        with pytest.raises(StorageError):
            rekey(vault, [passphrase])
    assert not vault.is_open
    with open_vault(vault.folder, passphrase) as again:
        assert kept(again) == ["erste Zeile"]
        assert check_vault(again) == []


def test_a_running_transaction_is_not_torn_apart(vault: Vault, passphrase: str) -> None:
    with vault.engine.connect(), pytest.raises(VaultError, match="anderer Vorgang"):
        rekey(vault, [passphrase])


def test_a_broken_or_foreign_decision_is_not_followed(folder: Path, passphrase: str, kept: Kept) -> None:
    shutil.copy(folder / "record.db", folder / "record.next.db")
    (folder / "vault.next.json").write_bytes(b"{}")
    with open_vault(folder, passphrase) as vault:
        assert kept(vault) == ["erste Zeile"]


def test_what_a_newer_program_has_decided_is_left_to_it(folder: Path, passphrase: str) -> None:
    document = json.loads((folder / "vault.json").read_bytes())
    del document["checksum"]
    document["version"] = VERSION + 1
    document["checksum"] = base64.b64encode(hashlib.sha256(canonical(document)).digest()).decode()
    (folder / "vault.next.json").write_text(json.dumps(document))
    (folder / "record.next.db").write_bytes(b"its copy")
    with pytest.raises(VaultTooNewError):
        open_vault(folder, passphrase)
    assert (folder / "record.next.db").read_bytes() == b"its copy"


def run_until(folder: Path, passphrase: str, stop: str) -> None:
    ended = subprocess.run([sys.executable, "-c", REKEYING, str(folder), passphrase, stop], check=False, timeout=60)
    assert ended.returncode == 9
