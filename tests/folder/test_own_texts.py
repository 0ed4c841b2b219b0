# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counsellor wrote can be translated by hand, and is printed so."""

from datetime import date

import pypdfium2

from laufmappe.casework.chains.translations import set_translations
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.talks.appointments import AppointmentDraft, set_appointment
from laufmappe.casework.views import LanguageView
from laufmappe.folder.make import make_folder
from laufmappe.folder.own_texts import own_texts
from laufmappe.folder.reprint import changed, folder_of
from laufmappe.folder.words import Words


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    finally:
        document.close()


def test_a_translation_by_hand_stands_beside_the_german_words_and_changes_their_sheet(desk: Desk, today: date) -> None:
    person = take_in(
        desk, NewcomerDraft(given_name="Olena", family_name="Koval", languages=(LanguageView("uk"),)), "K6"
    ).subject_id
    set_appointment(desk, person, AppointmentDraft("2026-12-01T09:30", "Elternabend der Klasse", place="Raum 12"))
    view = case(desk, person)
    assert own_texts(view, Words("uk")) == ("Elternabend der Klasse",)
    assert own_texts(view, Words("")) == ()
    before = folder_of(view, Words("uk"), today)
    set_translations(desk, person, {("uk", "Elternabend der Klasse"): "Батьківські збори"})
    view = case(desk, person)
    text = _text(make_folder(view, "uk", today))
    assert "Elternabend der Klasse" in text
    assert "Батьківські збори" in text
    assert "Raum 12" in text
    after = folder_of(view, Words("uk"), today)
    differing = [
        new.key for old, new in zip(before.sheets, after.sheets, strict=True) if old.fingerprint != new.fingerprint
    ]
    assert differing == ["dates"]
    assert changed(after)
