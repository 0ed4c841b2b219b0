# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of the folder has: head, foot with the number and revision of its sheet, marks for the hole punch."""

from dataclasses import dataclass
from datetime import date

from laufmappe.folder.sheets.leaf import Leaf, largest
from laufmappe.folder.sheets.look import (
    BOTTOM,
    GREY,
    HAIRLINE,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    TEAL,
    TITLE,
    TOP,
    WHITE,
    sized,
)
from laufmappe.folder.typeset.layout import Style, lay_out, width_of
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, show_date, w

HOLES = ((12.0, 108.5), (12.0, 188.5))
_FOOT = 284.0
_ABOVE_FOOT = _FOOT - BOTTOM
_END = 290.0
"""Where the foot of a page ends."""
_MOST_OF_TITLE = 0.66
"""So much of a line the German title takes at least, if it needs it: it is what the counter asks for."""
_TITLE_TOP = 19.0
_OTHER_TITLES = tuple(TITLE.but(size=size) for size in (22, 19, 16, 13.5))
_FOOT_TEXT = 48.5
_UNBROKEN = str.maketrans({" ": "\u00a0", "-": "\u2011"})
_LINE = 6.4
"""From line to line in the foot of large print."""
_UNREVIEWED = w("Übersetzung ungeprüft – es gilt der deutsche Text")


@dataclass(frozen=True)
class Footing:
    """What the foot of a page says of its sheet."""

    number: int
    revision: int
    dated: date
    page: int
    pages: int
    centre: str


def top(words: Words) -> float:
    """Where the content of a page begins: in large print, each language has a line of its own for the title."""
    return TOP + sized(TITLE, words).line_height + 2 if words.large_print and words.bilingual else TOP


def bottom(words: Words) -> float:
    """Where the content of a page ends: in large print the foot takes more lines."""
    return _foot_top(words) - _ABOVE_FOOT


def room(words: Words) -> float:
    """Millimetres for the content of a page."""
    return bottom(words) - top(words)


def holes(leaf: Leaf) -> None:
    """Where the punch goes: two circles, and a mark half way down the edge."""
    page = leaf.page
    for x, y in HOLES:
        page.circle(x, y, 3, stroke=RULE, thickness=0.6)
        page.line(x - 0.9, y, x + 0.9, y, RULE, 0.6)
        page.line(x, y - 0.9, x, y + 0.9, RULE, 0.6)
    page.line(4, 148.5, 8, 148.5, RULE, 0.6)


def head(leaf: Leaf, name: str, beside: float = 0.0) -> None:
    """„Laufmappe · Name“ and the same word in the other language, above a rule; at its end, `beside` mm are kept free."""
    with leaf.decoration():
        title = leaf.words.pair(w("Laufmappe"))
        y = 8.8 if leaf.words.large_print else 9.6
        own = LABEL.but(bold=True, colour=TEAL, align="right")
        right = RIGHT - (beside + 4 if beside else 0)
        taken = max(RIGHT - 148, 6 + width_of(title.other, sized(own, leaf.words)) if title.other is not None else 0)
        leaf.say(heading(name), LABEL, LEFT, y, right - LEFT - taken, lines=1, role=None)
        leaf.say(title.other, own, right - taken + 4, y, taken - 4, lines=1, role=None)
        leaf.page.line(LEFT, 16, RIGHT, 16, RULE, HAIRLINE)


def heading(name: str, *more: str) -> Text:
    """„Laufmappe · Name“ and more, where a line ends after its last letter that fits: no long name is left out whole."""
    parts = [Run("Laufmappe", bold=True, colour=TEAL)]
    parts += [Run("\u00a0·\u00a0" + isolate(each.translate(_UNBROKEN))) for each in (name, *more) if each]
    return Text.of(*parts)


def title(leaf: Leaf, words: Pair) -> None:
    """The title of a sheet in both languages; the longer one gets the room that the other leaves."""
    style = sized(TITLE, leaf.words)
    room = RIGHT - LEFT - 6
    if leaf.words.large_print:
        for said, y in ((words.german, _TITLE_TOP), (words.other, _TITLE_TOP + style.line_height)):
            if said is not None:
                least = largest(said, _OTHER_TITLES, RIGHT - LEFT, leaf.words)
                leaf.say(said, least.but(leading=TITLE.leading), LEFT, y, RIGHT - LEFT, lines=1, role="H1")
        return
    other = width_of(words.other, style) if words.other is not None else 0
    german = lay_out(words.german, style, min(max(room - other, room * _MOST_OF_TITLE), room), 1)
    leaf.put(german, LEFT, _TITLE_TOP, "H1")
    if words.other is not None:
        left = LEFT + german.width + 6
        style = largest(words.other, _OTHER_TITLES, RIGHT - left, leaf.words).but(align="right")
        leaf.say(words.other, style, left, _TITLE_TOP, RIGHT - left, lines=1, role="H1")


