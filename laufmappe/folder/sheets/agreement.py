# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreement: what counsellor and person have planned together, and what each of them does for it."""

from laufmappe.casework.views import ChainView, StepView
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import CARD, Item, Part, flow
from laufmappe.folder.sheets.goals import goal_rows
from laufmappe.folder.sheets.leaf import Leaf, Scene, Sides
from laufmappe.folder.sheets.look import AXIS, BODY, GREY, HAIRLINE, LEFT, RIGHT, RULE, STRONG, TEAL, WHITE, scaled
from laufmappe.folder.sheets.parts import ICON_ROOM, columns, heading, said, signed, space, strong, together, write_in
from laufmappe.folder.sheets.rows import fill, height_of, row
from laufmappe.folder.typeset.layout import Style
from laufmappe.folder.words import Words, show_date, w

_NUMBER = Style(10, bold=True, colour=WHITE, leading=6, align="centre")
_BADGE = (9.0, 6.0)


def agreement_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the agreement; the signatures stand at its end."""
    words, chain = folder.words, folder.case.chain
    items: list[Item] = [space(0)]
    if chain is not None:
        items.append(row(strong(words.of(chain.name)), STRONG.but(size=12, leading=5.6), columns(words), words, gap=2))
    if chain is not None:
        for title, icon, text in (
            (w("So ist Ihre Lage"), "info", chain.situation),
            (w("Das können Sie gut"), "star", chain.strengths),
        ):
            if text:
                items += [heading(words.pair(title), icon, words), row(words.of(text), BODY, columns(words), words)]
    goals = [goal for goal in folder.case.goals if goal.state == "open"]
    if goals:
        items += [heading(words.pair(w("Das möchten Sie erreichen")), "target", words), *goal_rows(goals, words)]
    items.append(heading(words.pair(w("Diese Schritte haben wir vereinbart")), "route", words))
    steps = [step for step in (chain.steps if chain else ()) if step.is_open]
    for step in steps:
        items += _station(step, words)
    if not steps:
        items += [write_in(words, (w("Schritt"), 3), (w("Bis wann"), 1)) for _line in range(4)]
    items += _last_review(chain, words)
    items.append(heading(words.pair(w("Das machen wir")), "handshake", words))
    items += said(
        words,
        w("Wir beraten Sie und erklären Ihnen Briefe."),
        w("Wir suchen mit Ihnen die richtigen Stellen."),
        w("Wir geben nichts ohne Ihre Erlaubnis weiter."),
    )
    items.append(heading(words.pair(w("Das machen Sie")), "user", words))
    items += said(
        words,
        w("Sie kommen zu den Terminen oder sagen vorher ab."),
        w("Sie bringen die Mappe und Ihre Papiere mit."),
        w("Sie sagen uns, wenn sich etwas ändert."),
    )
    items.append(heading(words.pair(w("Das ist freiwillig")), "heart-handshake", words))
    voluntary = said(
        words,
        w("Sie entscheiden selbst. Ein Nein bringt Ihnen keinen Nachteil."),
        w("Wir können den Plan jederzeit zusammen ändern."),
    )
    items.append(together(voluntary, joined=True))
    if chain is not None and chain.review_on is not None:
        again = words.pair(w("Wir prüfen den Plan am {date}."), date=show_date(chain.review_on))
        items.append(together([row(again, BODY, columns(words), words, gap=0.2)], joined=True))
        items.append(write_in(words, (w("Übersetzt hat"), 1), joined=True))
    else:
        items.append(write_in(words, (w("Wir prüfen den Plan am"), 1), (w("Übersetzt hat"), 1), joined=True))
    items.append(signed(words, (w("Datum"), 1), (w("Unterschrift der Beratung"), 3.4)))
    return flow(sheet.title, items, words)


def _last_review(chain: ChainView | None, words: Words) -> list[Item]:
    """What the last interim review found, and what is agreed since."""
    if chain is None or not chain.reviews:
        return []
    last = chain.reviews[-1]
    title = words.pair(w("Zwischenbilanz vom {date}"), date=show_date(last.held_on))
    texts = [text for text in (last.result, last.agreed) if text]
    return [heading(title, "calendar-check", words), *(row(words.of(x), BODY, columns(words), words) for x in texts)]


def _station(step: StepView, words: Words) -> list[Item]:
    """Number, title, and the day until which it is to be done."""
    across = columns(words)
    badge = scaled(_BADGE[0], words), scaled(_BADGE[1], words)
    left, inner, at = LEFT + badge[0] + 3, across, LEFT
    if words.large_print and words.bilingual:
        # Both languages need their whole column.
        badge = (ICON_ROOM - 4, badge[1])
        left, at = LEFT, AXIS - badge[0] / 2
    else:
        inner = Sides((left, across.german[1] + LEFT - left), across.other)
    rows = [row(words.of(step.title), STRONG, inner, words, gap=0)]
    if step.due_on is not None:
        until = words.pair(w("bis {date}"), date=show_date(step.due_on))
        rows.append(row(until, BODY.but(colour=GREY), inner, words, gap=0))
    rows, rest = fill(rows, CARD)
    height = max(height_of(rows), badge[1]) + 2.4

    def draw(leaf: Leaf, y: float) -> None:
        leaf.page.rect(at, y + 0.8, *badge, fill=TEAL, radius=badge[1] / 2)
        leaf.say(str(step.number), _NUMBER, at, y + 0.8, badge[0], lines=1)
        down = y + 1.2
        for each in rows:
            each.draw(leaf, down)
            down += each.height
        leaf.page.line(left, y + height, RIGHT, y + height, RULE, HAIRLINE)

    return [Part(height, draw), *rest]
