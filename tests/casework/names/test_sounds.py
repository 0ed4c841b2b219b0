# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One name sounds the same, however and in whatever script it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.names.sounds import alike_words, phone_end, sounds
from laufmappe.casework.names.spelling import match_query


@pytest.mark.parametrize(
    "spellings",
    [
        ["Mohammed", "Muhammad", "Mohamad", "Mehmet", "محمد", "مُحَمَّد", "Мохаммед"],
        ["Abdulrahman", "Abdel Rahman", "Abd al-Rahman", "Abdurrahman", "عبد الرحمن"],
        ["Abdullah", "Abdallah", "عبد الله"],
        ["Youssef", "Yusuf", "Jusuf", "يوسف", "Юсуф"],
        ["Haddad", "Al-Haddad", "Alhaddad", "حداد", "الحداد"],
        ["Hussein", "Husain", "حسين", "Хусейн"],
        ["Rachid", "Rashid", "رشيد"],
        ["Oleksandr", "Aleksandr", "Alexander", "Олександр"],
        ["Shevchenko", "Schewtschenko", "Шевченко"],
        ["Zahra", "Sahra", "زهرا", "الزهراء"],
        ["Suhail", "Soheil", "سهيل", "سهیل"],
        ["Reza Karimi", "رضا کریمی"],
        ["Ivanov", "Iwanow", "Ivanoff", "Иванов"],
        ["Tesfaye", "ተስፋዬ"],
        ["Gebreyesus", "ገብረየሱስ"],
        ["Haile", "ኃይለ"],
        ["Müller", "Mueller", "MULLER"],
        ["Nguyễn", "Nguyen"],
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: list[str]) -> None:
    assert len({tuple(sounds(name)) for name in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Amina", "Bogdan"), ("Haddad", "Hassan"), ("Olena", "Oksana")])
def test_different_names_do_not(one: str, other: str) -> None:
    assert sounds(one) != sounds(other)


def test_a_phone_number_is_its_end() -> None:
    assert phone_end("+49 (0)151 234-56 78") == phone_end("01512345678") == "12345678"
    assert phone_end("110") == ""


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    kept = alike_words(text, birth_date="1992-05", phone=text)
    assert all(word[0] in "\ue001\ue002\ue003" for word in kept.split())


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_what_the_index_keeps_of_sounds_is_never_found_by_typing(typed: str) -> None:
    assert not any(mark in match_query(typed) for mark in "\ue001\ue002\ue003")
