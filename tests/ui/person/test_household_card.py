# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The household on the page, and which children a station is about."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from laufmappe.casework.people.household import set_household
from laufmappe.casework.record_views import HouseholdMemberView

Sit = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier
SAMI = HouseholdMemberView("", "Sami", relation="child", birth_date="2019-03-04")
NOOR = HouseholdMemberView("", "Noor", relation="child")
OMAR = HouseholdMemberView("", "Omar", relation="partner", note="kommt im Mai")


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text() and label.isVisible()]


def with_household(sit: Sit, *members: HouseholdMemberView) -> Any:
    sat = sit()
    set_household(sat.desk, sat.newcomer_id, members)
    sat.page.changed(None)
    sat.settle()
    return sat


def test_each_member_is_shown_with_relation_and_age(sit: Sit) -> None:
    sat = with_household(sit, SAMI, NOOR, OMAR)
    shown = texts(sat.page.household)
    assert "Kind · 7 Jahre" in shown
    assert "Kind · Alter prüfen" in shown
    assert "Partner*in · kommt im Mai" in shown
    assert sat.page.head.lead.text().endswith("Haushalt 4 Personen, 2 Kinder")


def test_a_station_names_the_children_it_is_about(sit: Sit) -> None:
    sat = with_household(sit, SAMI, NOOR, OMAR)
    step = next(s for s in sat.case().chain.steps if s.template_step == "SCHULE")
    sat.page.chain.choose(step.id)
    sat.settle()
    assert "Sami (7), Noor (Alter prüfen)" in texts(sat.page.chain.strip)
    sat.page.chain.choose(sat.step(1).id)
    sat.settle()
    assert "Betrifft" not in texts(sat.page.chain.strip)


def test_members_are_added_by_keyboard_and_taken_back(sit: Sit) -> None:
    sat = with_household(sit, SAMI)
    sat.page.household.act_change()
    dialog = sat.dialog()
    line = dialog.members.lines()[-1]
    assert line.given.hasFocus()
    QTest.keyClicks(line.given, "Lina")
    QTest.keyClick(line.given, Qt.Key.Key_Tab)
    QTest.keyClicks(line.birth, "2022")
    sat.press(Qt.Key.Key_Return, line.birth)
    assert dialog.members.lines()[-1].given.hasFocus()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert [m.given_name for m in sat.case().household] == ["Sami", "Lina"]
    sat.undo_last()
    assert [m.given_name for m in sat.case().household] == ["Sami"]


def test_an_impossible_date_keeps_the_dialog_open(sit: Sit) -> None:
    sat = with_household(sit)
    sat.page.household.act_change()
    dialog = sat.dialog()
    dialog.members.lines()[0].birth.setText("31.02.2019")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["household"].has_fault()
    assert sat.case().household == ()
    dialog.members.choose(())
    dialog.reject()


def test_a_begun_household_comes_back(sit: Sit) -> None:
    sat = with_household(sit)
    sat.page.household.act_change()
    dialog = sat.dialog()
    dialog.members.lines()[0].given.setText("Lina")
    sat.page.may_leave()
    sat.settle()
    dialog.accept()
    sat.settle()
    sat.page.household.act_change()
    again = sat.dialog()
    assert again.members.lines()[0].given.text() == "Lina"
    again.reject()
    again.reject()


def test_every_control_has_a_name(sit: Sit, names_missing: Callable[[QWidget], list[str]]) -> None:
    sat = with_household(sit, SAMI)
    assert names_missing(sat.page.household) == []
    sat.page.household.act_change()
    dialog = sat.dialog()
    assert names_missing(dialog) == []
    dialog.reject()
