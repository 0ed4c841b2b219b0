# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Erstüberblick from the command line: without a vault, or with its centre and its services."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from laufmappe.casework.desk import open_desk
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView

Call = Callable[..., Any]


def words_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_without_a_vault_nobody_is_asked_for_a_passphrase(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    said = call("overview", "--status", "refugee", "--language", "uk", "--out", out)
    assert said.status == 0, said.err
    assert "Erstüberblick" in words_of(out)


def test_with_a_vault_it_bears_the_address_of_the_centre(
    call: Call, vault: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    desk = open_desk(vault, passphrase_file.read_text(encoding="utf-8").rstrip("\n"))
    set_centre(desk, CentreView(name="Beratung Musterstadt", street="Lindenweg 12"))
    desk.close()
    out = tmp_path / "o.pdf"
    assert call("overview", vault, "--passphrase-file", passphrase_file, "--out", out).status == 0
    assert "Lindenweg 12" in words_of(out)


def test_large_print_is_larger(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    assert call("overview", "--large-print", "--status", "refugee", "--out", out).status == 0
    assert "Erstüberblick" in words_of(out)


def test_an_unknown_status_is_named_with_those_that_there_are(call: Call, tmp_path: Path) -> None:
    said = call("overview", "--status", "king", "--out", tmp_path / "o.pdf")
    assert (said.status, (tmp_path / "o.pdf").exists()) == (1, False)
    assert "toleration" in said.err
    said = call("overview", "--list-statuses")
    assert said.status == 0
    assert "Duldung" in said.out


def test_without_a_target_it_is_wrong_usage(call: Call) -> None:
    assert call("overview").status == 2
