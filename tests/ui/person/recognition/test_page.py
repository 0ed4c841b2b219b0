# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a recognition procedure, by keyboard: whose move it is, papers, money, what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.documents import documents
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.recognition.money import ask_funding
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure, states
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    remove_qualification,
    set_recognition,
)
from laufmappe.casework.views import QualificationView, RecognitionView
from laufmappe.ui.person.document_view import ViewDialog
from laufmappe.ui.person.recognition.page import RecognitionPage
from laufmappe.ui.person.recognition.times import times_of, turn_since
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog

CTRL = Qt.KeyboardModifier.ControlModifier
EVENTS = (
    ("applied", date(2026, 8, 24)),
    ("receipt_confirmed", date(2026, 9, 2)),
    ("complete", date(2026, 9, 15)),
    ("in_review", date(2026, 9, 15)),
)


@dataclass
class Shown:
    """The page with a procedure on it."""

    desk: Desk
    page: RecognitionPage
    frame: Any
    person: str
    key: str
    rest: Callable[[], None]

    def view(self) -> QualificationView:
        return case(self.desk, self.person).qualifications[0]

    def procedure(self) -> RecognitionView:
        found = self.view().recognition
        assert found is not None
        return found

    def again(self) -> None:
        self.page.changed(None)
        self.rest()

    def dialog(self) -> Any:
        self.rest()
        (found,) = self.page.window().findChildren(Dialog)
        return found

    def press(self, key: Qt.Key, on: QWidget | None = None, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(on or self.page.window().focusWidget() or self.page, key, modifier)
        self.rest()

    def words(self) -> str:
        return "\n".join(
            label.text().replace("\u200b", "") for label in self.page.findChildren(QLabel) if not label.isHidden()
        )


@pytest.fixture
def shown(
    desk: Desk,
    tasks: Tasks,
    frame: Any,
    show: Callable[..., Any],
    settle: Callable[[Tasks], None],
    qapp: QApplication,
    qtbot: Any,
) -> Shown:
    person = take_in(desk, NewcomerDraft(given_name="Amina", family_name="Haddad")).subject_id
    draft = QualificationDraft("B.Sc. Elektrotechnik", "academic", country="SY", occupation="Elektroniker/in")
    key = add_qualification(desk, person, draft).subject_id
    for state, day in EVENTS:
        set_recognition(desk, key, state, day, body="IHK FOSA")
    set_procedure(desk, key, ProcedureDraft("ihk", body="IHK FOSA", file_number="26-104-883"))
    page = RecognitionPage(desk, tasks, frame)
    show(page, 1100, 760)

    def rest() -> None:
        settle(tasks)
        for _round in range(4):
            qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    page.aim((person, key))
    rest()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.activate()
    rest()
    return Shown(desk, page, frame, person, key, rest)


def test_one_look_tells_whose_move_it_is_since_when_and_until_when(
    shown: Shown, names_missing: Callable[..., list[str]], picture: Callable[..., None]
) -> None:
    words = shown.words()
    assert "IHK FOSA" in words
    assert "seit 91 Tagen (24.08.)" in words
    assert "Tag 69 von 91" in words
    assert "noch 22 Tage bis Di 15.12.2026" in words
    assert "26-104-883" in words
    assert "Bitte prüfen" in words
    assert names_missing(shown.page) == []
    picture(shown.page, "recognition")


def test_papers_are_ticked_and_opened_by_keyboard(shown: Shown) -> None:
    papers = shown.page.papers.list
    assert papers.hasFocus()
    shown.press(Qt.Key.Key_Space)
    assert shown.procedure().papers[0].state == "there"
    shown.again()
    assert papers.hasFocus()
    shown.press(Qt.Key.Key_Space)
    assert shown.procedure().papers[0].state == "open"
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_Return)
    dialog = shown.dialog()
    dialog._state.choose("requested")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert shown.procedure().papers[1].state == "requested"


def test_a_paper_leads_to_its_document_and_opens_it(shown: Shown, tmp_path: Path, picture: Callable[..., None]) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(tmp_path / "Zeugnis.pdf")
    paper = shown.procedure().papers[0]
    shown.press(Qt.Key.Key_Return)
    dialog = shown.dialog()
    dialog.attach(str(tmp_path / "Zeugnis.pdf"))
    shown.rest()
    picture(dialog.window(), "paper_dialog")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert shown.page.window().findChildren(Dialog) == []
    (view,) = documents(shown.desk, shown.person)
    assert (view.name, view.paper_id) == ("Zeugnis.pdf", paper.id)

    shown.again()
    picture(shown.page, "paper_with_document")
    shown.page.papers.list.acted.emit(paper.id)
    assert isinstance(shown.dialog(), ViewDialog)
    shown.press(Qt.Key.Key_Escape)
    shown.press(Qt.Key.Key_D, on=shown.page)
    assert isinstance(shown.dialog(), ViewDialog)
    shown.press(Qt.Key.Key_Escape)

    shown.press(Qt.Key.Key_Return, on=shown.page.papers.list)
    dialog = shown.dialog()
    assert dialog.held()["document_id"] == view.id
    dialog._document.choose("")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert documents(shown.desk, shown.person)[0].paper_id == ""


