# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The statutory time for the decision on a foreign qualification (§ 13 BQFG), reckoned from the events of a procedure."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from laufmappe.casework.dates import add_months
from laufmappe.records.qualifications import Recognition, RecognitionEvent
from laufmappe.resources import read_json

Clock = tuple[date | None, date | None]
"""The first and the last day of the time while it runs, else None."""


def decision_clock(procedure: Recognition) -> Clock:
    """The time of a procedure as it stands.

    Calendar months from the day the documents were complete; the days of a qualification analysis do not count
    (§ 14 BQFG). Once the office has extended its time, only the day that it named counts: the law names no length.
    """
    rule = read_json("recognition", "procedure.json")["clock"]
    events = sorted(procedure.events, key=lambda e: (e.on_date, e.id))
    begun = max((n for n, e in enumerate(events) if e.state == rule["starts"]), default=None)
    if begun is None or events[-1].state not in clock_states():
        return None, None
    running = events[begun:]
    if any(e.state == "extended" for e in running):
        return (running[0].on_date, procedure.extended_until) if procedure.extended_until else (None, None)
    months = rule["months_fast_track"] if procedure.fast_track else rule["months"]
    start = running[0].on_date
    return start, add_months(start, months) + timedelta(days=_stood(running, rule["suspended_by"]))


def clock_states() -> tuple[str, ...]:
    """The states in which the statutory time for the decision runs."""
    return tuple(state["id"] for state in read_json("recognition", "procedure.json")["states"] if state["clock"])


def _stood(events: Sequence[RecognitionEvent], suspended_by: str) -> int:
    return sum((after.on_date - event.on_date).days for event, after in pairwise(events) if event.state == suspended_by)
