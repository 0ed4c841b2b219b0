# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import find_person
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    change_qualification,
    next_recognition_states,
    remove_qualification,
    set_recognition,
)
from laufmappe.casework.views import QualificationView, RecognitionView
from laufmappe.casework.words import qualification_kinds, recognition_states
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
Events = list[tuple[str, date]]

NURSE = QualificationDraft(
    title="Krankenpflegerin",
    kind="vocational",
    original_title="ممرضة",
    institution="Institut Homs",
    country="SY",
    started="09/2009",
    finished="2012",
    occupation="Krankenpflege",
    note="Zeugnis im Original vorhanden",
)


@pytest.fixture
def nurse(desk: Desk, take: Take) -> str:
    return add_qualification(desk, take(), NURSE).subject_id


@pytest.fixture
def read(desk: Desk) -> Callable[[str], QualificationView]:
    """A qualification of the one person who is there."""

    def find(qualification_id: str) -> QualificationView:
        found = case(desk, find_person(desk, "1")).qualifications
        return next(q for q in found if q.id == qualification_id)

    return find


@pytest.fixture
def procedure(desk: Desk, read: Callable[[str], QualificationView]) -> Callable[..., RecognitionView]:
    """Notes states with their days, and reads the procedure."""

    def note(qualification_id: str, *events: tuple[str, date], regulated: bool = False) -> RecognitionView:
        for state, day in events:
            set_recognition(desk, qualification_id, state, day, regulated=regulated)
        found = read(qualification_id).recognition
        assert found is not None
        return found

    return note


def test_a_qualification_is_kept_as_it_was_said(nurse: str, read: Callable[[str], QualificationView]) -> None:
    found = read(nurse)
    assert (found.started, found.finished, found.recognition) == ("2009-09", "2012", None)
    assert QualificationDraft.of(found).original_title == "ممرضة"


@pytest.mark.parametrize("kind", list(qualification_kinds()))
def test_schools_trainings_degrees_work_and_what_was_learned_alone_are_qualifications(
    desk: Desk, take: Take, kind: str
) -> None:
    person = take()
    add_qualification(desk, person, QualificationDraft("Nähen", kind))
    assert case(desk, person).qualifications[0].kind == kind


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("title", QualificationDraft(" ")),
        ("kind", QualificationDraft("Nähen", "hobby")),
        ("country", QualificationDraft("Nähen", country="Syrien")),
        ("finished", QualificationDraft("Nähen", started="2012", finished="2009")),
        ("finished", QualificationDraft("Nähen", started="05/2012", finished="04/2012")),
        ("started", QualificationDraft("Nähen", started="früher")),
    ],
)
def test_a_wrong_field_of_a_qualification_is_named(
    desk: Desk, take: Take, field: str, draft: QualificationDraft
) -> None:
    person = take()
    with pytest.raises(FieldError) as fault:
        add_qualification(desk, person, draft)
    assert fault.value.field == field
    assert case(desk, person).qualifications == ()


def test_partial_dates_that_may_fit_are_taken(desk: Desk, take: Take) -> None:
    for started, finished in (("05/2012", "2012"), ("2012", "04/2012"), ("", "2012"), ("2012", "")):
        add_qualification(desk, take(), QualificationDraft("Nähen", started=started, finished=finished))


def test_changing_a_qualification_keeps_its_procedure_and_removing_it_takes_it_along(
    desk: Desk, nurse: str, read: Callable[[str], QualificationView], procedure: Callable[..., RecognitionView]
) -> None:
    procedure(nurse, ("recorded", date(2026, 10, 1)))
    change_qualification(desk, nurse, QualificationDraft("Pflegefachfrau"))
    assert (read(nurse).title, read(nurse).recognition is not None) == ("Pflegefachfrau", True)
    remove_qualification(desk, nurse)
    with pytest.raises(NotFoundError):
        change_qualification(desk, nurse, NURSE)


