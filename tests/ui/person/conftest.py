# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person at the desk, and the page that shows her as in the window: what is announced comes back to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.views import CaseView, LanguageView, StepView
from laufmappe.ui.person import PersonPane
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog

AMINA = NewcomerDraft(
    given_name="Amina",
    family_name="Haddad",
    native_name="أمينة حداد",
    birth_date="1992-05-17",
    nationality="SY",
    status="refugee",
    phone="0151 5550678",
    languages=(LanguageView("ar", "native"), LanguageView("de", "B1")),
    milestones={"arrival": "2026-11-02", "title_expiry": "2027-01-31"},
)


class PageFrame:
    """A window in small: what is announced refreshes the page."""

    def __init__(self) -> None:
        self.page: PersonPane | None = None
        self.went: list[tuple[str, object]] = []
        self.told: list[str] = []
        self.undos: list[Callable[[], object] | None] = []

    def go(self, place: str, target: object = None) -> None:
        self.went.append((place, target))

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.told.append(sentence)
        self.undos.append(undo)

    def announce(self, change: object) -> None:
        if self.page is not None:
            self.page.changed(change)

    def count(self, place: str, number: int) -> None: ...


@dataclass
class Sat:
    """The page of a person, and what a test does with it."""

    desk: Desk
    tasks: Tasks
    page: PersonPane
    window: QWidget
    frame: PageFrame
    newcomer_id: str
    settle: Callable[[], None]
    press: Callable[..., None]

    def case(self) -> CaseView:
        """The record as it is kept now."""
        return case(self.desk, self.newcomer_id)

    def step(self, number: int = 1) -> StepView:
        """A station of the plan as it is kept now."""
        chain = self.case().chain
        assert chain is not None
        return chain.steps[number - 1]

    def dialog(self) -> Any:
        """The dialog that is open; Any, because every test knows its own."""
        self.settle()
        (found,) = self.window.findChildren(Dialog)
        return found

    def undo_last(self) -> None:
        """Takes back what was told last."""
        undo = self.frame.undos[-1]
        assert undo is not None
        undo()
        self.settle()


@pytest.fixture
def offices(desk: Desk) -> dict[str, str]:
    """Two services: a language school, and one for recognition."""
    school = ServiceDraft("VHS Mitte", "Volkshochschule", "language_course_counselling", street="Parkweg 1")
    return {
        "school": add_service(desk, school).subject_id,
        "fosa": add_service(desk, ServiceDraft("IHK FOSA", "IHK", "recognition_body")).subject_id,
    }


@pytest.fixture
def sit(
    desk: Desk,
    tasks: Tasks,
    show: Callable[..., Any],
    settle: Callable[[Tasks], None],
    qapp: QApplication,
    qtbot: Any,
    offices: dict[str, str],
) -> Callable[..., Sat]:
    """Shows a new person: `sit(chain="K2")`; without a chain none is agreed."""

    def build(chain: str = "K2", draft: NewcomerDraft = AMINA, width: int = 860, height: int = 700) -> Sat:
        newcomer_id = take_in(desk, draft, chain).subject_id
        frame = PageFrame()
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        page = PersonPane(desk, tasks, frame)
        layout.addWidget(page)
        frame.page = page
        show(window, width, height)

        def rest() -> None:
            settle(tasks)
            for _round in range(4):
                qapp.processEvents()

        def press(key: Qt.Key, on: QWidget | None = None, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
            target = on or window.focusWidget() or window
            qtbot.keyClick(target, key, modifier)
            rest()

        page.aim(newcomer_id)
        rest()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.activate()
        rest()
        return Sat(desk, tasks, page, window, frame, newcomer_id, rest, press)

    return build
