# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meine Ziele und Notizen: two questions, and lines to write on for the person alone."""

from functools import partial

from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import (
    AXIS,
    BOX_TITLE,
    HAIRLINE,
    INK,
    LEFT,
    RIGHT,
    RULE,
    TEAL,
    WRITE_IN,
)
from laufmappe.folder.sheets.parts import columns
from laufmappe.folder.words import w

LINE = 8.0
"""From line to line: room for handwriting in every script."""
_LARGE_LINE = 11.0


def goal_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """One page; nothing of the case is on it."""
    del folder
    return [partial(_draw, sheet=sheet)]


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
