# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of words in two columns that go on over the next page where they don't fit: no text is ever too long."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from laufmappe.folder.sheets.leaf import Leaf, Sides
from laufmappe.folder.sheets.look import AXIS, GREY, HAIRLINE, LABEL, RULE, SMALL, TICK, scaled, sized
from laufmappe.folder.sheets.marks import tick_box
from laufmappe.folder.typeset.layout import Block, Style, lay_out
from laufmappe.folder.words import Pair, Words

GAP = 1.0
"""Between two rows."""
_LARGE_GAP = 1.4


@dataclass(frozen=True)
class Labels:
    """Where the labels of rows stand: x and width of the German one and of the other one."""

    german: tuple[float, float]
    other: tuple[float, float]
    outermost: bool
    """Whether the other label stands at the outer edge, right-aligned, as right-to-left languages want it."""


@dataclass(frozen=True)
class Row:
    """German words, and beside them the other language; a label in the margin of both, or a box to tick between them."""

    german: Block
    other: Block | None
    style: Style
    sides: Sides
    label: Pair | None = None
    ticked: bool = False
    """Whether there is a box to tick, and a rule above."""
    done: bool = False
    """Whether the box is ticked already."""
    gap: float = GAP

    @property
    def lines(self) -> int:
        return max(len(self.german.lines), len(self.other.lines) if self.other else 0)

    @property
    def height(self) -> float:
        """Millimetres with the gap below."""
        return self.lines * self.style.line_height + self.gap

    def split(self, room: float) -> "tuple[Row | None, Row | None]":
        """The lines that fit into `room` mm, and the rest."""
        most = int((room + 0.01) / self.style.line_height)
        if most >= self.lines:
            return self, None
        if most < 1:
            return None, self
        first = replace(self, german=self.german.part(0, most), other=self.other.part(0, most) if self.other else None)
        rest = replace(
            self,
            german=self.german.part(most),
            other=self.other.part(most) if self.other else None,
            label=None,
            ticked=False,
            done=False,
        )
        return first, rest

    def draw(self, leaf: Leaf, y: float, labels: Labels | None = None) -> None:
        """Draws the row with its top at y: German with its label, then the other language with its own."""
        page, words = leaf.page, leaf.words
        if self.ticked:
            page.line(self.sides.whole[0], y, sum(self.sides.whole), y, RULE, HAIRLINE)
        if self.label is not None and labels is not None:
            height = self.style.line_height
            style = LABEL.but(leading=height)
            leaf.say(self.label.german, style, labels.german[0], y, labels.german[1], lines=1)
            leaf.put(self.german, self.sides.german[0], y)
            if self.label.other is not None:
                style = style.but(align="right" if labels.outermost else "left")
                leaf.say(self.label.other, style, labels.other[0], y, labels.other[1], lines=1)
        else:
            leaf.put(self.german, self.sides.german[0], y)
        if self.other is not None:
            leaf.put(self.other, self.sides.other[0], y)
        if self.ticked:
            size = scaled(TICK, words)
            x = AXIS - size / 2 if words.bilingual else sum(self.sides.whole) - size
            tick_box(page, x, y + (self.style.line_height + self.gap - size) / 2, self.done, size)


def row(
    pair: Pair,
    style: Style,
    sides: Sides,
    words: Words,
    label: Pair | None = None,
    ticked: bool = False,
    gap: float = GAP,
    noted: bool = False,
    lines: int | None = None,
    done: bool = False,
) -> Row:
    """A row of these words. Without a translation the other column says that they exist in German alone.

    It stays empty where that was `noted` in a row before. What doesn't fit `lines` ends in an ellipsis.
    """
    style, gap = sized(style, words), max(gap, _LARGE_GAP) if words.large_print else gap
    if not words.bilingual:
        width = sides.whole[1] - (scaled(8, words) if ticked else 0)
        return Row(lay_out(pair.german, style, width, lines), None, style, sides, label, ticked, done, gap)
    german = lay_out(pair.german, style, sides.german[1], lines)
    other: Block | None
    if pair.other is None and noted:
        other = None
    elif pair.other is None:
        note = sized(Style(SMALL.size, colour=GREY), words).but(leading=style.line_height)
        other = lay_out(words.note_untranslated(), note, sides.other[1])
    else:
        other = lay_out(pair.other, style, sides.other[1], lines)
    return Row(german, other, style, sides, label, ticked, done, gap)


def fill(rows: Sequence[Row], room: float) -> tuple[list[Row], list[Row]]:
    """As many rows as fit into `room` mm, and the rest; a long one is cut between two lines."""
    shown: list[Row] = []
    rest = list(rows)
    while rest:
        first, remainder = rest[0].split(room)
        if first is None:
            break
        shown.append(first)
        room -= first.height
        rest = [remainder, *rest[1:]] if remainder is not None else rest[1:]
        if remainder is not None:
            break
    return shown, rest


def height_of(rows: Sequence[Row]) -> float:
    """Millimetres that rows take one below the other."""
    return sum(each.height for each in rows)
