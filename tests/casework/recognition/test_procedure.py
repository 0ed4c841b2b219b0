# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The procedure as a whole: its type, papers, money, legal times; and what it says to the counsellor."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.desk import Desk
from laufmappe.casework.history import history
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import find_person
from laufmappe.casework.recognition.alerts import recognition_alerts
from laufmappe.casework.recognition.money import (
    MOST_CENTS,
    CostDraft,
    add_cost,
    ask_funding,
    change_cost,
    decide_funding,
    money_warnings,
    read_euros,
    remove_cost,
    remove_funding,
    shown_euros,
)
from laufmappe.casework.recognition.papers import add_paper, missing, remove_paper, set_paper
from laufmappe.casework.recognition.procedure import ProcedureDraft, set_procedure
from laufmappe.casework.recognition.qualifications import (
    QualificationDraft,
    add_qualification,
    anabin_words,
    next_recognition_states,
    set_recognition,
)
from laufmappe.casework.rules.recognition import checklist, procedures
from laufmappe.casework.views import Changed, RecognitionView
from laufmappe.errors import FieldError, NotFoundError, RuleError

Take = Callable[..., str]
Read = Callable[[], RecognitionView]
Dump = Callable[[], object]

REVIEW = (
    ("applied", date(2026, 5, 1)),
    ("receipt_confirmed", date(2026, 5, 20)),
    ("complete", date(2026, 8, 31)),
    ("in_review", date(2026, 9, 10)),
)


@pytest.fixture
def begin(desk: Desk, take: Take) -> Callable[..., str]:
    """A qualification from a country whose procedure has come through some states."""

    def found(country: str = "SY", *events: tuple[str, date], **draft: object) -> str:
        key = add_qualification(desk, take(), QualificationDraft("Krankenpflegerin", country=country)).subject_id
        if draft:
            set_procedure(desk, key, ProcedureDraft(**draft))  # type: ignore[arg-type]  # the fields of a draft
        for state, day in events:
            set_recognition(desk, key, state, day)
        return key

    return found


@pytest.fixture
def read(desk: Desk) -> Read:
    """The procedure of the one person who is there."""

    def found() -> RecognitionView:
        procedure = case(desk, find_person(desk, "1")).qualifications[0].recognition
        assert procedure is not None
        return procedure

    return found


def test_a_qualification_keeps_its_reference_occupation_level_translation_and_what_anabin_says(
    desk: Desk, take: Take
) -> None:
    person = take()
    draft = QualificationDraft(
        "Bachelor", occupation_id="nurse", eqf=6, translation="sworn", anabin="corresponds h_plus"
    )
    add_qualification(desk, person, draft)
    kept = case(desk, person).qualifications[0]
    assert (kept.occupation_id, kept.eqf, kept.translation, kept.anabin) == (
        "nurse",
        6,
        "sworn",
        "h_plus corresponds",
    )
    assert anabin_words(kept.anabin) == "H+, entspricht"


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("eqf", QualificationDraft("Nähen", eqf=0)),
        ("eqf", QualificationDraft("Nähen", eqf=9)),
        ("translation", QualificationDraft("Nähen", translation="google")),
        ("anabin", QualificationDraft("Nähen", anabin="h_plus h_minus")),
        ("anabin", QualificationDraft("Nähen", anabin="super")),
    ],
)
def test_a_wrong_detail_of_a_qualification_is_named(
    desk: Desk, take: Take, field: str, draft: QualificationDraft
) -> None:
    with pytest.raises(FieldError) as fault:
        add_qualification(desk, take(), draft)
    assert fault.value.field == field


# The type of procedure ------------------------------------------------------------------------------------------------


def test_choosing_the_procedure_opens_it_and_lays_out_papers_and_the_usual_cost(
    desk: Desk, begin: Callable[..., str], read: Read
) -> None:
    key = begin()
    set_procedure(desk, key, ProcedureDraft("health", body="ZAG-PuG"))
    view = read()
    assert (view.procedure, view.regulated, view.body, view.state) == ("health", True, "ZAG-PuG", "recorded")
    assert [paper.kind for paper in view.papers] == [rule.id for rule in checklist("health", "SY")]
    assert {paper.state for paper in view.papers} == {"open"}
    (cost,) = view.costs
    assert (cost.cents, cost.incurred_on) == (procedures()["health"].costs.to_eur * 100, None)


