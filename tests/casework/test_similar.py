# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people import NewcomerDraft, take_in
from laufmappe.casework.similar import similar_people


@pytest.fixture
def amina(desk: Desk) -> str:
    """Amina Haddad, and two people who have nothing to do with her."""
    take_in(desk, NewcomerDraft("Bogdan", "Ilie", birth_date="1985-03-02"))
    take_in(desk, NewcomerDraft("Amir", "Hadi"))
    return take_in(desk, NewcomerDraft("Amina", "Haddad", "أمينة حداد", birth_date="1992-05-17")).subject_id


@pytest.mark.parametrize("name", ["Amina Haddad", "Aminah Hadad", "haddad amina", "AMINA HADDAD"])
def test_spellings_of_one_name_are_alike(desk: Desk, amina: str, name: str) -> None:
    found = similar_people(desk, name)
    assert [person.id for person in found] == [amina]
    assert found[0].same_name
    assert not found[0].same_birth


def test_the_name_in_its_own_script_counts_too(desk: Desk, amina: str) -> None:
    assert [person.id for person in similar_people(desk, "", "امینة حداد")] == [amina]


def test_the_same_day_of_birth_is_worth_a_look_a_year_alone_is_not(desk: Desk, amina: str) -> None:
    assert [person.same_birth for person in similar_people(desk, "Ganz Anders", birth_date="1992-05-17")] == [True]
    assert similar_people(desk, "Ganz Anders", birth_date="1992") == []


def test_nobody_is_similar_to_oneself_or_to_nothing(desk: Desk, amina: str) -> None:
    assert similar_people(desk, "Amina Haddad", but=amina) == []
    assert similar_people(desk, "", "", "") == []
    assert similar_people(desk, '" OR * ()') == []