def test_a_file_that_cannot_come_in_leaves_what_is_written_in_the_dialog(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "leer.pdf").write_bytes(b"")
    shown.press(Qt.Key.Key_Return)
    dialog = shown.dialog()
    dialog._note.setPlainText("bei der Schwester")
    dialog.attach(str(tmp_path / "leer.pdf"))
    shown.rest()
    said = "\n".join(label.text().replace("\u200b", "") for label in dialog.findChildren(QLabel))
    assert "ist leer" in said
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert shown.procedure().papers[0].note == "bei der Schwester"
    assert documents(shown.desk, shown.person) == []


def test_the_row_that_somebody_comes_to_is_in_sight(shown: Shown) -> None:
    shown.page.window().resize(1100, 520)
    shown.press(Qt.Key.Key_U, on=shown.page)
    for _row in range(7):
        shown.press(Qt.Key.Key_Down)
    papers = shown.page.papers.list
    row = papers.viewport().mapTo(shown.page, papers.visualRect(papers.currentIndex()).center())
    assert 0 < row.y() < shown.page.height()


def test_costs_and_funding_are_noted_with_the_warning(shown: Shown) -> None:
    shown.press(Qt.Key.Key_K, on=shown.page)
    dialog = shown.dialog()
    dialog._label.setText("Übersetzung")
    dialog._amount.setText("viel")
    dialog._day.field.setText("01.07.2026")
    assert dialog._early.isVisible()
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["cents"].has_fault()
    dialog._amount.setText("85,50")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert shown.procedure().costs[-1].cents == 8550
    shown.again()
    assert "Vor der Bewilligung entstanden: Übersetzung" in shown.words()
    shown.press(Qt.Key.Key_F, on=shown.page)
    shown.dialog()
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    (funding,) = shown.procedure().fundings
    assert (funding.source, funding.state) == ("jobcentre", "asked")
    shown.again()
    shown.page.money._open(funding.id)
    dialog = shown.dialog()
    dialog._amount.setText("600")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert (shown.procedure().fundings[0].state, shown.procedure().fundings[0].cents) == ("approved", 60000)


def test_what_can_come_next_stands_there_as_buttons(shown: Shown) -> None:
    names = {button.accessibleName(): button for button in shown.page.stages.findChildren(QPushButton)}
    assert "Neuer Stand: Frist verlängert" in names
    assert "Neuer Stand: anerkannt mit Auflage" not in names
    names["Neuer Stand: Frist verlängert"].click()
    dialog = shown.dialog()
    assert dialog.fields["extended_until"].isVisible()
    dialog._extended_until.setText("15.01.2027")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert shown.procedure().clock_until == date(2027, 1, 15)
    shown.again()
    names = {button.accessibleName(): button for button in shown.page.stages.findChildren(QPushButton)}
    assert "Neuer Stand: Frist verlängert" not in names


def test_a_decision_shows_the_time_to_object(shown: Shown) -> None:
    shown.press(Qt.Key.Key_B, on=shown.page)
    dialog = shown.dialog()
    dialog._state.choose("decided_partial")
    assert dialog.fields["measure"].isVisible()
    assert dialog.fields["appeal_until"].isVisible()
    dialog._measure.choose("adaptation_course")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    shown.again()
    words = shown.words()
    assert "Auflage: Anpassungslehrgang" in words
    assert "noch 30 Tage bis Mi 23.12.2026" in words
    shown.press(Qt.Key.Key_V, on=shown.page)
    dialog = shown.dialog()
    dialog._appeal_until.setText("30.12.2026")
    shown.press(Qt.Key.Key_Return, modifier=CTRL)
    assert (shown.procedure().appeal_until, shown.procedure().appeal_named) == (date(2026, 12, 30), True)


def test_the_page_leads_back_when_the_qualification_is_gone(shown: Shown) -> None:
    remove_qualification(shown.desk, shown.key)
    shown.again()
    assert shown.frame.went[-1] == ("people", shown.person)


def test_a_rest_offers_the_way_back_and_every_other_state(shown: Shown) -> None:
    set_recognition(shown.desk, shown.key, "suspended", date(2026, 11, 1))
    ask_funding(shown.desk, shown.key, "jobcentre", date(2026, 11, 2))
    shown.again()
    names = [button.accessibleName() for button in shown.page.stages.findChildren(QPushButton) if button.isVisible()]
    assert names == ["Neuer Stand: in Prüfung", "Neuer Stand: Anderer Stand …", "Neuer Stand: zurückgezogen"]


@pytest.mark.parametrize("state", list(states()))
@pytest.mark.parametrize("procedure", ["", "ihk", "zab"])
def test_every_state_says_which_time_runs(state: str, procedure: str) -> None:
    day, turn, stage = date(2026, 11, 2), states()[state]["turn"], states()[state]["stage"]
    view = RecognitionView("", "", False, "", state, day, stage, turn, (), procedure=procedure)
    times = times_of(view, date(2026, 11, 23))
    assert times.headline
    assert times.sentence.endswith((".", "?"))
    assert turn_since(view) == day
