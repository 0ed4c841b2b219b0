# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to print for a person, and the making of it. No window in here: all of this runs in the worker."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from laufmappe.casework.cases import case
from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.prints import PrintableSheet, PrintedSheet, note_print, printed_sheets
from laufmappe.casework.views import Changed
from laufmappe.folder import Folder, LanguageInfo, Sheet, Words, folder_languages, print_folder, sheets_of
from laufmappe.i18n import _
from laufmappe.ui.folder.pages import sheet_starts

GERMAN = "de"
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


def read_plan(desk: Desk, newcomer_id: str, language: str | None = None) -> Plan:
    """Looks what there is to print. Without a `language` it is that of the last print, else the person's own.

    Raises NotFoundError.
    """
    view = case(desk, newcomer_id)
    held = printed_sheets(desk, newcomer_id)
    spoken = tuple(x.code for x in view.newcomer.languages if x.code != GERMAN)
    languages = _ordered(folder_languages(), spoken)
    there = [info.code for info in languages]
    if language is None:
        wished = [sheet.language for sheet in reversed(held.values())][:1] + list(spoken)
        language = next((code for code in wished if code in there), GERMAN)
    words = Words(language)
    sheets = sheets_of(view, words)
    lines = tuple(_line(sheet, held, {s.key for s in sheets}) for sheet in sheets)
    folder = Folder(
        view,
        words,
        desk.today(),
        sheets,
        revisions={line.key: line.revision for line in lines},
        dates={line.key: line.held.printed_on for line in lines if line.held and not line.changed},
    )
    last = max((sheet.printed_on for sheet in held.values()), default=None)
    return Plan(folder, language, lines, spoken, languages, last)


def make(plan: Plan, only: Collection[str] | None = None, progress: Progress | None = None) -> Made:
    """Sets the pages of all sheets, or of some. Raises FolderError."""
    pdf = print_folder(plan.folder, progress, only)
    keys = tuple(line.key for line in plan.lines if only is None or line.key in only)
    starts, pages = sheet_starts(pdf)
    assert len(starts) == len(keys), "one bookmark a sheet"
    return Made(pdf, keys, starts, pages)


def note(desk: Desk, plan: Plan, keys: Collection[str]) -> Changed | None:
    """Remembers that the person holds these sheets now. Raises NotFoundError."""
    sheets = [PrintableSheet(s.key, s.number, s.fingerprint) for s in plan.folder.sheets if s.key in keys]
    return note_print(desk, plan.newcomer_id, sheets, plan.language)


def missing_language(plan: Plan) -> str:
    """The name of the person's first language, when the folder does not exist in it; else empty."""
    there = {info.code for info in plan.languages}
    return "" if not plan.spoken or plan.spoken[0] in there else language_name(plan.spoken[0])


def _ordered(languages: list[LanguageInfo], spoken: tuple[str, ...]) -> tuple[LanguageInfo, ...]:
    own = [info for code in spoken for info in languages if info.code == code]
    others = [info for info in languages if info not in own and info.code != GERMAN]
    return (*own, *others, *(info for info in languages if info.code == GERMAN))


def _line(sheet: Sheet, held: dict[str, PrintedSheet], now: Collection[str]) -> SheetLine:
    last = held.get(sheet.key)
    changed = last is None or last.fingerprint != sheet.fingerprint
    revision = 1 if last is None else last.revision + changed
    if last is None:
        replaces = tuple(old for old in held.values() if old.key not in now and _share_a_step(old.key, sheet.key))
    else:
        replaces = (last,) if changed else ()
    return SheetLine(sheet.key, sheet.number, _title(sheet), revision, changed, last, replaces)


def _share_a_step(one: str, other: str) -> bool:
    """Whether two sheets of stations show the same station: it moved from one to the other."""
    kinds = {one.partition(":")[0], other.partition(":")[0]}
    return kinds == {"station"} and bool(_steps(one) & _steps(other))


def _steps(key: str) -> set[str]:
    return set(key.partition(":")[2].split("+"))


def _title(sheet: Sheet) -> str:
    """What the sheet is called on the screen: a station by what happens there."""
    if sheet.steps:
        return " · ".join(_(step.title) for step in sheet.steps)
    if sheet.referral is not None:
        return _("Verweisschein {service}").format(service=sheet.referral.service.name)
    return _(str(sheet.title.german).translate(_ISOLATES))
