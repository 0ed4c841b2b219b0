# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe occupations import|remove TRESOR`: an official list of occupations (ESCO or KldB 2010 as CSV)."""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, GermanParser, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import print_json
from laufmappe.i18n import _, n_


def add(commands: Commands) -> None:
    parser = commands.add_parser("occupations", help=_("liest eine amtliche Berufsliste ein (ESCO oder KldB 2010)"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe occupations", parser_class=GermanParser
    )
    importing = verbs.add_parser("import", help=_("ersetzt die eigene Liste; die mitgelieferte bleibt"))
    add_vault(importing)
    importing.add_argument("file", metavar=_("DATEI"), help=_("CSV von ESCO (Deutsch) oder der KldB 2010"))
    add_json(importing)
    importing.set_defaults(run=run_import)

    removing = verbs.add_parser("remove", help=_("nimmt die eigene Liste heraus"))
    add_vault(removing)
    removing.set_defaults(run=run_remove)


def run_import(arguments: argparse.Namespace) -> int:
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.recognition.own_occupations import load_occupations, read_occupation_file

        file = Path(arguments.file)
        _changed, read = load_occupations(desk, read_occupation_file(file), file.name)
    for fault in read.faults:
        print(fault, file=sys.stderr)
    count = len(read.occupations)
    if arguments.json:
        refused = [{"line": f.line, "column": f.column, "message": f.sentence} for f in read.faults]
        print_json({"occupations": count, "refused": refused})
    else:
        print(n_("{n} Beruf ist eingelesen.", "{n} Berufe sind eingelesen.", count).format(n=count))
    return 1 if read.faults else 0


def run_remove(arguments: argparse.Namespace) -> int:
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.recognition.own_occupations import drop_occupations

        drop_occupations(desk)
    print(_("Die eigene Berufsliste ist entfernt."))
    return 0
