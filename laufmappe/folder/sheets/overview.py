# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erstüberblick: where to go first, what is good to know, and the first stations. Also printed without a case.

It gives hints and decides nothing: who is responsible for whom is data with a date, and the sheet says that it varies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from laufmappe.casework.views import CaseView, CentreView, ServiceView
from laufmappe.casework.words import service_types, statuses
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import CARD, Item, Part, flow
from laufmappe.folder.sheets.leaf import Leaf, Scene, Sides
from laufmappe.folder.sheets.look import AXIS, BODY, LEFT, RIGHT, STRONG, TEAL, TINT, WHITE, scaled, sized
from laufmappe.folder.sheets.marks import icon_name
from laufmappe.folder.sheets.parts import (
    centre_lines,
    columns,
    heading,
    inside,
    note,
    said,
    service_lines,
    shown,
    strong,
    together,
)
from laufmappe.folder.sheets.rows import Row, fill, height_of, row
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.words import Pair, Words, w
from laufmappe.resources import read_json

FIRST_STEPS = 5
UNKNOWN = "unclear"
_BADGE = 7.0
_NUMBER = Style(11, bold=True, colour=WHITE, leading=_BADGE, align="centre")


@dataclass(frozen=True)
class Overview:
    """What the sheet says: kinds of offices with a service of each where one is known, a hint, the first stations.

    `status` is its German label, and empty in a folder: whoever sees the folder need not know it.
    """

    status: str
    offices: tuple[tuple[str, ServiceView | None], ...]
    hints: tuple[str, ...]
    steps: tuple[tuple[str, str, str], ...]
    """Title, reason and pictogram of each."""
    centre: CentreView


def overview_of(case: CaseView) -> Overview:
    """The overview in the folder of a person: offices that the case knows, and the stations of its own plan."""
    steps = case.chain.steps if case.chain else ()
    known = [step.service for step in steps if step.service and step.is_open]
    known += [each.service for each in case.referrals if each.is_open]
    status = case.newcomer.status if case.newcomer.status in statuses() else UNKNOWN
    first = tuple((step.title, step.why, step.icon) for step in steps[:FIRST_STEPS])
    return Overview("", _offices(status, known), _hints(status), first, case.centre)


def overview_without_case(status: str, centre: CentreView, services: Sequence[ServiceView]) -> Overview:
    """The overview for anybody with a status; the stations are those of the shipped chain for it, if there is one."""
    status = status if status in statuses() else UNKNOWN
    label = statuses()[status] if status != UNKNOWN else ""
    return Overview(label, _offices(status, services), _hints(status), _shipped(status), centre)


