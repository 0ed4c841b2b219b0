# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Little pictures of sheets of paper for the slip: the old one dashed and crossed out, the new one strong, and a pile."""

from dataclasses import dataclass

from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import GREY, INK, RULE, TEAL, WHITE
from laufmappe.folder.typeset.layout import MM, Style, lay_out
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.paths import Path

WIDTH, HEIGHT = 38.4, 50.2
_FOLD = 7.0
_WORDS = Style(13, leading=6, align="centre")


@dataclass(frozen=True)
class Paper:
    """A sheet with its number and revision; `new` ones are to be put in."""

    number: str
    revision: str
    new: bool


def draw_paper(leaf: Leaf, paper: Paper, x: float, y: float) -> None:
    """The paper with its top left corner at x, y."""
    page = leaf.page
    colour = TEAL if paper.new else GREY
    dash = () if paper.new else (5.0, 3.4)
    thickness = 3.0 if paper.new else 1.6
    page.path(_outline(x, y), colour, thickness, WHITE, dash)
    page.polyline([(x + WIDTH - _FOLD, y), (x + WIDTH - _FOLD, y + _FOLD), (x + WIDTH, y + _FOLD)], colour, thickness)
    if not paper.new:
        page.line(x + 3.2, y + HEIGHT - 3, x + WIDTH - 3.2, y + 9, RULE, 1.7 * MM, cap="round")
    else:
        page.rect(x + 4.2, y + 33, WIDTH - 8.4, 11, fill=TEAL)
    _word(leaf, paper.number, _WORDS.but(bold=True), x, y + 14.6, under=not paper.new)
    revision = _WORDS.but(bold=True, colour=WHITE) if paper.new else _WORDS
    _word(leaf, paper.revision, revision, x, y + 35.6, under=not paper.new)


def draw_stack(leaf: Leaf, words: str, x: float, y: float) -> None:
    """A punched pile of sheets: the folder."""
    page = leaf.page
    for at in (2, 1, 0):
        page.path(_outline(x + at * 1.9 - 2, y + (2 - at) * 1.9 - 2), INK, 1.4, WHITE)
    left, top = x - 2, y + 1.8
    page.polyline(
        [(left + WIDTH - _FOLD, top), (left + WIDTH - _FOLD, top + _FOLD), (left + WIDTH, top + _FOLD)], INK, 1.4
    )
    for hole in (16.0, 34.0):
        page.circle(left + 5, top + hole, 1.7, stroke=INK, thickness=1.4)
    _word(leaf, words, _WORDS.but(bold=True, size=12), left + 3, top + 22, width=WIDTH - 5)


def arrow(page: Page, x: float, y: float) -> None:
    """From the old to the new; x, y is its middle."""
    page.line(x - 7, y, x + 6.4, y, TEAL, 2.6 * MM)
    page.polyline([(x + 1.6, y - 5.2), (x + 7.2, y), (x + 1.6, y + 5.2)], TEAL, 2.6 * MM, cap="round")


def plus(page: Page, x: float, y: float) -> None:
    """The new one comes to the others; x, y is its middle."""
    page.line(x - 5.8, y, x + 5.8, y, TEAL, 2.6 * MM, cap="round")
    page.line(x, y - 5.8, x, y + 5.8, TEAL, 2.6 * MM, cap="round")


def _outline(x: float, y: float) -> Path:
    """A sheet with its upper right corner cut off."""
    path = Path().move(x, y).line(x + WIDTH - _FOLD, y).line(x + WIDTH, y + _FOLD)
    return path.line(x + WIDTH, y + HEIGHT).line(x, y + HEIGHT).close()


def _word(leaf: Leaf, words: str, style: Style, x: float, y: float, under: bool = False, width: float = WIDTH) -> None:
    """Words in the middle of a paper; `under` them the white of the paper."""
    block = lay_out(words, style, width, 1)
    if under:
        leaf.page.rect(x + (width - block.width) / 2 - 1, y, block.width + 2, block.height, fill=WHITE)
    leaf.put(block, x, y)
