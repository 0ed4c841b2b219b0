# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A desk to work at: a real vault with a cheap key derivation, on a fixed day.

Vaults are made once a run and copied for each test: making one costs more than most tests do.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from laufmappe.casework.demo import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.vault import CHEAP_COST, create_vault, open_vault

os.environ["QT_QPA_PLATFORM"] = "offscreen"

TODAY = date(2026, 11, 23)
PASSPHRASE = "passphrase"


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: QApplication) -> QApplication:
    """The window's application from the start: there is only one, and a test that prints would make a lesser one."""
    return qapp


@pytest.fixture(scope="session", autouse=True)
def _another_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What an account remembers of its vaults is not noted in that of whoever runs the tests."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture
def today() -> date:
    """The day on which `desk` is worked at."""
    return TODAY


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with all tables and nothing in them, closed; for copying."""
    folder = tmp_path_factory.mktemp("empty") / "vault"
    Desk(create_vault(folder, PASSPHRASE, cost=CHEAP_COST)[0], "Maria Beispiel").close()
    return folder


@pytest.fixture(scope="session")
def demo_vault(tmp_path_factory: pytest.TempPathFactory, empty_vault: Path) -> tuple[Path, str]:
    """A vault with the twelve invented people, closed, for copying; and the id of the one who has the most."""
    folder = tmp_path_factory.mktemp("demo") / "vault"
    with closing(_copied(empty_vault, folder, TODAY)) as desk:
        person = build_demo(desk)
    return folder, person


@pytest.fixture
def desk(tmp_path: Path, today: date, empty_vault: Path) -> Iterator[Desk]:
    """An opened empty vault at `tmp_path / "vault"`, passphrase `passphrase`; Maria Beispiel sits at it."""
    with closing(_copied(empty_vault, tmp_path / "vault", today)) as desk:
        yield desk


@pytest.fixture
def demo_desk(tmp_path: Path, demo_vault: tuple[Path, str]) -> Iterator[Desk]:
    """The opened vault of the demo; `demo_vault` knows whose folder to print."""
    with closing(_copied(demo_vault[0], tmp_path / "demo", TODAY)) as desk:
        yield desk


def _copied(vault: Path, folder: Path, today: date) -> Desk:
    shutil.copytree(vault, folder)
    return Desk(open_vault(folder, PASSPHRASE), "Maria Beispiel", today=lambda: today)
