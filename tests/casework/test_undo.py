# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from laufmappe.casework.chains.agreed import (
    StepDraft,
    add_step,
    agree_chain,
    change_step,
    drop_step,
    move_step,
    restore_step,
)
from laufmappe.casework.chains.agreement import (
    AgreementDraft,
    ReviewDraft,
    change_review,
    hold_review,
    remove_review,
    set_agreement,
)
from laufmappe.casework.chains.goals import GoalDraft, add_goal, change_goal, move_goal, remove_goal, set_goal_state
from laufmappe.casework.chains.steps import complete_step, plan_step, set_step_state
from laufmappe.casework.chains.template_versions import TemplateDraft, restore_shipped, retire_template, save_template
from laufmappe.casework.chains.templates import library, shipped_template
from laufmappe.casework.chains.updates import apply_update
from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.papers.prints import PrintableSheet, note_print
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import (
    NewcomerDraft,
    change_person,
    close_case,
    count_people,
    list_people,
    take_in,
)
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    change_qualification,
    remove_qualification,
    set_recognition,
)
from laufmappe.casework.referrals.referrals import note_feedback, refer
from laufmappe.casework.services.register import ServiceDraft, add_service, change_service
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView, Changed, LanguageView
from laufmappe.errors import NotFoundError, RuleError

Dump = Callable[[], dict[str, list[tuple[Any, ...]]]]
TODAY = date(2026, 11, 23)
AMIRA = NewcomerDraft(
    given_name="Amira",
    family_name="Haddad",
    native_name="أميرة حداد",
    needs=("childcare", "work"),
    languages=(LanguageView("ar", "C2"), LanguageView("en", "B1")),
    milestones={"arrival": "2026-10-01", "title": "2026-11-01"},
)


@dataclass(frozen=True)
class Record:
    """A desk with a case in it that has one of everything, for every verb to act on."""

    desk: Desk
    person: str
    service: str
    other_service: str
    step: str
    dropped: str
    qualification: str
    referral: str
    goal: str
    review: str


@pytest.fixture
def record(desk: Desk) -> Record:
    person = take_in(desk, AMIRA, chain="K2").subject_id
    service = add_service(desk, ServiceDraft("Sprachkursberatung", "VHS", "language_course_counselling")).subject_id
    other = add_service(desk, ServiceDraft("Jobcenter", street="Am Platz 1", city="Musterstadt")).subject_id
    chain = case(desk, person).chain
    assert chain is not None
    drop_step(desk, chain.steps[5].id, "Kein Bedarf")
    qualification = add_qualification(desk, person, QualificationDraft("Krankenpflegerin", country="SY")).subject_id
    set_recognition(desk, qualification, "recorded", TODAY - timedelta(days=60), body="Bezirksregierung")
    set_recognition(desk, qualification, "collecting_documents", TODAY - timedelta(days=50))
    goal, _other = (add_goal(desk, person, GoalDraft(text)).subject_id for text in ("Arbeit", "Wohnung"))
    review = hold_review(desk, person, ReviewDraft(TODAY, "Kurs begonnen")).subject_id
    referral = refer(desk, person, service, step_id=chain.steps[7].id, request="Bitte beraten").subject_id
    shipped = TemplateDraft.of(shipped_template("K2"))
    newer = tuple(replace(s, why="Neu.") if s.id == "KV" else s for s in shipped.steps if s.id != "JC")
    save_template(desk, replace(shipped, steps=(*newer, library()["SPORT"])))
    first, dropped = chain.steps[0].id, chain.steps[5].id
    return Record(desk, person, service, other, first, dropped, qualification, referral, goal, review)


