# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe check TRESOR`: whether everything is whole."""

import argparse
import sys

from laufmappe.cli.arguments import Commands, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import print_json
from laufmappe.errors import VaultError
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("check", help=_("prüft, ob der Tresor ganz und unverändert ist"))
    add_vault(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import check_vault

    warnings: list[str] = []
    try:
        with opened(arguments.vault, arguments.passphrase_file) as desk:
            warnings = desk.vault.warnings
            faults = check_vault(desk.vault)
    except VaultError as error:
        faults = [str(error)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if arguments.json:
        print_json({"whole": not faults, "faults": faults, "warnings": warnings})
    elif not faults:
        print(_("Der Tresor ist in Ordnung."))
    return 1 if faults else 0
