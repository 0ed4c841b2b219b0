# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe key show|import TRESOR`: the card of this service, and the cards of others."""

import argparse
import sys
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, GermanParser, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, print_json, refuse_target, write_file
from laufmappe.cli.parcel_files import find_service, read_bytes
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.service_keys import CardView
    from laufmappe.handover import PublicCard


def add(commands: Commands) -> None:
    parser = commands.add_parser("key", help=_("zeigt die eigene Karte und übernimmt Karten anderer Stellen"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe key", parser_class=GermanParser
    )
    showing = verbs.add_parser("show", help=_("zeigt die eigene Karte und die bekannten"))
    add_vault(showing)
    showing.add_argument("--out", metavar=_("DATEI"), help=_("schreibt die eigene Karte in diese Datei"))
    add_json(showing)
    showing.set_defaults(run=run_show)

    importing = verbs.add_parser("import", help=_("übernimmt die Karte einer anderen Stelle"))
    add_vault(importing)
    importing.add_argument("file", metavar=_("DATEI"), help=_("Karte einer Stelle"))
    importing.add_argument("--service", metavar=_("ANLAUFSTELLE"), help=_("wem im Verzeichnis die Karte gehört"))
    importing.add_argument("--verified", action="store_true", help=_("die sechs Wörter sind am Telefon verglichen"))
    add_json(importing)
    importing.set_defaults(run=run_import)


def run_show(arguments: argparse.Namespace) -> int:
    if arguments.out is not None:
        refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.service_keys import cards
        from laufmappe.handover.exchange import own_card

        own, known = own_card(desk), cards(desk)
    if arguments.out is not None:
        write_file(arguments.out, own.to_file())
        if arguments.out == STANDARD_OUTPUT:
            return 0
    if arguments.json:
        print_json({**_plain(own), "known": [_plain_card(view) for view in known]})
        return 0
    print(own.name)
    print(_("Sechs Wörter: {words}").format(words=" ".join(own.words)))
    print(_("Fingerabdruck: {fingerprint}").format(fingerprint=own.fingerprint))
    if arguments.out is not None:
        print(_("Karte gespeichert: {file}").format(file=arguments.out))
    if known:
        print(_("Bekannte Karten:"))
    for view in known:
        state = _("verglichen") if view.verified_on else _("noch nicht verglichen")
        print(f"  {view.name}  ({state})  {' '.join(_words(view.fingerprint))}")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    from laufmappe.handover import MOST_CARD_BYTES
    from laufmappe.handover.exchange import import_card

    data = read_bytes(arguments.file, MOST_CARD_BYTES)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        service = find_service(desk, arguments.service) if arguments.service else None
        _kept, card, standing = import_card(desk, data, service_id=service, verified=arguments.verified)
    if standing == "other_keys":
        print(
            _(
                "Achtung: Eine Stelle dieses Namens ist schon bekannt, mit einem anderen Schlüssel. Vergleichen Sie am Telefon die sechs Wörter, bevor Sie etwas schicken."
            ),
            file=sys.stderr,
        )
    if arguments.json:
        print_json({**_plain(card), "standing": standing, "verified": arguments.verified})
        return 0
    print(_("Karte übernommen: {name}").format(name=card.name))
    print(_("Sechs Wörter: {words}").format(words=" ".join(card.words)))
    if not arguments.verified and standing != "known":
        print(_("Bitte vergleichen Sie die sechs Wörter am Telefon."))
    return 0


def _words(fingerprint: str) -> tuple[str, ...]:
    from laufmappe.handover import fingerprint_words

    return fingerprint_words(fingerprint)


def _plain(card: "PublicCard") -> dict[str, object]:
    return {"name": card.name, "words": list(card.words), "fingerprint": card.fingerprint}


def _plain_card(view: "CardView") -> dict[str, object]:
    verified = view.verified_on.isoformat() if view.verified_on else None
    named = {"name": view.name, "words": list(_words(view.fingerprint)), "fingerprint": view.fingerprint}
    return {**named, "service": view.service_id, "verified_on": verified}
