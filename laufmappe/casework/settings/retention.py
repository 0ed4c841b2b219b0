# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a record is kept after the counselling has ended, and whose time is over. Nothing is ever deleted by itself.

The time counts from the end of the year in which the counselling ended, as claims lapse by German law. There is no rule
for all: each centre chooses, and three years are usual.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import MOST_MONTHS, RETENTION, checked_months
from laufmappe.casework.settings_rows import keep_rows, read_rows
from laufmappe.casework.today_people import NAME, name_of
from laufmappe.casework.views import Changed
from laufmappe.records.newcomers import Newcomer

USUAL = 36
OFFERED = (6, 12, 24, 36, 60, 120, 0)
"""Months that the window offers; 0 is never."""
MOST_SHOWN = 500


@dataclass(frozen=True)
class Expired:
    """Somebody whose record has been kept for the time chosen: since `since`, it may be deleted."""

    newcomer_id: str
    number: int
    name: str
    closed_on: date
    since: date


def retention_months(desk: Desk) -> int:
    """The months that were chosen for this vault; 0: no deletion is ever proposed."""
    with desk.read() as session:
        text = read_rows(session, (RETENTION,)).get(RETENTION, "")
    return int(text) if text.isascii() and text.isdigit() and int(text) <= MOST_MONTHS else USUAL


def set_retention_months(desk: Desk, months: int) -> Changed:
    """Chooses the months, for everyone who opens this vault. Raises FieldError."""
    checked_months(months)
    with desk.write("set_retention_months") as act:
        keep_rows(act.session, {RETENTION: str(months)})
    return act.changed()


def kept_until(closed_on: date, months: int) -> date:
    """The last day on which a record of a counselling that ended on a day is kept."""
    years, more = divmod(months, 12)
    year = closed_on.year + years
    if not more:
        return date(year, 12, 31)
    following = date(year + 1, more + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def expired(desk: Desk) -> list[Expired]:
    """Everybody whose record need not be kept any longer, the oldest first, at most `MOST_SHOWN`."""
    months = retention_months(desk)
    if not months:
        return []
    day = desk.today()
    query = (
        select(*NAME, Newcomer.number, Newcomer.closed_on)
        .where(Newcomer.closed_on.is_not(None), Newcomer.closed_on < day)
        .order_by(Newcomer.closed_on, Newcomer.number)
        .limit(MOST_SHOWN)
    )
    with desk.read() as session:
        return [
            Expired(row.id, row.number, name_of(row), row.closed_on, date.fromordinal(until.toordinal() + 1))
            for row in session.execute(query)
            if (until := kept_until(row.closed_on, months)) < day
        ]
