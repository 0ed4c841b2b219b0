# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover: whose folder it is, how it is used, whom to ask, and the index of its sheets."""

from dataclasses import dataclass
from functools import partial

from laufmappe.casework.views import CentreView
from laufmappe.folder.logo import ON_COVER, draw_logo
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import index
from laufmappe.folder.sheets.leaf import Leaf, Scene, largest, sides
from laufmappe.folder.sheets.look import (
    AXIS,
    BODY,
    BOTTOM,
    HAIRLINE,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    STRONG,
    TABLE_HEAD,
    TEAL,
    TINT,
    WHITE,
    WRITE_IN,
)
from laufmappe.folder.typeset.layout import MM, Block, Style, lay_out
from laufmappe.folder.typeset.paths import Path
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Words, w

RULES = (
    ("eye", w("Sie entscheiden, wer sie sieht.")),
    ("calendar-check", w("Nehmen Sie die Mappe zu jedem Termin mit.")),
    ("stamp", w("Jede Stelle stempelt auf Ihrem Blatt.")),
    ("copy", w("Geben Sie nur Kopien ab, keine Originale.")),
)
_TITLES = tuple(Style(size, bold=True, leading=19.3) for size in (46, 40, 34, 28, 22))
_NAMES = tuple(Style(size, bold=True, leading=size * 0.45) for size in (28, 22, 18, 14, 11))
_NATIVE = tuple(Style(size, bold=True, leading=6, align="right") for size in (14, 12, 10))
LOGO_END = 30.2
ART_END = 78.3
"""Where the title with its route ends."""
_SECOND = 115.0
"""Where a left-to-right language starts beside the pictograms of the rules."""


@dataclass(frozen=True)
class _Owner:
    """The name of the person, laid out; `name` is None where there is none to print."""

    name: Block | None
    number: Block
    native: Block | None

    @property
    def line(self) -> float:
        """The y of folder number and native name, below the name."""
        return ART_END + 9.4 + (self.name.height if self.name else 11) + 0.8

    @property
    def bottom(self) -> float:
        return self.line + max(6, self.native.height if self.native else 0) + 3.4


