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
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from laufmappe.casework.demo.build import build_demo
from laufmappe.casework.desk import Desk
from laufmappe.log import EVENTS, writing
from laufmappe.vault import CHEAP_COST, create_vault, open_vault

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Speed is never asserted: hypothesis would call an example that takes 200 ms on a busy machine a failure.
settings.register_profile("laufmappe", deadline=None)
settings.load_profile("laufmappe")

TODAY = date(2026, 11, 23)
PASSPHRASE = "passphrase"


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: QApplication) -> QApplication:
    """The window's application from the start: there is only one, and a test that prints would make a lesser one."""
    return qapp


@pytest.fixture(scope="session", autouse=True)
def _another_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What an account remembers is not noted in that of whoever runs the tests, and no administrator has set anything."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))
    os.environ["LAUFMAPPE_SETTINGS"] = ""


@pytest.fixture(scope="session", autouse=True)
def _log_without_people(tmp_path_factory: pytest.TempPathFactory, _another_memory: None) -> Iterator[None]:
    """The log is written through all tests; at their end no line of it, nor of what processes of theirs logged, may
    hold anything that could be about a person."""
    with writing(tmp_path_factory.mktemp("log")):
        EVENTS.info("started")
        yield
    scanner = scan_logs()
    found = scanner.scan(tmp_path_factory.getbasetemp())
    assert not found, "\n".join(found)
    assert scanner.count_lines(tmp_path_factory.getbasetemp()), "there is no log"


def scan_logs() -> ModuleType:
    """`packaging/scan_logs.py` as a module; by its path, because another package is called `packaging`."""
    spec = spec_from_file_location("scan_logs", Path(__file__).parents[1] / "packaging" / "scan_logs.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
