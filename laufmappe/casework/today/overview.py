# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Heute: everything across all people that wants doing, most pressing first."""

from datetime import date, timedelta

from laufmappe.casework.dates import first_day
from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.parcels import silent_parcels
from laufmappe.casework.recognition.alerts import recognition_alerts
from laufmappe.casework.today.desk_lines import (
    ending_agreements,
    follow_ups,
    long_waits,
    open_appointments,
    reviews,
    stale_services,
)
from laufmappe.casework.today_people import lines, name_of
from laufmappe.casework.views import TodayItem
from laufmappe.i18n import _

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
    items = _steps(desk, day, only_mine, date.min, day - timedelta(days=1))
    items += _steps(desk, day, only_mine, day, day + WEEK)
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


_STEPS = """
SELECT {name}, step.id AS step_id, step.title, step.due_on
FROM step INDEXED BY ix_step_due {of_step}
WHERE {open_step} AND step.due_on BETWEEN :first AND :last
ORDER BY step.due_on
"""
_TITLES = """
SELECT {name}, milestone.on_date
FROM milestone INDEXED BY ix_milestone_kind {of_milestone}
WHERE milestone.kind = 'title_expiry' AND milestone.on_date <= :last
ORDER BY milestone.on_date
"""
_SILENT = """
SELECT {name}, referral.id AS referral_id, referral.sent_on, referral.kind, service.name AS service
FROM referral INDEXED BY ix_referral_awaited {of_referral}
CROSS JOIN service ON service.id = referral.service_id
WHERE {awaited} AND referral.follow_up_on <= :day
ORDER BY referral.follow_up_on
"""


def _steps(desk: Desk, day: date, only_mine: bool, first: date, last: date) -> list[TodayItem]:
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
        for row in lines(desk, _STEPS, only_mine, ("due_on",), first=first, last=last)
    ]


def _titles(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
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
        for row in lines(desk, _TITLES, only_mine, last=(day + TITLE_AHEAD).isoformat())
        if (ends := first_day(row.on_date))
    ]


def _silent(desk: Desk, day: date, only_mine: bool) -> list[TodayItem]:
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
        for row in lines(desk, _SILENT, only_mine, ("sent_on",), day=day)
    ]
