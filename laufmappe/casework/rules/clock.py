# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The legal times of a procedure, reckoned from its events: for the decision (§ 13 BQFG), and to object to it.

Calendar months, never days. The rules are those of `resources/recognition`; where they lay nothing down, no time runs.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from laufmappe.casework.dates import add_months
from laufmappe.casework.rules.recognition import (
    appeal_until,
    country_group,
    decision_months,
    extension_months,
    procedures,
)
from laufmappe.resources import read_json

Clock = tuple[date | None, date | None]
"""The first and the last day of the time while it runs, else None."""


class Event(Protocol):
    """The day on which a procedure came into a state."""

    @property
    def id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def on_date(self) -> date: ...


class Procedure(Protocol):
    """What the times of a procedure are reckoned from: the columns of a `Recognition`, and its events."""

    @property
    def procedure(self) -> str: ...
    @property
    def regulated(self) -> bool: ...
    @property
    def fast_track(self) -> bool: ...
    @property
    def extended_until(self) -> date | None: ...
    @property
    def appeal_until(self) -> date | None: ...
    @property
    def events(self) -> Sequence[Event]: ...


def decision_clock(procedure: Procedure, country: str = "") -> Clock:
    """The time for the decision as it stands, for a certificate from a country (ISO code).

    It counts from the day the documents were complete; the days of a qualification analysis do not count (§ 14 BQFG),
    nor those on which the procedure rests.
    Once the office has extended its time, the day that it named counts. If it named none, the time ends after the month
    that the law allows for certificates from EU, EEA and Switzerland; for others nobody knows.
    """
    rule = read_json("recognition", "procedure.json")["clock"]
    running = round_of(procedure)
    if not running or running[-1].state not in clock_states():
        return None, None
    months = _months(procedure)
    if months is None:
        return None, None
    start = running[0].on_date
    end = add_months(start, months) + timedelta(days=_stood(running, rule["suspended_by"]))
    if not is_extended(procedure):
        return start, end
    if procedure.extended_until is not None:
        return start, procedure.extended_until
    longer = longest_extension(procedure, country)
    return (start, add_months(end, longer)) if longer else (None, None)


def receipt_until(procedure: Procedure) -> date | None:
    """The day by which the office has to confirm the application and name what is missing; None unless it waits for that."""
    last = max(procedure.events, key=lambda e: (e.on_date, e.id), default=None)
    if last is None or last.state != "applied":
        return None
    if procedure.procedure in procedures() and not procedures()[procedure.procedure].time.statutory:
        return None
    return add_months(last.on_date, int(read_json("recognition", "procedure.json")["clock"]["months_receipt"]))


def longest_extension(procedure: Procedure, country: str) -> int | None:
    """The months that the law allows for an extension; None where it only says that it must be appropriate."""
    if procedure.procedure in procedures():
        return extension_months(procedure.procedure, country)
    rule = read_json("recognition", "procedure.json")["clock"]
    return int(rule["extension_months_eu"]) if procedure.regulated and country_group(country) == "eu" else None


def round_of(procedure: Procedure) -> list[Event]:
    """The events since the documents were last complete; a follow-up application begins a new round."""
    events = sorted(procedure.events, key=lambda e: (e.on_date, e.id))
    starts = read_json("recognition", "procedure.json")["clock"]["starts"]
    begun = max((n for n, e in enumerate(events) if e.state == starts), default=None)
    return [] if begun is None else events[begun:]


def is_extended(procedure: Procedure) -> bool:
    """Whether the office has taken its one extension in this round."""
    return any(event.state == "extended" for event in round_of(procedure))


def objection_until(procedure: Procedure) -> date | None:
    """The last day to object to the newest decision: the one that it names, else a month after it arrived.

    None before a decision, after a full recognition that names no day, and once somebody has objected or the procedure
    has ended.
    """
    events = sorted(procedure.events, key=lambda e: (e.on_date, e.id))
    decided = max((n for n, e in enumerate(events) if e.state.startswith("decided_")), default=None)
    if decided is None or any(e.state in ("appeal", "closed", "withdrawn") for e in events[decided:]):
        return None
    if procedure.appeal_until is not None:
        return procedure.appeal_until
    return None if events[decided].state == "decided_full" else appeal_until(events[decided].on_date)


def clock_states() -> tuple[str, ...]:
    """The states in which the statutory time for the decision runs."""
    return tuple(state["id"] for state in read_json("recognition", "procedure.json")["states"] if state["clock"])


def _months(procedure: Procedure) -> int | None:
    """The months that the law gives; None where it gives none. Without a type of procedure, those of most."""
    if procedure.procedure in procedures():
        if not procedures()[procedure.procedure].time.statutory:
            return None
        return decision_months(procedure.procedure, procedure.fast_track)
    rule = read_json("recognition", "procedure.json")["clock"]
    return int(rule["months_fast_track"] if procedure.fast_track else rule["months"])


def _stood(events: Sequence[Event], suspended_by: Sequence[str]) -> int:
    return sum((after.on_date - event.on_date).days for event, after in pairwise(events) if event.state in suspended_by)
