# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mein Weg: the next step, and all stations on one winding route that is solid up to where the person stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from laufmappe.casework.views import STEP_STATES, StepView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.banner import Banner, draw_banner, next_step
from laufmappe.folder.sheets.leaf import Leaf, Scene, wide
from laufmappe.folder.sheets.look import BODY, GREY, LEFT, RIGHT, SMALL, STRONG, TEAL, TINT, TOP, WHITE
from laufmappe.folder.sheets.marks import COLOURS, SIGN, sign, state_words, symbol
from laufmappe.folder.sheets.rows import Row, fill, row
from laufmappe.folder.sheets.track import ARROW, BAND, CENTRES, PITCH, SIGN_TOP, TURNS, WIDTH, Track, draw_track
from laufmappe.folder.typeset.layout import Block, Style, lay_out, width_of
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Words, w

PER_PAGE = 15
_FIRST_ROW = 67.0
_NAME = Style(9.5, bold=True, leading=4.2, align="centre")
_LEGEND = 266.6


@dataclass(frozen=True)
class _Station:
    """A station with its words laid out to stand below its sign."""

    step: StepView
    german: Block
    other: Block | None
    state: Block

    @property
    def height(self) -> float:
        return self.german.height + (self.other.height if self.other else 0) + self.state.height

    @property
    def cut(self) -> bool:
        """Whether its name didn't fit."""
        return self.german.truncated or (self.other is not None and self.other.truncated)


def route_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the route: fifteen stations on each; then the names that were too long for it, if there are any."""
    words = folder.words
    chain = folder.case.chain
    steps = chain.steps if chain else ()
    here = chain.next_step if chain else None
    stations = [_station(step, at, len(steps), words) for at, step in enumerate(steps)]
    banner = next_step(folder)
    pages = [stations[at : at + PER_PAGE] for at in range(0, len(stations), PER_PAGE)] or [[]]
    scenes: list[Scene] = []
    for number, page in enumerate(pages):
        track = Track(
            first=number * PER_PAGE,
            count=len(page),
            here=None if here is None else steps.index(here),
            total=len(steps),
            shifts=tuple(_shift(page[at : at + 3]) for at in range(0, len(page), 3)),
        )
        scenes.append(partial(_draw, sheet=sheet, banner=banner if number == 0 else None, stations=page, track=track))
    return [*scenes, *_long_names(sheet, [station for station in stations if station.cut], words)]


def _shift(row_of_stations: Sequence["_Station"]) -> float:
    """Half of what the tallest words of a row leave free below."""
    return max(0.0, (BAND - 2 * SIGN_TOP - SIGN[1] - 1 - max(each.height for each in row_of_stations)) / 2)


def _width(at: int, count: int) -> float:
    """How wide the words of a station may be: at the end of a row the line goes down beside them."""
    ends_row = at % PER_PAGE % 3 == 2 and at % PER_PAGE != PER_PAGE - 1 and at != count - 1
    return 2 * (TURNS[1] - WIDTH / 2 - CENTRES[2] - 1.6) if ends_row else 55.0


def _station(step: StepView, at: int, count: int, words: Words) -> _Station:
    width = _width(at, count)
    title = words.of(step.title)
    look = _NAME.but(colour=GREY) if step.state in ("not_applicable", "declined", "broken_off") else _NAME
    german = lay_out(title.german, look, width, 2)
    other = lay_out(title.other, look, width, 2) if title.other is not None else None
    state = state_words(words, step.state)
    colour = COLOURS.get(step.state, GREY)
    parts: list[str | Run] = [Run(str(state.german), colour=colour)]
    if state.other is not None:
        parts += [Run(" · ", colour=colour), Run(isolate(str(state.other)), colour=colour, language=words.language)]
    if width_of(Text.of(*parts), SMALL) > width - 5:
        # The legend has the word in both languages.
        parts = parts[:1]
    return _Station(step, german, other, lay_out(Text.of(*parts), SMALL, width - 5, 1))


def _draw(leaf: Leaf, sheet: Sheet, banner: Banner | None, stations: Sequence[_Station], track: Track) -> None:
    frame.title(leaf, sheet.title)
    if banner is not None:
        draw_banner(leaf, banner, TOP)
    top = _FIRST_ROW if banner is not None else TOP
    for number in range(0, len(stations), 3):
        leaf.page.rect(LEFT, top + number // 3 * PITCH, RIGHT - LEFT, BAND, fill=TINT)
    if stations:
        with leaf.page.tag("Figure", alt=_described(track)):
            draw_track(leaf, track, top)
        _here(leaf, track, top)
    with leaf.page.tag("L"):
        for at, station in enumerate(stations):
            with leaf.page.tag("LI"), leaf.page.tag("LBody"):
                _draw_station(leaf, station, *track.place(at, top))
    _legend(leaf, [station.step.state for station in stations])


def _described(track: Track) -> str:
    """The picture in a sentence, for those who can't see it."""
    if track.here is None:
        return f"Ein Weg mit {track.total} Stationen. Alle sind geschafft."
    return f"Ein Weg mit {track.total} Stationen. Sie sind bei Station {track.here + 1}."


