# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meine Qualifikationen in large print: each with its procedure as a list of stages, and whose move it is."""

from collections.abc import Sequence

from laufmappe.casework.views import QualificationView, RecognitionView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import Item, Part, draw_items, flow
from laufmappe.folder.sheets.large.pieces import EDGE, across
from laufmappe.folder.sheets.leaf import Leaf, Scene, Sides
from laufmappe.folder.sheets.look import AXIS, BODY, INK, LEFT, META, RIGHT, STRONG, TABLE_HEAD, TEAL, TINT, WHITE
from laufmappe.folder.sheets.marks import symbol
from laufmappe.folder.sheets.papers import list_heading, list_note, paper_lists
from laufmappe.folder.sheets.parts import columns, heading, shown, space, together
from laufmappe.folder.sheets.procedure import reached, stage_days, stage_mark, stage_names, turn_words
from laufmappe.folder.sheets.qualifications import KIND_ICONS, detail_words, sentence_words
from laufmappe.folder.sheets.rows import Row, height_of, row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Words, show_date
from laufmappe.resources import read_json

_TITLE = Style(20, bold=True, leading=9)
_SYMBOL = 7.0


def qualification_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages with all qualifications, then the papers that an application needs."""
    words, items = folder.words, list[Item]()
    for qualification in folder.case.qualifications:
        items += _qualification(qualification, folder)
    items.pop()
    lists = paper_lists(folder.case)
    for each in lists:
        items.append(heading(list_heading(each, lists, words), "list-checks", words))
        items.append(row(list_note(words), META, columns(words), words))
        items += [
            row(words.of(label), BODY, columns(words), words, ticked=True, gap=1, done=there)
            for label, there in each.papers
        ]
    notice = row(words.of(read_json("recognition", "procedure.json")["notice"]), META, columns(words), words)
    # It stays with the words before it: nobody wants a page for it alone.
    return flow(sheet.title, [*items[:-2], together([*items[-2:], space(3), notice])], words)


def _qualification(qualification: QualificationView, folder: Folder) -> list[Item]:
    words, procedure = folder.words, qualification.recognition
    title = Text.of(isolate(qualification.title or qualification.original_title))
    items: list[Item] = _title(title, KIND_ICONS.get(qualification.kind, "award"))
    if qualification.title and qualification.original_title and words.bilingual:
        items.append(across(words.foreign(Run(isolate(qualification.original_title))), _TITLE.but(size=18), words))
    items += shown(detail_words(qualification, words), words)
    if procedure is not None:
        items.append(space(3))
        items += _stages(procedure, words)
        items.append(_turn(procedure, words))
    items += [row(pair, BODY, columns(words), words) for pair in sentence_words(procedure, folder)]
    return [*items, space(5)]


def _title(title: Text, icon: str) -> list[Item]:
    """Below a rule, beside the pictogram of its kind; a very long one goes on below it."""
    block = lay_out(title, _TITLE, RIGHT - LEFT - 16)
    head, rest = block.part(0, 6), block.part(6)

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.line(LEFT, y, RIGHT, y, INK, TABLE_HEAD)
        leaf.page.icon(icon, LEFT, y + 2, 11, TEAL, 1.8)
        leaf.put(head, LEFT + 16, y + 3, "H2")

    found: list[Item] = [Part(max(head.height, 9) + 5, draw, joined=True)]
    inner = Sides((LEFT + 16, RIGHT - LEFT - 16), (LEFT + 16, RIGHT - LEFT - 16))
    return [*found, Row(rest, None, _TITLE, inner)] if rest.lines else found


def _stages(procedure: RecognitionView, words: Words) -> list[Item]:
    """The five stages below each other, each with its mark between the languages and the day that it was reached."""
    now, days = reached(procedure), stage_days(procedure)
    items: list[Item] = []
    for number, pair in enumerate(stage_names(words), start=1):
        rows = [row(pair, STRONG if number == now else BODY, columns(words), words, gap=0)]
        if number in days:
            rows.append(row(words.both(show_date(days[number])), BODY, columns(words), words, gap=0))
        state = "done" if number < now else stage_mark(procedure) if number == now else "open"
        items.append(_stage(rows, state))
    return items


def _stage(rows: Sequence[Row], state: str) -> Part:
    def draw(leaf: Leaf, y: float) -> None:
        x = AXIS - _SYMBOL / 2 if leaf.words.bilingual else RIGHT - _SYMBOL
        symbol(leaf.page, state, x, y + 0.6, _SYMBOL)
        draw_items(leaf, rows, y)

    return Part(height_of(rows) + 2, draw)


def _turn(procedure: RecognitionView, words: Words) -> Part:
    """Whose move it is since when; solid when it is the person's."""
    yours = procedure.turn == "person"
    style = Style(17, colour=WHITE if yours else INK, leading=8)
    said = [text for text in turn_words(procedure, words) if text is not None]
    blocks = [lay_out(text, style, RIGHT - LEFT - 2 * EDGE) for text in said]
    height = sum(block.height for block in blocks) + 4

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.rect(LEFT, y, RIGHT - LEFT, height, fill=TEAL if yours else TINT)
        down = y + 2
        for block in blocks:
            down += leaf.put(block, LEFT + EDGE, down)

    return Part(height + 3, draw)