def test_another_procedure_keeps_what_was_worked_on(desk: Desk, begin: Callable[..., str], read: Read) -> None:
    key = begin()
    set_procedure(desk, key, ProcedureDraft("health"))
    only_health = next(p for p in read().papers if p.kind not in {rule.id for rule in checklist("ihk")})
    set_paper(desk, only_health.id, "there")
    add_paper(desk, key, "Foto")
    set_procedure(desk, key, ProcedureDraft("ihk"))
    kinds = [paper.kind for paper in read().papers]
    assert only_health.kind in kinds
    assert "" in kinds
    assert set(kinds) == {"", only_health.kind, *(rule.id for rule in checklist("ihk", "SY"))}
    assert len(kinds) == len(set(kinds))
    assert [cost.label for cost in read().costs] == [procedures()["ihk"].costs.covers]
    assert read().regulated is False


def test_what_does_not_fit_a_procedure_is_refused(desk: Desk, begin: Callable[..., str]) -> None:
    key = begin("SY", *REVIEW, ("decided_partial", date(2026, 11, 2)))
    for draft, field in (
        (ProcedureDraft("hokus"), "procedure"),
        (ProcedureDraft("zab", fast_track=True), "fast_track"),
        (ProcedureDraft("ihk", measure="knowledge_test"), "measure"),
        (ProcedureDraft("ihk", extended_until=date(2027, 1, 1)), "extended_until"),
        (ProcedureDraft("ihk", appeal_until=date(2026, 11, 2)), "appeal_until"),
    ):
        with pytest.raises(FieldError) as fault:
            set_procedure(desk, key, draft)
        assert fault.value.field == field
    with pytest.raises(RuleError, match="Bescheid"):
        set_procedure(desk, key, ProcedureDraft("health"))


# Legal times ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "until"),
    [
        ({"procedure": "ihk"}, date(2026, 11, 30)),
        ({"procedure": "ihk", "fast_track": True}, date(2026, 10, 31)),
        ({"procedure": "teacher"}, date(2026, 12, 31)),
        ({"procedure": "zab"}, None),
        ({"procedure": "validation"}, None),
    ],
)
def test_the_time_for_the_decision_is_that_of_the_procedure(
    begin: Callable[..., str], read: Read, draft: dict[str, object], until: date | None
) -> None:
    begin("SY", *REVIEW, **draft)
    assert read().clock_until == until


@pytest.mark.parametrize(("country", "until"), [("PL", date(2026, 12, 30)), ("SY", None)])
def test_an_extension_ends_after_a_month_for_certificates_from_the_eu_and_nobody_knows_when_for_others(
    begin: Callable[..., str], read: Read, country: str, until: date | None
) -> None:
    begin(country, *REVIEW, ("extended", date(2026, 11, 1)), procedure="health")
    assert (read().clock_until, read().extended) == (until, True)


def test_the_day_that_the_office_named_ends_the_extension_and_there_is_only_one(
    desk: Desk, begin: Callable[..., str], read: Read
) -> None:
    key = begin("SY", *REVIEW)
    with pytest.raises(FieldError, match="nach dem"):
        set_recognition(desk, key, "extended", date(2026, 11, 1), extended_until=date(2026, 11, 1))
    set_recognition(desk, key, "extended", date(2026, 11, 1), extended_until=date(2027, 1, 15))
    assert read().clock_until == date(2027, 1, 15)
    assert "extended" not in next_recognition_states(read())
    set_recognition(desk, key, "qualification_analysis", date(2026, 11, 5))
    with pytest.raises(RuleError, match="ein"):
        set_recognition(desk, key, "extended", date(2026, 11, 10))


def test_the_day_of_an_extension_may_be_named_later(desk: Desk, begin: Callable[..., str], read: Read) -> None:
    key = begin("SY", *REVIEW, ("extended", date(2026, 11, 1)))
    assert read().clock_until is None
    set_procedure(desk, key, ProcedureDraft(extended_until=date(2027, 1, 15)))
    assert read().clock_until == date(2027, 1, 15)


def test_the_time_to_object_is_a_month_unless_the_decision_names_a_day(
    desk: Desk, begin: Callable[..., str], read: Read
) -> None:
    key = begin("SY", *REVIEW)
    set_recognition(desk, key, "decided_none", date(2026, 11, 2))
    assert (read().appeal_until, read().appeal_named) == (date(2026, 12, 2), False)
    set_procedure(desk, key, ProcedureDraft(appeal_until=date(2026, 12, 7)))
    assert (read().appeal_until, read().appeal_named) == (date(2026, 12, 7), True)
    set_recognition(desk, key, "appeal", date(2026, 11, 9))
    assert read().appeal_until is None


def test_nobody_is_told_to_object_to_a_full_recognition(begin: Callable[..., str], read: Read) -> None:
    begin("SY", *REVIEW, ("decided_full", date(2026, 11, 2)))
    assert read().appeal_until is None


