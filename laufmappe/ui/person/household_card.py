# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of the household: who lives with the person, how old the children are."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from laufmappe.casework.people.household import child_view, set_household
from laufmappe.casework.record_views import ChildView, HouseholdMemberView
from laufmappe.casework.views import CaseView
from laufmappe.i18n import _, n_
from laufmappe.ui.intake.household_field import RELATION_WORDS, HouseholdField
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.person.parts import Words, empty, fill_below
from laufmappe.ui.widgets import Card, Line

_ICONS = {"child": "baby", "partner": "heart-handshake"}


class HouseholdDialog(FormDialog):
    """Adds, changes, moves and removes members, one line for each."""

    chapter = "aufnahme"

    def __init__(self, over: QWidget, acts: Acts, case: CaseView) -> None:
        super().__init__(over, acts, _("Haushalt"), subtitle=case.newcomer.name, icon="users", width=760)
        self.members = HouseholdField()
        self.members.choose(case.household)
        self.members.changed.connect(self.replace)
        self.members.read.connect(self._look)
        labeled = self.put("household", "", self.members)
        labeled.label.hide()
        self.body.addWidget(
            Words(_("Enter: nächste Zeile · Alt+↑ und Alt+↓: verschieben · leere Zeilen fallen weg"), "secondary")
        )
        self.ready(_("Eintragen"), begun="household")

    def save(self) -> None:
        if self._look():
            self.write(_("Der Haushalt ist eingetragen."), set_household, self.acts.newcomer_id, self.members.members())

    def _look(self, *_reading: object) -> bool:
        """Whether every date can be one; else it says which can't."""
        labeled = self.fields["household"]
        reading = self.members.look_for_faults()
        if reading is None:
            labeled.clear_fault()
        else:
            labeled.show_fault(reading.fault)
        self.replace()
        return reading is None


class HouseholdCard(Card):
    """The members of the household of the person shown."""

    chapter = "aufnahme"

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Haushalt"), link=_("Ändern"))
        self.acts = acts
        self._case: CaseView | None = None
        self._shown: tuple[object, ...] = ()
        if self.link is not None:
            self.link.setAccessibleName(_("Haushalt ändern"))
        self.link_clicked.connect(self.act_change)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        fill_below(self)

    def show_case(self, case: CaseView, today: date) -> None:
        """Shows each member with relation and age."""
        self._case = case
        if self._shown == (case.newcomer.id, case.household, today):
            return
        self._shown = (case.newcomer.id, case.household, today)
        empty(self._lines)
        for member in case.household:
            self._lines.addWidget(
                Line(
                    member.name or _(RELATION_WORDS[member.relation]),
                    member_words(member, today),
                    icon=_ICONS.get(member.relation, "user"),
                )
            )
        if not case.household:
            self._lines.addWidget(
                Words(_("Noch niemand eingetragen. Kinder stehen dann bei Schule und Kita dabei."), "lead")
            )

    def act_change(self) -> None:
        """Asks who belongs to the household."""
        if self._case is not None:
            dialog = HouseholdDialog(self, self.acts, self._case)
            dialog.appear(focus=dialog.members.lines()[-1].given)


def member_words(member: HouseholdMemberView, today: date) -> str:
    """What is known of a member in one line: Kind · 7 Jahre · Notiz."""
    relation = _(RELATION_WORDS[member.relation]) if member.name else ""
    view = child_view(member, today)
    if view.youngest is None:
        age = _("Alter prüfen") if member.relation == "child" else ""
    elif view.oldest is not None and view.oldest < 0:
        age = _("noch nicht geboren")
    else:
        age = n_("{n} Jahr", "{n} Jahre", view.oldest or 0).format(n=age_words(view))
    return " · ".join(part for part in (relation, age, member.note) if part)


def age_words(child: ChildView) -> str:
    """The age in years: 7, or 3–4 where only the year of birth is known."""
    youngest, oldest = max(child.youngest or 0, 0), max(child.oldest or 0, 0)
    return str(oldest) if youngest == oldest else f"{youngest}–{oldest}"


def child_words(child: ChildView) -> str:
    """A child whom a step is about: Sami (7)."""
    name = child.name or _("Kind")
    return f"{name} ({_('Alter prüfen') if child.youngest is None else age_words(child)})"


def household_words(household: tuple[HouseholdMemberView, ...]) -> str:
    """How many live together, the person among them: Haushalt 4 Personen, 2 Kinder."""
    if not household:
        return ""
    people = _("Haushalt {n} Personen").format(n=len(household) + 1)
    children = sum(member.relation == "child" for member in household)
    of_them = n_("{n} Kind", "{n} Kinder", children).format(n=children)
    return f"{people}, {of_them}" if children else people
