# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe restore SICHERUNG TRESOR`: a backup becomes a vault again, in a new folder."""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, add_json, folder_name
from laufmappe.cli.opening import read_passphrase, refuse_missing, warn_of_returned
from laufmappe.cli.output import print_json
from laufmappe.cli.progress import percent
from laufmappe.errors import DatabaseDamagedError, VaultMissingError
from laufmappe.i18n import _, n_


def add(commands: Commands) -> None:
    parser = commands.add_parser("restore", help=_("stellt einen Tresor aus einer Sicherung wieder her"))
    backup = _("Ordner der Sicherung (laufmappe-…)")
    parser.add_argument("backup", type=folder_name, metavar=_("SICHERUNG"), help=backup)
    parser.add_argument("vault", type=folder_name, metavar=_("TRESOR"), help=_("ein neuer oder leerer Ordner"))
    parser.add_argument(
        "--passphrase-file",
        metavar=_("DATEI"),
        help=_(
            "liest die Passphrase vom Tag der Sicherung aus der ersten Zeile dieser Datei, bei „-“ von der Standardeingabe"
        ),
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.desk import open_desk
    from laufmappe.casework.papers.documents import documents_to_check
    from laufmappe.casework.people.register import count_people
    from laufmappe.vault import check_folder, restore
    from laufmappe.vault.session import refuse_occupied

    source, folder = Path(arguments.backup).absolute(), Path(arguments.vault).absolute()
    _refuse_collection(source)
    refuse_missing(arguments.backup)
    refuse_occupied(folder)
    secret = read_passphrase(arguments.passphrase_file)
    found = check_folder(source, secret, documents_to_check)
    if not found.record_is_whole:
        raise DatabaseDamagedError(
            _(
                "Diese Sicherung ist beschädigt, es wurde nichts wiederhergestellt. {fault} Nehmen Sie eine andere Sicherung."
            ).format(fault=found.faults[0])
        )
    for fault in found.faults:
        # An attached file is no reason to go without everything else: this may be the only backup there is.
        print(fault, file=sys.stderr)
    restore(source, folder, percent(_("Wird wiederhergestellt: {percent} %")))
    desk = open_desk(folder, secret)
    try:
        people = count_people(desk)
        for warning in desk.vault.warnings:
            print(warning, file=sys.stderr)
        warn_of_returned(desk)
    finally:
        desk.close()
    if arguments.json:
        print_json({"vault": str(folder), "people": people})
        return 0
    print(_("Wiederhergestellt: {folder}").format(folder=folder))
    print(n_("{n} Person steht darin.", "{n} Personen stehen darin.", people).format(n=people))
    return 0


def _refuse_collection(source: Path) -> None:
    """Whoever names the folder that the backups lie in is told the newest. Raises VaultMissingError."""
    from laufmappe.vault import list_backups
    from laufmappe.vault.keyfile import KEY_FILE

    found = [] if (source / KEY_FILE).exists() else list_backups(source)
    if found:
        raise VaultMissingError(
            _(
                "In diesem Ordner liegen mehrere Sicherungen. Bitte nennen Sie eine davon; die neueste ist {folder}"
            ).format(folder=found[-1].folder)
        )
