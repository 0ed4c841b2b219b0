# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which books the handbook has, which chapters they have, and where a chapter stands in a language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from laufmappe import resources
from laufmappe.i18n import language

FIRST = "erste-schritte"
FORGOTTEN = "passphrase-vergessen"
"""The chapters that the window asks for by name."""
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)
_LINK = re.compile(r"(?:\.\./)?(?:[a-z]{2}/)?([\w.-]+\.md)")


@dataclass(frozen=True)
class Chapter:
    """One page of a book: its key, its title, and the Markdown file it stands in."""

    key: str
    title: str
    file: Path

    @property
    def words(self) -> str:
        """The page as it was written."""
        return self.file.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Book:
    """A book of the handbook, for one group of readers."""

    key: str
    title: str
    icon: str
    chapters: tuple[Chapter, ...]


def written_in(code: str = "") -> str:
    """The language the handbook is shown in to somebody who reads this one: German or English."""
    return "de" if (code or language()) == "de" else "en"


@cache
def books(code: str) -> tuple[Book, ...]:
    """The books in `de` or `en`."""
    made = []
    for entry in resources.read_json("handbook", "books.json"):
        if code == "de":
            files = {
                chapter["key"]: _file(chapter.get("file", f"de/{chapter['key']}.md")) for chapter in entry["chapters"]
            }
        else:
            own = {chapter["key"]: chapter["en_file"] for chapter in entry["chapters"] if "en_file" in chapter}
            files = {key: _file(file) for key, file in {entry["key"]: f"{code}/{entry['key']}.md", **own}.items()}
        chapters = tuple(Chapter(key, _title(file), file) for key, file in files.items())
        made.append(Book(entry["key"], entry["title"][code], entry["icon"], chapters))
    return tuple(made)


def find(key: str, code: str) -> tuple[Chapter, str]:
    """The page on which a chapter stands, and the heading it begins with there (empty: at its top).

    Raises KeyError for a chapter that no book has.
    """
    for entry, book in zip(resources.read_json("handbook", "books.json"), books(code), strict=True):
        for chapter in entry["chapters"]:
            if key == chapter["key"]:
                if code == "de" or "en_file" in chapter:
                    return next(page for page in book.chapters if page.key == key), ""
                return book.chapters[0], chapter["en"]
        if key == entry["key"]:
            return book.chapters[0], ""
    raise KeyError(key)


def chapter_of_link(target: str, code: str) -> Chapter | None:
    """The page that a link in a page leads to; None for what lies outside the handbook."""
    match = _LINK.fullmatch(target)
    pages = [page for book in books(code) for page in book.chapters]
    return next((page for page in pages if match and page.file.name == match[1]), None)


def search(words: str, code: str) -> Sequence[tuple[Chapter, str]]:
    """The pages in which all words stand, those with a word in their title first, each with what stands around it."""
    wanted = words.casefold().split()
    found = []
    for page in (page for book in books(code) for page in book.chapters):
        plain = _plain(page.words)
        folded = plain.casefold()
        if wanted and all(word in folded for word in wanted):
            elsewhere = sum(word not in page.title.casefold() for word in wanted)
            found.append((elsewhere, page, _around(plain, folded.find(wanted[0]))))
    return [(page, around) for _elsewhere, page, around in sorted(found, key=lambda one: one[0])]


def _file(name: str) -> Path:
    return resources.path("handbook", *name.split("/"))


def _title(file: Path) -> str:
    match = _TITLE.search(file.read_text(encoding="utf-8"))
    return match[1] if match else file.stem


def _plain(markdown: str) -> str:
    """A page without its marks."""
    without = re.sub(r"!\[[^]]*\]\([^)]*\)|[*`|>#]|^[-\d.]+ |\]\([^)]*\)|\[", " ", markdown, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", without).strip()


def _around(plain: str, place: int, reach: int = 44) -> str:
    start = max(0, place - reach // 2)
    start = plain.find(" ", start) + 1 if start else 0
    return plain[start : start + 2 * reach].strip()
