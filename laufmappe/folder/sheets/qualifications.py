# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meine Qualifikationen: what the person has learned, how far its recognition is, whose move it is and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from laufmappe.casework.dates import show_partial
from laufmappe.casework.views import QualificationView, RecognitionView
from laufmappe.casework.words import compensation_labels, qualification_kinds
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets import frame
from laufmappe.folder.sheets.clock import CLOCK_HEIGHT, draw_clock, has_clock
from laufmappe.folder.sheets.leaf import Leaf, Scene, largest, sides
from laufmappe.folder.sheets.look import (
    BODY,
    BOTTOM,
    BOX,
    BOX_TITLE,
    GREY,
    INK,
    LEFT,
    META,
    RIGHT,
    RULE,
    TEAL,
    TOP,
)
from laufmappe.folder.sheets.papers import COLLECTED_UNTIL, list_heading, list_note, paper_lists
from laufmappe.folder.sheets.procedure import BAND_HEIGHT, draw_band, draw_stages, reached, stages_height
from laufmappe.folder.sheets.rows import Row, fill, height_of, row
from laufmappe.folder.typeset.layout import Block, Style, lay_out, width_of
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, w
from laufmappe.resources import read_json

KIND_ICONS = {"school": "school", "vocational": "award", "academic": "graduation-cap", "experience": "briefcase"}
_GAP = 4.4
_EDGE_LEFT, _EDGE_RIGHT = LEFT + 4, RIGHT - 4
_TITLE_LEFT = LEFT + 16
_DETAIL = Style(9, colour=GREY, leading=4.4)
_TITLES = (BOX_TITLE, Style(10, bold=True, leading=4.4))
_SENTENCE = Style(9.5, leading=4.8)
_REVIEW, _DECIDED = 4, 5
"""Stages of a procedure."""
_MOST_LINES = 8
"""Of a title, and of each line below it: so much of the longest ones leaves a card on its page."""


@dataclass(frozen=True)
class _Card:
    """A qualification laid out."""

    qualification: QualificationView
    title: tuple[Block, Block | None]
    details: tuple[Row, ...]
    sentences: tuple[Row, ...]
    stages: float

    @property
    def head(self) -> float:
        lines = max(block.height for block in self.title if block is not None)
        return 3.4 + lines + height_of(self.details) + 2.2

    @property
    def height(self) -> float:
        procedure = self.qualification.recognition
        height = self.head + height_of(self.sentences) + 1.6
        if procedure is not None:
            height += self.stages + BAND_HEIGHT + 1.6
            height += CLOCK_HEIGHT if has_clock(procedure) else 0
        return height


