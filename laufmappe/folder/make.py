# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a case to the finished PDF of its folder."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from laufmappe.casework.views import CaseView, CentreView, ServiceView
from laufmappe.errors import FolderError
from laufmappe.folder.logo import HEAD_END, IN_HEAD, draw_logo
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.preflight import check_places, printable
from laufmappe.folder.reprint import Swap, folder_of, swaps, with_only
from laufmappe.folder.sheets import large
from laufmappe.folder.sheets.agreement import agreement_scenes
from laufmappe.folder.sheets.cover import cover_scenes
from laufmappe.folder.sheets.dates import date_scenes
from laufmappe.folder.sheets.flow import flow
from laufmappe.folder.sheets.frame import Footing, foot, head, holes, loose_foot
from laufmappe.folder.sheets.glossary import glossary_scenes
from laufmappe.folder.sheets.goals import goal_scenes
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.overview import overview_items, overview_scenes, overview_without_case
from laufmappe.folder.sheets.privacy import privacy_scenes
from laufmappe.folder.sheets.qualifications import qualification_scenes
from laufmappe.folder.sheets.referral import referral_scenes
from laufmappe.folder.sheets.release import release_scenes
from laufmappe.folder.sheets.route import route_scenes
from laufmappe.folder.sheets.slip import draw_slips
from laufmappe.folder.sheets.stations import station_scenes
from laufmappe.folder.sheets.volunteer import volunteer_scenes
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.typeset.engine import ensure_text_engine
from laufmappe.folder.words import Words, w
from laufmappe.i18n import _

Progress = Callable[[int, int], None]
"""Told how many sheets are done, of how many."""

_SCENES: Mapping[str, Callable[[Sheet, Folder], list[Scene]]] = {
    "agreement": agreement_scenes,
    "cover": cover_scenes,
    "dates": date_scenes,
    "goals": goal_scenes,
    "overview": overview_scenes,
    "privacy": privacy_scenes,
    "qualifications": qualification_scenes,
    "referral": referral_scenes,
    "release": release_scenes,
    "route": route_scenes,
    "station": station_scenes,
    "volunteer": volunteer_scenes,
    "words": glossary_scenes,
}

_OF_THE_CENTRE = ("agreement", "overview", "release")
"""Sheets that have the logo in their head; the cover has it above its title."""

_LARGE_SCENES: Mapping[str, Callable[[Sheet, Folder], list[Scene]]] = {
    **_SCENES,
    "cover": large.cover_scenes,
    "qualifications": large.qualification_scenes,
    "referral": large.referral_scenes,
    "route": large.route_scenes,
    "station": large.station_scenes,
}


def make_folder(
    case: CaseView,
    language: str,
    today: date,
    progress: Progress | None = None,
    *,
    only: Collection[str] | None = None,
    extra: Collection[str] = (),
    slip: bool = False,
    large_print: bool = False,
) -> bytes:
    """The folder of a person as a PDF, with German and a second language (`""` or `de`: German alone).

    Numbers and revisions go on from what the case says was printed. `only` names the sheets to print; the index always
    shows all. `extra` are sheets that a folder has when they are asked for (`optional_sheets`). `slip` adds what is to
    be exchanged, where something is. `large_print` is for people who see badly: the same sheets on more pages.

    Raises:
        FolderError: a field has characters that can't be printed; the sentence names each of them.
    """
    words = Words(language, large_print=large_print)
    return print_folder(folder_of(case, words, today, extra), progress, only, slip)


