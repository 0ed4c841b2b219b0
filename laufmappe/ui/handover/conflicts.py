# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What both services changed: their words and ours beside each other, and which is to hold."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laufmappe.casework.cases.flat import Key, Values
from laufmappe.casework.cases.merging import Choice, Conflict, ConflictKey, News
from laufmappe.casework.handover.taking_over import OpenConflict, settle_conflict
from laufmappe.i18n import _, n_
from laufmappe.ui.handover.words import field_name, is_told, news_words, place_words, side_words
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.parts import Words
from laufmappe.ui.widgets import Card, Chip, ChipSpec, Dialog, Line, Segmented, Text, rule

LATER = "later"
_MOST_NEWS = 40


class ConflictLine(QWidget):
    """One field or entry: ours at the left, theirs at the right, the choice below. changed when somebody chose."""

    changed = Signal()

    def __init__(self, conflict: Conflict, rows: Mapping[Key, Values], theirs: str, ours: str = "") -> None:
        """`ours` names the own side where both are records of ours: then nothing can wait."""
        super().__init__()
        self.conflict = conflict
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        place = place_words(conflict.table, conflict.id, {**rows, (conflict.table, conflict.id): _row(conflict, rows)})
        what = f"{place} · {field_name(conflict.field)}" if conflict.field else place
        column.addWidget(Text(what, "strong", elide=True))
        sides = QHBoxLayout()
        sides.setSpacing(14)
        sides.addLayout(_side(ours or _("Bei uns"), side_words(conflict, conflict.mine)), 1)
        sides.addLayout(_side(theirs, side_words(conflict, conflict.theirs)), 1)
        column.addLayout(sides)
        names: dict[str, str] = {"mine": _("unsere Angabe"), "theirs": _("deren Angabe"), "both": _("beide")}
        options: list[tuple[str, object]] = [(_("später entscheiden"), LATER)]
        if ours:
            names, options = {**names, "mine": ours, "theirs": theirs}, []
        options += [(names[choice], choice) for choice in conflict.choices]
        self.choice = Segmented(_("{what}: welche Angabe gilt?").format(what=what), options, LATER)
        self.choice.chosen.connect(self._chosen)
        line = QHBoxLayout()
        line.addWidget(self.choice)
        line.addStretch(1)
        column.addLayout(line)

    def _chosen(self, _value: object) -> None:
        self.changed.emit()

    def decided(self) -> Choice | None:
        """The choice; None when it waits."""
        value = self.choice.value()
        return "mine" if value == "mine" else "theirs" if value == "theirs" else "both" if value == "both" else None


class ConflictCard(Card):
    """All conflicts of a parcel. Nothing is overwritten without a choice."""

    chapter = "uebergabe"

    decided = Signal()

    def __init__(self, conflicts: Sequence[Conflict], rows: Mapping[Key, Values], partner: str, ours: str = "") -> None:
        super().__init__(_("In beiden anders") if ours else _("Beide haben etwas geändert"), icon="split")
        self.lines = [ConflictLine(conflict, rows, partner, ours) for conflict in conflicts]
        self._open = Chip("", "warn", "circle-help")
        self.head.addWidget(self._open)
        words = _("Was Sie jetzt nicht entscheiden, bleibt wie bei uns und lässt sich später entscheiden.")
        if ours:
            words = _("Bitte wählen Sie, was gilt. Die andere Angabe steht weiter im Verlauf.")
        self.body.addWidget(Words(words, "secondary"))
        for line in self.lines:
            self.body.addWidget(rule())
            self.body.addWidget(line)
            line.changed.connect(self._count)
        self._count()

    def _count(self) -> None:
        left = sum(line.decided() is None for line in self.lines)
        words = n_("{n} offen", "{n} offen", left).format(n=left)
        self._open.show_state(
            ChipSpec(words, "warn", "circle-help") if left else ChipSpec(_("alle entschieden"), "ok", "check")
        )
        self.decided.emit()

    def all_decided(self) -> bool:
        """Whether nothing waits."""
        return all(line.decided() is not None for line in self.lines)

    def decisions(self) -> dict[ConflictKey, Choice]:
        """What was decided."""
        made: dict[ConflictKey, Choice] = {}
        for line in self.lines:
            choice = line.decided()
            if choice is not None:
                made[line.conflict.key] = choice
        return made


class NewsCard(Card):
    """What is new to us and comes in without a question."""

    chapter = "uebergabe"

    def __init__(self, news: Sequence[News], rows: Mapping[Key, Values], title: str = "") -> None:
        told = [each for each in news if is_told(each)]
        super().__init__(title or _("Neu von dort"), icon="inbox")
        self.head.addWidget(Chip(n_("{n} Angabe", "{n} Angaben", len(told)).format(n=len(told)), "info", "plus"))
        for each in told[:_MOST_NEWS]:
            values = each.after if not each.field and isinstance(each.after, dict) else each.before
            row = {(each.table, each.id): values} if not each.field and isinstance(values, dict) else {}
            place = place_words(each.table, each.id, {**rows, **row})
            icon = "minus" if not each.field and each.after is None else "plus" if not each.field else "pencil"
            self.body.addWidget(Line(place, news_words(each), icon=icon))
        if len(told) > _MOST_NEWS:
            left = len(told) - _MOST_NEWS
            words = n_("und {n} weitere Angabe", "und {n} weitere Angaben", left).format(n=left)
            self.body.addWidget(Text(words, "secondary"))


class OpenConflictsDialog(Dialog):
    """What parcels left undecided about a person, to be decided now."""

    chapter = "uebergabe"

    def __init__(self, over: QWidget, acts: Acts, conflicts: Sequence[OpenConflict]) -> None:
        super().__init__(over, _("Unterschiede entscheiden"), icon="split", width=820)
        self.acts = acts
        self._parcels = [each.parcel_id for each in conflicts]
        self.lines = []
        for number, each in enumerate(conflicts):
            if number:
                self.body.addWidget(rule())
            line = ConflictLine(each.conflict, {each.conflict.key[:2]: each.row}, each.partner)
            self.lines.append(line)
            self.body.addWidget(line)
        self.set_buttons(_("Eintragen"), self.save, icon="check")

    def save(self) -> None:
        """Writes each decision; what waits stays."""
        for parcel_id, line in zip(self._parcels, self.lines, strict=True):
            choice = line.decided()
            if choice is not None:
                key = line.conflict.key
                self.acts.do(_("Entschieden und eingetragen."), settle_conflict, parcel_id, key, choice)
        self.accept()


def _row(conflict: Conflict, rows: Mapping[Key, Values]) -> Values:
    there = rows.get((conflict.table, conflict.id), {})
    return {**conflict.theirs, **conflict.mine, **there}


def _side(who: str, words: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(Text(who, "label", elide=True))
    column.addWidget(Words(words))
    column.addStretch(1)
    return column
