# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person's whole record as a picture: what the person page shows and the folder prints."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from laufmappe.casework.derived import active_chain, deadline_of, in_the_way, is_ready, kept_steps
from laufmappe.casework.desk import Desk, get_newcomer
from laufmappe.casework.papers.prints import last_prints
from laufmappe.casework.people.household import children_for
from laufmappe.casework.recognition.qualifications import qualification_view
from laufmappe.casework.record_views import (
    ContactView,
    FollowUpView,
    GoalView,
    HouseholdMemberView,
    OwnAppointmentView,
    ReleaseView,
    ReviewView,
    TranslationView,
)
from laufmappe.casework.rows import viewed
from laufmappe.casework.services.register import service_view
from laufmappe.casework.settings.centre import read_centre
from laufmappe.casework.views import (
    CaseView,
    ChainView,
    LanguageView,
    NewcomerView,
    ReferralView,
    ServiceView,
    StepView,
)
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.household import HandTranslation
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Service


def case(desk: Desk, newcomer_id: str) -> CaseView:
    """Everything about a person. Raises NotFoundError."""
    with desk.read() as session:
        newcomer = get_newcomer(session, newcomer_id)
        services = _services(session, newcomer)
        codes = {c.subject_id: c.code for c in newcomer.codes if c.void_on is None}
        agreed = active_chain(newcomer)
        chain = _chain_view(agreed, services, codes) if agreed else None
        household = viewed(newcomer.household, HouseholdMemberView)
        about = {s.id: children_for(s, household, desk.today()) for s in (chain.steps if chain else ())}
        return CaseView(
            newcomer=newcomer_view(newcomer),
            chain=chain,
            qualifications=tuple(qualification_view(q) for q in newcomer.qualifications),
            referrals=tuple(_referral_view(r, services, codes) for r in reversed(newcomer.referrals)),
            centre=read_centre(session),
            printed_sheets=last_prints(newcomer.prints),
            household=household,
            children={step_id: children for step_id, children in about.items() if children},
            goals=viewed(newcomer.goals, GoalView),
            contacts=viewed(reversed(newcomer.contacts), ContactView),
            appointments=viewed(newcomer.appointments, OwnAppointmentView),
            named_services=tuple(services[i] for i in _named_services(newcomer)),
            follow_ups=viewed(newcomer.follow_ups, FollowUpView),
            releases=viewed(newcomer.releases, ReleaseView),
            translations=(
                *viewed(newcomer.translations, TranslationView),
                *viewed(_translations_of_the_centre(session), TranslationView),
            ),
        )


def newcomer_view(row: Newcomer) -> NewcomerView:
    """The person's own data."""
    return NewcomerView(
        **_same(row, NewcomerView, "needs", "languages", "milestones"),
        needs=tuple(row.needs),
        languages=tuple(LanguageView(x.code, x.level) for x in row.languages),
        milestones={m.kind: m.on_date for m in row.milestones},
    )


def _named_services(newcomer: Newcomer) -> list[str]:
    """The services that appointments and releases name, each once."""
    ids = [row.service_id for rows in (newcomer.appointments, newcomer.releases) for row in rows]
    return [i for i in dict.fromkeys(ids) if i]


def _services(session: Session, newcomer: Newcomer) -> dict[str, ServiceView]:
    ids = {s.service_id for c in newcomer.chains for s in c.steps} | {r.service_id for r in newcomer.referrals}
    ids |= set(_named_services(newcomer))
    query = select(Service).where(Service.id.in_(i for i in ids if i))
    query = query.options(joinedload(Service.organization), joinedload(Service.location))
    return {s.id: service_view(s) for s in session.scalars(query)}


def _translations_of_the_centre(session: Session) -> Iterable[HandTranslation]:
    return session.scalars(
        select(HandTranslation).where(HandTranslation.newcomer_id.is_(None)).order_by(HandTranslation.id)
    )


def _chain_view(chain: AgreedChain, services: dict[str, ServiceView], codes: dict[str, str]) -> ChainView:
    plan = kept_steps(chain)
    dropped = [s for s in chain.steps if s.dropped_on is not None]
    return ChainView(
        id=chain.id,
        template=chain.template,
        template_version=chain.template_version,
        name=chain.name,
        agreed_on=chain.agreed_on,
        steps=tuple(_step_view(s, n, plan, services, codes) for n, s in enumerate(plan, start=1)),
        dropped=tuple(_step_view(s, 0, plan, services, codes) for s in dropped),
        situation=chain.situation,
        strengths=chain.strengths,
        signed_on=chain.signed_on,
        review_on=chain.review_on,
        reviews=viewed(chain.reviews, ReviewView),
        waits_for={s.id: tuple(e.id for e in in_the_way(s, plan)) for s in plan},
    )


def _step_view(
    row: Step, number: int, plan: list[Step], services: dict[str, ServiceView], codes: dict[str, str]
) -> StepView:
    return StepView(
        **_same(row, StepView, "number", "bring", "deadline", "due_fixed", "service", "ready", "code", "valid_for"),
        number=number,
        bring=tuple(row.bring),
        valid_for=tuple(row.valid_for),
        deadline=deadline_of(row.deadline),
        due_fixed=row.due_fixed_on is not None,
        service=services.get(row.service_id or ""),
        ready=is_ready(row, plan),
        code=codes.get(row.id, ""),
    )


def _referral_view(row: Referral, services: dict[str, ServiceView], codes: dict[str, str]) -> ReferralView:
    return ReferralView(
        **_same(row, ReferralView, "service", "code"),
        service=services[row.service_id],
        code=codes.get(row.id, ""),
    )


def _same(row: Base, view: type, *but: str) -> dict[str, Any]:
    """The fields of a view that stand in the row under the same name."""
    return {f.name: getattr(row, f.name) for f in fields(view) if f.name not in but}
