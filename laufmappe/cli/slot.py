# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe slot list|add|change|remove TRESOR`: who has a way into the vault."""

import argparse
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, GermanParser, add_json, add_vault
from laufmappe.cli.opening import choose_passphrase, opened_vault, read_passphrase, refuse_missing
from laufmappe.cli.output import print_json
from laufmappe.errors import SlotError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.vault import SlotView

NEW_PASSPHRASE = "--new-passphrase-file"  # noqa: S105  # the name of an option


def add(commands: Commands) -> None:
    parser = commands.add_parser("slot", help=_("zeigt und ändert die Zugänge zum Tresor"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe slot", parser_class=GermanParser
    )
    listing = verbs.add_parser("list", help=_("zeigt alle Zugänge"))
    add_vault(listing)
    add_json(listing)
    listing.set_defaults(run=run_list)

    adding = verbs.add_parser("add", help=_("legt einen weiteren Zugang mit eigener Passphrase an"))
    add_vault(adding)
    adding.add_argument(
        "--label", default="", metavar=_("NAME"), help=_("wessen Zugang es ist (steht verschlüsselt im Tresor)")
    )
    add_new_passphrase(adding)
    adding.set_defaults(run=run_add)

    changing = verbs.add_parser("change", help=_("ändert die Passphrase des Zugangs, mit dem geöffnet wird"))
    add_vault(changing)
    add_new_passphrase(changing)
    changing.set_defaults(run=run_change)

    removing = verbs.add_parser("remove", help=_("entfernt einen Zugang"))
    add_vault(removing)
    removing.add_argument("slot", metavar=_("ZUGANG"), help=_("Nummer, Kennung oder Bezeichnung aus „slot list“"))
    removing.set_defaults(run=run_remove)


def add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    """Where a new passphrase comes from."""
    parser.add_argument(
        NEW_PASSPHRASE,
        metavar=_("DATEI"),
        help=_(
            "liest die neue Passphrase aus der ersten Zeile dieser Datei, bei „-“ aus der nächsten der Standardeingabe; eine schwache wird erklärt und genommen (am Terminal abgewiesen)"
        ),
    )


def run_list(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import list_slots

    refuse_missing(arguments.vault)
    with opened_vault(arguments.vault, read_passphrase(arguments.passphrase_file)) as vault:
        slots = list_slots(vault)
    if arguments.json:
        print_json(
            [
                {"number": n, "id": slot.id, "kind": slot.kind, "label": slot.label, "current": slot.is_current}
                for n, slot in enumerate(slots, start=1)
            ]
        )
        return 0
    for number, slot in enumerate(slots, start=1):
        print(_line(number, slot))
    return 0


def run_add(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import add_slot

    refuse_missing(arguments.vault)
    with opened_vault(arguments.vault, read_passphrase(arguments.passphrase_file)) as vault:
        passphrase = choose_passphrase(arguments.new_passphrase_file, NEW_PASSPHRASE)
        slot = add_slot(vault, passphrase, arguments.label, even_weak=True)
    print(_("Der Zugang ist angelegt: {slot}").format(slot=slot))
    return 0


def run_change(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import change_passphrase

    refuse_missing(arguments.vault)
    with opened_vault(arguments.vault, read_passphrase(arguments.passphrase_file)) as vault:
        passphrase = choose_passphrase(arguments.new_passphrase_file, NEW_PASSPHRASE)
        change_passphrase(vault, vault.slot, passphrase, even_weak=True)
    print(
        _(
            "Die Passphrase ist geändert; die alte öffnet den Tresor nicht mehr. Ältere Sicherungen öffnet sie weiterhin."
        )
    )
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    from laufmappe.vault import list_slots, remove_slot

    refuse_missing(arguments.vault)
    with opened_vault(arguments.vault, read_passphrase(arguments.passphrase_file)) as vault:
        meant = _meant(list_slots(vault), arguments.slot)
        remove_slot(vault, meant.id)
    if meant.kind == "recovery":
        print(
            _(
                "Der Wiederherstellungsschlüssel gilt nicht mehr, und einen anderen hat dieser Tresor nicht: sind alle Passphrasen vergessen, ist er für immer zu. Einen neuen gibt es im Fenster unter „Einstellungen“, „Zugang“, oder mit „laufmappe rekey“."
            )
        )
        return 0
    print(
        _(
            "Der Zugang ist entfernt. Wer eine Kopie des Tresors von früher hat, öffnet diese weiterhin; gegen den Schlüssel selbst hilft nur „laufmappe rekey“."
        )
    )
    return 0


def _meant(slots: "list[SlotView]", asked: str) -> "SlotView":
    """The one access that is meant by number, id or label. Raises SlotError."""
    found = [slot for number, slot in enumerate(slots, start=1) if asked in (str(number), slot.id)]
    found = found or [slot for slot in slots if asked and slot.label.casefold() == asked.casefold()]
    if len(found) != 1:
        raise SlotError(
            _(
                "Das passt auf keinen oder auf mehrere Zugänge. Bitte nehmen Sie die Nummer aus „laufmappe slot list“; es wurde nichts verändert."
            )
        )
    return found[0]


def _line(number: int, slot: "SlotView") -> str:
    kind = _("Passphrase") if slot.kind == "passphrase" else _("Wiederherstellungsschlüssel")
    parts = [f"{number:>2}", kind, slot.label, _("(dieser Zugang)") if slot.is_current else ""]
    return "  ".join(part for part in parts if part)
