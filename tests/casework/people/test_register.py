# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import (
    NewcomerDraft,
    change_person,
    close_case,
    count_people,
    find_person,
    list_people,
    position_of,
    take_in,
)
from laufmappe.casework.views import LanguageView
from laufmappe.errors import NotFoundError, RuleError

Take = Callable[..., str]

NAMES = {
    "mueller": NewcomerDraft(given_name="Jürgen", family_name="Müller"),
    "passport": NewcomerDraft(given_name="Joerg", family_name="Mueller"),
    "celik": NewcomerDraft(given_name="Ayşe", family_name="Çelik"),
    "lukasz": NewcomerDraft(given_name="Łukasz", family_name="Żak"),
    "ibrahim": NewcomerDraft(given_name="İbrahim", family_name="Işık"),
    "olena": NewcomerDraft(given_name="Olena", family_name="Koval", native_name="Олена Коваль"),
    "muhammad": NewcomerDraft(given_name="Mohamad", family_name="Al-Ali", native_name="مُحَمَّد العلي"),
    "persian": NewcomerDraft(given_name="Alireza", family_name="Karimi", native_name="علی\u200cرضا کریمی"),
    "selam": NewcomerDraft(given_name="Selam", family_name="Tesfay", native_name="ሰላም ተስፋይ"),
    "nguyen": NewcomerDraft(given_name="Thị Đào", family_name="Nguyễn"),
}


@pytest.fixture
def names(desk: Desk) -> dict[str, str]:
    return {take_in(desk, draft).subject_id: key for key, draft in NAMES.items()}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("m", {"mueller", "passport", "muhammad"}),
        ("mü", {"mueller", "passport"}),
        ("MUL", {"mueller"}),
        ("mueller", {"mueller", "passport"}),
        ("Müller", {"mueller", "passport"}),
        ("Mu\u0308ller", {"mueller", "passport"}),
        ("mueller juergen", {"mueller"}),
        ("Jü Mü", {"mueller"}),
        ("celik", {"celik"}),
        ("Çe", {"celik"}),
        ("ayse c", {"celik"}),
        ("lukasz", {"lukasz"}),
        ("ŁUK", {"lukasz"}),
        ("zak", {"lukasz"}),
        ("ibrahim", {"ibrahim"}),
        ("IBRAHIM", {"ibrahim"}),
        ("İbr", {"ibrahim"}),
        ("ısik", {"ibrahim"}),
        ("о", {"olena"}),
        ("ОЛЕНА", {"olena"}),
        ("коваль олена", {"olena"}),
        ("محمد", {"muhammad"}),
        ("مُحَمَّد", {"muhammad"}),
        ("م", {"muhammad"}),
        ("العلى", {"muhammad"}),
        ("ali", {"muhammad", "persian"}),
        ("al-ali mo", {"muhammad"}),
        ("علیرضا", {"persian"}),
        ("كريمي", {"persian"}),
        ("ሰ", {"selam"}),
        ("ተስፋ", {"selam"}),
        ("dao nguyen", {"nguyen"}),
        ("xyz", set()),
        ("mueller celik", set()),
        ('"', set()),
        ("* OR *", set()),
        ("\ud800", set()),
    ],
)
def test_a_person_is_found_from_the_first_letter_in_any_spelling(
    desk: Desk, names: dict[str, str], typed: str, found: set[str]
) -> None:
    assert {names[row.id] for row in list_people(desk, typed)} == found
    assert count_people(desk, typed) == len(found)


def test_without_a_search_everybody_is_listed_by_family_name(desk: Desk, names: dict[str, str]) -> None:
    listed = [names[row.id] for row in list_people(desk)]
    assert listed[:4] == ["muhammad", "celik", "ibrahim", "persian"]
    assert [names[row.id] for row in list_people(desk, "  ", limit=3, offset=2)] == listed[2:5]
    assert count_people(desk) == len(NAMES)


def test_a_changed_name_is_found_and_the_old_one_is_not(desk: Desk, take: Take) -> None:
    person = take("Amira", "Haddad")
    change_person(desk, person, NewcomerDraft(given_name="Amira", family_name="Beck"))
    assert [row.id for row in list_people(desk, "beck")] == [person]
    assert list_people(desk, "haddad") == []


def test_people_of_the_same_name_stay_apart(desk: Desk, take: Take) -> None:
    first, second = take("Ali", "Ahmad"), take("Ali", "Ahmad")
    rows = list_people(desk, "ali ahmad")
    assert [(row.id, row.number) for row in rows] == [(first, 1), (second, 2)]
    change_person(desk, first, NewcomerDraft(given_name="Ali", family_name="Ahmad", phone="0521 000-1"))
    assert case(desk, second).newcomer.phone == ""


