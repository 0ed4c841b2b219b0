# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The translations that ship: complete, in the right script, with the same placeholders and digits."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel import Locale

from laufmappe.resources import path

FOLDER = sorted(path("locale", "folder").glob("*.po"))
WINDOW = sorted(path("locale", "window").glob("*.po"))
ALWAYS_COMPLETE = {"en", "ar", "fa", "uk", "tr", "ti"}
SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC",
    "uk": "CYRILLIC", "ru": "CYRILLIC", "bg": "CYRILLIC", "ti": "ETHIOPIC",
}  # fmt: skip
FOREIGN_LETTERS = {
    "ar": "پچژگکی", "fa": "يكىة", "ckb": "يكىةثذضطظ",
    "uk": "ыэъё", "ru": "іїєґ", "bg": "ыэёіїєґ", "ro": "şţ",
}  # fmt: skip


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def pairs(tool: ModuleType, file: Path) -> Iterator[tuple[str, str]]:
    """Each German text with its translation, as it is shipped; singular and plural apart."""
    _head, catalogue = tool.read(file)
    for message in tool.messages(catalogue):
        if not tool.translated(message) or message.fuzzy:
            continue
        if isinstance(message.id, str):
            yield message.id, message.string
        else:
            yield from ((message.id[-1], text) for text in message.string[1:])


def test_the_languages_that_are_promised_are_there() -> None:
    assert {file.stem for file in FOLDER} >= ALWAYS_COMPLETE
    assert [file.stem for file in WINDOW] == ["ar", "en"]


def test_no_catalogue_is_behind_its_sources(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("file", FOLDER, ids=name)
def test_every_sentence_of_the_data_is_translated(tool: ModuleType, file: Path) -> None:
    translated = dict(pairs(tool, file))
    missing = [key for key in (entry.message for entry in tool.printed_data()) if key not in translated]
    assert [key for key in missing if not tool.NOT_TRANSLATED.fullmatch(key)] == []


@pytest.mark.parametrize("file", FOLDER, ids=name)
def test_a_catalogue_says_its_language_and_who_read_it(tool: ModuleType, file: Path) -> None:
    head, _catalogue = tool.read(file)
    assert head.values["X-Language-Name"]
    assert Locale.parse(file.stem).character_order in {"left-to-right", "right-to-left"}
    assert head.values["X-Review-State"] in {"unreviewed", "reviewed"}
    assert bool(head.values["X-Reviewed-By"]) == (head.values["X-Review-State"] == "reviewed")


@pytest.mark.parametrize("file", [*FOLDER, *WINDOW], ids=name)
def test_placeholders_are_the_same_as_in_german(tool: ModuleType, file: Path) -> None:
    for german, text in pairs(tool, file):
        assert sorted(re.findall(r"\{\w*\}", german)) == sorted(re.findall(r"\{\w*\}", text)), (german, text)


@pytest.mark.parametrize("file", FOLDER, ids=name)
def test_numbers_are_the_same_as_in_german_and_in_western_digits(tool: ModuleType, file: Path) -> None:
    for german, text in pairs(tool, file):
        assert sorted(re.findall(r"[0-9]+", german)) == sorted(re.findall(r"[0-9]+", text)), (german, text)
        assert not re.search(r"[٠-٩۰-۹]", text), text


@pytest.mark.parametrize("file", FOLDER, ids=name)
def test_a_translation_is_written_in_the_script_of_its_language(tool: ModuleType, file: Path) -> None:
    script = SCRIPTS.get(file.stem, "LATIN")
    for german, text in pairs(tool, file):
        words = re.sub(r"\{\w*\}", "", text)
        scripts = {unicodedata.name(letter).split()[0] for letter in words if letter.isalpha()}
        assert script in scripts or not words.strip(" ,"), (german, text)
        assert scripts <= {script, "LATIN"}, (german, text)
        assert not set(text.lower()) & set(FOREIGN_LETTERS.get(file.stem, "")), (german, text)


@pytest.mark.parametrize("file", FOLDER, ids=name)
def test_a_translation_has_no_stray_spaces_and_closes_its_brackets(tool: ModuleType, file: Path) -> None:
    for german, text in pairs(tool, file):
        assert text == unicodedata.normalize("NFC", text.strip()), german
        assert "  " not in text
        assert text.count("(") == text.count(")"), text
        assert not re.search(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text), "direction is the typesetter's work"


@pytest.mark.parametrize("file", FOLDER, ids=name)
def test_a_translated_title_fits_on_the_route_map(tool: ModuleType, file: Path) -> None:
    titles = {entry.message for entry in tool.printed_data() if entry.place.endswith(" title")}
    assert [text for german, text in pairs(tool, file) if german in titles and len(text) > 44] == []
