# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services that steps and referrals lead to."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session, joinedload

from laufmappe.casework.cldr import language_codes
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import LINE, TEXT, clean, clean_lines, known
from laufmappe.casework.spelling import plain, search_words
from laufmappe.casework.views import OPEN_STATES, Changed, ServiceView
from laufmappe.casework.words import needs, service_types, statuses, topics
from laufmappe.errors import FieldError, NotFoundError
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Location, Organization, Service

_OF_LOCATION = ("street", "postcode", "city", "district", "directions", "accessibility")
_OF_SERVICE = ("name", "room", "phone", "email", "url")
_TEXTS = ("description", "fees", "capacity")
_LISTS = ("audience", "topics", "needs", "bring")
_LONG = ("note", "hours", "directions", "accessibility", *_TEXTS)


@dataclass(frozen=True)
class ServiceDraft:
    """What a form says of a service; a name is needed, an organization falls back to it."""

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

    @classmethod
    def of(cls, view: ServiceView) -> "ServiceDraft":
        """The draft that says what is kept already."""
        return cls(**{f.name: getattr(view, f.name) for f in fields(cls)})


def checked_service(draft: ServiceDraft) -> ServiceDraft:
    """The draft with every field cleaned. Raises FieldError."""
    texts = {
        name: clean(name, getattr(draft, name), TEXT if name in _LONG else LINE)
        for name in ("organization", "hours", "note", *_OF_LOCATION, *_OF_SERVICE, *_TEXTS)
    }
    if not texts["name"]:
        raise FieldError("name", _("Wie heißt die Anlaufstelle?"))
    known("type", draft.type, ("", *service_types()))
    for code in draft.languages:
        known("languages", code, language_codes())
    for name, choices in (("audience", statuses()), ("topics", topics()), ("needs", needs())):
        for choice in getattr(draft, name):
            known(name, choice, choices)
    bring = tuple(clean_lines("bring", draft.bring))
    kept: dict[str, Any] = {**texts, "organization": texts["organization"] or texts["name"], "bring": bring}
    return replace(draft, **kept)


def add_service(desk: Desk, draft: ServiceDraft) -> Changed:
    """Adds a service to the directory; `subject_id` is its id. Raises FieldError."""
    draft = checked_service(draft)
    with desk.write("add_service") as act:
        act.subject_id = insert_service(act.session, draft).id
    return act.changed()


def change_service(desk: Desk, service_id: str, draft: ServiceDraft) -> Changed:
    """Replaces what the directory says of a service. Raises FieldError, NotFoundError."""
    draft = checked_service(draft)
    with desk.write("change_service") as act:
        service = get_service(act.session, service_id)
        act.subject_id = service_id
        if service.organization.name != draft.organization:
            service.organization = _organization(act.session, draft.organization)
            service.location.organization_id = service.organization.id
        _apply(service, draft)
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


def service(desk: Desk, service_id: str) -> ServiceView:
    """One service. Raises NotFoundError."""
    with desk.read() as session:
        return service_view(get_service(session, service_id))


def people_of_service(desk: Desk, service_id: str) -> list[tuple[str, str]]:
    """Whose open steps or referrals lead to a service, as `(newcomer id, text)`; a service in use can't vanish."""
    with desk.read() as session:
        steps = session.execute(
            select(AgreedChain.newcomer_id, Step.title)
            .join(Step, Step.chain_id == AgreedChain.id)
            .where(Step.service_id == service_id, Step.state.in_(OPEN_STATES), Step.dropped_on.is_(None))
            .where(AgreedChain.ended_on.is_(None))
        )
        referrals = session.execute(
            select(Referral.newcomer_id, Referral.request).where(
                Referral.service_id == service_id, Referral.state.in_(("sent", "arrived", "accepted", "waiting_list"))
            )
        )
        return [(row[0], row[1]) for row in (*steps, *referrals)]


@dataclass(frozen=True)
class ReferredPerson:
    """Somebody who is still expected at a service: `text` is the step or the request, `since` when it began."""

    newcomer_id: str
    name: str
    kind: str
    text: str
    state: str
    since: date


def referred_people(desk: Desk, service_id: str) -> list[ReferredPerson]:
    """Whose open steps (`kind` step) or referrals (information, placement) lead to a service, longest first."""
    name = (Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name)
    steps = (
        select(*name, literal("step").label("kind"), Step.title.label("text"), Step.state, Step.state_since.label("on"))
        .join(AgreedChain, AgreedChain.newcomer_id == Newcomer.id)
        .join(Step, Step.chain_id == AgreedChain.id)
        .where(Step.service_id == service_id, Step.state.in_(OPEN_STATES), Step.dropped_on.is_(None))
        .where(AgreedChain.ended_on.is_(None))
    )
    referrals = (
        select(*name, Referral.kind, Referral.request.label("text"), Referral.state, Referral.sent_on.label("on"))
        .join(Referral, Referral.newcomer_id == Newcomer.id)
        .where(Referral.service_id == service_id, Referral.state.in_(("sent", "arrived", "accepted", "waiting_list")))
    )
    with desk.read() as session:
        found = [
            ReferredPerson(
                newcomer_id=row.id,
                name=f"{row.given_name} {row.family_name}".strip() or row.native_name,
                kind=row.kind,
                text=row.text,
                state=row.state,
                since=row.on,
            )
            for query in (steps, referrals)
            for row in session.execute(query)
        ]
    return sorted(found, key=lambda p: (p.since, p.name))


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
        **lists,
        **{name: getattr(service, name) for name in (*_OF_SERVICE, *_TEXTS, "capacity_on")},
        **{name: getattr(service.location, name) for name in _OF_LOCATION},
    )


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
