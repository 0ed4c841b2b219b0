# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to print for a person, and the making of it. No window in here: all of this runs in the worker."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

import pikepdf

from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.views import Changed, PrintedSheet
from laufmappe.folder.contents import optional_sheets
from laufmappe.folder.doubts import Doubt, HeardWords, titled
from laufmappe.folder.handout import Handout, slip_pages
from laufmappe.folder.make import print_folder
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.reprint import (
    changed,
    folder_of,
    holds_large_print,
    replaced,
    superseded,
    swaps,
)
from laufmappe.folder.words import LanguageInfo, folder_languages
from laufmappe.i18n import _
from laufmappe.i18n import language as window_language
from laufmappe.ui.folder.pages import sheet_starts

GERMAN = "de"
SLIP = "slip"
"""The key of the pages with the slip, which is no sheet of the folder."""
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class SheetLine:
    """A sheet as the list shows it. `held` is its last print; `replaces` are the sheets that it takes the place of."""

    key: str
    number: int
    title: str
    revision: int
    changed: bool
    held: PrintedSheet | None = None
    replaces: tuple[PrintedSheet, ...] = ()
    titled: tuple[str, ...] = ()
    """The sentences of the catalogue that its title was made of."""


@dataclass(frozen=True)
class Plan:
    """The folder of a person as it would be printed today in one language, and how that differs from the paper held."""

    folder: Folder
    language: str
    lines: tuple[SheetLine, ...]
    spoken: tuple[str, ...]
    """Codes of the languages that the person speaks, without German."""
    languages: tuple[LanguageInfo, ...]
    """Every language that the folder can show, those of the person first, German alone at the end."""
    last_print: date | None
    offered: tuple[tuple[str, str], ...] = ()
    """Sheets that are printed when they are asked for: key and title."""
    extra: frozenset[str] = frozenset()
    """Those that were asked for."""
    gone: tuple[PrintedSheet, ...] = ()
    """Sheets that are held, are no part of the folder any more, and that nothing takes the place of."""
    large_print: bool = False

    def exchanges(self, keys: Collection[str]) -> int:
        """How many sheets are to be exchanged when these are printed: so many things a slip has to say."""
        return len(swaps(self.folder, keys))

    @property
    def name(self) -> str:
        """The person's name."""
        return self.folder.case.newcomer.name

    @property
    def newcomer_id(self) -> str:
        return self.folder.case.newcomer.id


