# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Heute: everything across all people that wants doing, most pressing first."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from laufmappe.casework.dates import first_day
from laufmappe.casework.desk import Desk
from laufmappe.casework.parcels import silent_parcels
from laufmappe.casework.recognition_alerts import recognition_alerts
from laufmappe.casework.today_desk import (
    ending_agreements,
    follow_ups,
    long_waits,
    open_appointments,
    reviews,
    stale_services,
)
from laufmappe.casework.today_people import MOST, NAME, name_of, people
from laufmappe.casework.views import OPEN_STATES, TodayItem
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.newcomers import Milestone, Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Service

GROUPS = (
    "overdue",
    "follow_up",
    "appointment",
    "week",
    "title",
    "clock",
    "extension",
    "appeal",
    "papers",
    "silent",
    "parcel",
    "waiting",
    "review",
    "agreement",
    "stale",
)
"""In the order of the page: overdue steps, follow-ups, appointments without an outcome, steps of the next seven days,
expiring titles, times of recognition (of the decision, its extension, the appeal, papers asked for), silent referrals, parcels without a receipt, long waits, interim reviews, agreements
that end, services to be checked again."""
WEEK = timedelta(days=7)
TITLE_AHEAD = timedelta(days=60)


def today_items(desk: Desk, only_mine: bool = False) -> list[TodayItem]:
    """The lines of the day in the order of the page; `days` counts from today, negative when it is over."""
    day = desk.today()
    overdue, week = Step.due_on < day, Step.due_on.between(day, day + WEEK)
    items = [*_steps(desk, day, only_mine, overdue), *_steps(desk, day, only_mine, week)]
    items += _titles(desk, day, only_mine)
    items += [*_silent(desk, day, only_mine), *recognition_alerts(desk, day, only_mine)]
    for notes in (follow_ups, open_appointments, long_waits, reviews, silent_parcels):
        items += notes(desk, day, only_mine)
    if not only_mine:
        items += [*ending_agreements(desk, day), *stale_services(desk, day)]
    return sorted(items, key=lambda i: (GROUPS.index(i.group), i.due_on, i.name))


def counts(desk: Desk) -> tuple[int, int]:
    """How many lines the day has, and how many of them are overdue; for the navigation."""
    items = today_items(desk)
    return len(items), sum(i.group == "overdue" for i in items)


def _steps(desk: Desk, day: date, only_mine: bool, due: ColumnElement[bool]) -> list[TodayItem]:
    query = (
        select(*NAME, Step.id.label("step_id"), Step.title, Step.due_on)
        .join(AgreedChain, AgreedChain.newcomer_id == Newcomer.id)
        .join(Step, Step.chain_id == AgreedChain.id)
        .where(*people(desk, only_mine), AgreedChain.ended_on.is_(None), Step.dropped_on.is_(None))
        .where(Step.state.in_(OPEN_STATES), due)
        .order_by(Step.due_on)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="overdue" if row.due_on < day else "week",
                newcomer_id=row.id,
                name=name_of(row),
                text=row.title,
                due_on=row.due_on,
                days=(row.due_on - day).days,
                action="complete_step",
                subject_id=row.step_id,
            )
            for row in session.execute(query)
        ]


def _titles(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
    query = (
        select(*NAME, Milestone.on_date)
        .join(Milestone, Milestone.newcomer_id == Newcomer.id)
        .where(*people(desk, only_mine), Milestone.kind == "title_expiry")
        .where(Milestone.on_date <= (day + TITLE_AHEAD).isoformat())
        .order_by(Milestone.on_date)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="title",
                newcomer_id=row.id,
                name=name_of(row),
                text=_("Aufenthaltstitel läuft ab") if ends >= day else _("Aufenthaltstitel ist abgelaufen"),
                due_on=ends,
                days=(ends - day).days,
                action="open_person",
                subject_id=row.id,
            )
            for row in session.execute(query)
            if (ends := first_day(row.on_date))
        ]


def _silent(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
    query = (
        select(*NAME, Referral.id.label("referral_id"), Referral.sent_on, Referral.kind, Service.name.label("service"))
        .join(Referral, Referral.newcomer_id == Newcomer.id)
        .join(Service, Service.id == Referral.service_id)
        .where(*people(desk, only_mine), Referral.follow_up_on <= day)
        .where(Referral.state.in_(("sent", "arrived", "accepted", "waiting_list")))
        .order_by(Referral.follow_up_on)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="silent",
                newcomer_id=row.id,
                name=name_of(row),
                text=(_("Verweis an {service}") if row.kind == "information" else _("Vermittlung an {service}")).format(
                    service=row.service
                ),
                due_on=row.sent_on,
                days=(row.sent_on - day).days,
                action="open_referral",
                subject_id=row.referral_id,
            )
            for row in session.execute(query)
        ]
