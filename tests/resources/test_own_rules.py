# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A centre's own rule files: used where they say everything, set aside with a sentence where they don't."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from laufmappe import resources
from laufmappe.casework.chains import templates
from laufmappe.casework.chains.rule_files import rule_file_lines

CACHES: tuple[Any, ...] = (
    resources.read_json,
    templates._library,
    templates._template,
)


def forget() -> None:
    for cached in CACHES:
        cached.cache_clear()


Put = Callable[[str, object], Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Put]:
    """Puts an own rule file where the program looks."""
    monkeypatch.setenv("LAUFMAPPE_RESOURCES", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    forget()

    def write(name: str, content: object) -> Path:
        file = tmp_path / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        forget()
        return file

    yield write
    monkeypatch.undo()
    forget()


def shipped(*parts: str) -> Any:
    return deepcopy(resources.read_shipped_json(*parts))


def test_an_own_file_stands_for_the_shipped_one(put: Put) -> None:
    own = shipped("chains", "K2.json") | {
        "name": "Unser Weg",
        "version": 4,
        "steps": ["ERST", {"id": "KV", "why": "Neu."}],
    }
    put("chains/K2.json", own)
    view = templates.shipped_template("K2")
    assert (view.name, view.version, [s.id for s in view.steps]) == ("Unser Weg", 4, ["ERST", "KV"])
    assert view.steps[1].why == "Neu."
    (line,) = rule_file_lines()
    assert line.used
    assert "K2.json" in line.sentence


def test_a_library_may_change_and_add_steps(put: Put) -> None:
    own = shipped("chains", "steps.json")
    own["steps"][0]["deadline"] = {"kind": "recommended", "anchors": ["arrival"], "weeks": 1, "norm": ""}
    own["steps"].append({**own["steps"][0], "id": "RAD", "title": "Fahrrad abholen"})
    put("chains/steps.json", own)
    assert templates.library()["ERST"].deadline.weeks == 1
    assert templates.library()["RAD"].title == "Fahrrad abholen"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{not json", "kein JSON"),
        (b"\xff\xfe\x00", "kein JSON"),
        (b"[" * 100_000, "kein JSON"),
        (b" " * 4_000_001, "zu groß"),
        ([], "passt nicht: {}"),
        ({"id": "K2"}, "passt nicht: name"),
    ],
)
def test_a_bad_file_is_named_and_the_shipped_one_is_used(put: Put, content: object, words: str) -> None:
    file = put("chains/K2.json", content)
    assert templates.shipped_template("K2").name == "Anerkannt oder subsidiär geschützt"
    (line,) = rule_file_lines()
    assert not line.used
    assert words in line.sentence
    assert str(file) in line.sentence
    assert "Es gilt die mitgelieferte" in line.sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s["steps"].pop(3), "steps: ASYL"),
        (lambda s: s["steps"][2].pop("why"), "steps[2].why"),
        (lambda s: s["steps"][2].update(bring="Pass"), "steps[2].bring"),
        (lambda s: s["steps"][2]["deadline"].update(days="14"), "länger als möglich"),
        (lambda s: s["steps"][2].update(after=["NIX"]), "NIX"),
        (lambda s: s["steps"][2].update(after=["ASYL"]), "warten aufeinander"),
        (lambda s: s["steps"][2].update(icon="../../etc/passwd"), "passwd"),
    ],
)
def test_a_fault_inside_a_library_is_named(put: Put, change: Callable[[Any], object], words: str) -> None:
    own = shipped("chains", "steps.json")
    change(own)
    put("chains/steps.json", own)
    assert len(templates.library()) == 40
    assert templates.shipped_template("K1").steps[0].id == "ASYLBER"
    (line,) = rule_file_lines()
    assert not line.used
    assert words in line.sentence


def test_a_chain_of_unknown_steps_is_set_aside(put: Put) -> None:
    put("chains/K2.json", shipped("chains", "K2.json") | {"steps": ["ERST", "NIX"]})
    assert len(templates.shipped_template("K2").steps) == 15
    assert not rule_file_lines()[0].used


def test_only_rules_may_be_replaced(put: Put) -> None:
    put("schema/case-2.schema.json", {})
    assert resources.read_json("schema", "case-2.schema.json") == shipped("schema", "case-2.schema.json")
    assert rule_file_lines() == []


def test_the_named_folder_comes_before_the_persons(put: Put, tmp_path: Path) -> None:
    other = tmp_path / "data" / "laufmappe" / "resources" / "chains" / "K2.json"
    other.parent.mkdir(parents=True)
    other.write_text(json.dumps(shipped("chains", "K2.json") | {"name": "Persönlich"}), encoding="utf-8")
    forget()
    assert templates.shipped_template("K2").name == "Persönlich"
    put("chains/K2.json", shipped("chains", "K2.json") | {"name": "Genannt"})
    assert templates.shipped_template("K2").name == "Genannt"
    assert [line.used for line in rule_file_lines()] == [True]


def test_every_shipped_rule_file_may_be_copied_as_it_is(put: Put) -> None:
    files = [
        (folder, file.name) for folder in resources.RULES for file in sorted(resources.path(folder).glob("*.json"))
    ]
    for folder, name in files:
        put(f"{folder}/{name}", shipped(folder, name))
    assert all(line.used for line in rule_file_lines())
    assert len(rule_file_lines()) == len(files)
