# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mein Weg in large print: the next step, then all stations below each other on one line, solid up to the person."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from laufmappe.casework.views import StepView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.banner import next_step
from laufmappe.folder.sheets.flow import CARD, Item, Part, draw_items, paginate
from laufmappe.folder.sheets.large.pieces import band, framed, in_frame
from laufmappe.folder.sheets.leaf import Leaf, Scene, Sides
from laufmappe.folder.sheets.look import BODY, GREY, INK, LEFT, NEXT_STEP, RIGHT, STRONG, TEAL, WHITE, sized
from laufmappe.folder.sheets.marks import SIGN, sign, state_words, symbol
from laufmappe.folder.sheets.parts import strong
from laufmappe.folder.sheets.rows import Row, fill, height_of, row
from laufmappe.folder.typeset.layout import MM, Style, lay_out
from laufmappe.folder.typeset.text import Text
from laufmappe.folder.words import Pair, Words, show_date, w

_TIMES = 1.3
_LINE = LEFT + SIGN[0] * _TIMES / 2
"""Where the way goes down, behind the middle of the signs."""
_BESIDE = LEFT + SIGN[0] * _TIMES + 6
_WIDTH = 3.2
_GAP = 5.0


def route_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the route."""
    words, chain = folder.words, folder.case.chain
    steps = chain.steps if chain else ()
    here = chain.next_step if chain else None
    now = len(steps) if here is None else steps.index(here)
    stations: list[Item] = []
    for at, step in enumerate(steps):
        stations += _station(step, at, now, len(steps), words)
    listed = {id(station) for station in stations}
    scenes: list[Scene] = []
    for page in paginate([*_banner(folder), *stations], frame.room(words)):
        first = next((at for at, item in enumerate(page) if id(item) in listed), len(page))
        scenes.append(partial(_draw, sheet=sheet, items=page[:first], stations=page[first:]))
    return scenes


def _banner(folder: Folder) -> list[Item]:
    """What comes next, in a frame: what, when, where, and which sheet to take along."""
    words, banner = folder.words, next_step(folder)
    pairs: list[Pair] = [banner.title]
    step = folder.case.chain.next_step if folder.case.chain else None
    if step is not None and step.appointment:
        pairs.append(strong(words.moment(datetime.fromisoformat(step.appointment))))
    elif step is not None and step.due_on is not None:
        pairs.append(strong(words.pair(w("bis {date}"), date=show_date(step.due_on))))
    rows = [
        row(pair, STRONG.but(size=12.5, leading=5.8) if at == 0 else BODY, in_frame(words), words)
        for at, pair in enumerate([*pairs, *banner.lines])
    ]
    return [band(words.pair(w("Ihr nächster Schritt")), banner.icon, words), *framed(rows, TEAL, NEXT_STEP)]


def _station(step: StepView, at: int, here: int, count: int, words: Words) -> list[Item]:
    """A sign on the way, and beside it the name in both languages and the state."""
    beside = Sides((_BESIDE, RIGHT - _BESIDE), (_BESIDE, RIGHT - _BESIDE))
    title = words.of(step.title)
    dim = STRONG.but(colour=GREY) if step.state in ("not_applicable", "declined", "broken_off") else STRONG
    rows = [_one(title.german, dim, beside, words)]
    if title.other is not None:
        rows.append(_one(title.other, dim, beside, words))
    rows, rest = fill(rows, CARD)
    state = lay_out(
        words.inline(str(state_words(words, step.state).german)), sized(BODY, words), RIGHT - _BESIDE - 9, 2
    )
    arrow = 11.0 if at == here else 0.0
    words_height = arrow + height_of(rows) + state.height
    height = max(words_height, SIGN[1] * _TIMES) + _GAP

    def draw(leaf: Leaf, y: float) -> None:
        middle = y + SIGN[1] * _TIMES / 2
        with leaf.decoration():
            if at:
                _way(leaf, y, middle, solid=at <= here)
            if at < count - 1:
                _way(leaf, middle, y + height, solid=at < here)
            sign(leaf, step, LEFT, y, _TIMES)
        down = y
        if arrow:
            _you_are_here(leaf, y)
            down += arrow
        down = draw_items(leaf, rows, down)
        symbol(leaf.page, step.state, _BESIDE, down + 1, 6)
        leaf.put(state, _BESIDE + 9, down)

    return [Part(height, draw), *rest]


def _one(said: Text, style: Style, beside: Sides, words: Words) -> Row:
    style = sized(style, words)
    return Row(lay_out(said, style, beside.german[1]), None, style, beside, gap=0)


def _way(leaf: Leaf, top: float, end: float, solid: bool) -> None:
    leaf.page.line(_LINE, top, _LINE, end, TEAL if solid else GREY, _WIDTH * MM)
    if not solid:
        leaf.page.line(_LINE, top, _LINE, end, WHITE, _WIDTH * MM - 2)


def _you_are_here(leaf: Leaf, y: float) -> None:
    style = Style(16, bold=True, colour=WHITE, leading=9)
    block = lay_out(leaf.words.inline(w("Sie sind hier"), colour=WHITE), style, RIGHT - _BESIDE - 8, 1)
    leaf.page.rect(_BESIDE, y, block.width + 8, 9, fill=INK)
    leaf.put(block, _BESIDE + 4, y)


def _draw(leaf: Leaf, sheet: Sheet, items: Sequence[Item], stations: Sequence[Item]) -> None:
    frame.title(leaf, sheet.title)
    y = draw_items(leaf, items, frame.top(leaf.words))
    with leaf.page.tag("L"):
        for station in stations:
            with leaf.page.tag("LI"), leaf.page.tag("LBody"):
                station.draw(leaf, y)
            y += station.height
