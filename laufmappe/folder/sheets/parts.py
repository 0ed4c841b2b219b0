# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pieces that forms are made of: headings with a pictogram, sentences, boxes to tick, lines to write and sign on."""

from collections.abc import Sequence

from laufmappe.casework.views import CentreView, ServiceView
from laufmappe.folder.sheets import office
from laufmappe.folder.sheets.flow import Item, Part
from laufmappe.folder.sheets.leaf import Leaf, Sides, sides
from laufmappe.folder.sheets.look import (
    AXIS,
    BODY,
    BOX,
    HAIRLINE,
    INK,
    LEFT,
    RIGHT,
    RULE,
    TEAL,
    TICK,
    TINT,
    WRITE_IN,
    scaled,
    sized,
)
from laufmappe.folder.sheets.marks import tick_box
from laufmappe.folder.sheets.rows import Row, height_of, row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, w

ICON_ROOM = 14.0
"""The width on the axis that pictograms and boxes to tick stand in."""
_HEADING = Style(11.5, bold=True, colour=TEAL, leading=5.2)
_ICON = 6.4
_LABELLED = 4.8


def columns(words: Words) -> Sides:
    """The two languages with the pictograms between them."""
    return sides(LEFT, RIGHT, words, middle=ICON_ROOM)


def heading(pair: Pair, icon: str, words: Words) -> Part:
    """A heading in both languages with its pictogram, below a rule; it stays with what follows."""
    across = columns(words)
    width = across.german[1] if words.bilingual else across.whole[1] - ICON_ROOM
    style = sized(_HEADING, words)
    german = lay_out(pair.german, style, width)
    other = lay_out(pair.other, style, across.other[1]) if pair.other is not None else None
    icon_size = scaled(_ICON, words)
    height = max(german.height, other.height if other else 0, icon_size)

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.line(LEFT, y + 1.6, RIGHT, y + 1.6, RULE, HAIRLINE)
        x = AXIS - icon_size / 2 if words.bilingual else RIGHT - icon_size
        leaf.page.icon(icon, x, y + 3.2, icon_size, TEAL, 2)
        leaf.put(german, across.german[0], y + 3.8, "H2")
        if other is not None:
            leaf.put(other, across.other[0], y + 3.8, "H2")

    return Part(height + 3.8, draw, joined=True)


def said(words: Words, *sentences: str) -> list[Item]:
    """Sentences of the catalogue, each a row of its own."""
    return [row(words.pair(sentence), BODY, columns(words), words, gap=0.2) for sentence in sentences]


def shown(pairs: Sequence[Pair], words: Words, style: Style = BODY) -> list[Item]:
    """Rows of other words; that something exists in German alone is said once."""
    rows: list[Item] = []
    noted = False
    for pair in pairs:
        if words.large_print and pair.other is not None and str(pair.german) == str(pair.other):
            # An address needs the whole width, and to be read once.
            block = lay_out(pair.german, sized(style, words), RIGHT - LEFT)
            rows.append(Row(block, None, sized(style, words), columns(words), gap=0.4))
            continue
        rows.append(row(pair, style, columns(words), words, gap=0.4, noted=noted))
        noted = noted or pair.other is None
    return rows


def ticks(words: Words, *sentences: str) -> list[Item]:
    """Things to tick: a box between the two languages."""
    return [row(words.pair(each), BODY, columns(words), words, ticked=True, gap=0.3) for each in sentences]


def together(rows: Sequence[Item], joined: bool = False) -> Part:
    """Rows that stay on one page; `joined` with what follows, as a sentence with the signature below it."""

    def draw(leaf: Leaf, y: float) -> None:
        for each in rows:
            each.draw(leaf, y)
            y += each.height

    return Part(sum(each.height for each in rows), draw, joined)


def own_tick(words: Words) -> Part:
    """A box to tick with a line to write beside it."""
    size, line = scaled(TICK, words), scaled(6.4, words)

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.line(LEFT, y, RIGHT, y, RULE, HAIRLINE)
        box = AXIS - size / 2 if words.bilingual else RIGHT - size
        leaf.page.line(LEFT, y + line, box - 2, y + line, INK, WRITE_IN)
        tick_box(leaf.page, box, y + 1.4, size=size)
        if words.bilingual:
            leaf.page.line(box + size + 2, y + line, RIGHT, y + line, INK, WRITE_IN)

    return Part(line + 1, draw)


