# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sheets of running text: parts and rows one below the other, over as many pages as they take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.rows import Row
from laufmappe.folder.words import Pair, Words

CARD = 110.0
"""What stands in a box or beside a number is no higher than this; further rows follow below it over the pages."""
_WHOLE_UP_TO = 3
"""So many lines of a row are not torn apart."""


@dataclass(frozen=True)
class Part:
    """A piece of a sheet that is never cut: its height in mm, and how it is drawn with its top at a y.

    One that is `joined` stays on the page of what follows, as a heading does.
    """

    height: float
    draw: Callable[[Leaf, float], None]
    joined: bool = False


Item = Part | Row


def flow(title: Pair, items: Sequence[Item], words: Words) -> list[Scene]:
    """The pages of a sheet under its title."""
    return [partial(_draw, title=title, items=page) for page in paginate(items, frame.room(words))]


def draw_items(leaf: Leaf, items: Sequence[Item], y: float) -> float:
    """Draws items one below the other; gives the y below them."""
    for item in items:
        item.draw(leaf, y)
        y += item.height
    return y


def paginate(items: Sequence[Item], room: float) -> list[list[Item]]:
    """What stands on each page of `room` mm. Long rows go on over the next page; nothing is left out."""
    pages: list[list[Item]] = [[]]
    left = room
    queue = list(items)
    while queue:
        item = queue[0]
        first, rest = (item, None) if _whole(queue) <= left + 0.01 or isinstance(item, Part) else _split(item, left)
        fits = first is not None and (isinstance(item, Row) or _whole(queue) <= left + 0.01)
        if not fits and pages[-1]:
            pages.append([])
            left = room
            continue
        assert first is not None, "a line fits on an empty page"
        pages[-1].append(first)
        left -= first.height
        queue = [*([rest] if rest is not None else []), *queue[1:]]
        if rest is not None:
            pages.append([])
            left = room
    return pages


def last_at_the_foot(pages: list[list[Item]], room: float) -> list[list[Item]]:
    """The same pages with the very last item at the bottom of its page, where it isn't alone there."""
    *before, page = pages
    if len(page) == 1:
        return pages
    left = room - sum(item.height for item in page)
    return [*before, [*page[:-1], Part(max(left, 0.0), lambda _leaf, _y: None), page[-1]]]


def _whole(queue: Sequence[Item]) -> float:
    """The height that the first item needs, with what must not be parted from it."""
    item, *following = queue
    if isinstance(item, Row):
        return item.height - item.gap
    if not item.joined or not following:
        return item.height
    after = following[0]
    return item.height + (_whole(following) if isinstance(after, Part) else _beginning(after))


def _beginning(row: Row) -> float:
    return min(row.lines, _WHOLE_UP_TO) * row.style.line_height


def _split(row: Row, room: float) -> tuple[Row | None, Row | None]:
    if row.lines <= _WHOLE_UP_TO:
        return None, row
    return row.split(room)


def _draw(leaf: Leaf, title: Pair, items: Sequence[Item]) -> None:
    frame.title(leaf, title)
    draw_items(leaf, items, frame.top(leaf.words))
