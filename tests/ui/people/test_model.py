# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from laufmappe.casework.derived import refresh
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, apply_draft, new_newcomer
from laufmappe.ui.people import model as people_model
from laufmappe.ui.people.model import PeopleModel
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, Row

PAGE, MANY = 10, 37


@pytest.fixture
def crowd(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """More people than three pages hold, by family name."""
    monkeypatch.setattr(people_model, "PAGE", PAGE)
    monkeypatch.setattr(people_model, "KEPT_PAGES", 2)
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


def test_it_is_a_sound_model(
    model: PeopleModel, crowd: list[str], tasks: Tasks, settle: Callable[[Tasks], None]
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.look("")
    settle(tasks)
    model.look("muster0001")
    settle(tasks)
    assert model.rowCount() == 10
    model.look("nobody")
    settle(tasks)
    assert model.rowCount() == 0
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
    model.look("", keep=crowd[25])
    settle(tasks)
    assert model.place_of(crowd[25]) == 25
    assert title(model, 25) == "Maria Muster00025"


def test_only_some_pages_stay_in_memory(
    model: PeopleModel, crowd: list[str], tasks: Tasks, settle: Callable[[Tasks], None]
) -> None:
    model.look("")
    settle(tasks)
    for line in (12, 24, 36):
        title(model, line)
        settle(tasks)
    assert model.place_of(crowd[36]) == 36
    assert model.place_of(crowd[0]) == -1
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "…"
    settle(tasks)
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Maria Muster00003, noch keine Kette vereinbart"
