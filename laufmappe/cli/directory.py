# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe directory import|export TRESOR ZIEL`: the directory of services, in the Human Services Data Specification."""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, GermanParser, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, print_json, refuse_target, write_file
from laufmappe.i18n import _, n_

_FORMATS = ("json", "datapackage")


def add(commands: Commands) -> None:
    parser = commands.add_parser("directory", help=_("liest und schreibt das Verzeichnis der Anlaufstellen (HSDS 3)"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe directory", parser_class=GermanParser
    )
    importing = verbs.add_parser("import", help=_("übernimmt Anlaufstellen; gelöscht wird keine"))
    add_vault(importing)
    importing.add_argument("file", metavar=_("DATEI"), help=_("JSON, Zip oder Ordner mit CSV-Tabellen"))
    importing.add_argument("--strict", action="store_true", help=_("alles oder nichts"))
    add_json(importing)
    importing.set_defaults(run=run_import)

    exporting = verbs.add_parser("export", help=_("schreibt alle Anlaufstellen, ohne Ratsuchende"))
    add_vault(exporting)
    exporting.add_argument(
        "target",
        metavar=_("ZIEL"),
        help=_("Datei auf .json oder .zip, sonst ein neuer Ordner; „-“ für die Standardausgabe"),
    )
    exporting.add_argument("--format", choices=_FORMATS, metavar="json|datapackage", help=_("statt nach der Endung"))
    exporting.set_defaults(run=run_export, parser=exporting)


def run_import(arguments: argparse.Namespace) -> int:
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.directory.files import import_directory

        taken = import_directory(desk, Path(arguments.file), arguments.strict)
    for sentence in (*taken.remarks, *map(str, taken.faults)):
        print(sentence, file=sys.stderr)
    result = taken.result
    if arguments.json:
        refused = [{"file": f.file, "row": f.row, "field": f.field, "message": f.sentence} for f in taken.faults]
        done = {"added": result.added, "changed": result.changed, "same": result.same}
        print_json({**done, "refused": refused, "remarks": taken.remarks})
    elif arguments.strict and taken.faults:
        print(_("Es wurde nichts übernommen."))
    else:
        count = len(result.added)
        added = n_("{n} Anlaufstelle neu", "{n} Anlaufstellen neu", count).format(n=count)
        print(
            _("{added}, {changed} geändert, {same} unverändert.").format(
                added=added, changed=len(result.changed), same=len(result.same)
            )
        )
    return 1 if taken.faults else 0


def run_export(arguments: argparse.Namespace) -> int:
    from laufmappe.directory.saving import (
        FOLDER,
        JSON,
        ZIP,
        directory_json,
        directory_zip,
        refuse_full_folder,
        save_directory,
    )

    to_output = arguments.target == STANDARD_OUTPUT
    ending = Path(arguments.target).suffix.lower()
    if arguments.format == "json" or (arguments.format is None and (ending == JSON or to_output)):
        kind = JSON
    elif ending in (ZIP, FOLDER):
        kind = ZIP if to_output else ending
    else:
        arguments.parser.error(_("Das Ziel endet auf .json oder .zip, oder es ist ein Ordner ohne Endung."))
    if kind == FOLDER:
        refuse_full_folder(Path(arguments.target))
    else:
        refuse_target(arguments.target)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        if to_output:
            write_file(STANDARD_OUTPUT, directory_json(desk) if kind == JSON else directory_zip(desk))
            return 0
        save_directory(desk, Path(arguments.target), kind)
    print(_("Gespeichert: {file}").format(file=arguments.target))
    return 0
