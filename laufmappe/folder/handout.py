# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One folder on its way to the person: chosen, made, and remembered once it is out. Where many are made, one by one."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.prints import note_print
from laufmappe.casework.people.case import case
from laufmappe.casework.views import CaseView, Changed
from laufmappe.folder.contents import optional_sheets
from laufmappe.folder.make import Progress, print_folder, slips_of
from laufmappe.folder.plan import Folder
from laufmappe.folder.preflight import printable
from laufmappe.folder.reprint import changed, folder_of, holds_large_print, printable_sheet, swaps, taken_out, with_only
from laufmappe.folder.typeset.document import Document
from laufmappe.folder.words import GERMAN, Words, folder_languages

SHEET_KINDS = ("overview", "agreement", "privacy", "release", "words", "volunteer")
"""Kinds of the sheets on demand (`optional_sheets`)."""


@dataclass(frozen=True)
class Wish:
    """How folders are wanted.

    Without a `language` it is the person's own; without `large_print`, the print of what the person holds.
    `only_changed`: the sheets that are new or another since the last print, with a slip that says what to exchange.
    `extra`: sheets on demand, by key or (for all of a kind) by kind.
    """

    language: str | None = None
    only_changed: bool = False
    extra: frozenset[str] = frozenset()
    large_print: bool | None = None


@dataclass(frozen=True, eq=False)
class Handout:
    """What a person is to get: the sheets `keys` of the folder, and a slip where something is exchanged."""

    folder: Folder = field(repr=False)
    keys: tuple[str, ...]
    slip: bool

    @property
    def number(self) -> int:
        """The number of the folder: all that a file's name may say."""
        return self.folder.case.newcomer.number

    @property
    def is_empty(self) -> bool:
        """Whether the paper that is held is right as it is."""
        return not self.keys and not swaps(self.folder, self.keys)

    def pages(self, progress: Progress | None = None) -> bytes:
        """The PDF. Raises FolderError."""
        return print_folder(self.folder, progress, self.keys, self.slip)

    def note(self, desk: Desk) -> Changed | None:
        """Remembers that the sheets are handed out. Raises NotFoundError."""
        sheets = [printable_sheet(sheet) for sheet in self.folder.sheets if sheet.key in self.keys]
        gone = taken_out(swaps(self.folder, self.keys))
        language = self.folder.words.language or GERMAN
        return note_print(desk, self.folder.case.newcomer.id, sheets, language, gone)


def prepare(desk: Desk, newcomer_id: str, wish: Wish) -> Handout:
    """Looks what there is to print for a person. Needs the text engine.

    Raises:
        NotFoundError: The person is not in the vault.
        FolderError: A field has characters that can't be printed; the sentence names each of them.
    """
    view = case(desk, newcomer_id)
    language = wish.language or language_of(view, keep=wish.only_changed)
    large = holds_large_print(view) if wish.large_print is None else wish.large_print
    folder = folder_of(view, Words(language, large_print=large), desk.today(), wanted_sheets(view, wish.extra))
    keys = changed(folder) if wish.only_changed else tuple(sheet.key for sheet in folder.sheets)
    return Handout(folder, keys, wish.only_changed)


def language_of(view: CaseView, keep: bool = False) -> str:
    """The first language of the person that the folder exists in, else German alone.

    `keep`: rather that of the last print, which the new sheets are put to.
    """
    there = {language.code for language in folder_languages()}
    wished = [language.code for language in view.newcomer.languages if language.code != GERMAN]
    if keep and view.printed_sheets:
        wished.insert(0, view.printed_sheets[-1].language)
    return next((code for code in wished if code in there), GERMAN)


def wanted_sheets(view: CaseView, extra: Collection[str]) -> frozenset[str]:
    """The keys of the sheets on demand that these keys and kinds mean for a person."""
    return frozenset(key for key, _title in optional_sheets(view) if key in extra or key.partition(":")[0] in extra)


def file_for(handout: Handout, directory: Path) -> Path:
    """`mappe-0042.pdf`: a name that names nobody.

    Changed sheets take the place of no file (`mappe-0042-2.pdf`): those in it count as handed out already.
    """
    path = directory / f"mappe-{handout.number:04}.pdf"
    turn = 1
    while handout.slip and path.exists():
        turn += 1
        path = directory / f"mappe-{handout.number:04}-{turn}.pdf"
    return path


def slip_pages(folder: Folder, keys: Collection[str]) -> bytes:
    """The slip alone that goes with these sheets, as a PDF; empty where nothing is exchanged. Needs the text engine."""
    folder = with_only(replace(folder, case=printable(folder.case)), keys)
    exchanged = swaps(folder, keys)
    if not exchanged:
        return b""
    moment = datetime.combine(folder.today, time(), tzinfo=UTC)
    document = Document("Merkzettel", author=folder.case.centre.name or "Laufmappe", language=GERMAN, date=moment)
    slips_of(exchanged, folder, document)
    return document.save()
