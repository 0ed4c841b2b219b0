# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Doors to vaults that need no vault: what they were asked, and what they answer."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from laufmappe.errors import VaultExistsError, WrongPassphraseError
from laufmappe.ui.unlock.window import Doors
from laufmappe.vault import TryDelay

PASSPHRASE = "sechs-zufaellige-woerter-reichen-immer-gut"
RECOVERY_KEY = "7K4M-Q2XD-9H3T-WK5P-6ABC-DEFG-HJKM-NPQR-0123"


class SampleDesk:
    """Stands for an opened vault."""

    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


class SampleVaults:
    """Opens with one passphrase or the recovery key, refuses others and folders in use."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.suggestions = iter(f"erste-zweite-dritte-vierte-letzte-wort{n}" for n in range(100))
        self.chosen: Path | None = None
        self.now = 0.0

    def unlock(self, folder: Path, secret: str) -> object:
        self.asked.append((folder, secret))
        if secret not in (PASSPHRASE, RECOVERY_KEY):
            raise WrongPassphraseError("Diese Passphrase öffnet den Tresor nicht.")
        return SampleDesk()

    def create(self, folder: Path, passphrase: str, who: str, centre: str) -> tuple[object, str]:
        self.asked.append((folder, passphrase, who, centre))
        if folder.name == "voll":
            raise VaultExistsError("In diesem Ordner liegt schon etwas. Es wurde nichts überschrieben.")
        return SampleDesk(), RECOVERY_KEY

    def weakness(self, passphrase: str) -> str | None:
        return "Zu kurz." if len(passphrase) < 12 else None

    def choose_folder(self, over: QWidget, title: str, start: Path | None) -> Path | None:
        return self.chosen


@pytest.fixture
def vaults() -> SampleVaults:
    return SampleVaults()


@pytest.fixture
def doors(vaults: SampleVaults) -> Doors:
    return Doors(
        vaults.unlock,
        vaults.create,
        lambda: next(vaults.suggestions),
        vaults.weakness,
        TryDelay(lambda: vaults.now),
        vaults.choose_folder,
    )


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def recovery_key() -> str:
    return RECOVERY_KEY


@pytest.fixture
def desk_class() -> type[SampleDesk]:
    return SampleDesk
