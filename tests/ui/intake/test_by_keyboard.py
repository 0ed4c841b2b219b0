# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole intake with nothing but the keyboard, and what is between its fields."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import list_people
from laufmappe.casework.views import LanguageView
from laufmappe.ui.intake import IntakePage
from laufmappe.ui.intake.household_field import HouseholdField
from laufmappe.ui.tasks import Tasks

Settle = Callable[[Tasks], None]
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.pressed = 0

    def key(self, key: Qt.Key, times: int = 1, held: Any = NONE) -> None:
        for _time in range(times):
            self.pressed += 1
            at = self.app.focusWidget()
            assert at is not None
            QTest.keyClick(at, key, held)
            self.app.processEvents()

    def tab(self, times: int = 1) -> None:
        self.key(Qt.Key.Key_Tab, times)

    def type(self, words: str) -> None:
        self.pressed += len(words)
        at = self.app.focusWidget()
        assert at is not None
        QTest.keyClicks(at, words)
        popup = self.app.activePopupWidget()
        if popup is not None:
            popup.hide()
        # Without a window manager, the focus does not come back by itself from the list of proposals.
        at.window().activateWindow()
        at.setFocus()
        self.app.processEvents()

    def at(self, widget: QWidget) -> bool:
        now = self.app.focusWidget()
        return now is not None and (now is widget or widget.isAncestorOf(now))


def test_a_whole_intake_by_keyboard(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, qapp: QApplication
) -> None:
    keys = Keyboard(qapp)
    field = {name: labeled.field for name, labeled in page.form.fields.items()}
    keys.type("Amina")
    keys.tab()
    keys.type("Haddad")
    keys.tab()
    keys.type("17.5.1992")
    keys.tab(6)  # own script, nationality, phone, e-mail, how to reach, and here
    assert keys.at(field["languages"])
    keys.type("arab")
    keys.key(Qt.Key.Key_Return)
    keys.type("engl b1")
    keys.key(Qt.Key.Key_Return)
    keys.tab()
    assert keys.at(field["german"])
    keys.key(Qt.Key.Key_B, 2)
    keys.tab()
    keys.key(Qt.Key.Key_Space)
    keys.tab()
    assert keys.at(field["status"])
    keys.type("subsid")
    keys.tab()
    keys.type("31.1.2027")
    keys.tab()
    keys.type("8/2025")
    keys.tab(3)
    assert keys.at(page.form.household)
    keys.type("Sami")
    keys.tab()
    keys.type("2019")
    keys.key(Qt.Key.Key_Return)
    keys.type("Lina")
    keys.tab()
    keys.type("2022")
    keys.key(Qt.Key.Key_Return)
    keys.tab(3)
    assert keys.at(page.form.needs)
    keys.key(Qt.Key.Key_Space)
    keys.key(Qt.Key.Key_K)
    keys.key(Qt.Key.Key_Space)
    keys.key(Qt.Key.Key_W)
    keys.key(Qt.Key.Key_Space)
    keys.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    kept = case(desk, list_people(desk)[0].id)
    person = kept.newcomer
    assert (person.given_name, person.family_name, person.birth_date) == ("Amina", "Haddad", "1992-05-17")
    assert (person.status, person.interpreter) == ("subsidiary", True)
    assert person.milestones == {"arrival": "2025-08", "title_expiry": "2027-01-31"}
    assert person.languages == (LanguageView("ar"), LanguageView("en", "B1"), LanguageView("de", "B2"))
    assert [(m.given_name, m.relation, m.birth_date) for m in kept.household] == [
        ("Sami", "child", "2019"),
        ("Lina", "child", "2022"),
    ]
    assert person.needs == ("language_course", "childcare", "housing")
    assert kept.chain is not None
    assert kept.chain.template == "K2"
    assert frame.went == [("people", person.id)]
    between = keys.pressed - sum(map(len, ("Amina", "Haddad", "17.5.1992", "31.1.2027", "8/2025")))
    assert between < 75, "what is not the person's own data is short"


