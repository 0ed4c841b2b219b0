# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strg+K: typing finds, Enter goes there."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.ui.finder import Finder
from laufmappe.ui.main_window import Action
from laufmappe.ui.tasks import Tasks


@pytest.fixture
def open_finder(
    desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Callable[[Tasks], None]
) -> Callable[..., Finder]:
    """Shows the finder over an empty window."""

    def build(actions: tuple[Action, ...] = (), here: str = "") -> Finder:
        window = QWidget()
        show(window, 900, 700)
        finder = Finder(window, desk, tasks, frame, actions, here)
        finder.appear(focus=finder.search)
        settle(tasks)
        return finder

    return build


def test_a_name_is_typed_and_enter_goes_to_the_person(
    desk: Desk, tasks: Tasks, frame: Any, settle: Callable[[Tasks], None], open_finder: Callable[..., Finder]
) -> None:
    person = take_in(desk, NewcomerDraft(given_name="Olena", family_name="Koval")).subject_id
    finder = open_finder()
    QTest.keyClicks(finder.search, "kowal")
    settle(tasks)
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    settle(tasks)
    assert frame.went == [("people", person)]


def test_an_action_is_found_by_its_words_and_done(
    tasks: Tasks, settle: Callable[[Tasks], None], open_finder: Callable[..., Finder]
) -> None:
    done: list[str] = []
    actions = (
        Action("Mappe drucken", lambda: done.append("print")),
        Action("Tresor sperren", lambda: done.append("lock")),
    )
    finder = open_finder(actions)
    QTest.keyClick(finder.search, Qt.Key.Key_Down)
    QTest.keyClicks(finder.search, "sperr")
    settle(tasks)
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    assert done == ["lock"]


def test_nothing_found_says_what_can_be_found(
    tasks: Tasks, settle: Callable[[Tasks], None], open_finder: Callable[..., Finder]
) -> None:
    finder = open_finder()
    QTest.keyClicks(finder.search, "zzzzzzzz")
    settle(tasks)
    assert finder.none.isVisibleTo(finder)
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    assert finder.isVisible()
    finder.reject()
