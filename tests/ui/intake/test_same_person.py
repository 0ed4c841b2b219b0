# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who may be here already: shown beside the form, decided once, asked about before saving."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from laufmappe.casework.desk import Desk
from laufmappe.casework.history import draft
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, count_people, list_people, take_in
from laufmappe.casework.people.similar import similar_people
from laufmappe.ui.intake import IntakePage
from laufmappe.ui.intake.side import SimilarCard
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, LineEdit, Notice, Text

Settle = Callable[[Tasks], None]


@pytest.fixture
def amina(desk: Desk) -> str:
    return take_in(desk, NewcomerDraft("Amina", "Haddad", birth_date="1992")).subject_id


@pytest.fixture
def fill(page: IntakePage, tasks: Tasks, settle: Settle) -> Callable[..., None]:
    """Types into fields: `fill(given_name="Amina")`."""

    def typed(**values: str) -> None:
        for name, words in values.items():
            field = page.form.fields[name].field
            assert isinstance(field, LineEdit)
            field.setText(words)
        QTest.qWait(450)
        settle(tasks)

    return typed


def card(page: IntakePage) -> SimilarCard:
    (found,) = (c for c in page.side.findChildren(SimilarCard) if c.isVisible())
    return found


def press(widget: Any, words: str) -> None:
    (button,) = (b for b in widget.findChildren(Button) if b.text() == words and b.isVisible())
    button.click()


def test_who_may_be_the_same_stands_beside_the_form(
    page: IntakePage, frame: Any, amina: str, fill: Callable[..., None]
) -> None:
    fill(given_name="Aminah", family_name="Hadad", birth_date="1992")
    shown = [text.text() for text in card(page).findChildren(Text)]
    assert "Vermutlich schon erfasst" in shown
    assert "Name klingt gleich" in shown
    assert "Geburtsjahr gleich" in shown
    press(card(page), "Ansehen")
    assert frame.went == [("people", amina)]
    assert page.form.draft().given_name == "Aminah", "looking decides nothing"


def test_not_the_same_is_remembered_when_saved(
    page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle, amina: str, fill: Callable[..., None]
) -> None:
    fill(given_name="Amina", family_name="Haddad")
    press(card(page), "Nicht dieselbe")
    assert page.form.fields["given_name"].field.hasFocus()
    fill(birth_date="1992")
    assert not [c for c in page.side.findChildren(SimilarCard) if c.isVisible()]
    page.save.click()
    settle(tasks)
    assert count_people(desk) == 2
    assert similar_people(desk, NewcomerDraft("Amina", "Haddad"), but=amina) == []


def test_an_undecided_one_is_asked_about_once_in_the_page(
    page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle, amina: str, fill: Callable[..., None]
) -> None:
    fill(given_name="Amina", family_name="Haddad")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert count_people(desk) == 1
    notice = page.findChild(Notice)
    assert notice is not None
    assert "Name gleich geschrieben" in notice.sentence.text()
    assert page.save.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert count_people(desk) == 2


def test_the_question_is_answered_there(
    page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle, amina: str, fill: Callable[..., None]
) -> None:
    fill(given_name="Amina", family_name="Haddad")
    page.save.click()
    settle(tasks)
    notice = page.findChild(Notice)
    press(notice, "Nicht dieselbe: aufnehmen")
    settle(tasks)
    assert count_people(desk) == 2
    assert similar_people(desk, NewcomerDraft("Amina", "Haddad"), but=amina) == []


def test_saving_faster_than_looking_is_asked_about_too(
    page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle, amina: str
) -> None:
    for name, words in (("given_name", "Amina"), ("family_name", "Haddad")):
        QTest.keyClicks(page.form.fields[name].field, words)
    page.save.click()
    settle(tasks)
    assert count_people(desk) == 1
    assert page.findChild(Notice) is not None


def test_the_same_person_gets_what_was_missing_in_one_act(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, amina: str, fill: Callable[..., None]
) -> None:
    fill(given_name="Aminah", family_name="Haddad", birth_date="1992", phone="0151 2345678")
    press(card(page), "Dieselbe")
    settle(tasks)
    assert any("Telefon" in text.text() for text in card(page).findChildren(Text))
    press(card(page), "Übernehmen und öffnen")
    settle(tasks)
    assert frame.went[-1] == ("people", amina)
    assert case(desk, amina).newcomer.phone == "0151 2345678"
    assert case(desk, amina).newcomer.given_name == "Amina"
    assert draft(desk, "intake") is None
    frame.undos[-1]()
    settle(tasks)
    assert case(desk, amina).newcomer.phone == ""
    kept = draft(desk, "intake")
    assert kept is not None
    assert kept["given_name"] == "Aminah"


def test_the_same_person_without_gaps_is_opened_and_the_form_can_be_had_back(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle, amina: str, fill: Callable[..., None]
) -> None:
    fill(given_name="Amina", family_name="Haddad")
    press(card(page), "Dieselbe")
    settle(tasks)
    assert frame.went[-1] == ("people", amina)
    assert count_people(desk) == 1
    frame.undos[-1]()
    settle(tasks)
    kept = draft(desk, "intake")
    assert kept is not None
    assert kept["family_name"] == "Haddad"


def test_a_change_asks_nothing_but_shows(
    page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle, amina: str, fill: Callable[..., None]
) -> None:
    other = take_in(desk, NewcomerDraft("Bogdan", "Ilie")).subject_id
    page.aim(other)
    settle(tasks)
    fill(given_name="Amina", family_name="Haddad")
    press(card(page), "Nicht dieselbe")
    page.save.click()
    settle(tasks)
    assert [row.name for row in list_people(desk)] == ["Amina Haddad", "Amina Haddad"]
    assert similar_people(desk, NewcomerDraft("Amina", "Haddad"), but=amina) == []
