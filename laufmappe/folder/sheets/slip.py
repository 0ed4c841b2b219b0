# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The slip that goes home with new sheets: what comes out of the folder and what goes in. It is no sheet of the folder.

Two slips stand on a page, to be cut apart; where much is exchanged at once, one list takes their place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from laufmappe.folder.fingerprint import shows_new_appointment
from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import Swap
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.leaf import Leaf, sides
from laufmappe.folder.sheets.look import AXIS, BODY, HAIRLINE, INK, LEFT, META, RIGHT, RULE, TEAL, TITLE
from laufmappe.folder.sheets.paper import Paper, arrow, draw_paper, draw_stack, plus
from laufmappe.folder.sheets.parts import strong
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.layout import lay_out
from laufmappe.folder.words import Pair, Words, show_date, show_time, w

TITLE_OF_SLIP = "Merkzettel"
NO_SHEET = w("Dieser Zettel gehört nicht in die Mappe.")
MOST_APART = 4
"""With more to exchange, it is one list."""
_CUT = 148.5
_ROWS, _ROW = 88.2, 13.0
_OLD, _NEW, _TOP = 58.0, 120.0, 32.8
_LABELS = 38.0
_ICON = 6.2


@dataclass(frozen=True)
class Row:
    """A line of a slip: a pictogram, and up to two lines of words in both languages."""

    icon: str
    words: Pair


def draw_slips(swaps: Sequence[Swap], folder: Folder, document: Document) -> list[Leaf]:
    """Draws the pages with the slips of these swaps, under one bookmark; gives them with the places of their words."""
    if len(swaps) > MOST_APART:
        return _draw_list(swaps, folder, document)
    leaves: list[Leaf] = []
    for at, swap in enumerate(swaps):
        if at % 2 == 0:
            leaves.append(Leaf(document.page(), folder.words))
        leaf = leaves[-1]
        if at == 0:
            document.bookmark(TITLE_OF_SLIP)
        top = at % 2 * _CUT
        with leaf.page.tag("Sect"):
            _draw_slip(leaf, swap, swaps, folder, top)
        if top:
            _cut_line(leaf)
    if len(swaps) % 2:
        _cut_line(leaves[-1])
    return leaves


def _draw_slip(leaf: Leaf, swap: Swap, swaps: Sequence[Swap], folder: Folder, top: float) -> None:
    words = folder.words
    _head(leaf, folder, top)
    _title(leaf, _what_to_do(swap, words), top + 17)
    _picture(leaf, swap, folder, top)
    y = top + _ROWS
    for each in _rows(swap, swaps, folder):
        _draw_row(leaf, each, y)
        y += _ROW
    leaf.page.line(LEFT, y, RIGHT, y, RULE, HAIRLINE)
    _no_sheet(leaf, y + 3)


def _head(leaf: Leaf, folder: Folder, top: float) -> None:
    words = folder.words
    named = frame.heading(show_date(folder.today), folder.case.newcomer.name)
    leaf.say(named, META.but(size=9), LEFT, top + 7.4, 120, lines=1)
    own = META.but(size=9, bold=True, colour=TEAL, align="right")
    leaf.say(words.pair(w("Laufmappe")).other, own, 144, top + 7.4, RIGHT - 144, lines=1)
    leaf.page.line(LEFT, top + 13.2, RIGHT, top + 13.2, TEAL, 1.4)


def _title(leaf: Leaf, pair: Pair, y: float) -> None:
    style = TITLE.but(size=20)
    half = (RIGHT - LEFT) / 2 - 2 if pair.other is not None else RIGHT - LEFT
    for small in (20, 17, 14):
        style = TITLE.but(size=small)
        blocks = [lay_out(each, style, half, 1) for each in pair if each is not None]
        if not any(block.truncated for block in blocks):
            break
    leaf.say(pair.german, style, LEFT, y, half, lines=1, role="H1")
    if pair.other is not None:
        leaf.say(pair.other, style.but(align="right"), RIGHT - half, y, half, lines=1, role="H1")


def _what_to_do(swap: Swap, words: Words) -> Pair:
    if swap.sheet is None:
        return words.pair(w("Bitte herausnehmen: Blatt {number}"), number=str(swap.out[0].number))
    if swap.out:
        return words.pair(w("Bitte tauschen: Blatt {number}"), number=str(swap.out[0].number))
    return words.pair(w("Bitte einheften: Blatt {number}"), number=str(swap.sheet.number))


