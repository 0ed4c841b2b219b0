# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, datetime
from pathlib import Path

import pytest

from laufmappe import resources
from laufmappe.folder.typeset.text import Run
from laufmappe.folder.words import Catalogue, Words, folder_languages, read_catalogue

TURKISH = Catalogue(
    {
        "Nehmen Sie {sheet} mit.": "{sheet} yanınızda olsun.",
        "Blatt {number}": "Sayfa {number}",
        "Stempel": "Mühür",
        "Diesen Text gibt es nur auf Deutsch.": "Yalnızca Almanca.",
        "{weekday}, {date}, {time} Uhr": "{date} {weekday}, saat {time}",
    },
    "Türkçe",
)


def test_a_sentence_is_given_in_german_and_in_the_other_language() -> None:
    words = Words("tr", TURKISH)
    sheet = words.pair("Blatt {number}", number="3")
    german, other = words.pair("Nehmen Sie {sheet} mit.", sheet=sheet)
    assert _plain(str(german)) == "Nehmen Sie Blatt 3 mit."
    assert other is not None
    assert _plain(str(other)) == "Sayfa 3 yanınızda olsun."
    assert other.language == "tr"


def test_a_sentence_without_translation_has_no_other_side_and_the_column_says_why() -> None:
    words = Words("tr", TURKISH)
    assert words.of("Eigener Schritt").other is None
    assert str(words.note_untranslated()) == "Yalnızca Almanca."
    assert str(Words("tr", Catalogue()).note_untranslated()) == "–"


def test_german_alone_has_no_other_side_at_all() -> None:
    for code in ("", "de"):
        words = Words(code)
        assert not words.bilingual
        assert words.reviewed
        assert words.pair("Stempel").other is None
        assert words.both("Beispielstraße 1").other is None


def test_a_right_to_left_language_directs_its_side_only() -> None:
    words = Words("ckb", Catalogue({"Stempel": "مۆر"}))
    german, other = words.pair("Stempel")
    assert german.direction == "ltr"
    assert other is not None
    assert other.direction == "rtl"


def test_an_appointment_reads_in_western_digits_and_the_weekday_of_the_language() -> None:
    german, other = Words("tr", TURKISH).moment(datetime(2026, 11, 30, 9, 5))  # noqa: DTZ001  # local time by design
    assert _plain(str(german)) == "Montag, 30.11.2026, 9:05 Uhr"
    assert other is not None
    assert _plain(str(other)) == "30.11.2026 Pazartesi, saat 9:05"


@pytest.mark.parametrize("language", ["ar", "fa", "ckb", "ps", "ti", "kmr", "prs", "so", "xx"])
def test_weekdays_have_no_foreign_digits_in_any_language(language: str) -> None:
    other = Words(language, Catalogue()).weekday(date(2026, 11, 30)).other
    assert other is not None
    assert not any(character.isdigit() for character in str(other))


def test_the_languages_are_those_with_a_catalogue_and_german_alone() -> None:
    found = {language.code: language for language in folder_languages()}
    files = {path.stem for path in resources.path("locale", "folder").glob("*.po")}
    assert set(found) == files | {"de"}
    assert found["ar"].direction == "rtl"
    assert found["ar"].german_name == "Arabisch"
    assert found["ar"].name == "العربية"
    assert found["uk"].direction == "ltr"
    assert found["de"].review_state == "reviewed"
    assert folder_languages()[-1].code == "de"


def test_a_new_language_is_one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locale" / "folder").mkdir(parents=True)
    (tmp_path / "locale" / "folder" / "he.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: he\\n"\n"X-Language-Name: עברית\\n"\n"X-Review-State: reviewed\\n"\n\n'
        'msgid "Stempel"\nmsgstr "חותמת"\n\n'
        '#, fuzzy\nmsgid "Wann"\nmsgstr "veraltet"\n\n'
        'msgid "Blatt {number}"\nmsgstr "{nummer}"\n\n'
        'msgid "Wo"\nmsgstr "{"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    read_catalogue.cache_clear()
    try:
        (hebrew, _german) = folder_languages()
        assert (hebrew.code, hebrew.name, hebrew.direction) == ("he", "עברית", "rtl")
        assert hebrew.review_state == "reviewed"
        words = Words("he")
        assert words.reviewed
        assert words.translation("Stempel") == "חותמת"
        # Outdated translations and ones with the wrong fields are not printed.
        assert not words.translation("Wann")
        assert not words.translation("Blatt {number}")
        assert not words.translation("Wo")
    finally:
        read_catalogue.cache_clear()


def test_a_language_without_catalogue_is_printed_without_translations() -> None:
    assert read_catalogue("zz").sentences == {}
    assert read_catalogue("../window/en").sentences == {}


def test_what_a_person_typed_may_hold_braces() -> None:
    german, other = Words("tr", TURKISH).of("Termin {um} {")
    assert "{um} {" in str(german)
    assert other is None


def test_both_languages_fit_on_one_line() -> None:
    text = Words("tr", TURKISH).inline("Stempel", bold=True)
    assert _plain(str(text)) == "Stempel · Mühür"
    assert text.runs[0] == Run("Stempel", bold=True)


def _plain(text: str) -> str:
    return "".join(c for c in text if c not in "\u2066\u2067\u2068\u2069").replace("\u2011", "-").replace("\u00a0", " ")
