# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The slip in large print: one list of what to do with each sheet, and below it what is new."""

from collections.abc import Sequence

from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import Swap
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.flow import Item, flow
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import BODY
from laufmappe.folder.sheets.parts import columns, heading, space
from laufmappe.folder.sheets.rows import row
from laufmappe.folder.sheets.slip import NO_SHEET, TITLE_OF_SLIP, advice, in_a_line, news
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.words import w


def draw_slips(swaps: Sequence[Swap], folder: Folder, document: Document) -> list[Leaf]:
    """Draws the pages with all that is exchanged, under one bookmark; gives them with the places of their words."""
    words = folder.words
    items: list[Item] = []
    for swap in swaps:
        icon, pair = in_a_line(swap, words)
        items.append(heading(pair, icon, words))
        if swap.sheet is not None:
            items.append(row(news(swap, folder), BODY, columns(words), words, gap=4))
    for each in advice(swaps, folder):
        items += [heading(each.words, each.icon, words), space(2)]
    items.append(space(4))
    items.append(row(words.pair(NO_SHEET), BODY, columns(words), words))
    leaves: list[Leaf] = []
    for number, scene in enumerate(flow(words.pair(w("Bitte tauschen")), items, words)):
        leaf = Leaf(document.page(), words)
        leaves.append(leaf)
        if number == 0:
            document.bookmark(TITLE_OF_SLIP)
        frame.head(leaf, folder.case.newcomer.name)
        scene(leaf)
    return leaves
