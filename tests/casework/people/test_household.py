# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who lives with the newcomer, and which children a step is about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.household import MOST_MEMBERS, child_view, children_for, set_household
from laufmappe.casework.people.register import NewcomerDraft, change_person, take_in
from laufmappe.casework.record_views import ChildView, HouseholdMemberView
from laufmappe.casework.views import StepView
from laufmappe.errors import FieldError, NotFoundError

SAMI = HouseholdMemberView("", "Sami", relation="child", birth_date="04.03.2019")
LINA = HouseholdMemberView("", "Lina", "Haddad", "child", "2022", "geht zur Tagesmutter")
OMAR = HouseholdMemberView("", "Omar", relation="partner", birth_date="1990")


def names(desk: Desk, person: str) -> list[str]:
    return [member.name for member in case(desk, person).household]


def test_the_intake_keeps_the_household_in_one_act(desk: Desk) -> None:
    taken = take_in(desk, NewcomerDraft("Amina", household=(SAMI, LINA)))
    kept = case(desk, taken.subject_id).household
    assert [(m.name, m.relation, m.birth_date, m.note) for m in kept] == [
        ("Sami", "child", "2019-03-04", ""),
        ("Lina Haddad", "child", "2022", "geht zur Tagesmutter"),
    ]
    desk.undo(taken.operation)
    with pytest.raises(NotFoundError):
        case(desk, taken.subject_id)


def test_members_are_added_changed_moved_and_removed(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    set_household(desk, person, (SAMI, LINA))
    sami, lina = case(desk, person).household
    changed = set_household(desk, person, (OMAR, replace(lina, given_name="Lina Maria")))
    after = case(desk, person).household
    assert [m.given_name for m in after] == ["Omar", "Lina Maria"]
    assert after[1].id == lina.id
    desk.undo(changed.operation)
    assert case(desk, person).household == (sami, lina)


def test_an_empty_line_is_nobody(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    set_household(desk, person, (HouseholdMemberView("", " "), OMAR))
    assert names(desk, person) == ["Omar"]


def test_a_change_of_the_person_leaves_the_household_alone(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    set_household(desk, person, (SAMI,))
    change_person(desk, person, NewcomerDraft("Amina"))
    assert names(desk, person) == ["Sami"]


def test_the_fault_names_the_line_and_the_field(desk: Desk, take: Callable[..., str]) -> None:
    person = take()
    with pytest.raises(FieldError) as caught:
        set_household(desk, person, (SAMI, replace(LINA, birth_date="31.02.2022")))
    assert caught.value.field == "household.1.birth_date"
    assert caught.value.repair == "28.02.2022"
    for hostile in (replace(SAMI, relation="boss"), replace(SAMI, given_name="\ud800"), replace(SAMI, note="x" * 5000)):
        with pytest.raises(FieldError):
            set_household(desk, person, (hostile,))
    with pytest.raises(FieldError):
        set_household(desk, person, [OMAR] * (MOST_MEMBERS + 1))
    assert names(desk, person) == []


def test_nobody_elses_member_is_taken(desk: Desk, take: Callable[..., str]) -> None:
    one, other = take(), take("Bogdan", "Ilie")
    set_household(desk, one, (SAMI,))
    set_household(desk, other, case(desk, one).household)
    assert names(desk, one) == names(desk, other) == ["Sami"]


def test_a_step_knows_the_children_it_is_about(
    desk: Desk, take: Callable[..., str], step: Callable[[str, str], StepView]
) -> None:
    person = take(chain="K4")
    unknown = HouseholdMemberView("", "Noor", relation="child")
    grown = HouseholdMemberView("", "Rami", relation="child", birth_date="2001")
    set_household(desk, person, (SAMI, LINA, OMAR, unknown, grown))
    view = case(desk, person)
    assert view.chain is not None
    about = {s.template_step: [c.name for c in view.children[s.id]] for s in view.chain.steps if s.id in view.children}
    assert about["SCHULE"] == ["Sami", "Noor"]
    assert about["KITA"] == ["Lina", "Noor"]
    assert "ERST" not in about


def test_a_step_of_the_centre_goes_by_its_topic(
    desk: Desk, take: Callable[..., str], step: Callable[[str, str], StepView], today: date
) -> None:
    own = replace(step(take(), "ERST"), template_step="", topic="school")
    assert [c.name for c in children_for(own, (SAMI_KEPT, OMAR), today)] == ["Sami"]


SAMI_KEPT = replace(SAMI, birth_date="2019-03-04")


@pytest.mark.parametrize(
    ("birth", "ages"),
    [
        ("2019-11-23", (7, 7)),
        ("2019-11-24", (6, 6)),
        ("2019-11", (6, 7)),
        ("2019-10", (7, 7)),
        ("2019-12", (6, 6)),
        ("2019", (6, 7)),
        ("", (None, None)),
        ("2027-01", (-1, -1)),
    ],
)
def test_an_age_is_as_exact_as_the_date(birth: str, ages: tuple[int | None, int | None], today: date) -> None:
    assert child_view(replace(SAMI, birth_date=birth), today) == ChildView("Sami", *ages, birth[:4])


@given(st.dates(date(1950, 1, 1), date(2026, 11, 23)), st.sampled_from([4, 7, 10]))
def test_the_true_age_is_never_outside(born: date, precision: int) -> None:
    today = date(2026, 11, 23)
    view = child_view(replace(SAMI, birth_date=born.isoformat()[:precision]), today)
    true = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    assert view.youngest is not None
    assert view.oldest is not None
    assert view.youngest <= true <= view.oldest
    assert view.oldest - view.youngest <= 1


def test_who_is_not_born_yet_goes_to_no_daycare(
    desk: Desk, take: Callable[..., str], step: Callable[[str, str], StepView], today: date
) -> None:
    soon = replace(SAMI, birth_date=(today + timedelta(days=60)).isoformat())
    assert children_for(step(take(chain="K4"), "KITA"), (soon,), today) == ()
