# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a person's whole record out of the vault as the documented JSON. It is not encrypted: the caller says so."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from laufmappe.casework.cases.document import Document, case_document, services_in_history
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.merged import records_of
from laufmappe.records.journal import Operation
from laufmappe.records.services import Service


def export_case(desk: Desk, newcomer_id: str) -> Document:
    """Everything that is kept of a person, with its history and the services that it names. Raises NotFoundError."""
    with desk.read() as session:
        newcomer = get_newcomer(session, newcomer_id)
        records = records_of(session, newcomer_id)
        operations = session.scalars(
            select(Operation).where(Operation.newcomer_id.in_(records)).options(selectinload(Operation.changes))
        ).all()
        ids = {step.service_id for chain in newcomer.chains for step in chain.steps if step.service_id}
        ids |= {referral.service_id for referral in newcomer.referrals}
        ids |= {release.service_id for release in newcomer.releases if release.service_id}
        ids |= {appointment.service_id for appointment in newcomer.appointments if appointment.service_id}
        ids |= services_in_history(operations)
        services = session.scalars(
            select(Service)
            .where(Service.id.in_(ids))
            .options(joinedload(Service.organization), joinedload(Service.location))
        )
        document = case_document(newcomer, services, operations)
    return {**document, "history": list(_as_of_one(document["history"], records))}


def _as_of_one(operations: Iterable[Document], records: Sequence[str]) -> Iterator[Document]:
    """The history as that of one record: a record that was merged into it is not told of, its rows are this person's."""
    for operation in operations:
        told = [
            {**change, **{side: _of_one(change["entity"], change[side], records) for side in ("before", "after")}}
            for change in operation["changes"]
            if change["entity"] != "newcomer" or change["entity_id"] == records[0]
        ]
        if told or not operation["changes"]:
            yield {**operation, "changes": told}


def _of_one(entity: str, side: dict[str, Any] | None, records: Sequence[str]) -> dict[str, Any] | None:
    """The values of one side of a change. The folder number of whoever was removed is no field of the format."""
    if side is None:
        return None
    unsaid = "number" if entity == "newcomer" else ""
    return {key: records[0] if value in records[1:] else value for key, value in side.items() if key != unsaid}