def test_a_condition_names_its_measure(desk: Desk, begin: Callable[..., str], read: Read) -> None:
    key = begin("SY", *REVIEW, procedure="health")
    with pytest.raises(FieldError, match="gibt es in diesem Verfahren nicht"):
        set_recognition(desk, key, "decided_condition", date(2026, 11, 2), measure="aptitude_test")
    with pytest.raises(FieldError, match="gehört nicht"):
        set_recognition(desk, key, "decided_full", date(2026, 11, 2), measure="knowledge_test")
    set_recognition(desk, key, "decided_condition", date(2026, 11, 2), measure="knowledge_test")
    assert read().measure == "knowledge_test"


# Papers and money -----------------------------------------------------------------------------------------------------


def test_papers_are_asked_for_come_and_are_handed_in(
    desk: Desk, begin: Callable[..., str], read: Read, today: date
) -> None:
    key = begin()
    set_procedure(desk, key, ProcedureDraft("ihk"))
    first, *rest = read().papers
    set_paper(desk, first.id, "requested", today - timedelta(days=3), "bei der Universität")
    set_paper(desk, first.id, "there")
    kept = read().papers[0]
    assert (kept.state, kept.state_on, kept.note) == ("there", today, "bei der Universität")
    assert missing(read().papers) == rest
    with pytest.raises(RuleError, match="steht es schon"):
        set_paper(desk, first.id, "there")
    with pytest.raises(FieldError, match="Zukunft"):
        set_paper(desk, first.id, "handed_in", today + timedelta(days=1))
    with pytest.raises(FieldError):
        set_paper(desk, first.id, "verbrannt")
    own = add_paper(desk, key, " Foto ").subject_id
    with pytest.raises(FieldError, match="schon"):
        add_paper(desk, key, "Foto")
    with pytest.raises(FieldError, match="Wie heißt"):
        add_paper(desk, key, " ")
    assert read().papers[-1].label == "Foto"
    remove_paper(desk, own)
    with pytest.raises(NotFoundError):
        set_paper(desk, own, "there")


def test_papers_and_money_need_a_procedure(desk: Desk, begin: Callable[..., str], today: date) -> None:
    key = begin()
    acts: list[Callable[[], Changed]] = [
        lambda: add_paper(desk, key, "Foto"),
        lambda: add_cost(desk, key, CostDraft("Gebühr", 100)),
        lambda: ask_funding(desk, key, "jobcentre", today),
    ]
    for act in acts:
        with pytest.raises(RuleError, match="noch kein Verfahren"):
            act()


def test_costs_before_the_approval_are_warned_of(
    desk: Desk, begin: Callable[..., str], read: Read, today: date
) -> None:
    key = begin("SY", ("collecting_documents", date(2026, 9, 1)))
    assert money_warnings(read()) == []
    cost = add_cost(desk, key, CostDraft("Übersetzung", 18000, date(2026, 9, 5))).subject_id
    assert money_warnings(read()) == ["Vor der Bewilligung entstanden: Übersetzung (05.09.2026)."]
    funding = ask_funding(desk, key, "jobcentre", date(2026, 9, 2)).subject_id
    assert len(money_warnings(read())) == 1
    decide_funding(desk, funding, "approved", date(2026, 9, 4), 18000)
    assert money_warnings(read()) == []
    change_cost(desk, cost, CostDraft("Übersetzung", 18000, date(2026, 9, 3), "Jobcenter"))
    assert len(money_warnings(read())) == 1
    remove_cost(desk, cost)
    assert money_warnings(read()) == []
    remove_funding(desk, funding)
    set_recognition(desk, key, "applied", today)
    assert "vor einer Entscheidung" in money_warnings(read())[0]


def test_an_application_after_the_decision_on_the_funding_is_fine(begin: Callable[..., str], read: Read) -> None:
    begin(
        "SY",
        ("funding_requested", date(2026, 9, 1)),
        ("funding_granted", date(2026, 9, 8)),
        ("applied", date(2026, 9, 9)),
    )
    assert money_warnings(read()) == []


