# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case goes out and comes in without losing or changing anything."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from laufmappe.casework.cases.check import checked_case
from laufmappe.casework.cases.document import (
    ENCLOSING,
    IN_ORDER,
    OF_CHAIN,
    OF_RECOGNITION,
    UNSAID,
    case_document,
    case_rows,
    document_text,
)
from laufmappe.casework.cases.exporting import export_case
from laufmappe.casework.cases.importing import import_case, insert_cases
from laufmappe.casework.chains.agreed import drop_step
from laufmappe.casework.chains.steps import plan_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.prints import PrintableSheet, note_print
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, change_person, list_people, take_in
from laufmappe.casework.recognition.qualifications import QualificationDraft, add_qualification, set_recognition
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.views import ChainView, LanguageView
from laufmappe.records.base import columns
from laufmappe.records.chains import Goal, Review
from laufmappe.records.contacts import Appointment, Contact, FollowUp
from laufmappe.records.household import HandTranslation, HouseholdMember, ProtectedNeed
from laufmappe.records.journal import Change
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.qualifications import Funding, RecognitionCost, RecognitionPaper
from laufmappe.records.releases import Release
from laufmappe.resources import read_json
from laufmappe.vault import CHEAP_COST, create_vault


@pytest.fixture
def other_desk(tmp_path: Path, today: date) -> Iterator[Desk]:
    """A desk at another empty vault."""
    vault, _recovery_key = create_vault(tmp_path / "other", "passphrase", cost=CHEAP_COST)
    desk = Desk(vault, "Toma Beispiel", today=lambda: today)
    yield desk
    desk.close()


Take = Callable[..., str]
Plan = Callable[[str], ChainView]


def whole_case(desk: Desk, take: Take, plan: Plan, service: str) -> str:
    """A person with something in every part of the record."""
    person = take(arrival="2026-05")
    draft = replace(NewcomerDraft.of(case(desk, person).newcomer), languages=(LanguageView("ar", "native"),))
    change_person(desk, person, draft)
    steps = plan(person).steps
    plan_step(desk, steps[0].id, service_id=service, appointment="2026-12-01T10:00", due_fixed_on=date(2026, 12, 24))
    drop_step(desk, steps[3].id, "Ist schon versichert")
    refer(desk, person, service, step_id=steps[1].id, request="Bitte beraten")
    qualification = add_qualification(desk, person, QualificationDraft("Krankenpflege", country="SY")).subject_id
    set_recognition(desk, qualification, "recorded", date(2026, 10, 1), body="Bezirksregierung", regulated=True)
    set_recognition(desk, qualification, "counselling", date(2026, 10, 1))
    note_print(desk, person, [PrintableSheet("cover", 1, "ab" * 32)], "ar")
    _fill_the_rest(desk, person, service)
    return person


def _fill_the_rest(desk: Desk, person: str, service: str) -> None:
    """A row in every table that belongs to a person and is still empty."""
    day = date(2026, 11, 20)
    with desk.write("change_person", person) as act:
        newcomer = act.session.get_one(Newcomer, person)
        newcomer.household.append(HouseholdMember(position=0, given_name="Sami", relation="child", birth_date="2019"))
        newcomer.protected_needs.append(ProtectedNeed(kind="pregnancy"))
        newcomer.goals.append(Goal(position=0, text="Als Pflegerin arbeiten", set_on=day, state_on=day))
        newcomer.contacts.append(Contact(on_date=day, minutes=45, topics=["work"]))
        newcomer.appointments.append(Appointment(at="2026-12-03T09:30", title="Zahnarzt", service_id=service))
        newcomer.follow_ups.append(FollowUp(on_date=day, text="Nachfragen"))
        release = Release(service_id=service, parts=["person"], signed_on=day)
        newcomer.releases.append(release)
        newcomer.releases.append(Release(kind="protected_needs", signed_on=day))
        newcomer.translations.append(HandTranslation(language="ar", source="Zahnarzt", translation="طبيب الأسنان"))
        newcomer.chains[0].reviews.append(Review(held_on=day, result="Der Sprachkurs läuft"))
        procedure = newcomer.qualifications[0].recognition
        assert procedure is not None
        procedure.papers.append(RecognitionPaper(position=0, label="Lebenslauf", state_on=day))
        procedure.costs.append(RecognitionCost(label="Gebühr", cents=20000))
        procedure.fundings.append(Funding(source="jobcenter", asked_on=day))
        act.session.flush()
        newcomer.referrals[0].release_id = release.id


