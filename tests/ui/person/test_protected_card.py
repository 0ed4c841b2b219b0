# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed card of needs for protection: nothing is seen, and nothing kept, without what it takes."""

import weakref
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from laufmappe.casework.history import begun_forms
from laufmappe.casework.people.protected_needs import allow_protected_needs, protected_needs, set_protected_needs
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.ui.widgets import Button

Sit = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(card: QWidget, words: str) -> None:
    (button,) = (b for b in card.findChildren(Button) if b.text() == words and b.isVisible())
    button.click()


def sit_with_need(sit: Sit) -> Any:
    sat = sit()
    allow_protected_needs(sat.desk, sat.newcomer_id, date(2026, 11, 1))
    set_protected_needs(sat.desk, sat.newcomer_id, {"disability": "Rollstuhl"})
    sat.page.changed(None)
    sat.settle()
    return sat


def test_it_shows_nothing_until_it_is_opened_and_closes_for_the_next_person(sit: Sit) -> None:
    sat = sit_with_need(sit)
    card = sat.page.protected
    assert "Behinderung" not in texts(sat.page)
    assert "Einwilligung vom" not in texts(card)
    press(card, "Öffnen")
    sat.settle()
    assert "Behinderung" in texts(card)
    assert "Rollstuhl" in texts(card)
    assert "Einwilligung vom 01.11.2026" in texts(card)
    sat.page.aim(take_in(sat.desk, NewcomerDraft("Bogdan")).subject_id)
    sat.settle()
    sat.page.aim(sat.newcomer_id)
    sat.settle()
    assert "Behinderung" not in texts(sat.page)


def test_the_history_says_that_but_not_what(sit: Sit) -> None:
    sat = sit_with_need(sit)
    rows = sat.page.history.list.rows_model._held.rows
    assert rows[0].title == "Schutzbedarf geändert"
    assert "Behinderung" not in rows[0].subtitle
    assert "disability" not in rows[0].subtitle


def test_consent_needs_and_the_end_of_it(sit: Sit) -> None:
    sat = sit()
    card = sat.page.protected
    press(card, "Öffnen")
    sat.settle()
    assert "Art. 9 DSGVO" in texts(card)
    press(card, "Einwilligung eintragen …")
    sat.dialog()
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert "Einwilligung vom 23.11.2026" in texts(card)
    press(card, "Eintragen …")
    dialog = sat.dialog()
    tick, note = dialog._rows["pregnancy"]
    assert not note.isVisible()
    tick.setChecked(True)
    note.setText("März")
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert "Schwangerschaft" in texts(card)
    press(card, "Einwilligung widerrufen …")
    assert "lässt sich nicht zurücknehmen" in texts(sat.dialog())
    sat.press(Qt.Key.Key_Return, modifier=CTRL)
    assert "Schwangerschaft" not in texts(card)
    assert protected_needs(sat.desk, sat.newcomer_id).consent is None
    assert sat.frame.undos[-1] is None, "this can't be taken back"
    rows = sat.page.history.list.rows_model._held.rows
    assert not rows[0].action


def test_what_is_begun_is_not_kept_as_a_draft(sit: Sit) -> None:
    sat = sit_with_need(sit)
    press(sat.page.protected, "Öffnen")
    sat.settle()
    press(sat.page.protected, "Eintragen …")
    dialog = sat.dialog()
    dialog._rows["trauma"][0].setChecked(True)
    dialog._rows["trauma"][1].setText("geheim")
    sat.page.may_leave()
    sat.settle()
    assert begun_forms(sat.desk) == []
    dialog.reject()
    dialog.reject()


def test_its_dialogs_have_names_and_are_freed(
    sit: Sit, names_missing: Callable[[QWidget], list[str]], freed: Callable[[], None]
) -> None:
    sat = sit_with_need(sit)
    press(sat.page.protected, "Öffnen")
    sat.settle()
    assert names_missing(sat.page.protected) == []
    press(sat.page.protected, "Eintragen …")
    dialog = sat.dialog()
    assert names_missing(dialog) == []
    gone = weakref.ref(dialog)
    dialog.reject()
    del dialog
    sat.settle()
    freed()
    assert gone() is None
