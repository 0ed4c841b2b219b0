# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe recover TRESOR`: in with the recovery key when the passphrase is forgotten, and out with a new one of each."""

import argparse
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, folder_name
from laufmappe.cli.opening import choose_passphrase, opened_vault, read_passphrase, refuse_missing
from laufmappe.cli.rekey import show_recovery_key
from laufmappe.cli.slot import NEW_PASSPHRASE, add_new_passphrase
from laufmappe.errors import WrongPassphraseError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.vault import Vault

RECOVERY_FILE = "--recovery-file"


def add(commands: Commands) -> None:
    parser = commands.add_parser(
        "recover", help=_("öffnet mit dem Wiederherstellungsschlüssel und setzt eine neue Passphrase")
    )
    parser.add_argument("vault", type=folder_name, metavar=_("TRESOR"), help=_("Ordner des Tresors"))
    parser.add_argument(
        RECOVERY_FILE,
        metavar=_("DATEI"),
        help=_(
            "liest den Wiederherstellungsschlüssel aus der ersten Zeile dieser Datei, bei „-“ von der Standardeingabe"
        ),
    )
    parser.add_argument(
        "--label", default="", metavar=_("NAME"), help=_("Bezeichnung, wenn dafür ein neuer Zugang angelegt wird")
    )
    add_new_passphrase(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import rotate_recovery
    from laufmappe.vault.keys import mistyped_sentence
    from laufmappe.vault.recovery import read_typed

    refuse_missing(arguments.vault)
    typed = read_passphrase(arguments.recovery_file, RECOVERY_FILE, _("Wiederherstellungsschlüssel: "))
    if read_typed(typed) is None:
        raise WrongPassphraseError(mistyped_sentence(typed))
    with opened_vault(arguments.vault, typed) as vault:
        print(_set_passphrase(vault, arguments))
        show_recovery_key(rotate_recovery(vault))
    return 0


def _set_passphrase(vault: "Vault", arguments: argparse.Namespace) -> str:
    """The only passphrase is replaced; where there are several, nobody's is taken away, and one is added."""
    from laufmappe.vault import add_slot, change_passphrase, list_slots

    ways = [slot.id for slot in list_slots(vault) if slot.kind == "passphrase"]
    passphrase = choose_passphrase(arguments.new_passphrase_file, NEW_PASSPHRASE)
    if len(ways) == 1:
        change_passphrase(vault, ways[0], passphrase, even_weak=True)
        return _("Die neue Passphrase gilt; die alte öffnet den Tresor nicht mehr.")
    add_slot(vault, passphrase, arguments.label, even_weak=True)
    return _("Ein neuer Zugang mit dieser Passphrase ist angelegt. Die anderen Zugänge gelten weiter.")
