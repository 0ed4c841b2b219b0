# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The head of the page: who this is, in one look, and the two things one does most."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.dates import first_day
from laufmappe.casework.record_views import HouseholdMemberView
from laufmappe.casework.views import NewcomerView
from laufmappe.casework.words import statuses
from laufmappe.i18n import _, language, n_
from laufmappe.ui.faults import guarded
from laufmappe.ui.look import font, tokens_of
from laufmappe.ui.person.household_card import household_words
from laufmappe.ui.person.parts import Words
from laufmappe.ui.person.signs import shown_day
from laufmappe.ui.widgets import Avatar, Button, IconButton
from laufmappe.ui.widgets.painting import mirrored, paint_text, text_width

NARROW = 580
"""Below this width, in logical pixels, the buttons stand under the name."""


class NameLine(QWidget):
    """The name in large letters and, beside it, the name in the person's own script."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._native = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, native: str) -> None:
        """Shows another name; a native name that says the same is left out."""
        self._name, self._native = name, native if native != name else ""
        whole = " ".join(part for part in (self._name, self._native) if part)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.update()

    @guarded(QSize)
    def sizeHint(self) -> QSize:
        return QSize(200, 34)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        whole = QRectF(self.rect())
        direction = self.layoutDirection()
        native = min(text_width(self._native, font(17, 500)) + 4, whole.width() * 0.45) if self._native else 0.0
        room = whole.width() - (native + 12 if native else 0)
        name = QRectF(0, 0, min(text_width(self._name, font(22, 700)) + 2, room), whole.height())
        paint_text(painter, mirrored(name, whole, direction), self._name, font(22, 700), tokens.text, direction)
        if native:
            box = QRectF(name.right() + 12, 0, native, whole.height())
            paint_text(
                painter,
                mirrored(box, whole, direction),
                self._native,
                font(17, 500),
                tokens.muted,
                direction,
                align=Qt.AlignmentFlag.AlignHCenter,
            )
        painter.end()


class PersonHead(QWidget):
    """Avatar, name, one line about the person, and the buttons."""

    print_asked = Signal()
    refer_asked = Signal()
    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.avatar = Avatar("", size=56)
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(12)
        self.name = NameLine()
        self._first.addWidget(self.name, 1)
        words.addLayout(self._first)
        self.lead = Words("", "lead")
        words.addWidget(self.lead)
        row.addLayout(words, 1)
        self.change_button = IconButton("pencil", _("Angaben ändern"), kind="secondary", key="F2")
        self.change_button.clicked.connect(self.change_asked)
        self.print_button = Button(_("Mappe drucken"), icon="printer", key="Ctrl+P")
        self.print_button.clicked.connect(self.print_asked)
        self.refer_button = Button(_("Verweisen"), icon="send", kind="primary", key="Ctrl+Return")
        self.refer_button.clicked.connect(self.refer_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.change_button, self.print_button, self.refer_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._first.addLayout(buttons)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction.TopToBottom if self.width() < NARROW else QBoxLayout.Direction.LeftToRight
        if self._first.direction() != way:
            self._first.setDirection(way)
            self._first.setSpacing(4 if self.width() < NARROW else 12)

    def show_person(
        self,
        person: NewcomerView,
        today: date,
        *,
        primary: bool,
        household: tuple[HouseholdMemberView, ...] = (),
    ) -> None:
        """Shows the person; `primary` says whether referring is what one does next here."""
        self.avatar.show_person(person.name, person.id)
        self.name.show_name(person.name, person.native_name)
        self.lead.show_text(" · ".join(part for part in (lead(person, today), household_words(household)) if part))
        self.refer_button.kind = "primary" if primary else "secondary"
        self.refer_button.update()


def lead(person: NewcomerView, today: date) -> str:
    """The one line: 34 Jahre · Arabisch, Deutsch B1 · Aufenthaltsgestattung · in Beratung seit 12.03.2026."""
    closed = _("Beratung beendet am {day}").format(day=shown_day(person.closed_on)) if person.closed_on else ""
    parts = (
        age(person.birth_date, today),
        ", ".join(_spoken(x.code, x.level) for x in person.languages),
        _(statuses()[person.status]) if person.status in statuses() else "",
        closed or _("in Beratung seit {day}").format(day=shown_day(person.taken_in_on)),
    )
    return " · ".join(part for part in parts if part)


def age(birth: str, today: date) -> str:
    """The age where the day of birth is known, else the year."""
    if len(birth) < 10:
        return _("geboren {year}").format(year=birth[:4]) if birth else ""
    born = first_day(birth)
    assert born is not None
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return n_("{n} Jahr", "{n} Jahre", years).format(n=years)


def _spoken(code: str, level: str) -> str:
    name = language_name(code, language())
    if code != "de" or not level or level == "native":
        return name
    return _("kein Deutsch") if level == "none" else f"{name} {level}"
