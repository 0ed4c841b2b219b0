# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of the handbook is made of, whoever read it."""

from dataclasses import dataclass
from typing import Literal

from laufmappe.folder.typeset.pictures import Picture
from laufmappe.folder.typeset.text import Run

Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Link(Run):
    """Words that lead to the chapter with this title; where it stands in the same PDF, its page is said behind them."""

    chapter: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the chapter."""

    level: int
    words: Words


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, one that stands out, or a line to be typed."""

    words: Words
    kind: Literal["plain", "notice", "typed"] = "plain"


@dataclass(frozen=True)
class Item:
    """A line of a list: with its number, or None for a dot; `depth` 0 is outermost."""

    words: Words
    number: int | None = None
    depth: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first one is the head."""

    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Image:
    """A picture, and what it shows in words."""

    picture: Picture
    alt: str


Part = Heading | Paragraph | Item | Table | Image


@dataclass(frozen=True)
class Section:
    """A chapter of a book: its title, and its parts with that title as the first heading."""

    title: str
    parts: tuple[Part, ...]
    book: str = ""
    """The book it belongs to, where several are printed as one."""
