# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was typed of somebody who is here already fills the gaps, and nothing else."""

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.people.same_person import carry_over, to_carry_over
from laufmappe.casework.record_views import HouseholdMemberView
from laufmappe.casework.views import LanguageView
from laufmappe.errors import FieldError, RuleError

KEPT = NewcomerDraft(
    "Amina",
    "Haddad",
    birth_date="1992-05-17",
    status="refugee",
    needs=("work",),
    note="Kommt dienstags.",
    languages=(LanguageView("ar", "native"), LanguageView("de", "")),
    milestones={"arrival": "2025-08"},
)
TYPED = NewcomerDraft(
    "Aminah",
    "Hadad",
    phone="0151 2345678",
    birth_date="1992",
    status="subsidiary",
    interpreter=True,
    needs=("work", "childcare"),
    note="Sucht einen Kurs.",
    languages=(LanguageView("ar"), LanguageView("en", "B1"), LanguageView("de", "A2")),
    milestones={"arrival": "2024", "title_expiry": "2027-01-31"},
    household=(HouseholdMemberView("", "Sami", relation="child"),),
)


@pytest.fixture
def amina(desk: Desk) -> str:
    return take_in(desk, KEPT).subject_id


def test_gaps_are_filled_and_nothing_is_replaced(desk: Desk, amina: str) -> None:
    assert set(to_carry_over(desk, amina, TYPED)) == {
        *("phone", "interpreter", "needs", "note", "languages", "title_expiry", "household"),
    }
    carry_over(desk, amina, TYPED)
    view = case(desk, amina)
    person = view.newcomer
    assert (person.given_name, person.birth_date, person.status) == ("Amina", "1992-05-17", "refugee")
    assert (person.phone, person.interpreter) == ("0151 2345678", True)
    assert person.needs == ("work", "childcare")
    assert person.note == "Kommt dienstags.\nSucht einen Kurs."
    assert person.languages == (LanguageView("ar", "native"), LanguageView("de", "A2"), LanguageView("en", "B1"))
    assert person.milestones == {"arrival": "2025-08", "title_expiry": "2027-01-31"}
    assert [member.name for member in view.household] == ["Sami"]


def test_it_is_one_act_that_can_be_taken_back(desk: Desk, amina: str) -> None:
    before = case(desk, amina)
    desk.undo(carry_over(desk, amina, TYPED).operation)
    assert case(desk, amina) == before


def test_there_may_be_nothing_to_carry_over(desk: Desk, amina: str) -> None:
    carry_over(desk, amina, TYPED)
    assert to_carry_over(desk, amina, TYPED) == ()
    with pytest.raises(RuleError):
        carry_over(desk, amina, TYPED)


def test_what_can_not_be_kept_is_refused(desk: Desk, amina: str) -> None:
    before = case(desk, amina)
    with pytest.raises(FieldError):
        carry_over(desk, amina, NewcomerDraft("Amina", phone="1", birth_date="31.02.1992"))
    assert case(desk, amina) == before
