# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents to draw on, and what a reader program finds in the finished file."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from PIL.Image import Image

from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import MM


@dataclass(frozen=True)
class Character:
    """A character of a finished page and its box in mm from the top left."""

    character: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PrintedPage:
    """A page as a reader program sees it. Sizes are millimetres."""

    width: float
    height: float
    text: str
    characters: tuple[Character, ...]
    picture: Image
    """In grey, 100 dots an inch."""


@pytest.fixture
def new_document() -> Callable[[], Document]:
    """Makes an empty document with fixed properties."""

    def make() -> Document:
        return Document("Laufmappe", "Beratungsstelle Musterstadt", "de", datetime(2026, 11, 20, 9, 30, tzinfo=UTC))

    return make


@pytest.fixture
def document(new_document: Callable[[], Document]) -> Document:
    return new_document()


@pytest.fixture
def printed() -> Callable[[bytes], list[PrintedPage]]:
    """Opens a finished PDF in pdfium and gives its pages."""

    def read(data: bytes) -> list[PrintedPage]:
        with pypdfium2.PdfDocument(data) as pdf:
            return [_page(page) for page in pdf]

    return read


@pytest.fixture
def opened() -> Iterator[Callable[[bytes], pikepdf.Pdf]]:
    """Opens a finished PDF to look at its objects."""
    files: list[pikepdf.Pdf] = []

    def read(data: bytes) -> pikepdf.Pdf:
        files.append(pikepdf.open(io.BytesIO(data)))
        return files[-1]

    yield read
    for file in files:
        file.close()


def _page(page: pypdfium2.PdfPage) -> PrintedPage:
    width, height = page.get_size()
    words = page.get_textpage()
    characters = []
    for at in range(words.count_chars()):
        character = words.get_text_range(at, 1)
        if character.strip():
            left, bottom, right, top = words.get_charbox(at)
            box = (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
            characters.append(Character(character, *box))
    picture = page.render(scale=100 / 72, grayscale=True).to_pil()
    return PrintedPage(width / MM, height / MM, words.get_text_range(), tuple(characters), picture)