def write_in(
    words: Words, *fields: tuple[str, float], high: float = 8.0, joined: bool = False, inset: float = 0.0
) -> Part:
    """Lines to write on beside each other, each with its label below; the numbers share the width between them.

    In large print they stand below each other. `inset` is what the edges stay clear of those of the page.
    """
    if words.large_print:
        return _write_in_below(words, [sentence for sentence, _share in fields], joined, inset)
    gap = 5.0
    whole = RIGHT - LEFT - 2 * inset - gap * (len(fields) - 1)
    total = sum(share for _sentence, share in fields)

    def draw(leaf: Leaf, y: float) -> None:
        left = LEFT + inset
        for sentence, share in fields:
            right = left + whole * share / total
            office.signature(leaf, sentence, left, right, y + high)
            left = right + gap

    return Part(high + _LABELLED, draw, joined)


def _write_in_below(words: Words, sentences: Sequence[str], joined: bool, inset: float) -> Part:
    line, label = 12.0, sized(office.TINY, words)
    blocks = [lay_out(words.inline(sentence), label, RIGHT - LEFT - 2 * inset) for sentence in sentences]

    def draw(leaf: Leaf, y: float) -> None:
        for block in blocks:
            leaf.page.line(LEFT + inset, y + line, RIGHT - inset, y + line, INK, WRITE_IN)
            leaf.put(block, LEFT + inset, y + line + 0.4)
            y += line + block.height + 1

    return Part(sum(line + block.height + 1 for block in blocks), draw, joined)


def signed(words: Words, *first: tuple[str, float]) -> Part:
    """The last lines of a form: what is named first, then the signature of the person."""
    return write_in(words, *first, (w("Ihre Unterschrift"), 2.6), high=12)


def rule() -> Part:
    """A hairline across."""
    return Part(2.4, lambda leaf, y: leaf.page.line(LEFT, y + 1, RIGHT, y + 1, RULE, HAIRLINE))


def space(height: float) -> Part:
    """Nothing, `height` mm high."""
    return Part(height, lambda _leaf, _y: None)


def note(rows: Sequence[Row], icon: str, law: bool = False) -> Part:
    """A box for what must not be missed: our advice is dashed and round, as everywhere in the folder."""
    height = height_of(rows) + 5.2

    def draw(leaf: Leaf, y: float) -> None:
        if law:
            leaf.page.rect(LEFT, y + 1, RIGHT - LEFT, height - 2, fill=TINT, stroke=INK, thickness=BOX)
        else:
            leaf.page.rect(LEFT, y + 1, RIGHT - LEFT, height - 2, stroke=TEAL, thickness=BOX, radius=4, dash=(3, 2))
        size = scaled(_ICON, leaf.words)
        x = AXIS - size / 2 if leaf.words.bilingual else RIGHT - 4 - size
        leaf.page.icon(icon, x, y + height / 2 - size / 2, size, INK if law else TEAL, 2)
        down = y + 2.6
        for each in rows:
            each.draw(leaf, down)
            down += each.height

    return Part(height, draw)


def inside(words: Words) -> Sides:
    """The columns of what stands in a box."""
    if words.bilingual:
        return sides(LEFT + 4, RIGHT - 4, words, middle=ICON_ROOM)
    return sides(LEFT + 4, RIGHT - 4 - ICON_ROOM, words)


def strong(pair: Pair) -> Pair:
    """The same words in bold."""

    def bold(text: Text) -> Text:
        return Text(
            tuple(Run(run.text, True, run.colour, run.language) for run in text.runs), text.language, text.direction
        )

    return Pair(bold(pair.german), bold(pair.other) if pair.other is not None else None)


def centre_lines(centre: CentreView, words: Words) -> list[Pair]:
    """Name, address and ways to reach the centre; empty where nothing is known."""
    reach = " · ".join(isolate(text) for text in (centre.phone, centre.email, centre.web) if text)
    address = ", ".join(text for text in (centre.street, centre.city) if text)
    lines = [strong(words.both(centre.name))] if centre.name else []
    return [
        *lines,
        *(words.both(text) for text in (centre.counsellor, address, centre.line, reach, centre.hours) if text),
    ]


def service_lines(place: ServiceView, words: Words) -> list[Pair]:
    """Name, organization and address of an office."""
    organization = place.organization if place.name and place.organization not in place.name else ""
    address = ", ".join(text for text in (organization, place.address) if text)
    lines = [strong(words.both(place.name or place.organization))]
    return [*lines, words.both(address)] if address else lines
