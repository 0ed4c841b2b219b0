# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of a service on paper."""

from datetime import date
from io import BytesIO

import pikepdf

from laufmappe.folder.card_sheet import make_card_sheet
from laufmappe.handover import OwnKey


def test_the_card_is_one_page_and_the_same_every_time() -> None:
    card = OwnKey.generate().card("Beratungsstelle Musterstadt")
    sheet = make_card_sheet(card.name, card.qr_text(), card.words, date(2026, 11, 23))
    with pikepdf.open(BytesIO(sheet)) as document:
        assert len(document.pages) == 1
    assert make_card_sheet(card.name, card.qr_text(), card.words, date(2026, 11, 23)) == sheet