def qualification_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages with all qualifications, then the papers that an application needs."""
    words = folder.words
    cards = [_laid_out(each, folder) for each in folder.case.qualifications]
    pages: list[tuple[list[_Card], list[_Papers]]] = [([], [])]
    room = BOTTOM - TOP
    for card in cards:
        if card.height > room and pages[-1][0]:
            pages.append(([], []))
            room = BOTTOM - TOP
        pages[-1][0].append(card)
        room -= card.height + _GAP
    for papers in _papers(folder):
        rest: Sequence[Row] = papers.rows
        if room < papers.height and room < BOTTOM - TOP:
            pages.append(([], []))
            room = BOTTOM - TOP
        while rest:
            shown, rest = fill(rest, room - papers.head)
            part = _Papers(papers.heading, papers.note, tuple(shown))
            pages[-1][1].append(part)
            room -= part.height
            if rest:
                pages.append(([], []))
                room = BOTTOM - TOP
    notice = words.of(read_json("recognition", "procedure.json")["notice"])
    return [
        partial(_draw, sheet=sheet, folder=folder, cards=page, papers=list_, notice=notice) for page, list_ in pages
    ]


def _laid_out(qualification: QualificationView, folder: Folder) -> _Card:
    words = folder.words
    german = Text.of(isolate(qualification.title or qualification.original_title))
    original = qualification.original_title if qualification.title else ""
    other = words.foreign(Run(isolate(original))) if original and words.bilingual else None
    room = _EDGE_RIGHT - _TITLE_LEFT
    beside = min(width_of(other, BOX_TITLE), room / 2 - 3) if other is not None else -6.0
    width = room - beside - 6
    title = lay_out(german, largest(german, _TITLES, width, words, 4), width, _MOST_LINES)
    original_title = None
    if other is not None:
        style = largest(other, _TITLES, beside + 0.1, words, 4)
        original_title = lay_out(other, style.but(align="right"), beside + 0.1, _MOST_LINES)
    columns = sides(_TITLE_LEFT, _EDGE_RIGHT, words)
    details = [
        row(pair, _DETAIL, columns, words, gap=0, lines=_MOST_LINES) for pair in detail_words(qualification, words)
    ]
    text = sides(_EDGE_LEFT, _EDGE_RIGHT, words)
    sentences = [row(pair, _SENTENCE, text, words, gap=0) for pair in sentence_words(qualification.recognition, folder)]
    return _Card(qualification, (title, original_title), tuple(details), tuple(sentences), stages_height(words))


def detail_words(qualification: QualificationView, words: Words) -> list[Pair]:
    """Kind, institution, country and years; then who decides and under which number."""
    years = "–".join(show_partial(day) for day in (qualification.started, qualification.finished) if day)
    kind = words.of(qualification_kinds().get(qualification.kind, ""))
    country = words.country(qualification.country) if qualification.country else None
    typed = [text for text in (qualification.institution, years) if text]

    def line(side: int) -> Text | None:
        first = kind[side]
        if first is None:
            return None
        parts = [str(first), *(isolate(text) for text in typed[:1])]
        land = country[side] if country else None
        parts += [isolate(str(land))] if land is not None else []
        parts += [isolate(text) for text in typed[1:]]
        text = " · ".join(part for part in parts if part)
        return words.foreign(text) if side else Text.of(text)

    german = line(0)
    assert german is not None
    found = [Pair(german, line(1) if words.bilingual else None)]
    if qualification.occupation:
        found.append(words.pair(w("Beruf in Deutschland: {occupation}"), occupation=qualification.occupation))
    procedure = qualification.recognition
    if procedure is not None and procedure.body:
        office = f"{procedure.body} ({procedure.file_number})" if procedure.file_number else procedure.body
        found.append(words.pair(w("Zuständig: {office}"), office=office))
    elif procedure is not None and procedure.file_number:
        found.append(words.pair(w("Aktenzeichen: {number}"), number=procedure.file_number))
    return found


def sentence_words(procedure: RecognitionView | None, folder: Folder) -> list[Pair]:
    """What it means, and what the person can do."""
    words = folder.words
    if procedure is None:
        return [words.pair(w("Noch kein Verfahren. Fragen Sie uns nach der Anerkennung."))]
    if procedure.clock_until is not None:
        until = f"{procedure.clock_until:%d.%m.%Y}"
        law = words.pair(w("Gesetzliche Frist: Die Stelle muss bis {date} entscheiden."), date=until)
        if folder.today > procedure.clock_until:
            return [law, words.pair(w("Die Frist ist vorbei. Bitte kommen Sie zu uns."))]
        return [law, words.pair(w("Keine Antwort bis dahin? Bitte kommen Sie zu uns."))]
    if not has_clock(procedure):
        return _result_words(procedure, folder)
    turn = {
        "person": w("Sie sind an der Reihe. Wir helfen Ihnen dabei."),
        "office": w("Die Stelle arbeitet daran. Sie müssen nichts tun."),
        "counsellor": w("Wir arbeiten daran. Bitte kommen Sie zum nächsten Termin."),
    }
    is_extended = procedure.extended and procedure.stage == _REVIEW
    free = w("Die Stelle hat ihre Frist verlängert.") if is_extended else w("Keine gesetzliche Frist.")
    found = [words.pair(free)]
    if procedure.turn in turn:
        found.append(words.pair(turn[procedure.turn]))
    if asks_before_paying(procedure):
        found.append(words.pair(w("Fragen Sie uns zuerst, bevor Sie etwas bezahlen.")))
    return found


def asks_before_paying(procedure: RecognitionView) -> bool:
    """Whether money may still come that only those get who asked before they paid."""
    return reached(procedure) <= COLLECTED_UNTIL and all(each.state != "approved" for each in procedure.fundings)


def _result_words(procedure: RecognitionView, folder: Folder) -> list[Pair]:
    """After the decision: what has to be made up for, until when one can object, and whom to ask."""
    words, found = folder.words, []
    if reached(procedure) < _DECIDED:
        return []
    if procedure.measure and procedure.measure in compensation_labels():
        measure = words.of(compensation_labels()[procedure.measure])
        found.append(words.pair(w("Auflage: {measure}"), measure=measure))
    if procedure.appeal_until is not None and folder.today <= procedure.appeal_until:
        until = f"{procedure.appeal_until:%d.%m.%Y}"
        found.append(words.pair(w("Sie sind nicht einverstanden? Widersprechen geht nur bis {date}."), date=until))
    return [*found, words.pair(w("Fragen Sie uns, was der Bescheid für Sie bedeutet."))]


def _draw(
    leaf: Leaf, sheet: Sheet, folder: Folder, cards: Sequence[_Card], papers: Sequence["_Papers"], notice: Pair
) -> None:
    frame.title(leaf, sheet.title)
    y = TOP
    for card in cards:
        with leaf.page.tag("Sect"):
            _draw_card(leaf, card, y, folder.dated(sheet))
        y += card.height + _GAP
    for each in papers:
        y = _draw_papers(leaf, each, y + 1) + 2
    if y < BOTTOM - 8:
        columns = sides(LEFT, RIGHT, leaf.words)
        german, other = columns.lay_out(notice, META, leaf.words, 2)
        leaf.put(german, columns.german[0], BOTTOM - 8)
        if other is not None:
            leaf.put(other, columns.other[0], BOTTOM - 8)


def _draw_card(leaf: Leaf, card: _Card, top: float, today: date) -> None:
    page, qualification = leaf.page, card.qualification
    page.icon(KIND_ICONS.get(qualification.kind, "award"), LEFT + 4.4, top + 3.4, 8.4, TEAL, 1.8)
    german, other = card.title
    leaf.put(german, _TITLE_LEFT, top + 2.6, "H2")
    if other is not None:
        leaf.put(other, _EDGE_RIGHT - other.box_width, top + 2.6, "P")
    y = top + 2.6 + max(german.height, other.height if other else 0) + 0.4
    for each in card.details:
        each.draw(leaf, y)
        y += each.height
    y = top + card.head
    procedure = qualification.recognition
    if procedure is not None:
        draw_stages(leaf, procedure, y)
        y += card.stages
        draw_band(leaf, procedure, y)
        y += BAND_HEIGHT + 1.6
        if has_clock(procedure):
            draw_clock(leaf, procedure, today, _EDGE_LEFT, _EDGE_RIGHT, y)
            y += CLOCK_HEIGHT
    for each in card.sentences:
        each.draw(leaf, y)
        y += each.height
    page.rect(LEFT, top, RIGHT - LEFT, card.height, stroke=INK, thickness=BOX)


@dataclass(frozen=True)
class _Papers:
    """The papers of an application, or those of them that fit on a page."""

    heading: Pair
    note: Row
    rows: tuple[Row, ...]

    @property
    def head(self) -> float:
        return 10 + self.note.height

    @property
    def height(self) -> float:
        return self.head + height_of(self.rows)


def _papers(folder: Folder) -> list[_Papers]:
    """What each application needs, ticked where it is there; empty when nobody collects papers any more."""
    words = folder.words
    columns = sides(LEFT, RIGHT, words, middle=10)
    lists = paper_lists(folder.case)
    note = row(list_note(words), META, columns, words)
    return [
        _Papers(
            list_heading(each, lists, words),
            note,
            tuple(
                row(words.of(label), BODY, columns, words, ticked=True, gap=0.6, done=there)
                for label, there in each.papers
            ),
        )
        for each in lists
    ]


def _draw_papers(leaf: Leaf, papers: _Papers, y: float) -> float:
    columns = sides(LEFT, RIGHT, leaf.words)
    pair = papers.heading
    leaf.say(pair.german, BOX_TITLE, LEFT, y, columns.german[1], lines=1, role="H2")
    leaf.say(pair.other, BOX_TITLE.but(align="right"), *_place(columns.other, y), lines=1, role="P")
    y += 7
    papers.note.draw(leaf, y)
    y += papers.note.height
    for each in papers.rows:
        each.draw(leaf, y)
        y += each.height
    leaf.page.line(LEFT, y, RIGHT, y, RULE, 0.5)
    return y


def _place(column: tuple[float, float], y: float) -> tuple[float, float, float]:
    return column[0], y, column[1]
