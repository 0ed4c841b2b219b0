# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a parcel on paper: one page, and its code is the receipt itself."""

from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from laufmappe.folder.receipt_sheet import make_receipt_sheet
from laufmappe.handover import OwnKey, read_receipt, sign_receipt

PARCEL = "019b76da-a800-7002-b002-75ab19501428"


@pytest.mark.parametrize(("answer", "day"), [("accepted", date(2026, 12, 1)), ("accepted", None), ("declined", None)])
def test_the_receipt_is_one_page_that_says_what_was_answered(answer: str, day: date | None) -> None:
    key = OwnKey.generate()
    signed = sign_receipt(
        key, PARCEL, "ab" * 32, "accepted" if answer == "accepted" else "declined", day, datetime.now(UTC)
    )
    code = signed.qr_text()
    sheet = make_receipt_sheet("Jobcenter Mitte", code, PARCEL, answer == "accepted", day, date(2026, 11, 23))
    with pikepdf.open(BytesIO(sheet)) as document:
        assert len(document.pages) == 1
    pdf = pypdfium2.PdfDocument(sheet)
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert ("Wir übernehmen den Fall." in text) == (answer == "accepted")
    assert ("Zuständig ab 01.12.2026." in text) == (day is not None)
    assert PARCEL in text
    assert read_receipt(code.encode(), [key.card("Jobcenter Mitte")]) == signed.receipt
