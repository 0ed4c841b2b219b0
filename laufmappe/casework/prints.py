# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which revision of which sheet a newcomer holds: the memory behind "Blatt 3, Fassung 2"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.views import Changed
from laufmappe.records.folder import SheetPrint


@dataclass(frozen=True)
class PrintableSheet:
    """A sheet as it would be printed now. `key` tells it apart for ever; `fingerprint` changes with what it shows."""

    key: str
    number: int
    fingerprint: str


@dataclass(frozen=True)
class PrintedSheet:
    """A sheet as it was last printed: that is what the newcomer holds."""

    key: str
    number: int
    revision: int
    fingerprint: str
    language: str
    printed_on: date


def printed_sheets(desk: Desk, newcomer_id: str) -> dict[str, PrintedSheet]:
    """The last print of every sheet by its key, the newest last; also of sheets that the folder has no more."""
    with desk.read() as session:
        last = _last_prints(session, newcomer_id)
        return {key: _printed(row) for key, row in sorted(last.items(), key=lambda item: item[1].printed_on)}


def revisions(desk: Desk, newcomer_id: str, sheets: Sequence[PrintableSheet]) -> dict[str, int]:
    """The revision that each sheet has: that of its last print while it shows the same, else the next one."""
    with desk.read() as session:
        last = _last_prints(session, newcomer_id)
    return {sheet.key: _revision(last.get(sheet.key), sheet) for sheet in sheets}


def changed_sheets(desk: Desk, newcomer_id: str, sheets: Sequence[PrintableSheet]) -> set[str]:
    """The keys of the sheets that were never printed, or show something else since."""
    with desk.read() as session:
        last = _last_prints(session, newcomer_id)
    return {s.key for s in sheets if s.key not in last or last[s.key].fingerprint != s.fingerprint}


def note_print(desk: Desk, newcomer_id: str, sheets: Sequence[PrintableSheet], language: str) -> Changed | None:
    """Remembers that these sheets were handed out; None when all of them were already held as they are.

    Raises:
        NotFoundError: The person is not in the vault.
    """
    if not changed_sheets(desk, newcomer_id, sheets):
        return None
    with desk.write("note_print", newcomer_id) as act:
        get_newcomer(act.session, newcomer_id)
        last = _last_prints(act.session, newcomer_id)
        for sheet in sheets:
            earlier = last.get(sheet.key)
            if earlier is None or earlier.fingerprint != sheet.fingerprint:
                act.session.add(
                    SheetPrint(
                        newcomer_id=newcomer_id,
                        sheet=sheet.key,
                        number=sheet.number,
                        revision=_revision(earlier, sheet),
                        fingerprint=sheet.fingerprint,
                        language=language,
                        printed_on=desk.today(),
                    )
                )
    return act.changed()


def _last_prints(session: Session, newcomer_id: str) -> dict[str, SheetPrint]:
    rows = session.scalars(select(SheetPrint).where(SheetPrint.newcomer_id == newcomer_id).order_by(SheetPrint.id))
    return {row.sheet: row for row in rows}


def _printed(row: SheetPrint) -> PrintedSheet:
    return PrintedSheet(row.sheet, row.number, row.revision, row.fingerprint, row.language, row.printed_on)


def _revision(earlier: SheetPrint | None, sheet: PrintableSheet) -> int:
    if earlier is None:
        return 1
    return earlier.revision if earlier.fingerprint == sheet.fingerprint else earlier.revision + 1
