# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two records of one person are laid beside each other and made one, and that can be taken back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel

from laufmappe.casework.people.register import NewcomerDraft, count_people, take_in
from laufmappe.ui.handover.conflicts import ConflictLine
from laufmappe.ui.person.merge_dialog import MergeDialog

TWICE = NewcomerDraft("Amina", "Hadad", birth_date="1992", phone="0151 5550678", email="amina@example.org")


def test_the_other_record_is_offered_compared_and_made_one(
    sit: Callable[..., Any], picture: Callable[..., None], names_missing: Callable[..., list[str]]
) -> None:
    sat = sit()
    take_in(sat.desk, TWICE)
    sat.page.details.act_merge()
    dialog = sat.dialog()
    assert isinstance(dialog, MergeDialog) and dialog.list is not None
    assert dialog.primary is not None and dialog.primary.isEnabled()
    picture(sat.window, "merge-search")
    dialog.save()
    sat.settle()
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "amina@example.org" in " ".join(shown)
    assert not dialog.primary.isEnabled()
    assert names_missing(dialog) == []
    picture(sat.window, "merge-compare")
    (line,) = dialog.findChildren(ConflictLine)
    line.choice.choose("theirs")
    line.changed.emit()
    assert dialog.primary.isEnabled()
    dialog.save()
    sat.settle()
    assert count_people(sat.desk) == 1
    person = sat.case().newcomer
    assert (person.family_name, person.email, person.birth_date) == ("Hadad", "amina@example.org", "1992-05-17")
    sat.undo_last()
    assert count_people(sat.desk) == 2


def test_the_other_record_may_be_the_one_that_stays(sit: Callable[..., Any]) -> None:
    sat = sit()
    other = take_in(sat.desk, TWICE).subject_id
    dialog = MergeDialog(sat.page, sat.page.acts, sat.newcomer_id, "Amina Haddad", other)
    dialog.appear()
    sat.settle()
    assert dialog.keeps is not None
    dialog.keeps.chosen.emit(True)
    sat.settle()
    for line in dialog.findChildren(ConflictLine):
        line.choice.choose("mine")
        line.changed.emit()
    dialog.save()
    sat.settle()
    assert sat.frame.went[-1] == ("people", other)
