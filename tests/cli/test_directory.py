# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services at the command line: in, out, and what is left untouched."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]

SERVICES = [
    {"id": "1", "name": "Bank", "status": "active"},
    {"id": "2", "status": "active"},
    {"id": "3", "name": "Rat", "status": "active", "languages": [{"name": "Elbisch"}]},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three services, of which one has no name and one speaks what nobody speaks."""
    path = tmp_path / "verzeichnis.json"
    path.write_text(json.dumps(SERVICES), encoding="utf-8")
    return path


def test_import_names_what_it_refuses_and_ends_with_1(
    call: Call, vault: Path, passphrase_file: Path, file: Path
) -> None:
    said = call("directory", "import", vault, file, "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "2 Anlaufstellen neu, 0 geändert, 0 unverändert.\n")
    assert "verzeichnis.json, Eintrag 2, name: Wie heißt die Anlaufstelle?" in said.err
    assert "Elbisch" in said.err
    again = call("directory", "import", vault, file, "--json", "--passphrase-file", passphrase_file)
    told = json.loads(again.out)
    assert (again.status, len(told["same"]), told["added"]) == (1, 2, [])
    assert [(fault["file"], fault["row"], fault["field"]) for fault in told["refused"]] == [(file.name, 2, "name")]


def test_strict_takes_all_or_nothing(call: Call, vault: Path, passphrase_file: Path, file: Path) -> None:
    said = call("directory", "import", vault, file, "--strict", "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "Es wurde nichts übernommen.\n")
    out = call("directory", "export", vault, "-", "--passphrase-file", passphrase_file)
    assert json.loads(out.out)["contents"] == []


def test_the_name_of_the_target_says_what_is_written(
    call: Call, vault: Path, passphrase_file: Path, file: Path, tmp_path: Path
) -> None:
    call("directory", "import", vault, file, "--passphrase-file", passphrase_file)
    for name in ("aus.json", "aus.zip", "aus"):
        said = call("directory", "export", vault, tmp_path / name, "--passphrase-file", passphrase_file)
        assert (said.status, said.err) == (0, "")
    assert len(json.loads((tmp_path / "aus.json").read_bytes())["contents"]) == 2
    with zipfile.ZipFile(tmp_path / "aus.zip") as archive:
        assert set(archive.namelist()) == {path.name for path in (tmp_path / "aus").iterdir()}
    assert {"datapackage.json", "services.csv"} <= {path.name for path in (tmp_path / "aus").iterdir()}


def test_a_folder_with_something_in_it_stays(call: Call, vault: Path, passphrase_file: Path, tmp_path: Path) -> None:
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "brief.txt").write_text("x", encoding="utf-8")
    said = call("directory", "export", vault, tmp_path / "voll", "--passphrase-file", passphrase_file)
    assert (said.status, "nicht leer" in said.err) == (1, True)
    assert [path.name for path in (tmp_path / "voll").iterdir()] == ["brief.txt"]
    call("directory", "export", vault, vault, "--passphrase-file", passphrase_file)
    assert (vault / "vault.json").exists()


def test_another_ending_is_wrong_usage(call: Call, vault: Path, tmp_path: Path) -> None:
    said = call("directory", "export", vault, tmp_path / "aus.xlsx")
    assert (said.status, ".json oder .zip" in said.err) == (2, True)


def test_a_file_that_is_none_is_refused_in_a_sentence(
    call: Call, vault: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    said = call("directory", "import", vault, tmp_path / "fehlt.json", "--passphrase-file", passphrase_file)
    assert (said.status, said.out) == (1, "")
    assert "gibt es nicht" in said.err
