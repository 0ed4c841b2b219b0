# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe check TRESOR`: whether a vault or a backup is whole. Nothing in the folder is changed by looking.

Only a transaction that a power cut left half-done is taken back, as every opening does it.
"""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, add_json, add_vault
from laufmappe.cli.opening import read_passphrase, refuse_missing
from laufmappe.cli.output import print_json
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("check", help=_("prüft, ob ein Tresor oder eine Sicherung ganz und unverändert ist"))
    add_vault(parser, vault=_("Ordner des Tresors oder einer Sicherung"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.papers.documents import documents_to_check
    from laufmappe.vault import check_folder

    refuse_missing(arguments.vault)
    secret = read_passphrase(arguments.passphrase_file)
    found = check_folder(Path(arguments.vault), secret, documents_to_check)
    for sentence in (*found.warnings, *found.faults):
        print(sentence, file=sys.stderr)
    if arguments.json:
        print_json({"whole": not found.faults, "faults": found.faults, "warnings": found.warnings})
    elif not found.faults:
        print(_("Alles ist in Ordnung."))
    return 1 if found.faults else 0
