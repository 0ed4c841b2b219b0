# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from laufmappe.casework.desk import Desk
from laufmappe.casework.people import NewcomerDraft, apply_draft, new_newcomer
from laufmappe.casework.derived import refresh
from laufmappe.ui.people.model import KEPT_PAGES, PAGE, PeopleModel
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, Row

MANY = 3 * PAGE + 17


@pytest.fixture
def crowd(desk: Desk) -> list[str]:
    """Many people in one go, by family name."""
    ids = []
    with desk.write("take_in") as act:
        for number in range(MANY):
            row = new_newcomer(act.session, desk)
            apply_draft(act.session, row, NewcomerDraft("Maria", f"Muster{number:05}"))
            act.session.add(row)
            act.session.flush()
            refresh(act.session, row.id)
            ids.append(row.id)
    return ids


@pytest.fixture
def model(desk: Desk, tasks: Tasks, settle: Callable[[Tasks], None]) -> PeopleModel:
    return PeopleModel(desk, tasks)


def title(model: PeopleModel, line: int) -> str:
    row = model.index(line).data(ROW_ROLE)
    assert isinstance(row, Row)
    return row.title


def test_it_is_a_sound_model(model: PeopleModel, crowd: list[str], tasks: Tasks, settle: Callable[[Tasks], None]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.look("")
    settle(tasks)
    model.look("muster0001")
    settle(tasks)
    assert model.rowCount() == 10
    tester.deleteLater()


def test_a_far_line_comes_later_without_waiting(
    model: PeopleModel, crowd: list[str], tasks: Tasks, settle: Callable[[Tasks], None]
) -> None:
    model.look("")
    settle(tasks)
    assert model.count == MANY
    assert title(model, 3) == "Maria Muster00003"
    assert title(model, MANY - 1) == "…"
    settle(tasks)
    assert title(model, MANY - 1) == f"Maria Muster{MANY - 1:05}"


def test_the_list_opens_at_the_person_wanted(
    model: PeopleModel, crowd: list[str], tasks: Tasks, settle: Callable[[Tasks], None]
) -> None:
    model.look("", keep=crowd[450])
    settle(tasks)
    assert model.place_of(crowd[450]) == 450
    assert title(model, 450) == "Maria Muster00450"


def test_only_some_pages_stay_in_memory(
    model: PeopleModel, crowd: list[str], tasks: Tasks, settle: Callable[[Tasks], None], monkeypatch: Any
) -> None:
    monkeypatch.setattr("laufmappe.ui.people.model.KEPT_PAGES", 2)
    assert KEPT_PAGES > 2
    model.look("")
    settle(tasks)
    for line in (250, 450, 610):
        title(model, line)
        settle(tasks)
    assert model.place_of(crowd[610]) == 610
    assert model.place_of(crowd[0]) == -1
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "…"
    settle(tasks)
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Maria Muster00003, noch keine Kette vereinbart"