def test_odd_money_is_refused(desk: Desk, begin: Callable[..., str], today: date) -> None:
    key = begin("SY", ("collecting_documents", date(2026, 9, 1)))
    with pytest.raises(FieldError, match="100"):
        add_cost(desk, key, CostDraft("Gebühr", MOST_CENTS + 1))
    with pytest.raises(FieldError, match="Beträge"):
        add_cost(desk, key, CostDraft("Gebühr", -1))
    with pytest.raises(FieldError, match="Wofür"):
        add_cost(desk, key, CostDraft(" ", 1))
    with pytest.raises(FieldError, match="Zukunft"):
        add_cost(desk, key, CostDraft("Gebühr", 1, today + timedelta(days=1)))
    with pytest.raises(FieldError):
        ask_funding(desk, key, "lotto", today)
    funding = ask_funding(desk, key, "jobcentre", today).subject_id
    with pytest.raises(RuleError, match="schon beantragt"):
        ask_funding(desk, key, "jobcentre", today)
    with pytest.raises(FieldError, match="erst am"):
        decide_funding(desk, funding, "approved", today - timedelta(days=1))
    with pytest.raises(FieldError, match="Bewilligung"):
        decide_funding(desk, funding, "refused", today, 100)


@given(st.integers(0, MOST_CENTS))
def test_an_amount_is_read_as_it_is_shown(cents: int) -> None:
    assert read_euros("cents", shown_euros(cents)) == cents


@pytest.mark.parametrize(("typed", "cents"), [("180", 18000), ("1.250,5 €", 125050), ("20,05 EUR", 2005), (" ", None)])
def test_amounts_are_read_as_people_write_them(typed: str, cents: int | None) -> None:
    assert read_euros("cents", typed) == cents


@pytest.mark.parametrize("typed", ["viel", "-5", "1,234", "1.23", "１２", "1e5", "999999999"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(FieldError):
        read_euros("cents", typed)


# One act, one line of history, one undo --------------------------------------------------------------------------------


def test_every_verb_is_one_act_that_can_be_taken_back(
    desk: Desk, begin: Callable[..., str], read: Read, dump: Dump, today: date
) -> None:
    key = begin("SY", ("collecting_documents", date(2026, 9, 1)))
    set_procedure(desk, key, ProcedureDraft("health"))
    funding = ask_funding(desk, key, "jobcentre", today).subject_id
    paper, cost = read().papers[0].id, read().costs[0].id
    verbs: list[Callable[[], Changed]] = [
        lambda: set_procedure(desk, key, ProcedureDraft("ihk", body="IHK FOSA")),
        lambda: set_paper(desk, paper, "handed_in"),
        lambda: add_paper(desk, key, "Foto"),
        lambda: remove_paper(desk, paper),
        lambda: add_cost(desk, key, CostDraft("Übersetzung", 100)),
        lambda: change_cost(desk, cost, CostDraft("Gebühr", 200)),
        lambda: remove_cost(desk, cost),
        lambda: ask_funding(desk, key, "recognition_grant", today),
        lambda: decide_funding(desk, funding, "approved", today, 5000),
        lambda: remove_funding(desk, funding),
    ]
    for verb in verbs:
        before = dump()
        changed = verb()
        assert dump() != before
        line = history(desk, changed.newcomer_id or "")[0]
        assert (line.verb, bool(line.about)) == (changed.verb, True)
        desk.undo(changed.operation)
        assert dump() == before


# Heute ----------------------------------------------------------------------------------------------------------------


def test_an_application_that_nobody_confirms_turns_up_after_a_month(desk: Desk, begin: Callable[..., str]) -> None:
    key = begin("SY", ("applied", date(2026, 10, 31)))
    assert recognition_alerts(desk, date(2026, 11, 30)) == []
    assert [(i.group, i.due_on) for i in recognition_alerts(desk, date(2026, 12, 1))] == [("clock", date(2026, 11, 30))]
    set_recognition(desk, key, "receipt_confirmed", date(2026, 11, 20))
    assert recognition_alerts(desk, date(2026, 12, 1)) == []


def test_what_wants_a_look_today_is_told_with_its_day(
    desk: Desk, begin: Callable[..., str], read: Read, today: date
) -> None:
    key = begin("SY", *REVIEW)
    found = recognition_alerts(desk, today)
    assert [(i.group, i.due_on) for i in found] == [("clock", date(2026, 11, 30))]
    set_recognition(desk, key, "extended", date(2026, 11, 1), extended_until=date(2026, 11, 20))
    assert [i.group for i in recognition_alerts(desk, date(2026, 11, 23))] == ["extension"]
    set_recognition(desk, key, "decided_none", date(2026, 11, 2))
    set_procedure(desk, key, ProcedureDraft("ihk"))
    set_paper(desk, read().papers[0].id, "requested", date(2026, 10, 1))
    found = recognition_alerts(desk, date(2026, 11, 23))
    assert [(i.group, i.subject_id) for i in found] == [("papers", key), ("appeal", key)]
    assert recognition_alerts(desk, date(2027, 6, 1))[0].group == "papers"
