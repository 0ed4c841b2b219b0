# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals, the agreement with its reviews, a newer version of the template, and a case that is taken up again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from laufmappe.casework.chains.agreed import StepDraft, change_step
from laufmappe.casework.chains.goals import GoalDraft, add_goal
from laufmappe.casework.chains.template_versions import TemplateDraft, save_template
from laufmappe.casework.chains.templates import library, shipped_template
from laufmappe.casework.people.register import close_case
from laufmappe.ui.widgets import Notice

Sit = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier


def button(inside: Any, name: str) -> QAbstractButton:
    """The button whose object name begins so."""
    found: list[QAbstractButton] = [
        b for b in inside.findChildren(QAbstractButton) if b.objectName().startswith(name) and b.isVisible()
    ]
    assert found, name
    return found[0]


def test_a_goal_is_written_down_reached_and_taken_back(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_Z)
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["text"].has_fault()
    dialog._text.setPlainText("Ich möchte wieder als Pflegerin arbeiten.")
    dialog._topic.choose("work")
    dialog._measure.setPlainText("Anerkennung beantragen")
    dialog._until.field.setText("30.06.2027")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (goal,) = sat.case().goals
    assert (goal.topic, goal.measure, goal.until_on) == ("work", "Anerkennung beantragen", date(2027, 6, 30))
    button(sat.page.goals, "goal-reached").click()
    dialog = sat.dialog()
    dialog._result.setPlainText("Stelle ab Januar")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert [(g.state, g.result) for g in sat.case().goals] == [("reached", "Stelle ab Januar")]
    sat.undo_last()
    assert sat.case().goals[0].state == "open"


def test_goals_are_put_into_another_order(sit: Sit) -> None:
    sat = sit()
    for text in ("Eins", "Zwei"):
        add_goal(sat.desk, sat.newcomer_id, GoalDraft(text))
    sat.page.changed(None)
    sat.settle()
    button(sat.page.goals, "goal-arrow-down").click()
    sat.settle()
    assert [g.text for g in sat.case().goals] == ["Zwei", "Eins"]


def test_the_agreement_is_written_and_reviewed(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_V)
    dialog = sat.dialog()
    dialog._situation.setPlainText("Seit Mai hier.")
    dialog._review.field.setText("22.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["review_on"].has_fault()
    dialog._review.field.setText("01.02.2027")
    dialog._signed.field.setText("23.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.case().chain.signed_on == date(2026, 11, 23)
    sat.press(Qt.Key.Key_I)
    dialog = sat.dialog()
    assert dialog._next.field.value() == "2027-02-23"
    dialog._result.setPlainText("Kurs begonnen.")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    chain = sat.case().chain
    assert ([r.result for r in chain.reviews], chain.review_on) == (["Kurs begonnen."], date(2027, 2, 23))
    button(sat.page.agreement, "review-change").click()
    sat.dialog()._agreed.setPlainText("Kita zuerst.")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.case().chain.reviews[0].agreed == "Kita zuerst."
    button(sat.page.agreement, "review-remove").click()
    sat.settle()
    assert sat.case().chain.reviews == ()


def test_a_newer_version_of_the_template_is_offered_and_taken_in_parts(sit: Sit) -> None:
    sat = sit()
    assert not sat.page.chain.findChildren(Notice)
    adapted = next(s for s in sat.case().chain.steps if s.template_step == "KV")
    change_step(sat.desk, adapted.id, replace(StepDraft.of(adapted), why="Für alle."))
    draft = TemplateDraft.of(shipped_template("K2"))
    newer = tuple(replace(s, why="Neu.", advice="Bald.") if s.id == "KV" else s for s in draft.steps if s.id != "JC")
    save_template(sat.desk, replace(draft, steps=(*newer, library()["SPORT"]), note="mit Sport"))
    sat.page.changed(None)
    sat.settle()
    assert len(sat.page.chain.findChildren(Notice)) == 1
    sat.page.chain.act_update()
    dialog = sat.dialog()
    assert {key: tick.isChecked() for key, tick in dialog.ticks.items()} == {
        "KV": True,
        "KV:why": False,
        "SPORT": True,
        "JC": True,
    }
    dialog.ticks["JC"].setChecked(False)
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    chain = sat.case().chain
    found = {s.template_step: s for s in chain.steps}
    assert chain.template_version == 2
    assert (found["KV"].why, found["KV"].advice) == ("Für alle.", "Bald.")
    assert {"SPORT", "JC"} <= set(found)
    assert not [n for n in sat.page.chain.findChildren(Notice) if n.isVisible()]
    sat.undo_last()
    assert sat.case().chain.template_version == 1


def test_a_closed_case_is_taken_up_again_where_it_is_shown(sit: Sit) -> None:
    sat = sit()
    assert not sat.page.closed.isVisible()
    close_case(sat.desk, sat.newcomer_id)
    sat.page.changed(None)
    sat.settle()
    assert sat.page.closed.isVisible()
    (reopen,) = [b for b in sat.page.closed.findChildren(QAbstractButton) if b.isVisible()]
    reopen.click()
    sat.settle()
    assert sat.case().newcomer.closed_on is None
    assert not sat.page.closed.isVisible()


def test_own_templates_are_offered_to_somebody_without_a_chain(sit: Sit) -> None:
    sat = sit("")
    only = replace(library()["SPORT"], valid_for=("toleration",))
    save_template(sat.desk, TemplateDraft(name="Unser Weg", statuses=("refugee",), steps=(library()["ERST"], only)))
    sat.page.changed(None)
    sat.settle()
    first = sat.page.chain.choices.rows_model._held.rows[0]
    assert first.key == "Z1"
    assert "1 Schritt gilt für diesen Status nicht" in first.subtitle
    sat.page.chain.choices.choose("Z1")
    sat.page.chain.act_agree()
    sat.settle()
    assert "1 Schritt gilt für diesen Status nicht" in sat.frame.told[-1]
    assert len(sat.case().chain.steps) == 1
