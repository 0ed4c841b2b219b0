# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The volunteer's sheet: what to help with, when and where to meet. Nothing else of the person is on it.

Only stations of the shipped kinds that `resources/words/volunteer.json` names are shown: a title that the counsellor
wrote, or one of residence, benefits or health, may tell more than a volunteer is to know.
"""

from datetime import datetime

from laufmappe.casework.views import CaseView, StepView
from laufmappe.casework.words import service_types
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import CARD, Item, Part, flow
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import BODY, BOX, INK, LEFT, RIGHT, STRONG
from laufmappe.folder.sheets.parts import columns, inside, note, space, strong, write_in
from laufmappe.folder.sheets.rows import fill, height_of, row
from laufmappe.folder.words import Pair, Words, w
from laufmappe.resources import read_json

_EMPTY = 2
_BETWEEN = 3.2


def accompanied(case: CaseView) -> tuple[StepView, ...]:
    """The open stations that a volunteer may accompany."""
    allowed = read_json("words", "volunteer.json")["steps"]
    steps = case.chain.steps if case.chain else ()
    return tuple(step for step in steps if step.is_open and step.template_step in allowed)


def task_title(step: StepView) -> str:
    """What the station is called where it is shipped: the counsellor may have written more into its own title."""
    return next(
        str(each["title"]) for each in read_json("chains", "steps.json")["steps"] if each["id"] == step.template_step
    )


def place_of(step: StepView) -> tuple[str, str]:
    """The kind of office and its address, without its name."""
    kind = service_types().get(step.service_type, "")
    return kind, step.service.address if step.service is not None else ""


def volunteer_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages with the tasks; two more can be written in by hand."""
    words, given = folder.words, folder.case.newcomer.given_name
    items: list[Item] = []
    if given:
        who = words.pair(w("Sie begleiten {name}."), name=strong(words.both(given)))
        items.append(row(who, BODY.but(size=12, leading=6), columns(words), words, gap=2))
    quiet = (w("Sprechen Sie mit niemandem über diese Person."), w("Fragen Sie nicht nach Flucht oder Papieren."))
    box = inside(words)
    items.append(note([row(words.pair(each), BODY, box, words, gap=0.4) for each in quiet], "shield-check"))
    items.append(space(3))
    for step in (*accompanied(folder.case), *[None] * _EMPTY):
        items += _task(step, words)
    return flow(sheet.title, items, words)


def _task(step: StepView | None, words: Words) -> list[Item]:
    """A box with the task, and lines for where to meet and who comes along."""
    box = inside(words)
    pairs = _told(step, words) if step is not None else []
    rows = [row(pair, STRONG if at == 0 else BODY, box, words, gap=0.4) for at, pair in enumerate(pairs)]
    rows, rest = fill(rows, CARD)
    empty = write_in(words, (w("Aufgabe"), 1), high=6.6, inset=4)
    fields = write_in(words, (w("Wir treffen uns hier"), 5), (w("Datum und Uhrzeit"), 3), high=9.6, inset=4)
    height = 2.4 + (height_of(rows) if rows else empty.height) + fields.height + 1

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.rect(LEFT, y, RIGHT - LEFT, height, stroke=INK, thickness=BOX)
        down = y + 2.4
        for each in rows:
            each.draw(leaf, down)
            down += each.height
        if not rows:
            empty.draw(leaf, down)
        fields.draw(leaf, y + height - 1 - fields.height)

    return [Part(height + _BETWEEN, draw), *rest]


def _told(step: StepView, words: Words) -> list[Pair]:
    """Title, appointment and address."""
    kind, address = place_of(step)
    found = [words.of(task_title(step))]
    if step.appointment:
        found.append(words.moment(datetime.fromisoformat(step.appointment)))
    if kind:
        found.append(words.of(kind))
    if address:
        found.append(words.both(address))
    return found