@dataclass(frozen=True, eq=False)
class Made:
    """Finished pages, in memory only: the PDF, the keys of its sheets, and the first page of each."""

    pdf: bytes = field(repr=False)
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    pages: int
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The sentences of the catalogue that stand on each sheet."""

    def sheet_at(self, page: int) -> str:
        """The key of the sheet that a page (from 0) belongs to."""
        return next(key for key, start in reversed(list(zip(self.keys, self.starts, strict=True))) if start <= page)

    def first_page(self, key: str) -> int | None:
        """The page (from 0) on which a sheet begins."""
        return self.starts[self.keys.index(key)] if key in self.keys else None


def read_plan(
    desk: Desk,
    newcomer_id: str,
    language: str | None = None,
    extra: Collection[str] = (),
    large_print: bool | None = None,
) -> Plan:
    """Looks what there is to print. Without a `language` it is that of the last print, else the person's own.

    Without `large_print` it is set as what the person holds. `extra` are keys of sheets that are printed only on demand.

    Raises NotFoundError.
    """
    view = case(desk, newcomer_id)
    held = [sheet for sheet in view.printed_sheets if sheet.held]
    spoken = tuple(x.code for x in view.newcomer.languages if x.code != GERMAN)
    languages = _ordered(folder_languages(), spoken)
    there = [info.code for info in languages]
    if language is None:
        wished = [sheet.language for sheet in reversed(view.printed_sheets)][:1] + list(spoken)
        language = next((code for code in wished if code in there), GERMAN)
    large = holds_large_print(view) if large_print is None else large_print
    words = HeardWords(language, large)
    folder = folder_of(view, words, desk.today(), extra)
    heard = words.listen()
    news, old = set(changed(folder)), replaced(folder)
    own = {sheet.key: sheet for sheet in held}
    lines = tuple(
        SheetLine(
            sheet.key,
            sheet.number,
            _title(sheet),
            folder.revision(sheet),
            sheet.key in news,
            own.get(sheet.key),
            old[sheet.key],
            titled(str(sheet.title.german).translate(_ISOLATES), heard),
        )
        for sheet in folder.sheets
    )
    told = {each.key for line in lines for each in line.replaces}
    gone = tuple(each for each in superseded(folder) if each.key not in told)
    last = max((sheet.printed_on for sheet in held), default=None)
    offered = tuple(optional_sheets(view))
    return Plan(folder, language, lines, spoken, languages, last, offered, frozenset(extra), gone, large)


def make(plan: Plan, only: Collection[str] | None = None, progress: Progress | None = None, slip: bool = False) -> Made:
    """Sets the pages of all sheets, or of some; with the `slip` before them where something is exchanged.

    Raises FolderError.
    """
    keys = tuple(line.key for line in plan.lines if only is None or line.key in only)
    said: dict[str, tuple[str, ...]] = {}

    def drawn(done: int, of: int) -> None:
        heard = plan.folder.words.listen() if isinstance(plan.folder.words, HeardWords) else ()
        if done:
            said[keys[done - 1]] = heard
        if progress is not None:
            progress(done, of)

    pdf = print_folder(plan.folder, drawn, only, slip)
    if slip and swaps(plan.folder, only):
        keys = (SLIP, *keys)
    starts, pages = sheet_starts(pdf)
    assert len(starts) == len(keys), "one bookmark a sheet"
    return Made(pdf, keys, starts, pages, said)


def with_slip(plan: Plan, made: Made, keys: Collection[str]) -> Made:
    """Puts before all sheets the slip that goes with some of them, as it will be printed."""
    slip = slip_pages(plan.folder, keys)
    if not slip:
        return made
    with pikepdf.open(BytesIO(made.pdf)) as sheets, pikepdf.open(BytesIO(slip)) as slips:
        count = len(slips.pages)
        for place, page in enumerate(slips.pages):
            sheets.pages.insert(place, page)
        whole = BytesIO()
        sheets.save(whole)
    starts = (0, *(start + count for start in made.starts))
    return replace(made, pdf=whole.getvalue(), keys=(SLIP, *made.keys), starts=starts, pages=made.pages + count)


def doubts_of(plan: Plan, made: Made, keys: Collection[str]) -> list[Doubt]:
    """What a reviewer has to look at on these sheets."""
    words = plan.folder.words
    if not isinstance(words, HeardWords):
        return []
    sentences = [each for line in plan.lines if line.key in keys for each in (*line.titled, *made.said[line.key])]
    return words.doubts(sentences)


def note(desk: Desk, plan: Plan, keys: Collection[str]) -> Changed | None:
    """Remembers that the person holds these sheets now, and what was to be taken out. Raises NotFoundError."""
    return Handout(plan.folder, tuple(keys), slip=True).note(desk)


def missing_language(plan: Plan) -> str:
    """The name of the person's first language, when the folder does not exist in it; else empty."""
    there = {info.code for info in plan.languages}
    return "" if not plan.spoken or plan.spoken[0] in there else language_name(plan.spoken[0], window_language())


def _ordered(languages: list[LanguageInfo], spoken: tuple[str, ...]) -> tuple[LanguageInfo, ...]:
    own = [info for code in spoken for info in languages if info.code == code]
    others = [info for info in languages if info not in own and info.code != GERMAN]
    return (*own, *others, *(info for info in languages if info.code == GERMAN))


def _title(sheet: Sheet) -> str:
    """What the sheet is called on the screen: a station by what happens there."""
    if sheet.steps:
        return " · ".join(_(step.title) for step in sheet.steps)
    if sheet.release is not None:
        return _("Schweigepflichtentbindung {service}").format(service=sheet.release.recipient)
    if sheet.referral is not None:
        is_release = sheet.kind == "release"
        words = _("Schweigepflichtentbindung {service}") if is_release else _("Verweisschein {service}")
        return words.format(service=sheet.referral.service.name)
    return _(str(sheet.title.german).translate(_ISOLATES))
