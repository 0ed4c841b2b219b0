# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The finder in the window: filters with counts, what fits a person, entries to be checked one after the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service, service
from laufmappe.casework.views import LanguageView
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.person.pickers import ServicePicker
from laufmappe.ui.person.referral_dialogs import ReferralDialog
from laufmappe.ui.services import ServicesPage
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import ROW_ROLE, Button, ComboBox, Row, Section
from laufmappe.ui.widgets.choice import ToggleChip

Settle = Callable[[Tasks], None]


def rows(page: ServicesPage) -> list[Row | Section]:
    model = page.panel.view.model()
    return [model.index(line, 0).data(ROW_ROLE) for line in range(model.rowCount())]


def titles(page: ServicesPage) -> list[str]:
    return [row.title for row in rows(page)]


def options(combo: ComboBox) -> list[str]:
    return [combo.itemText(number) for number in range(combo.count())]


def chips(page: ServicesPage) -> dict[str, ToggleChip]:
    found = page.panel.filters.findChildren(ToggleChip)
    return {chip.text(): chip for chip in found if chip.isVisible()}


def test_each_filter_says_how_many_services_have_it(page: ServicesPage) -> None:
    filters = page.panel.filters
    assert options(filters.language) == ["Sprache: alle", "Arabisch (1)", "Deutsch (2)", "Türkisch (1)"]
    assert options(filters.district) == ["Stadtteil: alle", "Mitte (1)"]
    assert "Sprache (1)" in options(filters.topic)
    assert not filters.status.isEnabled()
    assert not filters.need.isEnabled()


def test_needs_add_up_as_chips_and_go_with_a_click(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, settle: Settle
) -> None:
    draft = replace(ServiceDraft.of(service(desk, services[1])), needs=("childcare", "evening_course"))
    change_service(desk, services[1], draft)
    page.changed(None)
    settle(tasks)
    for need in ("childcare", "evening_course"):
        page.panel.filters.need.choose(need)
        settle(tasks)
    assert titles(page) == ["VHS Sprachenbüro"]
    assert {"Kinderbetreuung", "Abendkurs"} <= set(chips(page))
    for words in ("Kinderbetreuung", "Abendkurs"):
        chips(page)[words].click()
        settle(tasks)
    assert page.panel.filters.wanted().needs == ()
    assert len(titles(page)) == 2


def test_for_a_person_the_finder_stands_filled_and_refers_with_one_key(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, settle: Settle
) -> None:
    draft = NewcomerDraft("Amina", status="refugee", district="Mitte", languages=(LanguageView("ar", "native"),))
    person = take_in(desk, draft, "K2").subject_id
    page.aim(("for", person, ""))
    settle(tasks)
    wanted = page.panel.filters.wanted()
    assert (wanted.status, wanted.district, wanted.language) == ("refugee", "Mitte", "ar")
    assert "für Amina" in chips(page)
    section, first = rows(page)[:2]
    assert isinstance(first, Row)
    assert section.title == "Passt"
    assert first.subtitle == "Stadtteil nicht bekannt · für alle · Arabisch"
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(tasks)
    dialog = page.findChild(ReferralDialog)
    assert dialog is not None
    dialog.save()
    settle(tasks)
    assert [r.service.id for r in case(desk, person).referrals] == [services[1]]
    chips(page)["für Amina"].click()
    settle(tasks)
    assert not [b for b in page.profile.findChildren(Button) if b.isVisible() and b.text() == "Hierher verweisen"]


def test_what_fits_only_in_part_stands_below_with_what_is_missing(
    page: ServicesPage, tasks: Tasks, settle: Settle
) -> None:
    page.panel.filters.language.choose("tr")
    page.panel.filters.type.choose("integration_course_provider")
    settle(tasks)
    section, row = rows(page)
    assert (section.title, row.title) == ("Passt zum Teil", "VHS Sprachenbüro")
    assert isinstance(row, Row)
    assert row.subtitle.startswith("Türkisch fehlt")
    assert page.panel.found.text() == "0 von 2 passen"


def test_entries_to_be_checked_come_oldest_first_and_go_by_two_keys_each(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, frame: Any, settle: Settle, today: date
) -> None:
    old = add_service(desk, ServiceDraft("Alte Beratung", verified_on=today - timedelta(400))).subject_id
    refer(desk, take_in(desk, NewcomerDraft("Amina")).subject_id, old)
    page.changed(None)
    settle(tasks)
    chips(page)["Prüfung fällig (2)"].click()
    settle(tasks)
    assert titles(page) == ["Jobcenter Mitte", "Alte Beratung"]
    second = rows(page)[1]
    assert isinstance(second, Row)
    assert second.chip is not None
    assert (second.subtitle, second.chip.text) == ("zuletzt 19.10.2025", "1 Person unterwegs")
    page.panel.view.setFocus()
    for _each in range(2):
        QTest.keyClick(page.panel.view, Qt.Key.Key_Return)
        settle(tasks)
        button = QApplication.focusWidget()
        assert isinstance(button, Button)
        assert button.text() == "Heute geprüft"
        QTest.keyClick(button, Qt.Key.Key_Return)
        settle(tasks)
        page.changed(frame.announced[-1])
        settle(tasks)
    assert {service(desk, key).verified_on for key in (services[0], old)} == {today}
    assert titles(page) == []


def test_one_letter_says_that_it_was_checked_today_and_undo_takes_it_back(
    page: ServicesPage, desk: Desk, services: list[str], tasks: Tasks, frame: Any, settle: Settle
) -> None:
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_V)
    settle(tasks)
    assert service(desk, services[0]).verified_on == desk.today()
    frame.undos[-1]()
    settle(tasks)
    assert service(desk, services[0]).verified_on is None


def test_a_picker_offers_what_fits_the_person_first_and_says_why_the_rest_does_not(
    page: ServicesPage, desk: Desk, tasks: Tasks, frame: Any, settle: Settle
) -> None:
    acts = Acts(desk, tasks, frame, page)
    acts.newcomer_id = take_in(desk, NewcomerDraft("Amina", languages=(LanguageView("ar", "native"),))).subject_id
    picker = ServicePicker("Anlaufstelle", acts)
    picker.setParent(page)
    settle(tasks)
    model = picker.list.model()
    first, second = (model.index(line, 0).data(ROW_ROLE) for line in range(model.rowCount()))
    assert (first.title, first.chip.text) == ("VHS Sprachenbüro", "passt")
    assert (second.title, second.chip) == ("Jobcenter Mitte", None)
    assert second.subtitle.startswith("Arabisch fehlt")


def test_in_a_low_window_the_filters_stand_behind_a_button(page: ServicesPage, settle: Settle, tasks: Tasks) -> None:
    page.resize(650, 400)
    settle(tasks)
    assert not page.panel.filters.topic.isVisible()
    page.panel.view.setFocus()
    QTest.keyClick(page.panel.view, Qt.Key.Key_F)
    assert page.panel.filters.topic.hasFocus()
    page.resize(1150, 800)
    settle(tasks)
    assert page.panel.filters.topic.isVisible()