def test_a_person_is_named_by_id_number_or_name(desk: Desk, take: Take) -> None:
    person = take("Ayşe", "Çelik")
    take("Olena", "Koval")
    for asked in (person, person.upper(), "1", " 1 ", "ayse", "celik a", "Çel"):
        assert find_person(desk, asked) == person


@pytest.mark.parametrize("asked", ["", " ", "niemand", "77", "*", "\ud800", "999999999999", "٣"])
def test_nobody_is_meant_by_what_fits_nobody(desk: Desk, take: Take, asked: str) -> None:
    take()
    with pytest.raises(NotFoundError, match="niemand"):
        find_person(desk, asked)


def test_a_whole_name_means_that_person_and_not_one_whose_name_goes_on(desk: Desk, take: Take) -> None:
    person = take("Anna", "Ali")
    take("Anna", "Aliyev")
    assert find_person(desk, "Anna Ali") == person


def test_a_name_that_several_have_means_none_of_them(desk: Desk, take: Take) -> None:
    take("Ali", "Ahmad")
    take("Ali", "Hassan")
    with pytest.raises(NotFoundError, match="mehrere"):
        find_person(desk, "ali")
    assert find_person(desk, "ali h") == find_person(desk, "2")


def test_everything_that_was_typed_is_kept_and_shown(desk: Desk, today: date) -> None:
    draft = NewcomerDraft(
        given_name=" Amira ",
        family_name="Haddad",
        native_name="أميرة حداد",
        birth_date="17.05.1992",
        nationality="SY",
        status="refugee",
        phone="0521 000-12",
        email="amira@example.org",
        reach_by="message",
        address="Am Platz 1, 33602 Musterstadt",
        district="Mitte",
        interpreter=True,
        needs=("childcare",),
        note="Zwei Kinder",
        languages=(LanguageView("ar", "C2"), LanguageView("de", "A1")),
        milestones={"arrival": "10/2026", "title": "", "decision": "1.11.2026"},
    )
    person = take_in(desk, draft).subject_id
    view = case(desk, person).newcomer
    assert (view.name, view.birth_date, view.first_language) == ("Amira Haddad", "1992-05-17", "ar")
    assert view.milestones == {"arrival": "2026-10", "decision": "2026-11-01"}
    assert (view.taken_in_on, view.counsellor, view.number) == (today, "Maria Beispiel", 1)
    change_person(desk, person, NewcomerDraft.of(view))
    assert case(desk, person).newcomer == view


def test_what_was_said_twice_is_kept_once(desk: Desk) -> None:
    spoken = (LanguageView("ar", "C2"), LanguageView("en"), LanguageView("ar", "A1"))
    person = take_in(desk, NewcomerDraft(given_name="Amira", needs=("work", "work"), languages=spoken)).subject_id
    view = case(desk, person).newcomer
    assert view.needs == ("work",)
    assert view.languages == spoken[:2]


def test_a_person_without_latin_name_is_listed_by_the_name_in_the_own_script(desk: Desk) -> None:
    take_in(desk, NewcomerDraft(native_name="أميرة"))
    assert list_people(desk)[0].name == "أميرة"


def test_a_closed_case_stays_in_the_list_and_is_marked(desk: Desk, take: Take) -> None:
    person = take(chain="K5", move_in="2026-01-01")
    assert list_people(desk)[0].overdue
    close_case(desk, person)
    row = list_people(desk)[0]
    assert (row.closed, row.overdue) == (True, False)
    with pytest.raises(RuleError):
        close_case(desk, person)


def test_a_person_who_is_not_there_is_said_to_be_so(desk: Desk) -> None:
    for verb in (
        lambda: case(desk, "x"),
        lambda: close_case(desk, "x"),
        lambda: change_person(desk, "x", NAMES["celik"]),
    ):
        with pytest.raises(NotFoundError):
            verb()


def test_the_place_in_the_list_is_where_the_list_has_the_person(desk: Desk) -> None:
    ids = {
        name: take_in(desk, NewcomerDraft("Maria", name)).subject_id for name in ("Zamfir", "Amiri", "Ilie", "Ilie ")
    }
    listed = [row.id for row in list_people(desk)]
    assert [position_of(desk, newcomer_id) for newcomer_id in listed] == [0, 1, 2, 3]
    assert position_of(desk, ids["Zamfir"], "zam") == 0
    assert position_of(desk, ids["Amiri"], "zam") is None
    assert position_of(desk, "nobody") is None
