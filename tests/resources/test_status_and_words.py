# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Residence statuses, kinds of services, needs, topics and the words for states."""

import json
import re
from pathlib import Path

import pytest

from laufmappe.resources import read_json, root

FILES = sorted(path for path in root().rglob("*.json") if "schema" not in path.parts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(root()).as_posix())
def test_a_data_file_is_json_in_utf8_with_every_key_once(file: Path) -> None:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _value in pairs]
        assert len(set(names)) == len(names), names
        return dict(pairs)

    json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)


def test_a_status_is_a_dated_hint_with_a_first_contact() -> None:
    types = read_json("status", "service_types.json")
    statuses = read_json("status", "statuses.json")["statuses"]
    assert len({status["id"] for status in statuses}) == len(statuses) == 20
    for status in statuses:
        assert set(status["first_contact"]) <= set(types)
        assert status["first_contact"]
        assert status["hint"].endswith(".")
        assert status["source"]
        assert isinstance(status["verify"], bool)
        assert re.fullmatch(r"\d{4}-\d{2}", status["as_of"])


def test_only_an_unclear_status_has_no_norm() -> None:
    assert [s["id"] for s in read_json("status", "statuses.json")["statuses"] if not s["norm"]] == ["unclear"]


@pytest.mark.parametrize(("file", "group"), [("needs.json", "needs"), ("topics.json", "topics")])
def test_ids_and_labels_are_unique(file: str, group: str) -> None:
    entries = read_json("status", file)[group]
    assert len({entry["id"] for entry in entries}) == len({entry["label"] for entry in entries}) == len(entries)


def test_protected_needs_are_not_among_the_ordinary_ones() -> None:
    labels = " ".join(need["label"] for need in read_json("status", "needs.json")["needs"]).lower()
    assert not re.search(r"behinder|krank|schwanger|gewalt|trauma|religi", labels)


def test_states_are_named_as_counsellors_name_them() -> None:
    states = read_json("words", "states.json")["step_states"]
    assert list(states.values()) == [
        "offen", "geplant", "läuft", "wartet", "pausiert", "erledigt",
        "abgebrochen", "nicht gewünscht", "abgelehnt", "trifft nicht zu",
    ]  # fmt: skip
    assert states["declined"] != states["refused"]


def test_every_kind_of_deadline_has_a_word_and_advice_says_that_it_is_no_law() -> None:
    kinds = read_json("words", "states.json")["deadline_kinds"]
    assert set(kinds) == {"recommended", "statutory", "authority", "duty"}
    assert "kein Gesetz" in kinds["recommended"]
