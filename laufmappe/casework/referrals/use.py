# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is on the way to a service; and what becomes of them when it goes, is replaced, or turns out to stand there twice."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select, union
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import TEXT, clean
from laufmappe.casework.handover.releases import release_for
from laufmappe.casework.referrals.referrals import TOLD
from laufmappe.casework.services.register import get_service
from laufmappe.casework.views import OPEN_STATES, Changed
from laufmappe.errors import FieldError, RuleError
from laufmappe.i18n import _, n_
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.contacts import Appointment
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.releases import Release
from laufmappe.records.services import Location, Service, ServiceAgreement

AWAITED = ("sent", "arrived", "accepted", "waiting_list")
"""States of a referral in which an answer is still awaited."""
_NAMING: tuple[Any, ...] = (Step, Referral, Appointment, Release)
"""What may name a service."""
_FILLED = ("type", "room", "hours", "phone", "email", "url", "note", "description", "fees", "verified_on")
_PLACE = ("street", "postcode", "city", "district", "directions", "accessibility")
_JOINED = ("languages", "topics", "needs", "bring")


@dataclass(frozen=True)
class ReferredPerson:
    """Somebody who is still expected at a service: `text` is the step or the request, `since` when it began."""

    newcomer_id: str
    name: str
    kind: str
    text: str
    state: str
    since: date


@dataclass(frozen=True)
class ServiceUse:
    """How many open steps, open referrals and planned appointments lead to a service, of how many people; and how many
    rows beyond those (ended ones, releases) still name it. `placements` counts those of the referrals that are Vermittlungen."""

    steps: int = 0
    referrals: int = 0
    appointments: int = 0
    people: int = 0
    history: int = 0
    placements: int = 0

    @property
    def is_open(self) -> bool:
        """Whether anybody is on the way there."""
        return bool(self.steps or self.referrals or self.appointments)


