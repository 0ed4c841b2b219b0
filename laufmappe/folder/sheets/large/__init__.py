# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large print: other arrangements of the sheets that stand in millimetres; all others grow with their words.

Everything flows from top to bottom and over as many pages as it takes; nothing shrinks, and no word is cut.
"""

from laufmappe.folder.sheets.large.cover import cover_scenes
from laufmappe.folder.sheets.large.qualifications import qualification_scenes
from laufmappe.folder.sheets.large.referral import referral_scenes
from laufmappe.folder.sheets.large.route import route_scenes
from laufmappe.folder.sheets.large.slip import draw_slips
from laufmappe.folder.sheets.large.stations import station_scenes

__all__ = [
    "cover_scenes",
    "draw_slips",
    "qualification_scenes",
    "referral_scenes",
    "route_scenes",
    "station_scenes",
]
