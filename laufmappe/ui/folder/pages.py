# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The finished PDF as pictures: for the preview, and for printers that take no PDF. Only the worker draws."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def sheet_starts(pdf: bytes) -> tuple[tuple[int, ...], int]:
    """The pages (from 0) at which the bookmarks of the sheets point, and how many pages there are."""
    with _opened(pdf) as document:
        starts = tuple(mark.get_dest().get_index() for mark in document.get_toc(max_depth=1) if mark.level == 0)
        return starts, len(document)


def draw_page(pdf: bytes, number: int, width: int, grey: bool = False) -> QImage:
    """Page `number` (from 0) as a picture of `width` pixels, in the colours or the greys that it will have on paper."""
    with _opened(pdf) as document:
        page = document[number]
        return _drawn(page, (width - 0.01) / page.get_width(), grey)  # rounded up by PDFium


def draw_for_printer(pdf: bytes, dots: int, grey: bool) -> Iterator[QImage]:
    """Every page in turn, with `dots` an inch."""
    with _opened(pdf) as document:
        for number in range(len(document)):
            yield _drawn(document[number], dots / POINTS_PER_INCH, grey)


def _drawn(page: pypdfium2.PdfPage, scale: float, grey: bool) -> QImage:
    bitmap = page.render(scale=scale, grayscale=grey, prefer_bgrx=True)
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
    bitmap.close()
    page.close()
    return picture
