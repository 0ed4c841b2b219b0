# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.codes import ALPHABET, find_code, new_code, read_code, show_code
from laufmappe.casework.people.case import case
from laufmappe.casework.referrals.referrals import refer

codes = st.builds(new_code)


@given(codes)
def test_a_printed_code_is_read_back_in_any_case_and_with_any_separator(code: str) -> None:
    assert read_code(show_code(code)) == code
    assert read_code(f" {code[:4].lower()} – {code[4:].lower()}\n") == code


@given(codes)
def test_every_single_wrong_character_is_found(code: str) -> None:
    for place in range(8):
        for wrong in ALPHABET:
            if wrong != code[place]:
                assert read_code(code[:place] + wrong + code[place + 1 :]) is None


@given(codes)
def test_every_swap_of_two_characters_is_found(code: str) -> None:
    for first in range(8):
        for second in range(first + 1, 8):
            if code[first] != code[second]:
                swapped = list(code)
                swapped[first], swapped[second] = swapped[second], swapped[first]
                assert read_code("".join(swapped)) is None


def test_look_alikes_are_read_as_what_was_printed() -> None:
    code = next(c for c in iter(new_code, "") if "1" in c and "V" in c)
    assert read_code(code.replace("1", "I").replace("V", "U")) == code
    assert read_code(code.replace("1", "l").replace("V", "u")) == code


@pytest.mark.parametrize("typed", ["", "K7M4", "K7M4-92QX1", "ÄÖÜß-1234", "\ud800", "K7M4-92QO", "٠١٢٣٤٥٦٧"])
def test_anything_else_is_no_code(typed: str) -> None:
    assert read_code(typed) is None


def test_a_code_has_no_character_that_is_misread() -> None:
    assert not set("0OILU") & set(ALPHABET)
    assert len(ALPHABET) == 31


def test_a_code_leads_to_its_person_and_to_the_step_or_referral(
    desk: Desk, take: Callable[..., str], service: str
) -> None:
    person = take()
    refer(desk, person, service)
    view = case(desk, person)
    assert view.chain is not None
    step = view.chain.steps[0]
    found = find_code(desk, show_code(step.code).lower())
    assert found is not None
    assert (found.newcomer_id, found.kind, found.subject_id, found.title) == (person, "step", step.id, step.title)
    assert (found.name, found.is_void) == ("Amira Haddad", False)
    slip = find_code(desk, view.referrals[0].code)
    assert slip is not None
    assert (slip.kind, slip.subject_id) == ("referral", view.referrals[0].id)
    assert slip.title == view.referrals[0].service.name


def test_a_code_of_another_vault_is_nobodys(desk: Desk, take: Callable[..., str]) -> None:
    take()
    assert find_code(desk, new_code()) is None
    assert find_code(desk, "kein Code") is None
