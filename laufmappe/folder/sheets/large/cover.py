# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cover in large print: whose folder it is and whom to ask; then the index on pages of its own."""

from collections.abc import Sequence
from functools import partial

from laufmappe.casework.views import CentreView
from laufmappe.folder.logo import ON_COVER, draw_logo
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.cover import ART_END, LOGO_END, RULES, draw_art
from laufmappe.folder.sheets.flow import Item, draw_items, paginate
from laufmappe.folder.sheets.large.index import IndexRow, draw_index, index_rows, pages_of
from laufmappe.folder.sheets.large.pieces import across
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import BODY, INK, LEFT, RIGHT, STRONG, TABLE_HEAD, TEAL
from laufmappe.folder.sheets.parts import columns, heading, space, together, write_in
from laufmappe.folder.sheets.rows import row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Words, w

_NAME = Style(30, bold=True, leading=13)
_NEXT_TOP = 22.0


def cover_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the cover, the index on the last of them."""
    del sheet
    words = folder.words
    items = [*_owner(folder), *_contact(folder.case.centre, words), space(3), together(_rules(words))]
    end = frame.bottom(words)
    first, *more = _pages(items, end - ART_END - 4, end - _NEXT_TOP)
    scenes: list[Scene] = [partial(_draw, centre=folder.case.centre, items=first)]
    scenes += [partial(_continue, items=page) for page in more[:-1]]
    # The index begins where the words before it end, but not on the title page.
    before = more[-1] if more else []
    top = _NEXT_TOP + sum(item.height for item in before) + (8 if before else 0)
    on_this, *others = pages_of(index_rows(folder), end - top, end - _NEXT_TOP)
    scenes.append(partial(_index, items=before, rows=on_this, top=top, last=not others))
    return [*scenes, *(partial(_index, items=(), rows=page, top=_NEXT_TOP, last=page is others[-1]) for page in others)]


def _pages(items: Sequence[Item], first: float, room: float) -> list[list[Item]]:
    """The items over pages of which the first has less room: it has the title."""
    pages = paginate([space(room - first), *items], room)
    return [pages[0][1:], *pages[1:]]


def _draw(leaf: Leaf, centre: CentreView, items: Sequence[Item]) -> None:
    name = Text.of(isolate(centre.name)) if centre.name else leaf.words.pair(w("Beratungsstelle")).german
    leaf.put(lay_out(name, Style(16, bold=True, colour=TEAL, leading=7.4), RIGHT - LEFT, 1), LEFT, 11)
    draw_logo(leaf.page, centre, (ON_COVER[0], 11.0), LOGO_END)
    draw_art(leaf)
    leaf.page.line(LEFT, ART_END, RIGHT, ART_END, INK, TABLE_HEAD)
    draw_items(leaf, items, ART_END + 4)


def _continue(leaf: Leaf, items: Sequence[Item]) -> None:
    draw_items(leaf, items, _NEXT_TOP)


def _index(leaf: Leaf, items: Sequence[Item], rows: Sequence[IndexRow], top: float, last: bool) -> None:
    draw_items(leaf, items, _NEXT_TOP)
    if rows:
        draw_index(leaf, rows, top, last)


def _owner(folder: Folder) -> list[Item]:
    words, newcomer = folder.words, folder.case.newcomer
    found: list[Item] = [row(words.pair(w("Diese Mappe gehört")), BODY, columns(words), words)]
    if newcomer.name:
        found.append(across(Text.of(isolate(newcomer.name)), _NAME, words))
    else:
        found.append(write_in(words, (w("Ich heiße"), 1)))
    if newcomer.native_name and newcomer.native_name != newcomer.name:
        own = words.foreign(isolate(newcomer.native_name)) if words.bilingual else isolate(newcomer.native_name)
        found.append(across(own, _NAME.but(size=20, leading=9), words))
    parts: list[str | Run] = [str(words.pair(w("Mappe {number}"), number=f"{newcomer.number:04}").german)]
    if words.bilingual:
        parts += [" · Deutsch + ", Run(isolate(words.language_name), language=words.language)]
    return [*found, across(Text.of(*parts), BODY, words), space(4)]


def _rules(words: Words) -> list[Item]:
    """What the folder is for."""
    found: list[Item] = [heading(words.pair(w("Diese Mappe gehört Ihnen.")), "heart", words)]
    return [*found, *(row(words.pair(sentence), BODY, columns(words), words, gap=1.4) for _icon, sentence in RULES)]


def _contact(centre: CentreView, words: Words) -> list[Item]:
    """Whom to ask; what the centre has not told yet can be written in."""
    found: list[Item] = [heading(words.pair(w("Ihre Ansprechperson")), "user-round", words)]
    if centre.counsellor:
        found.append(across(Text.of(isolate(centre.counsellor)), STRONG.but(size=13, leading=6), words))
    if centre.phone_to_ask:
        found.append(across(Text.of(isolate(centre.phone_to_ask)), STRONG.but(size=16, leading=7.4), words))
    plain = (centre.name, centre.street, centre.city, centre.line, centre.hours, centre.email_to_ask, centre.web)
    found += [across(Text.of(isolate(text)), BODY, words, gap=0) for text in plain if text]
    missing = [w("Beratungsstelle")] if not (centre.name or centre.counsellor) else []
    missing += [w("Telefon")] if not (centre.phone_to_ask or centre.email_to_ask) else []
    return [*found, *(write_in(words, (sentence, 1)) for sentence in missing)]
