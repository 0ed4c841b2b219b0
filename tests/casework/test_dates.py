# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.dates import add_months, first_day, partial_date, show_partial, whole_date
from laufmappe.errors import FieldError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("1992", "1992"),
        ("05/1992", "1992-05"),
        ("5.1992", "1992-05"),
        ("1992-05", "1992-05"),
        ("17.05.1992", "1992-05-17"),
        ("7.5.1992", "1992-05-07"),
        ("17/05/1992", "1992-05-17"),
        (" 17. 05. 1992 ", "1992-05-17"),
        ("1992-05-17", "1992-05-17"),
        ("29.02.2028", "2028-02-29"),
    ],
)
def test_a_date_is_read_in_every_way_that_counsellors_write_it(typed: str, kept: str) -> None:
    assert partial_date("birth_date", typed) == kept


@pytest.mark.parametrize(
    "typed", ["morgen", "92", "17.05.92", "32", "0.0.1992", "13/1992", "1.1.1066", "١٧.٠٥.١٩٩٢", "\ud800"]
)
def test_what_is_no_date_is_refused_and_names_its_field(typed: str) -> None:
    with pytest.raises(FieldError) as fault:
        partial_date("birth_date", typed)
    assert fault.value.field == "birth_date"


def test_an_impossible_day_offers_the_last_of_its_month() -> None:
    with pytest.raises(FieldError) as fault:
        partial_date("birth_date", "30.02.2027")
    assert fault.value.repair == "28.02.2027"
    assert partial_date("birth_date", fault.value.repair) == "2027-02-28"


def test_a_whole_date_needs_its_day() -> None:
    assert whole_date("on", "17.05.2026") == date(2026, 5, 17)
    assert whole_date("on", "") is None
    with pytest.raises(FieldError):
        whole_date("on", "05/2026")


@given(st.dates(date(1880, 1, 1), date(2199, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_partial_date_reads_back_as_it_is_shown(day: date, length: int) -> None:
    kept = day.isoformat()[:length]
    assert partial_date("on", show_partial(kept)) == kept


def test_deadlines_count_from_the_earliest_day_that_a_partial_date_can_mean() -> None:
    assert first_day("2026") == date(2026, 1, 1)
    assert first_day("2026-05") == date(2026, 5, 1)
    assert first_day("2026-05-17") == date(2026, 5, 17)
    assert first_day("") is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 17), 0, date(2026, 5, 17)),
    ],
)
def test_months_are_calendar_months_and_end_with_the_month_where_it_is_short(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.integers(-240, 240))
def test_adding_months_lands_in_the_month_that_is_so_many_on(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)
