# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the vault remembers of the paper that a person holds."""

from collections.abc import Callable

from laufmappe.casework.desk import Desk
from laufmappe.casework.prints import PrintableSheet, changed_sheets, note_print, printed_sheets, revisions

COVER, ROUTE = PrintableSheet("cover", 1, "aa"), PrintableSheet("route", 2, "bb")


def test_a_sheet_that_shows_the_same_keeps_its_revision(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    assert note_print(desk, person, [COVER, ROUTE], "ar") is not None
    assert note_print(desk, person, [COVER], "ar") is None
    assert revisions(desk, person, [COVER, ROUTE]) == {"cover": 1, "route": 1}
    assert changed_sheets(desk, person, [COVER, ROUTE]) == set()


def test_only_the_last_print_of_a_sheet_counts(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    note_print(desk, person, [COVER, ROUTE], "ar")
    note_print(desk, person, [PrintableSheet("route", 3, "cc")], "tr")
    held = printed_sheets(desk, person)
    assert set(held) == {"cover", "route"}
    assert (held["route"].number, held["route"].revision, held["route"].language) == (3, 2, "tr")
    assert held["cover"].printed_on == desk.today()
    assert changed_sheets(desk, person, [ROUTE]) == {"route"}


def test_nobody_else_holds_them(desk: Desk, take: Callable[..., str]) -> None:
    person, other = take(), take("Jonas", "Petrov")
    note_print(desk, person, [COVER], "ar")
    assert printed_sheets(desk, other) == {}
