# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page being filled with words: every block is tagged with its role and its language as it is drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from laufmappe.folder.sheets.look import LABEL, LEFT, RIGHT, sized
from laufmappe.folder.typeset.layout import Align, Block, Style, lay_out, width_of
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.structure import Role
from laufmappe.folder.typeset.text import Text
from laufmappe.folder.words import Pair, Words


@dataclass
class Leaf:
    """One page of a sheet. Lengths are millimetres from the top left.

    `placed` collects the blocks of words with their top left corners: no words may lie on others.
    """

    page: Page
    words: Words
    placed: list[tuple[Block, float, float]] = field(default_factory=list)

    def put(self, block: Block, x: float, y: float, role: Role | None = "P") -> float:
        """Draws laid out words and gives their height. Without a role they belong to the element around them."""
        if not block.lines:
            return 0.0
        if role is None:
            self.page.text(block, x, y)
        else:
            with self.page.tag(role, lang=block.language):
                self.page.text(block, x, y)
        self.placed.append((block, x, y))
        return block.height

    def say(
        self,
        words: Text | str | None,
        style: Style,
        x: float,
        y: float,
        width: float,
        lines: int | None = None,
        role: Role | None = "P",
    ) -> float:
        """Lays out and draws words in a width; gives their height. What doesn't fit `lines` ends in an ellipsis."""
        if words is None:
            return 0.0
        return self.put(lay_out(words, sized(style, self.words), width, lines), x, y, role)

    def put_line(self, words: Text, style: Style, x: float, y: float, width: float) -> float:
        """Words on one line without a role of their own; gives the width that they took."""
        block = lay_out(words, sized(style, self.words), width, 1)
        self.put(block, x, y, role=None)
        return block.width

    def label(
        self, sentence: str, x: float, y: float, width: float, style: Style = LABEL, align: Align = "start"
    ) -> None:
        """A short label in both languages on one line."""
        self.say(self.words.inline(sentence), style.but(align=align), x, y, width, lines=1)

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What repeats on every page, or repeats what is said elsewhere, is not read aloud."""
        with self.page.tag("Artifact"):
            yield


Scene = Callable[[Leaf], None]
"""One page of a sheet, laid out and ready to be drawn."""


@dataclass(frozen=True)
class Sides:
    """Where German and the other language stand: left edge and width of each, and where their labels start."""

    german: tuple[float, float]
    other: tuple[float, float]

    def lay_out(self, pair: Pair, style: Style, words: Words, lines: int | None = None) -> tuple[Block, Block | None]:
        """Both sides of a pair. German alone takes the whole width."""
        style = sized(style, words)
        if not words.bilingual:
            return lay_out(pair.german, style, self.whole[1], lines), None
        german = lay_out(pair.german, style, self.german[1], lines)
        other = lay_out(pair.other, style, self.other[1], lines) if pair.other is not None else None
        return german, other

    def inset(self, length: float) -> "Sides":
        """The same columns with their outer edges so much further in."""
        (left, width), (start, other) = self.german, self.other
        return Sides((left + length, width - length), (start, other - length))

    @property
    def whole(self) -> tuple[float, float]:
        """From the outer edge of German to the outer edge of the other language."""
        return self.german[0], self.other[0] + self.other[1] - self.german[0]


def sides(left: float, right: float, words: Words, middle: float = 0.0, start: float | None = None) -> Sides:
    """Two columns between `left` and `right`, with `middle` mm on the axis kept free.

    A left-to-right language starts at `start` if that is given: it reads like a second column.
    """
    axis = (left + right) / 2
    german = (left, axis - middle / 2 - left - (2 if middle == 0 else 0))
    begin = axis + middle / 2 + (2 if middle == 0 else 0)
    if start is not None and not words.right_to_left:
        begin = start
    return Sides(german, (begin, right - begin))


def wide(words: Words) -> Sides:
    """The two halves of the whole page; a left-to-right language starts at x = 112."""
    return sides(LEFT, RIGHT, words)


def largest(said: Text | str, styles: tuple[Style, ...], width: float, words: Words, lines: int = 1) -> Style:
    """The first of these styles in which something takes at most so many lines; the last one if none does."""
    for style in styles[:-1]:
        if lines == 1 and width_of(said, sized(style, words)) <= width:
            return style
        if lines > 1 and not lay_out(said, sized(style, words), width, lines).truncated:
            return style
    return styles[-1]
