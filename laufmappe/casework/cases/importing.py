# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading people in from a file: the documented JSON of one case, or a list of people as CSV.

A file comes in by one transaction. Of a list the good rows come in and the others are named; `strict` wants all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.csv_people import ListedPerson, heading_of, missing_names, read_people
from laufmappe.casework.cases.document import Document, referred_services
from laufmappe.casework.cases.inserting import Progress, insert_cases
from laufmappe.casework.cases.new_case import fresh_codes, new_case, step_count
from laufmappe.casework.chains.templates import offered
from laufmappe.casework.csv_table import Fault, read_table
from laufmappe.casework.desk import Desk
from laufmappe.casework.json_file import MOST_BYTES, too_large
from laufmappe.casework.people.similar import REASONS, similar_in
from laufmappe.casework.people.similar_rows import RowsAbove
from laufmappe.errors import ImportFileError
from laufmappe.i18n import _
from laufmappe.records.base import Base
from laufmappe.records.folder import Code
from laufmappe.records.journal import JOURNALLED
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.services import Service

__all__ = ["Imported", "import_case", "import_data", "import_file", "import_people", "insert_cases"]

_AT_ONCE = 500
_Name = tuple[str, str, str, str]


@dataclass(frozen=True)
class Imported:
    """What came of a file: the ids of the people who are in, the rows that are not, and remarks on its columns.

    `alike` says who came in although somebody who resembles them was there already, or stands further up in the list.
    """

    people: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def import_file(desk: Desk, file: Path, strict: bool = False) -> Imported:
    """Reads a file in; its content decides whether it is a case or a list.

    Raises:
        ImportFileError: It can't be read, or can't be taken in; nothing was written.
        StorageError: The vault can't be written to; nothing was.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ImportFileError(_("Diese Datei gibt es nicht: {file}").format(file=file)) from None
    except (OSError, ValueError):
        raise ImportFileError(_("Diese Datei lässt sich nicht lesen: {file}").format(file=file)) from None
    return import_data(desk, data, strict)


def import_data(desk: Desk, data: bytes, strict: bool = False) -> Imported:
    """Reads the content of a file in, see `import_file`."""
    if len(data) > MOST_BYTES:
        raise too_large()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return Imported((import_case(desk, data),))
    return import_people(desk, data, strict)


def import_case(desk: Desk, data: bytes) -> str:
    """Adds the person of a case document, with its history; the text is the person's id.

    Services that the vault has already stay as the vault knows them.

    Raises:
        ImportFileError: It is no such document, or the person or one of its codes is in the vault already.
    """
    document = checked_case(data)
    with desk.read() as session:
        _refuse_known(session, document)
    insert_cases(desk, [document])
    return str(document["newcomer"]["id"])


def import_people(desk: Desk, data: bytes, strict: bool = False, progress: Progress | None = None) -> Imported:
    """Adds the people of a CSV list; a row that is wrong, or names somebody who is there already, stays out.

    Raises:
        ImportFileError: The file as a whole can't be read.
    """
    table = read_table(data, heading_of)
    if missing_names(table.headings):
        raise ImportFileError(
            _("Es fehlt eine Spalte mit Namen: „Nachname“, „Vorname“ oder „Name in eigener Schrift“.")
        )
    with desk.read() as session:
        chains = {view.id: view for view in offered(session)}
    listed = read_people(table, tuple(chains))
    with desk.read() as session:
        people, doubles = _without_doubles(session, listed.people)
        faults = tuple(sorted([*listed.faults, *doubles], key=lambda fault: fault.line))
        if strict and (faults or table.remarks):
            return Imported((), faults, tuple(table.remarks))
        # Drawn now: a reader that is still at it would keep the writer from finishing.
        wanted = sum(step_count(person.draft, chains.get(person.chain)) for person in people)
        codes = list(islice(fresh_codes(session), wanted))
        alike = tuple(_resembling(session, people))
    taken: list[str] = []

    def cases() -> Iterator[Document]:
        drawn = iter(codes)
        for person in people:
            chain = chains.get(person.chain)
            document = new_case(person.draft, chain, today=desk.today(), who=desk.who, codes=drawn)
            taken.append(document["newcomer"]["id"])
            yield document

    insert_cases(desk, cases(), progress, together=True)
    return Imported(tuple(taken), faults, tuple(table.remarks), alike)


def _resembling(session: Session, people: Iterable[ListedPerson]) -> Iterator[str]:
    """A sentence for each row that resembles somebody who is in the vault, and for each that resembles one above it."""
    above = RowsAbove()
    for person in people:
        for similar in similar_in(session, person.draft, limit=1):
            sentence = _("Zeile {line}: ähnelt Mappe {number} ({reasons}).")
            yield sentence.format(line=person.line, number=similar.number, reasons=_named(similar.reasons))
        row = above.add(person.line, person.draft)
        if row is not None:
            sentence = _("Zeile {line}: ähnelt Zeile {other} ({reasons}).")
            yield sentence.format(line=person.line, other=row.line, reasons=_named(row.reasons))


def _named(reasons: Iterable[str]) -> str:
    return ", ".join(_(REASONS[reason]) for reason in reasons)


def _without_doubles(session: Session, people: list[ListedPerson]) -> tuple[list[ListedPerson], list[Fault]]:
    """Those who are neither in the vault nor further up in the list, by their names and birth date."""
    columns = (Newcomer.family_name, Newcomer.given_name, Newcomer.native_name, Newcomer.birth_date)
    there = {_name(*row) for row in session.execute(select(*columns))} if people else set()
    lines: dict[_Name, int] = {}
    new, doubles = [], []
    for person in people:
        draft = person.draft
        name = _name(draft.family_name, draft.given_name, draft.native_name, draft.birth_date)
        if name in there:
            sentence = _(
                "Jemand mit diesem Namen und Geburtsdatum ist schon vorhanden. Ist es jemand anderes, nehmen Sie die Person bitte im Programm auf."
            )
            doubles.append(Fault(person.line, "", sentence))
        elif name in lines:
            sentence = _("Dieselbe Person steht schon in Zeile {line}.").format(line=lines[name])
            doubles.append(Fault(person.line, "", sentence))
        else:
            lines[name] = person.line
            new.append(person)
    return new, doubles


def _name(family: str, given: str, native: str, birth: str) -> _Name:
    return family.casefold(), given.casefold(), native.casefold(), birth


def _refuse_known(session: Session, document: Document) -> None:
    if session.get(Newcomer, document["newcomer"]["id"]) is not None:
        raise ImportFileError(
            _("Diese Person ist schon in diesem Tresor. Sie bleibt, wie sie ist; es wurde nichts übernommen.")
        )
    brought = {service["id"] for service in document.get("services", ())}
    wanted = referred_services(document) - brought
    if wanted - _known(session, Service, wanted):
        raise ImportFileError(
            _(
                "Ein Schritt oder Verweis führt zu einer Anlaufstelle, die weder in der Datei noch in diesem Tresor steht. Es wurde nichts übernommen."
            )
        )
    codes = {code["code"] for code in document.get("codes", ())}
    if any(session.scalar(select(Code.id).where(Code.code.in_(some)).limit(1)) for some in _parts(codes)):
        raise ImportFileError(
            _(
                "Ein Code dieser Mappe gehört in diesem Tresor schon zu einer anderen Person. Damit beim Rücklauf nichts verwechselt wird, wurde nichts übernommen."
            )
        )
    for entity, ids in _ids_in_history(document).items():
        if _known(session, entity, ids):
            raise ImportFileError(
                _("Der Verlauf in dieser Datei greift in die Akte einer anderen Person. Es wurde nichts übernommen.")
            )


def _ids_in_history(document: Document) -> dict[type[Base], set[str]]:
    """The rows that taking back an act of this history would touch or point to, by table."""
    parents = {"chain_id": "agreed_chain", "qualification_id": "qualification", "recognition_id": "recognition"}
    parents["step_id"] = "step"
    ids: dict[type[Base], set[str]] = {}
    for change in (change for operation in document.get("history", ()) for change in operation["changes"]):
        ids.setdefault(JOURNALLED[change["entity"]], set()).add(change["entity_id"])
        for values in (change["before"] or {}, change["after"] or {}):
            for field, table in parents.items():
                if values.get(field):
                    ids.setdefault(JOURNALLED[table], set()).add(values[field])
    return ids


def _known(session: Session, entity: type[Base], ids: Iterable[str]) -> set[str]:
    column: Any = entity.__mapper__.column_attrs["id"].columns[0]
    return {known for some in _parts(ids) for known in session.scalars(select(column).where(column.in_(some)))}


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    everything = list(ids)
    for start in range(0, len(everything), _AT_ONCE):
        yield everything[start : start + _AT_ONCE]
