# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of people and its window."""

from collections.abc import Callable
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.ui.people import PeoplePage
from laufmappe.ui.tasks import Tasks


@pytest.fixture
def people(desk: Desk) -> list[str]:
    """Amina Haddad, Bogdan Ilie, Emre Yıldız and Olga Müller, by family name; their ids."""
    drafts = [
        NewcomerDraft("Amina", "Haddad", "أمينة حداد"),
        NewcomerDraft("Bogdan", "Ilie"),
        NewcomerDraft("Olga", "Müller"),
        NewcomerDraft("Emre", "Yıldız"),
    ]
    return [take_in(desk, draft, "K2").subject_id for draft in drafts]


@pytest.fixture
def page(
    desk: Desk, people: list[str], tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Callable[[Tasks], None]
) -> PeoplePage:
    made = PeoplePage(desk, tasks, frame)
    show(made)
    made.activateWindow()
    settle(tasks)
    return made
