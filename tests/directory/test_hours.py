# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Structured opening times as a line that a counsellor reads."""

from typing import Any

import pytest

from laufmappe.directory.hours import hours_line
from laufmappe.directory.reading import read_hours

WEEK = {"freq": "WEEKLY", "opens_at": "08:00", "closes_at": "12:30"}


@pytest.mark.parametrize(
    ("schedule", "line"),
    [
        ({**WEEK, "byday": "MO,TU,WE,TH,FR"}, "Mo bis Fr 8–12:30 Uhr"),
        ({**WEEK, "byday": "TH,TU"}, "Di, Do 8–12:30 Uhr"),
        ({**WEEK, "byday": "MO,TU,SA,SU"}, "Mo, Di, Sa, So 8–12:30 Uhr"),
        ({**WEEK, "byday": "MO", "interval": 2}, "alle 2 Wochen Mo 8–12:30 Uhr"),
        ({**WEEK, "freq": "MONTHLY", "byday": "1MO"}, "1. Mo im Monat 8–12:30 Uhr"),
        ({**WEEK, "freq": "MONTHLY", "byday": "-1FR"}, "letzter Fr im Monat 8–12:30 Uhr"),
        ({**WEEK, "freq": "MONTHLY", "bymonthday": "1,15"}, "am 1., 15. im Monat 8–12:30 Uhr"),
        ({"byday": "MO", "opens_at": "9:00Z"}, "Mo ab 9 Uhr"),
        ({"byday": "MO", "closes_at": "18:00:00"}, "Mo bis 18 Uhr"),
        ({"opens_at": "09:00", "closes_at": "10:00"}, "9–10 Uhr"),
        ({"byday": "MO"}, ""),
        ({"byday": "MO", "opens_at": "früh"}, ""),
    ],
)
def test_a_schedule_reads_as_on_a_door(schedule: dict[str, Any], line: str) -> None:
    assert hours_line([schedule]) == line


def test_several_schedules_are_one_line_and_their_words_follow() -> None:
    other = {"byday": "TH", "opens_at": "14:00", "closes_at": "18:00", "description": "Bitte klingeln"}
    assert hours_line([{**WEEK, "byday": "MO"}, other, other]) == "Mo 8–12:30 Uhr, Do 14–18 Uhr\nBitte klingeln"


def test_words_alone_are_taken_as_they_are() -> None:
    assert read_hours({"id": "1", "schedules": [{"description": "Nach Termin"}]}, {}) == ("Nach Termin", "")


def test_hours_of_the_place_count_where_the_service_says_none() -> None:
    place = {"schedules": [{**WEEK, "byday": "MO"}]}
    assert read_hours({"id": "1"}, place) == ("", "Mo 8–12:30 Uhr")
