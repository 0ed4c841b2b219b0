# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe new TRESOR`: an empty vault."""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, add_vault
from laufmappe.cli.opening import choose_passphrase
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("new", help=_("legt einen leeren Tresor an"))
    add_vault(
        parser,
        _(
            "liest die Passphrase aus der ersten Zeile dieser Datei, bei „-“ von der Standardeingabe; eine schwache wird erklärt und genommen (am Terminal abgewiesen)"
        ),
    )
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("Name der Beratungsstelle"))
    parser.add_argument("--counsellor", default="", metavar=_("NAME"), help=_("wer berät"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.desk import new_desk
    from laufmappe.casework.fields import clean
    from laufmappe.casework.settings.whole import under_preset
    from laufmappe.vault.session import refuse_occupied

    folder = Path(arguments.vault).absolute()
    refuse_occupied(folder)
    counsellor, centre = clean("counsellor", arguments.counsellor), clean("name", arguments.name)
    desk, recovery_key = new_desk(
        folder, choose_passphrase(arguments.passphrase_file), counsellor, centre, even_weak=True
    )
    try:
        for fault in under_preset(desk).faults:
            print(fault, file=sys.stderr)
    finally:
        desk.close()
    print(_("Der Tresor ist angelegt: {folder}").format(folder=folder))
    print(_("Wiederherstellungsschlüssel (wird nur jetzt gezeigt, bitte auf Papier aufbewahren):"))
    print(recovery_key)
    return 0
