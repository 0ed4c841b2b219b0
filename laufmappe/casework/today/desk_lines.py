# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the day that the counsellor's own notes bring: follow-ups, appointments without an outcome, waits, old entries."""

from datetime import date, timedelta

from sqlalchemy import exists, or_, select

from laufmappe.casework.chains.agreement import due_reviews
from laufmappe.casework.desk import Desk
from laufmappe.casework.referrals.finder import CHECKED_FOR
from laufmappe.casework.services.agreements import expiring_agreements
from laufmappe.casework.today_people import MOST, NAME, lines, name_of, people
from laufmappe.casework.views import OPEN_STATES, TodayItem
from laufmappe.i18n import _
from laufmappe.records.chains import Step
from laufmappe.records.contacts import Appointment, FollowUp
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Service

WAITED_LONG = timedelta(days=90)
"""Waiting longer without a day named turns up under Heute."""


def follow_ups(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
    """Wiedervorlagen of today and before."""
    query = (
        select(*NAME, FollowUp.id.label("follow_up"), FollowUp.text, FollowUp.on_date)
        .join(FollowUp, FollowUp.newcomer_id == Newcomer.id)
        .where(*people(desk, only_mine), FollowUp.done_on.is_(None), FollowUp.on_date <= day)
        .order_by(FollowUp.on_date)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="follow_up",
                newcomer_id=row.id,
                name=name_of(row),
                text=row.text,
                due_on=row.on_date,
                days=(row.on_date - day).days,
                action="finish_follow_up",
                subject_id=row.follow_up,
            )
            for row in session.execute(query)
        ]


def open_appointments(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
    """Appointments that are over and of which nobody has said whether they were kept."""
    query = (
        select(*NAME, Appointment.id.label("appointment"), Appointment.title, Appointment.at)
        .join(Appointment, Appointment.newcomer_id == Newcomer.id)
        .where(*people(desk, only_mine), Appointment.state == "planned", Appointment.at < day.isoformat())
        .order_by(Appointment.at)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="appointment",
                newcomer_id=row.id,
                name=name_of(row),
                text=row.title,
                due_on=(was := date.fromisoformat(row.at[:10])),
                days=(was - day).days,
                action="open_appointment",
                subject_id=row.appointment,
            )
            for row in session.execute(query)
        ]


_WAITS = """
SELECT {name}, step.id AS step_id, step.title, step.state_since, step.expected_on
FROM step INDEXED BY ix_step_waiting {of_step}
WHERE step.state IN ('waiting', 'paused') AND step.dropped_on IS NULL
  AND (step.expected_on <= :day OR step.expected_on IS NULL AND step.state_since <= :long_ago)
ORDER BY step.state_since
"""


def long_waits(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
    """Stations that wait or rest beyond the day that was named, or for long without one."""
    dates = ("state_since", "expected_on")
    return [
        TodayItem(
            group="waiting",
            newcomer_id=row.id,
            name=name_of(row),
            text=row.title,
            due_on=row.expected_on or row.state_since,
            days=(row.state_since - day).days,
            action="open_step",
            subject_id=row.step_id,
        )
        for row in lines(desk, _WAITS, only_mine, dates, day=day, long_ago=day - WAITED_LONG)
    ]


def reviews(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
    """Interim reviews that were agreed for today or before."""
    return [
        TodayItem(
            group="review",
            newcomer_id=due.newcomer_id,
            name=due.name,
            text=_("Zwischenbilanz"),
            due_on=due.review_on,
            days=(due.review_on - day).days,
            action="open_person",
            subject_id=due.newcomer_id,
        )
        for due in due_reviews(desk, day, only_mine)
    ]


def ending_agreements(desk: Desk, day: date) -> list[TodayItem]:
    """Agreements with organizations that end soon."""
    return [
        TodayItem(
            group="agreement",
            newcomer_id="",
            name=view.organization,
            text=view.title,
            due_on=view.valid_until,
            days=(view.valid_until - day).days,
            action="open_service",
            subject_id=view.shown_at,
        )
        for view in expiring_agreements(desk, day)
        if view.valid_until is not None and view.shown_at
    ]


def stale_services(desk: Desk, day: date) -> list[TodayItem]:
    """Services that somebody is on the way to, and that nobody has checked for a year."""
    steps = exists().where(Step.service_id == Service.id, Step.state.in_(OPEN_STATES), Step.dropped_on.is_(None))
    waiting = ("sent", "arrived", "accepted", "waiting_list")
    referrals = exists().where(Referral.service_id == Service.id, Referral.state.in_(waiting))
    query = (
        select(Service.id, Service.name, Service.verified_on)
        .where(Service.active.is_(True), or_(Service.verified_on.is_(None), Service.verified_on < day - CHECKED_FOR))
        .where(or_(steps, referrals))
        .order_by(Service.verified_on, Service.name)
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            TodayItem(
                group="stale",
                newcomer_id="",
                name=row.name,
                text=_("Angaben prüfen: zuletzt {day}").format(day=f"{row.verified_on:%d.%m.%Y}")
                if row.verified_on
                else _("Angaben prüfen: noch nie geprüft"),
                due_on=row.verified_on + CHECKED_FOR if row.verified_on else day,
                days=(row.verified_on + CHECKED_FOR - day).days if row.verified_on else 0,
                action="open_service",
                subject_id=row.id,
            )
            for row in session.execute(query)
        ]
