# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe backup TRESOR ZIEL`: a complete, checked copy of the vault in a folder of its own."""

import argparse
from pathlib import Path

from laufmappe.cli.arguments import Commands, add_json, add_vault, folder_name
from laufmappe.cli.opening import opened_vault, read_passphrase, refuse_missing
from laufmappe.cli.output import print_json
from laufmappe.cli.progress import percent
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("backup", help=_("sichert den Tresor"))
    add_vault(parser)
    parser.add_argument(
        "destination",
        type=folder_name,
        metavar=_("ZIEL"),
        help=_("Ordner für die Sicherungen, am besten auf einem anderen Datenträger"),
    )
    parser.add_argument(
        "--thin-out",
        action="store_true",
        help=_("behält dort 7 Tage, 4 Wochen und 12 Monate und löscht, was darüber hinausgeht"),
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import backup, thin_out

    refuse_missing(arguments.vault)
    destination = Path(arguments.destination).absolute()
    with opened_vault(arguments.vault, read_passphrase(arguments.passphrase_file)) as vault:
        made = backup(vault, destination, percent(_("Wird gesichert: {percent} %")))
        removed = thin_out(destination, vault=vault.id) if arguments.thin_out else []
    if arguments.json:
        print_json({"backup": str(made), "removed": [str(folder) for folder in removed]})
        return 0
    print(_("Gesichert und geprüft: {folder}").format(folder=made))
    if removed:
        print(_("Ältere Sicherungen gelöscht: {n}").format(n=len(removed)))
    return 0
