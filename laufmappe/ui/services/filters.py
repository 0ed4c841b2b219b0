# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What narrows the directory: topic, kind, language, status, district, needs, entries to be checked; each says how many."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from laufmappe.casework.cldr import language_name
from laufmappe.casework.names.spelling import plain
from laufmappe.casework.referrals.finder import Listed, Wanted, is_stale, topics_of
from laufmappe.casework.words import needs, statuses, topics
from laufmappe.i18n import _, language, n_
from laufmappe.ui.person.parts import empty, focus_name, give_focus_back
from laufmappe.ui.services.signs import type_words
from laufmappe.ui.widgets import Button, ComboBox, FlowLayout
from laufmappe.ui.widgets.choice import ToggleChip


class Filters(QWidget):
    """`changed` when the counsellor narrows or widens; `left` when the finder no longer looks on somebody's behalf."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._services: list[Listed] = []
        self._stale_count = 0
        self._needs: tuple[str, ...] = ()
        self._name = ""
        self.stale = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._fold_button = Button(_("Filter zeigen"), icon="funnel", kind="link", parent=self)
        self._fold_button.clicked.connect(self._turn)
        self._fold_button.hide()
        column.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.topic = ComboBox(_("Thema"))
        self.type = ComboBox(_("Art der Anlaufstelle"))
        self.language = ComboBox(_("Sprache in der Beratung"))
        self.status = ComboBox(_("Für welchen Status"))
        self.district = ComboBox(_("Stadtteil"))
        self.need = ComboBox(_("Bedarf"))
        self._combos = (self.topic, self.type, self.language, self.status, self.district)
        for number, combo in enumerate((*self._combos, self.need)):
            grid.addWidget(combo, number // 2, number % 2)
        for combo in self._combos:
            combo.currentIndexChanged.connect(self.changed)
        self.need.currentIndexChanged.connect(self._add_need)
        column.addWidget(self._grid)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, 6, 6)
        column.addWidget(self._chips)
        self._offer(Wanted())

    def wanted(self, text: str = "") -> Wanted:
        """What the filters ask for, together with what is typed."""
        topic, kind, spoken, status, district = (str(combo.value() or "") for combo in self._combos)
        return Wanted(text.strip(), topic, kind, status, district, spoken, self._needs)

    @property
    def narrows(self) -> bool:
        """Whether any filter is on."""
        return self.stale or self.wanted().asks

    def offer(self, services: Sequence[Listed], today: date) -> None:
        """Offers what the directory has, each with how many services have it; what is chosen stays."""
        self._services = list(services)
        self._stale_count = sum(is_stale(each.view, today) for each in services)
        self._offer(self.wanted())

    def ask(self, wanted: Wanted, name: str = "") -> None:
        """Asks for exactly this; `name` is on whose behalf."""
        self._name, self._needs, self.stale = name, wanted.needs, False
        self._offer(wanted)
        self.changed.emit()

    def show_stale(self, on: bool = True) -> None:
        """Shows only entries that should be checked again, or all."""
        self.stale = on
        self._show_chips()
        self.changed.emit()

    def reset(self) -> None:
        """Takes every filter away."""
        self.ask(Wanted())
        self.left.emit()

    def fold(self, short: bool) -> None:
        """Puts the lists away behind a button where the window is too low for them and the services."""
        if short == self._fold_button.isHidden():
            self._fold_button.setVisible(short)
            self._grid.setVisible(not short)
            self._fold_button.show_text(_("Filter zeigen"))

    def focus_first(self) -> None:
        """Puts the focus on the first list, which is shown if it was put away."""
        if self._grid.isHidden():
            self._turn()
        self.topic.setFocus()

    def _turn(self, _checked: bool = False) -> None:
        shown = self._grid.isHidden()
        self._grid.setVisible(shown)
        self._fold_button.show_text(_("Filter verbergen") if shown else _("Filter zeigen"))

    def _offer(self, wanted: Wanted) -> None:
        views = [each.view for each in self._services if each.view.active]
        found = {
            self.topic: Counter(topic for view in views for topic in topics_of(view)),
            self.type: Counter(view.type for view in views if view.type),
            self.language: Counter(code for view in views for code in view.languages),
            self.status: Counter({s: sum(not v.audience or s in v.audience for v in views) for s in statuses()}),
            self.district: Counter(view.district for view in views if view.district),
            self.need: Counter(need for view in views for need in view.needs),
        }
        if not any(view.audience for view in views):
            found[self.status].clear()
        within = language()
        words: dict[ComboBox, tuple[str, Callable[[str], str], str]] = {
            self.topic: (_("Thema: alle"), lambda value: _(topics().get(value, value)), wanted.topic),
            self.type: (_("Art: alle"), type_words, wanted.type),
            self.language: (_("Sprache: alle"), lambda code: language_name(code, within), wanted.language),
            self.status: (_("Status: alle"), lambda value: _(statuses().get(value, value)), wanted.status),
            self.district: (_("Stadtteil: alle"), str, wanted.district),
            self.need: (_("Bedarf: weiterer …") if self._needs else _("Bedarf: alle"), _need_words, ""),
        }
        for combo, (every, called, chosen) in words.items():
            counts = found[combo]
            if chosen:
                counts.setdefault(chosen, 0)
            left = [value for value in counts if combo is not self.need or value not in self._needs]
            # The statuses stand in the order of the law, everything else by name.
            ordered = left if combo is self.status else sorted(left, key=lambda value: plain(called(value)))
            options: list[tuple[str, object]] = [(every, "")]
            options += [(f"{called(value)} ({counts[value]})", value) for value in ordered]
            blocked = combo.blockSignals(True)
            combo.offer(options)
            combo.choose(chosen)
            combo.blockSignals(blocked)
            combo.setEnabled(len(options) > 1)
        self._show_chips()

    def _show_chips(self) -> None:
        focus = focus_name(self)
        empty(self._flow)
        if self._name:
            self._add(_("für {name}").format(name=self._name), self._leave, on=True)
        for need in self._needs:
            self._add(_need_words(need), partial(self._drop_need, need), on=True)
        if (self._stale_count and not self._name) or self.stale:
            words = n_("Prüfung fällig ({n})", "Prüfung fällig ({n})", self._stale_count).format(n=self._stale_count)
            self._add(words, partial(self.show_stale, not self.stale), on=self.stale)
        self._chips.setVisible(self._flow.count() > 0)
        give_focus_back(self, focus)

    def _add(self, words: str, act: object, *, on: bool) -> None:
        chip = ToggleChip(words, checked=on, parent=self._chips)
        chip.setMaximumWidth(340)
        chip.setAccessibleName(words)
        chip.setObjectName(f"chip-{words}")
        chip.clicked.connect(act)
        self._flow.addWidget(chip)
        chip.show()

    def _leave(self, _checked: bool = False) -> None:
        self._name = ""
        self._show_chips()
        self.left.emit()

    def _add_need(self, _index: int = 0) -> None:
        value = str(self.need.value() or "")
        if value:
            self._needs = (*self._needs, value)
            self._offer(self.wanted())
            self.changed.emit()

    def _drop_need(self, need: str, _checked: bool = False) -> None:
        self._needs = tuple(each for each in self._needs if each != need)
        self._offer(replace(self.wanted(), needs=self._needs))
        self.changed.emit()


def _need_words(need: str) -> str:
    return _(needs().get(need, need))
