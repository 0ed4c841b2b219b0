# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's whole record as one JSON document, and back. Pure functions: no database, no clock.

    {"format": "laufmappe-case", "version": 2,
     "newcomer": {…}, "languages": […], "milestones": […], "household": […], "protected_needs": […],
     "chains": [{…, "steps": […], "reviews": […]}], "goals": […],
     "qualifications": [{…, "recognition": {…, "events": […], "papers": […], "costs": […], "fundings": […]} | null}],
     "releases": […], "referrals": […], "contacts": […], "appointments": […], "follow_ups": […],
     "translations": […], "codes": […], "prints": […],
     "services": [{…, "organization": {…}, "location": {…}}],
     "history": [{…, "changes": […]}]}

Every object holds the columns that are kept for their own sake (`records.base.columns`) under their own names; what
follows from others (`number`, `next_due` …) is left out, and so is the id of the object that encloses it. Lists are in
a fixed order, so that two exports of an unchanged record are equal. Attached files stay in the vault. `resources/schema/case-2.schema.json` is the shape,
`resources/handbook/case-format.md` the description.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date

from laufmappe.records import documents as files
from laufmappe.records.base import Base, Kept, columns
from laufmappe.records.chains import AgreedChain, Goal, Review, Step
from laufmappe.records.contacts import Appointment, Contact, FollowUp
from laufmappe.records.folder import Code, SheetPrint
from laufmappe.records.handover import Parcel
from laufmappe.records.household import HandTranslation, HouseholdMember, NotTheSame, ProtectedNeed
from laufmappe.records.journal import Change, Operation
from laufmappe.records.newcomers import Milestone, Newcomer, SpokenLanguage
from laufmappe.records.qualifications import (
    Funding,
    Qualification,
    Recognition,
    RecognitionCost,
    RecognitionEvent,
    RecognitionPaper,
)
from laufmappe.records.referrals import Referral
from laufmappe.records.releases import Release
from laufmappe.records.services import Location, Organization, Service

FORMAT, VERSION = "laufmappe-case", 2
VERSIONS = (1, 2)
"""The versions that are read: 2 only added to 1."""

LOCAL = (files.Document.__tablename__, NotTheSame.__tablename__, Parcel.__tablename__)
"""Attached files, who is not the same as somebody else here, and parcels are not part of the document; neither is what the
history says of them."""
UNSAID = ("extra",)
"""What an exchanged directory said of a service beyond our fields stays with the directory."""

Document = dict[str, Any]
Row = dict[str, Any]
"""The values of one row by column, dates as `datetime.date`."""
CaseRows = dict[type[Base], list[Row]]
"""The rows of a case by table, in an order that satisfies the foreign keys."""

OWNED: dict[str, type[Base]] = {
    "languages": SpokenLanguage,
    "milestones": Milestone,
    "household": HouseholdMember,
    "protected_needs": ProtectedNeed,
    "chains": AgreedChain,
    "goals": Goal,
    "qualifications": Qualification,
    "releases": Release,
    "referrals": Referral,
    "contacts": Contact,
    "appointments": Appointment,
    "follow_ups": FollowUp,
    "translations": HandTranslation,
    "codes": Code,
    "prints": SheetPrint,
}
"""The lists of the document that belong to the newcomer directly."""
ENCLOSING: dict[type[Base], str] = {
    **dict.fromkeys(OWNED.values(), "newcomer_id"),
    Step: "chain_id",
    Review: "chain_id",
    Recognition: "qualification_id",
    RecognitionEvent: "recognition_id",
    RecognitionPaper: "recognition_id",
    RecognitionCost: "recognition_id",
    Funding: "recognition_id",
    Operation: "newcomer_id",
    Change: "operation_id",
    Location: "organization_id",
}
"""The column that names the enclosing object; the document says it by nesting."""
OF_CHAIN: dict[str, type[Base]] = {"steps": Step, "reviews": Review}
OF_RECOGNITION: dict[str, type[Base]] = {
    "events": RecognitionEvent,
    "papers": RecognitionPaper,
    "costs": RecognitionCost,
    "fundings": Funding,
}
"""The lists inside a chain, and inside a procedure."""
IN_ORDER: tuple[type[Base], ...] = (
    Organization,
    Location,
    Service,
    Newcomer,
    SpokenLanguage,
    Milestone,
    HouseholdMember,
    ProtectedNeed,
    AgreedChain,
    Step,
    Review,
    Goal,
    Qualification,
    Recognition,
    *OF_RECOGNITION.values(),
    Release,
    Referral,
    Contact,
    Appointment,
    FollowUp,
    HandTranslation,
    Code,
    SheetPrint,
    Operation,
    Change,
)


