# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The station sheet: a box for each open station, two to a page, with what the person needs and what the office fills in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from laufmappe.casework.record_views import ChildView
from laufmappe.casework.views import CaseView, StepView
from laufmappe.casework.words import service_types
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import office
from laufmappe.folder.sheets.deadlines import DeadlineBox, deadline_box, draw_deadline
from laufmappe.folder.sheets.leaf import Leaf, Scene, Sides
from laufmappe.folder.sheets.look import (
    AXIS,
    BODY,
    BOX,
    BOX_TITLE,
    HAIRLINE,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    SMALL,
    TICK,
)
from laufmappe.folder.sheets.marks import SIGN, sign, state_words, symbol
from laufmappe.folder.sheets.rows import Labels, Row, fill, height_of, row
from laufmappe.folder.typeset.layout import Block, width_of
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, w

FIRST, HALF = 18.5, 129.6
"""The top of the first box of a page, and the height of a box that shares it evenly."""
_BETWEEN = 3.4
WHOLE = 2 * HALF + _BETWEEN
_LABEL_LINE = 4.6
_EDGE_LEFT, _EDGE_RIGHT = LEFT + 4, RIGHT - 4
_TITLE_LEFT = _EDGE_LEFT + SIGN[0] + 4
_GAP = 1.0
_WORDS = BODY.but(leading=4.8)


@dataclass(frozen=True)
class _Columns:
    """Where the words of a box stand: a right-to-left language is mirrored, another one is a second column."""

    title: Sides
    words: Sides
    labels: Labels

    @classmethod
    def of(cls, words: Words) -> "_Columns":
        text_left = _EDGE_LEFT + 19
        labels = Labels((_EDGE_LEFT, 18.4), (112, 18.5), outermost=False)
        if not words.bilingual:
            whole = Sides((text_left, 66), (text_left + 66, _EDGE_RIGHT - text_left - 66))
            return cls(Sides((_TITLE_LEFT, 60), (_TITLE_LEFT + 60, _EDGE_RIGHT - _TITLE_LEFT - 60)), whole, labels)
        if words.right_to_left:
            labels = Labels((_EDGE_LEFT, 18.4), (_EDGE_RIGHT - 18.4, 18.4), outermost=True)
            other = (111.5, _EDGE_RIGHT - 19 - 111.5)
            return cls(Sides((_TITLE_LEFT, 66), (122, _EDGE_RIGHT - 122)), Sides((text_left, 64.5), other), labels)
        other = (131.0, _EDGE_RIGHT - 131)
        return cls(Sides((_TITLE_LEFT, 74), other), Sides((text_left, 66), other), labels)

    @property
    def ticked(self) -> Sides:
        """As `words`, with room for a box to tick on the axis."""
        (left, width), other = self.words.german, self.words.other
        return Sides((left, min(width, AXIS - TICK / 2 - 1.4 - left)), other)

    def sharing(self, title: Pair, words: Words) -> "_Columns":
        """The columns with a title that takes the room which the other one leaves, where that is mirrored."""
        if title.other is None or not words.right_to_left:
            return self
        room = _EDGE_RIGHT - _TITLE_LEFT - 6
        german, other = width_of(title.german, BOX_TITLE), width_of(title.other, BOX_TITLE)
        least = room * 0.4
        share = room - other if other < room - least else least
        share = max(least, min(share, german + 0.1)) if german + other > room else german + 0.1
        left = _TITLE_LEFT + share + 6
        return replace(self, title=Sides((_TITLE_LEFT, share), (left, _EDGE_RIGHT - left)))


@dataclass(frozen=True)
class _Box:
    """A station laid out."""

    step: StepView
    title: tuple[Block, Block | None]
    state: Pair
    rows: list[Row]
    deadline: DeadlineBox | None
    columns: _Columns

    @property
    def head(self) -> float:
        """Height of the part with sign, title and state."""
        lines = max(block.height for block in self.title if block is not None)
        return max(SIGN[1] + 3.4, 2.2 + lines + 4.8)


