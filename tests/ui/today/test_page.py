# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.steps import plan_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import save_draft
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.views import TodayItem
from laufmappe.ui.folder import OverviewDialog
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.today import TodayPage
from laufmappe.ui.today.lines import chip, day_rows, short_day
from laufmappe.ui.widgets import ROW_ROLE, Button, Notice, Row, Section

Settle = Callable[[Tasks], None]
DAY = date(2026, 11, 23)


@pytest.fixture
def person(desk: Desk) -> str:
    """Amina with two steps over their date, one of them with an appointment today."""
    newcomer_id = take_in(desk, NewcomerDraft("Amina", "Haddad"), "K2").subject_id
    chain = case(desk, newcomer_id).chain
    assert chain is not None
    first, second = chain.steps[:2]
    plan_step(desk, first.id, service_id=None, due_fixed_on=DAY - timedelta(days=3))
    plan_step(desk, second.id, service_id=None, appointment="2026-11-23T09:30", due_fixed_on=DAY - timedelta(days=1))
    return newcomer_id


@pytest.fixture
def page(desk: Desk, person: str, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle) -> TodayPage:
    made = TodayPage(desk, tasks, frame)
    show(made)
    made.activateWindow()
    made.activate()
    settle(tasks)
    return made


def rows(page: TodayPage) -> list[Row | Section]:
    model = page.view.model()
    return [model.index(line, 0).data(ROW_ROLE) for line in range(model.rowCount())]


def overdue(page: TodayPage) -> list[str]:
    found = rows(page)
    return [row.detail for row in found if isinstance(row, Row) and row.chip and row.chip.kind == "danger"]


def test_the_most_pressing_comes_first_and_is_counted(page: TodayPage, frame: Any) -> None:
    first, second, third = rows(page)[:3]
    assert isinstance(first, Section)
    assert (first.title, first.count) == ("Überfällig", "2")
    assert isinstance(second, Row)
    assert second.chip is not None
    assert (second.title, second.chip.text) == ("Amina Haddad", "seit 3 Tagen")
    assert isinstance(third, Row)
    assert "Montag, 23. November 2026" in page.head.lead.text()
    assert "2 davon überfällig" in page.head.lead.text()
    assert frame.counts["today"] == len([row for row in rows(page) if isinstance(row, Row)])


def test_enter_completes_a_step_and_the_undo_brings_it_back(
    page: TodayPage, desk: Desk, person: str, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    before = overdue(page)
    assert page.view.hasFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    settle(tasks)
    page.changed(frame.announced[-1])
    settle(tasks)
    assert overdue(page) == before[1:]
    assert page.view.current_key() is not None  # on the one that moved up
    chain = case(desk, person).chain
    assert chain is not None
    assert chain.steps[0].state == "done"
    frame.undos[-1]()
    settle(tasks)
    page.changed(frame.announced[-1])
    settle(tasks)
    assert overdue(page) == before


def test_o_opens_the_person(page: TodayPage, person: str, frame: Any) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_O)
    assert frame.went == [("people", person)]


def test_m_shows_only_the_own_people(page: TodayPage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    desk.who = "Jemand anders"
    QTest.keyClick(page.view, Qt.Key.Key_M)
    settle(tasks)
    assert rows(page) == []
    assert page.empty.isVisible()
    QTest.keyClick(page, Qt.Key.Key_M)
    settle(tasks)
    assert overdue(page)


def test_appointments_of_today_and_the_stock_stand_beside(page: TodayPage) -> None:
    appointment = page.side.view.model().index(0, 0).data(ROW_ROLE)
    assert appointment.title == "09:30  Amina Haddad"


def test_a_begun_form_is_offered_again(page: TodayPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle) -> None:
    assert page.findChild(Notice) is None
    save_draft(desk, "person:abc", {"given_name": "Amina"})
    page.refresh()
    settle(tasks)
    notice = page.findChild(Notice)
    assert notice is not None
    go_on, drop = notice.findChildren(Button)
    go_on.click()
    assert frame.went == [("intake", "abc")]
    drop.click()
    settle(tasks)
    assert not [shown for shown in page.findChildren(Notice) if shown.isVisible()]


def test_every_control_has_a_name(page: TodayPage, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(page) == []


@pytest.mark.parametrize(
    ("group", "days", "words", "kind"),
    [
        ("overdue", -1, "seit 1 Tag", "danger"),
        ("week", 0, "heute", "warn"),
        ("week", 1, "morgen", "warn"),
        ("week", 4, "Fr 27.11.", "neutral"),
        ("title", 21, "in 21 Tagen", "danger"),
        ("title", -2, "seit 2 Tagen", "danger"),
        ("silent", -34, "34 Tage", "warn"),
        ("clock", 9, "noch 9 Tage", "accent"),
    ],
)
def test_a_chip_says_how_near_it_is(group: str, days: int, words: str, kind: str) -> None:
    item = TodayItem(group, "id", "Amina", "Text", DAY + timedelta(days=days), days, "open_person", "id")
    spec = chip(item, DAY)
    assert (spec.text, spec.kind) == (words, kind)
    assert spec.icon


def test_every_group_has_a_heading_and_an_action() -> None:
    items = [
        TodayItem(g, "id", "A", "T", DAY, 0, "open_person", g) for g in ("overdue", "week", "title", "silent", "clock")
    ]
    shown = day_rows(items, DAY)
    assert [row.count for row in shown if isinstance(row, Section)] == ["1"] * 5
    assert all(row.action and row.action_icon for row in shown if isinstance(row, Row))


def test_a_far_day_shows_its_year() -> None:
    assert short_day(date(2027, 11, 23), DAY) == "Di 23.11.2027"


def test_the_first_overview_is_printed_from_here(page: TodayPage, tasks: Tasks, settle: Settle) -> None:
    button = next(b for b in page.findChildren(Button) if b.text().startswith("Erstüberblick"))
    button.click()
    settle(tasks)
    dialog = page.window().findChild(OverviewDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
