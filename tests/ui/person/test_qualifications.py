# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Qualifications and where their recognition stands."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, set_recognition
from laufmappe.casework.words import recognition_states
from laufmappe.ui.person.recognition.dialog import RecognitionDialog
from laufmappe.ui.person.recognition.procedure_dialog import ProcedureDialog
from laufmappe.ui.person.recognition.qualification_dialog import QualificationDialog
from laufmappe.ui.person.recognition.signs import recognition_chip

Sit = Callable[..., Any]

CTRL = Qt.KeyboardModifier.ControlModifier


def texts(widget: QWidget) -> list[str]:
    """All words that a widget shows."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text() and not label.isHidden()]


def test_a_qualification_is_added_with_partial_dates_and_its_original_title(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_Q)
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["title"].fault_text() == "Wie heißt die Qualifikation?"
    dialog._title.setText("B.Sc. Elektrotechnik")
    dialog._original.setText("بكالوريوس هندسة كهربائية")
    dialog._country.setText("Atlantis")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["country"].has_fault()
    dialog._country.setText("syrien")
    dialog._started.setText("2010")
    dialog._finished.setText("07/2014")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().qualifications
    assert (kept.country, kept.started, kept.finished) == ("SY", "2010", "2014-07")
    shown = texts(sat.page.qualifications)
    assert "Syrien, 2010–07/2014" in shown
    assert "بكالوريوس هندسة كهربائية" in shown


def test_a_qualification_is_removed_with_undo(sit: Sit) -> None:
    sat = sit()
    add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Schweißer"))
    sat.page.changed(None)
    sat.settle()
    QualificationDialog(sat.page, sat.page.acts, sat.case().qualifications[0]).appear()
    sat.dialog()._remove.click()
    sat.settle()
    assert sat.case().qualifications == ()
    sat.undo_last()
    assert [q.title for q in sat.case().qualifications] == ["Schweißer"]


def test_only_states_that_can_follow_are_offered(sit: Sit) -> None:
    sat = sit()
    key = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Pflege")).subject_id
    for state in ("applied", "receipt_confirmed", "complete", "in_review"):
        set_recognition(sat.desk, key, state, date(2026, 9, 15))
    RecognitionDialog(sat.page, sat.page.acts, sat.case().qualifications[0]).appear()
    dialog = sat.dialog()
    offered = [dialog._state.itemData(n) for n in range(dialog._state.count())]
    assert "decided_partial" in offered
    assert "decided_condition" not in offered
    assert "applied" not in offered
    dialog._regulated.choose(True)
    dialog._offer()
    offered = [dialog._state.itemData(n) for n in range(dialog._state.count())]
    assert "decided_condition" in offered
    dialog._state.choose("decided_condition")
    dialog._day.field.setText("14.09.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["on_date"].has_fault()
    dialog._day.field.setText("20.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    procedure = sat.case().qualifications[0].recognition
    assert (procedure.state, procedure.regulated) == ("decided_condition", True)


def test_the_clock_is_shown_in_calendar_months_with_its_end(sit: Sit) -> None:
    sat = sit()
    key = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Elektrikerin")).subject_id
    for state in ("applied", "receipt_confirmed", "complete", "in_review"):
        set_recognition(sat.desk, key, state, date(2026, 9, 15), body="IHK FOSA")
    sat.page.changed(None)
    sat.settle()
    shown = texts(sat.page.qualifications)
    assert "Tag 69 von 91" in shown
    assert any("noch 22 Tage bis Di 15.12.2026" in words for words in shown)
    assert any("Am Zug: die Stelle (IHK FOSA), seit 69 Tagen" in words for words in shown)
    (bar,) = sat.page.qualifications.findChildren(QProgressBar)
    assert (bar.value(), bar.maximum()) == (69, 91)


def test_an_application_before_the_funding_warns(sit: Sit) -> None:
    sat = sit()
    add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Bäcker"))
    RecognitionDialog(sat.page, sat.page.acts, sat.case().qualifications[0]).appear()
    dialog = sat.dialog()
    assert not dialog._funding.isVisible()
    dialog._state.choose("applied")
    assert dialog._funding.isVisible()
    dialog.accept()


def test_a_recognition_needs_its_day(sit: Sit) -> None:
    sat = sit()
    add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Bäcker"))
    RecognitionDialog(sat.page, sat.page.acts, sat.case().qualifications[0]).appear()
    dialog = sat.dialog()
    dialog._day.field.clear()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["on_date"].has_fault()
    assert sat.case().qualifications[0].recognition is None
    dialog.accept()


def test_every_state_of_a_procedure_has_word_icon_and_tint() -> None:
    for state in recognition_states():
        chip = recognition_chip(state)
        assert chip.text
        assert chip.icon


def test_a_reference_occupation_is_found_while_typing_and_suggests_procedure_and_body(sit: Sit) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_Q)
    dialog = sat.dialog()
    dialog._title.setText("Krankenschwester")
    dialog._country.setText("Syrien")
    picker = dialog._occupation
    QTest.keyClicks(picker.search, "krankenschw")
    picker._look_up()
    sat.settle()
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    sat.settle()
    assert picker.occupation_id() == "nurse"
    assert "reglementiert" in picker.about.text()
    assert "ZAG-PuG" in dialog._suggestion.text()
    assert "prüfen" in dialog._suggestion.text()
    dialog._anabin[0].choose("h_plus")
    dialog._translation.choose("sworn")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().qualifications
    assert (kept.occupation, kept.occupation_id, kept.eqf) == ("Pflegefachfrau/-mann", "nurse", 4)
    assert "Niveau 4 (DQR) · anabin: H+ · beeidigt übersetzt" in texts(sat.page.qualifications)
    change = QualificationDialog(sat.page, sat.page.acts, kept)
    change.appear()
    sat.settle()
    QTest.keyClicks(change._occupation.search, " im Nachtdienst")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().qualifications
    assert (kept.occupation, kept.occupation_id) == ("Pflegefachfrau/-mann im Nachtdienst", "")


def test_beginning_a_procedure_offers_what_the_data_suggests(sit: Sit) -> None:
    sat = sit()
    draft = QualificationDraft("Krankenschwester", country="SY", occupation="Pflege", occupation_id="nurse")
    key = add_qualification(sat.desk, sat.newcomer_id, draft).subject_id
    sat.page.changed(None)
    sat.settle()
    sat.page.qualifications.findChild(QWidget, f"recognition-{key}").click()
    dialog = sat.dialog()
    assert isinstance(dialog, ProcedureDialog)
    assert (dialog._type.value(), dialog._body.text()) == ("health", "Bezirksregierung Münster, ZAG-PuG")
    assert not dialog._regulated.isEnabled()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    procedure = sat.case().qualifications[0].recognition
    assert (procedure.procedure, procedure.regulated, procedure.state) == ("health", True, "recorded")
    assert procedure.papers
    sat.undo_last()
    assert sat.case().qualifications[0].recognition is None


def test_the_card_leads_to_the_page_of_the_procedure(sit: Sit) -> None:
    sat = sit()
    key = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Bäcker")).subject_id
    set_recognition(sat.desk, key, "counselling", date(2026, 11, 2))
    sat.page.changed(None)
    sat.settle()
    sat.page.qualifications.findChild(QWidget, f"procedure-{key}").click()
    assert sat.frame.went == [("recognition", (sat.newcomer_id, key))]


def test_a_qualification_names_its_documents_and_the_time_to_object(sit: Sit, tmp_path: Path) -> None:
    sat = sit()
    key = add_qualification(sat.desk, sat.newcomer_id, QualificationDraft("Bäcker")).subject_id
    (tmp_path / "Gesellenbrief.pdf").write_bytes(b"%PDF-1.7")
    attach_document(sat.desk, sat.newcomer_id, tmp_path / "Gesellenbrief.pdf", key)
    for state in ("applied", "receipt_confirmed", "complete", "in_review", "decided_none"):
        set_recognition(sat.desk, key, state, date(2026, 11, 2))
    sat.page.changed(None)
    sat.settle()
    shown = texts(sat.page.qualifications)
    assert "Gesellenbrief.pdf" in shown
    assert "Widerspruch oder Klage bis 02.12.2026" in shown
