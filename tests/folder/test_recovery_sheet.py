# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pypdfium2
import pytest
import zxingcpp

from laufmappe.folder.recovery_sheet import make_recovery_sheet
from laufmappe.vault.recovery import new_recovery_secret, read_typed, typed_form

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("centre", ["Beratungsstelle Mitte", "", "Ü" * 200])
def test_one_page_has_the_key_to_type_and_to_scan(centre: str) -> None:
    secret = new_recovery_secret()
    key = typed_form(secret)
    pdf = make_recovery_sheet(key, centre, TODAY)
    assert pdf == make_recovery_sheet(key, centre, TODAY)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    words = document[0].get_textpage().get_text_range()
    for group in key.split("-"):
        assert group in words
    assert "Wiederherstellungsschlüssel" in words
    picture = document[0].render(scale=3).to_pil()
    document.close()
    (code,) = zxingcpp.read_barcodes(picture)
    assert read_typed(code.text) == secret
