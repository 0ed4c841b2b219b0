# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be printed, seen from the paper that the newcomer holds: which sheets changed, and what they replace.

The cover is not printed anew for its index: the index has boxes to note a new revision by hand, and the slip says which.
When the cover is printed for another reason, its index is that of the folder as it is then.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from laufmappe.casework.papers.prints import PrintableSheet, is_changed, next_revision
from laufmappe.casework.views import CaseView, PrintedSheet
from laufmappe.folder.contents import sheets_of, sheets_that_stay
from laufmappe.folder.fingerprint import LARGE_PRINT
from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.words import Words


@dataclass(frozen=True)
class Swap:
    """What happens to the folder for one sheet: `sheet` goes in with its revision, `out` comes out.

    Without a `sheet` something is taken out and nothing replaces it; without `out` the sheet is a new one.
    """

    sheet: Sheet | None
    revision: int = 0
    out: tuple[PrintedSheet, ...] = ()


def folder_of(case: CaseView, words: Words, today: date, extra: Collection[str] = ()) -> Folder:
    """The folder of a person as it is to be printed today, with the revision that each sheet gets. Raises FolderError."""
    words.learn(case.translations)
    sheets = sheets_of(case, words, extra, today)
    stay = sheets_that_stay(case, words, sheets)
    last = _last(case)
    revisions = {sheet.key: next_revision(last.get(sheet.key), printable_sheet(sheet)) for sheet in sheets}
    dates = {s.key: last[s.key].printed_on for s in sheets if not _is_changed(s, last)}
    for sheet in stay:
        revisions[sheet.key], dates[sheet.key] = last[sheet.key].revision, last[sheet.key].printed_on
    return Folder(case, words, today, sheets, revisions, dates, stay)


def with_only(folder: Folder, only: Collection[str]) -> Folder:
    """The folder as it is when only these sheets are exchanged: of the others, the index names what is held."""
    last = {key: sheet for key, sheet in _last(folder.case).items() if sheet.held and key not in only}
    revisions = {**folder.revisions, **{key: sheet.revision for key, sheet in last.items()}}
    return replace(folder, revisions=revisions, dates={**folder.dates, **{k: s.printed_on for k, s in last.items()}})


def printable_sheet(sheet: Sheet) -> PrintableSheet:
    """What is remembered of a sheet when it is printed."""
    return PrintableSheet(sheet.key, sheet.number, sheet.fingerprint)


def changed(folder: Folder) -> tuple[str, ...]:
    """The keys of the sheets that are new, or show something that the paper does not."""
    last = _last(folder.case)
    return tuple(sheet.key for sheet in folder.sheets if _is_changed(sheet, last))


def replaced(folder: Folder) -> dict[str, tuple[PrintedSheet, ...]]:
    """What each changed sheet takes the place of: its own last print, or sheets whose stations moved to it."""
    last = _last(folder.case)
    free = {sheet.key: sheet for sheet in superseded(folder)}
    found: dict[str, tuple[PrintedSheet, ...]] = {}
    for sheet in folder.sheets:
        own = last.get(sheet.key)
        if own is not None and own.held:
            found[sheet.key] = (own,) if _is_changed(sheet, last) else ()
        else:
            moved = [key for key in free if _share_a_station(key, sheet.key)]
            found[sheet.key] = tuple(free.pop(key) for key in moved)
    return found


def holds_large_print(case: CaseView) -> bool:
    """Whether the newest paper that the newcomer holds is in large print."""
    held = [sheet for sheet in case.printed_sheets if sheet.held]
    return bool(held) and held[-1].fingerprint.startswith(LARGE_PRINT)


def superseded(folder: Folder) -> tuple[PrintedSheet, ...]:
    """The sheets that the newcomer holds and that are no part of the folder any more: they are to be taken out."""
    there = {sheet.key for sheet in folder.listed}
    return tuple(sheet for sheet in folder.case.printed_sheets if sheet.held and sheet.key not in there)


def swaps(folder: Folder, only: Collection[str] | None = None) -> tuple[Swap, ...]:
    """What is to be exchanged when these sheets are printed, by number; nothing as long as no folder is held.

    A sheet that is printed once more as it is replaces nothing.
    """
    if not any(sheet.held for sheet in folder.case.printed_sheets):
        return ()
    news = set(changed(folder))
    by_sheet = replaced(folder)
    found = [
        Swap(sheet, folder.revision(sheet), by_sheet[sheet.key])
        for sheet in folder.sheets
        if sheet.key in news and (only is None or sheet.key in only)
    ]
    told = {old.key for out in by_sheet.values() for old in out}
    found += [Swap(None, out=(old,)) for old in superseded(folder) if old.key not in told]
    return tuple(sorted(found, key=lambda swap: swap.sheet.number if swap.sheet else swap.out[0].number))


def taken_out(found: Collection[Swap]) -> tuple[str, ...]:
    """The keys of the sheets that are no part of the folder after these swaps."""
    return tuple(old.key for swap in found for old in swap.out if swap.sheet is None or old.key != swap.sheet.key)


def _last(case: CaseView) -> Mapping[str, PrintedSheet]:
    return {sheet.key: sheet for sheet in case.printed_sheets}


def _is_changed(sheet: Sheet, last: Mapping[str, PrintedSheet]) -> bool:
    return is_changed(last.get(sheet.key), printable_sheet(sheet))


def _share_a_station(one: str, other: str) -> bool:
    """Whether two sheets have a box for the same station: it moved from one to the other."""
    parts = [key.partition(":") for key in (one, other)]
    if any(kind != "station" for kind, _colon, _steps in parts):
        return False
    return not set(parts[0][2].split("+")).isdisjoint(parts[1][2].split("+"))
