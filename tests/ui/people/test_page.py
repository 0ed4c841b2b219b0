# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from laufmappe.casework.chains.steps import plan_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, close_case, take_in
from laufmappe.ui.folder import ManyDialog, OverviewDialog
from laufmappe.ui.people import PeoplePage
from laufmappe.ui.people.model import OVERDUE, person_row
from laufmappe.ui.person import PersonPane
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, EmptyState, RouteView

Settle = Callable[[Tasks], None]


def titles(page: PeoplePage) -> list[str]:
    model = page.panel.model
    return [model.index(line).data(ROW_ROLE).title for line in range(model.rowCount())]


def type_search(page: PeoplePage, words: str, tasks: Tasks, settle: Settle) -> None:
    page.focus_search()
    if words.isascii():
        QTest.keyClicks(page.panel.search, words)
    else:
        page.panel.search.insert(words)
    settle(tasks)


def test_everybody_stands_by_family_name(page: PeoplePage) -> None:
    assert titles(page) == ["Amina Haddad", "Bogdan Ilie", "Olga Müller", "Emre Yıldız"]
    assert page.panel.found.text() == "4 Personen"


def test_the_search_finds_from_the_first_letter_in_any_spelling(page: PeoplePage, tasks: Tasks, settle: Settle) -> None:
    for words, found in (
        ("y", "Emre Yıldız"),
        ("mueller", "Olga Müller"),
        ("حداد", "Amina Haddad"),
        ("yildi", "Emre Yıldız"),
    ):
        type_search(page, words, tasks, settle)
        assert titles(page) == [found]


def test_escape_empties_the_search(page: PeoplePage, tasks: Tasks, settle: Settle) -> None:
    type_search(page, "nobody", tasks, settle)
    assert titles(page) == []
    assert page.panel.findChild(EmptyState).isVisible()  # type: ignore[union-attr]  # it is there
    QTest.keyClick(page.panel.search, Qt.Key.Key_Escape)
    settle(tasks)
    assert len(titles(page)) == 4


def test_enter_in_the_search_opens_the_first_one(
    page: PeoplePage, people: list[str], tasks: Tasks, settle: Settle
) -> None:
    type_search(page, "yil", tasks, settle)
    QTest.keyClick(page.panel.search, Qt.Key.Key_Return)
    settle(tasks)
    assert page.shown == people[3]


def test_after_enter_the_letters_are_keys_of_the_record_even_for_the_first_person_of_the_day(
    page: PeoplePage, people: list[str], tasks: Tasks, settle: Settle
) -> None:
    page.panel.search.setFocus()
    type_search(page, "yil", tasks, settle)
    QTest.keyClick(page.panel.search, Qt.Key.Key_Return)
    settle(tasks)
    assert not page.panel.search.hasFocus()


def test_the_arrows_go_through_the_list_and_show_whom_they_rest_on(
    page: PeoplePage, people: list[str], tasks: Tasks, settle: Settle, qtbot: Any
) -> None:
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_Home)
    QTest.keyClick(page.panel.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.shown == people[1], timeout=20_000)
    settle(tasks)


def test_slash_goes_to_the_search(page: PeoplePage, tasks: Tasks) -> None:
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_Slash)
    assert page.panel.search.hasFocus()
    assert page.panel.search.text() == ""


def test_whoever_is_led_to_a_person_chooses_stations_by_the_arrows_not_other_people(
    page: PeoplePage, people: list[str], tasks: Tasks, settle: Settle
) -> None:
    for person in (people[3], people[1]):
        page.aim(person)
        page.activate()
        settle(tasks)
        assert isinstance(QApplication.focusWidget(), RouteView)
    assert page.shown == people[1]


