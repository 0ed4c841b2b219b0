# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments, follow-ups, talks and releases on the page of a person."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from laufmappe.casework.handover.releases import ReleaseDraft, grant_release
from laufmappe.casework.talks.appointments import AppointmentDraft, set_appointment
from laufmappe.casework.talks.follow_ups import set_follow_up
from laufmappe.ui.person.release_dialogs import SignDialog
from laufmappe.ui.widgets import Button

Sit = Callable[..., Any]

CTRL = Qt.KeyboardModifier.ControlModifier


def words(sat: Any, card: Any) -> list[str]:
    sat.settle()
    return [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]


def press_link(sat: Any, card: Any, key: str) -> None:
    sat.page.changed(None)
    sat.settle()
    card.findChild(Button, key).click()
    sat.settle()


def test_an_appointment_is_entered_by_keyboard_kept_and_ended(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_T, sat.page)
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["at"].has_fault() or dialog.fields["title"].has_fault()
    dialog._matter.setText("Gespräch in der Schule")
    dialog._at.day.setText("24.11.2026")
    dialog._at.time.setText("9.30")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().appointments
    assert (kept.at, kept.title) == ("2026-11-24T09:30", "Gespräch in der Schule")
    press_link(sat, sat.page.agenda, f"appointment-out-{kept.id}")
    assert sat.case().appointments[0].state == "cancelled"
    assert "Gespräch in der Schule" not in words(sat, sat.page.agenda)
    sat.undo_last()
    assert sat.case().appointments[0].state == "planned"


def test_the_code_on_the_screen_is_read_by_a_scanner_and_the_file_is_a_calendar(sit: Sit, tmp_path: Path) -> None:
    sat = sit()
    draft = AppointmentDraft("2026-12-01T09:30", "Zahnarzt", place="Parkweg 1")
    set_appointment(sat.desk, sat.newcomer_id, draft)
    sat.page.changed(None)
    sat.settle()
    (link,) = [b for b in sat.page.agenda.findChildren(Button) if b.objectName().startswith("calendar-")]
    link.click()
    dialog = sat.dialog()
    dialog.picture.pixmap().save(str(tmp_path / "code.png"))
    with Image.open(tmp_path / "code.png") as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert "SUMMARY:Zahnarzt" in code.text
    assert "Haddad" not in code.text
    dialog.save(str(tmp_path / "Termin.ics"))
    sat.settle()
    assert b"BEGIN:VEVENT" in (tmp_path / "Termin.ics").read_bytes()


def test_a_follow_up_is_done_with_one_link_and_comes_back_by_undo(sit: Sit, today: date) -> None:
    sat = sit()
    key = set_follow_up(sat.desk, sat.newcomer_id, today, "Hat das Jobcenter geantwortet?").subject_id
    press_link(sat, sat.page.agenda, f"follow-up-done-{key}")
    assert sat.case().follow_ups[0].done_on == today
    assert "Hat das Jobcenter geantwortet?" not in words(sat, sat.page.agenda)
    sat.undo_last()
    assert "Hat das Jobcenter geantwortet?" in words(sat, sat.page.agenda)


def test_a_talk_is_noted_with_three_fields(sit: Sit, today: date) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_G, sat.page)
    dialog = sat.dialog()
    dialog._minutes.setText("30")
    dialog._topics.choose(["work"])
    dialog._note.setPlainText("Möchte als Pflegerin arbeiten.")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().contacts
    assert (kept.on_date, kept.minutes, kept.topics, kept.language) == (today, 30, ("work",), "ar")
    assert "1 Gespräch · 0 Std. 30 Min." in words(sat, sat.page.contacts)


def test_minutes_that_are_no_number_are_told_beside_their_field(sit: Sit) -> None:
    sat = sit()
    sat.page.contacts.act_add()
    dialog = sat.dialog()
    dialog._minutes.setText("halb")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["minutes"].has_fault()
    dialog.accept()


def test_a_release_is_made_signed_and_revoked(sit: Sit, offices: dict[str, str], today: date) -> None:
    sat = sit()
    sat.page.releases.act_add()
    dialog = sat.dialog()
    dialog._service.search.setText("fosa")
    dialog._purpose.setPlainText("Anerkennung klären")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().releases
    assert (kept.service_id, kept.parts) == (offices["fosa"], ("person",))
    assert "nicht unterschrieben" in words(sat, sat.page.releases)
    sat.page.releases.act_add_for(offices["fosa"])
    lacking = sat.dialog()
    assert isinstance(lacking, SignDialog), "no second one is asked for"
    lacking.reject()
    press_link(sat, sat.page.releases, f"release-{kept.id}")
    sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.case().releases[0].signed_on == today
    assert "gilt" in words(sat, sat.page.releases)
    press_link(sat, sat.page.releases, f"release-out-{kept.id}")
    assert "widerrufen" in words(sat, sat.page.releases)


def test_the_counselling_ends_with_one_link_and_is_taken_up_again_by_undo(sit: Sit, today: date) -> None:
    sat = sit()
    press_link(sat, sat.page.details, "close-case")
    assert sat.case().newcomer.closed_on == today
    sat.undo_last()
    assert sat.case().newcomer.closed_on is None


def test_a_placement_asks_for_a_reason_only_where_no_release_holds(
    sit: Sit, offices: dict[str, str], today: date
) -> None:
    sat = sit()
    release = ReleaseDraft(service_id=offices["fosa"], parts=("person",), signed_on=today)
    grant_release(sat.desk, sat.newcomer_id, release)
    sat.page.changed(None)
    sat.settle()
    sat.page.referrals.act_add()
    dialog = sat.dialog()
    dialog.kind.buttons["placement"].click()
    dialog._service.search.setText("vhs")
    assert dialog._why.isVisibleTo(dialog)
    dialog._service.search.setText("fosa")
    assert not dialog._why.isVisibleTo(dialog)
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().referrals
    assert kept.release_id == sat.case().releases[0].id
