# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A book as PDF: what it says, in which order, and that its contents lead to the right pages."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest

from laufmappe.folder.handbook import make_handbook
from laufmappe.folder.handbook_parts import Heading, Image, Item, Link, Paragraph, Part, Section, Table, Words
from laufmappe.folder.typeset.pictures import Picture
from laufmappe.folder.typeset.text import Run

DAY = date(2026, 11, 23)
RED = Picture(4, 2, bytes([255, 0, 0]) * 8)


def words(text: str) -> Words:
    return (Run(text),)


def section(title: str, *parts: Part) -> Section:
    return Section(title, (Heading(1, words(title)), *parts))


SECTIONS = [
    section(
        "Erste Schritte",
        Paragraph(words("Ein Absatz.")),
        Paragraph(words("Wichtig ist dies."), "notice"),
        Paragraph(words("laufmappe check TRESOR"), "typed"),
        Item(words("Starten."), 1),
        Item(words("Öffnen."), 2),
        Item(words("Unterpunkt."), None, 1),
        Heading(2, words("Ein Bild")),
        Image(RED, "Ein rotes Rechteck"),
    ),
    section("Tasten", Table(((words("Taste"), words("tut")), (words("F1"), words("Hilfe")), (words("Esc"), ())))),
    section("Lang", *[Paragraph(words(f"Satz {n}. " * 60)) for n in range(12)]),
]


@pytest.fixture(scope="module")
def pdf(qapp: object) -> bytes:
    return make_handbook("Handbuch", "Inhalt", SECTIONS, "de", DAY)


def text_of(pdf: bytes, page: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_range())


def test_each_chapter_begins_on_a_page_of_its_own_and_says_where_one_is(pdf: bytes) -> None:
    assert "Version" in text_of(pdf, 0)
    first, second = text_of(pdf, 2), text_of(pdf, 3)
    for part in ("Erste Schritte", "Ein Absatz.", "Wichtig ist dies.", "laufmappe check TRESOR", "2.", "Unterpunkt."):
        assert part in first
    assert "Laufmappe · Handbuch" in first
    assert "F1" in second
    assert "Tasten" not in first


def test_the_contents_name_the_page_and_lead_there(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = [page.obj.objgen for page in document.pages]
        links = {str(link.Contents): pages.index(link.Dest[0].objgen) for link in document.pages[1].Annots}
    assert links == {"Erste Schritte": 2, "Ein Bild": 2, "Tasten": 3, "Lang": 4}
    for title, page in links.items():
        assert title in text_of(pdf, page)
    assert "3" in text_of(pdf, 1)


def test_bookmarks_follow_the_headings(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        outline = [(item.level, item.get_title()) for item in document.get_toc()]
    assert outline == [(0, "Inhalt"), (0, "Erste Schritte"), (1, "Ein Bild"), (0, "Tasten"), (0, "Lang")]


def test_what_does_not_fit_goes_on_over_the_page_and_nothing_is_lost(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        rest = " ".join(text_of(pdf, page) for page in range(4, len(document)))
        assert len(document) >= 6
    for n in range(12):
        assert rest.count(f"Satz {n}.") == 60


def test_the_same_book_gives_the_same_bytes(pdf: bytes) -> None:
    assert make_handbook("Handbuch", "Inhalt", SECTIONS, "de", DAY) == pdf


def test_pictures_are_described_and_links_are_tagged(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        nodes = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert [str(each.Alt) for each in nodes if each.S == "/Figure"] == ["Ein rotes Rechteck"]
        links = [each for each in nodes if each.S == "/Link"]
        assert len(links) == 4
        keys = {int(each.StructParent) for page in document.pages for each in page.obj.get("/Annots", [])}
        assert len(keys) == 4
        assert min(keys) >= len(document.pages)


def test_a_link_says_the_page_of_its_chapter_where_the_chapter_is_printed_too(qapp: object) -> None:
    there, elsewhere = Link("Tasten", chapter="Tasten"), Link("Netz", chapter="Netzlaufwerk")
    first = section("Erste Schritte", Paragraph((Run("Siehe "), there, Run(" und "), elsewhere, Run("."))))
    pdf = make_handbook("Handbuch", "Inhalt", [first, section("Tasten", Paragraph(words("F1")))], "de", DAY)
    said = " ".join(text_of(pdf, 2).replace("\u00a0", " ").split())
    assert "Siehe Tasten (Seite 4) und Netz." in said
    assert "F1" in text_of(pdf, 3)


def test_a_long_table_has_its_head_on_every_page_and_tears_no_word(qapp: object) -> None:
    rows = [
        (words(f"Nachvollziehbarkeit {n}"), words("Ein Satz, der viel Platz haben möchte. " * 3)) for n in range(40)
    ]
    pdf = make_handbook(
        "Handbuch", "Inhalt", [section("Ziele", Table(((words("Ziel"), words("Programm")), *rows)))], "de", DAY
    )
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [text_of(pdf, page) for page in range(2, len(document))]
    assert len(pages) > 1
    assert all("Programm" in page for page in pages)
    assert sum(page.count("Nachvollziehbarkeit") for page in pages) == 40