VERBS: dict[str, Callable[[Record], Changed]] = {
    "take_in": lambda r: take_in(r.desk, AMIRA, chain="K1"),
    "change_person": lambda r: change_person(
        r.desk,
        r.person,
        replace(
            AMIRA,
            family_name="Haddad-Beck",
            birth_date="1992",
            needs=(),
            languages=(LanguageView("ku"),),
            milestones={"arrival": "2026-09-01", "decision": "2026-10"},
        ),
    ),
    "close_case": lambda r: close_case(r.desk, r.person),
    "agree_chain": lambda r: agree_chain(r.desk, r.person, "K7"),
    "add_step": lambda r: add_step(r.desk, r.person, "SPORT", position=0),
    "drop_step": lambda r: drop_step(r.desk, r.step, "Kein Bedarf"),
    "restore_step": lambda r: restore_step(r.desk, r.dropped),
    "move_step": lambda r: move_step(r.desk, r.step, 9),
    "complete_step": lambda r: complete_step(r.desk, r.step),
    "set_step_state": lambda r: set_step_state(r.desk, r.step, "waiting", reason="Kein Termin"),
    "change_step": lambda r: change_step(r.desk, r.step, StepDraft("Erstes Gespräch", bring=("Pass",), who="service")),
    "apply_update": lambda r: apply_update(r.desk, r.person, {"SPORT", "KV", "JC"}),
    "save_template": lambda r: save_template(
        r.desk, TemplateDraft(name="Neu", steps=(library()["ERST"],), translations={("ar", "Erstberatung"): "x"})
    ),
    "retire_template": lambda r: retire_template(r.desk, "K5"),
    "restore_shipped": lambda r: restore_shipped(r.desk, "K2"),
    "add_goal": lambda r: add_goal(r.desk, r.person, GoalDraft("Deutsch B2", "language", until_on=TODAY)),
    "change_goal": lambda r: change_goal(r.desk, r.goal, GoalDraft("Arbeit finden", who="Amira")),
    "set_goal_state": lambda r: set_goal_state(r.desk, r.goal, "reached", result="Stelle ab Januar"),
    "move_goal": lambda r: move_goal(r.desk, r.goal, 2),
    "remove_goal": lambda r: remove_goal(r.desk, r.goal),
    "set_agreement": lambda r: set_agreement(r.desk, r.person, AgreementDraft("Neu hier", "Mutig", TODAY, TODAY)),
    "hold_review": lambda r: hold_review(r.desk, r.person, ReviewDraft(TODAY, "Kurs begonnen", "Weiter")),
    "change_review": lambda r: change_review(r.desk, r.review, ReviewDraft(TODAY, "Kurs beendet")),
    "remove_review": lambda r: remove_review(r.desk, r.review),
    "plan_step": lambda r: plan_step(
        r.desk, r.step, service_id=r.service, appointment="2026-12-01T09:00", due_fixed_on=TODAY, note="Mit Kind"
    ),
    "add_qualification": lambda r: add_qualification(r.desk, r.person, QualificationDraft("Abitur", "school")),
    "change_qualification": lambda r: change_qualification(
        r.desk, r.qualification, QualificationDraft("Pflegefachfrau", finished="2015", note="Zeugnis fehlt")
    ),
    "remove_qualification": lambda r: remove_qualification(r.desk, r.qualification),
    "set_recognition": lambda r: set_recognition(r.desk, r.qualification, "applied", TODAY, regulated=True),
    "refer": lambda r: refer(
        r.desk,
        r.person,
        r.other_service,
        kind="placement",
        appointment="2026-12-01T09:00",
        waived="Einwilligung mündlich",
    ),
    "note_feedback": lambda r: note_feedback(r.desk, r.referral, "done", feedback="Kurs ab Januar"),
    "add_service": lambda r: add_service(r.desk, ServiceDraft("Kita Sonnenhof", "Verein Sonnenhof")),
    "change_service": lambda r: change_service(
        r.desk, r.service, ServiceDraft("Sprachberatung", "Neue VHS", street="Weg 3", languages=("ar",), active=False)
    ),
    "set_centre": lambda r: set_centre(r.desk, CentreView("Beratungsstelle", "Markt 1", counsellor="Maria Beispiel")),
}


@pytest.mark.parametrize("verb", VERBS)
def test_taking_an_act_back_leaves_everything_as_it_was(record: Record, dump: Dump, verb: str) -> None:
    before = dump()
    act = VERBS[verb](record)
    assert dump() != before
    taken_back = record.desk.undo(act.operation)
    assert dump() == before
    assert (taken_back.verb, taken_back.newcomer_id) == ("undo", act.newcomer_id)


@pytest.mark.parametrize("verb", VERBS)
def test_an_act_is_taken_back_only_once(record: Record, dump: Dump, verb: str) -> None:
    act = VERBS[verb](record)
    record.desk.undo(act.operation)
    before = dump()
    with pytest.raises(RuleError, match="schon rückgängig"):
        record.desk.undo(act.operation)
    assert dump() == before


