# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing from much: a service of the directory, a country of the world, an appointment, one of many steps."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QListView, QSizePolicy, QStyledItemDelegate, QVBoxLayout, QWidget

from laufmappe.casework.cldr import country_codes, country_name, find_country
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.referrals.finder import Match, offered_services
from laufmappe.casework.words import service_types
from laufmappe.errors import FieldError
from laufmappe.i18n import _, language
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import CheckBox, ChipSpec, DateField, LineEdit, Row, RowStyle, RowsView, SearchField

NOTHING = ""
"""The key of the row that means: none of them."""


class RowPicker(QWidget):
    """A search over a list of rows; the current row is the choice. Enter in the search takes the first that is left."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str, *, height: int = 176, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[Row, str], ...] = ()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.search = SearchField(_("{name}: suchen").format(name=name), placeholder)
        self.search.textChanged.connect(self._filter)
        self.search.down_pressed.connect(self._into_list)
        self.column.addWidget(self.search)
        self.list = RowsView(name, RowStyle(height=46, padding=8))
        self.list.setFixedHeight(height)
        self.list.setUniformItemSizes(True)
        self.list.chosen.connect(self._picked)
        self.column.addWidget(self.list)
        self.none = Words("", "secondary")
        self.none.hide()
        self.column.addWidget(self.none)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.search)
        self.setAccessibleName(name)
        self._choice: object = None

    def offer(self, rows: Sequence[Row], nothing: str) -> None:
        """Offers these rows; `nothing` is said when the search leaves none."""
        self._rows = tuple((row, plain(f"{row.title} {row.subtitle} {row.detail}")) for row in rows)
        self.none.show_text(nothing)
        self._filter()

    def value(self) -> object:
        """The key of the chosen row, or None."""
        return self._choice

    def choose(self, key: object) -> None:
        """Chooses a row; one that is not offered yet is chosen as soon as it is."""
        self._choice = key
        self.list.choose(key)

    def _filter(self) -> None:
        words = plain(self.search.text()).split()
        left = [
            row for row, text in self._rows if not words or (row.key != NOTHING and all(word in text for word in words))
        ]
        self.list.show_rows(left)
        if not self.list.choose(self._choice):
            self.list.clearSelection()
            self.list.setCurrentIndex(self.list.rootIndex())
        if words and left:
            self.list.choose_first()
        self.none.setVisible(not left)

    def _into_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if self.list.current_key() is None:
            self.list.choose_first()

    def _picked(self, key: object) -> None:
        self._choice = key
        self.changed.emit()


class ServicePicker(RowPicker):
    """A service of the directory: first those of the type that a step wants, and that fit the person at hand.

    `may_be_none` offers to name nobody; `without` leaves one service out.
    """

    def __init__(
        self, name: str, acts: Acts, *, service_type: str = "", may_be_none: bool = False, without: str = ""
    ) -> None:
        super().__init__(name, _("Name, Träger, Straße …"))
        self._all: tuple[Match, ...] = ()
        self._type = service_type
        self._without = without
        self._may_be_none = may_be_none
        self.fitting: CheckBox | None = None
        if service_type:
            words = _("nur {type}").format(type=_(service_types().get(service_type, service_type)))
            self.fitting = CheckBox(words, checked=True)
            self.fitting.toggled.connect(self._offer)
            self.column.insertWidget(1, self.fitting)
            QWidget.setTabOrder(self.search, self.fitting)
            QWidget.setTabOrder(self.fitting, self.list)
        acts.tasks.run(offered_services, acts.desk, acts.newcomer_id, done=self._came)

    def service(self) -> str | None:
        """The id of the chosen service, or None."""
        return str(self.value()) if self.value() else None

    def _came(self, found: list[Match]) -> None:
        self._all = tuple(match for match in found if match.service.id != self._without)
        services = [match.service for match in self._all]
        chosen = next((s for s in services if s.id == self.value()), None)
        if (self.fitting is not None and not any(s.type == self._type for s in services)) or (
            self.fitting is not None and chosen is not None and chosen.type != self._type
        ):
            self.fitting.setChecked(False)
        self._offer()

    def _offer(self) -> None:
        only = self.fitting is not None and self.fitting.isChecked()
        rows = [service_row(match) for match in self._all if not only or match.service.type == self._type]
        if self._may_be_none:
            rows.insert(0, Row(NOTHING, _("Noch offen"), _("keine Anlaufstelle eingetragen"), icon="circle-dashed"))
        self.offer(
            rows,
            _("Keine passende Anlaufstelle. Neue legen Sie unter „Anlaufstellen“ an.")
            if self._all
            else _("Das Verzeichnis ist noch leer. Anlaufstellen legen Sie unter „Anlaufstellen“ an."),
        )


def service_row(match: Match) -> Row:
    """A service as one row: name; why it does not fit, or organization with address; whether all fits."""
    service = match.service
    organization = service.organization if service.organization != service.name else ""
    kind = _(service_types()[service.type]) if service.type in service_types() else ""
    below = " · ".join(part for part in (*match.misses, organization, service.address, kind) if part)
    chip = ChipSpec(_("passt"), "ok", "check") if match.fits and match.complete else None
    return Row(service.id, service.name, below, icon="building-2", chip=chip)


class CountryField(LineEdit):
    """A country by its name in the window's language, German or English; proposals come while typing."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Land eingeben …"), limit=80)
        names = sorted((country_name(code, language()) for code in country_codes()), key=plain)
        completer = QCompleter(QStringListModel(names, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setObjectName("popup")
        completer.setPopup(popup)
        popup.setItemDelegate(QStyledItemDelegate(popup))
        self.setCompleter(completer)

    def choose(self, code: str) -> None:
        """Shows a country by its ISO code."""
        self.setText(country_name(code, language()) if code else "")

    def code(self) -> str:
        """The ISO code, or empty. Raises FieldError for a name that no country has."""
        typed = self.text().strip()
        found = find_country(typed) if typed else ""
        if found is None:
            raise FieldError("country", _("Dieses Land kenne ich nicht. Bitte einen Vorschlag aus der Liste nehmen."))
        return found


class AppointmentField(QWidget):
    """Day and time of an appointment, or nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.day = DateField(_("{name}: Tag").format(name=name), need_day=True)
        self.time = LineEdit(_("{name}: Uhrzeit").format(name=name), placeholder=_("10:00"), limit=8)
        row.addWidget(self.day, 3)
        row.addWidget(self.time, 2)
        self.setFocusProxy(self.day)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def choose(self, appointment: str) -> None:
        """Shows an appointment `YYYY-MM-DDTHH:MM`."""
        if appointment:
            moment = datetime.fromisoformat(appointment)
            self.day.choose(moment.date().isoformat())
            self.time.setText(f"{moment:%H:%M}")

    def value(self) -> str:
        """What is typed, for comparing."""
        return f"{self.day.text()}|{self.time.text()}"

    def show_value(self, value: object) -> None:
        """Shows again what was typed."""
        day, _bar, time = str(value).partition("|")
        self.day.setText(day)
        self.time.setText(time)

    def set_faulty(self, faulty: bool) -> None:
        """Draws both frames red, or as usual again."""
        self.day.set_faulty(faulty)
        self.time.set_faulty(faulty)

    def appointment(self) -> str:
        """The appointment as it is kept; empty for none. Raises FieldError."""
        reading = self.day.reading()
        time = self.time.text().strip()
        if reading.fault:
            raise FieldError("appointment", reading.fault)
        if reading.value is None:
            if time:
                raise FieldError("appointment", _("An welchem Tag ist der Termin?"))
            return ""
        if not time:
            raise FieldError("appointment", _("Um wie viel Uhr ist der Termin? Zum Beispiel 10:00."))
        return f"{reading.value}T{read_time(time)}"


def read_time(text: str) -> str:
    """Reads 9, 9.30, 09:30 or 0930 as HH:MM. Raises FieldError."""
    pieces = text.lower().removesuffix("uhr").strip().replace(".", ":").replace(",", ":").split(":")
    if len(pieces) == 1 and len(pieces[0]) in (3, 4):
        pieces = [pieces[0][:-2], pieces[0][-2:]]
    numbers = [int(piece) for piece in pieces if piece.isascii() and piece.isdigit()]
    if len(numbers) != len(pieces) or len(pieces) > 2 or numbers[0] > 23 or (len(numbers) > 1 and numbers[1] > 59):
        raise FieldError("appointment", _("Das ist keine Uhrzeit. Bitte so eingeben: 10:00."))
    return f"{numbers[0]:02}:{numbers[1] if len(numbers) > 1 else 0:02}"


def guarded_reading(show: Callable[[FieldError], object], read: Callable[[], str]) -> str | None:
    """What `read` gives; None after its fault was shown."""
    try:
        return read()
    except FieldError as error:
        show(error)
        return None
