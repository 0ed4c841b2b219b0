# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of this service on paper, for other services: its code and its six words. Nothing on it is secret."""

from collections.abc import Sequence
from datetime import date

from laufmappe.folder.sheets.look import LABEL
from laufmappe.folder.single_page import BOX_TOP, code_box, numbered, single_page
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.page import Page

_QR = 62.0
_WORD = Style(15, bold=True, leading=7)
_USE = (
    "In Laufmappe unter Einstellungen „Karte einlesen“ wählen und den Code mit einem Handscanner lesen.",
    "Bei dieser Stelle anrufen, unter einer Nummer, die Sie schon kennen.",
    "Sich die sechs Wörter vorlesen lassen. Stimmen alle, ist die Karte echt.",
)


def make_card_sheet(centre: str, code: str, words: Sequence[str], today: date) -> bytes:
    """The PDF of one page: `code` is the text of the QR code, `words` the fingerprint.

    Raises MissingGlyphError when the name can't be printed.
    """

    def draw(page: Page) -> None:
        _words(page, words, code_box(page, code, "Code der Karte", _QR))
        numbered(page, "So wird sie benutzt", _USE, 134)

    lead = "Mit dieser Karte verschließen andere Stellen Pakete, die nur diese Stelle öffnet."
    foot = "Auf dieser Karte steht nichts Geheimes."
    return single_page("Karte für Fallübergaben", centre, lead, foot, today, draw)


def _words(page: Page, words: Sequence[str], x: float) -> None:
    """The words in their order, beside the code."""
    with page.tag("P"):
        page.text(lay_out("Sechs Wörter zum Vergleichen am Telefon", LABEL, 90, 1), x, BOX_TOP + 5)
        for number, word in enumerate(words):
            top = BOX_TOP + 13 + number * 9
            page.text(lay_out(str(number + 1), LABEL, 8, 1), x, top + 1.6)
            page.text(lay_out(word, _WORD, 84, 1), x + 8, top)
