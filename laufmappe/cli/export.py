# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe export TRESOR PERSON --out DATEI`: one person's whole record as the documented JSON."""

import argparse
import sys

from laufmappe.cli.arguments import Commands, add_person, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_target, write_file
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("export", help=_("gibt alles über eine Person als JSON aus (unverschlüsselt)"))
    add_vault(parser)
    add_person(parser)
    parser.add_argument("--out", required=True, metavar=_("DATEI"), help=_("Zieldatei, „-“ für die Standardausgabe"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.cases.document import document_text
        from laufmappe.casework.cases.exporting import export_case
        from laufmappe.casework.people.register import find_person

        document = export_case(desk, find_person(desk, arguments.person))
    write_file(arguments.out, document_text(document).encode())
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert. Die Datei ist nicht verschlüsselt: bitte sicher aufbewahren."), file=sys.stderr)
    return 0
