# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the day: how much there is to look after, and who has an appointment today."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, literal_column, select

from laufmappe.casework.desk import Desk
from laufmappe.casework.views import OPEN_STATES
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.contacts import Appointment
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Service

WAITING = ("sent", "arrived", "accepted", "waiting_list")
_NONE: ColumnElement[str] = literal_column("''")
"""No appointment, written so that SQLite finds the index of those that have one."""


@dataclass(frozen=True)
class Stock:
    """Counts of the counsellor or of the whole vault: open cases, those without a chain, referrals without an answer."""

    cases: int
    without_chain: int
    referrals: int


@dataclass(frozen=True)
class AppointmentView:
    """An appointment of today: `time` is `HH:MM`, `text` what it is about."""

    time: str
    newcomer_id: str
    name: str
    text: str


def stock(desk: Desk, only_mine: bool = False) -> Stock:
    """What is to be looked after now."""
    people = _people(desk, only_mine)
    cases = select(func.count(Newcomer.id)).where(*people)
    referrals = (
        select(func.count(Referral.id))
        .join(Newcomer, Newcomer.id == Referral.newcomer_id)
        .where(*people, Referral.state.in_(WAITING))
    )
    with desk.read() as session:
        return Stock(
            cases=session.scalar(cases) or 0,
            without_chain=session.scalar(cases.where(Newcomer.chain_template.is_(None))) or 0,
            referrals=session.scalar(referrals) or 0,
        )


def appointments_today(desk: Desk, only_mine: bool = False) -> list[AppointmentView]:
    """The appointments of today, of steps, of referrals and of their own, by their time."""
    people = _people(desk, only_mine)
    first, last = f"{desk.today().isoformat()}T", f"{desk.today().isoformat()}T24"
    name = (Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name)
    steps = (
        select(*name, Step.appointment.label("at"), Step.title.label("text"))
        .join(AgreedChain, AgreedChain.newcomer_id == Newcomer.id)
        .join(Step, Step.chain_id == AgreedChain.id)
        .where(*people, AgreedChain.ended_on.is_(None), Step.dropped_on.is_(None))
        .where(Step.state.in_(OPEN_STATES), Step.appointment > _NONE, Step.appointment.between(first, last))
    )
    referrals = (
        select(*name, Referral.appointment.label("at"), Service.name.label("text"))
        .join(Referral, Referral.newcomer_id == Newcomer.id)
        .join(Service, Service.id == Referral.service_id)
        .where(
            *people,
            Referral.state.in_(WAITING),
            Referral.appointment > _NONE,
            Referral.appointment.between(first, last),
        )
    )
    own = (
        select(*name, Appointment.at, Appointment.title.label("text"))
        .join(Appointment, Appointment.newcomer_id == Newcomer.id)
        .where(*people, Appointment.state == "planned", Appointment.at.between(first, last))
    )
    with desk.read() as session:
        found = [
            AppointmentView(
                time=row.at[11:16],
                newcomer_id=row.id,
                name=f"{row.given_name} {row.family_name}".strip() or row.native_name,
                text=row.text,
            )
            for query in (steps, referrals, own)
            for row in session.execute(query)
        ]
    return sorted(found, key=lambda a: (a.time, a.name))


def _people(desk: Desk, only_mine: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Newcomer.closed_on.is_(None)]
    return [*conditions, Newcomer.counsellor == desk.who] if only_mine else conditions
