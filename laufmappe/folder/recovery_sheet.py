# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recovery key on paper: one page for the safe, to be typed from or scanned. It belongs to no person's folder."""

from datetime import date

from laufmappe.folder.sheets.look import BOX_TITLE, HAIRLINE, INK, LABEL, LEFT, RIGHT, RULE, WHITE, WRITE_IN
from laufmappe.folder.single_page import BOX_TOP, WIDTH, box, numbered, say, single_page
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.page import Page

_IN_ROW = 3
_QR = 40.0
_GROUP = Style(20, bold=True, leading=9, align="centre")
_USE = (
    "Laufmappe starten und beim Entsperren „Mit Wiederherstellungsschlüssel öffnen“ wählen.",
    "Die neun Gruppen eintippen oder den Code mit einem Handscanner lesen. Groß- und Kleinschreibung, Leerzeichen und "
    "Bindestriche sind gleich; I und L gelten als 1, O als 0.",
    "Unter Einstellungen eine neue Passphrase setzen und einen neuen Wiederherstellungsschlüssel drucken. "
    "Dieses Blatt gilt dann nicht mehr: bitte vernichten.",
)


def make_recovery_sheet(key: str, centre: str, today: date) -> bytes:
    """The PDF of one page for a recovery key in its typed form; `centre` is the name of the advisory centre, or empty.

    Raises MissingGlyphError when the name can't be printed.
    """

    def draw(page: Page) -> None:
        _key(page, key)
        y = numbered(page, "Wenn er gebraucht wird", _USE, BOX_TOP + 72) + 4
        say(page, "Zu diesem Blatt", BOX_TITLE, y, role="H2")
        y += 14
        for words in ("Rechner und Ordner des Tresors", "Aufbewahrt bei", "Gelegt am, von"):
            page.line(LEFT, y, RIGHT, y, INK, WRITE_IN)
            say(page, words, LABEL, y + 0.8)
            y += 15

    lead = (
        "Dieser Schlüssel öffnet den Tresor der Laufmappe, wenn alle Passphrasen vergessen sind. "
        "Wer dieses Blatt und den Tresor hat, kann alles lesen: bewahren Sie es verschlossen auf, getrennt vom Rechner."
    )
    foot = "Nicht fotografieren, nicht kopieren, nicht in die Mappe einer ratsuchenden Person heften."
    return single_page("Wiederherstellungsschlüssel", centre, lead, foot, today, draw)


def _key(page: Page, key: str) -> None:
    """The groups in order, numbered, and beside them the code for a scanner."""
    groups = key.split("-")
    y, height = BOX_TOP, 62.0
    box(page, height)
    room = WIDTH - _QR - 18
    cell, line = room / _IN_ROW, (height - 8) / (len(groups) / _IN_ROW)
    with page.tag("P"):
        for number, group in enumerate(groups):
            down, across = divmod(number, _IN_ROW)
            x, top = LEFT + 6 + across * cell, y + 4 + down * line
            page.rect(x, top + 1.5, cell - 4, line - 3, fill=WHITE, stroke=RULE, thickness=HAIRLINE, radius=2)
            page.text(lay_out(str(number + 1), LABEL, 8, 1), x + 2, top + 2.2)
            page.text(lay_out(group, _GROUP, cell - 4, 1), x, top + (line - 9) / 2)
    with page.tag("Figure", alt=f"Wiederherstellungsschlüssel {key}"):
        page.qr(key, RIGHT - 6 - _QR, y + (height - _QR) / 2 - 3, _QR)
    page_words = lay_out("für den Handscanner", LABEL.but(align="centre"), _QR, 1)
    with page.tag("P"):
        page.text(page_words, RIGHT - 6 - _QR, y + (height + _QR) / 2 - 1.5)