def print_folder(
    folder: Folder, progress: Progress | None = None, only: Collection[str] | None = None, slip: bool = False
) -> bytes:
    """As `make_folder`, for a folder whose words and sheets are chosen already.

    The slips come first, under a bookmark of their own (`TITLE_OF_SLIP`): they are not of the folder.

    Raises:
        FolderError: there is nothing to print.
    """
    running = ensure_text_engine()
    folder = replace(folder, case=printable(folder.case))
    if only is not None:
        folder = with_only(folder, only)
    moment = datetime.combine(folder.today, time(), tzinfo=UTC)
    document = Document("Laufmappe", author=folder.case.centre.name or "Laufmappe", language="de", date=moment)
    chosen = [sheet for sheet in folder.sheets if only is None or sheet.key in only]
    exchanged = swaps(folder, only) if slip else ()
    if not chosen and not exchanged:
        raise FolderError(_("Es ist kein Blatt zum Drucken gewählt."))
    if exchanged:
        slips_of(exchanged, folder, document)
    for done, sheet in enumerate(chosen):
        if progress is not None:
            progress(done, len(chosen))
        leaves_of(sheet, folder, document)
    if progress is not None:
        progress(len(chosen), len(chosen))
    del running
    return document.save()


def make_overview(
    status: str,
    language: str,
    centre: CentreView,
    services: Sequence[ServiceView],
    today: date,
    *,
    large_print: bool = False,
) -> bytes:
    """The Erstüberblick for anybody with a residence status, without a case: a PDF that names nobody.

    `services` are those of the directory; each kind of office shows the first of its type. An unknown status gives the
    overview of one that is not clear yet.

    Raises:
        FolderError: a service or the centre has characters that can't be printed.
    """
    words = Words(language, large_print=large_print)
    check_places(centre, services, words)
    running = ensure_text_engine()
    moment = datetime.combine(today, time(), tzinfo=UTC)
    document = Document("Erstüberblick", author=centre.name or "Laufmappe", language="de", date=moment)
    items = overview_items(overview_without_case(status, centre, services), words)
    scenes = flow(words.pair(w("Erstüberblick")), items, words)
    for number, scene in enumerate(scenes, start=1):
        leaf = Leaf(document.page(), words)
        if number == 1:
            document.bookmark("Erstüberblick")
        head(leaf, "", draw_logo(leaf.page, centre, IN_HEAD, HEAD_END) if number == 1 else 0.0)
        scene(leaf)
        loose_foot(leaf, today, number, len(scenes), centre.name)
    del running
    return document.save()


def slips_of(exchanged: Sequence[Swap], folder: Folder, document: Document) -> list[Leaf]:
    """Draws the pages that say what to exchange; gives them with the places of their words."""
    draw = large.draw_slips if folder.words.large_print else draw_slips
    return draw(exchanged, folder, document)


def leaves_of(sheet: Sheet, folder: Folder, document: Document) -> list[Leaf]:
    """Draws the pages of a sheet; gives them with the places of their words."""
    scenes = (_LARGE_SCENES if folder.words.large_print else _SCENES)[sheet.kind](sheet, folder)
    leaves = []
    for number, scene in enumerate(scenes, start=1):
        leaf = Leaf(document.page(), folder.words)
        if number == 1:
            document.bookmark(f"Blatt {sheet.number} – {_bookmark(sheet)}")
        holes(leaf)
        centre = folder.case.centre
        if sheet.kind != "cover" or number > 1:
            speaks = number == 1 and sheet.kind in _OF_THE_CENTRE
            head(leaf, _named(sheet, folder), draw_logo(leaf.page, centre, IN_HEAD, HEAD_END) if speaks else 0.0)
        scene(leaf)
        foot(leaf, Footing(sheet.number, folder.revision(sheet), folder.dated(sheet), number, len(scenes), centre.name))
        leaves.append(leaf)
    return leaves


def _named(sheet: Sheet, folder: Folder) -> str:
    """Whose sheet it is, as its head says: a volunteer knows the first name alone."""
    newcomer = folder.case.newcomer
    return newcomer.given_name if sheet.kind == "volunteer" else newcomer.name


def _bookmark(sheet: Sheet) -> str:
    """The title without the isolates that it carries for printing."""
    return "".join(c for c in str(sheet.title.german) if c not in "\u2066\u2067\u2068\u2069")
