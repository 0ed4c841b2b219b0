# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recognition as data: every reference resolves, every rule is dated, and each occupation leads to a procedure and a body."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.cldr import country_codes
from laufmappe.casework.rules.occupations import Occupation, occupation, occupations
from laufmappe.casework.rules.recognition import (
    appeal_until,
    bodies,
    checklist,
    compensation_measures,
    cost_range,
    country_group,
    decision_months,
    eu_countries,
    extension_months,
    funding_warning,
    fundings,
    outcomes,
    paper_hint,
    procedures,
    suggested_bodies,
    suggested_body,
    suggested_procedure,
)
from laufmappe.casework.words import qualification_kinds
from laufmappe.resources import read_json

RULES: dict[str, Any] = read_json("recognition", "procedures.json")
BODIES: dict[str, Any] = read_json("recognition", "bodies.json")
FUNDING: dict[str, Any] = read_json("recognition", "funding.json")
STATES: dict[str, Any] = read_json("recognition", "procedure.json")


def ids(entries: list[dict[str, Any]]) -> set[str]:
    found = {entry["id"] for entry in entries}
    assert len(found) == len(entries)
    return found


def get(occupation_id: str) -> Occupation:
    found = occupation(occupation_id)
    assert found is not None
    return found


def test_every_rule_is_dated_sourced_and_marked_for_checking() -> None:
    parts = [RULES, FUNDING, RULES["fast_track"], RULES["extension"], RULES["appeal"]]
    for rule in (*parts, *RULES["procedures"], *FUNDING["fundings"]):
        assert re.fullmatch(r"\d{4}-\d{2}", rule["as_of"])
        assert rule["source"]
        assert rule["verify"] is True


def test_what_a_procedure_refers_to_exists() -> None:
    papers, forms, kinds = ids(RULES["documents"]), ids(RULES["forms"]), ids(BODIES["kinds"])
    measures = ids(STATES["compensation"])
    for rule in RULES["procedures"]:
        assert set(rule["body_kinds"]) <= kinds
        listed = rule["documents"]
        assert len(listed) >= 4
        assert ids(listed) <= papers
        assert {paper["form"] for paper in listed} <= forms
        assert {paper.get("from", "eu") for paper in listed} <= {"eu", "third"}
        assert {measure["id"] for measure in rule["compensation"]} <= measures
        assert {measure["from"] for measure in rule["compensation"]} <= {"all", "eu", "third"}
        assert 0 <= rule["costs"]["from_eur"] <= rule["costs"]["to_eur"]
        assert rule["costs"]["covers"]
        assert rule["clock"]["norm"] or not rule["clock"]["statutory"]
    assert ids(RULES["procedures"]) == set(procedures())
    for rule in RULES["suggestions"]:
        assert rule["procedure"] in {"", *procedures()}
        assert set(rule.get("kinds", ())) <= set(qualification_kinds())
        assert set(rule.get("body_kinds", ())) <= {"", *kinds}


def test_labels_are_short_and_sentences_for_people_are_plain() -> None:
    for entry in (*RULES["documents"], *RULES["forms"], *RULES["procedures"]):
        assert 0 < len(entry["label"]) <= 60
    for rule in RULES["procedures"]:
        for sentence in re.split(r"(?<=\.)\s", f"{rule['what']} {rule['result']}"):
            assert sentence.endswith(".")
            assert len(sentence.split()) <= 15, sentence


def test_every_kind_of_body_has_a_body_and_a_procedure() -> None:
    ids(BODIES["bodies"])
    kinds = ids(BODIES["kinds"])
    assert {kind for body in bodies() for kind, _group in body.serves} == kinds
    assert {kind for rule in procedures().values() for kind in rule.body_kinds} == kinds


def test_every_regulated_occupation_leads_to_a_procedure_and_a_body() -> None:
    for entry in occupations():
        for country in ("SY", "PL", ""):
            procedure = suggested_procedure(entry, "academic", country)
            assert procedure, entry.id
            assert suggested_body(procedure, entry, country), entry.id
            if entry.regulated:
                assert procedures()[procedure].regulated is True, entry.id


@pytest.mark.parametrize(
    ("occupation_id", "kind", "country", "procedure", "body"),
    [
        ("nurse", "vocational", "SY", "health", "bezreg_muenster_zagpug"),
        ("physician", "academic", "UA", "approbation", "bezreg_muenster_zag"),
        ("primary_teacher", "academic", "SY", "teacher", "bezreg_detmold"),
        ("primary_teacher", "academic", "PL", "teacher", "bezreg_arnsberg"),
        ("social_worker", "academic", "IR", "social", "bezreg_detmold"),
        ("educator", "vocational", "UA", "social", "to_check"),
        ("civil_engineer", "academic", "SY", "engineer", "bezreg_detmold"),
        ("architect", "academic", "SY", "regulated_other", "aknw"),
        ("baker", "vocational", "TR", "craft", "hwk_owl"),
        ("cook", "vocational", "AL", "ihk", "ihk_fosa"),
        ("farmer", "vocational", "RO", "chamber", "lwk_nrw"),
        ("medical_assistant", "vocational", "TR", "chamber", "aekwl"),
        ("cook", "academic", "IN", "zab", "zab"),
        ("cook", "experience", "IN", "validation", "ihk_ostwestfalen"),
        ("baker", "informal", "IN", "validation", "hwk_owl"),
        ("economist", "academic", "UA", "zab", "zab"),
    ],
)
def test_occupation_and_qualification_lead_to_the_procedure_and_the_body(
    occupation_id: str, kind: str, country: str, procedure: str, body: str
) -> None:
    entry = get(occupation_id)
    assert suggested_procedure(entry, kind, country) == procedure
    found = suggested_body(procedure, entry, country)
    assert found is not None
    assert found.id == body


