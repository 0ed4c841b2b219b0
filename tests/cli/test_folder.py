# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder from the command line: whose it is, and in which language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from laufmappe.cli.folder import chosen_language
from laufmappe.errors import LaufmappeError

Call = Callable[..., Any]


def test_the_folder_is_written_as_a_pdf(call: Call, people: Path, passphrase_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "mappe.pdf"
    said = call("folder", people, "Amira", "--out", out, "--passphrase-file", passphrase_file)
    assert said.status == 0, said.err
    document = pypdfium2.PdfDocument(out)
    assert len(document) > 2
    document.close()


def test_a_folder_replaces_a_file_only_when_told_to(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mappe.pdf"
    out.write_text("wichtig")
    said = call("folder", people, "1", "--out", out, "--passphrase-file", passphrase_file)
    assert (said.status, out.read_text()) == (1, "wichtig")


def test_a_language_without_a_catalogue_is_named_with_those_that_there_are(
    call: Call, people: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "mappe.pdf"
    said = call("folder", people, "1", "--language", "tlh", "--out", out, "--passphrase-file", passphrase_file)
    assert said.status == 1
    assert "„tlh“" in said.err
    assert "ar (Arabisch)" in said.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("asked", "spoken", "chosen"),
    [(None, "ar", "ar"), (None, "sv", "de"), (None, "", "de"), ("tr", "ar", "tr"), ("de", "ar", "de")],
)
def test_the_folder_speaks_the_persons_first_language_where_it_can(asked: str | None, spoken: str, chosen: str) -> None:
    assert chosen_language(asked, spoken) == chosen


def test_a_language_that_is_no_language_is_refused() -> None:
    with pytest.raises(LaufmappeError, match=r"Es gibt: .*de \(Deutsch\)"):
        chosen_language("../x", "ar")
