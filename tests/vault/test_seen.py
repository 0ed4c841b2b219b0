# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder that is replaced as a whole by an older copy is told at the computer where the newer one was open."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.vault import Vault, backup, check_folder, open_vault, restore, seen

Keep = Callable[[Vault, str], None]
OLDER = "älteren Stand, als er an diesem Rechner schon war"


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that this account remembers vaults in."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "laufmappe" / "seen.json"


@pytest.fixture
def older(folder: Path, passphrase: str, keep: Keep, tmp_path: Path) -> Path:
    """The folder of the vault, put back as a whole to what it was before its last line."""
    shutil.copytree(folder, tmp_path / "kopie")
    with open_vault(folder, passphrase) as vault:
        keep(vault, "zweite Zeile")
    shutil.rmtree(folder)
    return Path(shutil.copytree(tmp_path / "kopie", folder))


def test_an_older_folder_is_told_until_it_is_acknowledged(older: Path, passphrase: str) -> None:
    assert OLDER in check_folder(older, passphrase).warnings[0]
    for _round in range(2):
        with open_vault(older, passphrase) as vault:
            assert len(vault.warnings) == 1
            assert OLDER in vault.warnings[0]
            assert vault.may_lack_entries
    with open_vault(older, passphrase) as vault:
        vault.acknowledge_warnings()
    with open_vault(older, passphrase) as vault:
        assert vault.warnings == []
    assert check_folder(older, passphrase).warnings == []


def test_a_computer_that_never_saw_it_can_not_tell(older: Path, passphrase: str, memory: Path) -> None:
    memory.unlink()
    with open_vault(older, passphrase) as vault:
        assert vault.warnings == []


def test_copies_elsewhere_and_restored_backups_are_no_older_folders(
    folder: Path, passphrase: str, keep: Keep, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "kopie")
    with open_vault(folder, passphrase) as vault:
        made = backup(vault, tmp_path / "stick")
    for _round in range(3):
        with open_vault(folder, passphrase) as vault:
            keep(vault, "weiter")
    with open_vault(tmp_path / "kopie", passphrase) as vault:
        assert vault.warnings == []
    shutil.rmtree(folder)
    restore(made, folder)
    with open_vault(folder, passphrase) as vault:
        (warning,) = vault.warnings
        assert "aus einer Sicherung" in warning
        vault.acknowledge_warnings()
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []


def test_the_memory_names_no_vault_and_no_place(vault: Vault, memory: Path) -> None:
    content = memory.read_text()
    assert vault.id not in content
    assert vault.folder.name not in content
    if os.name != "nt":
        assert memory.stat().st_mode & 0o077 == 0


def test_the_memory_does_not_grow_for_ever(memory: Path, tmp_path: Path) -> None:
    for number in range(100):
        seen.remember(f"{number:032x}", tmp_path, number)
    assert memory.stat().st_size < 4000
    assert [seen.last_generation(f"{number:032x}", tmp_path) for number in (0, 35, 36, 99)] == [0, 0, 36, 99]


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"a": "b"}', b"[" * 9000, b'{"a": NaN, "b": 1e999}', None])
def test_a_broken_memory_keeps_nobody_out(folder: Path, passphrase: str, memory: Path, content: bytes | None) -> None:
    memory.unlink()
    if content is None:
        memory.mkdir()
    else:
        memory.write_bytes(content)
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []


def test_without_a_place_nothing_is_remembered(
    folder: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    with open_vault(folder, passphrase) as vault:
        assert vault.warnings == []
    assert not (tmp_path / "relative").exists()
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    open_vault(folder, passphrase).close()
