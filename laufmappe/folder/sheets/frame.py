# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of the folder has: head, foot with the number and revision of its sheet, marks for the hole punch."""

from dataclasses import dataclass
from datetime import date

from laufmappe.folder.sheets.leaf import Leaf, largest
from laufmappe.folder.sheets.look import (
    GREY,
    HAIRLINE,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    TEAL,
    TITLE,
    WHITE,
)
from laufmappe.folder.typeset.layout import Style, lay_out, width_of
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, show_date, w

HOLES = ((12.0, 108.5), (12.0, 188.5))
_FOOT = 284.0
_MOST_OF_TITLE = 0.66
"""So much of a line the German title takes at least, if it needs it: it is what the counter asks for."""
_OTHER_TITLES = tuple(TITLE.but(size=size) for size in (22, 19, 16, 13.5))
_FOOT_TEXT = 48.5


@dataclass(frozen=True)
class Footing:
    """What the foot of a page says of its sheet."""

    number: int
    revision: int
    dated: date
    page: int
    pages: int
    centre: str


def holes(leaf: Leaf) -> None:
    """Where the punch goes: two circles, and a mark half way down the edge."""
    page = leaf.page
    for x, y in HOLES:
        page.circle(x, y, 3, stroke=RULE, thickness=0.6)
        page.line(x - 0.9, y, x + 0.9, y, RULE, 0.6)
        page.line(x, y - 0.9, x, y + 0.9, RULE, 0.6)
    page.line(4, 148.5, 8, 148.5, RULE, 0.6)


def head(leaf: Leaf, name: str) -> None:
    """„Laufmappe · Name“ and the same word in the other language, above a rule."""
    with leaf.decoration():
        title = leaf.words.pair(w("Laufmappe"))
        parts: list[str | Run] = [Run("Laufmappe", bold=True, colour=TEAL)]
        if name:
            parts += [" · ", Run(isolate(name))]
        leaf.say(Text.of(*parts), LABEL, LEFT, 9.6, 124, lines=1, role=None)
        leaf.say(
            title.other, LABEL.but(bold=True, colour=TEAL, align="right"), 148, 9.6, RIGHT - 148, lines=1, role=None
        )
        leaf.page.line(LEFT, 16, RIGHT, 16, RULE, HAIRLINE)


def title(leaf: Leaf, words: Pair) -> None:
    """The title of a sheet in both languages; the longer one gets the room that the other leaves."""
    other = width_of(words.other, TITLE) if words.other is not None else 0
    room = RIGHT - LEFT - 6
    german = lay_out(words.german, TITLE, min(max(room - other, room * _MOST_OF_TITLE), room), 1)
    leaf.put(german, LEFT, 19, "H1")
    if words.other is not None:
        left = LEFT + german.width + 6
        style = largest(words.other, _OTHER_TITLES, RIGHT - left).but(align="right")
        leaf.say(words.other, style, left, 19, RIGHT - left, lines=1, role="H1")


def foot(leaf: Leaf, footing: Footing) -> None:
    """Number, revision, date and page; and that nobody has read the translation, if that is so."""
    page, words = leaf.page, leaf.words
    style = Style(8.5, leading=7 if words.reviewed else 3.5)
    with leaf.decoration():
        page.line(LEFT, _FOOT, RIGHT, _FOOT, INK, 0.9)
        number = words.pair(w("Blatt {number}"), number=str(footing.number))
        page.rect(LEFT, _FOOT, 26, 7, fill=INK)
        white = Style(11, bold=True, colour=WHITE, leading=7, align="centre")
        leaf.say(number.german, white, LEFT, _FOOT, 26, lines=1, role=None)
        middle = _FOOT_TEXT
        if number.other is not None:
            middle += leaf.put_line(number.other, style.but(align="left"), middle, _FOOT + 0.1, 24) + 4
        middle += leaf.put_line(_edition(words, footing), style, middle, _FOOT + 0.1, 100) + 6
        centre = style.but(colour=GREY, align="right")
        leaf.say(Text.of(isolate(footing.centre)), centre, middle, _FOOT + 0.1, RIGHT - middle, lines=1, role=None)
        if not words.reviewed:
            _unreviewed(leaf)


def loose_foot(leaf: Leaf, dated: date, page: int, pages: int, centre: str) -> None:
    """The foot of a sheet that belongs to no folder: date, page and centre."""
    words = leaf.words
    style = Style(8.5, leading=7 if words.reviewed else 3.5)
    with leaf.decoration():
        leaf.page.line(LEFT, _FOOT, RIGHT, _FOOT, INK, 0.9)
        shown = lay_out(f"Stand {show_date(dated)} · Seite {page}/{pages}", style, 70, 1)
        leaf.put(shown, LEFT, _FOOT + 0.1, role=None)
        left = _FOOT_TEXT + 60
        right = style.but(colour=GREY, align="right")
        leaf.say(Text.of(isolate(centre)), right, left, _FOOT + 0.1, RIGHT - left, lines=1, role=None)
        if not words.reviewed:
            _unreviewed(leaf)


def _edition(words: Words, footing: Footing) -> Text:
    revision = words.pair(w("Fassung {number}"), number=str(footing.revision))
    parts: list[str | Run] = [Run(str(revision.german), bold=True), " · "]
    if revision.other is not None:
        parts += [Run(isolate(str(revision.other)), language=words.language), " · "]
    parts += [f"Stand {show_date(footing.dated)} · Seite {footing.page}/{footing.pages}"]
    return Text.of(*parts)


def _unreviewed(leaf: Leaf) -> None:
    pair = leaf.words.pair(w("Übersetzung ungeprüft – es gilt der deutsche Text"))
    style = Style(8, colour=GREY, leading=3.4)
    y = _FOOT + 3.4
    german = leaf.put_line(pair.german, style, _FOOT_TEXT, y, 78)
    if pair.other is not None:
        left = _FOOT_TEXT + german + 6
        leaf.say(pair.other, style.but(align="right"), left, y, RIGHT - left, lines=1, role=None)