def test_a_field_without_an_answer_is_one_stop(page: IntakePage, qapp: QApplication) -> None:
    """From the first name to the button: 22 stops, whatever chips, segments and lines there are."""
    keys = Keyboard(qapp)
    stops = 0
    while not keys.at(page.form.chain) and stops < 60:
        keys.tab()
        stops += 1
    assert stops <= 22


def household(page: IntakePage) -> HouseholdField:
    return page.form.household


def test_enter_goes_to_the_next_line_and_past_the_last_one_on(page: IntakePage, qapp: QApplication) -> None:
    keys = Keyboard(qapp)
    household(page).setFocus()
    keys.type("Sami")
    keys.key(Qt.Key.Key_Return)
    assert keys.at(household(page).lines()[1])
    keys.key(Qt.Key.Key_Return)
    assert keys.at(page.form.fields["address"].field)


def test_lines_are_moved_and_removed_by_keyboard(page: IntakePage, qapp: QApplication) -> None:
    keys = Keyboard(qapp)
    household(page).setFocus()
    for name in ("Sami", "Lina", "Omar"):
        keys.type(name)
        keys.key(Qt.Key.Key_Return)
    household(page).lines()[2].given.setFocus()
    keys.key(Qt.Key.Key_Up, held=ALT)
    assert [m.given_name for m in household(page).members()] == ["Sami", "Omar", "Lina"]
    assert keys.at(household(page).lines()[1].given)
    keys.key(Qt.Key.Key_Down, held=ALT)
    assert [m.given_name for m in household(page).members()] == ["Sami", "Lina", "Omar"]
    household(page).lines()[0].stops()[6].setFocus()
    keys.key(Qt.Key.Key_Space)
    assert [m.given_name for m in household(page).members()] == ["Lina", "Omar"]
    assert keys.at(household(page).lines()[0].given)


def test_tab_walks_a_line_in_order(page: IntakePage, qapp: QApplication) -> None:
    keys = Keyboard(qapp)
    household(page).setFocus()
    for name in ("Sami", "Lina"):
        keys.type(name)
        keys.key(Qt.Key.Key_Return)
    household(page).lines()[1].given.setFocus()
    for stop in household(page).lines()[1].stops()[1:7]:
        keys.tab()
        assert keys.at(stop)
    keys.tab()
    assert keys.at(household(page).lines()[2].given)
    keys.tab()
    assert keys.at(page.form.fields["address"].field)


def test_an_impossible_birth_date_in_the_household_is_named_and_mended(
    page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle, qapp: QApplication
) -> None:
    keys = Keyboard(qapp)
    keys.type("Amina")
    household(page).setFocus()
    keys.type("Sami")
    keys.tab()
    keys.type("31.2.2019")
    keys.key(Qt.Key.Key_Return)
    labeled = page.form.fields["household"]
    assert page.form.faults() == ["household"]
    page.save.click()
    settle(tasks)
    assert list_people(desk) == []
    assert keys.at(household(page).lines()[0].birth)
    labeled._repair_button.click()
    assert not page.form.faults()
    assert household(page).members()[0].birth_date == "2019-02-28"


def test_a_begun_household_comes_back_after_a_lock(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle, qapp: QApplication
) -> None:
    keys = Keyboard(qapp)
    keys.type("Amina")
    household(page).setFocus()
    keys.type("Sami")
    keys.tab()
    keys.type("31.2.2019")
    page.may_leave()
    settle(tasks)
    again = IntakePage(desk, tasks, frame)
    show(again)
    again.activate()
    settle(tasks)
    assert again.form.household.value() == page.form.household.value()
    assert again.form.household.lines()[0].birth.text() == "31.2.2019"


def test_a_level_is_changed_by_typing_the_language_again(page: IntakePage, qapp: QApplication) -> None:
    keys = Keyboard(qapp)
    page.form.fields["languages"].field.setFocus()
    for words in ("arab", "engl", "engl b2"):
        keys.type(words)
        keys.key(Qt.Key.Key_Return)
    assert page.form.draft().languages == (LanguageView("ar"), LanguageView("en", "B2"))
    keys.key(Qt.Key.Key_Backspace)
    assert page.form.draft().languages == (LanguageView("ar"),)
