# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The station sheet in large print: one station, from why to what to bring; at its end what the office fills in."""

from dataclasses import dataclass
from functools import partial

from laufmappe.casework.views import CaseView, StepView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.deadlines import deadline_box
from laufmappe.folder.sheets.flow import Item, draw_items, last_at_the_foot, paginate
from laufmappe.folder.sheets.large.pieces import across, deadline, filled_in_by_the_office
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import BODY, BOX_TITLE, LEFT, RIGHT, sized
from laufmappe.folder.sheets.marks import SIGN, sign, state_words, symbol
from laufmappe.folder.sheets.parts import columns, heading, space
from laufmappe.folder.sheets.rows import row
from laufmappe.folder.sheets.stations import children_words, for_label, place_words, time_words
from laufmappe.folder.typeset.layout import Block, lay_out
from laufmappe.folder.words import Pair, Words, w

_TOP = 19.0
_TIMES = 1.4
"""The sign of a station is so much larger."""
_BESIDE = LEFT + SIGN[0] * _TIMES + 5
_MOST_LINES = 6
"""Of a title in the head; a longer one stands whole below it."""


@dataclass(frozen=True)
class _Head:
    """What stands above every page of a station: its sign, its title in both languages, its state."""

    step: StepView
    german: Block
    other: Block | None
    state: Block

    @property
    def height(self) -> float:
        lines = self.german.height + (self.other.height if self.other else 0) + self.state.height
        return max(lines, SIGN[1] * _TIMES) + 3


def station_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of a station; its last one has the field of the office at the foot."""
    return [scene for step in sheet.steps for scene in _scenes(step, folder.case, folder.words)]


def _scenes(step: StepView, case: CaseView, words: Words) -> list[Scene]:
    head = _head(step, words)
    room = frame.bottom(words) - _TOP - head.height
    items = [*_items(step, case, head, words), filled_in_by_the_office(step.code, words)]
    pages = last_at_the_foot(paginate(items, room), room)
    return [partial(_draw, head=head, items=page) for page in pages]


def _head(step: StepView, words: Words) -> _Head:
    title, style, width = words.of(step.title), sized(BOX_TITLE, words), RIGHT - _BESIDE
    german = lay_out(title.german, style, width, _MOST_LINES)
    other = lay_out(title.other, style, width, _MOST_LINES) if title.other is not None else None
    state = words.inline(str(state_words(words, step.state).german))
    return _Head(step, german, other, lay_out(state, sized(BODY, words), width - 9, 2))


def _items(step: StepView, case: CaseView, head: _Head, words: Words) -> list[Item]:
    items: list[Item] = []
    if head.german.truncated:
        items.append(across(words.of(step.title).german, BODY, words))
    if step.why:
        items += _told(w("Warum"), "message-circle", words.of(step.why), words)
    children = children_words(step, case, words)
    if children is not None:
        items += [heading(for_label(words), "users", words), row(children, BODY, columns(words), words)]
    items += _told(w("Wo"), "map-pin", place_words(step, case, words), words)
    items += _told(w("Wann"), "calendar-clock", time_words(step, words), words)
    if step.bring:
        items.append(heading(words.pair(w("Mitbringen")), "list-checks", words))
    noted = False
    for thing in step.bring:
        pair = words.of(thing)
        items.append(row(pair, BODY, columns(words), words, ticked=True, gap=1.0, noted=noted))
        noted = noted or pair.other is None
    box = deadline_box(step, case.chain.steps if case.chain else (), words, LEFT, RIGHT)
    if box is not None:
        items += [row(pair, BODY, columns(words), words) for pair in box.moved]
        items += [space(3), deadline(box, words)]
    return items


def _told(sentence: str, icon: str, pair: Pair, words: Words) -> list[Item]:
    found: list[Item] = [heading(words.pair(sentence), icon, words)]
    return [*found, row(pair, BODY, columns(words), words)]


def _draw(leaf: Leaf, head: _Head, items: list[Item]) -> None:
    with leaf.page.tag("Sect"):
        sign(leaf, head.step, LEFT, _TOP, _TIMES)
        y = _TOP + leaf.put(head.german, _BESIDE, _TOP, "H1")
        if head.other is not None:
            y += leaf.put(head.other, _BESIDE, y, "H1")
        symbol(leaf.page, head.step.state, _BESIDE, y + 1, 6)
        leaf.put(head.state, _BESIDE + 9, y)
        draw_items(leaf, items, _TOP + head.height)
