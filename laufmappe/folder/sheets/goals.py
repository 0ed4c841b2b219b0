# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meine Ziele und Notizen: the person's goals as they were agreed, and lines to write on for the person alone."""

from collections.abc import Sequence
from functools import partial

from laufmappe.casework.record_views import GoalView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.flow import Item, Part, draw_items, paginate
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import (
    AXIS,
    BODY,
    BOX_TITLE,
    GREY,
    HAIRLINE,
    INK,
    LEFT,
    RIGHT,
    RULE,
    STRONG,
    TEAL,
    WRITE_IN,
)
from laufmappe.folder.sheets.parts import columns, heading, rule, strong
from laufmappe.folder.sheets.rows import row
from laufmappe.folder.words import Words, show_date, w

LINE = 8.0
"""From line to line: room for handwriting in every script."""
_LARGE_LINE = 11.0
_FEWEST_LINES = 5


def goal_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The goals of the person and lines to write on; without goals, one page of lines."""
    words, goals = folder.words, folder.case.goals
    if not any(goal.state != "given_up" for goal in goals):
        return [partial(_draw, sheet=sheet)]
    items: list[Item] = [heading(words.pair(w("Das möchte ich erreichen")), "target", words)]
    items += goal_rows([goal for goal in goals if goal.state == "open"], words)
    reached = [goal for goal in goals if goal.state == "reached"]
    if reached:
        items.append(heading(words.pair(w("Das habe ich erreicht")), "circle-check", words))
        items += goal_rows(reached, words)
    pages = paginate(items, frame.room(words))
    question = heading(words.pair(w("Was möchte ich beim nächsten Termin fragen?")), "message-circle", words)
    line = _LARGE_LINE if words.large_print else LINE
    left = frame.room(words) - sum(item.height for item in pages[-1]) - question.height
    if left < _FEWEST_LINES * line:
        pages.append([])
        left = frame.room(words) - question.height
    pages[-1] += [question, _ruled(left, line)]
    return [partial(_draw_page, sheet=sheet, items=page) for page in pages]


def goal_rows(goals: Sequence[GoalView], words: Words) -> list[Item]:
    """Each goal in the person's words; below it what was agreed for it, who takes care, and until when."""
    items: list[Item] = []
    for number, goal in enumerate(goals):
        if number:
            items.append(rule())
        said = words.of(goal.text)
        items.append(row(strong(said), STRONG, columns(words), words, gap=0.6))
        below, noted = BODY.but(colour=GREY), said.other is None
        if goal.measure:
            items.append(row(words.of(goal.measure), BODY, columns(words), words, gap=0.4, noted=noted))
        if goal.who:
            who = words.pair(w("Darum kümmert sich: {who}"), who=goal.who)
            items.append(row(who, below, columns(words), words, gap=0.4, noted=noted))
        if goal.state == "open" and goal.until_on is not None:
            until = words.pair(w("bis {date}"), date=show_date(goal.until_on))
            items.append(row(until, below, columns(words), words, gap=0.4))
        if goal.state == "reached":
            since = words.pair(w("erreicht am {date}"), date=show_date(goal.state_on))
            items.append(row(since, below, columns(words), words, gap=0.4))
    return items


def _ruled(height: float, line: float) -> Part:
    """Lines to write on, as many as there is room for."""

    def draw(leaf: Leaf, y: float) -> None:
        _lines(leaf, y, y + height, line)

    return Part(height, draw)


def _draw_page(leaf: Leaf, sheet: Sheet, items: Sequence[Item]) -> None:
    frame.title(leaf, sheet.title)
    draw_items(leaf, items, frame.top(leaf.words))


def _draw(leaf: Leaf, sheet: Sheet) -> None:
    large = leaf.words.large_print
    line, wishes, by_when = (_LARGE_LINE, 8, 66.0) if large else (LINE, 11, 40.0)
    frame.title(leaf, sheet.title)
    y = _question(leaf, w("Was möchte ich erreichen?"), "target", frame.top(leaf.words))
    edge = RIGHT - by_when
    leaf.label(w("Mein Ziel"), LEFT, y, edge - LEFT - 4)
    leaf.label(w("Bis wann"), edge + 4, y, by_when - 4)
    y += 3
    leaf.page.line(edge, y - 2, edge, y + wishes * line, RULE, HAIRLINE)
    y = _lines(leaf, y, y + wishes * line, line)
    y = _question(leaf, w("Was möchte ich beim nächsten Termin fragen?"), "message-circle", y + 7)
    _lines(leaf, y, frame.bottom(leaf.words) + 1, line)


def _question(leaf: Leaf, sentence: str, icon: str, y: float) -> float:
    """A question in both languages beside its pictogram; gives the y below it."""
    words = leaf.words
    across = columns(words)
    style = BOX_TITLE.but(size=12.5, leading=5.4)
    german, other = across.lay_out(words.pair(sentence), style, words)
    leaf.put(german, across.german[0], y, "H2")
    if other is not None:
        leaf.put(other, across.other[0], y, "H2")
    leaf.page.icon(icon, AXIS - 4 if words.bilingual else RIGHT - 8, y - 0.6, 8, TEAL, 1.8)
    return y + max(german.height, other.height if other else 0, 8) + 2


def _lines(leaf: Leaf, top: float, bottom: float, line: float) -> float:
    """Lines to write on; gives the y of the last one."""
    y = top
    while y + line <= bottom + 0.01:
        y += line
        leaf.page.line(LEFT, y, RIGHT, y, INK, WRITE_IN)
    return y