def test_every_state_can_be_reached_by_steps_that_may_follow_each_other() -> None:
    reached, open_ends = set(), ["recorded"]
    while open_ends:
        state = open_ends.pop()
        if state not in reached:
            reached.add(state)
            for regulated in (False, True):
                view = RecognitionView("", "", regulated, "", state, date(2026, 1, 1), 1, "office", ())
                open_ends += next_recognition_states(view)
    assert reached == set(recognition_states())


def test_a_procedure_goes_only_where_it_can(desk: Desk, nurse: str, procedure: Callable[..., RecognitionView]) -> None:
    procedure(nurse, ("recorded", date(2026, 10, 1)))
    with pytest.raises(RuleError, match="geht es nicht nach"):
        set_recognition(desk, nurse, "decided_full", date(2026, 10, 2))


def test_the_days_of_a_procedure_only_go_forward(
    desk: Desk, nurse: str, procedure: Callable[..., RecognitionView], today: date
) -> None:
    procedure(nurse, ("counselling", date(2026, 10, 1)))
    with pytest.raises(FieldError, match=r"01\.10\.2026"):
        set_recognition(desk, nurse, "counselling", date(2026, 9, 30))
    with pytest.raises(FieldError, match="Zukunft"):
        set_recognition(desk, nurse, "counselling", today + timedelta(days=1))
    with pytest.raises(FieldError):
        set_recognition(desk, nurse, "halb", today)


def test_states_of_the_same_day_stay_in_the_order_in_which_they_were_noted(
    nurse: str, procedure: Callable[..., RecognitionView]
) -> None:
    day = date(2026, 10, 1)
    states = ["recorded", "counselling", "collecting_documents", "applied", "receipt_confirmed", "complete"]
    view = procedure(nurse, *((state, day) for state in states))
    assert [e.state for e in view.events] == states
    assert view.state == "complete"


def test_body_and_file_number_stay_when_a_later_state_does_not_name_them(
    desk: Desk, nurse: str, read: Callable[[str], QualificationView]
) -> None:
    set_recognition(
        desk, nurse, "recorded", date(2026, 10, 1), body="Bezirksregierung", regulated=True, file_number="A 1"
    )
    set_recognition(desk, nurse, "counselling", date(2026, 10, 2), note="Gespräch")
    found = read(nurse).recognition
    assert found is not None
    assert (found.body, found.regulated, found.file_number) == ("Bezirksregierung", True, "A 1")
    assert found.events[-1].note == "Gespräch"


IN_REVIEW: Events = [
    ("applied", date(2026, 5, 1)),
    ("receipt_confirmed", date(2026, 5, 20)),
    ("complete", date(2026, 8, 31)),
    ("in_review", date(2026, 9, 10)),
]


def test_the_clock_runs_three_calendar_months_from_complete_documents(
    nurse: str, procedure: Callable[..., RecognitionView]
) -> None:
    view = procedure(nurse, *IN_REVIEW)
    assert (view.clock_from, view.clock_until) == (date(2026, 8, 31), date(2026, 11, 30))
    assert (view.stage, view.turn) == (4, "office")


@pytest.mark.parametrize("length", [1, 2, 3])
def test_the_clock_does_not_run_before_the_office_examines(
    nurse: str, procedure: Callable[..., RecognitionView], length: int
) -> None:
    view = procedure(nurse, *IN_REVIEW[:length])
    assert (view.clock_from, view.clock_until) == (None, None)


def test_after_an_extension_no_end_is_shown_because_the_law_names_none(
    nurse: str, procedure: Callable[..., RecognitionView]
) -> None:
    view = procedure(nurse, *IN_REVIEW, ("extended", date(2026, 11, 1)))
    assert (view.clock_from, view.clock_until) == (None, None)


def test_missing_documents_start_the_clock_again(nurse: str, procedure: Callable[..., RecognitionView]) -> None:
    again: Events = [
        ("documents_missing", date(2026, 9, 5)),
        ("complete", date(2026, 10, 1)),
        ("in_review", date(2026, 10, 5)),
    ]
    view = procedure(nurse, *IN_REVIEW[:3], *again)
    assert (view.clock_from, view.clock_until) == (date(2026, 10, 1), date(2027, 1, 1))


