# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.folder.typeset.text import FSI, LRI, PDI, Run, Text, clean, direction_of, is_invisible, isolate

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


@given(ANY_TEXT)
def test_no_text_can_turn_or_leave_what_stands_around_it(text: str) -> None:
    for line in clean(text).split("\n"):
        depth = 0
        for character in line:
            assert character not in "\u202a\u202b\u202c\u202d\u202e"
            assert unicodedata.category(character) not in ("Cc", "Cs")
            depth += (character in "\u2066\u2067\u2068") - (character == PDI)
            assert depth >= 0
        assert depth == 0


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_every_line_that_a_person_typed_is_isolated_once(text: str) -> None:
    for line in isolate(text).split("\n"):
        assert not line or (line[0] in FSI + LRI and line[-1] == PDI)
        assert line.count(PDI) == (1 if line else 0)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Köln", "Köln"),
        ("Ko\u0308ln", "Köln"),
        ("a\r\nb\u2028c\rd", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("\x00a\x1b\x7f\x9f\ufeff\ufffeb", "ab"),
        ("\ud83d", "\ufffd"),
        ("\ud835\udc00", "\U0001d400"),
        ("\u202egnuj", "gnuj"),
        ("\u2069x", "x"),
        ("\u2067x", "\u2067x\u2069"),
        ("\ufefb", "\u0644\u0627"),
        ("\u0301x", "\u00a0\u0301x"),
        ("", ""),
    ],
)
def test_what_is_left_of_strange_characters(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_tower_of_marks_is_cut_down() -> None:
    assert len(clean("x" + "\u0302\u030c\u0307" * 50 + "y")) == 5


def test_vocalised_words_keep_all_their_marks() -> None:
    for word in ("مُحَمَّدٌ", "שָׁלוֹם", "ปั้น", "क्षत्रिय", "Nguyễn"):
        assert clean(word) == unicodedata.normalize("NFC", word)


def test_an_endless_conjunct_is_parted_and_a_long_word_is_not() -> None:
    assert "\u200c" in clean("क्" * 40 + "क")
    assert "\u200c" not in clean("क्ष्य " * 40)


def test_a_phone_number_stays_on_one_line_and_in_order() -> None:
    assert isolate("+49 221 1234-567") == f"{LRI}+49\u00a0221\u00a01234\u2011567{PDI}"


def test_names_take_their_own_direction_and_addresses_of_mail_run_from_left_to_right() -> None:
    assert isolate("محمد علی") == f"{FSI}محمد علی{PDI}"
    assert isolate("info@example.org") == f"{LRI}info@example.org{PDI}"


def test_values_put_into_a_sentence_are_isolated_and_keep_their_look() -> None:
    text = Text.fill("{sheet}: {name}.", "ar", sheet=Run("Blatt 3", bold=True, colour="#0F766E"), name="Müller\u2069")
    assert [run.text for run in text.runs] == ["", f"{FSI}Blatt 3{PDI}", ": ", f"{FSI}Müller{PDI}", "."]
    assert text.runs[1].bold
    assert text.direction == "rtl"


def test_a_sentence_without_one_of_its_values_is_refused() -> None:
    with pytest.raises(KeyError):
        Text.fill("{name}", "de")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa-AF", "rtl"), ("ckb", "rtl"), ("tr", "ltr")])
def test_the_direction_follows_from_the_language(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_joiners_and_isolates_are_invisible_and_letters_are_not() -> None:
    assert all(is_invisible(character) for character in "\u200c\u200d\u00ad\u2068\u2069\ufe0f")
    assert not any(is_invisible(character) for character in "aم ሀ\u00a0\u0301")
