# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe folder TRESOR PERSON --out DATEI.pdf`: the folder to print.

What was written counts as handed out: the next time, `--changed` writes only what is new or another since, with a slip
that says what to exchange. Where nothing is, it writes no file, says so and ends with status 1.
"""

import argparse
import sys

from laufmappe.cli.arguments import Commands, add_person, add_vault
from laufmappe.cli.opening import opened, read_passphrase
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_target, write_file
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.i18n import language as window_language


def add(commands: Commands) -> None:
    parser = commands.add_parser("folder", help=_("schreibt die Laufmappe einer Person als PDF"))
    add_vault(parser)
    add_person(parser)
    parser.add_argument("--out", required=True, metavar=_("DATEI"), help=_("Ziel, „-“ für die Standardausgabe"))
    parser.add_argument(
        "--language", metavar=_("KÜRZEL"), help=_("Sprache neben dem Deutschen, zum Beispiel ar; de: nur Deutsch")
    )
    parser.add_argument(
        "--changed", action="store_true", help=_("nur neue und geänderte Blätter, dazu ein Merkzettel zum Tauschen")
    )
    parser.add_argument(
        "--protect-with-file",
        metavar=_("DATEI"),
        help=_("Passwort, ohne das sich das PDF nicht öffnet, in der ersten Zeile dieser Datei"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.cases import case
        from laufmappe.casework.people import find_person
        from laufmappe.casework.prints import note_print
        from laufmappe.folder import Words, folder_of, left_out, print_folder
        from laufmappe.folder.protected import protected
        from laufmappe.folder.reprint import changed, printable, swaps, taken_out
        from laufmappe.folder.typeset.engine import ensure_text_engine

        view = case(desk, find_person(desk, arguments.person))
        before = next((sheet.language for sheet in reversed(view.printed_sheets)), "")
        language = chosen_language(
            arguments.language, view.newcomer.first_language, before if arguments.changed else ""
        )
        running = ensure_text_engine()
        folder = folder_of(view, Words(language), desk.today())
        keys = changed(folder) if arguments.changed else tuple(sheet.key for sheet in folder.sheets)
        exchanged = swaps(folder, keys)
        if not keys and not exchanged:
            raise LaufmappeError(
                _("Nichts hat sich geändert: Die ausgegebene Mappe stimmt noch. Es wurde nichts geschrieben.")
            )
        pdf = print_folder(folder, only=keys, slip=arguments.changed)
        if arguments.protect_with_file is not None:
            pdf = protected(pdf, read_passphrase(arguments.protect_with_file, "--protect-with-file"))
        del running
        write_file(arguments.out, pdf)
        sheets = [printable(sheet) for sheet in folder.sheets if sheet.key in keys]
        note_print(desk, view.newcomer.id, sheets, language, taken_out(exchanged))
    for sentence in left_out(view):
        print(sentence, file=sys.stderr)
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=arguments.out))
    return 0


def chosen_language(asked: str | None, spoken: str, before: str = "") -> str:
    """The language beside German: the one asked for, else that of the folder to be mended (`before`), else the person's.

    There has to be a catalogue of it; without one it is German alone.

    Raises LaufmappeError: there is no catalogue of the language asked for.
    """
    from laufmappe.casework.cldr import language_name
    from laufmappe.folder.words import folder_languages

    there = [language.code for language in folder_languages()]
    if asked is None:
        return next((code for code in (before, spoken) if code in there), "de")
    if asked in there:
        return asked
    raise LaufmappeError(
        _("Die Mappe gibt es nicht auf „{language}“. Es gibt: {languages}.").format(
            language=asked[:20],
            languages=", ".join(f"{code} ({language_name(code, window_language())})" for code in there),
        )
    )
