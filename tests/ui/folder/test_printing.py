# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways to paper: the PDF itself to CUPS, pictures of its pages elsewhere, and a sentence when neither works."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from laufmappe.casework.desk import Desk
from laufmappe.errors import PrintError
from laufmappe.ui.folder.pages import draw_page, sheet_starts
from laufmappe.ui.folder.plan import make, read_plan
from laufmappe.ui.folder.printing import Printer, PrintOrder, installed_printers, paint, send, set_up
from laufmappe.ui.tasks import Cancelled

FLUR = Printer("flur", "Flur 2. OG")


@pytest.fixture
def pdf(desk: Desk, person: str, qapp: object) -> bytes:
    """A folder of two sheets."""
    return make(read_plan(desk, person), {"cover", "route"}).pdf


def test_cups_gets_the_pdf_itself_and_a_name_that_names_nobody(pdf: bytes, lp: Any) -> None:
    send(pdf, PrintOrder(FLUR, copies=2, both_sides=True, grey=True))
    assert lp.pdf == pdf
    given = " ".join(lp.arguments)
    assert given.startswith("-d flur -n 2 -t Laufmappe ")
    assert "sides=two-sided-long-edge" in given
    assert "print-color-mode=monochrome" in given
    assert lp.arguments[-1] == "-"
    assert "Haddad" not in given


def test_one_sided_in_colour_is_said_too(pdf: bytes, lp: Any) -> None:
    send(pdf, PrintOrder(FLUR))
    given = " ".join(lp.arguments)
    assert "sides=one-sided" in given
    assert "monochrome" not in given


def test_a_printer_that_refuses_is_named_in_a_sentence(pdf: bytes, lp: Any) -> None:
    lp.switch_off()
    with pytest.raises(PrintError, match=r"Flur 2\. OG.*nichts als gedruckt vermerkt"):
        send(pdf, PrintOrder(FLUR))


def test_where_there_is_no_cups_every_page_is_painted_over_the_whole_sheet(pdf: bytes, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    paint(_to_file(target), pdf, grey=False)
    with pypdfium2.PdfDocument(target.read_bytes()) as printed:
        assert len(printed) == sheet_starts(pdf)[1]
        page = printed[0]
        assert [round(edge) for edge in page.get_size()] == [595, 842]
        bitmap = page.render(scale=0.5)
        assert {bytes(bitmap.buffer)[i] for i in range(0, bitmap.stride * bitmap.height, 97)} != {255}
        bitmap.close()
        page.close()


def test_copies_and_grey_reach_the_printer_under_a_name_that_names_nobody(tmp_path: Path) -> None:
    """A printer that writes PDF knows no second side; the others are told of it in the same breath."""
    printer = _to_file(tmp_path / "printed.pdf")
    set_up(printer, PrintOrder(FLUR, copies=3, both_sides=True, grey=True))
    assert (printer.copyCount(), printer.colorMode()) == (3, QPrinter.ColorMode.GrayScale)
    assert printer.docName() == "Laufmappe"
    set_up(printer, PrintOrder(FLUR))
    assert (printer.copyCount(), printer.colorMode()) == (1, QPrinter.ColorMode.Color)


def test_a_printer_that_is_gone_is_said_and_nothing_is_painted_for_nobody(
    pdf: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no lp there
    with pytest.raises(PrintError, match=r"Flur 2\. OG"):
        send(pdf, PrintOrder(FLUR, copies=2, both_sides=True))


def test_painting_can_be_stopped_between_two_pages(pdf: bytes, tmp_path: Path) -> None:
    def stop(number: int, _of: int) -> None:
        if number == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        paint(_to_file(tmp_path / "printed.pdf"), pdf, False, stop)


def test_a_page_is_drawn_in_exactly_the_pixels_asked_for(pdf: bytes) -> None:
    for width in (397, 794, 1191):
        picture = draw_page(pdf, 0, width)
        assert picture.width() == width
    assert draw_page(pdf, 0, 200, grey=True).isGrayscale()
    assert not draw_page(pdf, 0, 200).isGrayscale()


def test_asking_for_printers_never_fails(qapp: object) -> None:
    assert all(printer.name for printer in installed_printers())


def _to_file(target: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(150)
    return printer
