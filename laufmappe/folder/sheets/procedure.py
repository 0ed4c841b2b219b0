# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The five stages of a recognition procedure as a line, and the band that says whose move it is."""

from datetime import date
from functools import cache
from typing import Any

from laufmappe.casework.views import RecognitionView
from laufmappe.casework.words import recognition_states
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import BOX, GREY, INK, LEFT, META, RIGHT, TEAL, TINT, WHITE
from laufmappe.folder.sheets.marks import symbol
from laufmappe.folder.typeset.layout import MM, Style, lay_out
from laufmappe.folder.typeset.text import Run, Text, isolate
from laufmappe.folder.words import Pair, Words, show_date, w
from laufmappe.resources import read_json

BAND_HEIGHT = 10.0
_FIRST, _STEP = 42.0, 33.0
_NAME = Style(9, leading=4.1, align="centre")
_MARKS = {"person": "running", "counsellor": "running", "office": "waiting", "nobody": "done"}
_TURNS = {
    "person": w("Am Zug: Sie"),
    "office": w("Am Zug: die Stelle"),
    "counsellor": w("Am Zug: die Beratung"),
}
_ICONS = {"person": "user-round", "office": "landmark", "counsellor": "messages-square", "nobody": "flag"}


def documents() -> list[str]:
    """What an application for recognition needs."""
    return [str(paper["label"]) for paper in read_json("recognition", "procedure.json")["documents"]]


def reached(procedure: RecognitionView) -> int:
    """The stage from 1 to 5 that a procedure has come to; one that rests or was withdrawn stays where it was."""
    for event in reversed(procedure.events):
        if event.state in _states() and event.state not in ("suspended", "withdrawn"):
            return int(_states()[event.state]["stage"])
    return procedure.stage


def stages_height(words: Words) -> float:
    """Millimetres for the line with names in up to two lines for each language, and days."""
    return 7.4 + sum(_name_heights(words)) + 4 + 1.8


def stage_mark(procedure: RecognitionView) -> str:
    """The state whose shape marks the stage that a procedure has come to."""
    return "paused" if procedure.state in ("suspended", "withdrawn") else _MARKS.get(procedure.turn, "running")


def draw_stages(leaf: Leaf, procedure: RecognitionView, top: float) -> None:
    """The line with its five marks, their names in both languages, and the day that each was reached."""
    page, words = leaf.page, leaf.words
    now = reached(procedure)
    mark = stage_mark(procedure)
    y = top + 4
    here = _FIRST + (now - 1) * _STEP
    page.line(_FIRST, y, _FIRST + 4 * _STEP, y, GREY, 1.8 * MM)
    page.line(_FIRST, y, _FIRST + 4 * _STEP, y, WHITE, 1.8 * MM - 1.8)
    page.line(_FIRST, y, here, y, TEAL, 1.8 * MM)
    days = stage_days(procedure)
    german_height, other_height = _name_heights(words)
    for number, pair in enumerate(stage_names(words), start=1):
        x = _FIRST + (number - 1) * _STEP
        state = "done" if number < now else mark if number == now else "open"
        size = 6.0 if number == now else 4.8
        symbol(page, state, x - size / 2, y - size / 2, size)
        style = _NAME.but(bold=number == now)
        left, width = x - _STEP / 2 + 0.5, _STEP - 1
        leaf.say(pair.german, style, left, y + 3.4, width, lines=2)
        leaf.say(pair.other, style, left, y + 3.4 + german_height, width, lines=2)
        if number in days:
            day = META.but(align="centre", leading=3.9)
            leaf.say(show_date(days[number]), day, left, y + 3.4 + german_height + other_height, width, lines=1)


def stage_names(words: Words) -> list[Pair]:
    """What the five stages are called."""
    return [words.of(stage["label"]) for stage in read_json("recognition", "procedure.json")["stages"]]


def _name_heights(words: Words) -> tuple[float, float]:
    """How high the names are in German and in the other language; bold ones are the widest."""
    style, width = _NAME.but(bold=True), _STEP - 1
    pairs = stage_names(words)
    german = max(lay_out(pair.german, style, width, 2).height for pair in pairs)
    return german, max((lay_out(p.other, style, width, 2).height for p in pairs if p.other is not None), default=0.0)


def draw_band(leaf: Leaf, procedure: RecognitionView, top: float) -> None:
    """Whose move it is since when; solid when it is the person's."""
    page, words = leaf.page, leaf.words
    yours = procedure.turn == "person"
    page.rect(LEFT, top, RIGHT - LEFT, BAND_HEIGHT, fill=TEAL if yours else TINT)
    if not yours:
        page.line(LEFT, top, RIGHT, top, INK, BOX)
        page.line(LEFT, top + BAND_HEIGHT, RIGHT, top + BAND_HEIGHT, INK, 0.5)
    colour = WHITE if yours else INK
    middle = 108.0 if words.bilingual else RIGHT - 8
    page.icon(_ICONS.get(procedure.turn, "flag"), middle - 3, top + 2, 6, colour, 1.9)
    style = Style(10, colour=colour, leading=BAND_HEIGHT)
    for side, text in enumerate(turn_words(procedure, words)):
        if text is not None:
            x = LEFT + 4 if side == 0 else 114
            width = (middle - 6 - x) if side == 0 else RIGHT - 4 - x
            aligned = style.but(align="right") if side and not words.right_to_left else style
            leaf.say(text, aligned, x, top, width, lines=1)


def turn_words(procedure: RecognitionView, words: Words) -> Pair:
    """„Am Zug: Sie seit 09.11.2026“; the result where nobody has to move."""
    if procedure.turn in _TURNS:
        who = words.pair(_TURNS[procedure.turn])
    else:
        who = words.of(recognition_states().get(procedure.state, ""))
    since = words.pair(w("seit {date}"), date=show_date(procedure.since))

    def line(side: int) -> Text | None:
        first, second = who[side], since[side]
        if first is None:
            return None
        parts = [Run(isolate(str(first)), bold=True)]
        parts += [Run("  " + isolate(str(second)))] if second is not None else []
        return words.foreign(*parts) if side else Text.of(*parts)

    german = line(0)
    assert german is not None
    return Pair(german, line(1))


def stage_days(procedure: RecognitionView) -> dict[int, date]:
    """The first day in each stage that lies behind or is the current one."""
    days: dict[int, date] = {}
    for event in procedure.events:
        if event.state in _states() and event.state not in ("suspended", "withdrawn"):
            days.setdefault(int(_states()[event.state]["stage"]), event.on_date)
    return {stage: day for stage, day in days.items() if stage <= reached(procedure)}


@cache
def _states() -> dict[str, dict[str, Any]]:
    return {state["id"]: state for state in read_json("recognition", "procedure.json")["states"]}
