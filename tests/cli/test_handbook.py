# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

Call = Callable[..., Any]


def first_words(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(document[page].get_textpage().get_text_range() for page in (0, 1))


def test_one_book_is_written_without_a_vault(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "h.pdf"
    said = call("handbook", "--book", "datenschutz", "--out", out)
    assert said.status == 0, said.err
    assert str(out) in said.out
    assert "Löschfristen" in first_words(out)
    assert "Kommandozeile" not in first_words(out)


def test_the_whole_handbook_in_english(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "h.pdf"
    assert call("handbook", "--language", "en", "--out", out).status == 0
    assert "For counsellors" in first_words(out)


def test_a_book_that_there_is_not_is_wrong_usage(call: Call, tmp_path: Path) -> None:
    assert call("handbook", "--book", "kochen", "--out", tmp_path / "h.pdf").status == 2
    assert call("handbook").status == 2


def test_a_place_that_can_not_be_written_is_refused_before_the_work(call: Call, tmp_path: Path) -> None:
    said = call("handbook", "--out", tmp_path / "fehlt" / "h.pdf")
    assert said.status == 1
    assert not (tmp_path / "fehlt").exists()
