# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook as PDF: one book, or all of them one after the other."""

from datetime import date

from laufmappe.folder.handbook import make_handbook
from laufmappe.ui.handbook.books import books
from laufmappe.ui.handbook.reading import section

ALL = ""
_WORDS = {"de": ("Handbuch", "Inhalt"), "en": ("Handbook", "Contents")}
"""Not in a catalogue: the language of the book need not be that of the window."""


def handbook_pdf(book: str, language: str, today: date) -> bytes:
    """The PDF of the book with this key (`ALL`: of all three) in `de` or `en`.

    Raises KeyError for a book that there isn't.
    """
    chosen = {one.key: one for one in books(language)}
    shown = list(chosen.values()) if book == ALL else [chosen[book]]
    title, contents = _WORDS[language]
    if book != ALL:
        title = f"{title} {shown[0].title[:1].lower()}{shown[0].title[1:]}"
    several = len(shown) > 1
    sections = [section(chapter, one.title if several else "") for one in shown for chapter in one.chapters]
    return make_handbook(title, contents, sections, language, today)
