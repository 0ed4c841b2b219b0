# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""People are found however their name is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.names.name_query import is_one_off, name_query
from laufmappe.casework.people.register import NewcomerDraft, count_people, list_people, position_of, take_in


@pytest.fixture
def names(desk: Desk) -> dict[str, str]:
    """The ids of some people by a word for each."""
    drafts = {
        "mohammed": NewcomerDraft(given_name="Mohammed", family_name="Al-Masri", native_name="محمد المصري"),
        "muhammad": NewcomerDraft(given_name="Muhammad", family_name="Hadi"),
        "olena": NewcomerDraft(native_name="Олена Коваль"),
        "mueller": NewcomerDraft(given_name="Jürgen", family_name="Müller"),
        "selam": NewcomerDraft(native_name="ሰላም ወልደአብ"),
        "haddad": NewcomerDraft(given_name="Amira", family_name="Haddad"),
        "aisha": NewcomerDraft(native_name="عائشة الخطيب"),
        "yousef": NewcomerDraft(given_name="Yousef", family_name="Nour"),
        "yusuf": NewcomerDraft(given_name="Yusuf", family_name="Amir"),
        "zahra": NewcomerDraft(native_name="زهرا رضایی"),
    }
    return {take_in(desk, draft).subject_id: word for word, draft in drafts.items()}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mueller", {"mueller"}),
        ("Müller", {"mueller"}),
        ("Mohammed", {"mohammed", "muhammad"}),
        ("muhamad", {"mohammed", "muhammad"}),
        ("Mehmet", {"mohammed", "muhammad"}),
        ("محمد", {"mohammed", "muhammad"}),
        ("olena", {"olena"}),
        ("Олена", {"olena"}),
        ("kowal olena", {"olena"}),
        ("selam", {"selam"}),
        ("Hadad", {"haddad"}),
        ("Hagdad", {"haddad"}),
        ("Hadadd", {"haddad"}),
        ("Amria Haddad", {"haddad"}),
        ("Almasri", {"mohammed"}),
        ("yusuf", {"yousef", "yusuf"}),
        ("Jussuf", {"yousef", "yusuf"}),
        ("noor", {"yousef"}),
        ("Omar", set()),
        ("sahra", {"zahra"}),
        ("xxxxxx", set()),
    ],
)
def test_a_name_is_found_in_any_script_and_in_spite_of_one_wrong_letter(
    desk: Desk, names: dict[str, str], typed: str, found: set[str]
) -> None:
    shown = list_people(desk, typed)
    assert {names[row.id] for row in shown} == found
    assert count_people(desk, typed) == len(found)
    assert [position_of(desk, row.id, typed) for row in shown] == list(range(len(shown)))


@pytest.mark.parametrize(
    ("typed", "word", "near"),
    [
        ("hadad", "haddad", True),
        ("haddda", "haddad", True),
        ("hxddad", "haddad", True),
        ("hxdxad", "haddad", False),
        ("abc", "abd", False),
        ("haddat", "haddadi", True),
    ],
)
def test_one_letter_may_be_wrong_and_only_in_longer_words(typed: str, word: str, near: bool) -> None:
    assert is_one_off(typed, word) is near


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30))
def test_nothing_that_can_be_typed_breaks_the_search(desk: Desk, typed: str) -> None:
    assert list_people(desk, typed) is not None
    assert isinstance(name_query(typed), str)
