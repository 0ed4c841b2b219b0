# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which revision of which sheet a newcomer holds: the memory behind "Blatt 3, Fassung 2".

Every print is a row of its own, and the last one of a sheet counts. A row without a fingerprint says that the sheet is
no longer held: it was taken out of the folder, or (number 0) the folder got lost. Its revision goes on from there.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.papers.codes import issue_code
from laufmappe.casework.views import Changed, PrintedSheet
from laufmappe.errors import RuleError
from laufmappe.i18n import _
from laufmappe.records.folder import SheetPrint


@dataclass(frozen=True)
class PrintableSheet:
    """A sheet as it would be printed now. `key` tells it apart for ever; `fingerprint` changes with what it shows."""

    key: str
    number: int
    fingerprint: str


def printed_sheets(desk: Desk, newcomer_id: str) -> dict[str, PrintedSheet]:
    """What the newcomer holds: the last print of every sheet by its key, the newest last.

    Also of sheets that the folder has no more, until they are taken out.
    """
    with desk.read() as session:
        return {sheet.key: sheet for sheet in _last_prints(session, newcomer_id) if sheet.held}


def folder_holders(desk: Desk) -> frozenset[str]:
    """The ids of all who hold at least one printed sheet."""
    newest = select(func.max(SheetPrint.id)).group_by(SheetPrint.newcomer_id, SheetPrint.sheet)
    query = select(SheetPrint.newcomer_id).where(SheetPrint.id.in_(newest), SheetPrint.fingerprint != "")
    with desk.read() as session:
        return frozenset(session.scalars(query))


def revisions(desk: Desk, newcomer_id: str, sheets: Sequence[PrintableSheet]) -> dict[str, int]:
    """The revision that each sheet has: that of its last print while it shows the same, else the next one."""
    with desk.read() as session:
        last = {sheet.key: sheet for sheet in _last_prints(session, newcomer_id)}
    return {sheet.key: next_revision(last.get(sheet.key), sheet) for sheet in sheets}


def changed_sheets(desk: Desk, newcomer_id: str, sheets: Sequence[PrintableSheet]) -> set[str]:
    """The keys of the sheets that are not held, or show something else since."""
    with desk.read() as session:
        last = {sheet.key: sheet for sheet in _last_prints(session, newcomer_id)}
    return {sheet.key for sheet in sheets if is_changed(last.get(sheet.key), sheet)}


def is_changed(last: PrintedSheet | None, sheet: PrintableSheet) -> bool:
    """Whether a sheet has to be printed, seen from its last print."""
    return last is None or not last.shows(sheet.fingerprint) or last.number != sheet.number


def next_revision(last: PrintedSheet | None, sheet: PrintableSheet) -> int:
    """The revision of a sheet when it is printed now."""
    return (last.revision if last else 0) + is_changed(last, sheet)


def last_prints(rows: Iterable[SheetPrint]) -> tuple[PrintedSheet, ...]:
    """The last print of every sheet out of all prints, given oldest first."""
    last: dict[str, PrintedSheet] = {}
    for row in rows:
        # Out and in again: the newest print stands last.
        last.pop(row.sheet, None)
        last[row.sheet] = PrintedSheet(
            row.sheet, row.number, row.revision, row.fingerprint, row.language, row.printed_on
        )
    return tuple(last.values())


def note_print(
    desk: Desk,
    newcomer_id: str,
    sheets: Sequence[PrintableSheet],
    language: str,
    taken_out: Collection[str] = (),
) -> Changed | None:
    """Remembers that these sheets were handed out, and that others (by their keys) were to be taken out of the folder.

    None when all of them were already held as they are.

    Raises:
        NotFoundError: The person is not in the vault.
    """
    changed = changed_sheets(desk, newcomer_id, sheets)
    gone = set(taken_out) & printed_sheets(desk, newcomer_id).keys()
    if not changed and not gone:
        return None
    with desk.write("note_print", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        last = {sheet.key: sheet for sheet in _last_prints(act.session, newcomer_id)}
        today = desk.today()
        for sheet in sheets:
            if sheet.key in changed:
                revision = next_revision(last.get(sheet.key), sheet)
                printed = PrintedSheet(sheet.key, sheet.number, revision, sheet.fingerprint, language, today)
                note_sheet(act.session, newcomer_id, printed)
        for key in sorted(gone):
            note_sheet(act.session, newcomer_id, replace(last[key], fingerprint="", printed_on=today))
    return act.changed()


def lose_folder(desk: Desk, newcomer_id: str) -> Changed:
    """The folder got lost: its codes become void, and every sheet is to be printed anew, with new codes.

    Whoever finds it can't be taken for the person: a void code is recognised as that of a lost folder. The sheets are
    numbered from 1 again; their revisions go on, so that a sheet of the old folder is never taken for one of the new.

    Raises:
        NotFoundError: The person is not in the vault.
        RuleError: No folder was printed for them, or it is noted as lost already.
    """
    with desk.write("lose_folder", newcomer_id) as act:
        newcomer = get_newcomer(act.session, newcomer_id)
        prints = last_prints(newcomer.prints)
        if not any(sheet.held for sheet in prints):
            raise RuleError(_("Für diese Person ist keine Mappe als ausgegeben vermerkt."))
        today = desk.today()
        for sheet in prints:
            if sheet.number:
                note_sheet(act.session, newcomer_id, replace(sheet, number=0, fingerprint="", printed_on=today))
        for code in [code for code in newcomer.codes if code.void_on is None]:
            code.void_on = today
            issue_code(act.session, newcomer_id, code.subject_id, today)
    return act.changed()


def _last_prints(session: Session, newcomer_id: str) -> tuple[PrintedSheet, ...]:
    rows = session.scalars(select(SheetPrint).where(SheetPrint.newcomer_id == newcomer_id).order_by(SheetPrint.id))
    return last_prints(rows)


def note_sheet(session: Session, newcomer_id: str, sheet: PrintedSheet) -> None:
    """Adds a print as a row of its own: from now on it is the last one of its sheet."""
    session.add(
        SheetPrint(
            newcomer_id=newcomer_id,
            sheet=sheet.key,
            number=sheet.number,
            revision=sheet.revision,
            fingerprint=sheet.fingerprint,
            language=sheet.language,
            printed_on=sheet.printed_on,
        )
    )
