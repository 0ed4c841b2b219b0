# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One flipped bit or a cut end, anywhere: noticed, or of no effect. Never a traceback, never other people's words."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.errors import DocumentError, KeyFileDamagedError, VaultError
from laufmappe.vault import Vault, check_vault, open_vault, put_document, read_document

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]
LINES = [f"Zeile {number} " + "x" * 200 for number in range(200)]


@pytest.fixture
def full(folder: Path, passphrase: str, keep: Keep) -> Path:
    """A vault of some dozen pages."""
    with open_vault(folder, passphrase) as vault:
        for line in LINES[:20]:
            keep(vault, line)
    return folder


def flipped(content: bytes, source: random.Random) -> bytes:
    changed = bytearray(content)
    changed[source.randrange(len(content))] ^= 1 << source.randrange(8)
    return bytes(changed)


def test_every_flipped_bit_in_the_key_file_is_called_damage(full: Path, passphrase: str) -> None:
    content = (full / "vault.json").read_bytes()
    source = random.Random(1)  # noqa: S311 - the same damage in every run
    for _round in range(150):
        (full / "vault.json").write_bytes(flipped(content, source))
        with pytest.raises(KeyFileDamagedError):
            open_vault(full, passphrase)
    for length in range(0, len(content) - 1, 60):
        (full / "vault.json").write_bytes(content[:length])
        with pytest.raises(KeyFileDamagedError):
            open_vault(full, passphrase)
    (full / "vault.json").write_bytes(content)
    open_vault(full, passphrase).close()


def test_every_flipped_bit_in_the_database_is_noticed(full: Path, passphrase: str) -> None:
    content = (full / "record.db").read_bytes()
    source = random.Random(2)  # noqa: S311 - the same damage in every run
    for _round in range(100):
        (full / "record.db").write_bytes(flipped(content, source))
        try:
            with open_vault(full, passphrase) as vault:
                assert check_vault(vault)
        except VaultError:
            continue


def test_a_cut_database_is_noticed(full: Path, passphrase: str) -> None:
    content = (full / "record.db").read_bytes()
    source = random.Random(3)  # noqa: S311 - the same damage in every run
    cuts = {0, 1, 4095, 4096, 8192, len(content) - 4096, len(content) - 1}
    for length in sorted(cuts | {source.randrange(len(content)) for _round in range(20)}):
        (full / "record.db").write_bytes(content[:length])
        try:
            with open_vault(full, passphrase) as vault:
                assert check_vault(vault), length
        except VaultError:
            continue


def test_damage_met_in_the_middle_of_work_is_a_sentence(full: Path, passphrase: str, kept: Kept) -> None:
    with open_vault(full, passphrase) as vault:
        size = (full / "record.db").stat().st_size
        with (full / "record.db").open("r+b") as file:
            file.seek(size // 2 // 4096 * 4096)
            file.write(b"\0" * (size - size // 2))
        with pytest.raises(VaultError, match="beschädigt"):
            kept(vault)


def test_damage_in_the_small_files_never_keeps_a_vault_shut(full: Path, passphrase: str, kept: Kept) -> None:
    source = random.Random(4)  # noqa: S311 - the same damage in every run
    for name in ("vault.mark", "vault.lock", "record.db-journal"):
        whole = (full / name).read_bytes()
        for content in (b"", b"\xff" * 100, b"[]", b"{}", b'"x"', b"[" * 2000, *(flipped(whole or b"x", source),) * 20):
            (full / name).write_bytes(content)
            with open_vault(full, passphrase) as vault:
                assert len(kept(vault)) == 21


def test_a_damaged_document_is_refused_and_the_rest_is_readable(vault: Vault, kept: Kept) -> None:
    document = put_document(vault, b"Inhalt " * 100)
    path = vault.documents / document.id
    content = path.read_bytes()
    source = random.Random(5)  # noqa: S311 - the same damage in every run
    for _round in range(60):
        path.write_bytes(flipped(content, source))
        with pytest.raises(DocumentError):
            read_document(vault, document.id, document.key)
    for length in (0, 5, 6, 17, 18, 33, len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(DocumentError):
            read_document(vault, document.id, document.key)
    assert len(check_vault(vault, [document])) == 1
    assert kept(vault) == ["erste Zeile"]


def test_the_files_of_two_vaults_do_not_mix(full: Path, passphrase: str, tmp_path: Path) -> None:
    other = tmp_path / "kopie"
    shutil.copytree(full, other)
    with open_vault(other, passphrase) as vault:
        document = put_document(vault, b"Inhalt")
        moved = vault.documents / ("0" * 32)
        (vault.documents / document.id).rename(moved)
        with pytest.raises(DocumentError, match="beschädigt"):
            read_document(vault, moved.name, document.key)