def cover_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the cover: one, and more where the index is long."""
    rows = [index.index_row(each, folder) for each in folder.listed]
    owner = _owner(folder)
    contact_top = owner.bottom + _rules_height(folder.words) + 6
    contact = _Contact.of(folder.case.centre, BOTTOM - contact_top)
    top = contact_top + contact.height + 5
    shown, rest = index.that_fit(rows, BOTTOM - top)
    first = partial(
        _draw, folder=folder, owner=owner, contact=contact, contact_top=contact_top, rows=shown, last=not rest, top=top
    )
    scenes: list[Scene] = [first]
    while rest:
        shown, rest = index.that_fit(rest, BOTTOM - index.NEXT_TOP)
        scenes.append(partial(index.draw_index, rows=shown, top=index.NEXT_TOP, last=not rest))
    return scenes


def _draw(
    leaf: Leaf,
    folder: Folder,
    owner: _Owner,
    contact: "_Contact",
    contact_top: float,
    rows: "list[index.IndexRow]",
    last: bool,
    top: float,
) -> None:
    _centre(leaf, folder.case.centre)
    draw_logo(leaf.page, folder.case.centre, ON_COVER, LOGO_END)
    draw_art(leaf)
    _draw_owner(leaf, owner)
    _rules(leaf, owner.bottom)
    contact.draw(leaf, contact_top)
    if rows:
        index.draw_index(leaf, rows, top, last)


def _centre(leaf: Leaf, centre: CentreView) -> None:
    words = leaf.words.pair(w("Beratungsstelle"))
    style = Style(11, bold=True, colour=TEAL, leading=5)
    name = Text.of(isolate(centre.name)) if centre.name else words.german
    leaf.say(name, style, LEFT, 11, 110, lines=1)
    leaf.say(words.other, style.but(align="right"), 134, 11, RIGHT - 134, lines=1)


def draw_art(leaf: Leaf) -> None:
    """The title in both languages, and a route that winds between them."""
    page, words = leaf.page, leaf.words
    title = words.pair(w("Laufmappe"))
    y1, y2, y3, turn = 35.3, 47.3, 59.3, 6.0
    german = lay_out(title.german, _TITLES[0], 110, 1)
    other = None
    if title.other is not None:
        other = lay_out(title.other, largest(title.other, _TITLES, 100, words).but(align="right"), 100, 1)
    start = LEFT + german.width + 12
    tip = RIGHT - other.width - 8 if other else 120.0
    with page.tag("Artifact"):
        line = Path().move(start, y1).arc(RIGHT - turn - 1.5, y1 + turn, turn, -90, 180)
        line.arc(LEFT + turn + 1.5, y2 + turn, turn, -90, -180).line(tip - 2, y3)
        page.path(line, TEAL, 2.6 * MM)
        page.polyline([(tip - 6, y3 - 4.2), (tip - 1.2, y3), (tip - 6, y3 + 4.2)], TEAL, 2.6 * MM, cap="round")
        for x, y in ((start, y1), (155, y1), (166, y2), (AXIS, y2), (50, y2), (min(54, tip - 14), y3)):
            page.circle(x, y, 2.4, fill=WHITE, stroke=TEAL, thickness=1.4 * MM)
    leaf.put(german, LEFT, 24.8, "H1")
    if other is not None:
        leaf.put(other, RIGHT - 100, 50.4, "H1")


def _owner(folder: Folder) -> _Owner:
    words, newcomer = folder.words, folder.case.newcomer
    number = words.pair(w("Mappe {number}"), number=f"{newcomer.number:04}")
    parts: list[str | Run] = [str(number.german)]
    if words.bilingual:
        parts += [" · Deutsch + ", Run(isolate(words.language_name), language=words.language)]
    meta = lay_out(Text.of(*parts), BODY.but(leading=6), 80, 1)
    name = native = None
    if newcomer.name:
        latin = Text.of(isolate(newcomer.name))
        name = lay_out(latin, largest(latin, _NAMES, RIGHT - LEFT, words, lines=2), RIGHT - LEFT, 8)
    if newcomer.native_name and newcomer.native_name != newcomer.name:
        own = Text.of(isolate(newcomer.native_name))
        width = RIGHT - LEFT - meta.width - 8
        native = lay_out(own, largest(own, _NATIVE, width, words), width, 6)
    return _Owner(name, meta, native)


def _draw_owner(leaf: Leaf, owner: _Owner) -> None:
    page, words = leaf.page, leaf.words
    page.line(LEFT, ART_END, RIGHT, ART_END, INK, TABLE_HEAD)
    heading = words.pair(w("Diese Mappe gehört"))
    label = LABEL.but(size=10, leading=5)
    leaf.say(heading.german, label, LEFT, ART_END + 2.6, 84, lines=1)
    leaf.say(heading.other, label.but(align="right"), 112, ART_END + 2.6, RIGHT - 112, lines=1)
    if owner.name is not None:
        leaf.put(owner.name, LEFT, ART_END + 9.4, "P")
    else:
        page.line(LEFT, owner.line - 1, 112, owner.line - 1, INK, WRITE_IN)
    leaf.put(owner.number, LEFT, owner.line)
    if owner.native is not None:
        leaf.put(owner.native, RIGHT - owner.native.box_width, owner.line)


def _rule_rows(words: Words) -> list[tuple[str, Block, Block | None, float]]:
    columns = sides(LEFT + 5, RIGHT - 5, words, middle=9, start=_SECOND)
    style = BODY.but(size=10.5)
    rows = []
    for icon, sentence in RULES:
        german, other = columns.lay_out(words.pair(sentence), style.but(align="start"), words)
        height = max(german.height, other.height if other else 0) + 6.2
        rows.append((icon, german, other, height))
    return rows


def _rules_height(words: Words) -> float:
    return 14 + sum(height for *_blocks, height in _rule_rows(words)) + 1.4


def _rules(leaf: Leaf, top: float) -> None:
    """Four sentences on what the folder is for, each with its pictogram between the two languages."""
    page, words = leaf.page, leaf.words
    page.rect(LEFT, top, RIGHT - LEFT, _rules_height(words), fill=TINT)
    heading = words.pair(w("Diese Mappe gehört Ihnen."))
    style = Style(13.5, bold=True, leading=6)
    left, right = LEFT + 5, RIGHT - 5
    leaf.say(heading.german, style, left, top + 4.6, 82, lines=1, role="H2")
    leaf.say(heading.other, style, _SECOND, top + 4.6, right - _SECOND, lines=1, role="H2")
    y = top + 14
    columns = sides(left, right, words, middle=9, start=_SECOND)
    for icon, german, other, height in _rule_rows(words):
        page.line(left, y, right, y, RULE, HAIRLINE)
        leaf.put(german, columns.german[0], y + 3.1)
        if other is not None:
            leaf.put(other, columns.other[0], y + 3.1)
        x = AXIS - 3 if words.bilingual else right - 6
        page.icon(icon, x, y + height / 2 - 3, 6, TEAL, 2)
        y += height


@dataclass(frozen=True)
class _Contact:
    """Whom to ask: name and address on the left; hours, telephone and mail on the right."""

    name: Block | None
    address: tuple[Block, ...]
    ways: tuple[tuple[str, Block], ...]

    @classmethod
    def of(cls, centre: CentreView, room: float) -> "_Contact":
        """With all its lines where there is room (mm), else each of them short."""
        whole = cls._of(centre, 3)
        return whole if whole.height <= room else cls._of(centre, 1)

    @classmethod
    def _of(cls, centre: CentreView, most: int) -> "_Contact":
        few = min(2, most)
        name = lay_out(Text.of(isolate(centre.counsellor)), STRONG.but(size=14, leading=6.4), 86, few)
        lines = (centre.name, centre.street, centre.city, centre.line)
        address = tuple(lay_out(Text.of(isolate(line)), BODY, 86, few) for line in lines if line)
        phone = Style(14, bold=True, leading=6.4)
        ways = (
            ("phone", centre.phone_to_ask, phone),
            ("clock", centre.hours, BODY),
            ("mail", centre.email_to_ask, BODY),
            ("globe", centre.web, BODY),
        )
        right = tuple((icon, lay_out(Text.of(isolate(text)), style, 76, most)) for icon, text, style in ways if text)
        return cls(name if centre.counsellor else None, address, right)

    @property
    def height(self) -> float:
        left = (self.name.height if self.name else 0) + sum(block.height for block in self.address)
        right = sum(block.height + 1 for _icon, block in self.ways)
        return 6 + max(left, right, 18)

    def draw(self, leaf: Leaf, top: float) -> None:
        """Draws it with its top at `top`; what the centre has not told yet can be written in."""
        page, words = leaf.page, leaf.words
        heading = words.pair(w("Ihre Ansprechperson"))
        label = LABEL.but(size=10, leading=5)
        leaf.say(heading.german, label, LEFT, top, 84, lines=1)
        leaf.say(heading.other, label.but(align="right"), 112, top, RIGHT - 112, lines=1)
        y = top + 6
        if self.name is not None:
            y += leaf.put(self.name, LEFT, y)
        for block in self.address:
            y += leaf.put(block, LEFT, y)
        if self.name is None and not self.address:
            for down in (8, 16):
                page.line(LEFT, top + 6 + down, 104, top + 6 + down, INK, WRITE_IN)
        y = top + 6
        for icon, block in self.ways:
            page.icon(icon, 112, y + (block.first_baseline if block.lines else 4) - 4.2, 5, TEAL, 2)
            y += leaf.put(block, 120, y) + 1
        if not self.ways:
            page.icon("phone", 112, y + 3, 5, TEAL, 2)
            page.line(120, y + 8, RIGHT, y + 8, INK, WRITE_IN)
