# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lock, the small file layer, the process and the cost of a try."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from laufmappe.errors import StorageError, VaultError, VaultInUseError
from laufmappe.vault import CHEAP_COST, DEFAULT_COST, KdfCost, cost, files
from laufmappe.vault.lock import FolderLock


def test_two_locks_exclude_each_other_and_a_released_one_is_free(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire()
    with pytest.raises(VaultInUseError, match=f"{os.getpid()}"):
        second.acquire()
    assert str(os.getpid()) in second.holder()
    first.release()
    first.release()
    assert second.holder() == ""
    second.acquire()
    second.release()


def test_asking_who_holds_it_does_not_disturb(tmp_path: Path) -> None:
    assert FolderLock(tmp_path).holder() == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"[]", b'{"pid": 3}', b'{"pid": "1", "host": "fremd"}', b"[" * 900])
def test_a_left_over_lock_file_locks_nothing(tmp_path: Path, note: bytes) -> None:
    (tmp_path / "vault.lock").write_bytes(note)
    lock = FolderLock(tmp_path)
    assert lock.holder() == ""
    lock.acquire()
    lock.release()


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        FolderLock(tmp_path / "weg").acquire()


def test_a_replaced_file_is_the_old_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "datei"
    files.atomic_write(target, b"alt")

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", stop)
        with pytest.raises(KeyboardInterrupt):
            files.atomic_write(target, b"neu")
    assert target.read_bytes() == b"alt"
    files.atomic_write(target, b"neu")
    assert target.read_bytes() == b"neu"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["fort/mappe.pdf", "x" * 300])
def test_a_folder_that_is_not_there_and_a_name_that_can_not_be_are_told_from_a_broken_disk(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(StorageError, match="gibt es dort nicht"), files.storing():
        files.write_synced(tmp_path / name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_unfinished_files_are_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".laufmappe-0123").write_text("halb")
    (tmp_path / "brief.txt").write_text("ganz")
    (tmp_path / ".laufmappe-ordner").mkdir()
    files.sweep_temporary(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"brief.txt", ".laufmappe-ordner"}
    files.sweep_temporary(tmp_path / "weg")


def test_a_measured_cost_stays_between_its_floor_and_ceiling() -> None:
    measured = cost.calibrated_cost(target_seconds=0.01)
    assert measured in (DEFAULT_COST, cost.FALLBACK_COST)
    assert measured.protects
    assert not CHEAP_COST.protects
    assert cost.is_acceptable(measured)
    assert cost.is_acceptable(CHEAP_COST)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.5, KdfCost(262144, 3, 4)),
        (0.1, KdfCost(262144, 10, 4)),
        (0.25, KdfCost(262144, 6, 4)),
        (2.0, KdfCost(262144, 3, 4)),
    ],
)
def test_faster_machines_take_more_passes(seconds: float, expected: KdfCost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "_measure", lambda _cost: seconds)
    assert cost.calibrated_cost() == expected


def test_a_small_or_slow_machine_takes_less_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(asked: KdfCost) -> float:
        if asked.memory_kib > 100_000:
            raise MemoryError
        return 0.4

    monkeypatch.setattr(cost, "_measure", measured)
    assert cost.calibrated_cost() == cost.FALLBACK_COST
    monkeypatch.setattr(cost, "_measure", lambda asked: 9.0)
    assert cost.calibrated_cost() == cost.FALLBACK_COST


def test_missing_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def derive(*_arguments: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(cost, "_argon2id", derive)
    with pytest.raises(VaultError, match="256 MiB"):
        cost.stretch(b"x", bytes(16), DEFAULT_COST)


@pytest.mark.skipif(sys.platform != "linux", reason="a promise for Linux")
def test_a_hardened_process_leaves_no_core_and_is_not_read_by_others() -> None:
    script = (
        "import ctypes, resource; from laufmappe.vault import harden_process; harden_process();"
        "assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0;"
        "assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
