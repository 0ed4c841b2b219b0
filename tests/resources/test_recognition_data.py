# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recognition procedure as data: every state leads somewhere, and the clock is the law's."""

from typing import Any

from laufmappe.resources import read_json

PROCEDURE: dict[str, Any] = read_json("recognition", "procedure.json")
STATES = {state["id"]: state for state in PROCEDURE["states"]}
ENDS = {"closed", "withdrawn"}


def test_every_state_can_be_reached_from_the_first_and_only_the_ends_lead_nowhere() -> None:
    reached, open_ = {"recorded"}, ["recorded"]
    while open_:
        for state in STATES[open_.pop()]["next"]:
            if state not in reached:
                reached.add(state)
                open_.append(state)
    assert reached == set(STATES)
    assert {state["id"] for state in STATES.values() if not state["next"]} == ENDS


def test_next_states_are_known_and_named_once() -> None:
    for state in STATES.values():
        assert set(state["next"]) <= set(STATES)
        assert len(set(state["next"])) == len(state["next"])
        assert state["turn"] in PROCEDURE["turns"]
        assert state["stage"] in {stage["id"] for stage in PROCEDURE["stages"]}


def test_a_person_may_withdraw_at_any_time_and_a_case_may_rest() -> None:
    for state in STATES.values():
        if state["id"] not in ENDS:
            assert "withdrawn" in state["next"]
            assert "suspended" in state["next"] or state["id"] == "suspended"


def test_only_a_decision_can_be_appealed() -> None:
    appealed = {state["id"] for state in STATES.values() if "appeal" in state["next"]}
    assert appealed - {"suspended"} == {state for state in STATES if state.startswith("decided_")}


def test_the_clock_runs_only_while_the_office_examines() -> None:
    assert {state["id"] for state in STATES.values() if state["clock"]} == {"in_review", "extended"}


def test_the_clock_counts_three_calendar_months_from_complete_documents() -> None:
    clock = PROCEDURE["clock"]
    assert (clock["months"], clock["extensions"], clock["calendar"]) == (3, 1, True)
    assert (clock["months_receipt"], clock["extension_months_eu"], clock["months_fast_track"]) == (1, 1, 2)
    assert STATES[clock["starts"]]
    assert not any(STATES[state]["clock"] for state in clock["suspended_by"])


def test_the_outcome_depends_on_whether_the_occupation_is_regulated() -> None:
    outcomes = PROCEDURE["outcomes"]
    assert set(outcomes["regulated"]) | set(outcomes["not_regulated"]) == {s for s in STATES if s.startswith("decided")}
    assert "decided_partial" not in outcomes["regulated"]
    assert "decided_condition" not in outcomes["not_regulated"]


def test_funding_comes_before_the_application_and_names_known_services() -> None:
    types = read_json("status", "service_types.json")
    assert set(PROCEDURE["funding"]["first"]) <= set(types)
    assert "applied" in STATES["funding_granted"]["next"]
    assert "applied" not in STATES["funding_requested"]["next"]


def test_every_competent_body_says_how_sure_the_entry_is() -> None:
    bodies = read_json("recognition", "bodies.json")["bodies"]
    assert len({body["id"] for body in bodies}) == len(bodies)
    for body in bodies:
        assert body["covers"]
        assert body["source"]
        assert isinstance(body["verify"], bool)
        assert body["regulated"] in {True, False, None}
