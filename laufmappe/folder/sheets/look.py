# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measures of the folder: grid in millimetres, colours, type. Everything also works printed in grey."""

from laufmappe.folder.typeset.layout import INK, Style
from laufmappe.folder.words import Words

TEAL = "#0F766E"
GREY = "#55625F"
RULE = "#AEBBB8"
TINT = "#EEF5F4"
DEEP_TINT = "#D5E7E4"
WHITE = "#FFFFFF"

LEFT, RIGHT = 20.0, 196.0
"""Nothing but the holes stands left of LEFT."""
AXIS = 108.0
"""The middle that both languages share: pictogram, date, tick box."""
SHARED = 30.0
"""The width of what stands on the axis."""
TOP, BOTTOM = 33.0, 282.0
"""Where the content of a page begins below the title, and where it ends."""
TICK = 4.2

HAIRLINE, WRITE_IN, BOX, TABLE_HEAD, LEGAL, NEXT_STEP = 0.5, 0.6, 0.9, 1.2, 1.5, 1.8
"""Thickness of lines in points."""

LARGER = 1.6
"""So much larger is what is read in large print, and what stands beside it."""
_LEAST_READ, _LEAST_LABEL = 16.0, 14.0
_LARGE_ALREADY = 10.0
"""Above this size, headings grow less than the words below them."""

TITLE = Style(22, bold=True, leading=10)
BOX_TITLE = Style(13.5, bold=True, leading=5.4)
KEY = Style(11, bold=True, leading=5)
BODY = Style(10, leading=5)
STRONG = Style(10, bold=True, leading=5)
LABEL = Style(9, colour=GREY, leading=4.2)
SMALL = Style(9, leading=4.2)
META = Style(8.5, colour=GREY, leading=4)


def sized(style: Style, words: Words) -> Style:
    """A style as it is in the print of these words: as it stands here, or for large print.

    Small grey words are labels there, and black: whoever sees badly needs the contrast.
    """
    if not words.large_print:
        return style
    label = style.colour == GREY and style.size < _LARGE_ALREADY
    larger = max(style.size * LARGER, _LEAST_LABEL if label else _LEAST_READ)
    if style.size > _LARGE_ALREADY:
        larger = max(_LEAST_READ + (style.size - _LARGE_ALREADY) * 0.85, style.size)
    leading = style.leading * larger / style.size if style.leading is not None else None
    return style.but(size=larger, leading=leading, colour=INK if style.colour == GREY else style.colour)


def scaled(length: float, words: Words) -> float:
    """A length that grows with the words, in millimetres."""
    return length * LARGER if words.large_print else length


__all__ = ["INK"]
