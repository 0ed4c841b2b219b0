# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Referrals: where a person was sent, and what came back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from laufmappe.casework.referrals.referrals import refer
from laufmappe.ui.person.referral_dialogs import FeedbackDialog
from laufmappe.ui.person.signs import referral_chip
from laufmappe.ui.widgets import Button

Sit = Callable[..., Any]

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_referral_needs_a_service_and_goes_with_the_step_at_hand(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    sat.press(Qt.Key.Key_Return, sat.page, CTRL)
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.fields["service_id"].has_fault()
    dialog.kind.buttons["placement"].click()
    dialog._service.search.setText("fosa")
    dialog._waived.setPlainText("Die Person ist beim Anruf dabei")
    dialog._request.setPlainText("Bitte beraten")
    dialog._follow_up.field.setText("01.12.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().referrals
    assert (kept.kind, kept.service.id, kept.request) == ("placement", offices["fosa"], "Bitte beraten")
    assert kept.step_id == sat.case().chain.next_step.id
    assert kept.follow_up_on == date(2026, 12, 1)
    assert sat.frame.told[-1] == "Vermittlung ist eingetragen. Das Blatt liegt zum Drucken bereit."
    sat.undo_last()
    assert sat.case().referrals == ()


def test_both_kinds_are_explained_to_the_eye_and_the_ear(sit: Sit) -> None:
    sat = sit()
    sat.page.referrals.act_add()
    dialog = sat.dialog()
    words = [label.text() for label in dialog.findChildren(QLabel)]
    for button in dialog.kind.buttons.values():
        assert button.accessibleDescription() in words
    dialog.accept()


def test_feedback_is_noted_and_the_entry_says_so(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    key = refer(sat.desk, sat.newcomer_id, offices["school"], request="Einstufung").subject_id
    sat.page.changed(None)
    sat.settle()
    button = sat.page.referrals.findChild(Button, f"referral-{key}")
    button.setFocus()
    sat.press(Qt.Key.Key_Space, button)
    dialog = sat.dialog()
    dialog._state.choose("waiting_list")
    dialog._feedback.setPlainText("Ab Februar frei")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    (kept,) = sat.case().referrals
    assert (kept.state, kept.feedback) == ("waiting_list", "Ab Februar frei")
    shown = [label.text() for label in sat.page.referrals.findChildren(QLabel)]
    assert "auf der Warteliste" in shown
    assert sat.window.focusWidget().objectName() == f"referral-{key}", "the focus stays where the work was"


def test_a_referral_without_an_answer_says_how_long(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    refer(sat.desk, sat.newcomer_id, offices["school"])
    (kept,) = sat.case().referrals
    assert referral_chip(kept, date(2026, 12, 11)).text == "offen seit 18 Tagen"
    assert referral_chip(kept, date(2026, 11, 24)).text == "offen seit 1 Tag"
    assert referral_chip(kept, date(2026, 11, 23)).text == "offen seit heute"


def test_many_referrals_are_folded(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    for _number in range(6):
        refer(sat.desk, sat.newcomer_id, offices["school"])
    sat.page.changed(None)
    sat.settle()
    (more,) = [b for b in sat.page.referrals.findChildren(Button) if b.text() == "Alle 6 zeigen"]
    more.click()
    sat.settle()
    assert (
        len(
            [
                b
                for b in sat.page.referrals.findChildren(Button)
                if b.objectName().startswith("referral-") and b.isVisible()
            ]
        )
        == 6
    )


def test_feedback_before_the_referral_is_refused_in_the_dialog(sit: Sit, offices: dict[str, str]) -> None:
    sat = sit()
    refer(sat.desk, sat.newcomer_id, offices["school"])
    FeedbackDialog(sat.page, sat.page.acts, sat.case().referrals[0]).appear()
    dialog = sat.dialog()
    dialog._day.field.setText("01.11.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert dialog.isVisible()
    assert any("nicht vor dem Verweis" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()
