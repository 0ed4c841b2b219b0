# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A disk that takes only so many bytes: a sentence, and the vault as it was."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from laufmappe.errors import StorageError
from laufmappe.vault import (
    CHEAP_COST,
    Vault,
    add_slot,
    backup,
    check_vault,
    create_vault,
    files,
    list_slots,
    open_vault,
    put_document,
    rekey,
    relabel_slot,
    rotate_recovery,
    swap,
)

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]


class FailingFile:
    """A file on a disk with room for so many bytes."""

    def __init__(self, file: BinaryIO, room: int) -> None:
        self._file, self._room = file, room

    def __enter__(self) -> "FailingFile":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[: self._room])
        if len(data) > self._room:
            self._file.flush()
            raise OSError(28, "No space left on device")

    def flush(self) -> None:
        self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


@pytest.mark.parametrize("room", [0, 1, 100, 900])
def test_every_change_is_refused_whole(
    vault: Vault, passphrase: str, kept: Kept, tmp_path: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir() if path.suffix == ".json"}
    open_new = files.open_new
    with monkeypatch.context() as patch:
        patch.setattr(files, "open_new", lambda path: FailingFile(open_new(path), room))
        changes: list[Callable[[], object]] = [
            lambda: add_slot(vault, "zweite Passphrase"),
            lambda: rotate_recovery(vault),
            lambda: rekey(vault, [passphrase]),
            lambda: put_document(vault, b"x" * 5000),
            lambda: backup(vault, tmp_path / "stick"),
            lambda: create_vault(tmp_path / "neu", passphrase, cost=CHEAP_COST),
        ]
        for change in changes:
            with pytest.raises(StorageError, match="kein Platz"):
                change()
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir() if path.suffix == ".json"} == before
    assert not list(tmp_path.rglob(f"{files.TEMPORARY}*"))
    assert len(list_slots(vault)) == 2
    assert kept(vault) == ["erste Zeile"]
    assert check_vault(vault) == []
    vault.close()
    open_vault(vault.folder, passphrase).close()


def test_a_disk_that_fails_after_any_number_of_bytes_leaves_the_old_key_file_or_the_new(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new, before = files.open_new, (vault.folder / "vault.json").read_bytes()
    for room in range(len(before)):
        with monkeypatch.context() as patch:
            patch.setattr(files, "open_new", lambda path, room=room: FailingFile(open_new(path), room))
            with pytest.raises(StorageError, match="kein Platz"):
                relabel_slot(vault, vault.slot, "anders")
    assert (vault.folder / "vault.json").read_bytes() == before
    assert not list(vault.folder.glob(f"{files.TEMPORARY}*"))
    relabel_slot(vault, vault.slot, "anders")
    assert check_vault(vault) == []


EVERYWHERE = """
import resource, sys
from pathlib import Path
from sqlalchemy import text
from laufmappe.errors import StorageError
from laufmappe.vault import check_vault, open_vault

vault = open_vault(Path(sys.argv[1]), sys.argv[2])
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
there, refused, step = 0, 0, int(sys.argv[3])
for limit in range(0, 60_000, step):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with vault.writer.begin() as connection:
            connection.execute(text("INSERT INTO note (text) VALUES (:t)"), {"t": "y" * 9000})
        there += 1
    except StorageError:
        refused += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    with vault.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM note WHERE text LIKE 'yy%'")).scalar() == there, limit
assert check_vault(vault) == []
vault.close()
print(there > 0, refused > 10)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is a thing of Unix")
def test_a_disk_that_fails_after_any_number_of_bytes_leaves_the_old_record_or_the_new(
    folder: Path, passphrase: str, kept: Kept
) -> None:
    command = [sys.executable, "-c", EVERYWHERE, str(folder), passphrase, "499"]
    ended = subprocess.run(command, check=True, capture_output=True, text=True, timeout=100)
    assert ended.stdout.split() == ["True", "True"]
    with open_vault(folder, passphrase) as vault:
        assert kept(vault)[0] == "erste Zeile"
        assert vault.warnings == []


def fail_to_sync(*_arguments: object) -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("broken", ["files", "files and swap"])
def test_a_disk_that_fails_after_the_file_has_its_name_loses_no_access(
    vault: Vault, passphrase: str, recovery_key: str, kept: Kept, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files, "sync_folder", fail_to_sync)
        if "swap" in broken:
            patch.setattr(swap, "sync_folder", fail_to_sync)
        with pytest.raises(StorageError):
            add_slot(vault, "zweite Passphrase")
        listed = {slot.id for slot in list_slots(vault)}
        with pytest.raises(StorageError):
            rekey(vault, [passphrase, "zweite Passphrase"])
    vault.close()
    for secret in (passphrase, "zweite Passphrase", recovery_key):
        with open_vault(vault.folder, secret) as again:
            assert {slot.id for slot in list_slots(again)} == listed
            assert kept(again) == ["erste Zeile"]
            assert again.warnings == []


def test_a_new_recovery_key_reaches_the_person_when_only_the_database_is_full(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise StorageError("kein Platz")

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "_write", full)
        new = rotate_recovery(vault)
    vault.close()
    with open_vault(vault.folder, new) as again:
        assert again.warnings == []


LIMITED = """
import resource, sys
from pathlib import Path
from sqlalchemy import text
from laufmappe.errors import StorageError
from laufmappe.vault import backup, open_vault, put_document, rekey

folder, passphrase, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
vault = open_vault(folder, passphrase)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

def write():
    with vault.writer.begin() as connection:
        for _number in range(100):
            connection.execute(text("INSERT INTO note (text) VALUES (:t)"), {"t": "y" * 3000})

for what, change in {
    "write": write,
    "document": lambda: put_document(vault, b"x" * 200_000),
    "rekey": lambda: rekey(vault, [passphrase]),
    "backup": lambda: backup(vault, folder.parent / "stick"),
}.items():
    try:
        change()
    except StorageError as error:
        # Only where something was entered may the sentence speak of it.
        assert ("Änderung wurde nicht gespeichert" in str(error)) == (what == "write"), what
        print("refused")
with vault.engine.connect() as connection:
    print(connection.execute(text("SELECT count(*) FROM note WHERE text <> 'y'")).scalar())
vault.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is a thing of Unix")
@pytest.mark.parametrize("limit", [2048, 30_000])
def test_a_limit_of_the_operating_system_breaks_nothing(
    folder: Path, passphrase: str, keep: Keep, kept: Kept, limit: int
) -> None:
    with open_vault(folder, passphrase) as vault:
        for _number in range(20):
            keep(vault, "z" * 3000)
    command = [sys.executable, "-c", LIMITED, str(folder), passphrase, str(limit)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert ended.stdout.split() == ["refused"] * 4 + ["21"]
    with open_vault(folder, passphrase) as vault:
        assert len(kept(vault)) == 21
        assert check_vault(vault) == []
        assert vault.warnings == []
