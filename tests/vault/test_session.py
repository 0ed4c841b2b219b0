# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person meets when a vault is made, opened and closed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from laufmappe.errors import (
    DatabaseDamagedError,
    KeyFileDamagedError,
    StorageError,
    VaultError,
    VaultExistsError,
    VaultInUseError,
    VaultMissingError,
    VaultTooNewError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from laufmappe.vault import (
    CHEAP_COST,
    DEFAULT_COST,
    Vault,
    backup,
    check_vault,
    create_vault,
    open_vault,
    peek,
    put_document,
    rekey,
    restore,
)
from laufmappe.vault.keyfile import canonical

Kept = Callable[[Vault], list[str]]


def test_what_was_kept_is_there_after_opening_with_the_passphrase(folder: Path, passphrase: str, kept: Kept) -> None:
    with open_vault(folder, passphrase) as vault:
        assert kept(vault) == ["erste Zeile"]
        assert vault.warnings == []
        assert check_vault(vault) == []


def test_the_recovery_key_opens_the_vault_however_it_is_typed(folder: Path, recovery_key: str, kept: Kept) -> None:
    typed = recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    with open_vault(folder, typed) as vault:
        assert kept(vault) == ["erste Zeile"]


def test_a_passphrase_typed_with_combining_marks_is_the_same_passphrase(tmp_path: Path) -> None:
    create_vault(tmp_path / "t", "Prüfung ﬁndet statt", cost=CHEAP_COST)[0].close()
    open_vault(tmp_path / "t", "Pru\u0308fung findet statt").close()


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_file(folder: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphraseError, match="öffnet den Tresor nicht"):
        open_vault(folder, passphrase + "x")
    content = bytearray((folder / "vault.json").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "vault.json").write_bytes(content)
    with pytest.raises(KeyFileDamagedError, match="beschädigt"):
        open_vault(folder, passphrase)


def test_a_typing_error_in_the_recovery_key_is_named_as_one(folder: Path, recovery_key: str) -> None:
    wrong = ("3" if recovery_key[0] != "3" else "4") + recovery_key[1:]
    with pytest.raises(WrongPassphraseError, match="Tippfehler"):
        open_vault(folder, wrong)


@pytest.mark.parametrize("secret", ["", " ", "\0", "\ud800", "x" * 100_000])
def test_any_text_may_be_tried_as_a_passphrase(folder: Path, secret: str) -> None:
    with pytest.raises(WrongPassphraseError):
        open_vault(folder, secret)


def test_a_second_opening_is_refused_and_named(vault: Vault, passphrase: str, kept: Kept) -> None:
    with pytest.raises(VaultInUseError, match=str(os.getpid())):
        open_vault(vault.folder, passphrase)
    assert peek(vault.folder).in_use
    assert kept(vault) == ["erste Zeile"]


def test_a_vault_whose_process_died_opens_at_once(folder: Path, passphrase: str) -> None:
    script = (
        "import os, sys; from pathlib import Path; from laufmappe.vault import open_vault;"
        "open_vault(Path(sys.argv[1]), sys.argv[2]); os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(folder), passphrase], check=False, timeout=60)
    assert ended.returncode == 9
    assert "pid" in json.loads((folder / "vault.lock").read_text())
    open_vault(folder, passphrase).close()


def test_closing_twice_is_no_fault_and_ends_every_access(folder: Path, passphrase: str, kept: Kept) -> None:
    vault = open_vault(folder, passphrase)
    vault.close()
    vault.close()
    assert not vault.is_open
    with pytest.raises(VaultError, match="geschlossen"):
        kept(vault)
    open_vault(folder, passphrase).close()


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, b"SQLite format 3\0" + b"x" * 8000, b"not a database"])
def test_an_empty_or_foreign_database_is_refused(folder: Path, passphrase: str, content: bytes) -> None:
    (folder / "record.db").write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        open_vault(folder, passphrase)
    assert (folder / "record.db").read_bytes() == content


def test_another_vaults_database_is_refused(folder: Path, passphrase: str, tmp_path: Path) -> None:
    create_vault(tmp_path / "andere", passphrase, cost=CHEAP_COST)[0].close()
    shutil.copy(tmp_path / "andere" / "record.db", folder / "record.db")
    with pytest.raises(DatabaseDamagedError):
        open_vault(folder, passphrase)


def test_a_missing_database_is_not_made_anew(folder: Path, passphrase: str) -> None:
    (folder / "record.db").unlink()
    with pytest.raises(DatabaseDamagedError, match=r"fehlt die Datenbank"):
        open_vault(folder, passphrase)
    assert not (folder / "record.db").exists()


def test_a_missing_key_file_is_told_apart_from_no_vault(folder: Path, passphrase: str, tmp_path: Path) -> None:
    (folder / "vault.json").unlink()
    with pytest.raises(KeyFileDamagedError, match=r"fehlt die Schlüsseldatei"):
        open_vault(folder, passphrase)
    (tmp_path / "leer").mkdir()
    with pytest.raises(VaultMissingError):
        open_vault(tmp_path / "leer", passphrase)
    with pytest.raises(VaultMissingError):
        open_vault(tmp_path / "nirgends", passphrase)
    assert list((tmp_path / "leer").iterdir()) == []


