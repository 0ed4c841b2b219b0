# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vault of version 1 goes on as one, until its data key is changed; nobody can make one version look like the other."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from laufmappe.errors import WrongPassphraseError
from laufmappe.vault import (
    Vault,
    add_slot,
    backup,
    change_passphrase,
    check_folder,
    check_vault,
    keyfile,
    open_vault,
    rekey,
    restore,
)

FROZEN = Path(__file__).parents[1] / "formats" / "v1"


@pytest.fixture
def secrets() -> list[str]:
    """The passphrases of the old vault, and its recovery key."""
    known = json.loads((FROZEN / "secrets.json").read_text(encoding="utf-8"))
    return [*known["passphrases"], known["recovery_key"]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the vault that version 1 wrote."""
    return Path(shutil.copytree(FROZEN / "vault", tmp_path / "alt"))


def page_code(vault: Vault) -> str:
    with vault.engine.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA cipher_hmac_algorithm").scalar())


def rows(vault: Vault) -> dict[str, object]:
    with vault.engine.connect() as connection:
        names = connection.execute(text("SELECT name, sql FROM sqlite_schema ORDER BY name")).all()
        tables = connection.execute(text("SELECT name FROM pragma_table_list WHERE type = 'table'")).scalars().all()
        everything: dict[str, object] = {"schema": names}
        for table in tables:
            if table not in ("vault_seal", "sqlite_schema"):
                everything[table] = connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
        return everything


def test_whatever_else_is_changed_it_stays_as_it_is(old: Path, secrets: list[str], tmp_path: Path) -> None:
    with open_vault(old, secrets[0]) as vault:
        assert page_code(vault) == "HMAC_SHA512"
        change_passphrase(vault, vault.slot, "eine andere")
        add_slot(vault, "die dritte")
        restore(backup(vault, tmp_path / "stick"), tmp_path / "neu")
    for folder in (old, tmp_path / "neu"):
        assert keyfile.read(folder).version == 1
        for secret in ("eine andere", "die dritte", secrets[2]):
            with open_vault(folder, secret) as vault:
                assert page_code(vault) == "HMAC_SHA512"
                assert check_vault(vault) == []


def test_with_a_new_data_key_it_becomes_a_vault_of_today(old: Path, secrets: list[str]) -> None:
    with open_vault(old, secrets[0]) as vault:
        before = rows(vault)
        recovery = rekey(vault, secrets[:2])
        assert rows(vault) == before
        assert page_code(vault) == "HMAC_SHA256"
    assert keyfile.read(old).version == keyfile.VERSION
    for secret in (*secrets[:2], recovery):
        with open_vault(old, secret) as vault:
            assert rows(vault) == before
            assert vault.warnings == []
    assert check_folder(old, recovery).faults == []


@pytest.mark.parametrize("upwards", [True, False])
def test_a_version_that_was_altered_opens_nothing(old: Path, secrets: list[str], folder: Path, upwards: bool) -> None:
    """Not even to ask the database with the wrong code."""
    vault, secret, to = (old, secrets[0], 2) if upwards else (folder, "ein Wort für die Prüfung", 1)
    document = json.loads((vault / "vault.json").read_bytes())
    del document["checksum"]
    document["version"] = to
    document["checksum"] = base64.b64encode(hashlib.sha256(keyfile.canonical(document)).digest()).decode()
    (vault / "vault.json").write_text(json.dumps(document))
    with pytest.raises(WrongPassphraseError):
        open_vault(vault, secret)
