# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Agreements between the centre and those who run services (Trägervereinbarungen)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Act, Desk
from laufmappe.casework.fields import TEXT, clean
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.services import Organization, Service, ServiceAgreement

EXPIRES_SOON = timedelta(days=60)
"""So long before its end an agreement wants to be renewed."""


@dataclass(frozen=True)
class AgreementDraft:
    """What a form says of an agreement; `whole` when it holds for everything that the organization offers."""

    title: str
    signed_on: date | None = None
    valid_until: date | None = None
    note: str = ""
    whole: bool = True


@dataclass(frozen=True)
class AgreementView:
    """An agreement with an organization, or about one of its services: then `service` is that one's name.

    `shown_at` is the id of a service in whose profile it stands, empty when the organization has none.
    """

    id: str
    organization: str
    title: str
    signed_on: date | None
    valid_until: date | None
    note: str
    service: str
    shown_at: str

    @property
    def whole(self) -> bool:
        """Whether it holds for everything that the organization offers."""
        return not self.service

    def state(self, day: date) -> str:
        """`holds`, `expiring` within `EXPIRES_SOON`, or `ended`."""
        if self.valid_until is None:
            return "holds"
        if self.valid_until < day:
            return "ended"
        return "expiring" if self.valid_until - day <= EXPIRES_SOON else "holds"


def agreements_of(desk: Desk, service_id: str) -> tuple[AgreementView, ...]:
    """The agreements that a service falls under: its own and those of its organization, the newest first.

    Raises NotFoundError.
    """
    with desk.read() as session:
        service = get_service(session, service_id)
        query = select(ServiceAgreement).where(
            ServiceAgreement.organization_id == service.organization_id,
            or_(ServiceAgreement.service_id.is_(None), ServiceAgreement.service_id == service_id),
        )
        rows = session.scalars(query.order_by(ServiceAgreement.id.desc())).all()
        return tuple(_view(session, row, service_id) for row in rows)


def expiring_agreements(desk: Desk, day: date) -> tuple[AgreementView, ...]:
    """Agreements that end within `EXPIRES_SOON` of a day, the first to end first; those that have ended are left out."""
    query = (
        select(ServiceAgreement)
        .where(ServiceAgreement.valid_until >= day, ServiceAgreement.valid_until <= day + EXPIRES_SOON)
        .order_by(ServiceAgreement.valid_until, ServiceAgreement.title)
    )
    with desk.read() as session:
        return tuple(_view(session, row) for row in session.scalars(query))


def add_service_agreement(desk: Desk, service_id: str, draft: AgreementDraft) -> Changed:
    """Notes an agreement with the organization of a service. Raises FieldError, NotFoundError."""
    with desk.write("add_service_agreement") as act:
        service = get_service(act.session, service_id)
        row = ServiceAgreement(organization_id=service.organization_id)
        _apply(desk, row, draft, None if draft.whole else service_id)
        act.session.add(row)
        act.session.flush()
        act.subject_id = row.id
    return act.changed()


def change_service_agreement(desk: Desk, agreement_id: str, service_id: str, draft: AgreementDraft) -> Changed:
    """Replaces what is noted of an agreement; `service_id` is the service it is about where it is not for all.

    Raises FieldError, NotFoundError.
    """
    with desk.write("change_service_agreement") as act:
        row = _get(act, agreement_id)
        service = get_service(act.session, service_id)
        if service.organization_id != row.organization_id:
            raise NotFoundError(_("Diese Vereinbarung gehört zu einem anderen Träger."))
        _apply(desk, row, draft, None if draft.whole else service_id)
    return act.changed()


def end_service_agreement(desk: Desk, agreement_id: str, on: date | None = None) -> Changed:
    """Ends an agreement: `on` is its last day, yesterday where none is named.

    Raises:
        FieldError: The day lies before the signature.
        NotFoundError: There is no such agreement.
        RuleError: It has ended already.
    """
    day = on or desk.today() - timedelta(days=1)
    with desk.write("end_service_agreement") as act:
        row = _get(act, agreement_id)
        if row.valid_until is not None and row.valid_until < desk.today():
            raise RuleError(_("Diese Vereinbarung ist schon beendet."))
        row.valid_until = _last_day(row.signed_on, day)
    return act.changed()


def _last_day(signed_on: date | None, day: date | None) -> date | None:
    if signed_on is not None and day is not None and day < signed_on:
        raise FieldError("valid_until", _("Das Ende kann nicht vor der Unterschrift liegen."))
    return day


def _apply(desk: Desk, row: ServiceAgreement, draft: AgreementDraft, service_id: str | None) -> None:
    title = clean("title", draft.title)
    if not title:
        raise FieldError("title", _("Worum geht es in der Vereinbarung?"))
    if draft.signed_on is not None and draft.signed_on > desk.today():
        raise FieldError("signed_on", _("Dieser Tag liegt in der Zukunft."))
    row.title, row.note = title, clean("note", draft.note, TEXT)
    row.signed_on, row.valid_until = draft.signed_on, _last_day(draft.signed_on, draft.valid_until)
    row.service_id = service_id


def _get(act: Act, agreement_id: str) -> ServiceAgreement:
    row = act.session.get(ServiceAgreement, agreement_id)
    if row is None:
        raise NotFoundError(_("Diese Vereinbarung gibt es nicht (mehr)."))
    act.subject_id = row.id
    return row


def _view(session: Session, row: ServiceAgreement, service_id: str = "") -> AgreementView:
    organization = session.get(Organization, row.organization_id)
    service = session.get(Service, row.service_id) if row.service_id else None
    if not service_id and service is None:
        first = select(Service.id).where(Service.organization_id == row.organization_id)
        service_id = session.scalar(first.order_by(Service.active.desc(), Service.name).limit(1)) or ""
    return AgreementView(
        id=row.id,
        organization=organization.name if organization else "",
        title=row.title,
        signed_on=row.signed_on,
        valid_until=row.valid_until,
        note=row.note,
        service=service.name if service else "",
        shown_at=service_id or (service.id if service else ""),
    )