def overview_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the overview in a folder."""
    return flow(sheet.title, overview_items(overview_of(folder.case), folder.words), folder.words)


def overview_items(overview: Overview, words: Words) -> list[Item]:
    """The pieces of the sheet from top to bottom."""
    items: list[Item] = []
    if overview.status:
        items += shown([words.pair(w("Für Menschen mit: {status}"), status=strong(words.of(overview.status)))], words)
    items.append(heading(words.pair(w("Hier bekommen Sie zuerst Hilfe")), "signpost", words))
    for kind, service in overview.offices:
        items += _office(kind, service, words)
    rows = [row(words.of(hint), BODY, inside(words), words, gap=0.4) for hint in overview.hints]
    rows.append(row(words.pair(w("Das kann sich ändern. Fragen Sie uns.")), BODY, inside(words), words, gap=0))
    items.append(note(rows, "lightbulb"))
    if overview.steps:
        items.append(heading(words.pair(w("Ihre ersten Schritte")), "route", words))
        for number, step in enumerate(overview.steps, start=1):
            items += _step(number, *step, words=words)
    items.append(heading(words.pair(w("Haben Sie Fragen?")), "message-circle", words))
    reach = shown(centre_lines(replace(overview.centre, counsellor=""), words), words)
    reach = reach or said(words, w("Sprechen Sie mit uns."))
    return [*items, together(reach)] if sum(each.height for each in reach) <= CARD else [*items, *reach]


def _offices(status: str, services: Sequence[ServiceView]) -> tuple[tuple[str, ServiceView | None], ...]:
    entry = next(each for each in read_json("status", "statuses.json")["statuses"] if each["id"] == status)
    return tuple(
        (kind, next((service for service in services if service.type == kind and service.active), None))
        for kind in entry["first_contact"]
    )


def _hints(status: str) -> tuple[str, ...]:
    return tuple(read_json("words", "overview.json")["hints"].get(status, ()))


def _shipped(status: str) -> tuple[tuple[str, str, str], ...]:
    """The first stations of the chain for a status; none where there is no chain."""
    library: dict[str, Any] = {each["id"]: each for each in read_json("chains", "steps.json")["steps"]}
    for number in range(1, 8):
        chain = read_json("chains", f"K{number}.json")
        if status in chain["statuses"]:
            ids = [each if isinstance(each, str) else each["id"] for each in chain["steps"][:FIRST_STEPS]]
            return tuple((library[each]["title"], library[each]["why"], library[each]["icon"]) for each in ids)
    return ()


def _office(kind: str, service: ServiceView | None, words: Words) -> list[Item]:
    """A tinted card: the kind of office in both languages, then name, address, hours and telephone."""
    label = words.of(service_types().get(kind, ""))
    if service is None:
        lines: list[Pair] = [words.pair(w("Die Adresse sagen wir Ihnen."))]
    else:
        lines = service_lines(service, words)
        lines += [words.both(text) for text in (service.hours, service.phone) if text]
    box = inside(words)
    rows = [row(label, STRONG.but(size=11), box, words, gap=0)]
    rows += [row(line, BODY, box, words, gap=0) for line in lines]
    kept, rest = fill(rows, CARD)
    return [_framed(kept, "landmark"), *rest]


def _framed(rows: Sequence[Row], icon: str) -> Part:
    height = height_of(rows) + 3.4

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.rect(LEFT, y, RIGHT - LEFT, height, fill=TINT)
        leaf.page.rect(LEFT, y, 2.0, height, fill=TEAL)
        x = AXIS - 4 if leaf.words.bilingual else RIGHT - 12
        leaf.page.icon(icon, x, y + height / 2 - 4, 8, TEAL, 1.8)
        down = y + 1.7
        for each in rows:
            each.draw(leaf, down)
            down += each.height

    return Part(height + 2, draw)


def _step(number: int, title: str, why: str, icon: str, words: Words) -> list[Item]:
    """A station: number and pictogram between the two languages."""
    if words.bilingual:
        beside = 7.5 if words.large_print else 5.0
        (left, width), (start, other) = columns(words).german, columns(words).other
        across = Sides((left, width - beside), (start + beside, other - beside))
    else:
        left = LEFT + scaled(20, words)
        across = Sides((left, 70), (left + 70, RIGHT - left - 70))
    rows = [row(words.of(title), STRONG, across, words, gap=0)]
    if why:
        rows.append(row(words.of(why), BODY, across, words, gap=0))
    rows, rest = fill(rows, CARD)
    badge = scaled(_BADGE, words)
    height = max(height_of(rows), badge) + 2.2

    def draw(leaf: Leaf, y: float) -> None:
        x = AXIS - badge - 1.2 if words.bilingual else LEFT
        top = y + (height - badge) / 2
        leaf.page.circle(x + badge / 2, top + badge / 2, badge / 2, fill=TEAL)
        leaf.put(lay_out(str(number), sized(_NUMBER, words).but(leading=badge), badge, 1), x, top)
        leaf.page.icon(icon_name(icon), x + badge + 2.4, top + 0.2, badge - 0.4, TEAL, 1.8)
        down = y + (height - height_of(rows)) / 2
        for each in rows:
            each.draw(leaf, down)
            down += each.height

    return [Part(height, draw), *rest]
