# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.ui.services import ServicesPage
from laufmappe.ui.tasks import Tasks

Settle = Callable[[Tasks], None]


@pytest.fixture
def settle(qtbot: QtBot, qapp: QApplication) -> Callable[[Tasks], None]:
    """Waits until the worker is idle and what its answers built is in sight."""

    def wait(tasks: Tasks) -> None:
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=60_000)
        for _round in range(3):
            qapp.processEvents()

    return wait


@pytest.fixture
def services(desk: Desk) -> list[str]:
    """The job centre, and the adult education centre with Arabic; their ids."""
    drafts = [
        ServiceDraft("Jobcenter Mitte", type="jobcentre", district="Mitte", languages=("de", "tr")),
        ServiceDraft(
            "VHS Sprachenbüro",
            type="integration_course_provider",
            street="Ringstraße 12",
            hours="Mo bis Do 9–12",
            languages=("de", "ar"),
            verified_on=date(2026, 9, 2),
        ),
    ]
    return [add_service(desk, draft).subject_id for draft in drafts]


@pytest.fixture
def page(
    desk: Desk, services: list[str], tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle
) -> ServicesPage:
    made = ServicesPage(desk, tasks, frame)
    show(made)
    made.activateWindow()
    settle(tasks)
    return made
