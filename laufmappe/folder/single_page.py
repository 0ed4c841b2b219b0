# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page for the office that stands alone, with a code on it: its head, its box, its numbered sentences, its foot.

No person is named on it, and it belongs to nobody's folder.
"""

from collections.abc import Callable, Sequence
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

WIDTH = RIGHT - LEFT
BOX_TOP = 54.0
"""Where the box begins, in millimetres from the top."""


def single_page(title: str, centre: str, lead: str, foot: str, today: date, draw: Callable[[Page], object]) -> bytes:
    """The PDF of one page; `draw` puts the box and what stands below it; `centre` may be empty.

    Raises MissingGlyphError when the name can't be printed.
    """
    running = ensure_text_engine()
    document = Document(title, centre, "de", datetime.combine(today, time(), UTC))
    page = document.page()
    document.bookmark(title)
    name = (" · ", isolate(centre)) if centre else ()
    page.text(lay_out(Text.of(Run("Laufmappe", bold=True, colour=TEAL), *name), LABEL, 130, 1), LEFT, 9.6)
    page.text(lay_out(f"Stand {show_date(today)}", LABEL.but(align="right"), 44, 1), RIGHT - 44, 9.6)
    page.line(LEFT, 16, RIGHT, 16, RULE, HAIRLINE)
    say(page, title, TITLE, 19, role="H1")
    if centre:
        say(page, Text.of(isolate(centre)), STRONG, 33)
    say(page, lead, BODY, 40)
    draw(page)
    page.line(LEFT, 284, RIGHT, 284, INK, BOX)
    page.text(lay_out(foot, LABEL.but(colour=GREY), WIDTH, 1), LEFT, 286)
    pdf = document.save()
    del running
    return pdf


def box(page: Page, height: float) -> None:
    """The tinted box."""
    page.rect(LEFT, BOX_TOP, WIDTH, height, fill=TINT, stroke=INK, thickness=BOX, radius=3)


def code_box(page: Page, code: str, alt: str, size: float) -> float:
    """The box with the code at its left; gives where the words beside it begin."""
    box(page, size + 8)
    page.rect(LEFT + 4, BOX_TOP + 4, size, size, fill=WHITE)
    with page.tag("Figure", alt=alt):
        page.qr(code, LEFT + 4, BOX_TOP + 4, size)
    return float(LEFT + size + 14)


def say(page: Page, words: str | Text, style: Style, y: float, role: Role = "P") -> None:
    """A line or paragraph over the whole width."""
    with page.tag(role):
        page.text(lay_out(words, style, WIDTH), LEFT, y)


def numbered(page: Page, title: str, sentences: Sequence[str], y: float) -> float:
    """What to do, one after the other, under its own heading; gives where it ends."""
    say(page, title, BOX_TITLE, y, role="H2")
    y += 8
    with page.tag("L"):
        for number, sentence in enumerate(sentences, start=1):
            words = lay_out(sentence, BODY, WIDTH - 12)
            with page.tag("LI"):
                with page.tag("Lbl"):
                    page.text(lay_out(str(number), STRONG.but(colour=TEAL), 8, 1), LEFT, y)
                with page.tag("LBody"):
                    page.text(words, LEFT + 9, y)
            y += words.height + 3
    return y
