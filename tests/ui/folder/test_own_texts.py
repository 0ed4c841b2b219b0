# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counsellor wrote is translated where it is printed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.talks.appointments import AppointmentDraft, set_appointment
from laufmappe.casework.views import LanguageView
from laufmappe.ui.folder import FolderDialog
from laufmappe.ui.folder.own_texts_dialog import OwnTextsDialog
from laufmappe.ui.tasks import Tasks


def test_an_own_sentence_is_offered_translated_and_printed(
    desk: Desk, tasks: Tasks, frame: Any, show: Callable[..., Any], settle: Callable[[Tasks], None]
) -> None:
    draft = NewcomerDraft(given_name="Olena", family_name="Koval", languages=(LanguageView("uk"),))
    person = take_in(desk, draft).subject_id
    set_appointment(desk, person, AppointmentDraft("2099-12-01T09:30", "Elternabend der Klasse"))
    window = QWidget()
    show(window, 1360, 840)
    dialog = FolderDialog(window, desk, tasks, frame, person)
    dialog.appear()
    settle(tasks)
    assert dialog.output.own_texts.isVisibleTo(dialog)
    assert "1 eigenen Satz" in dialog.output.own_texts.text()
    dialog.output.own_texts.click()
    (own,) = window.findChildren(OwnTextsDialog)
    own.areas["Elternabend der Klasse"].setPlainText("Батьківські збори")
    assert own.primary is not None
    own.primary.click()
    settle(tasks)
    assert case(desk, person).translations[0].translation == "Батьківські збори"
    assert dialog.output.own_texts.text() == "Eigene Übersetzungen ansehen"
    dialog.reject()
    settle(tasks)
