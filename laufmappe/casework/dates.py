# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as counsellors have them: whole or in part, German or ISO; and calendar months as the law counts them."""

import calendar
import re
from datetime import date

from laufmappe.errors import FieldError
from laufmappe.i18n import _

_FORMS = (
    re.compile(r"(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?"),
    re.compile(r"((?P<day>\d{1,2})\s*[./]\s*)?(?P<month>\d{1,2})\s*[./]\s*(?P<year>\d{4})"),
)
EARLIEST, LATEST = 1880, 2199


def partial_date(field: str, text: str) -> str:
    """Reads `1992`, `05/1992`, `17.05.1992` or ISO into a partial date (`1992-05-17`); empty stays empty.

    Raises:
        FieldError: It is no date; `repair` is the last day of the month where only the day is wrong.
    """
    text = text.strip()
    if not text:
        return ""
    match = next((m for form in _FORMS if (m := form.fullmatch(text))), None)
    if match is None or not text.isascii():
        raise FieldError(
            field, _("„{text}“ ist kein Datum. Möglich sind 1992, 05/1992 oder 17.05.1992.").format(text=text[:40])
        )
    parts = match.groupdict()
    year, month, day = int(parts["year"]), int(parts.get("month") or 0), int(parts.get("day") or 0)
    if not EARLIEST <= year <= LATEST:
        raise FieldError(field, _("Das Jahr {year} ist außerhalb des Kalenders hier.").format(year=year))
    if parts.get("month") is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        raise FieldError(field, _("Einen Monat {month} gibt es nicht.").format(month=month))
    if parts.get("day") is None:
        return f"{year:04}-{month:02}"
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise FieldError(
            field, _("Den {text} gibt es nicht.").format(text=text), repair=f"{last:02}.{month:02}.{year:04}"
        )
    return f"{year:04}-{month:02}-{day:02}"


def whole_date(field: str, text: str) -> date | None:
    """Reads a date with day, month and year; empty gives None. Raises FieldError."""
    partial = partial_date(field, text)
    if not partial:
        return None
    if len(partial) != 10:
        raise FieldError(field, _("Hier braucht es Tag, Monat und Jahr, zum Beispiel 17.05.2026."))
    return date.fromisoformat(partial)


def show_partial(partial: str) -> str:
    """A partial date as people write it: `1992`, `05/1992`, `17.05.1992`."""
    pieces = partial.split("-")
    return "/".join(reversed(pieces)) if len(pieces) < 3 else ".".join(reversed(pieces))


def first_day(partial: str) -> date | None:
    """The earliest day that a partial date can mean; deadlines count from it, so that they err on the safe side."""
    if not partial:
        return None
    year, month, day = (int(p) for p in [*partial.split("-"), "1", "1"][:3])
    return date(year, month, day)


def add_months(day: date, months: int) -> date:
    """The same day some calendar months on, or the last of that month where it lacks the day (§ 188 BGB)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
