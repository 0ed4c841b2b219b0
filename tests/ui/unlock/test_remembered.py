# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the window remembers on this computer, whatever has happened to the file."""

import os
import sys
from pathlib import Path

import pytest

from laufmappe.ui.unlock.last_vault import Remembered


def test_what_is_remembered_is_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "laufmappe" / "window.json"
    Remembered(file).keep_vault(tmp_path / "Stelle Süd")
    Remembered(file).keep_text_size(150)
    assert Remembered(file).vault() == tmp_path / "Stelle Süd"
    assert Remembered(file).text_size() == 150
    assert [each.name for each in file.parent.iterdir()] == ["window.json"]


def test_a_vault_that_was_named_from_its_neighbourhood_is_found_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Remembered(tmp_path / "window.json").keep_vault(Path("tresor"))
    assert Remembered(tmp_path / "window.json").vault() == tmp_path / "tresor"


@pytest.mark.skipif(sys.platform != "linux", reason="names of folders are text there")
def test_a_folder_whose_name_is_no_text_is_remembered_too(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"S\xfcd")
    Remembered(tmp_path / "window.json").keep_vault(folder)
    assert Remembered(tmp_path / "window.json").vault() == folder


def test_where_nothing_can_be_written_it_is_remembered_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    blocked = Remembered(tmp_path / "file" / "window.json")
    blocked.keep_theme("light")
    assert blocked.theme() == "light"


@pytest.mark.parametrize("size", ["", "9" * 5000, "133", "-100", "²00", "150.0"])
def test_a_size_that_nobody_offers_is_none(tmp_path: Path, size: str) -> None:
    kept = Remembered(tmp_path / "window.json")
    kept._keep("text_size", size)
    assert Remembered(tmp_path / "window.json").text_size() == 100
