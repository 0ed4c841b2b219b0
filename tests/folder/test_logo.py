# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import struct
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from laufmappe.casework.views import CaseView, CentreView
from laufmappe.errors import FieldError
from laufmappe.folder.fingerprint import fingerprint
from laufmappe.folder.logo import HEAD_END, IN_HEAD, ON_COVER, logo_of, logo_size, refuse_unprintable
from laufmappe.folder.make import make_folder, make_overview
from laufmappe.folder.reprint import folder_of
from laufmappe.folder.words import Words

TODAY = date(2026, 11, 20)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


@pytest.fixture
def case(samples: Any) -> CaseView:
    """The person of the samples."""
    found = samples.case()
    assert isinstance(found, CaseView)
    return found


def png(width: int, height: int, row: bytes = b"\0", alpha: int = 255) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = zlib.compress((row + bytes((140, 20, 60, alpha)) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def with_logo(case: CaseView, logo: bytes) -> CaseView:
    return replace(case, centre=replace(case.centre, logo=logo))


def figures(pdf: bytes) -> list[str]:
    """What a screen reader says of the logos."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        alts = [str(each.get("/Alt", "")) for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
    return [alt for alt in alts if alt.startswith("Logo")]


def words_of(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in opened]


@pytest.mark.parametrize(("language", "large"), [("ar", False), ("de", True)])
def test_the_logo_stands_on_the_cover_and_moves_nothing(case: CaseView, language: str, large: bool) -> None:
    plain = make_folder(case, language, TODAY, large_print=large)
    pdf = make_folder(with_logo(case, png(300, 100)), language, TODAY, large_print=large)
    assert figures(plain) == []
    assert f"Logo: {case.centre.name}" in figures(pdf)
    assert words_of(pdf) == words_of(plain)


def test_the_logo_is_in_the_head_of_sheets_that_speak_for_the_centre(case: CaseView) -> None:
    logo = png(300, 100)
    pdf = make_folder(with_logo(case, logo), "ar", TODAY, extra=("agreement", "privacy", "words"))
    assert len(figures(pdf)) == 2
    overview = make_overview("toleration", "uk", replace(case.centre, logo=logo, name=""), [], TODAY)
    assert figures(overview) == ["Logo der Beratungsstelle"]


def test_the_picture_is_in_the_file_once(case: CaseView) -> None:
    pdf = make_folder(with_logo(case, png(2000, 800)), "ar", TODAY, extra=("agreement",))
    with pikepdf.open(BytesIO(pdf)) as opened:
        pictures = [each for each in opened.objects if isinstance(each, pikepdf.Stream) and each.get("/Width")]
        assert [(int(each.Width), int(each.Height)) for each in pictures] == [(365, 146)]


@pytest.mark.parametrize(("width", "height"), [(1200, 100), (100, 1200), (300, 300)])
def test_a_logo_of_any_shape_fits_its_place(width: int, height: int) -> None:
    logo = logo_of(CentreView(logo=png(width, height)))
    assert logo is not None
    for most in (ON_COVER, IN_HEAD):
        size = logo_size(logo, most)
        assert size[0] <= most[0] + 0.01
        assert size[1] <= most[1] + 0.01
        assert size[0] / size[1] == pytest.approx(logo.width / logo.height)
    assert HEAD_END - IN_HEAD[1] > 4.2, "most printers leave so much of the edge white"


def test_what_shines_through_is_printed_on_white() -> None:
    logo = logo_of(CentreView(logo=png(64, 64, alpha=0)))
    assert logo is not None
    assert set(logo.dots) == {255}
    assert logo.cover == b""


def test_a_logo_that_is_damaged_inside_is_refused_and_never_stops_printing(case: CaseView) -> None:
    damaged = png(64, 64, row=b"\x09")
    with pytest.raises(FieldError, match="beschädigt"):
        refuse_unprintable(damaged)
    refuse_unprintable(b"")
    for logo in (damaged, b"kein Bild"):
        assert figures(make_folder(with_logo(case, logo), "de", TODAY)) == []


def test_nobody_swaps_a_sheet_for_a_new_logo_but_for_a_new_address_in_the_net(case: CaseView) -> None:
    words = Words("ar")
    folder = folder_of(case, words, TODAY, ())
    cover = next(sheet for sheet in folder.sheets if sheet.kind == "cover")
    before = fingerprint(cover, case, words, {})
    assert fingerprint(cover, with_logo(case, png(64, 64)), words, {}) == before
    for later in (replace(case.centre, web="b.example"), replace(case.centre, line="Träger")):
        assert fingerprint(cover, replace(case, centre=later), words, {}) != before


def test_web_and_the_free_line_are_printed(case: CaseView) -> None:
    centre = replace(case.centre, web="www.beratung.example", line="Träger: Verein für Beratung")
    told = "".join(words_of(make_folder(replace(case, centre=centre), "de", TODAY)))
    assert "www.beratung.example" in told
    assert "Träger: Verein für Beratung" in told


@pytest.mark.parametrize("large", [False, True])
def test_the_cover_names_the_counsellors_own_number_where_there_is_one(case: CaseView, large: bool) -> None:
    centre = replace(case.centre, counsellor_phone="0521 77-117", counsellor_email="m.beispiel@example.org")
    cover = words_of(make_folder(replace(case, centre=centre), "de", TODAY, large_print=large))[0]
    plain = words_of(make_folder(case, "de", TODAY, large_print=large))[0]
    for own, common in (("0521 77", case.centre.phone[:7]), ("m.beispiel@", case.centre.email[:9])):
        assert own in cover
        assert common not in cover.replace(own, "")
        assert common in plain
