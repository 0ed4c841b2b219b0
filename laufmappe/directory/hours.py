# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening times: structured schedules as a line that a person reads. The line is German, like all content of the record."""

import re
from typing import Any

from laufmappe.directory.parts import objects_at, said

_DAYS = {"MO": "Mo", "TU": "Di", "WE": "Mi", "TH": "Do", "FR": "Fr", "SA": "Sa", "SU": "So"}
_ORDER = list(_DAYS)
_DAY = re.compile(r"(-?\d+)?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_STRUCTURE = ("byday", "opens_at", "closes_at", "bymonthday")


def is_structured(schedule: dict[str, Any]) -> bool:
    """Whether a schedule says more than words."""
    return any(said(schedule, key) for key in _STRUCTURE)


def hours_line(schedules: list[dict[str, Any]]) -> str:
    """Days and times of some schedules, with their descriptions in lines of their own; empty where none can be read."""
    times = dict.fromkeys(line for line in map(_line, schedules) if line)
    words = dict.fromkeys(text for text in (said(schedule, "description") for schedule in schedules) if text)
    return "\n".join([", ".join(times), *words]) if times else ""


def schedules_of(service: dict[str, Any], location: dict[str, Any]) -> list[dict[str, Any]]:
    """The schedules of a service: its own, else those at its place, else those of the place."""
    for holder in (service, *objects_at(service, "service_at_locations")[:1], location):
        schedules = objects_at(holder, "schedules")
        if schedules:
            return schedules
    return []


def _line(schedule: dict[str, Any]) -> str:
    days = _days(said(schedule, "byday"), said(schedule, "bymonthday"))
    every = said(schedule, "interval")
    if every.isdecimal() and int(every) > 1:
        unit = "Monate" if said(schedule, "freq") == "MONTHLY" else "Wochen"
        days = f"alle {every} {unit} {days}".strip()
    times = "–".join(filter(None, (_time(said(schedule, key)) for key in ("opens_at", "closes_at"))))
    if not times:
        return ""
    if not said(schedule, "closes_at"):
        times = f"ab {times}"
    elif not said(schedule, "opens_at"):
        times = f"bis {times}"
    return f"{days} {times} Uhr".strip()


def _days(byday: str, bymonthday: str) -> str:
    found = [_DAY.fullmatch(part.strip().upper()) for part in byday.split(",") if part.strip()]
    days = [match for match in found if match]
    if len(days) < len(found):
        return byday
    if any(match[1] for match in days):
        named = [f"{match[1]}. {_DAYS[match[2]]}" if match[1] else _DAYS[match[2]] for match in days]
        return f"{', '.join(named).replace('-1. ', 'letzter ')} im Monat"
    if bymonthday and not days:
        return f"am {', '.join(f'{part.strip()}.' for part in bymonthday.split(','))} im Monat"
    places = sorted({_ORDER.index(match[2]) for match in days})
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(_run([_DAYS[_ORDER[place]] for place in run]) for run in runs)


def _run(days: list[str]) -> str:
    return f"{days[0]} bis {days[-1]}" if len(days) > 2 else ", ".join(days)


def _time(text: str) -> str:
    match = _TIME.match(text)
    if not match:
        return ""
    return str(int(match[1])) if match[2] == "00" else f"{int(match[1])}:{match[2]}"
