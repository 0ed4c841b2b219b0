# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the day: how much there is to look after, and who has an appointment today."""

from dataclasses import dataclass

from sqlalchemy import text

from laufmappe.casework.desk import Desk
from laufmappe.casework.today_people import WORDS, lines, name_of

_CASES = """
SELECT count(*), sum(newcomer.chain_template IS NULL) FROM newcomer INDEXED BY ix_newcomer_called
WHERE newcomer.closed_on IS NULL
"""
_REFERRALS = """
SELECT count(*) FROM newcomer INDEXED BY ix_newcomer_called
CROSS JOIN referral INDEXED BY ix_referral_newcomer_id ON referral.newcomer_id = newcomer.id AND {awaited}
WHERE newcomer.closed_on IS
"""
_ALL_REFERRALS = "SELECT count(*) FROM referral INDEXED BY ix_referral_newcomer_id WHERE {awaited}"
_MINE = " AND newcomer.counsellor = :who"
_OF_STEPS = """
SELECT {name}, step.appointment AS at, step.title AS text FROM step INDEXED BY ix_step_appointment {of_step}
WHERE step.appointment > '' AND step.appointment BETWEEN :first AND :last AND {open_step}
ORDER BY step.appointment
"""
_OF_REFERRALS = """
SELECT {name}, referral.appointment AS at, service.name AS text
FROM referral INDEXED BY ix_referral_appointment {of_referral}
CROSS JOIN service ON service.id = referral.service_id
WHERE referral.appointment > '' AND referral.appointment BETWEEN :first AND :last AND {awaited}
ORDER BY referral.appointment
"""
_OWN = """
SELECT {name}, appointment.at, appointment.title AS text
FROM appointment {of_appointment}
WHERE appointment.state = 'planned' AND appointment.at BETWEEN :first AND :last
ORDER BY appointment.at
"""


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
    mine, who = (_MINE, {"who": desk.who}) if only_mine else ("", {})
    with desk.read() as session:
        cases, without_chain = session.execute(text(_CASES + mine), who).one()
        if only_mine:
            referrals = session.scalar(text(_REFERRALS.format_map(WORDS) + " NULL" + mine), who)
        else:
            # Few cases are closed: theirs are taken off, so that nobody has to be looked up for all the others.
            every = session.scalar(text(_ALL_REFERRALS.format_map(WORDS)))
            referrals = every - session.scalar(text(_REFERRALS.format_map(WORDS) + " NOT NULL"))
    return Stock(cases=cases, without_chain=without_chain or 0, referrals=referrals)


def appointments_today(desk: Desk, only_mine: bool = False) -> list[AppointmentView]:
    """The appointments of today, of steps, of referrals and of their own, by their time."""
    day = desk.today().isoformat()
    found = [
        AppointmentView(time=row.at[11:16], newcomer_id=row.id, name=name_of(row), text=row.text)
        for query in (_OF_STEPS, _OF_REFERRALS, _OWN)
        for row in lines(desk, query, only_mine, first=f"{day}T", last=f"{day}T24")
    ]
    return sorted(found, key=lambda a: (a.time, a.name))
