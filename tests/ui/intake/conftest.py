# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the intake, in front and empty."""

from collections.abc import Callable
from typing import Any

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.ui.intake import IntakePage
from laufmappe.ui.tasks import Tasks


@pytest.fixture
def page(desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Callable[[Tasks], None]) -> IntakePage:
    made = IntakePage(desk, tasks, frame)
    show(made)
    made.activateWindow()
    made.activate()
    settle(tasks)
    return made
