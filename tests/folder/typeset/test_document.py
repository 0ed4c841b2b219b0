# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
import zxingcpp

from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate

SENTENCES = {
    "de": "Mit diesem Papier dürfen Sie weiter hier leben und arbeiten.",
    "ar": "بهذه الوثيقة يمكنك مواصلة العيش والعمل هنا. الغرفة 204 (Jobcenter)، 30.11.2026",
    "fa": "با این مدرک می‌توانید در اینجا زندگی و کار کنید. ساعت ۱۴:۳۰",
    "ti": "በዚ ፍቓድ ኣብዚ ክትነብሩን ክትሰርሑን ትኽእሉ። ሰኑይ 30.11.2026፣ ሰዓት 9:30",
    "uk": "З цим документом ви можете й надалі жити та працювати тут.",
    "tr": "Bu belgeyle burada yaşamaya ve çalışmaya devam edebilirsiniz.",
}

NewDocument = Callable[[], Document]
Opened = Callable[[bytes], pikepdf.Pdf]


def draw_sheet(document: Document, language: str) -> None:
    """A bilingual page with everything that a sheet may have."""
    page = document.page()
    document.bookmark("Stationsblatt")
    page.line(20, 16, 196, 16)
    with page.tag("H1"):
        page.text(lay_out("Aufenthaltstitel", Style(22, bold=True), 84), 20, 19)
    for at, words in enumerate((SENTENCES["de"], SENTENCES[language]) * 8):
        text = Text.of(words, language="de" if at % 2 == 0 else language)
        with page.tag("P"):
            page.text(lay_out(text, Style(), 84), 20 if at % 2 == 0 else 112, 35 + at // 2 * 16)
    with page.tag("L"), page.tag("LI"), page.tag("LBody"):
        page.rect(20, 180, 4.2, 4.2, stroke="#15201E")
        page.text(lay_out("Reisepass", Style(), 60), 28, 180)
    with page.tag("Table"):
        with page.tag("TR"):
            for at, head in enumerate(("Datum", "Ort")):
                with page.tag("TH", scope="Column"):
                    page.text(lay_out(head, Style(bold=True), 40), 20 + 45 * at, 190)
        with page.tag("TR"):
            for at, cell in enumerate(("30.11.2026", isolate("Köln"))):
                with page.tag("TD"):
                    page.text(lay_out(cell, Style(), 40), 20 + 45 * at, 195)
    with page.tag("Figure", alt="Code K7M4-92QX"):
        page.qr("LM1:K7M492QX4Z", 20, 200, 26)
    page.icon("scale", 100, 200, 10, "#0F766E")


def nodes(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements of the structure tree, in reading order."""

    def below(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield node
        for kid in node.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot.K[0])


def test_the_same_content_gives_the_same_bytes(new_document: NewDocument) -> None:
    files = []
    for _time in range(2):
        document = new_document()
        draw_sheet(document, "ar")
        document.attach("laufmappe.json", b"{}", "application/json")
        files.append(document.save())
    assert files[0] == files[1]


@pytest.mark.parametrize("language", SENTENCES)
def test_every_character_is_inside_the_margins_of_the_page(
    document: Document, printed: Callable[[bytes], list[Any]], language: str
) -> None:
    draw_sheet(document, language)
    (page,) = printed(document.save())
    assert (page.width, page.height) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert len(page.characters) > 400
    for character in page.characters:
        assert character.left >= 19.5, character
        assert character.right <= 196.5, character
        assert character.top >= 15, character
        assert character.bottom <= 283, character


@pytest.mark.parametrize("language", ["de", "ti", "uk", "tr"])
def test_what_is_copied_from_the_page_is_what_was_printed(
    document: Document, printed: Callable[[bytes], list[Any]], language: str
) -> None:
    draw_sheet(document, language)
    (page,) = printed(document.save())
    # Each line ends in a space or with its paragraph.
    assert SENTENCES[language] in page.text.replace("\r\n", "")


def test_persian_is_copied_letter_by_letter_with_its_joiners_and_digits(
    document: Document, printed: Callable[[bytes], list[Any]]
) -> None:
    page = document.page()
    page.text(lay_out(Text.of("می‌توانید ۱۴:۳۰", language="fa"), Style(), 80), 20, 20)
    (found,) = printed(document.save())
    assert "می‌توانید" in found.text
    assert "۱۴:۳۰" in found.text


def test_more_characters_than_a_byte_can_count_are_copied_as_they_were_printed(
    document: Document, printed: Callable[[bytes], list[Any]]
) -> None:
    codes = (*range(0x21, 0x7F), *range(0xC0, 0x132), *range(0x391, 0x3A2), *range(0x400, 0x482))
    words = " ".join(chr(code) for code in codes)
    assert len(codes) > 300
    document.page().text(lay_out(words, Style(), 170), 20, 20)
    (found,) = printed(document.save())
    assert found.text.replace("\r\n", "") == words


def test_the_screen_reader_gets_every_text_in_reading_order_and_language(document: Document, opened: Opened) -> None:
    draw_sheet(document, "ar")
    pdf = opened(document.save())
    assert str(pdf.Root.Lang) == "de"
    assert bool(pdf.Root.MarkInfo.Marked)
    found = list(nodes(pdf))
    roles = [str(node.S)[1:] for node in found]
    assert roles[0] == "Document"
    assert roles.count("P") == 16
    assert roles.index("H1") < roles.index("P") < roles.index("Table") < roles.index("Figure")
    arabic = [node for node in found if "/ActualText" in node]
    assert len(arabic) == 8
    assert {str(node.ActualText) for node in arabic} == {SENTENCES["ar"]}
    assert {str(node.S) for node in arabic} == {"/P"}
    assert {str(node.Lang) for node in arabic} == {"ar"}


def test_a_figure_has_its_words_and_its_place(document: Document, opened: Opened) -> None:
    draw_sheet(document, "de")
    (figure,) = [node for node in nodes(opened(document.save())) if node.S == "/Figure"]
    assert str(figure.Alt) == "Code K7M4-92QX"
    left, bottom, right, top = (float(value) / 72 * 25.4 for value in figure.A.BBox)
    assert (left, 297 - top, right, 297 - bottom) == pytest.approx((20, 200, 46, 226), abs=0.02)


def test_heads_of_a_table_say_that_they_head_a_column(document: Document, opened: Opened) -> None:
    draw_sheet(document, "de")
    heads = [node for node in nodes(opened(document.save())) if node.S == "/TH"]
    assert [str(head.A.Scope) for head in heads] == ["/Column", "/Column"]


def test_every_mark_on_a_page_is_decoration_or_belongs_to_one_element(document: Document, opened: Opened) -> None:
    draw_sheet(document, "ar")
    pdf = opened(document.save())
    depth, numbers = 0, []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            depth += 1
            if name == "BDC" and "/MCID" in operands[1]:
                numbers.append(int(operands[1].MCID))
            assert depth == 1 or operands[0] == "/Span"
        elif name == "EMC":
            depth -= 1
        elif name in ("TJ", "f", "S", "B", "f*", "B*", "b", "s"):
            assert depth > 0
    assert depth == 0
    assert numbers == list(range(len(numbers)))
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    assert len(owners) == len(numbers)


def test_a_name_in_another_language_is_marked_as_such(document: Document, opened: Opened) -> None:
    page = document.page()
    with page.tag("P"):
        page.text(lay_out(Text.of("Das heißt ", Run("Bildungspaket", language="de-AT"), "."), Style(), 80), 20, 20)
    stream = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(opened(document.save()).pages[0]))
    assert b"/Lang (de-AT)" in stream


def test_each_language_of_a_paragraph_is_read_as_its_own(document: Document, opened: Opened) -> None:
    page = document.page()
    with page.tag("P"):
        page.text(lay_out(Text.of("offen · ", Run("لم يبدأ بعد", language="ar")), Style(), 80), 20, 20)
    (paragraph,) = [node for node in nodes(opened(document.save())) if node.S == "/P"]
    german, arabic = paragraph.K
    assert "/ActualText" not in paragraph
    assert isinstance(german, int)
    assert (str(arabic.S), str(arabic.Lang), str(arabic.ActualText)) == ("/Span", "ar", "لم يبدأ بعد")


def test_the_last_word_of_a_line_and_the_first_of_the_next_are_two(
    document: Document, printed: Callable[[bytes], list[Any]]
) -> None:
    page = document.page()
    page.text(lay_out("Führerscheinstelle\nHalle mit Treppe", Style(), 20), 20, 20)
    (found,) = printed(document.save())
    assert found.text.replace("\r\n", "") == "Führerscheinstelle Halle mit Treppe"


def test_shapes_in_a_paragraph_are_decoration(document: Document, opened: Opened) -> None:
    page = document.page()
    with page.tag("P"):
        page.rect(20, 20, 10, 10, fill="#EEF5F4")
    (paragraph,) = [node for node in nodes(opened(document.save())) if node.S == "/P"]
    assert len(paragraph.K) == 0


def test_an_element_may_go_on_over_several_pages(document: Document, opened: Opened) -> None:
    with document.tag("Sect"):
        for _number in range(2):
            page = document.page()
            with page.tag("P"):
                page.text(lay_out("Text", Style(), 80), 20, 20)
    pdf = opened(document.save())
    paragraphs = [node for node in nodes(pdf) if node.S == "/P"]
    assert [paragraph.Pg.objgen for paragraph in paragraphs] == [page.obj.objgen for page in pdf.pages]
    assert {str(paragraph.P.S) for paragraph in paragraphs} == {"/Sect"}


def test_a_paragraph_may_go_on_over_several_pages(document: Document, opened: Opened) -> None:
    with document.tag("P"):
        for _number in range(2):
            document.page().text(lay_out("Text", Style(), 80), 20, 20)
    pdf = opened(document.save())
    (paragraph,) = [node for node in nodes(pdf) if node.S == "/P"]
    assert [kid.Pg.objgen for kid in paragraph.K] == [page.obj.objgen for page in pdf.pages]


def test_only_what_is_in_another_language_than_what_surrounds_it_says_so(document: Document, opened: Opened) -> None:
    page = document.page()
    with page.tag("Sect"):
        for words in ("Weg", Text.of("Шлях", language="uk")):
            with page.tag("P"):
                page.text(lay_out(words, Style(), 80), 20, 20)
    paragraphs = [node for node in nodes(opened(document.save())) if node.S == "/P"]
    assert [str(paragraph.get("/Lang", "")) for paragraph in paragraphs] == ["", "uk"]


def test_all_fonts_are_inside_and_none_draws_the_box_of_a_missing_character(document: Document, opened: Opened) -> None:
    for language in SENTENCES:
        draw_sheet(document, language)
    pdf = opened(document.save())
    fonts = pdf.pages[0].Resources.Font
    assert len(fonts) == 4
    for font in fonts.values():
        descendant = font.DescendantFonts[0]
        assert "+" in str(descendant.BaseFont)
        assert "/FontFile2" in descendant.FontDescriptor
        places = descendant.CIDToGIDMap.read_bytes()
        glyphs = [int.from_bytes(places[at : at + 2], "big") for at in range(2, len(places), 2)]
        assert glyphs
        assert 0 not in glyphs


def test_only_the_glyphs_that_are_drawn_are_inside(document: Document) -> None:
    draw_sheet(document, "ar")
    assert len(document.save()) < 45_000


def test_the_file_calls_itself_accessible_and_archivable(document: Document, opened: Opened) -> None:
    draw_sheet(document, "de")
    pdf = opened(document.save())
    assert str(pdf.docinfo.Title) == "Laufmappe"
    assert str(pdf.docinfo.CreationDate) == "D:20261120093000+00'00'"
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert about["dc:title"] == "Laufmappe"
        assert about["xmp:CreateDate"] == "2026-11-20T09:30:00+00:00"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.Root.OutputIntents[0].DestOutputProfile.N == 3


def test_a_title_with_markup_in_it_keeps_the_file_whole(opened: Opened) -> None:
    document = Document("<Mappe> & \u201eMehr\u201c", 'A "B" {c}', "de", datetime(2026, 11, 20, tzinfo=UTC))
    document.page()
    with opened(document.save()).open_metadata() as about:
        assert about["dc:title"] == "<Mappe> & „Mehr“"
        assert about["dc:creator"] == ['A "B" {c}']


def test_an_attached_file_comes_out_as_it_went_in(document: Document, opened: Opened) -> None:
    document.page()
    document.attach("fall.json", b'{"a": 1}', "application/json", "Derselbe Inhalt für ein Programm")
    pdf = opened(document.save())
    assert pdf.attachments["fall.json"].get_file().read_bytes() == b'{"a": 1}'
    assert pdf.attachments["fall.json"].get_file().mime_type == "application/json"
    assert pdf.Root.AF[0].AFRelationship == "/Data"


def test_bookmarks_lead_to_their_pages(document: Document, opened: Opened) -> None:
    for title, level in (("Deckblatt", 0), ("Stationen", 0), ("Station 9", 1)):
        document.page()
        document.bookmark(title, level)
    with opened(document.save()).open_outline() as outline:
        assert [item.title for item in outline.root] == ["Deckblatt", "Stationen"]
        assert [item.title for item in outline.root[1].children] == ["Station 9"]


def test_a_finished_page_takes_no_more_drawings(document: Document) -> None:
    first = document.page()
    document.page()
    with pytest.raises(RuntimeError):
        first.line(0, 0, 10, 10)


def test_a_document_without_pages_is_refused(document: Document) -> None:
    with pytest.raises(ValueError, match="pages"):
        document.save()


@pytest.mark.parametrize("text", ["K7M492QX", "LM1:K7M492QX4Z-17", "https://example.org/m/" + "x" * 30])
def test_a_code_is_read_from_a_page_of_100_dots_an_inch(
    document: Document, printed: Callable[[bytes], list[Any]], text: str
) -> None:
    page = document.page()
    page.rect(20, 60, 176, 42, fill="#EEF5F4")
    page.qr(text, 24, 66, 26)
    (found,) = printed(document.save())
    (code,) = zxingcpp.read_barcodes(found.picture)
    assert code.text == text
