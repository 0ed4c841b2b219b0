# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list for a reviewer: what it holds, and what never gets into it."""

import csv
from io import StringIO

import pytest

from laufmappe.folder import doubts
from laufmappe.folder.doubts import MISSING, OUTDATED, UNREVIEWED, Doubt, HeardWords, as_csv, titled
from laufmappe.folder.words import Catalogue


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> HeardWords:
    catalogue = Catalogue(
        {"Guten Tag": "Merhaba", "Station {number}": "Durak {number}"},
        "Türkçe",
        unusable={"Alt": "Eski", "Neu": ""},
    )
    monkeypatch.setattr(doubts, "read_catalogue", lambda _code: catalogue)
    return HeardWords("tr")


def test_what_was_looked_up_is_heard_once_and_typed_words_are_not(words: HeardWords) -> None:
    for sentence in ("Guten Tag", "Amina Haddad", "Neu", "Guten Tag"):
        words.of(sentence)
    assert words.listen() == ("Guten Tag", "Neu")
    assert words.listen() == ()


def test_each_sentence_says_what_is_wrong_with_it_the_worst_first(words: HeardWords) -> None:
    assert words.doubts(["Guten Tag", "Alt", "Neu", "Amina Haddad", "Alt"]) == [
        Doubt("Neu", "", MISSING),
        Doubt("Alt", "Eski", OUTDATED),
        Doubt("Guten Tag", "Merhaba", UNREVIEWED),
    ]


def test_a_reviewed_language_lists_only_its_gaps(words: HeardWords) -> None:
    words.reviewed = True
    assert [doubt.kind for doubt in words.doubts(["Guten Tag", "Alt", "Neu"])] == [MISSING, OUTDATED]


def test_german_alone_has_nothing_to_review() -> None:
    words = HeardWords("de")
    words.of("Erstberatung")
    assert words.doubts(words.listen()) == []


def test_a_title_is_known_by_the_sentence_it_was_made_of() -> None:
    assert titled("Station 4", ["Station {number}", "Stationen {first} und {second}"]) == ("Station {number}",)
    assert titled("Deckblatt", ["Deckblatt"]) == ("Deckblatt",)


def test_the_list_opens_as_a_table_with_room_for_a_better_translation() -> None:
    rows = list(
        csv.reader(StringIO(as_csv([Doubt('Ein "Wort"; mehr', "Bir söz", UNREVIEWED)], "Türkisch")), delimiter=";")
    )
    assert rows[1] == ['Ein "Wort"; mehr', "Bir söz", "ungeprüft", ""]
    assert rows[0][1] == "Türkisch"
