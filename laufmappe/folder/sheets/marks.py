# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The states of a station by their shape: the small symbol beside the word, and the sign with number and pictogram."""

from laufmappe import resources
from laufmappe.casework.views import StepView
from laufmappe.casework.words import step_states
from laufmappe.folder.sheets.leaf import Leaf
from laufmappe.folder.sheets.look import BOX, GREY, INK, NEXT_STEP, TEAL, TICK, WHITE
from laufmappe.folder.typeset.layout import Style, lay_out
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.paths import Path
from laufmappe.folder.words import Pair, Words

SIGN = (25.0, 12.0)
"""Width and height of the sign of a station."""
COLOURS = {"done": TEAL, "running": TEAL, "planned": TEAL, "waiting": INK, "paused": INK, "refused": INK}
"""Of the word beside the symbol; grey for the others."""
_DASH = (2.4, 1.8)
_SQUARE = ("waiting", "paused")
_CROSSED = ("broken_off", "declined", "refused", "not_applicable")
_FALLBACK_ICON = "map-pin"


def state_words(words: Words, state: str) -> Pair:
    """A state in both languages."""
    return words.of(step_states().get(state, state))


def symbol(page: Page, state: str, x: float, y: float, size: float = 3.6) -> None:
    """The shape of a state in a square of `size` mm; every state is told apart without its colour."""
    cx, cy, r = x + size / 2, y + size / 2, size / 2
    if state in _SQUARE:
        dash = _DASH if state == "paused" else ()
        page.rect(x + 0.2, y + 0.2, size - 0.4, size - 0.4, fill=WHITE, stroke=INK, thickness=1.1, dash=dash)
        for at in (-0.16, 0.16):
            page.line(cx + at * size, cy - 0.2 * size, cx + at * size, cy + 0.2 * size, INK, size * 0.34)
    elif state == "done":
        page.circle(cx, cy, r, fill=TEAL)
        check(page, x + size * 0.2, y + size * 0.2, size * 0.6, WHITE)
    elif state == "running":
        page.circle(cx, cy, r - 0.2, fill=WHITE)
        page.path(Path().arc(cx, cy, r - 0.2, 90, 180).close(), stroke=None, fill=TEAL)
        page.circle(cx, cy, r - 0.2, stroke=TEAL, thickness=1.1)
    else:
        dash = (1.6, 1.3) if state in ("not_applicable", "broken_off") else ()
        colour = INK if state == "refused" else GREY
        page.circle(
            cx, cy, r - 0.2, fill=WHITE, stroke=TEAL if state == "planned" else colour, thickness=1.0, dash=dash
        )
        _inside(page, state, cx, cy, size, colour)


def _inside(page: Page, state: str, cx: float, cy: float, size: float, colour: str) -> None:
    reach = size * 0.2
    if state == "planned":
        page.circle(cx, cy, size * 0.16, fill=TEAL)
    elif state in ("not_applicable", "declined"):
        page.line(cx - reach, cy, cx + reach, cy, colour, 1.2)
    elif state in ("refused", "broken_off"):
        page.line(cx - reach, cy + reach, cx + reach, cy - reach, colour, 1.2)
        if state == "refused":
            page.line(cx - reach, cy - reach, cx + reach, cy + reach, colour, 1.2)


def sign(leaf: Leaf, step: StepView, x: float, y: float, times: float = 1) -> None:
    """The sign of a station with its number and pictogram, shaped by its state; x, y is its top left corner.

    It is so many `times` larger than `SIGN`.
    """
    page = leaf.page
    width, height = SIGN[0] * times, SIGN[1] * times
    radius = 0 if step.state in _SQUARE else height / 2
    left, right = INK, INK
    if step.state == "done":
        page.rect(x, y, width, height, fill=TEAL, radius=radius)
        left, right = WHITE, WHITE
    elif step.state == "running":
        page.rect(x + 0.3, y + 0.3, width - 0.6, height - 0.6, fill=WHITE, stroke=TEAL, thickness=2, radius=radius)
        page.rect(x, y, width / 2, height, fill=TEAL, radius=(radius, 0, 0, radius))
        left, right = WHITE, TEAL
    elif step.state in _SQUARE:
        dash = (5, 3) if step.state == "paused" else ()
        page.rect(x + 0.3, y + 0.3, width - 0.6, height - 0.6, fill=WHITE, stroke=INK, thickness=NEXT_STEP, dash=dash)
    elif step.state in _CROSSED:
        page.rect(x, y, width, height, fill=WHITE, stroke=GREY, thickness=1.0, radius=radius, dash=(3, 2))
        left = right = GREY
    else:
        stroke = TEAL if step.state == "planned" else GREY
        page.rect(
            x,
            y,
            width,
            height,
            fill=WHITE,
            stroke=stroke,
            thickness=1.2 if step.state == "planned" else BOX,
            radius=radius,
        )
    number = Style(15 * times, bold=step.state not in _CROSSED, colour=left, leading=height, align="centre")
    inset = 2.2 * times
    leaf.put(lay_out(str(step.number), number, width / 2 - inset, 1), x + inset, y)
    page.icon(icon_name(step.icon), x + width / 2 + 1.9 * times, y + 2.8 * times, 6.4 * times, right, 1.8)


def icon_name(name: str) -> str:
    """A pictogram that is shipped: that of the step, or a pin on a map."""
    known = bool(name) and name.replace("-", "").isalnum() and resources.path("icons", f"{name}.svg").is_file()
    return name if known else _FALLBACK_ICON


def check(page: Page, x: float, y: float, size: float, colour: str) -> None:
    """A tick mark in a square of `size` mm."""
    points = [(x + size * 0.12, y + size * 0.55), (x + size * 0.4, y + size * 0.82), (x + size * 0.9, y + size * 0.2)]
    page.polyline(points, colour, size * 0.5, cap="round")


def tick_box(page: Page, x: float, y: float, ticked: bool = False, size: float = TICK) -> None:
    """A box to be ticked by hand, or ticked already."""
    page.rect(x, y, size, size, fill=INK if ticked else WHITE, stroke=INK, thickness=BOX)
    if ticked:
        check(page, x + size / 6, y + size / 6, size * 2 / 3, WHITE)
