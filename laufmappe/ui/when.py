# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a moment is said: „heute, 17:42 Uhr“, „Freitag, 17:42 Uhr“, „vor 3 Tagen“."""

from datetime import date, datetime

from PySide6.QtCore import QLocale

from laufmappe.i18n import _, in_order, locale_name, n_


def said_when(moment: datetime, today: date) -> str:
    """The moment as one says it today, in local time."""
    local = moment.astimezone()
    days = (today - local.date()).days
    if days == 0:
        day = _("heute")
    elif days == 1:
        day = _("gestern")
    elif 1 < days < 7:
        day = QLocale(locale_name()).dayName(local.isoweekday())
    else:
        day = f"{local:%d.%m.%Y}"
    return _("{day}, {time} Uhr").format(day=day, time=f"{local:%H:%M}")


def short_when(moment: datetime) -> str:
    """Weekday, day and time, in local time: „Fr., 20.11., 17:42 Uhr“."""
    local = moment.astimezone()
    weekday = QLocale(locale_name()).dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
    return _("{weekday}, {day}, {time} Uhr").format(
        weekday=weekday, day=in_order(f"{local:%d.%m.}"), time=f"{local:%H:%M}"
    )


def ago(moment: datetime, today: date) -> str:
    """How many days ago."""
    days = (today - moment.astimezone().date()).days
    if days <= 0:
        return _("heute")
    return n_("vor {n} Tag", "vor {n} Tagen", days).format(n=days)
