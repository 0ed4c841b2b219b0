# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.history import draft, save_draft
from laufmappe.casework.people.case import case
from laufmappe.casework.people.household import set_household
from laufmappe.casework.people.register import NewcomerDraft, count_people, list_people, take_in
from laufmappe.casework.record_views import HouseholdMemberView
from laufmappe.casework.views import LanguageView
from laufmappe.ui.intake import IntakePage
from laufmappe.ui.intake.choice_edit import ChoiceEdit
from laufmappe.ui.intake.side import FirstContactCard, SimilarCard
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Button, DateField, LineEdit, Segmented, TokenField

Settle = Callable[[Tasks], None]


def line(page: IntakePage, name: str) -> LineEdit:
    field = page.form.fields[name].field
    assert isinstance(field, LineEdit)
    return field


def leave(page: IntakePage, name: str, words: str) -> None:
    """Types into a field and leaves it by Tab."""
    line(page, name).setFocus()
    QTest.keyClicks(line(page, name), words)
    completer = line(page, name).completer()
    if completer is not None and (popup := completer.popup()) is not None:
        popup.hide()
    QTest.keyClick(line(page, name), Qt.Key.Key_Tab)


def submit(page: IntakePage, tasks: Tasks, settle: Settle) -> None:
    page.save.click()
    settle(tasks)


def test_the_focus_begins_in_the_first_name(page: IntakePage) -> None:
    assert line(page, "given_name").hasFocus()


def test_a_name_is_enough(page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle) -> None:
    QTest.keyClicks(line(page, "given_name"), "Amina")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert [row.name for row in list_people(desk)] == ["Amina"]
    assert frame.went == [("people", list_people(desk)[0].id)]
    assert frame.told == ["Amina ist aufgenommen."]
    assert draft(desk, "intake") is None


