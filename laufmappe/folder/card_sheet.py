# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of this service on paper, for other services: its code and its six words. Nothing on it is secret."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from laufmappe.folder.sheets.look import (
    BODY,
    BOX,
    BOX_TITLE,
    GREY,
    HAIRLINE,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    STRONG,
    TEAL,
    TINT,
    TITLE,
    WHITE,
)
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.structure import Role
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import show_date

_WIDTH = RIGHT - LEFT
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
    running = ensure_text_engine()
    document = Document("Karte für Fallübergaben", centre, "de", datetime.combine(today, time(), UTC))
    page = document.page()
    document.bookmark("Karte für Fallübergaben")
    left = Text.of(Run("Laufmappe", bold=True, colour=TEAL), " · ", isolate(centre))
    page.text(lay_out(left, LABEL, 130, 1), LEFT, 9.6)
    page.text(lay_out(f"Stand {show_date(today)}", LABEL.but(align="right"), 44, 1), RIGHT - 44, 9.6)
    page.line(LEFT, 16, RIGHT, 16, RULE, HAIRLINE)
    _say(page, "Karte für Fallübergaben", TITLE, 19, role="H1")
    _say(page, Text.of(isolate(centre)), STRONG, 33)
    _say(page, "Mit dieser Karte verschließen andere Stellen Pakete, die nur diese Stelle öffnet.", BODY, 40)
    _code(page, code, words, 54)
    y = 134.0
    _say(page, "So wird sie benutzt", BOX_TITLE, y, role="H2")
    y += 8
    with page.tag("L"):
        for number, sentence in enumerate(_USE, start=1):
            y += _step(page, number, sentence, y) + 3
    page.line(LEFT, 284, RIGHT, 284, INK, BOX)
    page.text(lay_out("Auf dieser Karte steht nichts Geheimes.", LABEL.but(colour=GREY), _WIDTH, 1), LEFT, 286)
    pdf = document.save()
    del running
    return pdf


def _code(page: Page, code: str, words: Sequence[str], y: float) -> None:
    """The code at the left, the words in their order at the right."""
    height = _QR + 8
    page.rect(LEFT, y, _WIDTH, height, fill=TINT, stroke=INK, thickness=BOX, radius=3)
    page.rect(LEFT + 4, y + 4, _QR, _QR, fill=WHITE)
    with page.tag("Figure", alt="Code der Karte"):
        page.qr(code, LEFT + 4, y + 4, _QR)
    x = LEFT + _QR + 14
    with page.tag("P"):
        page.text(lay_out("Sechs Wörter zum Vergleichen am Telefon", LABEL, 90, 1), x, y + 5)
        for number, word in enumerate(words):
            top = y + 13 + number * 9
            page.text(lay_out(str(number + 1), LABEL, 8, 1), x, top + 1.6)
            page.text(lay_out(word, _WORD, 84, 1), x + 8, top)


def _step(page: Page, number: int, sentence: str, y: float) -> float:
    block = lay_out(sentence, BODY, _WIDTH - 12)
    with page.tag("LI"):
        with page.tag("Lbl"):
            page.text(lay_out(str(number), STRONG.but(colour=TEAL), 8, 1), LEFT, y)
        with page.tag("LBody"):
            page.text(block, LEFT + 9, y)
    return float(block.height)


def _say(page: Page, words: str | Text, style: Style, y: float, role: Role = "P") -> None:
    with page.tag(role):
        page.text(lay_out(words, style, _WIDTH), LEFT, y)
