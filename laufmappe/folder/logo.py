# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The centre's logo at the head of the sheets that speak for the centre: cover, agreement, releases, overview.

It stands where nothing else does, so a sheet has the same measures with it and without.
"""

from functools import lru_cache

from laufmappe.casework.setting_names import LOGO
from laufmappe.casework.settings.pictures import read_picture
from laufmappe.casework.views import CentreView
from laufmappe.errors import FieldError
from laufmappe.folder.sheets.look import RIGHT
from laufmappe.folder.typeset.engine import dots_of
from laufmappe.folder.typeset.page import Page
from laufmappe.folder.typeset.pictures import Picture
from laufmappe.i18n import _

ON_COVER = (60.0, 12.4)
"""The largest width and height on the cover, in millimetres; above the title, at the right."""
IN_HEAD = (42.0, 9.6)
"""… and in the head of the other sheets."""
HEAD_END = 14.8
"""There it ends above the rule."""
_DOTS_PER_MM = 300 / 25.4


def logo_of(centre: CentreView) -> Picture | None:
    """The logo as it is printed; None where there is none, or it can't be read."""
    return _printable(centre.logo) if centre.logo else None


def refuse_unprintable(data: bytes) -> None:
    """Raises FieldError where a logo can't be kept, or could be kept but not be printed, as one that is damaged inside."""
    if data:
        read_picture(LOGO, data)  # says what is the matter
    if data and _printable(data) is None:
        raise FieldError(LOGO, _("Das Bild ist beschädigt. Es wurde nichts verändert."))


def logo_size(logo: Picture, most: tuple[float, float]) -> tuple[float, float]:
    """Width and height in millimetres of a logo that is to fit."""
    width = min(most[0], most[1] * logo.width / logo.height)
    return width, width * logo.height / logo.width


def draw_logo(page: Page, centre: CentreView, most: tuple[float, float], bottom: float) -> float:
    """Draws the logo with its lower right corner at the right edge of the page's words; gives its width, 0 without one."""
    logo = logo_of(centre)
    if logo is None:
        return 0.0
    width, height = logo_size(logo, most)
    with page.tag("Figure", lang="de", alt=f"Logo: {centre.name}" if centre.name else "Logo der Beratungsstelle"):
        page.picture(logo, RIGHT - width, bottom - height, width)
    return width


@lru_cache(maxsize=2)
def _printable(data: bytes) -> Picture | None:
    """All sheets of a folder, and the folders of many people, show the same one."""
    try:
        picture = read_picture(LOGO, data)
    except FieldError:
        return None
    most = (round(ON_COVER[0] * _DOTS_PER_MM), round(ON_COVER[1] * _DOTS_PER_MM))
    dots = dots_of(picture.kind, picture.data, *most)
    return Picture(*dots) if dots is not None else None
