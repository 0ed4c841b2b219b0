# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs about a goal: its words with the measure agreed for it, and how it ended."""

from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.goals import GoalDraft, add_goal, change_goal, set_goal_state
from laufmappe.casework.record_views import GoalView
from laufmappe.casework.words import topics
from laufmappe.i18n import _
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.chain.step_dialogs import field_day
from laufmappe.ui.person.form import FormDialog
from laufmappe.ui.widgets import ComboBox, DateField, LineEdit, TextArea


class GoalDialog(FormDialog):
    """A goal in the person's own words; without `goal` a new one."""

    chapter = "ziele"

    def __init__(self, over: QWidget, acts: Acts, goal: GoalView | None = None) -> None:
        title = _("Neues Ziel") if goal is None else _("Ziel ändern")
        super().__init__(over, acts, title, icon="target", width=620)
        self._goal = goal
        self._text = TextArea(placeholder=_("mit den Worten der ratsuchenden Person"), lines=3)
        self.put("text", _("Was möchte die Person erreichen?"), self._text, required=True)
        row = self.row()
        areas: list[tuple[str, object]] = [(_("ohne Thema"), "")]
        areas += [(_(label), key) for key, label in topics().items()]
        self._topic = ComboBox(_("Thema"), areas)
        self.put("topic", _("Thema"), self._topic, row=row, stretch=3)
        until = DateField(need_day=True)
        self._until = self.put("until_on", _("Bis wann"), until, row=row, stretch=2)
        self._measure = TextArea(placeholder=_("was dafür vereinbart ist"), lines=2)
        self.put("measure", _("Maßnahme"), self._measure)
        self._who = LineEdit(placeholder=_("zum Beispiel: die Person selbst, Jobcenter"), limit=300)
        self.put("who", _("Wer kümmert sich?"), self._who)
        if goal is not None:
            self._text.setPlainText(goal.text)
            self._topic.choose(goal.topic)
            until.choose(goal.until_on.isoformat() if goal.until_on else None)
            self._measure.setPlainText(goal.measure)
            self._who.setText(goal.who)
        self.ready(_("Aufschreiben") if goal is None else _("Speichern"), begun=goal.id if goal else "new")

    def save(self) -> None:
        draft = GoalDraft(
            text=self._text.toPlainText(),
            topic=str(self._topic.value() or ""),
            measure=self._measure.toPlainText(),
            who=self._who.text(),
            until_on=field_day(self._until),
        )
        if self._goal is None:
            self.write(_("Das Ziel ist aufgeschrieben."), add_goal, self.acts.newcomer_id, draft)
        else:
            self.write(_("Das Ziel ist geändert."), change_goal, self._goal.id, draft)


class GoalStateDialog(FormDialog):
    """A goal is reached or given up: when, and with what result."""

    chapter = "ziele"

    def __init__(self, over: QWidget, acts: Acts, goal: GoalView, state: str) -> None:
        title = _("Ziel erreicht") if state == "reached" else _("Ziel aufgegeben")
        icon = "circle-check" if state == "reached" else "circle-x"
        super().__init__(over, acts, title, subtitle=goal.text, icon=icon, width=500)
        self._goal = goal
        self._state = state
        day = DateField(need_day=True)
        day.choose(acts.desk.today().isoformat())
        self._day = self.put("state_on", _("Wann"), day, hint=_("Heute oder ein früherer Tag."))
        self._result = TextArea(placeholder=_("was herausgekommen ist"), lines=3)
        self.put("result", _("Ergebnis"), self._result)
        self.ready(_("Eintragen"), begun=f"{goal.id}:{state}")

    def save(self) -> None:
        told = _("Das Ziel ist erreicht.") if self._state == "reached" else _("Das Ziel ist aufgegeben.")
        self.write(told, set_goal_state, self._goal.id, self._state, field_day(self._day), self._result.toPlainText())
