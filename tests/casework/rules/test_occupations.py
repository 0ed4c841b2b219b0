# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reference occupations: the list that ships, and finding one while typing."""

import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.casework.names.spelling import plain
from laufmappe.casework.rules.occupations import (
    Occupation,
    find_occupations,
    from_plain,
    occupation,
    occupation_fields,
    occupations,
    regulation_limit,
    to_plain,
)
from laufmappe.errors import ImportFileError
from laufmappe.resources import read_json

DATA: dict[str, Any] = read_json("recognition", "occupations.json")
KINDS = {kind["id"] for kind in read_json("recognition", "bodies.json")["kinds"]}
BEEKEEPER = Occupation("list:1", "Imker/in (Erwerb)", ("Bienenzüchter", "beekeeper"), code="6123")

names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)
listed = st.lists(
    st.builds(Occupation, st.uuids().map(str), names, st.lists(names, max_size=3).map(tuple)), max_size=12
).map(tuple)


def best(typed: str) -> str:
    return next((found.id for found in find_occupations(typed)), "")


def test_the_list_says_where_it_comes_from_and_that_it_is_to_be_checked() -> None:
    assert DATA["as_of"]
    assert DATA["source"]
    assert DATA["verify"] is True


def test_enough_occupations_are_listed_each_once() -> None:
    entries = DATA["occupations"]
    assert len(entries) >= 180
    assert len({entry["id"] for entry in entries}) == len(entries)
    assert len({plain(entry["label"]) for entry in entries}) == len(entries)


def test_what_an_occupation_refers_to_exists() -> None:
    limits = {entry["id"] for entry in DATA["only"]}
    for entry in DATA["occupations"]:
        assert entry["label"].strip() == entry["label"] != ""
        assert len(entry["synonyms"]) >= 2, entry["id"]
        assert len(set(entry["synonyms"])) == len(entry["synonyms"])
        assert all(name.strip() == name != "" for name in entry["synonyms"])
        assert entry["field"] in occupation_fields()
        assert isinstance(entry["regulated"], bool)
        assert entry["body_kind"] in KINDS
        assert entry["eqf"] in {None, 2, 3, 4, 5, 6, 7, 8}
        assert entry.get("only", "title") in limits


def test_no_name_mixes_scripts() -> None:
    for entry in DATA["occupations"]:
        for name in (entry["label"], *entry["synonyms"]):
            scripts = {unicodedata.name(letter).split()[0] for letter in name if letter.isalpha()}
            assert len(scripts) == 1, name


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Ärztin", "physician"),
        ("aerztin", "physician"),
        ("ARZTIN", "physician"),
        ("nurse", "nurse"),
        ("Krankenschwester", "nurse"),
        ("медсестра", "nurse"),
        ("ممرضة", "nurse"),
        ("hemsire", "nurse"),
        ("car mech", "car_mechanic"),
        ("kfz-mech", "car_mechanic"),
        ("kfz mech", "car_mechanic"),
        ("Schweisser", "construction_mechanic"),
        ("Koch", "cook"),
        ("erzieh", "educator"),
        ("buromanage", "office_clerk"),
        ("betriebstechnik elektroniker", "industrial_electronics"),
        ("teacher", "primary_teacher"),
    ],
)
def test_an_occupation_is_found_in_any_spelling_and_by_what_people_call_it(typed: str, wanted: str) -> None:
    assert best(typed) == wanted


def test_labels_that_begin_so_come_before_words_and_words_before_synonyms_and_those_before_the_rest() -> None:
    extra = (
        Occupation("inside", "Hinterquarzler"),
        Occupation("synonym", "Anderer Beruf", ("Quarzfachmann",)),
        Occupation("word", "Alter Quarzbrenner"),
        Occupation("label", "Quarzmeister"),
        Occupation("whole", "Zuletzt", ("Quarz",)),
    )
    found = [entry.id for entry in find_occupations("quarz", extra)]
    assert found == ["whole", "label", "word", "synonym", "inside"]


def test_nothing_typed_finds_nothing_and_a_limit_is_kept() -> None:
    assert find_occupations("") == find_occupations(" /–") == find_occupations("a", limit=0) == ()
    assert len(find_occupations("e", limit=7)) == 7


def test_a_centres_own_list_is_searched_too_and_ours_stay() -> None:
    assert find_occupations("Bienenz", (BEEKEEPER,)) == (BEEKEEPER,)
    assert best("Bienenz") == ""
    ours = occupations()
    assert occupations((BEEKEEPER,)) == (*ours, BEEKEEPER)
    assert occupations((Occupation("esco:1", "Köchin/Koch"),)) == ours
    assert occupation("list:1", (BEEKEEPER,)) == BEEKEEPER
    assert occupation("list:1") is None


def test_what_exactly_is_regulated_is_said_where_it_is_not_the_work() -> None:
    engineer, baker, nurse = (occupation(x) for x in ("civil_engineer", "baker", "nurse"))
    assert engineer is not None
    assert baker is not None
    assert nurse is not None
    assert "Berufsbezeichnung" in regulation_limit(engineer)
    assert "selbstständig" in regulation_limit(baker)
    assert regulation_limit(nurse) == ""
    assert (engineer.regulated, baker.regulated, nurse.regulated) == (True, False, True)


@given(listed, st.text(max_size=12))
def test_whatever_is_typed_finds_each_occupation_at_most_once(extra: tuple[Occupation, ...], typed: str) -> None:
    found = find_occupations(typed, extra)
    assert len(set(found)) == len(found) <= 20
    assert set(found) <= set(occupations(extra))


@given(listed)
def test_every_occupation_is_found_by_its_own_label_and_synonyms(extra: tuple[Occupation, ...]) -> None:
    for entry in occupations(extra)[len(occupations()) :]:
        for name in (entry.label, *entry.synonyms):
            if re.search(r"[^\W_]", plain(name)):
                assert entry in find_occupations(name, extra, 1000)


@given(listed)
def test_a_list_comes_back_from_json_as_it_was(extra: tuple[Occupation, ...]) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(extra)))) == extra


@pytest.mark.parametrize(
    "content", [None, 7, [7], [{}], [{"id": "x"}], [{"id": "", "label": "x"}], [{"id": "x", "label": 3}],
                [{"id": "x", "label": "y", "synonyms": [1]}], [{"id": "x", "label": "y", "regulated": "ja"}]]
)  # fmt: skip
def test_anything_else_is_refused(content: Any) -> None:
    with pytest.raises(ImportFileError):
        from_plain(content)
