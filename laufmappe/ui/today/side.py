# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beside the day: how much there is to look after, and the appointments of today."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.today.stock import AppointmentView, Stock
from laufmappe.i18n import _, locale_name
from laufmappe.ui.widgets import Card, Line, Row, RowStyle, RowsView, Text, avatar_colour, initials


class SideCards(QWidget):
    """`opened(id)` when somebody with an appointment is to be shown."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.stock = Card(_("Bestand"))
        self._numbers = {}
        for key, words, icon in (
            ("cases", _("laufende Beratungsfälle"), "users"),
            ("without_chain", _("noch ohne Kette"), "route"),
            ("referrals", _("Verweise ohne Antwort"), "send"),
        ):
            line = Line(words, icon=icon, strong=False)
            self._numbers[key] = Text("", "number")
            line.add(self._numbers[key])
            self.stock.body.addWidget(line)
        column.addWidget(self.stock)
        self._appointments = Card(_("Termine heute"))
        self.view = RowsView(_("Termine heute"), RowStyle(height=52, avatar=30), grow=True)
        self.view.opened.connect(self._open)
        self.view.clicked.connect(lambda index: self._open(self.view.key_at(index)))
        self._appointments.add_rows(self.view)
        self._appointments.hide()
        column.addWidget(self._appointments)

    def show_stock(self, stock: Stock, appointments: list[AppointmentView], only_mine: bool) -> None:
        """Shows the numbers and who comes today."""
        self.stock.title.show_text(_("Ihr Bestand") if only_mine else _("Bestand"))
        for key, label in self._numbers.items():
            label.show_text(QLocale(locale_name()).toString(getattr(stock, key)))
        self._appointments.setVisible(bool(appointments))
        self.view.show_rows(
            [
                Row(
                    key=(a.newcomer_id, a.time, a.text),
                    title=f"{a.time}  {a.name}",
                    subtitle=_(a.text),
                    initials=initials(a.name),
                    colour=avatar_colour(a.newcomer_id),
                )
                for a in appointments
            ]
        )

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.opened.emit(str(key[0]))
