# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""For printing on both sides: every sheet of the folder begins on paper of its own, so that it can be swapped alone."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf


def on_own_sheets(pdf: bytes, starts: Sequence[int]) -> bytes:
    """The same pages, with an empty back after every sheet that ends on a front.

    `starts` are the first pages of the sheets, counted from 0.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        ends = [*starts[1:], len(document.pages)]
        for start, end in reversed(list(zip(starts, ends, strict=True))):
            if (end - start) % 2:
                document.add_blank_page(page_size=_size(document.pages[end - 1]))
                document.pages.insert(end, document.pages[-1])
                del document.pages[-1]
        result = BytesIO()
        document.save(result)
        return result.getvalue()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
    return (right - left, top - bottom)
