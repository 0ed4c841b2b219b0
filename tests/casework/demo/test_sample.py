# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vault of invented people: made once, known as such, never in the way of anything else."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from laufmappe.casework.demo.sample import MARKER, PASSPHRASE, VAULT, Marker, make_sample, open_sample, read_marker
from laufmappe.casework.demo.sample import sample_passphrase as told
from laufmappe.casework.demo.sample import sample_person as whose
from laufmappe.casework.people.register import list_people
from laufmappe.errors import LaufmappeError


def test_a_sample_is_made_opened_and_known_by_its_marker(tmp_path: Path) -> None:
    directory = tmp_path / "Beispiel"
    make_sample(directory, Marker(people=2))
    desk, vault = open_sample(directory)
    with closing(desk):
        assert vault == directory / VAULT
        names = {row.id for row in list_people(desk)}
        assert len(names) == 2
        assert whose(vault) in names
    assert told(vault) == PASSPHRASE


def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Urlaub.txt").write_text("Strand", encoding="utf-8")
    with pytest.raises(LaufmappeError, match="nichts verändert"):
        open_sample(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["Urlaub.txt"]


def test_a_sample_that_is_not_whole_is_none(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text(json.dumps({"seed": 1, "people": 2}), encoding="utf-8")
    assert told(tmp_path / VAULT) == ""
    assert whose(tmp_path / VAULT) == ""


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}x", '{"format": "anderes"}', '{"passphrase": 7, "complete": true}', '{"surprise": 1}', "[" * 20_000],
)
def test_a_marker_that_says_something_else_marks_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / MARKER).write_text(content, encoding="utf-8")
    assert read_marker(tmp_path) is None
    assert told(tmp_path / VAULT) == ""


def test_any_other_vault_is_no_sample(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text(json.dumps({"complete": True, "person": "x"}), encoding="utf-8")
    assert told(tmp_path / "akten") == ""
    assert told(tmp_path / VAULT) == PASSPHRASE
