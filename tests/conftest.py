# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A desk to work at: a real vault with a cheap key derivation, on a fixed day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.vault import CHEAP_COST, create_vault


@pytest.fixture
def today() -> date:
    """The day on which `desk` is worked at."""
    return date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path, today: date) -> Iterator[Desk]:
    """An opened empty vault at `tmp_path / "vault"`, passphrase `passphrase`; Maria Beispiel sits at it."""
    vault, _recovery_key = create_vault(tmp_path / "vault", "passphrase", cost=CHEAP_COST)
    desk = Desk(vault, "Maria Beispiel", today=lambda: today)
    yield desk
    desk.close()
