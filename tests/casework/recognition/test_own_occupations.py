# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A centre's own list of occupations: loaded, found, replaced, removed, and never half."""

from pathlib import Path

import pytest

from laufmappe.casework.desk import Desk
from laufmappe.casework.recognition.own_occupations import (
    drop_occupations,
    list_about,
    load_occupations,
    own_occupations,
    read_occupation_file,
)
from laufmappe.casework.rules.occupations import find_occupations, occupation
from laufmappe.errors import ImportFileError, RuleError, StorageError
from laufmappe.records.newcomers import Setting

KLDB = "Schlüssel KldB 2010;Ebene;Titel\n8;1;Gesundheit\n81302;5;Wundexperte/Wundexpertin\n99999;5;\n".encode()
ESCO = (
    b"conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
    b"Occupation,http://data.europa.eu/esco/occupation/1,2310,Orgelbauforscher,Orgelforscherin,released\n"
)


def test_a_loaded_list_is_searched_beside_ours(desk: Desk) -> None:
    _changed, read = load_occupations(desk, KLDB, "kldb.csv")
    assert len(read.faults) == 1
    about = list_about(desk)
    assert about is not None
    assert (about.kind, about.count, about.file, about.loaded_on) == ("KldB 2010", 1, "kldb.csv", desk.today())
    (found,) = find_occupations("wundexpert", own_occupations(desk))
    assert occupation(found.id, own_occupations(desk)) == found
    assert find_occupations("Krankenschwester", own_occupations(desk))[0].id == "nurse"


def test_a_new_list_replaces_the_one_before_and_can_be_taken_back(desk: Desk) -> None:
    load_occupations(desk, KLDB)
    changed, _read = load_occupations(desk, ESCO)
    assert [each.label for each in own_occupations(desk)] == ["Orgelbauforscher"]
    desk.undo(changed.operation)
    assert [each.label for each in own_occupations(desk)] == ["Wundexperte/Wundexpertin"]
    removed = drop_occupations(desk)
    assert (own_occupations(desk), list_about(desk)) == ((), None)
    with pytest.raises(RuleError):
        drop_occupations(desk)
    desk.undo(removed.operation)
    assert list_about(desk) is not None


@pytest.mark.parametrize("data", [b"", b"Name;Alter\nA;1\n", b"\x00\x01\x02", b"Titel\n;\n"])
def test_what_is_no_list_changes_nothing(desk: Desk, data: bytes) -> None:
    with pytest.raises(ImportFileError):
        load_occupations(desk, data)
    assert list_about(desk) is None


@pytest.mark.parametrize("packed", ["", "Unsinn", "{}", "c$"])
def test_a_damaged_list_is_told_apart_from_damaged_records(desk: Desk, packed: str) -> None:
    load_occupations(desk, ESCO)
    with desk.write("test") as act:
        row = act.session.get(Setting, "occupations")
        assert row is not None
        row.value = packed
    with pytest.raises(ImportFileError, match="beschädigt"):
        own_occupations(desk)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"fehlt\.csv"):
        read_occupation_file(tmp_path / "fehlt.csv")
    with pytest.raises((ImportFileError, StorageError)):
        read_occupation_file(Path("a\0b"))
