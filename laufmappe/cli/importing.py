# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe import TRESOR DATEI`: people from the documented JSON or a CSV list."""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import print_json
from laufmappe.i18n import _, n_


def add(commands: Commands) -> None:
    parser = commands.add_parser("import", help=_("liest einen Beratungsfall (JSON) oder eine Liste (CSV) ein"))
    add_vault(parser)
    parser.add_argument("file", metavar=_("DATEI"), help=_("JSON eines Falls, oder CSV mit Spaltennamen"))
    parser.add_argument("--strict", action="store_true", help=_("alles oder nichts"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.cases.importing import import_file

        result = import_file(desk, Path(arguments.file), arguments.strict)
    for sentence in (*result.remarks, *result.alike, *map(str, result.faults)):
        print(sentence, file=sys.stderr)
    count = len(result.people)
    is_refused = bool(result.faults) or (arguments.strict and bool(result.remarks))
    if arguments.json:
        refused = [{"line": f.line, "column": f.column, "message": f.sentence} for f in result.faults]
        told = {"remarks": result.remarks, "alike": result.alike}
        print_json({"imported": count, "people": result.people, "refused": refused, **told})
    elif arguments.strict and is_refused:
        print(_("Es wurde nichts übernommen."))
    else:
        print(n_("{n} Person übernommen.", "{n} Personen übernommen.", count).format(n=count))
    return 1 if is_refused else 0