def _draw_station(leaf: Leaf, station: _Station, x: float, y: float) -> None:
    sign(leaf, station.step, x - SIGN[0] / 2, y - SIGN[1] / 2)
    y += SIGN[1] / 2 + 1
    for block in (station.german, station.other):
        if block is not None:
            y += leaf.put(block, x - block.box_width / 2, y)
    left = x - (station.state.width + 5) / 2
    symbol(leaf.page, station.step.state, left, y + 0.4)
    leaf.put(station.state, left + 5, y)


def _here(leaf: Leaf, track: Track, top: float) -> None:
    """The words of the black arrow „Sie sind hier“."""
    where = track.arrow(top)
    if where is None:
        return
    x, y, _points_right = where
    pair = leaf.words.pair(w("Sie sind hier"))
    style = Style(8.5, bold=True, colour=WHITE, leading=4.6, align="centre")
    width = ARROW[0] - 0.6
    if pair.other is None:
        leaf.say(pair.german, style, x - width / 2, y - 2.3, width, lines=1)
        return
    leaf.say(pair.german, style, x - width / 2, y - 4.7, width, lines=1)
    leaf.say(pair.other, style, x - width / 2, y, width, lines=1)


def _legend(leaf: Leaf, states: Sequence[str]) -> None:
    """The states that occur on this page, each by its shape and its word in both languages."""
    shown = [state for state in STEP_STATES if state in states]
    size = 6.0 if len(shown) <= 5 else 5.0
    for at, state in enumerate(shown):
        x = LEFT + at % 5 * 35.2
        y = _LEGEND + (1.6 if len(shown) <= 5 else 0) + at // 5 * 8
        pair = state_words(leaf.words, state)
        symbol(leaf.page, state, x, y + (9 if len(shown) <= 5 else 7.4) / 2 - size / 2, size)
        few = len(shown) <= 5
        style = SMALL.but(leading=4.5) if few else Style(8.5, leading=3.7)
        x += 8.4 if few else 6.4
        if pair.other is None:
            y += style.line_height / 2
        y += leaf.say(pair.german, style.but(bold=True), x, y, 34.8 - (x - LEFT) % 35.2, lines=1)
        leaf.say(pair.other, style.but(align="left"), x, y, 34.8 - (x - LEFT) % 35.2, lines=1)


def _long_names(sheet: Sheet, stations: Sequence[_Station], words: Words) -> list[Scene]:
    """Pages with the whole names of stations that had to be cut on the route."""
    rows: list[Row] = []
    for station in stations:
        number = words.pair(w("Station {number}"), number=str(station.step.number))
        rows.append(row(number, STRONG.but(colour=TEAL), wide(words), words, gap=0))
        rows.append(row(words.of(station.step.title), BODY, wide(words), words, gap=4))
    scenes: list[Scene] = []
    while rows:
        shown, rows = fill(rows, 282 - TOP)
        scenes.append(partial(_draw_names, sheet=sheet, rows=shown))
    return scenes


def _draw_names(leaf: Leaf, sheet: Sheet, rows: Sequence[Row]) -> None:
    frame.title(leaf, sheet.title)
    y = TOP
    for each in rows:
        each.draw(leaf, y)
        y += each.height
