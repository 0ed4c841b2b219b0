# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the handbook says is there: chapters, links, pictures, and every button and key that it names."""

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import laufmappe.ui
from laufmappe import i18n, resources
from laufmappe.casework.settings.document import KNOWN
from laufmappe.folder.typeset.fonts import missing_characters
from laufmappe.ui.handbook.books import Chapter, books, chapter_of_link, find, search
from laufmappe.ui.unlock.plate import PlatePage
from laufmappe.ui.widgets import Dialog, Page

GERMAN = [pytest.param(page, id=page.key) for book in books("de") for page in book.chapters]
EVERY = [
    pytest.param(page, code, id=f"{code} {page.key}")
    for code in ("de", "en")
    for b in books(code)
    for page in b.chapters
]
HEAVIEST = 130_000
"""Bytes of a picture: they travel with every copy of the program."""
_KEY = re.compile(
    r"(Strg|Alt|Umschalt)\+(Enter|Umschalt\+P|Pfeil (links|rechts|hoch|runter)|[A-Z0-9+-])|F\d\d?|[A-Z/]|Enter|Esc|Tab|Entf|Leertaste"
)


def _keys_of_books() -> list[str]:
    entries = resources.read_json("handbook", "books.json")
    return [chapter["key"] for book in entries for chapter in book["chapters"]]


@pytest.mark.parametrize("key", _keys_of_books())
@pytest.mark.parametrize("code", ["de", "en"])
def test_every_chapter_stands_in_both_languages(key: str, code: str) -> None:
    page, heading = find(key, code)
    assert page.words.strip()
    assert not heading or f"## {heading}\n" in page.words


def test_every_page_belongs_to_a_book() -> None:
    listed = {page.file for code in ("de", "en") for book in books(code) for page in book.chapters}
    lying = {file for code in ("de", "en") for file in resources.path("handbook", code).glob("*.md")}
    assert lying <= listed


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_every_link_leads_somewhere_and_never_out(page: Chapter, code: str) -> None:
    for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)]*)\)", page.words):
        assert chapter_of_link(target, code) is not None, target
    assert "://" not in page.words


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_every_picture_is_there_says_what_it_shows_and_is_light(page: Chapter, code: str) -> None:
    for alt, target in re.findall(r"!\[([^]]*)\]\(([^)]*)\)", page.words):
        file = page.file.parent / target
        assert len(alt) > 15
        assert file.stat().st_size <= HEAVIEST, f"{file.name}: packaging/screenshots.py"


@pytest.mark.parametrize(("page", "code"), EVERY)
def test_every_page_can_be_printed(page: Chapter, code: str) -> None:
    assert missing_characters(page.words.replace("\n", " ")) == ""


def test_every_page_and_dialog_of_the_window_has_a_chapter() -> None:
    for module in pkgutil.walk_packages(laufmappe.ui.__path__, "laufmappe.ui."):
        importlib.import_module(module.name)
    chapters = set(_keys_of_books())
    astray = {
        f"{kind.__module__}.{kind.__name__}: {kind.chapter!r}"
        for kind in _below(Page, Dialog, PlatePage)
        if kind.chapter not in chapters and not kind.__subclasses__()
    }
    assert astray == set(), "name its chapter of resources/handbook/books.json"


def _below(*kinds: type) -> Iterator[type[Page]]:
    for kind in kinds:
        subclasses: list[type[Any]] = type.__subclasses__(kind)
        for under in subclasses:
            if under.__module__.startswith("laufmappe.ui."):
                yield under
                yield from _below(under)


@pytest.mark.parametrize("page", GERMAN)
def test_every_button_and_key_that_is_named_exists(page: Chapter) -> None:
    """In the German pages, bold is what the window says, word for word, with … for what it fills in; other stress is in italics."""
    if page.file.parent.name != "de":
        return
    said = _words_of_the_window()
    unknown = [
        words for words in re.findall(r"\*\*([^*]+)\*\*", page.words) if words not in said and not _KEY.fullmatch(words)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    "page",
    [page for book in books("en") for page in book.chapters if page.file.parent.name == "en"],
    ids=lambda page: page.key,
)
def test_the_english_pages_speak_of_the_english_window(page: Chapter) -> None:
    before = i18n.language()
    i18n.set_language("en")
    said = {i18n._(words) for words in _words_of_the_window() if words}
    i18n.set_language(before)
    unknown = [
        words
        for words in re.findall(r"\*\*([^*]+)\*\*", page.words)
        if words not in said and not _KEY.fullmatch(words.replace("Ctrl", "Strg"))
    ]
    assert unknown == []
    assert "Strg" not in page.words


@cache
def _words_of_the_window() -> frozenset[str]:
    found: set[str] = set()
    for folder in ("ui", "casework", "folder"):
        for file in (Path(laufmappe.ui.__file__).parents[1] / folder).rglob("*.py"):
            nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            found.update(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    for file in (each for name in ("words", "status", "recognition") for each in resources.path(name).glob("*.json")):
        found.update(_texts(json.loads(file.read_text(encoding="utf-8"))))
    return frozenset(re.sub(r"\{\w+\}", "…", words) for words in found)


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for inner in content.values() if isinstance(content, dict) else content:
            yield from _texts(inner)


def test_the_chapter_on_settings_names_every_one() -> None:
    page, _heading = find("einstellungen", "de")
    assert [name for name in KNOWN if f"`{name}`" not in page.words] == []


def test_searching_finds_pages_by_all_words_and_titles_first() -> None:
    found = search("sicherung stick", "de")
    assert found[0][0].key == "sicherung"
    assert all("stick" in page.words.casefold() for page, _around in found)
    assert search("xyzzy", "de") == []
    assert search("  ", "de") == []


def test_a_chapter_that_no_book_has_is_refused() -> None:
    with pytest.raises(KeyError):
        find("nirgends", "de")
