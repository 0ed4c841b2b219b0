# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The handbook from the command line."""

import argparse
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from laufmappe import resources
from laufmappe.cli.main import COMMANDS, command_parser

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


@cache
def whole_parser() -> argparse.ArgumentParser:
    return command_parser(list(COMMANDS))


WRITTEN = sorted(
    {
        line.strip("` ")
        for file in resources.path("handbook").glob("[de][en]/*.md")
        for line in re.findall(r"`laufmappe [^`]+`|^ {4,}laufmappe .*$", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
)


@pytest.mark.parametrize("line", WRITTEN)
def test_every_command_that_the_handbook_writes_out_is_understood(line: str) -> None:
    words = re.sub(r"[][]", "", line).split()[1:]
    parser = whole_parser()
    if any(tuple(words) == path[: len(words)] for path, _below in _commands(parser)) or words[0].isupper():
        return  # named, not called; or the window, which is opened without a command
    try:
        parser.parse_args(words)
    except SystemExit as stop:
        assert stop.code == 0, line


def test_the_chapter_names_every_command() -> None:
    chapter = resources.path("handbook", "de", "kommandozeile.md").read_text(encoding="utf-8")
    commands = [" ".join(path) for path, _parser in _commands(whole_parser())]
    assert [each for each in commands if f"laufmappe {each} " not in chapter and each != "window"] == []


@pytest.mark.parametrize("file", ["laufmappe.1", "laufmappe.de.1"])
def test_the_manual_pages_name_every_command(file: str) -> None:
    page = (Path(__file__).parents[2] / "packaging" / "debian" / file).read_text(encoding="utf-8")
    assert [name for name in COMMANDS if name not in page] == []


def test_the_help_explains_every_option_and_the_exit_status(call: Call) -> None:
    assert "Ende-Codes" in call("--help").out
    bare = [
        (path, action.dest)
        for path, parser in _commands(whole_parser())
        for action in parser._actions
        if not action.help and not isinstance(action.choices, dict)
    ]
    assert bare == []


def _commands(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command that does something, with its parser."""
    groups = [action.choices for action in parser._actions if isinstance(action.choices, dict)]
    if not groups:
        yield path, parser
    for group in groups:
        for name, below in group.items():
            yield from _commands(below, (*path, name))
