# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A book of the handbook as PDF: title page, contents with page numbers that lead there, a new page for each chapter."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby

from laufmappe import __version__
from laufmappe.folder.handbook_parts import Heading, Image, Item, Paragraph, Part, Section, Table
from laufmappe.folder.handbook_press import BODY, DEEPER, HEADINGS, LEFT, RIGHT, WIDTH, Entry, Press
from laufmappe.folder.sheets.look import GREY, INK, TEAL
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Text

_MOST_ENTRIES = 36
"""With more headings than these, only those of the chapters stand in the contents."""


def make_handbook(title: str, contents: str, sections: Sequence[Section], language: str, today: date) -> bytes:
    """The PDF of a book in `de` or `en`; `contents` is the heading of its list of chapters.

    Raises MissingGlyphError for a character that no shipped font has.
    """
    running = ensure_text_engine()
    entries: list[Entry] = []
    for attempt in range(4):
        # Only once all is set are the pages known that the contents and links name; naming them may move a line.
        press = _set(title, contents, sections, language, today, entries)
        settled, entries = press.entries == entries, press.entries
        if attempt and settled:
            break
    pdf = press.document.save()
    del running
    return pdf


def _set(
    title: str, contents: str, sections: Sequence[Section], language: str, today: date, entries: Sequence[Entry]
) -> Press:
    document = Document(f"Laufmappe: {title}", "Laufmappe", language, datetime.combine(today, time(), UTC))
    pages = {entry.title: entry.page for entry in entries if entry.level == 0}
    known = {section.title: pages.get(section.title) for section in sections}
    press = Press(document, f"Laufmappe · {title}", language, known)
    _title_page(press, title, today)
    wanted = entries or list(_headings(sections))
    press.chapter = contents
    _contents(press, contents, wanted)
    for section in sections:
        press.chapter, press.book = section.title, section.book
        press.turn()
        _parts(press, section.parts)
    return press


def _headings(sections: Sequence[Section]) -> Iterator[Entry]:
    for section, part in ((each, part) for each in sections for part in each.parts):
        if isinstance(part, Heading) and part.level <= 2:
            yield Entry("".join(run.text for run in part.words), part.level - 1, book=section.book)


def _title_page(press: Press, title: str, today: date) -> None:
    page = press.page
    page.icon("folder-open", LEFT, 60, 22, TEAL)
    with page.tag("P"):
        page.text(lay_out("Laufmappe", Style(34, bold=True, leading=15), WIDTH), LEFT, 90)
    with page.tag("P"):
        words = Text.of(title, language=press.language)
        page.text(lay_out(words, Style(20, colour=TEAL, leading=10), WIDTH), LEFT, 108)
    page.line(LEFT, 126, RIGHT, 126, INK, 1.2)
    with page.tag("P"):
        about = Text.of(f"Version {__version__} · {today:%d.%m.%Y}", language=press.language)
        page.text(lay_out(about, BODY.but(colour=GREY), WIDTH), LEFT, 131)


def _contents(press: Press, heading: str, entries: Sequence[Entry]) -> None:
    press.turn()
    press.document.bookmark(heading)
    press.say(heading, HEADINGS[0], "H1", after=5)
    shown = entries if len(entries) <= _MOST_ENTRIES else [entry for entry in entries if entry.level == 0]
    for book, listed in groupby(shown, key=lambda entry: entry.book):
        if book:
            press.room(30)
            press.say(book, HEADINGS[1].but(colour=TEAL), "H2", after=1.5)
        _list(press, list(listed))
        press.y += 4


def _list(press: Press, entries: Sequence[Entry]) -> None:
    """Lines of the contents, each with its page, and each a link to it."""
    with press.document.tag("L"):
        for entry in entries:
            style = BODY.but(bold=entry.level == 0)
            left = LEFT + entry.level * DEEPER
            press.room(8)
            number = lay_out(str(entry.page or 1), style.but(align="end"), 16, 1)
            words = lay_out(Text.of(entry.title, language=press.language), style, RIGHT - 20 - left, 1)
            with press.document.tag("LI"), press.document.tag("LBody"), press.document.tag("Link"):
                press.page.text(words, left, press.y)
                press.page.text(number, RIGHT - 16, press.y)
                if entry.page:
                    press.page.leap(entry.page - 1, entry.title, left, press.y, RIGHT - left, words.height)
            press.y += words.height + (1.4 if entry.level == 0 else 0.4)


def _parts(press: Press, parts: Sequence[Part]) -> None:
    for group in _grouped(parts):
        first = group[0]
        if isinstance(first, Item):
            press.items([item for item in group if isinstance(item, Item)])
        elif isinstance(first, Heading):
            press.heading(first)
        elif isinstance(first, Table):
            press.table(first)
        elif isinstance(first, Image):
            press.image(first)
        elif first.kind == "typed":
            press.typed([line for line in group if isinstance(line, Paragraph)])
        elif first.kind == "notice":
            press.notice(first)
        else:
            press.say(first.words, BODY)


def _grouped(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Items of one list, and lines of one box, together; everything else alone."""
    group: list[Part] = []
    for part in parts:
        if group and not _belongs(group[-1], part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _belongs(before: Part, part: Part) -> bool:
    if isinstance(before, Item) and isinstance(part, Item):
        return True
    typed = [one for one in (before, part) if isinstance(one, Paragraph) and one.kind == "typed"]
    return len(typed) == 2
