# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The person's own data with the dates deadlines wait for, and the history in the counsellor's words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from laufmappe.casework.chains.steps import complete_step, plan_step
from laufmappe.casework.people.register import NewcomerDraft, change_person
from laufmappe.ui.person.details_card import status_norm, validity, waiting_anchors
from laufmappe.ui.person.history_words import FIELDS, SENTENCES, changes, sentence
from laufmappe.ui.widgets import Button

Sit = Callable[..., Any]

CTRL = Qt.KeyboardModifier.ControlModifier


def texts(widget: QWidget) -> list[str]:
    """All words that a widget shows."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text() and label.isVisible()]


def test_status_norm_and_validity_are_shown(sit: Sit) -> None:
    sat = sit()
    shown = texts(sat.page.details)
    assert "Asyl oder Flüchtlingseigenschaft" in shown
    assert f"{status_norm('refugee')} · Syrien" in shown
    assert "läuft in 69 Tagen ab (31.01.2027)" in shown
    assert "0151 5550678" in shown
    hint = next(words for words in shown if words.startswith("Erste Anlaufstelle: Jobcenter, Ausländerbehörde."))
    assert "Stand 11/2026 · bitte prüfen." in hint
    assert "Quelle:" in hint


@pytest.mark.parametrize(
    ("until", "words", "kind"),
    [
        ("2027-01-03", "läuft in 41 Tagen ab (03.01.2027)", "warn"),
        ("2026-11-24", "läuft in 1 Tag ab (24.11.2026)", "danger"),
        ("2026-11-23", "läuft heute ab", "danger"),
        ("2026-11-22", "abgelaufen am 22.11.2026", "danger"),
        ("2028", "gültig bis 2028", "neutral"),
        ("2027-01", "läuft in 39 Tagen ab (01/2027)", "warn"),
    ],
)
def test_the_end_of_a_title_is_a_word_and_a_colour(until: str, words: str, kind: str, today: date) -> None:
    sign = validity(until, today)
    assert (sign.text, sign.kind) == (words, kind)


def test_a_missing_date_is_noted_and_the_deadlines_follow(sit: Sit) -> None:
    sat = sit(draft=NewcomerDraft("Ali"))
    before = waiting_anchors(sat.case())
    assert before["arrival"] >= 1
    button = sat.page.details.findChild(Button, "milestone-arrival")
    assert button.text() == "eintragen"
    button.click()
    dialog = sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    sat.page.details.findChild(Button, "milestone-arrival").click()
    dialog = sat.dialog()
    dialog._day.setText("1.10.2026")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.case().newcomer.milestones == {"arrival": "2026-10-01"}
    assert "arrival" not in waiting_anchors(sat.case())
    assert any(s.due_on for s in sat.case().chain.steps)
    assert sat.page.details.findChild(Button, "milestone-arrival").text() == "ändern"


def test_history_speaks_german_and_takes_the_newest_act_back(sit: Sit) -> None:
    sat = sit()
    complete_step(sat.desk, sat.step(1).id)
    sat.page.changed(None)
    sat.settle()
    rows = sat.page.history.list.rows_model._held.rows
    assert rows[0].title == "Stand einer Station: Erstberatung"
    assert "Stand: offen → erledigt" in rows[0].subtitle
    assert "Maria Beispiel" in rows[0].subtitle
    assert rows[0].action == "Rückgängig"
    assert rows[1].action == "", "a person is not removed by an undo here"
    sat.page.history.list.acted.emit(rows[0].key)
    sat.settle()
    assert sat.step(1).state == "open"
    rows = sat.page.history.list.rows_model._held.rows
    assert [r.title for r in rows[:2]] == [
        "Etwas zurückgenommen: Erstberatung",
        "Stand einer Station: Erstberatung (zurückgenommen)",
    ]


def test_an_act_opens_with_its_values_and_can_be_taken_back_there(sit: Sit) -> None:
    sat = sit()
    plan_step(sat.desk, sat.step(1).id, service_id=None, appointment="2026-12-01T10:00", note="mit Kind")
    sat.page.changed(None)
    sat.settle()
    view = sat.page.history.list
    view.setFocus()
    view.choose_first()
    sat.press(Qt.Key.Key_Return, view)
    dialog = sat.dialog()
    shown = texts(dialog)
    assert "01.12.2026, 10:00" in shown
    assert "mit Kind" in shown
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert sat.step(1).appointment == ""


def test_values_are_said_as_they_are_called(sit: Sit) -> None:
    sat = sit(draft=NewcomerDraft("Ali", status="refugee"))
    draft = NewcomerDraft(
        "Ali", status="refugee", nationality="SY", interpreter=True, needs=("work",), birth_date="1992"
    )
    change_person(sat.desk, sat.newcomer_id, draft)
    sat.page.changed(None)
    sat.settle()
    told = {field: (before, after) for field, before, after in changes(sat.page.record.history[0])}
    assert told["Staatsangehörigkeit"] == ("", "Syrien")
    assert told["Dolmetschen"] == ("nein", "ja")
    assert told["Geburtsdatum"] == ("", "1992")
    assert told["Bedarfe"][1] not in ("", "work")


def test_every_verb_on_a_person_has_a_sentence(sit: Sit) -> None:
    sat = sit()
    assert all(SENTENCES.values())
    assert all(FIELDS.values())
    assert sentence(sat.page.record.history[-1]) == "Person aufgenommen"
    assert changes(sat.page.record.history[-1])[-1][0] != "Notiz"
