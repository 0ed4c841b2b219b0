# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe rekey TRESOR`: a new key under which everything is encrypted anew, for when the old one may be known."""

import argparse
import sys
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, add_vault
from laufmappe.cli.opening import opened_vault, read_passphrase, refuse_missing, warn_if_weak
from laufmappe.cli.progress import percent
from laufmappe.errors import SlotError, StorageError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.vault import Vault


def add(commands: Commands) -> None:
    parser = commands.add_parser("rekey", help=_("verschlüsselt alles mit einem neuen Schlüssel"))
    add_vault(parser)
    parser.add_argument(
        "--other-passphrase-file",
        action="append",
        default=[],
        metavar=_("DATEI"),
        help=_("Passphrase eines weiteren Zugangs, der bleiben soll (mehrfach möglich)"),
    )
    parser.add_argument(
        "--drop-others", action="store_true", help=_("entfernt die Zugänge, deren Passphrase nicht angegeben ist")
    )
    parser.add_argument("--no-backup", action="store_true", help=_("sichert vorher nicht"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import rekey

    refuse_missing(arguments.vault)
    secret = read_passphrase(arguments.passphrase_file)
    with opened_vault(arguments.vault, secret) as vault:
        passphrases = _passphrases(vault, secret, arguments)
        if not arguments.no_backup:
            _back_up(vault)
        for passphrase in passphrases:
            warn_if_weak(passphrase)
        key = rekey(
            vault,
            passphrases,
            percent(_("Wird neu verschlüsselt: {percent} %")),
            drop_others=arguments.drop_others,
        )
        print(
            _(
                "Alles ist mit einem neuen Schlüssel verschlüsselt. Ältere Sicherungen öffnen weiterhin die alten Zugänge."
            )
        )
        show_recovery_key(key)
    return 0


def show_recovery_key(key: str) -> None:
    """The new recovery key, which replaces the sheet that lies in the safe."""
    print(_("Neuer Wiederherstellungsschlüssel (wird nur jetzt gezeigt; das alte Blatt bitte vernichten):"))
    print(key, flush=True)


def _passphrases(vault: "Vault", secret: str, arguments: argparse.Namespace) -> list[str]:
    """The passphrases of the accesses that go on: the one that opened, those in files, and those asked for here.

    Raises SlotError when one is missing, WrongPassphraseError; before anything is backed up or written.
    """
    from laufmappe.vault import list_slots, which_slot

    ways = {slot.id: slot.label for slot in list_slots(vault) if slot.kind == "passphrase"}
    given = [secret, *(read_passphrase(file) for file in arguments.other_passphrase_file)]
    known = {which_slot(vault, passphrase): passphrase for passphrase in given}
    if not arguments.drop_others and sys.stdin.isatty():
        for slot, label in ways.items():
            if slot not in known:
                question = _("Passphrase von „{label}“: ").format(label=label or slot[:8])
                typed = read_passphrase(None, question=question)
                known[which_slot(vault, typed)] = typed
    passphrases = [known[slot] for slot in ways if slot in known]
    if not passphrases or (len(passphrases) < len(ways) and not arguments.drop_others):
        raise SlotError(
            _(
                "Es fehlt die Passphrase von mindestens einem Zugang, der bleiben soll. Es wurde nichts verändert; nennen Sie sie mit --other-passphrase-file, oder entfernen Sie die übrigen Zugänge mit --drop-others."
            )
        )
    return passphrases


def _back_up(vault: "Vault") -> None:
    """Raises StorageError when no place took a backup; nothing was changed then."""
    from laufmappe.casework.backup_places import back_up

    report = back_up(vault, percent(_("Wird vorher gesichert: {percent} %")))
    for sentence in report.sentences:
        print(sentence, file=sys.stderr)
    if not report.is_made:
        raise StorageError(
            _(
                "Vor dem neuen Schlüssel ließ sich nicht sichern. Es wurde nichts verändert; mit --no-backup geht es ohne Sicherung."
            )
        )
    for folder in (report.first, report.second):
        if folder:
            print(_("Gesichert und geprüft: {folder}").format(folder=folder), flush=True)
