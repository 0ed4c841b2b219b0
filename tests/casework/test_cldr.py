# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from laufmappe.casework.cldr import (
    country_codes,
    country_name,
    find_country,
    find_language,
    is_right_to_left,
    language_codes,
    language_name,
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Arabisch", "ar"),
        ("arabic", "ar"),
        ("ar", "ar"),
        (" Kurmandschi ", "kmr"),
        ("Sorani", "ckb"),
        ("Farsi", "fa"),
        ("Persisch", "fa"),
        ("Dari", "prs"),
        ("Tigrinya", "ti"),
        ("Deutsch", "de"),
        ("Ukrainisch", "uk"),
        ("Niemandisch", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_code_and_its_german_and_english_name(typed: str, code: str | None) -> None:
    assert find_language(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("Syrien", "SY"), ("syria", "SY"), ("sy", "SY"), ("Türkei", "TR"), ("Atlantis", None)]
)
def test_a_country_is_known_by_its_code_and_its_german_and_english_name(typed: str, code: str | None) -> None:
    assert find_country(typed) == code


def test_languages_are_named_in_german_and_in_themselves() -> None:
    assert language_name("tr") == "Türkisch"
    assert language_name("ar", "ar") == "العربية"
    assert language_name("uk", "uk") == "українська"
    assert language_name("xx") == "xx"


def test_countries_are_named_in_german_and_in_other_languages() -> None:
    assert country_name("SY") == "Syrien"
    assert country_name("UA", "uk") == "Україна"
    assert country_name("??") == "??"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ar", True),
        ("fa", True),
        ("prs", True),
        ("ckb", True),
        ("ps", True),
        ("kmr", False),
        ("ti", False),
        ("de", False),
    ],
)
def test_the_direction_of_a_script_is_known(code: str, expected: bool) -> None:
    assert is_right_to_left(code) == expected


def test_every_known_code_has_a_german_name() -> None:
    assert all(language_name(code) != code for code in language_codes())
    assert all(country_name(code) != code for code in country_codes())