def station_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of a station sheet: one, and more where the words of a box go on."""
    words = folder.words
    boxes = [_laid_out(step, folder.case, words) for step in sheet.steps]
    parts: list[Callable[[Leaf], None]] = []
    overflow: list[tuple[_Box, list[Row]]] = []
    top = FIRST
    for box, height in zip(boxes, _heights(boxes), strict=True):
        shown, rest = fill(box.rows, _room(box, height))
        if rest:
            shown, rest = fill(box.rows, _room(box, height) - _LABEL_LINE)
            overflow.append((box, rest))
        parts.append(partial(_draw, box=box, rows=shown, top=top, height=height, more=bool(rest)))
        top += height + _BETWEEN
    scenes: list[Scene] = [partial(_draw_all, parts=parts)]
    for box, left_over in overflow:
        remaining = left_over
        while remaining:
            shown, remaining = fill(remaining, WHOLE - box.head - 12)
            scenes.append(partial(_continue, box=box, rows=shown, more=bool(remaining)))
    return scenes


def share_a_page(first: StepView, second: StepView, case: CaseView, words: Words) -> bool:
    """Whether the boxes of two stations go on one page, each as high as its words need; never in large print."""
    if words.large_print:
        return False
    return _need(_laid_out(first, case, words)) + _need(_laid_out(second, case, words)) + _BETWEEN <= WHOLE


def _laid_out(step: StepView, case: CaseView, words: Words) -> _Box:
    columns = _Columns.of(words)
    title_pair = words.of(step.title)
    columns = columns.sharing(title_pair, words)
    title = columns.title.lay_out(title_pair, BOX_TITLE, words)
    rows = _rows(step, case, columns, words)
    steps = case.chain.steps if case.chain else ()
    box = deadline_box(step, steps, words, _EDGE_LEFT, _EDGE_RIGHT)
    if box is not None:
        rows += [row(pair, _WORDS, columns.words, words, gap=_GAP) for pair in box.moved]
    if title[0].height > 40 or (title[1] is not None and title[1].height > 40):
        # The whole of such a title stands among the rows; above them it is cut.
        rows.insert(0, row(words.of(step.title), _WORDS, columns.words, words))
        title = columns.title.lay_out(title_pair, BOX_TITLE, words, lines=3)
    return _Box(step, title, state_words(words, step.state), rows, box, columns)


def _rows(step: StepView, case: CaseView, columns: _Columns, words: Words) -> list[Row]:
    rows: list[Row] = []
    if step.why:
        rows.append(row(words.of(step.why), _WORDS, columns.words, words, words.pair(w("Warum")), gap=_GAP))
    children = children_words(step, case, words)
    if children is not None:
        rows.append(row(children, _WORDS, columns.words, words, for_label(words), gap=_GAP))
    place = place_words(step, case, words)
    rows.append(row(place, _WORDS, columns.words, words, words.pair(w("Wo")), gap=_GAP))
    rows.append(row(time_words(step, words), _WORDS, columns.words, words, words.pair(w("Wann")), gap=_GAP))
    label: Pair | None = words.pair(w("Mitbringen"))
    noted = False
    for thing in step.bring:
        pair = words.of(thing)
        rows.append(row(pair, _WORDS, columns.ticked, words, label, ticked=True, gap=0.4, noted=noted))
        label, noted = None, noted or pair.other is None
    return rows


def named_children(step: StepView, case: CaseView) -> list[ChildView]:
    """The children of the household whom a station is about, as far as their names and years of birth are known."""
    return [child for child in case.children.get(step.id, ()) if child.name and child.born]


def children_words(step: StepView, case: CaseView, words: Words) -> Pair | None:
    """Whom the station is for, one below the other: „Sami (geb. 2019)“. Not the age: on paper it is soon another."""
    told = []
    for child in named_children(step, case):
        other = words.foreign(f"{isolate(child.name)} ({child.born})") if words.bilingual else None
        told.append(Pair(Text.of(f"{isolate(child.name)} (geb. {child.born})"), other))
    return _strong(words.stacked(told)) if told else None


def for_label(words: Words) -> Pair:
    """What stands beside the names of the children: „Für“, in the other language the word for a person."""
    return Pair(Text.of("Für"), words.pair(w("Person")).other)


def place_words(step: StepView, case: CaseView, words: Words) -> Pair:
    """Where to go: name, room and street, the city only where it is another one; the kind of office while none is chosen."""
    kind = service_types().get(step.service_type, "")
    place = step.service
    if place is None:
        return _strong(words.of(kind)) if kind else words.pair(w("Wir suchen mit Ihnen die richtige Stelle."))
    name = words.both(place.name or place.organization)
    there = words.translation(service_types().get(place.type, kind))
    lines = [_strong(Pair(name.german, words.foreign(there)) if there else name)]
    elsewhere = "" if place.city and place.street and place.city in case.centre.city else place.city or place.postcode
    rest = ", ".join(part for part in (place.street or place.organization, elsewhere) if part)
    where = words.place(place.room, rest)
    return words.stacked([*lines, where] if where else lines)


def time_words(step: StepView, words: Words) -> Pair:
    """The appointment, or the opening hours, or that there is no appointment yet."""
    if step.appointment:
        return _strong(words.moment(datetime.fromisoformat(step.appointment)))
    if step.service is not None and step.service.hours:
        return words.pair(w("{hours}, ohne Termin"), hours=Run(step.service.hours, bold=True))
    return words.pair(w("Noch kein Termin."))


def _strong(pair: Pair) -> Pair:
    """The same words in bold."""

    def bold(text: Text | None) -> Text | None:
        return None if text is None else replace(text, runs=tuple(replace(run, bold=True) for run in text.runs))

    german = bold(pair.german)
    assert german is not None
    return Pair(german, bold(pair.other))


def _room(box: _Box, height: float) -> float:
    """Millimetres for the rows of a box of this height."""
    deadline = box.deadline.height + 2.2 if box.deadline else 0.0
    return height - office.HEIGHT - box.head - 1.2 - deadline - 0.6


def _need(box: _Box) -> float:
    """The height that a box takes with all its words."""
    return height_of(box.rows) + HALF - _room(box, HALF)


def _heights(boxes: list[_Box]) -> list[float]:
    """How the boxes share the page: halves where these do, else one takes what it needs and the other the rest."""
    needs = [min(max(_need(box), HALF), WHOLE) for box in boxes]
    if len(needs) == 1 or sum(needs) + _BETWEEN <= WHOLE:
        return needs
    larger = max(needs)
    return [larger if need == larger else WHOLE - _BETWEEN - larger for need in needs]


def _draw_all(leaf: Leaf, parts: list[Callable[[Leaf], None]]) -> None:
    for part in parts:
        part(leaf)


def _draw(leaf: Leaf, box: _Box, rows: list[Row], top: float, height: float, more: bool) -> None:
    with leaf.page.tag("Sect"):
        y = _draw_head(leaf, box, top)
        for each in rows:
            each.draw(leaf, y, box.columns.labels)
            y += each.height
        strip = top + height - office.HEIGHT
        if box.deadline is not None:
            y = strip - box.deadline.height - 1.8
            draw_deadline(leaf, box.deadline, _EDGE_LEFT, _EDGE_RIGHT, y)
        if more:
            _goes_on(leaf, (y if box.deadline else strip) - 4.2)
        office.office_strip(leaf, box.step.code, strip)
    leaf.page.rect(LEFT, top, RIGHT - LEFT, height, stroke=INK, thickness=BOX)


def _draw_head(leaf: Leaf, box: _Box, top: float) -> float:
    """Sign, title and state; gives the y below them."""
    sign(leaf, box.step, _EDGE_LEFT, top + 1.7)
    german, other = box.title
    title = box.columns.title
    y = top + 2.2
    state = y + german.height + 0.2
    leaf.put(german, title.german[0], y, "H1")
    symbol(leaf.page, box.step.state, title.german[0], state + 0.5)
    leaf.say(box.state.german, SMALL.but(leading=4.6), title.german[0] + 5.2, state, 50, lines=1)
    if other is not None:
        leaf.put(other, title.other[0], y, "H1")
        state = y + other.height + 0.2
    if box.state.other is not None and leaf.words.bilingual:
        _draw_state(leaf, box, state)
    y = top + box.head
    leaf.page.line(_EDGE_LEFT, y, _EDGE_RIGHT, y, RULE, HAIRLINE)
    return y + 1.2


def _draw_state(leaf: Leaf, box: _Box, y: float) -> None:
    """The state in the other language, its symbol before the word."""
    left, width = box.columns.title.other
    if box.state.other is None:
        return
    at = left + width - 3.6 if leaf.words.right_to_left else left
    symbol(leaf.page, box.step.state, at, y + 0.5)
    x = left if leaf.words.right_to_left else left + 5.2
    leaf.say(box.state.other, SMALL.but(leading=4.6), x, y, width - 5.2, lines=1)


def _goes_on(leaf: Leaf, y: float) -> None:
    leaf.say(leaf.words.inline(w("weiter auf der nächsten Seite")), LABEL, _EDGE_LEFT + 19, y, 120, lines=1)


def _continue(leaf: Leaf, box: _Box, rows: list[Row], more: bool) -> None:
    """A page with the rest of a box."""
    with leaf.page.tag("Sect"):
        y = _draw_head(leaf, box, FIRST)
        for each in rows:
            each.draw(leaf, y, box.columns.labels)
            y += each.height
        if more:
            _goes_on(leaf, y + 0.6)
    leaf.page.rect(LEFT, FIRST, RIGHT - LEFT, WHOLE, stroke=INK, thickness=BOX)
