# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Printing on both sides: no sheet shares paper with the next."""

from io import BytesIO

import pikepdf
import pytest

from laufmappe.folder.own_sheets import on_own_sheets


@pytest.mark.parametrize(
    ("pages", "starts", "expected"),
    [
        (1, [0], [1, 0]),
        (2, [0], [1, 2]),
        (4, [0, 1, 3], [1, 0, 2, 3, 4, 0]),
        (5, [0, 2, 3], [1, 2, 3, 0, 4, 5]),
        (3, [0, 1, 2], [1, 0, 2, 0, 3, 0]),
    ],
)
def test_every_sheet_begins_on_a_front(pages: int, starts: list[int], expected: list[int]) -> None:
    with pikepdf.open(BytesIO(on_own_sheets(_numbered(pages), starts))) as document:
        found = [int(page.obj.get("/Number", 0)) for page in document.pages]
        sizes = {tuple(float(edge) for edge in page.mediabox.as_list()) for page in document.pages}
    assert found == expected
    assert sizes == {(0.0, 0.0, 595.0, 842.0)}


def _numbered(count: int) -> bytes:
    """A PDF whose pages carry their number, from 1."""
    with pikepdf.new() as document:
        for number in range(1, count + 1):
            document.add_blank_page(page_size=(595, 842))
            document.pages[-1].obj["/Number"] = number
        result = BytesIO()
        document.save(result)
    return result.getvalue()
