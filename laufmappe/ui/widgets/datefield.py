# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as people know them: a day, a month or only a year."""

import calendar
import datetime
import re
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from laufmappe.i18n import _
from laufmappe.ui.faults import guarded
from laufmappe.ui.widgets.fields import LineEdit

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./-](\d{4})|(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{1,2})[.\s/-]+(\d{1,2})[.\s/-]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")


@dataclass(frozen=True)
class Reading:
    """What was read from a typed date.

    `value` is ISO as far as it is known: `1992`, `2025-08`, `2026-03-12`; None when nothing was typed or the date is
    faulty. `fault` is a sentence, `repair` the date (as shown) that could be taken instead.
    """

    value: str | None
    fault: str = ""
    repair: str = ""


def read_date(text: str, *, need_day: bool = False, century_pivot: int = 70) -> Reading:
    """Reads `1992`, `08/2025`, `12.03.2026`, `120326`-like forms. Two-digit years below the pivot are 20xx."""
    typed = text.strip()
    if not typed:
        return Reading(None)
    if found := _ISO.fullmatch(typed):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(typed) or _DIGITS.fullmatch(typed):
        year = int(found[3])
        if year < 100:
            year += 2000 if year < century_pivot else 1900
        return _day(year, int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(typed):
        month, year = (int(found[1]), int(found[2])) if found[1] else (int(found[4]), int(found[3]))
        if not 1 <= month <= 12 or not 1900 <= year <= 2200:
            return Reading(None, _("Den Monat {month} gibt es nicht.").format(month=typed))
        return _whole(f"{year:04}-{month:02}", need_day)
    if found := _YEAR.fullmatch(typed):
        if not 1900 <= int(found[1]) <= 2200:
            return Reading(None, _("Das Jahr {year} kann nicht stimmen.").format(year=typed))
        return _whole(found[1], need_day)
    example = _("12.03.2026") if need_day else _("12.03.2026, 03/2026 oder 2026")
    return Reading(None, _("Das ist kein Datum. Bitte so eingeben: {example}").format(example=example))


def _whole(value: str, need_day: bool) -> Reading:
    if need_day:
        return Reading(None, _("Hier wird der genaue Tag gebraucht, zum Beispiel 12.03.2026."))
    return Reading(value)


def _day(year: int, month: int, day: int) -> Reading:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        typed = f"{day:02}.{month:02}.{year}"
        repair = ""
        if 1 <= month <= 12 and 1900 <= year <= 2200 and day > 28:
            repair = f"{calendar.monthrange(year, month)[1]:02}.{month:02}.{year}"
        return Reading(None, _("Den {date} gibt es nicht.").format(date=typed), repair)
    if not 1900 <= year <= 2200:
        return Reading(None, _("Das Jahr {year} kann nicht stimmen.").format(year=year))
    return Reading(date.isoformat())


def shown_date(value: str | None) -> str:
    """An ISO value as people write it here: `12.03.2026`, `08/2025`, `1992`."""
    if not value:
        return ""
    parts = value.split("-")
    if len(parts) == 1:
        return value
    return f"{parts[1]}/{parts[0]}" if len(parts) == 2 else f"{parts[2]}.{parts[1]}.{parts[0]}"


class DateField(LineEdit):
    """A date that may be partial; it is put into order when the field is left.

    `read(reading)` is emitted then, for the label around to show fault and repair.
    """

    read = Signal(object)

    def __init__(self, name: str = "", *, need_day: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=_("TT.MM.JJJJ") if need_day else "", limit=20, parent=parent)
        self._need_day = need_day
        self.editingFinished.connect(self._settle)

    def reading(self) -> Reading:
        """What stands in the field now."""
        return read_date(self.text(), need_day=self._need_day)

    def value(self) -> str | None:
        """The ISO value, or None when empty or faulty: see `reading`."""
        return self.reading().value

    def choose(self, value: str | None) -> None:
        """Shows an ISO value."""
        self.setText(shown_date(value))

    def _settle(self) -> None:
        reading = self.reading()
        if reading.value is not None:
            self.setText(shown_date(reading.value))
        self.read.emit(reading)

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
