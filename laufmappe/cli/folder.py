# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe folder TRESOR PERSON --out DATEI.pdf`: the folder to print."""

import argparse
import sys

from laufmappe.cli.arguments import Commands, add_person, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_existing, write_file
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("folder", help=_("schreibt die Laufmappe einer Person als PDF"))
    add_vault(parser)
    add_person(parser)
    parser.add_argument("--out", required=True, metavar=_("DATEI"), help=_("Ziel, „-“ für die Standardausgabe"))
    parser.add_argument(
        "--language", metavar=_("KÜRZEL"), help=_("Sprache neben dem Deutschen, zum Beispiel ar; de: nur Deutsch")
    )
    parser.add_argument("--force", action="store_true", help=_("ersetzt eine vorhandene Datei"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    refuse_existing(arguments.out, arguments.force)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.cases import case
        from laufmappe.casework.people import find_person
        from laufmappe.folder import left_out, make_folder

        view = case(desk, find_person(desk, arguments.person))
        language = chosen_language(arguments.language, view.newcomer.first_language)
        pdf = make_folder(view, language, desk.today())
    for sentence in left_out(view):
        print(sentence, file=sys.stderr)
    write_file(arguments.out, pdf)
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=arguments.out))
    return 0


def chosen_language(asked: str | None, spoken: str) -> str:
    """The language beside German: the one asked for, else the person's own where there is a catalogue, else none.

    Raises LaufmappeError: there is no catalogue of the language asked for.
    """
    from laufmappe.folder.words import folder_languages

    there = {language.code: language.german_name for language in folder_languages()}
    if asked is None:
        return spoken if spoken in there else "de"
    if asked in there:
        return asked
    raise LaufmappeError(
        _("Die Mappe gibt es nicht auf „{language}“. Es gibt: {languages}.").format(
            language=asked[:20], languages=", ".join(f"{code} ({name})" for code, name in there.items())
        )
    )
