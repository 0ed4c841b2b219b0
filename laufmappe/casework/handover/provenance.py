# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What another service sent is written into the rows of a person, so that the history says field by field whence it came."""

from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import Document, case_rows
from laufmappe.casework.cases.flat import flat
from laufmappe.errors import ImportFileError
from laufmappe.i18n import _
from laufmappe.records.base import Base
from laufmappe.records.folder import Code
from laufmappe.records.journal import JOURNALLED, Change, Operation
from laufmappe.records.newcomers import Newcomer, next_number
from laufmappe.records.services import Location, Organization, Service

_DIRECTORY = (Organization, Location, Service)


def who_sent(sender: str, parcel_id: str, who: str) -> str:
    """How the history names the source of what came in a parcel: Jobcenter (Paket 1f2e3d4c), Maria Beispiel."""
    source = _("{service} (Paket {parcel})").format(service=sender, parcel=parcel_id[-8:])
    return f"{source}, {who}" if who else source


def write_case(session: Session, before: Document, after: Document) -> None:
    """Brings the rows of a person from one document to another; with an empty `before`, adds the person.

    Services that the vault knows stay as it knows them. Call `refresh` afterwards.
    """
    # Rows may come and go in any order: the keys are checked when the transaction ends.
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    had = case_rows(before) if before else {}
    for entity, rows in case_rows(after).items():
        if entity in (Operation, Change):
            continue
        if entity in _DIRECTORY:
            session.add_all(entity(**row) for row in rows if session.get(entity, row["id"]) is None)
        else:
            _write_rows(session, entity, {row["id"]: row for row in had.get(entity, ())}, rows)
    session.flush()


def refuse_foreign_rows(session: Session, mine: Document, theirs: Document) -> None:
    """Raises ImportFileError when a document has rows that belong to somebody else in this vault, or leads nowhere."""
    own, known_services = flat(mine).rows if mine else {}, {s["id"] for s in theirs.get("services", ())}
    for (table, row_id), row in flat(theirs).rows.items():
        if (table, row_id) not in own and session.get(JOURNALLED[table], row_id) is not None:
            raise ImportFileError(
                _(
                    "Teile dieses Pakets gehören in diesem Tresor zu einer anderen Person. Es wurde nichts übernommen; fragen Sie bei der absendenden Stelle nach."
                )
            )
        service_id = row.get("service_id")
        if service_id and service_id not in known_services and session.get(Service, service_id) is None:
            raise ImportFileError(
                _(
                    "Ein Schritt oder Verweis führt zu einer Anlaufstelle, die weder im Paket noch in diesem Tresor steht. Es wurde nichts übernommen."
                )
            )


def without_taken_codes(session: Session, mine: Document, theirs: Document) -> Document:
    """The document without the codes that belong to somebody else's folder here."""
    own = {code["code"] for code in mine.get("codes", ())}
    there = [code["code"] for code in theirs.get("codes", ()) if code["code"] not in own]
    taken = set(session.scalars(select(Code.code).where(Code.code.in_(there))))
    if not taken:
        return theirs
    return {**theirs, "codes": [code for code in theirs["codes"] if code["code"] not in taken]}


def with_our_services(session: Session, document: Document) -> Document:
    """The document leading to the services of our directory, where one has the same name and organization."""
    ours = {}
    for service in session.scalars(select(Service).order_by(Service.id.desc())):
        ours[_folded(service.name), _folded(service.organization.name)] = service.id
    ids = {
        s["id"]: ours.get((_folded(s["name"]), _folded(s["organization"]["name"])), s["id"])
        for s in document.get("services", ())
        if session.get(Service, s["id"]) is None
    }
    changed: Document = _leading_to(document, {old: new for old, new in ids.items() if old != new})
    changed["services"] = [
        {**s, "verified_on": None} for s in document.get("services", ()) if ids.get(s["id"], s["id"]) == s["id"]
    ]
    return changed


def _write_rows(session: Session, entity: type[Base], had: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        before = had.pop(row["id"], None)
        if before is None:
            number = {"number": next_number(session)} if entity is Newcomer else {}
            session.add(entity(**row, **number))
            continue
        different = {name: value for name, value in row.items() if before[name] != value}
        kept = session.get(entity, row["id"]) if different else None
        for name, value in different.items() if kept is not None else ():
            setattr(kept, name, value)
    for row_id in had:
        gone = session.get(entity, row_id)
        if gone is not None:
            session.delete(gone)


def _leading_to(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_leading_to(each, ids) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: ids.get(inner, inner) if key == "service_id" and isinstance(inner, str) else _leading_to(inner, ids)
        for key, inner in value.items()
    }


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
