# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a person's whole record out of the vault as the documented JSON. It is not encrypted: the caller says so."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.document import Document, case_document, services_in_history
from laufmappe.records.journal import Operation
from laufmappe.records.services import Service


def export_case(desk: Desk, newcomer_id: str) -> Document:
    """Everything that is kept of a person, with its history and the services that it names. Raises NotFoundError."""
    with desk.read() as session:
        newcomer = get_newcomer(session, newcomer_id)
        operations = session.scalars(
            select(Operation).where(Operation.newcomer_id == newcomer_id).options(selectinload(Operation.changes))
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
        return case_document(newcomer, services, operations)
