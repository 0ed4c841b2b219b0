# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the vault remembers of the paper that a person holds."""

from collections.abc import Callable

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.codes import find_code
from laufmappe.casework.papers.prints import (
    PrintableSheet,
    changed_sheets,
    folder_holders,
    lose_folder,
    note_print,
    printed_sheets,
    revisions,
)
from laufmappe.casework.people.case import case
from laufmappe.errors import RuleError

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


def test_who_holds_a_folder_is_known_of_all_at_once(desk: Desk, take: Callable[..., str]) -> None:
    holder, nobody, lost = take(), take(), take()
    note_print(desk, holder, [COVER, ROUTE], "ar")
    note_print(desk, holder, [], "ar", taken_out=["route"])
    note_print(desk, lost, [COVER], "ar")
    lose_folder(desk, lost)
    assert folder_holders(desk) == {holder}
    assert nobody not in folder_holders(desk)


def test_a_station_that_ended_leaves_its_sheet_as_it_is(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    note_print(desk, person, [PrintableSheet("station:a+b", 3, "a1+a2+b1+b2")], "ar")
    left = PrintableSheet("station:a+b", 3, "b1+b2")
    assert changed_sheets(desk, person, [left]) == set()
    moved = PrintableSheet("station:a+b", 3, "b1+new")
    assert changed_sheets(desk, person, [moved]) == {"station:a+b"}


def test_a_sheet_that_was_taken_out_is_not_held_and_its_revisions_go_on(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    note_print(desk, person, [COVER, ROUTE], "ar")
    assert note_print(desk, person, [COVER], "ar", taken_out=["route", "unknown"]) is not None
    assert set(printed_sheets(desk, person)) == {"cover"}
    assert note_print(desk, person, [], "ar", taken_out=["route"]) is None
    assert revisions(desk, person, [ROUTE]) == {"route": 2}


def test_a_lost_folder_is_to_be_printed_anew_with_codes_of_its_own(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    before = _codes(desk, person)
    note_print(desk, person, [COVER, ROUTE], "ar")
    changed = lose_folder(desk, person)
    after = _codes(desk, person)
    assert printed_sheets(desk, person) == {}
    assert changed_sheets(desk, person, [COVER, ROUTE]) == {"cover", "route"}
    assert revisions(desk, person, [COVER]) == {"cover": 2}
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    old = find_code(desk, next(iter(before.values())))
    assert old is not None
    assert (old.newcomer_id, old.is_void) == (person, True)
    assert history(desk, person)[0].verb == changed.verb == "lose_folder"
    desk.undo(changed.operation)
    assert _codes(desk, person) == before
    assert set(printed_sheets(desk, person)) == {"cover", "route"}


def test_once_the_new_folder_is_printed_the_old_codes_stay_void(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    note_print(desk, person, [COVER], "ar")
    lost = lose_folder(desk, person)
    note_print(desk, person, [COVER], "ar")
    with pytest.raises(RuleError, match="neu gedruckt"):
        desk.undo(lost.operation)


def test_what_was_never_handed_out_cannot_be_lost(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    with pytest.raises(RuleError, match="keine Mappe"):
        lose_folder(desk, person)
    note_print(desk, person, [COVER], "ar")
    lose_folder(desk, person)
    with pytest.raises(RuleError):
        lose_folder(desk, person)


def _codes(desk: Desk, person: str) -> dict[str, str]:
    chain = case(desk, person).chain
    assert chain is not None
    return {step.id: step.code for step in chain.steps}