def test_without_a_name_the_field_says_so(page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    submit(page, tasks, settle)
    assert page.form.fields["given_name"].fault_text() == "Bitte geben Sie einen Namen an."
    assert count_people(desk) == 0
    QTest.keyClicks(line(page, "given_name"), "A")
    assert not page.form.faults()


def test_an_impossible_date_is_named_and_mended(page: IntakePage, tasks: Tasks, settle: Settle) -> None:
    leave(page, "title_expiry", "31.02.2027")
    labeled = page.form.fields["title_expiry"]
    assert labeled.fault_text() == "Den 31.02.2027 gibt es nicht."
    repair = next(b for b in labeled.findChildren(Button) if "28.02.2027" in b.text())
    repair.click()
    assert line(page, "title_expiry").text() == "28.02.2027"
    assert not page.form.faults()


def test_f8_goes_from_fault_to_fault(page: IntakePage) -> None:
    leave(page, "birth_date", "31.02.1990")
    leave(page, "arrival", "13/2025")
    page.next_fault()
    assert line(page, "birth_date").hasFocus()
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert line(page, "arrival").hasFocus()


def test_everything_typed_is_kept_of_the_person(page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    leave(page, "given_name", "Amina")
    leave(page, "family_name", "Haddad")
    line(page, "native_name").setText("أمينة حداد")
    leave(page, "birth_date", "1992")
    leave(page, "nationality", "Syri")
    leave(page, "status", "subsidi")
    leave(page, "arrival", "08/2025")
    spoken = page.form.fields["languages"].field
    assert isinstance(spoken, TokenField)
    QTest.keyClicks(spoken.input, "Arab")
    QTest.keyClick(spoken.input, Qt.Key.Key_Return)
    german = page.form.fields["german"].field
    assert isinstance(german, Segmented)
    german.choose("B1")
    page.form.needs.choose(["recognition"])
    page.form.interpreter.setChecked(True)
    submit(page, tasks, settle)
    kept = case(desk, list_people(desk)[0].id)
    person = kept.newcomer
    assert (person.birth_date, person.nationality, person.status) == ("1992", "SY", "subsidiary")
    assert person.languages == (LanguageView("ar"), LanguageView("de", "B1"))
    assert person.milestones == {"arrival": "2025-08"}
    assert (person.needs, person.interpreter) == (("recognition",), True)
    assert kept.chain is not None
    assert kept.chain.template == "K2"  # proposed for this status


def test_the_chain_stays_as_chosen_by_hand(page: IntakePage) -> None:
    page.form.chain.setCurrentIndex(0)
    page.form.chain.activated.emit(0)
    leave(page, "status", "subsidi")
    assert page.form.chain.value() == "K1"


def test_the_status_brings_its_hint(page: IntakePage, tasks: Tasks, settle: Settle) -> None:
    leave(page, "status", "§ 63a")
    settle(tasks)
    assert page.side.findChild(FirstContactCard) is not None


def test_what_was_typed_is_kept_encrypted_and_comes_back(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle, qtbot: Any
) -> None:
    leave(page, "given_name", "Amina")
    leave(page, "birth_date", "31.02.1990")
    qtbot.waitUntil(lambda: page.saved.text().startswith("Entwurf gesichert"), timeout=20_000)
    again = IntakePage(desk, tasks, frame)
    show(again)
    again.activate()
    settle(tasks)
    assert line(again, "given_name").text() == "Amina"
    assert line(again, "birth_date").text() == "31.02.1990"
    assert again.saved.text().startswith("Begonnener Eintrag vom")


def test_leaving_the_page_keeps_the_draft_at_once(page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    leave(page, "given_name", "Amina")
    assert page.may_leave()
    settle(tasks)
    kept = draft(desk, "intake")
    assert kept is not None
    assert kept["given_name"] == "Amina"


def test_discarding_forgets_the_draft_and_can_be_taken_back(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    leave(page, "given_name", "Amina")
    page.may_leave()
    settle(tasks)
    page.drop.click()
    settle(tasks)
    assert line(page, "given_name").text() == ""
    assert draft(desk, "intake") is None
    frame.undos[-1]()
    assert line(page, "given_name").text() == "Amina"


def test_one_more_person_begins_with_an_empty_form(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    leave(page, "given_name", "Amina")
    page.more.click()
    settle(tasks)
    assert count_people(desk) == 1
    assert line(page, "given_name").text() == ""
    assert line(page, "given_name").hasFocus()
    assert frame.went == []


def test_taking_in_can_be_taken_back(page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle) -> None:
    leave(page, "given_name", "Amina")
    submit(page, tasks, settle)
    frame.undos[-1]()
    settle(tasks)
    assert count_people(desk) == 0


def test_the_same_form_changes_a_person_and_loses_nothing(
    page: IntakePage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    before = NewcomerDraft(
        given_name="Emre",
        native_name="Emre",
        birth_date="1988-11",
        nationality="TR",
        status="refugee",
        reach_by="letter",
        languages=(LanguageView("tr", "native"), LanguageView("en", "B2"), LanguageView("de", "native")),
        milestones={"arrival": "2025", "decision": "2026-01-02", "title_expiry": "2027-01-31"},
        needs=("work",),
        note="Zwei\nZeilen",
    )
    newcomer_id = take_in(desk, before).subject_id
    set_household(desk, newcomer_id, [HouseholdMemberView("", "Sami"), HouseholdMemberView("", "Lina")])
    page.aim(newcomer_id)
    page.activate()
    settle(tasks)
    assert line(page, "arrival").text() == "2025"
    assert not page.more.isVisible()
    leave(page, "family_name", "Kaya")
    submit(page, tasks, settle)
    assert [m.given_name for m in case(desk, newcomer_id).household] == ["Sami", "Lina"]
    after = NewcomerDraft.of(case(desk, newcomer_id).newcomer)
    assert after == NewcomerDraft(**{**before.__dict__, "family_name": "Kaya"})
    assert frame.went == [("people", newcomer_id)]


def test_a_new_person_after_a_change_begins_empty(page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    newcomer_id = take_in(desk, NewcomerDraft("Emre")).subject_id
    page.aim(newcomer_id)
    page.activate()
    settle(tasks)
    page.activate()  # Strg+N: the window goes to the page without a target
    settle(tasks)
    assert line(page, "given_name").text() == ""
    assert page.newcomer_id == ""


def test_a_change_that_was_begun_goes_on(page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    newcomer_id = take_in(desk, NewcomerDraft("Emre")).subject_id
    set_household(desk, newcomer_id, [HouseholdMemberView("", "Sami")])
    save_draft(desk, f"person:{newcomer_id}", {"given_name": "Emre", "family_name": "Ka"})
    page.aim(newcomer_id)
    settle(tasks)
    assert line(page, "family_name").text() == "Ka"
    assert [m.given_name for m in page.form.household.members()] == ["Sami"], "kept though the begun form is older"


def test_words_that_are_in_no_list_are_a_fault(page: IntakePage, desk: Desk, tasks: Tasks, settle: Settle) -> None:
    leave(page, "given_name", "Amina")
    leave(page, "nationality", "Narnia")
    assert page.form.faults() == ["nationality"]
    submit(page, tasks, settle)
    assert count_people(desk) == 0


def test_a_choice_is_found_by_any_part() -> None:
    field = ChoiceEdit([("Asylgesuch – § 63a", "a"), ("Duldung – § 60a", "b"), ("Duldung zur Ausbildung – § 60c", "c")])
    for typed, value in (("§ 60c", "c"), ("asyl", "a"), ("duld", None), ("duldung – § 60a", "b"), ("", "")):
        field.setText(typed)
        assert field.value() == value
    field.deleteLater()


def test_every_control_has_a_name(
    page: IntakePage,
    desk: Desk,
    tasks: Tasks,
    settle: Settle,
    names_missing: Callable[[QWidget], list[str]],
    qtbot: Any,
) -> None:
    take_in(desk, NewcomerDraft("Amina", "Haddad"))
    leave(page, "given_name", "Amina")
    leave(page, "family_name", "Haddad")
    page.form.household.choose([HouseholdMemberView("", "Sami")])
    leave(page, "status", "subsidi")
    leave(page, "title_expiry", "31.02.2027")
    qtbot.waitUntil(lambda: page.side.findChild(SimilarCard) is not None, timeout=20_000)
    assert isinstance(page.form.fields["title_expiry"].field, DateField)
    assert names_missing(page) == []
