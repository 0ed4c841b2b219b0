# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recovery key on paper: one page for the safe, to be typed from or scanned. It belongs to no person's folder."""

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
    WRITE_IN,
)
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.structure import Role
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import show_date

_IN_ROW = 3
_WIDTH = RIGHT - LEFT
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
    running = ensure_text_engine()
    document = Document("Wiederherstellungsschlüssel", centre, "de", datetime.combine(today, time(), UTC))
    page = document.page()
    document.bookmark("Wiederherstellungsschlüssel")
    _head(page, centre, today)
    _say(page, "Wiederherstellungsschlüssel", TITLE, 19, role="H1")
    lead = (
        "Dieser Schlüssel öffnet den Tresor der Laufmappe, wenn alle Passphrasen vergessen sind. "
        "Wer dieses Blatt und den Tresor hat, kann alles lesen: bewahren Sie es verschlossen auf, getrennt vom Rechner."
    )
    _say(page, lead, BODY, 33)
    _key(page, key, 50)
    y = 122.0
    _say(page, "Wenn er gebraucht wird", BOX_TITLE, y, role="H2")
    y += 8
    with page.tag("L"):
        for number, sentence in enumerate(_USE, start=1):
            y += _step(page, number, sentence, y) + 3
    y += 4
    _say(page, "Zu diesem Blatt", BOX_TITLE, y, role="H2")
    y += 14
    for words in ("Rechner und Ordner des Tresors", "Aufbewahrt bei", "Gelegt am, von"):
        page.line(LEFT, y, RIGHT, y, INK, WRITE_IN)
        _say(page, words, LABEL, y + 0.8)
        y += 15
    _foot(page)
    pdf = document.save()
    del running
    return pdf


def _head(page: Page, centre: str, today: date) -> None:
    left = [Run("Laufmappe", bold=True, colour=TEAL)]
    words = Text.of(*left, *((" · ", isolate(centre)) if centre else ()))
    page.text(lay_out(words, LABEL, 130, 1), LEFT, 9.6)
    page.text(lay_out(f"Stand {show_date(today)}", LABEL.but(align="right"), 44, 1), RIGHT - 44, 9.6)
    page.line(LEFT, 16, RIGHT, 16, RULE, HAIRLINE)


def _key(page: Page, key: str, y: float) -> None:
    """The groups in order, numbered, and beside them the code for a scanner."""
    groups = key.split("-")
    height = 62.0
    page.rect(LEFT, y, _WIDTH, height, fill=TINT, stroke=INK, thickness=BOX, radius=3)
    room = _WIDTH - _QR - 18
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


def _step(page: Page, number: int, sentence: str, y: float) -> float:
    block = lay_out(sentence, BODY, _WIDTH - 12)
    with page.tag("LI"):
        with page.tag("Lbl"):
            page.text(lay_out(str(number), STRONG.but(colour=TEAL), 8, 1), LEFT, y)
        with page.tag("LBody"):
            page.text(block, LEFT + 9, y)
    return float(block.height)


def _say(page: Page, words: str, style: Style, y: float, role: Role = "P") -> None:
    with page.tag(role):
        page.text(lay_out(words, style, _WIDTH), LEFT, y)


def _foot(page: Page) -> None:
    page.line(LEFT, 284, RIGHT, 284, INK, BOX)
    words = "Nicht fotografieren, nicht kopieren, nicht in die Mappe einer ratsuchenden Person heften."
    page.text(lay_out(words, LABEL.but(colour=GREY), _WIDTH, 1), LEFT, 286)