def _picture(leaf: Leaf, swap: Swap, folder: Folder, top: float) -> None:
    """The old paper and the new one, or the folder and what goes into it or comes out of it."""
    words, y = folder.words, top + _TOP
    held = [sheet.number for sheet in folder.case.printed_sheets if sheet.held]
    mine = words.pair(w("Ihre Mappe"))
    if swap.out:
        old = Paper(f"Blatt {swap.out[0].number}", f"Fassung {swap.out[0].revision}", new=False)
    if swap.sheet is None:
        draw_stack(leaf, f"Blatt {min(held)}–{max(held)}", _OLD, y)
        _side(leaf, (mine,), y, bold=False)
        arrow(leaf.page, 108.5, y + 26)
        draw_paper(leaf, old, _NEW, y)
        _side(leaf, (words.pair(w("alt:")), words.pair(w("herausnehmen"))), y, bold=True)
        return
    new = Paper(f"Blatt {swap.sheet.number}", f"Fassung {swap.revision}", new=True)
    if swap.out:
        draw_paper(leaf, old, _OLD, y)
        _side(leaf, (words.pair(w("alt:")), words.pair(w("herausnehmen"))), y, bold=False)
        arrow(leaf.page, 108.5, y + 26)
    else:
        draw_stack(leaf, f"Blatt {min(held)}–{max(held)}", _OLD, y)
        _side(leaf, (mine,), y, bold=False)
        plus(leaf.page, 108.5, y + 26)
    draw_paper(leaf, new, _NEW, y)
    _side(leaf, (words.pair(w("neu:")), words.pair(w("einheften"))), y, bold=True)


def _side(leaf: Leaf, pairs: Sequence[Pair], y: float, bold: bool) -> None:
    """Words beside a paper; those of the new one are bold and stand on the right."""
    x, width = (RIGHT - 34, 34.0) if bold else (LEFT, _OLD - LEFT - 4)
    style = BODY.but(bold=bold, align="left" if bold else "right")
    y += 15
    for side in ("german", "other"):
        for pair in pairs:
            said = getattr(pair, side)
            if said is not None:
                y += leaf.say(said, style, x, y, width, lines=2)
        y += 1.6


def _rows(swap: Swap, swaps: Sequence[Swap], folder: Folder) -> list[Row]:
    words = folder.words
    rows = [Row("file-plus", news(swap, folder))] if swap.sheet else []
    if swap.sheet and swap.out and _shows_appointment(swap):
        rows = [Row("calendar-clock", news(swap, folder))]
    if any(_has_room_for_a_stamp(old.key) for old in swap.out):
        stamped = [words.pair(w("Altes Blatt mit Stempel?")), words.pair(w("Nicht wegwerfen, hinten einheften."))]
        rows.append(Row("stamp", words.stacked(stamped)))
    elif swap.sheet is not None and not swap.out:
        before = [each.number for each in folder.listed if each.number < swap.sheet.number]
        if before:
            place = words.pair(w("Heften Sie es hinter Blatt {number} ein."), number=str(max(before)))
            rows.append(Row("list-ordered", place))
    noted = _to_note(swap, swaps, folder)
    return [*rows, Row("pencil", noted)] if noted else rows


def _to_note(swap: Swap, swaps: Sequence[Swap], folder: Folder) -> Pair | None:
    """What to write into the index by hand; nothing where the cover is exchanged too."""
    cover = _index_at(swaps, folder)
    if cover is None:
        return None
    words, where = folder.words, str(cover)
    if swap.sheet is None:
        head = words.pair(w("Streichen Sie auf Blatt {number}:"), number=where)
        return words.stacked([head, words.pair(w("Blatt {number}"), number=str(swap.out[0].number))])
    head = words.pair(w("Schreiben Sie auf Blatt {number}:"), number=where)
    now = words.pair(
        w("Blatt {number} = Fassung {revision}"), number=str(swap.sheet.number), revision=str(swap.revision)
    )
    return words.stacked([head, now])


def _index_at(swaps: Sequence[Swap], folder: Folder) -> int | None:
    """The number of the sheet with the index, where that is held and not exchanged too."""
    if any(swap.sheet and swap.sheet.kind == "cover" for swap in swaps):
        return None
    return next((sheet.number for sheet in folder.sheets if sheet.kind == "cover"), None)


def _has_room_for_a_stamp(key: str) -> bool:
    return key.partition(":")[0] in ("station", "referral")


def news(swap: Swap, folder: Folder) -> Pair:
    """What is new in a line: the appointment where that is all, else what the sheet is."""
    words = folder.words
    assert swap.sheet is not None
    if _shows_appointment(swap):
        found = []
        for box, step in enumerate(swap.sheet.steps):
            if shows_new_appointment(swap.sheet.fingerprint, swap.out[0].fingerprint, box):
                found.append(strong(words.pair(w("Neu in Station {number}:"), number=str(step.number))))
                moment = datetime.fromisoformat(step.appointment)
                found.append(
                    words.pair(w("Termin am {date}, {time} Uhr"), date=show_date(moment.date()), time=show_time(moment))
                )
        return words.stacked(found[:2])
    number = words.pair(w("Neu: Blatt {number}"), number=str(swap.sheet.number))
    return words.stacked([strong(number), swap.sheet.title])


