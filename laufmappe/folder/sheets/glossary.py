# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of offices: the German term as it is said at the counter, explained in plain German and in the other language."""

from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import Item, Part, flow
from laufmappe.folder.sheets.leaf import Leaf, Scene, sides
from laufmappe.folder.sheets.look import HAIRLINE, LEFT, RIGHT, RULE, TEAL, sized
from laufmappe.folder.sheets.rows import row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.words import Words
from laufmappe.resources import read_json

_TERM = Style(10.5, bold=True, colour=TEAL, leading=4.6)
_MEANING = Style(9.5, leading=4.4)
_TERM_WIDTH = 46.0


def glossary_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the glossary, in the order of the alphabet."""
    entries = read_json("words", "glossary.json")["words"]
    items: list[Item] = [_entry(entry["term"], entry["meaning"], folder.words) for entry in entries]
    return flow(sheet.title, items, folder.words)


def _entry(term: str, meaning: str, words: Words) -> Part:
    """The term and beside it what it means; in large print below it, as the words need the whole width."""
    left = LEFT if words.large_print else LEFT + _TERM_WIDTH
    explained = row(words.of(meaning), _MEANING, sides(left, RIGHT, words), words, gap=0)
    block = lay_out(term, sized(_TERM, words), RIGHT - LEFT if words.large_print else _TERM_WIDTH - 3)
    below = block.height if words.large_print else 0.0
    height = max(block.height, below + explained.height) + 2.4

    def draw(leaf: Leaf, y: float) -> None:
        leaf.put(block, LEFT, y + 1.1)
        explained.draw(leaf, y + below + 1.2)
        leaf.page.line(LEFT, y + height, RIGHT, y + height, RULE, HAIRLINE)

    return Part(height, draw)
