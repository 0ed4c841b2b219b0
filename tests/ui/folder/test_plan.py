# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sheets are new, changed or held as they are, and what they take the place of."""

import pytest

from laufmappe.casework.chains.agreed import drop_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification
from laufmappe.ui.folder.plan import make, note, read_plan

pytestmark = pytest.mark.usefixtures("qapp")


def test_before_the_first_print_every_sheet_is_new_and_in_the_language_of_the_person(desk: Desk, person: str) -> None:
    plan = read_plan(desk, person)
    assert plan.language == "ar"
    assert plan.last_print is None
    assert all(line.changed and line.held is None and line.revision == 1 for line in plan.lines)
    assert [info.code for info in plan.languages][:2] == ["ar", "tr"]
    assert plan.languages[-1].code == "de"


def test_after_a_print_only_what_changed_is_to_be_printed_and_taken_out(desk: Desk, person: str) -> None:
    add_qualification(desk, person, QualificationDraft("Krankenpflegerin", country="SY"))
    _print_all(desk, person)
    assert not any(line.changed for line in read_plan(desk, person).lines)
    add_qualification(desk, person, QualificationDraft("Hebamme", country="SY"))
    plan = read_plan(desk, person)
    changed = [line for line in plan.lines if line.changed]
    assert [line.key for line in changed] == ["qualifications"]
    assert changed[0].revision == 2
    assert [(old.number, old.revision) for old in changed[0].replaces] == [(changed[0].number, 1)]
    assert plan.folder.revisions["qualifications"] == 2
    assert plan.folder.dates["cover"] == desk.today()


def test_the_language_of_the_last_print_is_proposed_again(desk: Desk, person: str) -> None:
    plan = read_plan(desk, person, "tr")
    note(desk, plan, ["cover"])
    assert read_plan(desk, person).language == "tr"


def test_a_station_that_moves_to_another_sheet_takes_the_place_of_the_old_one(desk: Desk, person: str) -> None:
    _print_all(desk, person)
    paired = next(line for line in read_plan(desk, person).lines if "+" in line.key)
    dropped, left = paired.key.removeprefix("station:").split("+")
    drop_step(desk, dropped, "nicht nötig")
    moved = next(line for line in read_plan(desk, person).lines if left in line.key)
    assert moved.held is None
    assert paired.key in [old.key for old in moved.replaces]


def test_someone_without_any_step_has_a_folder_too(desk: Desk) -> None:
    newcomer = take_in(desk, NewcomerDraft(given_name="Jonas"), "").subject_id
    plan = read_plan(desk, newcomer)
    assert plan.language == "de"
    made = make(plan)
    assert made.keys[:3] == ("cover", "overview", "route")
    assert made.pages >= 2


def test_pages_know_their_sheet_and_sheets_their_pages(desk: Desk, person: str) -> None:
    plan = read_plan(desk, person)
    made = make(plan)
    assert made.keys == tuple(line.key for line in plan.lines)
    for key in made.keys:
        first = made.first_page(key)
        assert first is not None
        assert made.sheet_at(first) == key
    assert made.sheet_at(made.pages - 1) == made.keys[-1]
    some = make(plan, {"route"})
    assert some.keys == ("route",)
    assert some.pages < made.pages


def _print_all(desk: Desk, person: str) -> None:
    plan = read_plan(desk, person)
    assert note(desk, plan, [line.key for line in plan.lines]) is not None