def test_a_newer_format_says_so(folder: Path, passphrase: str) -> None:
    import base64
    import hashlib

    document = json.loads((folder / "vault.json").read_text())
    del document["checksum"]
    document |= {"version": 3, "new": {"thing": 1}}
    document["checksum"] = base64.b64encode(hashlib.sha256(canonical(document)).digest()).decode()
    (folder / "vault.json").write_text(json.dumps(document))
    with pytest.raises(VaultTooNewError, match="neueren"):
        open_vault(folder, passphrase)
    assert "neueren" in peek(folder).problem


def test_nothing_is_overwritten_when_a_vault_is_made(folder: Path, passphrase: str, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(VaultExistsError):
        create_vault(folder, "eine andere", cost=CHEAP_COST)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    (tmp_path / "datei").write_text("x")
    with pytest.raises(VaultExistsError):
        create_vault(tmp_path / "datei", passphrase, cost=CHEAP_COST)


def test_a_real_vault_refuses_a_weak_passphrase_and_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphraseError):
        create_vault(tmp_path / "t", "Beratungsstelle2026", cost=DEFAULT_COST)
    with pytest.raises(WeakPassphraseError):
        create_vault(tmp_path / "t", "", cost=CHEAP_COST)
    assert not (tmp_path / "t").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_right_to_write_is_named(folder: Path, passphrase: str, tmp_path: Path) -> None:
    (tmp_path / "zu").mkdir(mode=0o500)
    with pytest.raises(StorageError, match="Schreibrecht"):
        create_vault(tmp_path / "zu" / "t", passphrase, cost=CHEAP_COST)


def test_a_place_where_no_folder_can_be_made_is_named(passphrase: str, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    with pytest.raises(StorageError):
        create_vault(tmp_path / "datei" / "t", passphrase, cost=CHEAP_COST)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "ordner/../nirgends"])
def test_an_impossible_folder_is_a_sentence(tmp_path: Path, passphrase: str, name: str) -> None:
    with pytest.raises(VaultError):
        open_vault(tmp_path / name, passphrase)
    assert not peek(tmp_path / name).id


def test_a_vault_whose_stick_was_pulled_out_can_be_closed(folder: Path, passphrase: str, tmp_path: Path) -> None:
    vault = open_vault(folder, passphrase)
    folder.rename(tmp_path / "weg")
    assert check_vault(vault)
    vault.close()
    open_vault(tmp_path / "weg", passphrase).close()


def test_peek_tells_a_vault_from_none_and_names_nobody(folder: Path, tmp_path: Path) -> None:
    header = peek(folder)
    assert (header.exists, header.version, header.has_recovery_key, header.in_use) == (True, 2, True, "")
    assert not peek(tmp_path / "nirgends").exists
    (folder / "vault.json").write_bytes(b"{")
    assert "beschädigt" in peek(folder).problem


def test_nothing_personal_stands_in_the_clear(vault: Vault) -> None:
    for path in vault.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for word in (b"Anna", b"Muster", b"Mitte", b"erste Zeile", b"SQLite", vault.data_key):
                assert word not in content, path.name


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mode bits")
def test_only_this_account_may_read_what_is_written(tmp_path: Path, passphrase: str) -> None:
    (tmp_path / "tresor").mkdir(mode=0o755)
    with create_vault(tmp_path / "tresor", passphrase, cost=CHEAP_COST)[0] as vault:
        put_document(vault, b"Zeugnis")
        rekey(vault, [passphrase])
        restore(backup(vault, tmp_path / "stick"), tmp_path / "neu")
        backup(vault, tmp_path / "stick")
    places = (tmp_path / "tresor", tmp_path / "neu", *(tmp_path / "stick").iterdir())
    found = [path for place in places for path in place.rglob("*")]
    assert len([path for path in found if path.name == "record.db"]) == len(places) == 4
    assert [path for path in found if path.stat().st_mode & 0o077] == []


def test_opening_stays_light(folder: Path, passphrase: str) -> None:
    script = (
        "import sys; from pathlib import Path; import laufmappe.vault as v;"
        "v.peek(Path(sys.argv[1]));"
        "early = {'sqlalchemy', 'cryptography', 'sqlcipher3', 'zxcvbn', 'alembic', 'PySide6'} & set(sys.modules);"
        "assert not early, early;"
        "v.open_vault(Path(sys.argv[1]), sys.argv[2]).close();"
        "late = {'zxcvbn', 'alembic', 'dicewarepy', 'PySide6'} & set(sys.modules);"
        "assert not late, late"
    )
    subprocess.run([sys.executable, "-c", script, str(folder), passphrase], check=True, timeout=60)
