# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measures of the folder: grid in millimetres, colours, type. Everything also works printed in grey."""

from laufmappe.folder.typeset.layout import INK, Style

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

TITLE = Style(22, bold=True, leading=10)
BOX_TITLE = Style(13.5, bold=True, leading=5.4)
KEY = Style(11, bold=True, leading=5)
BODY = Style(10, leading=5)
STRONG = Style(10, bold=True, leading=5)
LABEL = Style(9, colour=GREY, leading=4.2)
SMALL = Style(9, leading=4.2)
META = Style(8.5, colour=GREY, leading=4)

__all__ = ["INK"]