def test_nothing_is_suggested_where_only_counselling_can_tell() -> None:
    assert suggested_procedure(get("nurse"), "vocational", "DE") == ""
    assert suggested_procedure(get("nurse"), "experience", "SY") == ""
    assert suggested_procedure(None, "vocational", "SY") == ""
    assert suggested_procedure(get("economist"), "vocational", "SY") == ""
    imported = Occupation("esco:1", "Facharzt/Fachärztin")
    assert suggested_procedure(imported, "academic", "SY") == ""
    assert suggested_procedure(imported, "school", "SY") == "school"


def test_a_degree_without_an_occupation_can_be_evaluated_and_school_certificates_go_to_two_bodies() -> None:
    assert suggested_procedure(None, "academic", "SY") == "zab"
    assert suggested_procedure(None, "school", "SY") == "school"
    assert [body.id for body in suggested_bodies("school")] == ["bezreg_koeln", "bezreg_duesseldorf"]


def test_papers_depend_on_where_the_certificate_comes_from() -> None:
    names = {country: {paper.id for paper in checklist("approbation", country)} for country in ("SY", "PL", "")}
    assert "conformity" not in names["SY"]
    assert "curriculum" not in names["PL"]
    assert names[""] == names["SY"] | names["PL"]


def test_how_a_paper_is_handed_in_is_said_in_one_line() -> None:
    (paper,) = [paper for paper in checklist("approbation") if paper.id == "good_standing"]
    assert paper_hint(paper, str) == "Original, mit beeidigter Übersetzung, nicht älter als 3 Monate"
    assert paper_hint(paper, lambda german: german.replace("Original", "original")).startswith("original, mit")


def test_differences_are_made_up_for_by_a_test_that_depends_on_the_country() -> None:
    assert compensation_measures("approbation", "PL") == ("aptitude_test",)
    assert compensation_measures("approbation", "SY") == ("knowledge_test",)
    assert set(compensation_measures("health")) == {"adaptation_course", "knowledge_test", "aptitude_test"}
    assert compensation_measures("zab", "SY") == ()


def test_outcomes_fit_the_profession() -> None:
    assert "decided_condition" in outcomes(True)
    assert "decided_partial" not in outcomes(True)
    assert "decided_partial" in outcomes(False)


def test_the_time_for_a_decision_is_that_of_the_data() -> None:
    assert (decision_months("craft"), decision_months("craft", fast_track=True)) == (3, 2)
    assert decision_months("zab", fast_track=True) == 3
    assert procedures()["zab"].time.statutory is False
    assert decision_months("school") is None
    assert (extension_months("health", "PL"), extension_months("health", "SY")) == (1, None)
    assert STATES["clock"]["months"] == decision_months("ihk")
    assert STATES["clock"]["months_fast_track"] == decision_months("ihk", fast_track=True)
    assert STATES["clock"]["fee_fast_track_eur"] == RULES["fast_track"]["fee_eur"]
    assert STATES["clock"]["appeal_months"] == RULES["appeal"]["months"]


def test_an_appeal_has_a_calendar_month() -> None:
    assert appeal_until(date(2027, 1, 31)) == date(2027, 2, 28)
    assert appeal_until(date(2027, 3, 15)) == date(2027, 4, 15)


def test_costs_are_a_range_that_says_what_it_covers() -> None:
    assert (cost_range("zab").from_eur, cost_range("teacher").to_eur) == (200, 0)
    assert all(rule.costs.covers for rule in procedures().values())


def test_money_is_asked_for_before_costs_arise() -> None:
    types = read_json("status", "service_types.json")
    assert funding_warning() == STATES["funding"]["rule"]
    limits = {rule.id: rule.up_to_eur for rule in fundings()}
    assert limits["recognition_grant"] == 600
    assert {grant["id"]: grant["up_to_eur"] for grant in STATES["funding"]["grants"]}.items() <= limits.items()
    assert [rule.id for rule in fundings()][:2] == STATES["funding"]["first"]
    for rule in fundings():
        assert rule.label
        assert rule.covers
        assert rule.norm
        assert set(rule.ask) <= set(types)


def test_countries_of_the_union_are_known_by_their_codes() -> None:
    assert len(RULES["eu"]) == 27
    assert eu_countries() <= country_codes()
    assert {"IS", "LI", "NO", "CH", "BG", "DE"} <= eu_countries()
    assert not {"GB", "TR", "UA", "RS"} & eu_countries()
    assert [country_group(code) for code in ("PL", "CH", "SY", "DE", "")] == ["eu", "eu", "third", "home", ""]


@given(
    st.sampled_from([None, *occupations()]),
    st.sampled_from(sorted(qualification_kinds())),
    st.sampled_from(["", *sorted(country_codes())]),
)
def test_every_question_has_an_answer(entry: Occupation | None, kind: str, country: str) -> None:
    procedure = suggested_procedure(entry, kind, country)
    if procedure:
        assert checklist(procedure, country)
        assert suggested_body(procedure, entry, country)
