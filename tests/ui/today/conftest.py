# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laufmappe.ui.tasks import Tasks


@pytest.fixture
def settle(qtbot: QtBot, qapp: QApplication) -> Callable[[Tasks], None]:
    """Waits until the worker is idle and what its answers built is in sight."""

    def wait(tasks: Tasks) -> None:
        qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=60_000)
        for _round in range(3):
            qapp.processEvents()

    return wait
