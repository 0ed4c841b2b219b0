# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to print for a person, and the making of it. No window in here: all of this runs in the worker."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from laufmappe.casework.cases import case
from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.prints import note_print
from laufmappe.casework.views import Changed, PrintedSheet
from laufmappe.folder import Folder, LanguageInfo, Sheet, Words, folder_languages, print_folder
from laufmappe.folder.contents import optional_sheets
from laufmappe.folder.reprint import changed, folder_of, printable, replaced, superseded, swaps, taken_out
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

    def sheet_at(self, page: int) -> str:
        """The key of the sheet that a page (from 0) belongs to."""
        return next(key for key, start in reversed(list(zip(self.keys, self.starts, strict=True))) if start <= page)

    def first_page(self, key: str) -> int | None:
        """The page (from 0) on which a sheet begins."""
        return self.starts[self.keys.index(key)] if key in self.keys else None


def read_plan(desk: Desk, newcomer_id: str, language: str | None = None, extra: Collection[str] = ()) -> Plan:
    """Looks what there is to print. Without a `language` it is that of the last print, else the person's own.

    `extra` are keys of sheets that are printed only on demand.

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
    folder = folder_of(view, Words(language), desk.today(), extra)
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
        )
        for sheet in folder.sheets
    )
    told = {each.key for line in lines for each in line.replaces}
    gone = tuple(each for each in superseded(folder) if each.key not in told)
    last = max((sheet.printed_on for sheet in held), default=None)
    offered = tuple(optional_sheets(view))
    return Plan(folder, language, lines, spoken, languages, last, offered, frozenset(extra), gone)


def make(plan: Plan, only: Collection[str] | None = None, progress: Progress | None = None, slip: bool = False) -> Made:
    """Sets the pages of all sheets, or of some; with the `slip` before them where something is exchanged.

    Raises FolderError.
    """
    pdf = print_folder(plan.folder, progress, only, slip)
    keys = tuple(line.key for line in plan.lines if only is None or line.key in only)
    if slip and swaps(plan.folder, only):
        keys = (SLIP, *keys)
    starts, pages = sheet_starts(pdf)
    assert len(starts) == len(keys), "one bookmark a sheet"
    return Made(pdf, keys, starts, pages)


def note(desk: Desk, plan: Plan, keys: Collection[str]) -> Changed | None:
    """Remembers that the person holds these sheets now, and what was to be taken out. Raises NotFoundError."""
    sheets = [printable(sheet) for sheet in plan.folder.sheets if sheet.key in keys]
    return note_print(desk, plan.newcomer_id, sheets, plan.language, taken_out(swaps(plan.folder, keys)))


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
    if sheet.referral is not None:
        is_release = sheet.kind == "release"
        words = _("Schweigepflichtentbindung {service}") if is_release else _("Verweisschein {service}")
        return words.format(service=sheet.referral.service.name)
    return _(str(sheet.title.german).translate(_ISOLATES))
