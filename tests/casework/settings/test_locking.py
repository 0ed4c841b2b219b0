# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.settings.locking import idle_minutes, set_idle_minutes
from laufmappe.errors import FieldError


def test_ten_minutes_unless_something_else_was_chosen(desk: Desk) -> None:
    assert idle_minutes(desk) == 10
    for minutes in (5, 20, 0):
        set_idle_minutes(desk, minutes)
        assert idle_minutes(desk) == minutes
    with pytest.raises(FieldError):
        set_idle_minutes(desk, 10_000)
    assert idle_minutes(desk) == 0