def referred_people(desk: Desk, service_id: str) -> list[ReferredPerson]:
    """Whose open steps (`kind` step) or referrals (information, placement) lead to a service, longest first."""
    name = (Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name)
    steps = (
        select(*name, literal("step").label("kind"), Step.title.label("text"), Step.state, Step.state_since.label("on"))
        .join(AgreedChain, AgreedChain.newcomer_id == Newcomer.id)
        .join(Step, Step.chain_id == AgreedChain.id)
        .where(Step.service_id == service_id, _open_step())
    )
    referrals = (
        select(*name, Referral.kind, Referral.request.label("text"), Referral.state, Referral.sent_on.label("on"))
        .join(Referral, Referral.newcomer_id == Newcomer.id)
        .where(Referral.service_id == service_id, Referral.state.in_(AWAITED))
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


def people_on_the_way(session: Session, services: Collection[str]) -> dict[str, int]:
    """How many people are on the way to each of these services, by its id; not named: nobody."""
    steps = (
        select(Step.service_id, AgreedChain.newcomer_id)
        .join(AgreedChain, AgreedChain.id == Step.chain_id)
        .where(Step.service_id.in_(services), _open_step())
    )
    referrals = select(Referral.service_id, Referral.newcomer_id).where(
        Referral.service_id.in_(services), Referral.state.in_(AWAITED)
    )
    pairs = union(steps, referrals).subquery()
    counted = select(pairs.c.service_id, func.count()).group_by(pairs.c.service_id)
    return {str(service_id): number for service_id, number in session.execute(counted)}


def service_use(desk: Desk, service_id: str) -> ServiceUse:
    """What leads to a service. Raises NotFoundError."""
    with desk.read() as session:
        get_service(session, service_id)
        return _use(session, service_id)


def remove_service(desk: Desk, service_id: str) -> Changed:
    """Takes a service out of the directory, with a place and an organization that nothing else needs.

    Raises:
        NotFoundError: There is no such service.
        RuleError: Somebody is on the way there, or was: the sentence says how many.
    """
    with desk.write("remove_service") as act:
        service = get_service(act.session, service_id)
        use = _use(act.session, service_id)
        if use.is_open or use.history:
            raise RuleError(use_sentence(service.name, use))
        for agreement in act.session.scalars(select(ServiceAgreement).where(ServiceAgreement.service_id == service_id)):
            act.session.delete(agreement)
        _delete(act.session, service)
        act.subject_id = service_id
    return act.changed()


def use_sentence(name: str, use: ServiceUse) -> str:
    """Why a service has to stay, in one sentence; empty when it may go."""
    parts = [
        words.format(n=count)
        for count, words in (
            (use.steps, n_("{n} offene Station", "{n} offene Stationen", use.steps)),
            (use.referrals, n_("{n} offener Verweis", "{n} offene Verweise", use.referrals)),
            (use.appointments, n_("{n} Termin", "{n} Termine", use.appointments)),
        )
        if count
    ]
    if parts:
        return _("Zu „{service}“ führt noch: {what}. Die Anlaufstelle bleibt deshalb im Verzeichnis.").format(
            service=name, what=", ".join(parts)
        )
    if use.history:
        return n_(
            "„{service}“ steht noch in {n} früheren Eintrag und bleibt deshalb im Verzeichnis.",
            "„{service}“ steht noch in {n} früheren Einträgen und bleibt deshalb im Verzeichnis.",
            use.history,
        ).format(service=name, n=use.history)
    return ""


def replace_service(desk: Desk, service_id: str, by_id: str, waived: str = "") -> Changed:
    """Leads everybody who is on the way to a service to another one, and sets the old one inactive; `subject_id` is the
    new one. What has ended stays where it was, and so do appointments.

    A Vermittlung goes on under a release towards the new service, or for a written reason (`waived`).

    Raises:
        FieldError: `by`: it is the same service. `waived`: a Vermittlung has no release towards the new one, and there is
            no reason.
        NotFoundError: There is no such service.
    """
    waived = clean("waived", waived, TEXT)
    with desk.write("replace_service") as act:
        old, new = _two(act.session, service_id, by_id)
        for step in _open_steps(act.session, old.id):
            step.service_id = new.id
        lacking = 0
        for referral in act.session.scalars(
            select(Referral).where(Referral.service_id == old.id, Referral.state.in_(AWAITED))
        ):
            referral.service_id = new.id
            if referral.kind == "placement":
                release = release_for(act.session, referral.newcomer_id, new.id, TOLD, desk.today())
                referral.release_id = release.id if release else None
                referral.waived = "" if release else waived
                lacking += release is None
        if lacking and not waived:
            raise FieldError(
                "waived",
                n_(
                    "Für {n} Vermittlung gilt bei „{service}“ keine Schweigepflichtentbindung. Warum geht es ohne?",
                    "Für {n} Vermittlungen gilt bei „{service}“ keine Schweigepflichtentbindung. Warum geht es ohne?",
                    lacking,
                ).format(n=lacking, service=new.name),
            )
        old.active = False
        act.subject_id = new.id
    return act.changed()


def merge_services(desk: Desk, double_id: str, kept_id: str) -> Changed:
    """Two entries are the same place: everything that named the one names the other, whose gaps it fills; then it goes.

    `subject_id` is the service that is kept.

    Raises:
        FieldError: `by`: it is the same entry.
        NotFoundError: There is no such service.
    """
    with desk.write("merge_services") as act:
        double, kept = _two(act.session, double_id, kept_id)
        for entity in (*_NAMING, ServiceAgreement):
            for row in act.session.scalars(select(entity).where(entity.service_id == double.id)):
                row.service_id = kept.id
                if isinstance(row, ServiceAgreement):
                    row.organization_id = kept.organization_id
        _fill(kept, double)
        kept.active = kept.active or double.active
        act.session.flush()
        if double.organization_id != kept.organization_id and not _others(act.session, double):
            for agreement in act.session.scalars(
                select(ServiceAgreement).where(ServiceAgreement.organization_id == double.organization_id)
            ):
                agreement.organization_id = kept.organization_id
        _delete(act.session, double)
        act.subject_id = kept.id
    return act.changed()


def _two(session: Session, service_id: str, by_id: str) -> tuple[Service, Service]:
    if service_id == by_id:
        raise FieldError("by", _("Das ist dieselbe Anlaufstelle. Bitte wählen Sie eine andere."))
    return get_service(session, service_id), get_service(session, by_id)


def _fill(kept: Service, double: Service) -> None:
    """Fills what is empty in the one that stays. Whom it is for is no gap: without a status it is for all."""
    for name in _FILLED:
        if not getattr(kept, name):
            setattr(kept, name, getattr(double, name))
    if not kept.capacity:
        kept.capacity, kept.capacity_on = double.capacity, double.capacity_on
    for name in _JOINED:
        setattr(kept, name, list(dict.fromkeys([*getattr(kept, name), *getattr(double, name)]))[:50])
    if not any(getattr(kept.location, name) for name in ("street", "postcode", "city")):
        for name in _PLACE:
            setattr(kept.location, name, getattr(kept.location, name) or getattr(double.location, name))


def _delete(session: Session, service: Service) -> None:
    """Takes a service away, then what only it needed: no relationship tells the session in which order."""
    location, organization = service.location, service.organization
    alone = not _others(session, service)
    session.delete(service)
    session.flush()
    if session.scalar(select(Service.id).where(Service.location_id == location.id).limit(1)) is None:
        session.delete(location)
        session.flush()
    if alone and not any(
        session.scalar(select(entity.id).where(entity.organization_id == organization.id).limit(1))
        for entity in (Location, ServiceAgreement)
    ):
        session.delete(organization)


def _others(session: Session, service: Service) -> bool:
    """Whether its organization runs other services."""
    query = select(Service.id).where(Service.organization_id == service.organization_id, Service.id != service.id)
    return session.scalar(query.limit(1)) is not None


def _open_step() -> ColumnElement[bool]:
    return and_(Step.state.in_(OPEN_STATES), Step.dropped_on.is_(None), AgreedChain.ended_on.is_(None))


def _open_steps(session: Session, service_id: str) -> Iterator[Step]:
    query = select(Step).join(AgreedChain, AgreedChain.id == Step.chain_id).where(Step.service_id == service_id)
    yield from session.scalars(query.where(_open_step())).all()


def _use(session: Session, service_id: str) -> ServiceUse:
    steps = list(_open_steps(session, service_id))
    referrals = session.scalars(
        select(Referral).where(Referral.service_id == service_id, Referral.state.in_(AWAITED))
    ).all()
    appointments = session.scalars(
        select(Appointment).where(Appointment.service_id == service_id, Appointment.state == "planned")
    ).all()
    named = sum(
        session.scalar(select(func.count()).select_from(entity).where(entity.service_id == service_id)) or 0
        for entity in _NAMING
    )
    chains = {step.chain_id for step in steps}
    people = set(session.scalars(select(AgreedChain.newcomer_id).where(AgreedChain.id.in_(chains))))
    people |= {row.newcomer_id for row in referrals} | {row.newcomer_id for row in appointments}
    return ServiceUse(
        steps=len(steps),
        referrals=len(referrals),
        appointments=len(appointments),
        people=len(people),
        history=named - len(steps) - len(referrals) - len(appointments),
        placements=sum(row.kind == "placement" for row in referrals),
    )