@pytest.mark.parametrize("verb", VERBS)
def test_taking_back_an_undo_does_the_act_again(record: Record, dump: Dump, verb: str) -> None:
    before = dump()
    act = VERBS[verb](record)
    after = dump()
    undone = record.desk.undo(act.operation)
    record.desk.undo(undone.operation)
    assert dump() == after
    record.desk.undo(act.operation)
    assert dump() == before


def test_all_acts_are_taken_back_one_after_the_other(record: Record, dump: Dump) -> None:
    before = dump()
    acts = [VERBS[verb](record) for verb in VERBS if verb not in ("drop_step", "remove_qualification", "apply_update")]
    for act in reversed(acts):
        record.desk.undo(act.operation)
    assert dump() == before


def test_what_was_changed_again_since_is_left_as_it_is(record: Record, dump: Dump) -> None:
    first = set_step_state(record.desk, record.step, "running")
    complete_step(record.desk, record.step)
    before = dump()
    with pytest.raises(RuleError, match="seitdem weiter geändert"):
        record.desk.undo(first.operation)
    assert dump() == before


def test_other_fields_that_changed_since_stand_in_nobodys_way(record: Record) -> None:
    first = set_step_state(record.desk, record.step, "running")
    plan_step(record.desk, record.step, service_id=record.service)
    record.desk.undo(first.operation)
    chain = case(record.desk, record.person).chain
    assert chain is not None
    assert (chain.steps[0].state, chain.steps[0].service is not None) == ("open", True)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("take_in", lambda r, made: add_qualification(r.desk, made, QualificationDraft("Abitur"))),
        ("take_in", lambda r, made: add_step(r.desk, made, title="Fahrrad kaufen")),
        ("add_step", lambda r, made: refer(r.desk, r.person, r.service, step_id=made)),
        ("add_service", lambda r, made: refer(r.desk, r.person, made)),
        ("add_service", lambda r, made: plan_step(r.desk, r.step, service_id=made)),
        ("add_qualification", lambda r, made: set_recognition(r.desk, made, "recorded", TODAY)),
    ],
)
def test_what_something_was_hung_onto_since_does_not_vanish_with_it(
    record: Record, dump: Dump, first: str, then: Callable[[Record, str], Changed]
) -> None:
    act = VERBS[first](record)
    then(record, act.subject_id)
    before = dump()
    with pytest.raises(RuleError, match="seitdem weiter geändert"):
        record.desk.undo(act.operation)
    assert dump() == before


def test_an_act_that_never_was_cannot_be_taken_back(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.undo("nie")


def test_the_newest_act_that_changed_something_is_offered(record: Record) -> None:
    desk = record.desk
    done = complete_step(desk, record.step)
    change_person(desk, record.person, AMIRA)
    last = desk.last_act(record.person)
    assert last is not None
    assert (last.operation, last.verb) == (done.operation, "set_step_state")
    desk.undo(last.operation)
    last = desk.last_act(record.person)
    assert last is not None
    assert last.verb == "refer"


def test_a_print_is_not_taken_back_and_what_was_done_before_it_is_offered(record: Record) -> None:
    done = complete_step(record.desk, record.step)
    printed = note_print(record.desk, record.person, [PrintableSheet("cover", 1, "00" * 32)], "ar")
    assert printed is not None
    with pytest.raises(RuleError, match="Ausdruck"):
        record.desk.undo(printed.operation)
    last = record.desk.last_act(record.person)
    assert last is not None
    assert last.operation == done.operation


def test_nothing_is_offered_where_nothing_was_done(desk: Desk) -> None:
    assert desk.last_act(None) is None


def test_the_history_keeps_the_act_and_that_it_was_taken_back(record: Record) -> None:
    act = complete_step(record.desk, record.step)
    record.desk.undo(act.operation)
    undone, done = history(record.desk, record.person)[:2]
    assert (done.operation, done.undone) == (act.operation, True)
    assert ("step", "state", "done", "open") in undone.changes


def test_a_person_taken_back_is_no_longer_found(record: Record) -> None:
    act = VERBS["take_in"](record)
    assert count_people(record.desk, "amira") == 2
    record.desk.undo(act.operation)
    assert [p.id for p in list_people(record.desk, "amira")] == [record.person]
