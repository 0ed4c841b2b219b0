# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.pictures import Picture

NewDocument = Callable[[], Document]
RED_OVER_BLUE = Picture(1, 2, bytes([255, 0, 0, 0, 0, 255]))


@pytest.mark.parametrize(
    ("width", "height", "dots", "cover"), [(2, 2, b"\0" * 11, b""), (1, 1, b"\0" * 3, b"\0\0"), (0, 4, b"", b"")]
)
def test_a_picture_has_as_many_dots_as_it_says(width: int, height: int, dots: bytes, cover: bytes) -> None:
    with pytest.raises(ValueError, match="as many"):
        Picture(width, height, dots, cover)


def test_a_picture_stands_upright_where_it_was_put(new_document: NewDocument) -> None:
    document = new_document()
    page = document.page()
    with page.tag("Figure", alt="Rot über Blau"):
        height = page.picture(RED_OVER_BLUE, 20, 30, 40)
    assert height == 80
    with pypdfium2.PdfDocument(document.save()) as pdf:
        image = pdf[0].render(scale=72 / 25.4 / 72 * 10).to_pil().convert("RGB")  # ten dots a millimetre
    per_mm = image.width / 210
    assert image.getpixel((round(40 * per_mm), round(45 * per_mm))) == (255, 0, 0)
    assert image.getpixel((round(40 * per_mm), round(95 * per_mm))) == (0, 0, 255)
    assert image.getpixel((round(10 * per_mm), round(45 * per_mm))) == (255, 255, 255)


def test_the_same_picture_is_in_the_file_once(new_document: NewDocument) -> None:
    document = new_document()
    page = document.page()
    for x in (20, 80):
        with page.tag("Figure", alt="Bild"):
            page.picture(Picture(1, 1, b"\xff\0\0", b"\x80"), x, 30, 20)
    with pikepdf.open(io.BytesIO(document.save())) as pdf:
        drawn = pdf.pages[0].obj.Resources.XObject
        assert len(drawn.keys()) == 1
        assert bytes(next(iter(drawn.values())).SMask.read_bytes()) == b"\x80"


def test_a_leap_needs_no_border_and_says_where_it_leads(new_document: NewDocument) -> None:
    document = new_document()
    page = document.page()
    with page.tag("P"), page.tag("Link"):
        page.leap(1, "Zur zweiten Seite", 20, 30, 40, 5)
    document.page()
    with pikepdf.open(io.BytesIO(document.save())) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert str(link.Contents) == "Zur zweiten Seite"
        assert link.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert [int(edge) for edge in link.Border] == [0, 0, 0]
