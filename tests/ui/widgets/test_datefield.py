# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from laufmappe.ui.widgets import DateField, read_date, shown_date

Shower = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1992", "1992"),
        ("08/2025", "2025-08"),
        ("8.2025", "2025-08"),
        ("2025-08", "2025-08"),
        ("12.03.2026", "2026-03-12"),
        ("12.3.26", "2026-03-12"),
        ("1.1.92", "1992-01-01"),
        ("12032026", "2026-03-12"),
        (" 12. 03. 2026 ", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("", None),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, value: str | None) -> None:
    reading = read_date(typed)
    assert (reading.value, reading.fault) == (value, "")


@pytest.mark.parametrize(
    ("typed", "repair"),
    [("31.02.2027", "28.02.2027"), ("29.02.2026", "28.02.2026"), ("31.4.26", "30.04.2026"), ("31.13.2026", "")],
)
def test_a_day_that_does_not_exist_is_named_and_the_last_of_the_month_offered(typed: str, repair: str) -> None:
    reading = read_date(typed)
    assert reading.value is None
    assert "gibt es nicht" in reading.fault
    assert reading.repair == repair


@pytest.mark.parametrize("typed", ["gestern", "13/2026", "1066", "99999", "00.00.0000", "١٢.٠٣.٢٠٢٦", "12.03.2026x"])
def test_what_is_no_date_is_refused_with_a_sentence(typed: str) -> None:
    reading = read_date(typed)
    assert reading.fault or reading.value == "2026-03-12"


@given(st.text(max_size=20))
def test_no_typing_breaks_the_reading(typed: str) -> None:
    reading = read_date(typed)
    assert reading.value is None or read_date(shown_date(reading.value)).value == reading.value


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_survives_being_shown_and_read(day: date) -> None:
    assert read_date(shown_date(day.isoformat())).value == day.isoformat()


def test_a_field_that_needs_the_day_says_so() -> None:
    assert "genaue Tag" in read_date("2026", need_day=True).fault


def test_the_field_puts_a_date_into_order_when_it_is_left(show: Shower) -> None:
    field = show(DateField("Geburtsdatum"), 200, 36)
    read: list[object] = []
    field.read.connect(read.append)
    QTest.keyClicks(field, "1.2.92")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "01.02.1992"
    assert field.value() == "1992-02-01"
    assert len(read) == 1
