# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page as a whole: who it shows, its keys, how it keeps up with the record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from laufmappe.casework.chains.steps import complete_step, plan_step
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.views import LanguageView
from laufmappe.ui.person.head import age, lead

Sit = Callable[..., Any]

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_head_says_who_it_is(sit: Sit) -> None:
    sat = sit()
    assert sat.page.head.name.accessibleName() == "Amina Haddad أمينة حداد"
    words = sat.page.head.lead.text()
    assert "34 Jahre" in words
    assert "Arabisch, Deutsch B1" in words
    assert "in Beratung seit 23.11.2026" in words


def test_an_age_is_only_said_where_the_birthday_is_known() -> None:
    said = {
        "": "",
        "1992": "geboren 1992",
        "1992-05": "geboren 1992",
        "1992-11-24": "33 Jahre",
        "2025-11-23": "1 Jahr",
    }
    assert {birth: age(birth, date(2026, 11, 23)) for birth in said} == said


def test_somebody_without_german_is_said_to_have_none(sit: Sit) -> None:
    sat = sit(draft=NewcomerDraft("Ali", languages=(LanguageView("fa", ""), LanguageView("de", "none"))))
    assert "Persisch, kein Deutsch" in lead(sat.case().newcomer, date(2026, 11, 23))


def test_every_control_has_a_name(sit: Sit, offices: dict[str, str], names_missing: Callable[..., list[str]]) -> None:
    sat = sit()
    add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Schweißer"))
    refer(sat.desk, sat.newcomer_id, offices["school"])
    sat.page.changed(None)
    sat.settle()
    assert names_missing(sat.window) == []


def test_names_are_there_before_a_chain_is_agreed_too(sit: Sit, names_missing: Callable[..., list[str]]) -> None:
    assert names_missing(sit("").window) == []


def test_another_person_is_shown_from_the_top(sit: Sit) -> None:
    sat = sit()
    bar = sat.page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    other = take_in(sat.desk, NewcomerDraft("Bogdan", "Ilie"), "K5").subject_id
    sat.page.aim(other)
    sat.settle()
    assert sat.page.head.name.accessibleName() == "Bogdan Ilie"
    assert bar.value() == 0
    assert sat.page.acts.newcomer_id == other


def test_a_person_who_is_gone_leaves_an_empty_page(sit: Sit) -> None:
    sat = sit()
    sat.page.aim("not-there")
    sat.settle()
    assert sat.page.empty.isVisible()
    assert sat.page.keys == ()
    sat.page.aim(sat.newcomer_id)
    sat.settle()
    assert not sat.page.empty.isVisible()


def test_what_happened_elsewhere_is_shown_as_soon_as_it_is_announced(sit: Sit) -> None:
    sat = sit()
    sat.frame.announce(complete_step(sat.desk, sat.step().id))
    sat.settle()
    assert sat.page.chain.route.stations_model.stations()[0].state == "done"


def test_angaben_aendern_opens_the_intake_form(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_F2)
    assert sat.frame.went == [("intake", sat.newcomer_id)]


def test_a_subject_of_another_page_gets_the_focus(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    referral = refer(sat.desk, sat.newcomer_id, offices["school"]).subject_id
    qualification = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Schweißer")).subject_id
    for subject, name in ((referral, f"referral-{referral}"), (qualification, f"recognition-{qualification}")):
        sat.page.aim((sat.newcomer_id, subject))
        sat.settle()
        assert sat.window.focusWidget().objectName() == name
    sat.page.aim((sat.newcomer_id, sat.step(4).id))
    sat.settle()
    assert sat.page.chain.step().number == 4
    assert sat.page.chain.route.hasFocus()


def test_a_chain_of_fifteen_fits_the_width_and_its_station_comes_into_sight(sit: Sit) -> None:
    sat = sit("K1")
    assert len(sat.case().chain.steps) == 15
    route: QWidget = sat.page.chain.route
    strip = sat.page.chain.strip
    for width, height in ((782, 680), (780, 500), (610, 560)):
        sat.window.resize(width, height)
        sat.settle()
        assert route.width() <= sat.page.width()
        assert sat.page._scroll.horizontalScrollBar().maximum() == 0
        sat.press(Qt.Key.Key_Return, route)
        top = strip.mapTo(sat.page, strip.rect().topLeft()).y()
        assert 0 <= top < sat.page.height() - 100


def test_endless_words_neither_widen_the_page_nor_vanish(sit: Sit, picture: Callable[..., None]) -> None:
    endless = "Donaudampfschifffahrts" * 12
    draft = NewcomerDraft(
        endless, endless, "ሰላም" * 60, phone=endless, address=endless, note=endless, status="refugee", nationality="SY"
    )
    sat = sit(draft=draft, width=782, height=680)
    school = add_service(sat.desk, ServiceDraft(endless, endless, street=endless, phone=endless)).subject_id
    plan_step(sat.desk, sat.step().id, service_id=school, note=endless)
    refer(sat.desk, sat.newcomer_id, school, request=endless)
    qualification = QualificationDraft(endless, "academic", endless, endless, "SY", "2010", "2014", endless, endless)
    add_qualification(sat.desk, sat.newcomer_id, qualification)
    sat.page.changed(None)
    sat.settle()
    picture(sat.window, "person-endless")
    holder = sat.page._scroll.widget()
    assert holder.width() == sat.page._scroll.viewport().width()
    assert holder.minimumSizeHint().width() <= holder.width()


def test_the_folder_dialog_is_asked_for_this_person(sit: Sit) -> None:
    pytest.importorskip("laufmappe.ui.folder.dialog")
    sat = sit()
    sat.press(Qt.Key.Key_P, modifier=CTRL)
    dialog = sat.dialog()
    assert type(dialog).__name__ == "FolderDialog"
    dialog.reject()
    sat.settle()
