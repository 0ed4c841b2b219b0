# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import weakref
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.referrals.use import referred_people
from laufmappe.casework.services.register import list_services, service
from laufmappe.ui.services import ServicesPage
from laufmappe.ui.services.dialog import ServiceDialog
from laufmappe.ui.services.signs import verified_chip
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, Button, EmptyState, LineEdit, Notice, Row, RowsView, Section, Text
from tests.ui.everywhere.looking import clipped

Settle = Callable[[Tasks], None]


def listed(page: ServicesPage) -> list[str]:
    model = page.panel.view.model()
    found = [model.index(line, 0).data(ROW_ROLE) for line in range(model.rowCount())]
    return [row.title for row in found if isinstance(row, Row | Section)]


def words_of(page: ServicesPage) -> list[str]:
    return [text.text() for text in page.profile.findChildren(Text) if text.isVisible()]


def press(page: QWidget, words: str) -> None:
    next(b for b in page.findChildren(Button) if b.text() == words and b.isVisible()).click()


def choose(page: ServicesPage, words: str) -> None:
    """Takes an action of the menu of the profile."""
    next(a for a in page.profile.fill_menu().actions() if a.text() == words).trigger()


def test_the_first_service_is_shown_with_its_profile(page: ServicesPage, services: list[str]) -> None:
    assert listed(page) == ["Jobcenter Mitte", "VHS Sprachenbüro"]
    assert page.profile.service_id == services[0]
    assert "Jobcenter Mitte" in words_of(page)


def test_search_type_and_language_narrow_the_list(page: ServicesPage, tasks: Tasks, settle: Settle) -> None:
    QTest.keyClicks(page.panel.search, "ringstrasse")
    settle(tasks)
    assert listed(page) == ["VHS Sprachenbüro"]
    assert page.panel.found.text() == "1 von 2 passen"
    page.panel.reset_button.click()
    settle(tasks)
    page.panel.filters.language.choose("tr")
    settle(tasks)
    assert listed(page) == ["Jobcenter Mitte"]
    page.panel.filters.type.choose("integration_course_provider")
    settle(tasks)
    assert listed(page) == ["Passt zum Teil", "VHS Sprachenbüro"]
    page.panel.filters.language.choose("")
    page.panel.filters.type.choose("bank")
    QTest.keyClicks(page.panel.search, "xyz")
    settle(tasks)
    assert listed(page) == []
    press(page.panel, "Filter zurücksetzen")
    settle(tasks)
    assert len(listed(page)) == 2


def test_a_service_is_entered_by_keyboard(
    page: ServicesPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_N)
    dialog = page.findChild(ServiceDialog)
    assert dialog is not None
    field = dialog.fields["name"].field
    assert isinstance(field, LineEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, "Sprachtreff")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    assert [view.name for view in list_services(desk)] == ["Jobcenter Mitte", "Sprachtreff", "VHS Sprachenbüro"]
    assert frame.told == ["Sprachtreff ist eingetragen."]
    page.changed(frame.announced[-1])
    settle(tasks)
    assert page.panel.view.current_key() == page.profile.service_id == frame.announced[-1].subject_id


def test_a_service_without_a_name_is_refused_beside_the_field(page: ServicesPage, tasks: Tasks, settle: Settle) -> None:
    page.add()
    dialog = page.findChild(ServiceDialog)
    assert dialog is not None
    dialog.save()
    settle(tasks)
    assert dialog.fields["name"].fault_text() == "Wie heißt die Anlaufstelle?"
    dialog.reject()


def test_changing_keeps_what_is_not_changed(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, settle: Settle
) -> None:
    before = service(desk, services[1])
    page.aim(services[1])
    settle(tasks)
    page.profile.edit()
    dialog = page.findChild(ServiceDialog)
    assert dialog is not None
    dialog.save()
    settle(tasks)
    assert service(desk, services[1]) == before


def test_who_is_still_expected_is_listed_and_opened(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, frame: Any, settle: Settle
) -> None:
    person = take_in(desk, NewcomerDraft("Amina", "Haddad")).subject_id
    refer(desk, person, services[1], kind="placement", waived="Einwilligung mündlich")
    assert [(p.newcomer_id, p.kind) for p in referred_people(desk, services[1])] == [(person, "placement")]
    page.aim(services[1])
    settle(tasks)
    rows = next(view for view in page.profile.findChildren(RowsView) if view.isVisible())
    row = rows.model().index(0, 0).data(ROW_ROLE)
    assert (row.title, row.subtitle) == ("Amina Haddad", "Vermittlung · unterwegs")
    rows.opened.emit(row.key)
    assert frame.went == [("people", person)]


def test_inactive_says_who_is_still_expected_there(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, frame: Any, settle: Settle
) -> None:
    refer(desk, take_in(desk, NewcomerDraft("Amina")).subject_id, services[0])
    page.profile.changed(None)
    settle(tasks)
    choose(page, "Inaktiv setzen")
    settle(tasks)
    assert frame.told[-1] == "Jobcenter Mitte ist inaktiv. 1 Person ist noch hierher verwiesen und bleibt es."
    page.changed(frame.announced[-1])
    settle(tasks)
    notice = next(n for n in page.profile.findChildren(Notice) if n.isVisible())
    assert "1 Person ist noch hierher verwiesen." in notice.sentence.text()
    assert listed(page)[-1] == "Jobcenter Mitte"
    frame.undos[-1]()
    settle(tasks)
    assert service(desk, services[0]).active


def test_checked_today_is_one_click(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, settle: Settle
) -> None:
    press(page.profile, "Heute geprüft")
    settle(tasks)
    assert service(desk, services[0]).verified_on == desk.today()


def test_an_empty_directory_says_what_to_do(
    desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Settle
) -> None:
    made = ServicesPage(desk, tasks, frame)
    show(made)
    settle(tasks)
    assert [e for e in made.findChildren(EmptyState) if e.isVisible()]
    press(made, "Anlaufstelle eintragen")
    dialog = made.findChild(ServiceDialog)
    assert dialog is not None
    dialog.reject()


def test_a_closed_dialog_is_freed(page: ServicesPage, freed: Callable[[], None]) -> None:
    page.add()
    dialog = page.findChild(ServiceDialog)
    assert dialog is not None
    gone = weakref.ref(dialog)
    dialog.reject()
    del dialog
    freed()
    assert gone() is None


def test_every_control_has_a_name(page: ServicesPage, names_missing: Callable[[QWidget], list[str]]) -> None:
    assert names_missing(page) == []
    page.add()
    dialog = page.findChild(ServiceDialog)
    assert dialog is not None
    assert names_missing(dialog) == []
    dialog.reject()


def test_how_fresh_the_entry_is_stands_as_word_and_sign(desk: Desk, services: list[str], today: date) -> None:
    never, fresh = (verified_chip(service(desk, service_id), today) for service_id in services)
    stale = verified_chip(service(desk, services[1]), date(2027, 12, 1))
    assert (never.text, fresh.text, stale.text) == ("ungeprüft", "geprüft", "Prüfung fällig")
    assert never.icon
    assert fresh.icon
    assert stale.icon


def test_a_profile_is_never_seen_squeezed(page: ServicesPage) -> None:
    shown = page.profile.shown
    assert shown is not None
    page.profile._take(shown)
    # No event has been handled since: what stands there now is what is painted first.
    assert "Jobcenter Mitte" in words_of(page)
    assert clipped(page.profile) == []
