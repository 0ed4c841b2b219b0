# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding a German reference occupation while typing, and what the data says of the one that is chosen."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from laufmappe.casework.recognition.own_occupations import own_occupations
from laufmappe.casework.rules.occupations import Occupation, find_occupations, occupation, regulation_limit
from laufmappe.casework.words import labels
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import ChipSpec, Row, RowStyle, RowsView, SearchField

AFTER = 120
"""Milliseconds of rest after which the typed letters are looked up."""
MOST = 12


def regulation_chip(found: Occupation) -> ChipSpec | None:
    """Whether the occupation may only be practised with recognition; None where the list does not say it."""
    if found.regulated is None:
        return None
    if not found.regulated:
        return ChipSpec(_("nicht reglementiert"), "neutral", "check")
    if found.only:
        return ChipSpec(_("teils reglementiert"), "warn", "scale")
    return ChipSpec(_("reglementiert"), "warn", "scale")


def occupation_words(found: Occupation) -> str:
    """Who decides, the level, the key: Handwerkskammer · Niveau 4 (DQR)."""
    bodies = labels("recognition", "bodies.json", key="kinds")
    level = _("Niveau {n} (DQR)").format(n=found.eqf) if found.eqf else ""
    parts = [_(bodies.get(found.body_kind, "")) if found.body_kind else "", level, found.code]
    return " · ".join(part for part in parts if part)


class OccupationPicker(QWidget):
    """A search field; below it what was found. Whatever is typed may stay, too: not every job is in a list."""

    changed = Signal()

    def __init__(self, name: str, acts: Acts) -> None:
        super().__init__()
        self._acts = acts
        self._extra: tuple[Occupation, ...] = ()
        self._found: tuple[Occupation, ...] = ()
        self._chosen: Occupation | None = None
        self._wanted_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.search = SearchField(name, _("Beruf suchen, auch in anderen Sprachen"))
        self.search.textEdited.connect(self._typed)
        self.search.down_pressed.connect(self._into_list)
        self.search.returnPressed.connect(self._take_first)
        column.addWidget(self.search)
        self.list = RowsView(_("Gefundene Berufe"), RowStyle(height=46, padding=8))
        self.list.setFixedHeight(150)
        self.list.opened.connect(self._take)
        self.list.clicked.connect(self._clicked)
        self.list.hide()
        column.addWidget(self.list)
        self.about = Words("", "secondary")
        self.about.hide()
        column.addWidget(self.about)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER)
        self._rest.timeout.connect(self._look_up)
        self.setFocusProxy(self.search)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        acts.tasks.run(own_occupations, acts.desk, done=self._extra_came, owner=self)

    def chosen(self) -> Occupation | None:
        """The occupation out of a list; None where only words were typed."""
        return self._chosen

    def text(self) -> str:
        """The words in the field."""
        return self.search.text().strip()

    def occupation_id(self) -> str:
        """The id of the chosen one; the one that was kept, while its list is away; else empty."""
        return self._chosen.id if self._chosen else self._wanted_id

    def show_occupation(self, words: str, occupation_id: str) -> None:
        """Shows what is kept."""
        self.search.setText(words)
        self._wanted_id = occupation_id
        self._chosen = occupation(occupation_id, self._extra) if occupation_id else None
        self._describe()

    def value(self) -> str:
        """What is there, for comparing and keeping over a lock."""
        return f"{self.occupation_id()}|{self.search.text()}"

    def show_value(self, value: object) -> None:
        """Shows again what was there."""
        key, _bar, words = str(value).partition("|")
        self.show_occupation(words, key)

    def set_faulty(self, faulty: bool) -> None:
        """Draws the frame red, or as usual again."""
        self.search.set_faulty(faulty)

    def _extra_came(self, extra: tuple[Occupation, ...]) -> None:
        self._extra = extra
        if self._chosen is None and self._wanted_id:
            self._chosen = occupation(self._wanted_id, extra)
            self._describe()

    def _typed(self, _text: str) -> None:
        self._chosen, self._wanted_id = None, ""
        self._describe()
        self._rest.start()

    def _look_up(self) -> None:
        self._acts.tasks.run(find_occupations, self.search.text(), self._extra, MOST, done=self._came, owner=self)

    def _came(self, found: tuple[Occupation, ...]) -> None:
        if self._chosen is not None:
            return
        self._found = found
        self.list.show_rows(
            [
                Row(each.id, each.label, occupation_words(each), icon="briefcase", chip=regulation_chip(each))
                for each in found
            ]
        )
        self.list.setVisible(bool(found))
        if not found and self.text():
            self.about.show_text(_("In keiner Liste. Die Worte bleiben so stehen, wie Sie sie schreiben."))
            self.about.show()
        self.changed.emit()

    def _into_list(self) -> None:
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.choose_first()

    def _take_first(self) -> None:
        if self._found and self.list.isVisible():
            self._take(self._found[0].id)

    def _clicked(self) -> None:
        self._take(self.list.current_key())

    def _take(self, key: object) -> None:
        found = next((each for each in self._found if each.id == key), None)
        if found is None:
            return
        self._chosen, self._wanted_id = found, found.id
        self.search.setText(found.label)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._describe()
        self.changed.emit()

    def _describe(self) -> None:
        found = self._chosen
        self.list.setVisible(False)
        if found is None:
            self.about.hide()
            return
        chip = regulation_chip(found)
        first = " · ".join(part for part in (chip.text if chip else "", occupation_words(found)) if part)
        limit = regulation_limit(found)
        self.about.show_text("\n".join(part for part in (first, _(limit) if limit else "", found.note) if part))
        self.about.setVisible(bool(self.about.text()))