def test_a_chain_that_is_agreed_has_the_focus_at_once(
    page: PeoplePage, desk: Desk, tasks: Tasks, settle: Settle
) -> None:
    page.aim(take_in(desk, NewcomerDraft("Yusuf", "Demir")).subject_id)
    page.activate()
    settle(tasks)
    pane = page.findChild(PersonPane)
    assert pane is not None
    pane.chain.act_agree()
    settle(tasks)
    pane.changed(None)
    settle(tasks)
    assert isinstance(QApplication.focusWidget(), RouteView)


def test_aiming_at_somebody_empties_a_search_that_hides_the_person(
    page: PeoplePage, people: list[str], tasks: Tasks, settle: Settle
) -> None:
    type_search(page, "ilie", tasks, settle)
    page.aim(people[3])
    settle(tasks)
    assert page.panel.search.text() == ""
    assert page.panel.view.current_key() == people[3]
    assert page.shown == people[3]


def test_a_change_keeps_the_cursor_on_the_same_person(
    page: PeoplePage, desk: Desk, people: list[str], tasks: Tasks, settle: Settle
) -> None:
    page.aim(people[1])
    settle(tasks)
    changed = change_person(desk, people[1], NewcomerDraft("Bogdan", "Zamfir"))
    page.changed(changed)
    settle(tasks)
    assert titles(page)[-1] == "Bogdan Zamfir"
    assert page.panel.view.current_key() == people[1]


def test_a_row_says_what_comes_next(desk: Desk, people: list[str]) -> None:
    from laufmappe.casework.people.register import list_people

    step = case(desk, people[0]).chain.next_step  # type: ignore[union-attr]  # K2 was agreed
    assert step is not None
    yesterday = desk.today() - timedelta(days=1)
    plan_step(desk, step.id, service_id=None, due_fixed_on=yesterday)
    close_case(desk, people[1])
    amina, bogdan = (person_row(row) for row in list_people(desk, limit=2))
    assert (amina.detail, amina.subtitle, amina.badge) == ("أمينة حداد", step.title, OVERDUE)
    assert (bogdan.subtitle, bogdan.faded) == ("Beratung beendet", True)


def test_plus_and_an_empty_vault_lead_to_the_intake(
    desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle
) -> None:
    page = PeoplePage(desk, tasks, frame)
    show(page)
    settle(tasks)
    page.panel.new_button.click()
    assert frame.went == [("intake", None)]
    empty = [widget for widget in page.findChildren(EmptyState) if widget.isVisible()]
    assert len(empty) == 1


def test_every_control_has_a_name(page: PeoplePage, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(page) == []


def test_the_keys_of_the_person_are_shown_too(
    page: PeoplePage, people: list[str], tasks: Tasks, settle: Settle, qapp: QApplication
) -> None:
    page.aim(people[0])
    settle(tasks)
    qapp.processEvents()
    assert len(page.keys) > 3
    assert all(key.action is None for key in page.keys if key.sequence not in ("/", "Ctrl+Shift+P"))


def test_the_folders_of_those_in_the_list_are_printed_by_key_or_menu(
    page: PeoplePage, tasks: Tasks, settle: Settle
) -> None:
    page.panel.search.setText("Haddad")
    settle(tasks)
    QTest.keyClick(
        page.panel.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle(tasks)
    settle(tasks)
    dialog = page.window().findChild(ManyDialog)
    assert dialog is not None
    assert [person.name for person in dialog.people.people()] == ["Amina Haddad"]
    dialog.reject()
    (menu,) = page.panel.findChildren(QMenu)
    menu.actions()[1].trigger()
    settle(tasks)
    overview = page.window().findChild(OverviewDialog)
    assert overview is not None
    overview.reject()


def test_a_page_built_ahead_has_chosen_nobody(
    desk: Desk, people: list[str], tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle
) -> None:
    page = PeoplePage(desk, tasks, frame)
    page.build_ahead()
    settle(tasks)
    assert page.findChild(PersonPane) is not None
    assert page.shown == ""
    show(page)
    page.activateWindow()
    page.activate()
    settle(tasks)
    assert page.panel.search.hasFocus()
    assert page.shown == ""
