# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real vault with cheap key derivation, in a folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from laufmappe.vault import CHEAP_COST, Vault, create_vault, open_vault

Keep = Callable[[Vault, str], None]
Kept = Callable[[Vault], list[str]]


@pytest.fixture
def passphrase() -> str:
    """Opens the vault of the fixtures."""
    return "ein Wort für die Prüfung"


@pytest.fixture
def keep() -> Keep:
    """Writes a line into the vault."""

    def write(vault: Vault, note: str) -> None:
        with vault.writer.begin() as connection:
            connection.execute(
                text("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
            )
            connection.execute(text("INSERT INTO note (text) VALUES (:note)"), {"note": note})

    return write


@pytest.fixture
def kept() -> Kept:
    """Reads all lines, oldest first."""

    def read(vault: Vault) -> list[str]:
        with vault.engine.connect() as connection:
            return list(connection.execute(text("SELECT text FROM note ORDER BY id")).scalars())

    return read


@pytest.fixture
def made(tmp_path: Path, passphrase: str, keep: Keep) -> tuple[Path, str]:
    """The folder of a closed vault with one line in it, and its recovery key."""
    vault, recovery_key = create_vault(tmp_path / "tresor", passphrase, slot="Anna Muster", cost=CHEAP_COST)
    with vault:
        keep(vault, "erste Zeile")
    return vault.folder, recovery_key


@pytest.fixture
def folder(made: tuple[Path, str]) -> Path:
    """The folder of the closed vault."""
    return made[0]


@pytest.fixture
def recovery_key(made: tuple[Path, str]) -> str:
    """The vault's recovery key."""
    return made[1]


@pytest.fixture
def vault(folder: Path, passphrase: str) -> Iterator[Vault]:
    """The vault, open."""
    with open_vault(folder, passphrase) as vault:
        yield vault