def case_document(newcomer: Newcomer, services: Iterable[Service], operations: Iterable[Operation]) -> Document:
    """The document of a person; `services` are those that its steps and referrals lead to, `operations` its history."""
    # They leave the vault only under the person's own consent.
    consented = any(r.kind == "protected_needs" and r.signed_on and not r.revoked_on for r in newcomer.releases)
    protected = newcomer.protected_needs if consented else []
    without = () if protected else (ProtectedNeed.__tablename__,)
    history = (_operation(row, (*LOCAL, *without)) for row in sorted(operations, key=lambda x: x.id))
    return {
        "format": FORMAT,
        "version": VERSION,
        "newcomer": _plain(newcomer),
        "languages": [_plain(x) for x in sorted(newcomer.languages, key=lambda x: (x.position, x.id))],
        "milestones": _by_id(newcomer.milestones),
        "household": _by_id(newcomer.household),
        "protected_needs": _by_id(protected),
        "chains": [_chain(x) for x in sorted(newcomer.chains, key=lambda x: x.id)],
        "goals": _by_id(newcomer.goals),
        "qualifications": [_qualification(x) for x in sorted(newcomer.qualifications, key=lambda x: x.id)],
        "releases": [{**x, "document_id": None} for x in _by_id(newcomer.releases)],
        "referrals": _by_id(newcomer.referrals),
        "contacts": _by_id(newcomer.contacts),
        "appointments": _by_id(newcomer.appointments),
        "follow_ups": _by_id(newcomer.follow_ups),
        "translations": _by_id(newcomer.translations),
        "codes": _by_id(newcomer.codes),
        "prints": _by_id(newcomer.prints),
        "services": [_service(x) for x in sorted(services, key=lambda x: x.id)],
        "history": [operation for operation in history if operation is not None],
    }


