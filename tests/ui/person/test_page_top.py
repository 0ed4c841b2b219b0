# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The head that stays in sight and the parts of the page below it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.casework.referrals.referrals import refer

Sit = Callable[..., Any]


def _marked(sat: Any) -> str:
    (button,) = [button for button in sat.page.top.sections.buttons if button.isChecked()]
    return str(button.text()).rstrip(" 0123456789")


def _below_the_top(sat: Any, card: QWidget) -> int:
    return card.mapTo(sat.page, QPoint(0, 0)).y() - int(sat.page._scroll.mapTo(sat.page, QPoint(0, 0)).y())


def test_each_part_says_how_much_is_in_it(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    refer(sat.desk, sat.newcomer_id, offices["school"])
    add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Schweißer"))
    sat.page.changed(None)
    sat.settle()
    words = [button.text() for button in sat.page.top.sections.buttons]
    assert words[0] == "Kette"
    assert words[1].startswith("Fällig ")
    assert words[2:6] == ["Qualifikationen 1", "Verweise 1", "Vorgemerkt", "Gespräche"]


def test_by_keyboard_one_part_after_the_other_comes_into_sight(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_J)
    buttons = sat.page.top.sections.buttons
    assert buttons[0].hasFocus()
    for _each in range(5):
        sat.press(Qt.Key.Key_Right)
    assert buttons[5].hasFocus()
    sat.press(Qt.Key.Key_Space)
    assert 0 <= _below_the_top(sat, sat.page.contacts) < 60
    assert _marked(sat) == "Gespräche"
    assert buttons[5].hasFocus()
    sat.press(Qt.Key.Key_Return)
    assert sat.page.contacts.isAncestorOf(sat.window.focusWidget())


def test_the_row_is_one_stop_of_tab(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_J)
    sat.press(Qt.Key.Key_Tab)
    assert sat.page.chain.isAncestorOf(sat.window.focusWidget())


def test_the_part_that_is_read_is_marked(sit: Sit) -> None:
    sat = sit()
    assert _marked(sat) == "Kette"
    bar = sat.page._scroll.verticalScrollBar()
    bar.setValue(bar.value() + _below_the_top(sat, sat.page.due))
    assert _marked(sat) == "Fällig"
    bar.setValue(0)
    assert _marked(sat) == "Kette"


def test_the_name_stays_in_sight_unless_the_page_is_low(sit: Sit) -> None:
    sat = sit()
    bar = sat.page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    name = sat.page.head.name
    assert sat.page.rect().contains(name.mapTo(sat.page, name.rect().center()))
    sat.page.head.print_button.setFocus()
    sat.window.resize(860, 420)
    sat.settle()
    assert sat.page.head.print_button.hasFocus()
    bar.setValue(bar.maximum())
    assert not sat.page.rect().contains(name.mapTo(sat.page, name.rect().center()))
    sat.window.resize(860, 700)
    sat.settle()
    assert sat.page.rect().contains(name.mapTo(sat.page, name.rect().center()))


def test_nobody_shown_has_no_parts(sit: Sit) -> None:
    sat = sit()
    sat.page.aim("not-there")
    sat.settle()
    assert not sat.page.top.isVisible()