def foot(leaf: Leaf, footing: Footing) -> None:
    """Number, revision, date and page; and that nobody has read the translation, if that is so."""
    page, words = leaf.page, leaf.words
    number = words.pair(w("Blatt {number}"), number=str(footing.number))
    with leaf.decoration():
        y = _foot_top(words)
        page.line(LEFT, y, RIGHT, y, INK, 0.9)
        width, height = (36.0, 2 * _LINE) if words.large_print else (26.0, 7.0)
        page.rect(LEFT, y, width, height, fill=INK)
        white = sized(Style(11, bold=True, colour=WHITE, align="centre"), words).but(leading=height)
        leaf.put(lay_out(number.german, white, width, 1), LEFT, y, role=None)
        if words.large_print:
            _large_foot(leaf, number, footing, LEFT + width + 3, y)
            return
        style, below = Style(8.5, leading=7 if words.reviewed else 3.5), y + (0.1 if words.reviewed else 0.3)
        middle = _FOOT_TEXT
        if number.other is not None:
            middle += leaf.put_line(number.other, style.but(align="left"), middle, below, 24) + 4
        edition = Text.of(*_revision(words, footing), " · ", _dated(footing))
        middle += leaf.put_line(edition, style, middle, below, 100) + 6
        centre = style.but(colour=GREY, align="right")
        leaf.say(Text.of(isolate(footing.centre)), centre, middle, below, RIGHT - middle, lines=1, role=None)
        if not words.reviewed:
            _unreviewed(leaf)


def _large_foot(leaf: Leaf, number: Pair, footing: Footing, left: float, y: float) -> None:
    """The same on lines of their own; the centre stands on the cover."""
    words = leaf.words
    parts: list[str | Run] = []
    if number.other is not None:
        parts += [Run(isolate(str(number.other)), language=words.language), " · "]
    _large_line(leaf, Text.of(*parts, *_revision(words, footing)), left, y)
    _large_line(leaf, _dated(footing), left, y + _LINE)
    _large_unreviewed(leaf, y + 2 * _LINE)


def _large_unreviewed(leaf: Leaf, y: float) -> None:
    if not leaf.words.reviewed:
        pair = leaf.words.pair(_UNREVIEWED)
        _large_line(leaf, pair.german, LEFT, y)
        _large_line(leaf, pair.other, LEFT, y + _LINE)


def _large_line(leaf: Leaf, said: Text | str | None, left: float, y: float) -> None:
    if said is not None:
        leaf.put(lay_out(said, Style(14, leading=_LINE), RIGHT - left, 1), left, y + 0.4, role=None)


def _foot_top(words: Words) -> float:
    if not words.large_print:
        return _FOOT
    return _END - (2 if words.reviewed else 4) * _LINE


def loose_foot(leaf: Leaf, dated: date, page: int, pages: int, centre: str) -> None:
    """The foot of a sheet that belongs to no folder: date, page and centre."""
    words = leaf.words
    with leaf.decoration():
        y = _foot_top(words)
        leaf.page.line(LEFT, y, RIGHT, y, INK, 0.9)
        said = f"Stand {show_date(dated)} · Seite {page}/{pages}"
        if words.large_print:
            _large_line(leaf, said, LEFT, y)
            _large_line(leaf, Text.of(isolate(centre)), LEFT, y + _LINE)
            _large_unreviewed(leaf, y + 2 * _LINE)
            return
        style, below = Style(8.5, leading=7 if words.reviewed else 3.5), y + (0.1 if words.reviewed else 0.3)
        leaf.say(said, style, LEFT, below, 70, lines=1, role=None)
        left = _FOOT_TEXT + 60
        right = style.but(colour=GREY, align="right")
        leaf.say(Text.of(isolate(centre)), right, left, below, RIGHT - left, lines=1, role=None)
        if not words.reviewed:
            _unreviewed(leaf)


def _revision(words: Words, footing: Footing) -> list[str | Run]:
    revision = words.pair(w("Fassung {number}"), number=str(footing.revision))
    parts: list[str | Run] = [Run(str(revision.german), bold=True)]
    if revision.other is not None:
        parts += [" · ", Run(isolate(str(revision.other)), language=words.language)]
    return parts


def _dated(footing: Footing) -> str:
    return f"Stand {show_date(footing.dated)} · Seite {footing.page}/{footing.pages}"


def _unreviewed(leaf: Leaf) -> None:
    pair = leaf.words.pair(_UNREVIEWED)
    style = Style(8, colour=GREY, leading=3.4)
    y = _FOOT + 3.5
    german = leaf.put_line(pair.german, style, _FOOT_TEXT, y, 78)
    if pair.other is not None:
        left = _FOOT_TEXT + german + 6
        leaf.say(pair.other, style.but(align="right"), left, y, RIGHT - left, lines=1, role=None)