def _shows_appointment(swap: Swap) -> bool:
    """Whether appointments are all that is new on a sheet of stations."""
    if swap.sheet is None or not swap.sheet.steps or not swap.out or swap.out[0].key != swap.sheet.key:
        return False
    steps = swap.sheet.steps
    news = [shows_new_appointment(swap.sheet.fingerprint, swap.out[0].fingerprint, box) for box in range(len(steps))]
    fresh = [step.appointment for step, new in zip(steps, news, strict=True) if new]
    return False not in news and bool(fresh) and all(fresh)


def _draw_row(leaf: Leaf, row: Row, y: float) -> None:
    words = leaf.words
    leaf.page.line(LEFT, y, RIGHT, y, RULE, HAIRLINE)
    german, other = sides(LEFT, RIGHT, words, middle=14).lay_out(row.words, BODY, words, 2)
    middle = y + _ROW / 2
    x = AXIS - _ICON / 2 if words.bilingual else RIGHT - _ICON
    leaf.page.icon(row.icon, x, middle - _ICON / 2, _ICON, TEAL, 2)
    leaf.put(german, LEFT, middle - german.height / 2)
    if other is not None:
        leaf.put(other, RIGHT - other.box_width, middle - other.height / 2)


def _no_sheet(leaf: Leaf, y: float) -> None:
    pair = leaf.words.pair(NO_SHEET)
    leaf.say(pair.german, META, LEFT, y, 86, lines=1)
    leaf.say(pair.other, META.but(align="right"), AXIS + 2, y, RIGHT - AXIS - 2, lines=1)


def _cut_line(leaf: Leaf) -> None:
    page = leaf.page
    page.line(0, _CUT, 20.5, _CUT, INK, 0.9, dash=(8, 5))
    page.icon("scissors", 21, _CUT - 3, 6, INK, 2)
    page.line(28, _CUT, 210, _CUT, INK, 0.9, dash=(8, 5))


# The list


def _draw_list(swaps: Sequence[Swap], folder: Folder, document: Document) -> list[Leaf]:
    """Everything that is exchanged, a line for each; then what to do with stamped sheets and the index."""
    words = folder.words
    listed = [*(Row(*in_a_line(swap, words)) for swap in swaps), *advice(swaps, folder)]
    rows = [partial(_draw_row, row=each) for each in listed]
    room = int((278 - 36) / _ROW)
    leaves: list[Leaf] = []
    for begin in range(0, len(rows), room):
        leaf = Leaf(document.page(), words)
        leaves.append(leaf)
        if begin == 0:
            document.bookmark(TITLE_OF_SLIP)
        frame.head(leaf, folder.case.newcomer.name)
        frame.title(leaf, words.pair(w("Bitte tauschen")))
        y = 36.0
        for draw in rows[begin : begin + room]:
            draw(leaf, y=y)
            y += _ROW
        leaf.page.line(LEFT, y, RIGHT, y, RULE, HAIRLINE)
        _no_sheet(leaf, y + 3)
    return leaves


def advice(swaps: Sequence[Swap], folder: Folder) -> list[Row]:
    """What to do with stamped sheets, and with the index."""
    words = folder.words
    found = []
    if any(_has_room_for_a_stamp(old.key) for swap in swaps for old in swap.out):
        stamped = [words.pair(w("Altes Blatt mit Stempel?")), words.pair(w("Nicht wegwerfen, hinten einheften."))]
        found.append(Row("stamp", words.stacked(stamped)))
    if any(swap.sheet for swap in swaps) and (cover := _index_at(swaps, folder)):
        note = words.pair(w("Schreiben Sie die neuen Fassungen auf Blatt {number}."), number=str(cover))
        found.append(Row("pencil", note))
    return found


def in_a_line(swap: Swap, words: Words) -> tuple[str, Pair]:
    """The pictogram and the words of one exchange."""
    if swap.sheet is None:
        return "eraser", words.pair(w("Blatt {number} herausnehmen"), number=str(swap.out[0].number))
    number, revision = str(swap.sheet.number), str(swap.revision)
    if not swap.out:
        now = words.pair(w("Blatt {number}, Fassung {revision}: einheften"), number=number, revision=revision)
        return "plus", strong(now)
    old = swap.out[0]
    out = words.pair(
        w("Blatt {number}, Fassung {revision}: herausnehmen"), number=str(old.number), revision=str(old.revision)
    )
    into = words.pair(w("Blatt {number}, Fassung {revision}: einheften"), number=number, revision=revision)
    return "arrow-right-left", words.stacked([out, strong(into)])
