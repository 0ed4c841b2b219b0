# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dialogs about a station: faults stand beside their field, nothing typed is lost by one Esc."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from laufmappe.casework.chains.steps import set_step_state
from laufmappe.casework.chains.templates import step_library
from laufmappe.casework.history import begun_forms
from laufmappe.errors import FieldError
from laufmappe.ui.person.chain.step_dialogs import StateDialog
from laufmappe.ui.person.pickers import read_time

Sit = Callable[..., Any]

CTRL = Qt.KeyboardModifier.ControlModifier


def test_waiting_asks_for_its_reason_beside_the_field(sit: Sit) -> None:
    sat = sit()
    StateDialog(sat.page, sat.page.acts, sat.step(), "waiting").appear()
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["reason_kind"].fault_text() == "Bitte wählen Sie einen Grund."
    assert dialog._kind.hasFocus()
    dialog._kind.choose("other")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["reason"].fault_text() == "Bitte schreiben Sie kurz den Grund dazu."
    assert dialog._reason.hasFocus()
    dialog._kind.choose("course_full")
    dialog._reason.setPlainText("erst im Januar wieder")
    dialog._day.field.setText("20.11.2026")
    dialog._expected.field.setText("19.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["expected_on"].has_fault()
    dialog._expected.field.setText("10.01.2027")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    step = sat.step()
    assert (step.state, step.reason_kind, f"{step.state_since}") == ("waiting", "course_full", "2026-11-20")
    words = "wartet seit 20.11.2026, voraussichtlich bis 10.01.2027: Kurs oder Angebot voll – erst im Januar wieder"
    assert sat.page.chain.strip._reason.words.text() == words


def test_the_reason_of_a_wait_is_changed_where_it_stands(sit: Sit) -> None:
    sat = sit()
    set_step_state(sat.desk, sat.step().id, "waiting", reason_kind="course_full", reason="bis Januar")
    sat.page.changed(None)
    sat.settle()
    assert "wartet: Grund ändern …" in [a.text() for a in sat.page.chain.strip.fill_menu().actions()]
    StateDialog(sat.page, sat.page.acts, sat.step(), "waiting").appear()
    dialog = sat.dialog()
    assert (dialog._kind.value(), dialog._reason.toPlainText()) == ("course_full", "bis Januar")
    dialog._kind.choose("childcare")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.step().reason_kind == "childcare"


def test_a_step_is_adapted_to_one_person_alone(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_B)
    dialog = sat.dialog()
    dialog._title.clear()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["title"].has_fault()
    dialog._title.setText("Erstes Gespräch")
    dialog._bring.setPlainText("Pass")
    dialog._who.choose("counsellor")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    step = sat.step()
    assert (step.title, step.bring, step.who) == ("Erstes Gespräch", ("Pass",), "counsellor")
    assert sat.page.chain.strip._who.words.text() == "die Beratung"
    sat.undo_last()
    assert sat.step().title == "Erstberatung"


def test_a_day_that_does_not_exist_is_mended_by_one_click(sit: Sit) -> None:
    sat = sit()
    StateDialog(sat.page, sat.page.acts, sat.step(), "done").appear()
    dialog = sat.dialog()
    dialog._day.field.setText("31.09.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["state_since"].has_fault()
    dialog.fields["state_since"]._mend()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert f"{sat.step().done_on}" == "2026-09-30"


def test_a_day_in_the_future_is_refused_beside_the_field(sit: Sit) -> None:
    sat = sit()
    StateDialog(sat.page, sat.page.acts, sat.step(), "done").appear()
    dialog = sat.dialog()
    dialog._day.field.setText("24.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["state_since"].fault_text() == "Dieser Tag liegt in der Zukunft."
    assert sat.step().state == "open"
    dialog._day.field.setText("23.11.2026")
    sat.press(Qt.Key.Key_Escape)
    sat.settle()


def test_typed_words_survive_the_first_esc(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_P)
    dialog = sat.dialog()
    dialog._note.setPlainText("Dolmetscherin bestellen")
    sat.press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    sat.press(Qt.Key.Key_Escape)
    assert not sat.window.findChildren(StateDialog)
    assert sat.step().note == ""


def test_a_step_is_planned_with_service_appointment_and_date(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_P)
    dialog = sat.dialog()
    dialog._service.search.setText("parkweg")
    assert dialog._service.service() == offices["school"]
    dialog._appointment.day.setText("24.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["appointment"].fault_text().startswith("Um wie viel Uhr")
    dialog._appointment.time.setText("9.30")
    dialog._due.field.setText("01.12.2026")
    dialog._note.setPlainText("Zeugnis mitnehmen")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    step = sat.step()
    assert step.service.name == "VHS Mitte"
    assert (step.state, step.appointment, step.note) == ("planned", "2026-11-24T09:30", "Zeugnis mitnehmen")
    assert (f"{step.due_on}", step.due_fixed) == ("2026-12-01", True)


def test_a_plan_can_be_emptied_again(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_P)
    sat.dialog()._service.choose(offices["fosa"])
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.step().service is not None
    sat.press(Qt.Key.Key_P)
    dialog = sat.dialog()
    assert dialog._service.service() == offices["fosa"], "what is planned is shown even when its type does not fit"
    dialog._service.search.setText("kein")
    assert dialog._service.service() == offices["fosa"], "a search never chooses nobody"
    dialog._service.search.clear()
    dialog._service.list.choose("")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.step().service is None


def test_a_step_of_the_collection_is_added_after_the_chosen_one(sit: Sit) -> None:
    sat = sit()
    before = len(sat.case().chain.steps)
    sat.press(Qt.Key.Key_A)
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["template_step"].has_fault()
    there = {s.template_step for s in sat.case().chain.steps}
    title = next(title for key, title in step_library() if key not in there)
    dialog._steps.search.setText(title.lower())
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert len(sat.case().chain.steps) == before + 1
    assert sat.step(2).title == title


def test_a_step_in_own_words_brings_its_list_along(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_A)
    dialog = sat.dialog()
    dialog._library.choose(False)
    dialog._turn()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["title"].fault_text() == "Wie soll der Schritt heißen?"
    dialog._title.setText("Fahrrad abholen")
    dialog._bring.setPlainText("Ausweis\n\nSchloss")
    dialog._where.choose(0)
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert (sat.step(1).title, sat.step(1).bring) == ("Fahrrad abholen", ("Ausweis", "Schloss"))


def test_times_are_read_as_people_write_them_and_refused_when_they_are_none() -> None:
    typed = {"9": "09:00", "9.30": "09:30", "0930": "09:30", "14:05 Uhr": "14:05", "9,15": "09:15"}
    assert {text: read_time(text) for text in typed} == typed
    for text in ("25:00", "9:60", "neun", "1:2:3", "12345", "9:", "²"):
        with pytest.raises(FieldError):
            read_time(text)


def test_typed_words_outlive_a_lock_and_come_back_where_they_were(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_P)
    dialog = sat.dialog()
    dialog._note.setPlainText("Dolmetscherin bestellen")
    dialog._appointment.day.setText("24.11.2026")
    assert sat.page.may_leave()  # what the window asks before it locks
    dialog.accept()
    sat.settle()
    assert begun_forms(sat.desk) == [], "Heute lists no dialogs"
    sat.press(Qt.Key.Key_P)
    dialog = sat.dialog()
    assert dialog._note.toPlainText() == "Dolmetscherin bestellen"
    assert dialog._appointment.day.text() == "24.11.2026"
    dialog._appointment.time.setText("10")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.step().note == "Dolmetscherin bestellen"
    sat.press(Qt.Key.Key_P)
    dialog = sat.dialog()
    dialog._note.clear()
    dialog.keep()
    sat.press(Qt.Key.Key_Escape)
    sat.press(Qt.Key.Key_Escape)
    sat.press(Qt.Key.Key_P)
    assert sat.dialog()._note.toPlainText() == "Dolmetscherin bestellen", "what was thrown away does not come back"
    sat.dialog().accept()
