# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of one list that may be one person are named, however long the list is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.cases.importing import import_people
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.people.similar import SHOWN, Sought, agreeing
from laufmappe.casework.people.similar_rows import RowsAbove, SimilarRow

AMINA = NewcomerDraft("Amina", "Haddad", "أمينة حداد", birth_date="1992-05-17", phone="0151 2345678")


def test_a_row_that_resembles_one_above_comes_in_with_a_remark(desk: Desk) -> None:
    data = b"Nachname;Vorname;Geburtsdatum\nHaddad;Amina;1992\nIlie;Bogdan;\nHadad;Aminah;17.05.1992\n"
    result = import_people(desk, data)
    assert len(result.people) == 3
    assert result.faults == ()
    assert result.alike == ("Zeile 4: ähnelt Zeile 2 (Name klingt gleich, Geburtsjahr gleich).",)


def test_a_row_may_resemble_a_folder_and_a_row(desk: Desk) -> None:
    take_in(desk, NewcomerDraft("Amina", "Haddad"))
    result = import_people(desk, b"Nachname;Vorname\nHadad;Amina\nAmina;Haddad\n")
    assert [sentence.partition(" (")[0] for sentence in result.alike] == [
        "Zeile 2: ähnelt Mappe 1",
        "Zeile 3: ähnelt Mappe 1",
        "Zeile 3: ähnelt Zeile 2",
    ]


def test_a_row_that_stays_out_is_nobody_to_resemble(desk: Desk) -> None:
    result = import_people(desk, b"Nachname;Vorname;Ankunft\nHadad;Amina;irgendwann\nHaddad;Amina;\n")
    assert [fault.line for fault in result.faults] == [2]
    assert result.alike == ()


@pytest.mark.parametrize(
    ("draft", "reasons"),
    [
        (NewcomerDraft("Aminah", "Hadad"), ("same_sound",)),
        (NewcomerDraft("Haddad", "Amina"), ("swapped",)),
        (NewcomerDraft("Amina", "Haddal"), ("one_letter",)),
        (NewcomerDraft("Amina", "Hdadad"), ("one_letter",)),
        (NewcomerDraft("Amina", "Hadadd Al-Khalil"), ("missing_part",)),
        (NewcomerDraft("Amina", birth_date="1992-05-17"), ("part", "same_birth")),
        (NewcomerDraft(native_name="امینة حداد"), ("same_native",)),
        (NewcomerDraft("", "", "Аміна Хаддад"), ("same_sound",)),
        (NewcomerDraft("Sami", "Khalil", phone="+49 151 2345678"), ("same_phone",)),
        (NewcomerDraft("Amina"), None),
        (NewcomerDraft("Omar", "Haddad"), None),
        (NewcomerDraft('"', "\x00", "'"), None),
    ],
)
def test_what_agrees_is_named(draft: NewcomerDraft, reasons: tuple[str, ...] | None) -> None:
    rows = RowsAbove()
    assert rows.add(2, AMINA) is None
    assert rows.add(3, draft) == (SimilarRow(2, reasons) if reasons else None)


def test_the_likeliest_row_is_named_and_of_equals_the_first() -> None:
    rows = RowsAbove()
    rows.add(2, NewcomerDraft("Amina", "Hadad"))
    rows.add(3, AMINA)
    rows.add(4, NewcomerDraft("Amina", "Hadad", birth_date="1960"))
    assert rows.add(5, NewcomerDraft("Amina", "Haddad", birth_date="1992")) == SimilarRow(3, ("same_name", "same_year"))


parts = st.sampled_from(
    ["", "Amina", "Aminah", "Emine", "Haddad", "Hadad", "Haddal", "Hdadad", "al-Ali", "Ali", "Ilie"]
)
names = st.lists(parts, max_size=2).map(" ".join)
drafts = st.builds(
    NewcomerDraft,
    given_name=names,
    family_name=names,
    native_name=st.sampled_from(["", "أمينة حداد", "Амина Хаддад", "علي"]),
    birth_date=st.sampled_from(["", "1992", "1992-05-17", "1992-01-01", "1929-05-17"]),
    phone=st.sampled_from(["", "", "0151 2345678"]),
)


@given(st.lists(drafts, max_size=12))
def test_nobody_is_missed_whom_comparing_all_with_all_would_find(people: list[NewcomerDraft]) -> None:
    rows = RowsAbove()
    for n, person in enumerate(people):
        weights = [agreeing(Sought(person), Sought(other))[1] for other in people[:n]]
        best = max(weights, default=0)
        row = rows.add(n, person)
        assert (row.line if row else None) == (weights.index(best) if best >= SHOWN else None)


def test_a_list_in_which_all_have_one_name_does_not_take_ever_longer() -> None:
    """Of one who is there a thousand times only the first rows are compared, and those of the same birth."""
    rows = RowsAbove()
    for n in range(2000):
        rows.add(n, NewcomerDraft("Mohammed", "Ali", birth_date=f"{1930 + n % 80}-0{1 + n % 9}-{11 + n % 17}"))
    assert max(map(len, rows._by_key.values())) <= 40
    twin = NewcomerDraft("Mohamed", "Ali", birth_date="1931-02-12")
    assert rows.add(2000, twin) == SimilarRow(1, ("same_sound", "same_birth"))
