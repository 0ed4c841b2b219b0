# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import LINE, TEXT, clean, clean_lines, known
from laufmappe.casework.people.register import NewcomerDraft, count_people, take_in
from laufmappe.casework.views import LanguageView
from laufmappe.errors import FieldError


def test_letters_and_their_marks_are_kept_as_one_character() -> None:
    assert clean("given_name", "Mu\u0308ller") == "Müller"


def test_a_line_loses_control_characters_line_breaks_and_double_spaces() -> None:
    assert clean("given_name", " Anna\x00\x1b \n\t Maria ") == "Anna Maria"


def test_a_name_cannot_turn_the_direction_of_the_text_around_it() -> None:
    assert clean("given_name", "\u202eamirA\u2066\u2069\ufeff") == "amirA"


def test_joiners_that_persian_needs_stay() -> None:
    assert clean("native_name", "علی\u200cرضا") == "علی\u200cرضا"


def test_a_note_keeps_its_lines() -> None:
    assert clean("note", "  eins  \r\nzwei\rdrei\t!", TEXT) == "eins\nzwei\ndrei !"


@pytest.mark.parametrize("length", [LINE + 1, 10_000_000])
def test_a_text_that_is_too_long_is_refused_whole_and_says_how_long_it_may_be(length: int) -> None:
    with pytest.raises(FieldError, match="möglich sind 300") as fault:
        clean("given_name", "x" * length)
    assert fault.value.field == "given_name"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(FieldError, match="beschädigte Zeichen"):
        clean("given_name", "Anna\ud83d")


def test_lists_lose_their_empty_entries_and_have_an_end() -> None:
    assert clean_lines("bring", [" Pass ", "", "\n"]) == ["Pass"]
    with pytest.raises(FieldError):
        clean_lines("bring", ["x"] * 51)


def test_an_unknown_code_is_refused() -> None:
    assert known("status", "refugee", ["refugee"]) == "refugee"
    with pytest.raises(FieldError, match="kenne ich hier nicht"):
        known("status", "refugees", ["refugee"])


@given(st.text(max_size=LINE), st.sampled_from([LINE, TEXT]))
def test_cleaning_a_cleaned_text_changes_nothing(text: str, limit: int) -> None:
    try:
        once = clean("note", text, limit)
    except FieldError:
        return
    assert clean("note", once, limit) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("given_name", NewcomerDraft()),
        ("given_name", NewcomerDraft(given_name="x" * 10_000_000)),
        ("family_name", NewcomerDraft(given_name="A", family_name="\ud800")),
        ("birth_date", NewcomerDraft(given_name="A", birth_date="31.04.1990")),
        ("nationality", NewcomerDraft(given_name="A", nationality="Syrien")),
        ("status", NewcomerDraft(given_name="A", status="tourist")),
        ("reach_by", NewcomerDraft(given_name="A", reach_by="pigeon")),
        ("needs", NewcomerDraft(given_name="A", needs=("everything",))),
        ("languages", NewcomerDraft(given_name="A", languages=(LanguageView("klingonisch"),))),
        ("languages", NewcomerDraft(given_name="A", languages=(LanguageView("ar", "D1"),))),
        ("milestones", NewcomerDraft(given_name="A", milestones={"birthday": "2020"})),
        ("arrival", NewcomerDraft(given_name="A", milestones={"arrival": "gestern"})),
        ("chain", NewcomerDraft(given_name="A")),
    ],
)
def test_a_person_with_a_wrong_field_is_not_written_and_the_field_is_named(
    desk: Desk, field: str, draft: NewcomerDraft
) -> None:
    with pytest.raises(FieldError) as fault:
        take_in(desk, draft, chain="K9" if field == "chain" else "")
    assert fault.value.field == field
    assert count_people(desk) == 0
