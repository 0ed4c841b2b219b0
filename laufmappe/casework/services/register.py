# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services that steps and referrals lead to."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from laufmappe.casework.cldr import language_codes
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import LINE, TEXT, clean, clean_lines, known
from laufmappe.casework.names.spelling import plain, search_words
from laufmappe.casework.services.directory_entries import is_link
from laufmappe.casework.views import Changed, ServiceView
from laufmappe.casework.words import needs, service_types, statuses, topics
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.i18n import _
from laufmappe.records.services import Location, Organization, Service, ServiceAgreement

_OF_LOCATION = ("street", "postcode", "city", "district", "directions", "accessibility")
_OF_SERVICE = ("name", "room", "phone", "email", "url")
_TEXTS = ("description", "fees", "capacity")
_OF_ORGANIZATION = {
    "organization_description": "description",
    "organization_email": "email",
    "organization_url": "url",
}
_LISTS = ("audience", "topics", "needs", "bring")
_LONG = ("note", "hours", "directions", "accessibility", "organization_description", *_TEXTS)


@dataclass(frozen=True)
class ServiceDraft:
    """What a form says of a service; a name is needed, an organization falls back to it.

    `capacity_on` is the day of the note on free places, today where none is named. What it says of the organization holds
    for everything that this one runs; None leaves that as it is.
    """

    name: str
    organization: str = ""
    type: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    district: str = ""
    directions: str = ""
    room: str = ""
    hours: str = ""
    phone: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    description: str = ""
    url: str = ""
    accessibility: str = ""
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    fees: str = ""
    capacity: str = ""
    capacity_on: date | None = None
    verified_on: date | None = None
    active: bool = True
    organization_description: str | None = None
    organization_email: str | None = None
    organization_url: str | None = None

    @classmethod
    def of(cls, view: ServiceView) -> "ServiceDraft":
        """The draft that says what is kept already."""
        return cls(**{f.name: getattr(view, f.name) for f in fields(cls) if f.name not in _OF_ORGANIZATION})


def checked_service(draft: ServiceDraft) -> ServiceDraft:
    """The draft with every field cleaned. Raises FieldError."""
    texts = {
        name: clean(name, getattr(draft, name), TEXT if name in _LONG else LINE)
        for name in ("organization", "hours", "note", *_OF_LOCATION, *_OF_SERVICE, *_TEXTS, *_OF_ORGANIZATION)
        if getattr(draft, name) is not None
    }
    if not texts["name"]:
        raise FieldError("name", _("Wie heißt die Anlaufstelle?"))
    known("type", draft.type, ("", *service_types()))
    for code in draft.languages:
        known("languages", code, language_codes())
    for name, choices in (("audience", statuses()), ("topics", topics()), ("needs", needs())):
        for choice in getattr(draft, name):
            known(name, choice, choices)
    for name in ("url", "organization_url"):
        _check_link(name, texts.get(name, ""))
    bring = tuple(clean_lines("bring", draft.bring))
    kept: dict[str, Any] = {**texts, "organization": texts["organization"] or texts["name"], "bring": bring}
    return replace(draft, **kept)


def _check_link(name: str, text: str) -> None:
    if text and not is_link(text):
        repair = f"https://{text}"
        raise FieldError(
            name,
            _("Eine Internetadresse beginnt mit http:// oder https://."),
            repair if is_link(repair) and "." in repair and ":" not in text else None,
        )


def add_service(desk: Desk, draft: ServiceDraft) -> Changed:
    """Adds a service to the directory; `subject_id` is its id. Raises FieldError."""
    draft = _dated(checked_service(draft), desk.today())
    with desk.write("add_service") as act:
        act.subject_id = insert_service(act.session, draft).id
    return act.changed()


def change_service(desk: Desk, service_id: str, draft: ServiceDraft) -> Changed:
    """Replaces what the directory says of a service. Raises FieldError, NotFoundError."""
    draft = _dated(checked_service(draft), desk.today())
    with desk.write("change_service") as act:
        service = get_service(act.session, service_id)
        act.subject_id = service_id
        if service.organization.name != draft.organization:
            service.organization = _organization(act.session, draft.organization)
            service.location.organization_id = service.organization.id
            for agreement in act.session.scalars(
                select(ServiceAgreement).where(ServiceAgreement.service_id == service_id)
            ):
                agreement.organization_id = service.organization.id
        _apply(service, draft)
    return act.changed()


def verify_service(desk: Desk, service_id: str) -> Changed:
    """Notes that somebody has asked today, and that what the directory says of a service is right.

    Raises NotFoundError.
    """
    with desk.write("verify_service") as act:
        get_service(act.session, service_id).verified_on = desk.today()
        act.subject_id = service_id
    return act.changed()


