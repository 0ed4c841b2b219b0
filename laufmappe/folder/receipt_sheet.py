# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a parcel on paper, for the service that sent it: its code and what it says."""

from datetime import date

from laufmappe.folder.sheets.look import BODY, BOX_TITLE, LABEL
from laufmappe.folder.single_page import BOX_TOP, WIDTH, code_box, say, single_page
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.words import show_date

_QR = 70.0
_SAYS = Style(15, bold=True, leading=7)
_USE = "In Laufmappe auf der Seite der Person „Quittung vermerken“ wählen und den Code mit einem Handscanner lesen."


def make_receipt_sheet(
    centre: str, code: str, parcel_id: str, accepted: bool, responsible_from: date | None, today: date
) -> bytes:
    """The PDF of one page: `code` is the text of the QR code, `centre` who answers.

    Raises MissingGlyphError when the name can't be printed.
    """
    since = f"Zuständig ab {show_date(responsible_from)}." if responsible_from else "Ab wann, steht noch nicht fest."

    def draw(page: Page) -> None:
        x = code_box(page, code, "Code der Quittung", _QR)
        for words, style, y in (
            ("Wir übernehmen den Fall." if accepted else "Wir lehnen den Fall ab.", _SAYS, 8),
            (since if accepted else "Zuständig bleibt die absendende Stelle.", BODY, 19),
            ("Paket", LABEL, 34),
            (parcel_id, BODY, 39),
        ):
            with page.tag("P"):
                page.text(lay_out(words, style, WIDTH - _QR - 20), x, BOX_TOP + y)
        say(page, "So wird sie benutzt", BOX_TITLE, 142, role="H2")
        say(page, _USE, BODY, 150)

    lead, foot = "An die Stelle, die das Paket geschickt hat.", "Auf diesem Blatt steht nichts über eine Person."
    return single_page("Quittung zu einer Fallübergabe", centre, lead, foot, today, draw)
