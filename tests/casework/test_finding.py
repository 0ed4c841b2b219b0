# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strg+K finds people, services, steps and notes; the index follows every act."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.importing import insert_cases
from laufmappe.casework.chains.agreed import add_step, drop_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.finding import Hit, find_anything
from laufmappe.casework.indexes import VERSION, bring_up
from laufmappe.casework.referrals.referrals import note_feedback, refer
from laufmappe.casework.talks.appointments import AppointmentDraft, set_appointment
from laufmappe.casework.talks.contacts import ContactDraft, change_contact, note_contact, remove_contact
from laufmappe.casework.talks.follow_ups import set_follow_up
from laufmappe.casework.views import StepView
from laufmappe.vault import CHEAP_COST, create_vault

Take = Callable[..., str]


def _notes(desk: Desk, typed: str) -> list[Hit]:
    return [hit for hit in find_anything(desk, typed) if hit.kind == "note"]


def test_what_was_written_down_is_found_by_its_words_wherever_it_stands(
    desk: Desk, take: Take, service: str, today: date, step: Callable[[str, str], StepView]
) -> None:
    person = take()
    note_contact(desk, person, ContactDraft(today, note="Möchte als Zahntechnikerin arbeiten"))
    set_follow_up(desk, person, today + timedelta(days=1), "Zahnarzt anrufen")
    set_appointment(desk, person, AppointmentDraft("2026-12-01T10:00", "Zahnreinigung"))
    referral = refer(desk, person, service, request="Zahnersatz klären").subject_id
    note_feedback(desk, referral, "declined", reason="Zahnklinik ist zuständig")
    drop_step(desk, step(person, "WOHN").id, "Zahlt selbst")
    add_step(desk, person, title="Zahlen lernen")
    assert [hit.table for hit in _notes(desk, "zahn")] == ["referral", "appointment", "follow_up", "contact"]
    assert {hit.table for hit in _notes(desk, "zahl")} == {"step"}
    (found,) = _notes(desk, "moechte zahntechnikerin")
    assert (found.newcomer_id, found.table) == (person, "contact")
    assert found.text.startswith("Möchte als Zahntechnikerin")


def test_the_index_follows_changes_removals_and_undo(desk: Desk, take: Take, today: date) -> None:
    person = take()
    talk = note_contact(desk, person, ContactDraft(today, note="Zimmermann gesucht")).subject_id
    change_contact(desk, talk, ContactDraft(today, note="Tischler gesucht"))
    assert not _notes(desk, "zimmermann")
    assert len(_notes(desk, "tischler")) == 1
    removed = remove_contact(desk, talk)
    assert not _notes(desk, "tischler")
    desk.undo(removed.operation)
    assert len(_notes(desk, "tischler")) == 1


def test_imported_cases_are_found_as_well(desk: Desk, take: Take, today: date, tmp_path: Path) -> None:
    person = take()
    note_contact(desk, person, ContactDraft(today, note="Zimmermann gesucht"))
    document = export_case(desk, person)
    vault, _key = create_vault(tmp_path / "other", "passphrase", cost=CHEAP_COST)
    other = Desk(vault, "Toma Beispiel")
    try:
        insert_cases(other, [document])
        assert len(_notes(other, "zimmermann")) == 1
    finally:
        other.close()


def test_a_vault_with_an_older_index_gets_a_new_one_when_it_is_opened(
    desk: Desk, take: Take, today: date, tmp_path: Path
) -> None:
    person = take("Zainab", "Yilmaz")
    note_contact(desk, person, ContactDraft(today, note="Zimmermann gesucht"))
    with desk.vault.writer.begin() as connection:
        connection.execute(text("DELETE FROM note_search"))
        connection.execute(text("DELETE FROM note_place"))
        connection.execute(text("DELETE FROM person_search"))
        connection.execute(text("UPDATE index_state SET version = 0"))
    assert not find_anything(desk, "zainab")
    assert bring_up(desk.vault)
    assert not bring_up(desk.vault)
    assert [hit.kind for hit in find_anything(desk, "zainab")] == ["person"]
    assert len(_notes(desk, "zimmermann")) == 1
    with desk.read() as session:
        assert session.scalar(text("SELECT version FROM index_state")) == VERSION


def test_steps_of_the_person_at_hand_and_services_are_found(desk: Desk, take: Take, service: str) -> None:
    person = take()
    steps = [hit for hit in find_anything(desk, "integrationskurs", person) if hit.kind == "step"]
    assert [hit.newcomer_id for hit in steps] == [person]
    assert not [hit for hit in find_anything(desk, "integrationskurs") if hit.kind == "step"]


@pytest.mark.parametrize("typed", ["", " ", "'", '"', "*", "a", "(", "NEAR(a b)", "\ue001m", "😀", "x" * 5000])
def test_whatever_is_typed_finds_something_or_nothing(desk: Desk, take: Take, typed: str) -> None:
    take()
    assert isinstance(find_anything(desk, typed), list)


def test_needs_for_protection_are_never_found(desk: Desk, take: Take) -> None:
    from laufmappe.records.household import ProtectedNeed

    person = take()
    with desk.write("change_person", person) as act:
        act.session.add(ProtectedNeed(newcomer_id=person, kind="violence", note="Geheimwort"))
    assert not find_anything(desk, "geheimwort")