def test_export_into_a_new_vault_and_export_again_gives_the_same_file(
    desk: Desk, other_desk: Desk, take: Take, plan: Plan, service: str
) -> None:
    person = whole_case(desk, take, plan, service)
    text = document_text(export_case(desk, person))

    assert import_case(other_desk, text.encode()) == person

    assert document_text(export_case(other_desk, person)) == text
    assert case(other_desk, person) == case(desk, person)
    assert list_people(other_desk, "haddad") == list_people(desk, "haddad")
    assert history(other_desk, person) == history(desk, person)


def test_an_imported_history_can_be_taken_back(
    desk: Desk, other_desk: Desk, take: Take, plan: Plan, service: str
) -> None:
    person = whole_case(desk, take, plan, service)
    import_case(other_desk, document_text(export_case(desk, person)).encode())
    for _act in ("the rest", "the print is not taken back, but the state before it"):
        last = other_desk.last_act(person)
        assert last is not None
        other_desk.undo(last.operation)
    recognition = case(other_desk, person).qualifications[0].recognition
    assert recognition is not None
    assert recognition.state == "recorded"


def test_a_case_becomes_rows_and_rows_become_the_case_without_a_vault(
    desk: Desk, take: Take, plan: Plan, service: str
) -> None:
    document = export_case(desk, whole_case(desk, take, plan, service))
    rows = case_rows(document)
    assert [entity for entity in rows if rows[entity]] == list(IN_ORDER)
    assert case_rows(json.loads(document_text(document))) == rows
    assert document["newcomer"]["taken_in_on"] == "2026-11-23"


def test_every_column_that_is_kept_stands_in_the_document(desk: Desk, take: Take, plan: Plan, service: str) -> None:
    rows = case_rows(export_case(desk, whole_case(desk, take, plan, service)))
    for entity, added in rows.items():
        for row in added:
            assert set(row) == set(columns(entity))


def test_the_published_schema_knows_every_column_that_is_kept() -> None:
    definitions = read_json("schema", "case-2.schema.json")["$defs"]
    for entity in IN_ORDER:
        nested = {"recognition", "organization", "location", "changes", *OF_CHAIN, *OF_RECOGNITION}
        named = set(definitions[entity.__tablename__]["properties"]) - nested
        unsaid = {*UNSAID, ENCLOSING.get(entity), "organization_id", "location_id"}
        unsaid |= {"position"} if entity is Change else set()
        assert named == set(columns(entity)) - unsaid, entity.__tablename__


def test_the_published_schema_is_a_schema_and_takes_what_we_write(
    desk: Desk, take: Take, plan: Plan, service: str
) -> None:
    schema = read_json("schema", "case-2.schema.json")
    Draft202012Validator.check_schema(schema)
    document = json.loads(document_text(export_case(desk, whole_case(desk, take, plan, service))))
    assert not list(Draft202012Validator(schema).iter_errors(document))


def test_derived_columns_of_an_imported_case_are_those_of_one_kept_by_hand(
    desk: Desk, other_desk: Desk, take: Take
) -> None:
    people = [take("Amira", "Haddad", "K2", arrival="2026-05"), take("Can", "Öz", ""), take("Li", "Wang", "K7")]
    insert_cases(other_desk, [export_case(desk, person) for person in people], batch=2)
    assert list_people(other_desk) == list_people(desk)


def test_two_exports_of_an_unchanged_record_are_equal(desk: Desk, take: Take) -> None:
    person = take()
    assert document_text(export_case(desk, person)) == document_text(export_case(desk, person))


typed = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_name=typed,
    note=typed,
    languages=st.lists(st.sampled_from(["ar", "de", "kmr", "ti"]), unique=True),
    chain=st.sampled_from(["", "K1", "K7"]),
)
def test_whatever_was_typed_survives_the_way_out_and_in(
    desk: Desk, given_name: str, note: str, languages: list[str], chain: str
) -> None:
    draft = NewcomerDraft(
        given_name=given_name, family_name="Haddad", note=note, languages=tuple(map(LanguageView, languages))
    )
    person = take_in(desk, draft, chain).subject_id
    document = export_case(desk, person)
    assert checked_case(document_text(document).encode()) == document


def test_the_handbook_describes_every_part_of_the_document() -> None:
    handbook = (Path(__file__).parents[3] / "resources" / "handbook" / "case-format.md").read_text(encoding="utf-8")
    for part in read_json("schema", "case-2.schema.json")["properties"]:
        assert f"`{part}`" in handbook


def test_the_pure_function_needs_nothing_but_the_rows(desk: Desk, take: Take) -> None:
    from laufmappe.casework.desk import get_newcomer

    person = take()
    with desk.read() as session:
        document = case_document(get_newcomer(session, person), [], [])
    assert document["newcomer"]["id"] == person
    assert document["history"] == []