def set_service_active(desk: Desk, service_id: str, *, active: bool) -> Changed:
    """Takes a service out of what is suggested, or puts it back; who is on the way there stays so.

    Raises NotFoundError.
    """
    with desk.write("set_service_active") as act:
        get_service(act.session, service_id).active = active
        act.subject_id = service_id
    return act.changed()


def insert_service(session: Session, draft: ServiceDraft, service_id: str | None = None) -> Service:
    """Writes the rows of a checked service."""
    organization = _organization(session, draft.organization)
    location = Location(organization_id=organization.id)
    session.add(location)
    session.flush()
    service = Service(organization_id=organization.id, location_id=location.id, name=draft.name)
    if service_id:
        service.id = service_id
    service.organization, service.location = organization, location
    _apply(service, draft)
    session.add(service)
    session.flush()
    return service


def list_services(desk: Desk, search: str = "", type: str = "", active_only: bool = False) -> list[ServiceView]:
    """The directory by name; `search` is looked for anywhere in names, organization, street and district, in any
    spelling."""
    query = select(Service).options(joinedload(Service.organization), joinedload(Service.location))
    if type:
        query = query.where(Service.type == type)
    if active_only:
        query = query.where(Service.active.is_(True))
    with desk.read() as session:
        views = [service_view(s) for s in session.scalars(query)]
    # A directory has hundreds of entries, not thousands; and the database compares umlauts by their case.
    hits = [v for v in views if all(word in _searched(v) for word in plain(search).split())]
    return sorted(hits, key=lambda v: (plain(v.name), v.id))


def organizations(desk: Desk) -> dict[str, dict[str, str]]:
    """Those who run services by name, each with what the directory says of it, by the fields of `ServiceDraft`."""
    with desk.read() as session:
        return {row.name: _of_organization(row) for row in session.scalars(select(Organization))}


def service(desk: Desk, service_id: str) -> ServiceView:
    """One service. Raises NotFoundError."""
    with desk.read() as session:
        return service_view(get_service(session, service_id))


def get_service(session: Session, service_id: str) -> Service:
    """The row of a service. Raises NotFoundError."""
    found = session.get(Service, service_id)
    if found is None:
        raise NotFoundError(_("Diese Anlaufstelle gibt es nicht (mehr)."))
    return found


def service_view(service: Service) -> ServiceView:
    """A service with its organization and location in one."""
    lists: dict[str, Any] = {name: tuple(getattr(service, name)) for name in _LISTS}
    return ServiceView(
        id=service.id,
        organization=service.organization.name,
        type=service.type,
        hours=service.hours,
        languages=tuple(service.languages),
        note=service.note,
        verified_on=service.verified_on,
        active=service.active,
        **lists | _of_organization(service.organization),
        **{name: getattr(service, name) for name in (*_OF_SERVICE, *_TEXTS, "capacity_on")},
        **{name: getattr(service.location, name) for name in _OF_LOCATION},
    )


def _of_organization(organization: Organization) -> dict[str, str]:
    return {name: getattr(organization, column) for name, column in _OF_ORGANIZATION.items()}


def _dated(draft: ServiceDraft, today: date) -> ServiceDraft:
    """The draft with the day of its note on free places; days to come are refused."""
    for name in ("verified_on", "capacity_on"):
        day = getattr(draft, name)
        if day is not None and day > today:
            raise FieldError(name, _("Dieser Tag liegt in der Zukunft."))
    return replace(draft, capacity_on=(draft.capacity_on or today) if draft.capacity else None)


def _searched(view: ServiceView) -> str:
    return search_words(view.name, view.organization, view.street, view.district)


def _organization(session: Session, name: str) -> Organization:
    found = session.scalars(select(Organization).where(Organization.name == name)).first()
    if found is None:
        found = Organization(name=name)
        session.add(found)
        session.flush()
    return found


def _apply(service: Service, draft: ServiceDraft) -> None:
    for name in (*_OF_SERVICE, *_TEXTS, "type", "hours", "note", "capacity_on", "verified_on", "active"):
        setattr(service, name, getattr(draft, name))
    for name in _LISTS:
        setattr(service, name, list(getattr(draft, name)))
    service.languages = list(draft.languages)
    for name in _OF_LOCATION:
        setattr(service.location, name, getattr(draft, name))
    for name, column in _OF_ORGANIZATION.items():
        if getattr(draft, name) is not None:
            setattr(service.organization, column, getattr(draft, name))
