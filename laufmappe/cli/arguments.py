# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line in German: Python's parser with its own words replaced."""

import argparse
import re
import sys
from typing import Any, NoReturn

from laufmappe.i18n import _

WRONG_USAGE = 2

Commands = Any
"""What `add_subparsers` gives: typed privately by the standard library."""


class _Formatter(argparse.HelpFormatter):
    """Commands stand one step further in than Python reckons: without that step the longest breaks its line."""

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        if action.nargs == argparse.PARSER:
            self._action_max_length += self._indent_increment


class GermanParser(argparse.ArgumentParser):
    """Headings, help and faults in the language of the window; a fault ends with exit status 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title = _("Angaben")
        self._optionals.title = _("Optionen")
        self.add_argument("-h", "--help", action="help", help=_("zeigt diese Hilfe"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", _("Aufruf:"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", _("Aufruf:"), 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {_explained(message)}\n")


def _explained(message: str) -> str:
    """A fault of Python's parser in our words."""
    sentences = (
        (r"the following arguments are required: (.*)", _("Es fehlt: {what}.")),
        (r"unrecognized arguments: (.*)", _("Das verstehe ich nicht: {what}.")),
        (r"argument (.*): invalid choice: .*", _("Diesen Wert gibt es nicht: {what}.")),
        (r"argument (.*): expected one argument", _("Nach {what} fehlt der Wert.")),
        (r"argument (.*): invalid .* value: .*", _("Nach {what} gehört eine Zahl.")),
        (r"argument (.*): ignored explicit argument .*", _("{what} nimmt keinen Wert.")),
        (r"argument .*: (.*)", "{what}"),
    )
    for pattern, sentence in sentences:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return sentence.format(what=match[1])
    return message


def add_vault(parser: argparse.ArgumentParser, passphrase: str = "", vault: str = "") -> None:
    """The vault, and where its passphrase comes from; `passphrase` and `vault` replace the help on them."""
    parser.add_argument("vault", type=folder_name, metavar=_("TRESOR"), help=vault or _("Ordner des Tresors"))
    parser.add_argument(
        "--passphrase-file",
        metavar=_("DATEI"),
        help=passphrase or _("liest die Passphrase aus der ersten Zeile dieser Datei, bei „-“ von der Standardeingabe"),
    )


def add_person(parser: argparse.ArgumentParser) -> None:
    """The one person that is meant."""
    parser.add_argument("person", metavar=_("PERSON"), help=_("Kennung, Mappennummer oder Name"))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Output for programs."""
    parser.add_argument("--json", action="store_true", help=_("gibt JSON aus"))


def folder_name(text: str) -> str:
    """A type of argument: the path of a folder. An empty one is a variable that a script forgot, not the folder here."""
    if not text:
        raise argparse.ArgumentTypeError(_("Der Name des Ordners ist leer."))
    return text


def whole_number(least: int, most: int) -> Any:
    """A type of argument: a number within bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(
                _("Hier gehört eine Zahl von {least} bis {most} hin.").format(least=least, most=most)
            )
        return number

    return read