def document_text(document: Document) -> str:
    """The document as it stands in a file: UTF-8, indented, one line end at the end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def referred_services(document: Document) -> set[str]:
    """The ids of the services that steps, referrals, releases and appointments lead to."""
    steps = (step for chain in document.get("chains", ()) for step in chain.get("steps", ()))
    ids = {step.get("service_id") for step in steps}
    for part in ("referrals", "releases", "appointments"):
        ids |= {row.get("service_id") for row in document.get(part, ())}
    return {i for i in ids if i}


def services_in_history(operations: Iterable[Operation]) -> set[str]:
    """The ids of the services that steps and referrals once led to; taking an act back may need them."""
    sides = (side for operation in operations for change in operation.changes for side in (change.before, change.after))
    return {str(side["service_id"]) for side in sides if side and side.get("service_id")}


def case_rows(document: Document) -> CaseRows:
    """The rows that a checked document stands for; what the document leaves out gets its default.

    Derived columns (the folder number among them) are not set: they depend on the vault.
    """
    rows: CaseRows = {entity: [] for entity in IN_ORDER}
    newcomer = document["newcomer"]
    rows[Newcomer].append(_row(Newcomer, newcomer))
    for key, entity in OWNED.items():
        rows[entity] = [_row(entity, values, newcomer["id"]) for values in document.get(key, ())]
    for chain in document.get("chains", ()):
        _add_nested(rows, OF_CHAIN, chain)
    for qualification in document.get("qualifications", ()):
        procedure = qualification.get("recognition")
        if procedure:
            rows[Recognition].append(_row(Recognition, procedure, qualification["id"]))
            _add_nested(rows, OF_RECOGNITION, procedure)
    for operation in document.get("history", ()):
        rows[Operation].append(_row(Operation, operation, newcomer["id"]))
        for position, change in enumerate(operation.get("changes", ())):
            rows[Change].append({**_row(Change, change, operation["id"]), "position": position})
    _add_services(rows, document.get("services", ()))
    return rows


def _add_nested(rows: CaseRows, lists: dict[str, type[Base]], enclosing: Document) -> None:
    for key, entity in lists.items():
        rows[entity] += [_row(entity, values, enclosing["id"]) for values in enclosing.get(key, ())]


def _add_services(rows: CaseRows, services: Iterable[Document]) -> None:
    organizations: dict[str, Row] = {}
    locations: dict[str, Row] = {}
    for service in services:
        organization, location = service["organization"], service["location"]
        organizations.setdefault(organization["id"], _row(Organization, organization))
        locations.setdefault(location["id"], _row(Location, location, organization["id"]))
        named = {**service, "organization_id": organization["id"], "location_id": location["id"]}
        rows[Service].append(_row(Service, named))
    rows[Organization], rows[Location] = list(organizations.values()), list(locations.values())


def _chain(chain: AgreedChain) -> Document:
    steps = [_plain(s) for s in sorted(chain.steps, key=lambda s: (s.position, s.id))]
    return {**_plain(chain), "steps": steps, "reviews": _by_id(chain.reviews)}


def _qualification(row: Qualification) -> Document:
    procedure = row.recognition
    if procedure is None:
        return {**_plain(row), "recognition": None}
    lists = {key: _by_id(getattr(procedure, key)) for key in OF_RECOGNITION if key != "events"}
    events = [_plain(e) for e in sorted(procedure.events, key=lambda e: (e.on_date, e.id))]
    return {**_plain(row), "recognition": {**_plain(procedure), "events": events, **lists}}


def _service(row: Service) -> Document:
    own = {k: v for k, v in _plain(row).items() if k not in ("organization_id", "location_id")}
    return {**own, "organization": _plain(row.organization), "location": _plain(row.location)}


def _operation(row: Operation, without: Collection[str]) -> Document | None:
    """An act with its changes; None when it changed nothing but what stays in the vault."""
    told = sorted((c for c in row.changes if c.entity not in without), key=lambda c: c.position)
    if row.changes and not told:
        return None
    changes = [{k: v for k, v in _plain(c).items() if k != "position"} for c in told]
    for change in changes:
        if change["entity"] == Release.__tablename__:
            for side in ("before", "after"):
                if change[side] and "document_id" in change[side]:
                    change[side] = {**change[side], "document_id": None}
    return {**_plain(row), "changes": changes}


def _by_id(rows: Iterable[Kept]) -> list[Document]:
    return [_plain(row) for row in sorted(rows, key=lambda row: row.id)]


def _plain(row: Base) -> Document:
    unsaid = (*UNSAID, ENCLOSING.get(type(row)))
    values = {key: getattr(row, key) for key, *_shape in _columns(type(row)) if key not in unsaid}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def _row(entity: type[Base], values: Document, enclosing: str = "") -> Row:
    row: Row = {}
    for key, is_date, default, is_factory in _columns(entity):
        if key == ENCLOSING.get(entity):
            row[key] = enclosing
        elif key in values:
            value = values[key]
            row[key] = date.fromisoformat(value) if is_date and value is not None else value
        else:
            row[key] = default(None) if is_factory else default
    return row


@cache
def _columns(entity: type[Base]) -> tuple[tuple[str, bool, Any, bool], ...]:
    """Of each kept column, id first: its name, whether it holds a day, its default, whether that is a function."""
    found = []
    for key in sorted(columns(entity), key=lambda name: name != "id"):
        column = entity.__mapper__.column_attrs[key].columns[0]
        default: Any = column.default
        is_factory = bool(default is not None and default.is_callable)
        found.append((key, isinstance(column.type, Date), default.arg if default is not None else None, is_factory))
    return tuple(found)
