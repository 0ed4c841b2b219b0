# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be the same person, and what agrees."""

import pytest
from sqlalchemy import text

from laufmappe.casework.cases.importing import import_people
from laufmappe.casework.derived import index_anew
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people, take_in
from laufmappe.casework.people.similar import REASONS, similar_people

Found = list[tuple[str, tuple[str, ...], bool]]


@pytest.fixture
def amina(desk: Desk) -> str:
    """Amina Haddad, and two people who have nothing to do with her."""
    take_in(desk, NewcomerDraft("Bogdan", "Ilie", birth_date="1985-03-02"))
    take_in(desk, NewcomerDraft("Amir", "Hadi"))
    draft = NewcomerDraft("Amina", "Haddad", "أمينة حداد", birth_date="1992-05-17", phone="0151 2345678")
    return take_in(desk, draft).subject_id


def reasons(desk: Desk, draft: NewcomerDraft, person: str) -> tuple[tuple[str, ...], bool] | None:
    """What agrees with one person, and whether strongly; None when nobody is shown. Nobody else may be."""
    found = similar_people(desk, draft)
    assert {p.id for p in found} <= {person}
    return (found[0].reasons, found[0].strong) if found else None


@pytest.mark.parametrize(
    ("draft", "agrees", "strong"),
    [
        (NewcomerDraft("Amina", "Haddad"), ("same_name",), True),
        (NewcomerDraft("amina", "HADDAD", birth_date="1992"), ("same_name", "same_year"), True),
        (NewcomerDraft("Aminah", "Hadad"), ("same_sound",), False),
        (NewcomerDraft("Amena", "Haddat", birth_date="1992"), ("same_sound", "same_year"), True),
        (NewcomerDraft("Haddad", "Amina"), ("swapped",), False),
        (NewcomerDraft("Haddad", "Amina", birth_date="1992-05-17"), ("swapped", "same_birth"), True),
        (NewcomerDraft("Amina", "Haddal"), ("one_letter",), False),
        (NewcomerDraft("Amina", "Hadadd Al-Khalil"), ("missing_part",), False),
        (NewcomerDraft("Amina", birth_date="1992-05-17"), ("part", "same_birth"), False),
        (NewcomerDraft("Amina", "Haddad", birth_date="1993"), ("same_name", "near_year"), True),
        (NewcomerDraft("Amina", "Haddad", birth_date="1929-05-17"), ("same_name", "same_day"), True),
        (NewcomerDraft("Amina", "Haddad", birth_date="1960"), ("same_name",), False),
        (NewcomerDraft(native_name="امینة حداد"), ("same_native",), True),
        (NewcomerDraft("", "", "Аміна Хаддад"), ("same_sound",), False),
        (NewcomerDraft("Sami", "Khalil", phone="+49 151 2345678"), ("same_phone",), False),
    ],
)
def test_what_agrees_is_named(
    desk: Desk, amina: str, draft: NewcomerDraft, agrees: tuple[str, ...], *, strong: bool
) -> None:
    assert reasons(desk, draft, amina) == (agrees, strong)
    assert all(reason in REASONS for reason in agrees)


@pytest.mark.parametrize(
    "draft",
    [
        NewcomerDraft(),
        NewcomerDraft('" OR * ()', "\x00", "'"),
        NewcomerDraft("Amina"),
        NewcomerDraft("Ganz", "Anders", birth_date="1992-05-17"),
        NewcomerDraft("Aminah", "Hadad", birth_date="1960"),
        NewcomerDraft("Omar", "Haddad"),
    ],
)
def test_who_only_shares_a_part_is_not_shown(desk: Desk, amina: str, draft: NewcomerDraft) -> None:
    assert similar_people(desk, draft) == []


def test_a_native_name_is_found_by_its_latin_sound(desk: Desk) -> None:
    tesfaye = take_in(desk, NewcomerDraft(native_name="ተስፋዬ ገብረየሱስ")).subject_id
    assert reasons(desk, NewcomerDraft("Tesfaye", "Gebreyesus"), tesfaye) == (("same_sound",), False)


def test_new_years_day_is_nobodys_birthday(desk: Desk) -> None:
    """Offices write it down when nobody knows the real one: of other years it says nothing."""
    take_in(desk, NewcomerDraft("Ali", "Rahimi", birth_date="1990-01-01"))
    assert similar_people(desk, NewcomerDraft("Ali", "Rahime", birth_date="1970-01-01")) == []


def test_the_likeliest_comes_first(desk: Desk, amina: str) -> None:
    twin = take_in(desk, NewcomerDraft("Amina", "Hadad")).subject_id
    found = similar_people(desk, NewcomerDraft("Amina", "Haddad", birth_date="1992-05-17"))
    assert [person.id for person in found] == [amina, twin]


def test_nobody_is_similar_to_oneself(desk: Desk, amina: str) -> None:
    assert similar_people(desk, NewcomerDraft("Amina", "Haddad"), but=amina) == []


def test_who_was_found_to_be_two_is_not_asked_about_again(desk: Desk, amina: str) -> None:
    draft = NewcomerDraft("Amina", "Haddad")
    taken = take_in(desk, draft, not_the_same=[amina, amina, "gone"])
    assert similar_people(desk, draft, but=taken.subject_id) == []
    assert similar_people(desk, draft, but=amina) == []
    desk.undo(taken.operation)
    again = take_in(desk, draft).subject_id
    assert [person.id for person in similar_people(desk, draft, but=again)] == [amina]
    change_person(desk, again, draft, not_the_same=[amina])
    assert similar_people(desk, draft, but=again) == []


def test_birth_and_phone_are_in_the_index_but_not_in_the_search(desk: Desk, amina: str) -> None:
    for typed in ("1992", "19920517", "12345678", "ktt", "mn"):
        assert list_people(desk, typed) == []


def test_a_vault_of_an_older_version_learns_the_sounds(desk: Desk, amina: str) -> None:
    with desk.write("test") as act:
        before = act.session.execute(text("SELECT rowid, newcomer_id, words FROM person_search")).all()
        act.session.execute(text("UPDATE person_search SET words = 'amina haddad'"))
        index_anew(act.session)
        after = act.session.execute(text("SELECT rowid, newcomer_id, words FROM person_search")).all()
    assert sorted(map(tuple, after)) == sorted(map(tuple, before))


def test_who_resembles_somebody_comes_in_with_a_remark(desk: Desk) -> None:
    taken = take_in(desk, NewcomerDraft("Amina", "Haddad", birth_date="1992-05-17")).subject_id
    data = b"Nachname;Vorname;Geburtsdatum\nIlie;Bogdan;\nAmina;Haddad;1992\n"
    result = import_people(desk, data)
    assert len(result.people) == 2
    assert result.faults == ()
    number = case(desk, taken).newcomer.number
    assert result.alike == (f"Zeile 3: ähnelt Mappe {number} (Vor- und Nachname vertauscht, Geburtsjahr gleich).",)
