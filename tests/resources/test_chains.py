# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps and chains that ship: consistent, plain, and true to the deadlines of the law."""

import re
from typing import Any

import pytest

from laufmappe.resources import path, read_json

KINDS = {"recommended", "statutory", "authority", "duty"}
FIELDS = {
    "id", "title", "why", "topic", "icon", "service_type", "bring", "deadline", "advice",
    "after", "sets", "personal", "note", "source", "verify",
}  # fmt: skip
PERSONAL = {"SCHULE", "KITA", "BUT", "FSCHEIN", "SCHUTZ"}
ANCHORS = set(read_json("chains", "anchors.json"))


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def test_there_are_forty_steps_with_ids_of_their_own(steps: dict[str, Any]) -> None:
    assert len(steps) == len(read_json("chains", "steps.json")["steps"]) == 40
    assert all(set(step) - {"children"} == FIELDS for step in steps.values())


def test_a_step_about_children_says_of_which_age(steps: dict[str, Any]) -> None:
    ages = {step["id"]: step["children"] for step in steps.values() if "children" in step}
    assert ages.keys() == {"SCHULE", "KITA", "BUT"}
    assert ages.keys() <= PERSONAL
    assert all(0 <= age["from"] < age["to"] < 18 for age in ages.values())


def test_a_title_fits_on_the_route_map(steps: dict[str, Any]) -> None:
    assert [step["title"] for step in steps.values() if len(step["title"]) > 34] == []


def test_every_sentence_for_the_newcomer_is_plain(steps: dict[str, Any], chains: dict[str, Any]) -> None:
    texts = [step[name] for step in steps.values() for name in ("why", "advice")]
    texts += [step["advice"] for chain in chains.values() for step in chain["steps"]]
    long = [part for text in texts for part in sentences(text) if len(part.split()) > 15]
    assert long == []
    assert all(len(sentences(text)) <= 3 for text in texts)
    assert not any(re.search(r"\b(du|dein|deine|euch|ihr habt)\b", text) for text in texts)


def test_nobody_is_asked_to_bring_more_than_seven_things(steps: dict[str, Any]) -> None:
    for step in steps.values():
        assert len(step["bring"]) <= 7
        assert len(set(step["bring"])) == len(step["bring"])
        assert all(len(thing) <= 40 for thing in step["bring"])


def test_what_a_step_names_exists(steps: dict[str, Any]) -> None:
    types = read_json("status", "service_types.json")
    topics = {topic["id"] for topic in read_json("status", "topics.json")["topics"] if topic["step"]}
    for step in steps.values():
        assert step["service_type"] in types
        assert step["topic"] in topics
        assert set(step["after"]) <= set(steps)
        assert set(step["sets"]) <= ANCHORS
        assert step["source"]
        assert step["personal"] == (step["id"] in PERSONAL)


def test_every_step_has_an_icon_that_takes_the_colour_of_its_place(steps: dict[str, Any]) -> None:
    for step in steps.values():
        drawing = path("icons", f"{step['icon']}.svg").read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in drawing, step["icon"]


def test_a_deadline_says_its_kind_what_it_counts_from_and_its_norm(
    steps: dict[str, Any], chains: dict[str, Any]
) -> None:
    changed = [step for chain in chains.values() for step in chain["steps"]]
    for step in [*steps.values(), *changed]:
        deadline = step["deadline"]
        assert set(deadline) <= {"kind", "anchors", "days", "weeks", "months", "norm"}
        assert deadline["kind"] in KINDS
        assert deadline["anchors"]
        lengths = [deadline[unit] for unit in ("days", "weeks", "months") if unit in deadline]
        assert len(lengths) <= 1
        assert all(isinstance(length, int) for length in lengths)
        assert deadline["norm"] or deadline["kind"] in {"recommended", "authority"}
        for anchor in deadline["anchors"]:
            assert anchor in ANCHORS or anchor.removeprefix("step:") in steps


@pytest.mark.parametrize(
    ("step", "kind", "length", "norm"),
    [
        ("ANMELD", "statutory", {"weeks": 2}, "§ 17 BMG"),
        ("FSCHEIN", "statutory", {"months": 6}, "§ 29 FeV"),
        ("FAMNACH", "statutory", {"months": 3}, "§ 29 Abs. 2 AufenthG"),
        ("ASYL", "authority", {}, ""),
        ("VERL", "recommended", {"days": -60}, ""),
    ],
)
def test_deadlines_of_the_law_are_told_from_advice(
    steps: dict[str, Any], step: str, kind: str, length: dict[str, int], norm: str
) -> None:
    deadline = steps[step]["deadline"]
    assert deadline == {"kind": kind, "anchors": deadline["anchors"], **length, "norm": norm}


def test_no_step_waits_for_itself(steps: dict[str, Any]) -> None:
    def before(step: str, seen: tuple[str, ...]) -> None:
        assert step not in seen, f"{' → '.join(seen)} → {step}"
        for earlier in steps[step]["after"]:
            before(earlier, (*seen, step))

    for step in steps:
        before(step, ())


def test_a_chain_names_known_steps_and_statuses_once(chains: dict[str, Any], steps: dict[str, Any]) -> None:
    statuses = {status["id"] for status in read_json("status", "statuses.json")["statuses"]}
    assert set(chains) == {"K1", "K2", "K3", "K4", "K5", "K6", "K7"}
    for chain in chains.values():
        ids = [step["id"] for step in chain["steps"]]
        assert set(ids) <= set(steps)
        assert len(set(ids)) == len(ids) == 15
        assert chain["statuses"]
        assert set(chain["statuses"]) <= statuses
        assert chain["verify"] is True
        assert re.fullmatch(r"\d{4}-\d{2}", chain["as_of"])
    claimed = [status for chain in chains.values() for status in chain["statuses"]]
    assert len(set(claimed)) == len(claimed), "two chains claim one status"


def test_every_step_is_part_of_a_chain(chains: dict[str, Any], steps: dict[str, Any]) -> None:
    assert {step["id"] for chain in chains.values() for step in chain["steps"]} == set(steps)


def test_within_a_chain_a_step_comes_after_what_it_needs(chains: dict[str, Any]) -> None:
    for chain in chains.values():
        ids = [step["id"] for step in chain["steps"]]
        for place, step in enumerate(chain["steps"]):
            assert set(step["after"]) <= set(ids[:place]), (chain["id"], step["id"])


def test_a_deadline_counts_from_a_step_of_the_same_chain(chains: dict[str, Any]) -> None:
    for chain in chains.values():
        ids = {step["id"] for step in chain["steps"]}
        for step in chain["steps"]:
            named = {anchor.removeprefix("step:") for anchor in step["deadline"]["anchors"] if ":" in anchor}
            assert named <= ids, (chain["id"], step["id"])


def test_skilled_workers_must_apply_for_recognition_at_once(chains: dict[str, Any]) -> None:
    step = next(step for step in chains["K7"]["steps"] if step["id"] == "AANTR")
    assert step["deadline"] == {
        "kind": "duty", "anchors": ["step:ABER"], "days": 30, "norm": "§ 16d Abs. 3 AufenthG"
    }  # fmt: skip