def test_a_qualification_analysis_stops_the_clock_for_its_days(
    nurse: str, procedure: Callable[..., RecognitionView]
) -> None:
    view = procedure(nurse, *IN_REVIEW, ("qualification_analysis", date(2026, 10, 1)))
    assert view.clock_until is None
    view = procedure(nurse, ("in_review", date(2026, 10, 21)))
    assert view.clock_until == date(2026, 11, 30) + timedelta(days=20)


def test_the_clock_is_over_with_the_decision(nurse: str, procedure: Callable[..., RecognitionView]) -> None:
    view = procedure(nurse, *IN_REVIEW, ("decided_partial", date(2026, 11, 2)))
    assert (view.clock_until, view.stage) == (None, 5)


@pytest.mark.parametrize(
    ("regulated", "outcome", "exists"),
    [
        (False, "decided_full", True),
        (False, "decided_partial", True),
        (False, "decided_condition", False),
        (True, "decided_full", True),
        (True, "decided_partial", False),
        (True, "decided_condition", True),
        (True, "decided_none", True),
    ],
)
def test_a_condition_exists_only_for_regulated_professions_and_a_part_only_for_others(
    desk: Desk, nurse: str, procedure: Callable[..., RecognitionView], regulated: bool, outcome: str, exists: bool
) -> None:
    view = procedure(nurse, *IN_REVIEW, regulated=regulated)
    assert (outcome in next_recognition_states(view)) == exists
    if exists:
        assert procedure(nurse, (outcome, date(2026, 11, 2)), regulated=regulated).state == outcome
    else:
        with pytest.raises(RuleError, match="reglementierten Berufen"):
            set_recognition(desk, nurse, outcome, date(2026, 11, 2))


def test_a_resting_procedure_stays_at_its_stage(nurse: str, procedure: Callable[..., RecognitionView]) -> None:
    view = procedure(nurse, *IN_REVIEW, ("suspended", date(2026, 10, 1)))
    assert (view.state, view.stage, view.clock_until) == ("suspended", 4, None)


def test_the_days_on_which_a_procedure_rests_do_not_count(
    nurse: str, procedure: Callable[..., RecognitionView]
) -> None:
    begun = procedure(nurse, *IN_REVIEW)
    assert begun.clock_until is not None
    rested = procedure(nurse, ("suspended", date(2026, 10, 1)), ("in_review", date(2026, 10, 11)))
    assert rested.clock_until == begun.clock_until + timedelta(days=10)


@pytest.mark.parametrize(
    ("state", "on", "kept"),
    [
        ("in_review", date(2026, 9, 1), ["in_review"]),
        ("applied", date(2026, 11, 23), ["applied"]),
        ("counselling", date(2026, 9, 1), ["counselling"]),
        ("counselling", date(2026, 11, 23), ["recorded", "counselling"]),
    ],
)
def test_a_procedure_that_was_under_way_before_it_was_noted_is_taken_up_where_it_stands(
    desk: Desk, nurse: str, procedure: Callable[..., RecognitionView], state: str, on: date, kept: list[str]
) -> None:
    set_procedure(desk, nurse, ProcedureDraft(procedure="health"))
    assert state in next_recognition_states(procedure(nurse))
    assert [event.state for event in procedure(nurse, (state, on), regulated=True).events] == kept
    done = desk.last_act(find_person(desk, "1"))
    assert done is not None
    desk.undo(done.operation)
    assert [event.state for event in procedure(nurse).events] == ["recorded"]


def test_a_procedure_that_began_elsewhere_is_taken_up_where_it_stands(
    nurse: str, procedure: Callable[..., RecognitionView]
) -> None:
    assert procedure(nurse, ("in_review", date(2026, 9, 1))).clock_until is None
