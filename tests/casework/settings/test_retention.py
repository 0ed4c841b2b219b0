# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import close_case
from laufmappe.casework.settings.retention import expired, kept_until, retention_months, set_retention_months
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError

Take = Callable[..., str]


def closed(desk: Desk, take: Take, on: date, **named: str) -> str:
    newcomer = take(**named)
    before, desk.today = desk.today, lambda: on
    close_case(desk, newcomer)
    desk.today = before
    return newcomer


@pytest.mark.parametrize(
    ("ended", "months", "last"),
    [
        (date(2022, 5, 3), 36, date(2025, 12, 31)),
        (date(2022, 12, 31), 36, date(2025, 12, 31)),
        (date(2023, 1, 1), 36, date(2026, 12, 31)),
        (date(2024, 2, 29), 6, date(2025, 6, 30)),
        (date(2024, 2, 29), 18, date(2026, 6, 30)),
        (date(2024, 2, 29), 11, date(2025, 11, 30)),
    ],
)
def test_the_time_counts_from_the_end_of_the_year(ended: date, months: int, last: date) -> None:
    assert kept_until(ended, months) == last


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 360))
def test_nothing_is_due_in_the_year_of_the_end(ended: date, months: int) -> None:
    last = kept_until(ended, months)
    assert last.year > ended.year
    assert (last.year - ended.year - 1) * 12 + last.month == months


def test_whose_time_is_over_is_proposed_and_stays_until_somebody_deletes(desk: Desk, take: Take) -> None:
    old = closed(desk, take, date(2022, 5, 3), given="Amira")
    closed(desk, take, date(2023, 5, 3), given="Can")
    take(given="Olena")
    assert [(each.newcomer_id, each.since) for each in expired(desk)] == [(old, date(2026, 1, 1))]
    assert expired(desk)[0].name == "Amira Haddad"


def test_each_centre_chooses_its_time(desk: Desk, take: Take) -> None:
    assert retention_months(desk) == 36
    closed(desk, take, date(2023, 5, 3))
    assert expired(desk) == []
    changed: Changed = set_retention_months(desk, 24)
    assert len(expired(desk)) == 1
    set_retention_months(desk, 0)
    assert expired(desk) == []
    with pytest.raises(FieldError):
        set_retention_months(desk, -1)
    with pytest.raises(FieldError):
        set_retention_months(desk, 361)
    assert retention_months(desk) == 0
    assert changed.verb == "set_retention_months"
