# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe key show|import|renew TRESOR`: the card of this service, and the cards of others."""

import argparse
import sys
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, GermanParser, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, print_json, refuse_target, write_file
from laufmappe.cli.parcel_files import find_service, read_code_or_file
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.services.keys import CardView
    from laufmappe.handover import PublicCard
    from laufmappe.handover.exchange import NewCard


def add(commands: Commands) -> None:
    parser = commands.add_parser("key", help=_("zeigt die eigene Karte und übernimmt Karten anderer Stellen"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe key", parser_class=GermanParser
    )
    showing = verbs.add_parser("show", help=_("zeigt die eigene Karte und die bekannten"))
    add_vault(showing)
    what = showing.add_mutually_exclusive_group()
    what.add_argument("--out", metavar=_("DATEI"), help=_("schreibt die eigene Karte in diese Datei"))
    what.add_argument("--code", action="store_true", help=_("gibt nur den Text des Codes der eigenen Karte aus"))
    what.add_argument("--secret", action="store_true", help=_("gibt die geheimen Schlüssel für das Werkzeug „age“ aus"))
    add_json(showing)
    showing.set_defaults(run=run_show)

    importing = verbs.add_parser("import", help=_("übernimmt die Karte einer anderen Stelle"))
    add_vault(importing)
    importing.add_argument(
        "file", metavar=_("DATEI"), help=_("Karte einer Stelle, oder der Text ihres Codes; „-“ liest die Eingabe")
    )
    importing.add_argument("--service", metavar=_("ANLAUFSTELLE"), help=_("wem im Verzeichnis die Karte gehört"))
    importing.add_argument("--verified", action="store_true", help=_("die sechs Wörter sind am Telefon verglichen"))
    same_name = importing.add_mutually_exclusive_group()
    same_name.add_argument(
        "--replace", action="store_true", help=_("die Stelle hat einen neuen Schlüssel: ersetzt ihre alte Karte")
    )
    same_name.add_argument(
        "--beside", action="store_true", help=_("eine andere Stelle mit demselben Namen: behält beide Karten")
    )
    add_json(importing)
    importing.set_defaults(run=run_import)

    renewing = verbs.add_parser("renew", help=_("macht einen neuen Schlüssel; der alte öffnet nur noch späte Pakete"))
    add_vault(renewing)
    renewing.add_argument(
        "--exposed", action="store_true", help=_("den alten Schlüssel hat vielleicht jemand anderes: merkt sich das")
    )
    renewing.add_argument("--out", metavar=_("DATEI"), help=_("schreibt die neue Karte in diese Datei"))
    add_json(renewing)
    renewing.set_defaults(run=run_renew)


def run_show(arguments: argparse.Namespace) -> int:
    if arguments.out is not None:
        refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.services.keys import cards
        from laufmappe.handover.exchange import age_secrets, own_card

        own, known = own_card(desk), cards(desk)
        secrets = age_secrets(desk) if arguments.secret else ()
    if arguments.secret:
        print(
            _("Wer diese Zeilen hat, liest jedes Paket an diese Stelle. Bitte nach Gebrauch löschen."), file=sys.stderr
        )
        print("\n".join(secrets))
        return 0
    if arguments.code:
        print(own.qr_text())
        return 0
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
    from laufmappe.handover.exchange import import_card, look_at_card

    data = read_code_or_file(arguments.file, MOST_CARD_BYTES)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        service = find_service(desk, arguments.service) if arguments.service else None
        found = look_at_card(desk, data)
        if found.standing == "other_keys":
            _refuse_other_keys(arguments, found)
        replaces = [view.fingerprint for view in found.others] if arguments.replace else []
        import_card(desk, data, service_id=service, verified=arguments.verified, replaces=replaces)
    card, standing = found.card, found.standing
    if arguments.json:
        plain = {**_plain(card), "standing": standing, "verified": arguments.verified}
        print_json({**plain, "replaced": replaces})
        return 0
    print(_("Karte übernommen: {name}").format(name=card.name))
    print(_("Sechs Wörter: {words}").format(words=" ".join(card.words)))
    if replaces:
        print(_("Sie ersetzt die alte Karte dieser Stelle."))
    if not arguments.verified and standing != "known":
        print(_("Bitte vergleichen Sie die sechs Wörter am Telefon."))
    return 0


def _refuse_other_keys(arguments: argparse.Namespace, found: "NewCard") -> None:
    """A known name with another key comes in only when somebody has telephoned, and said what it means. Raises LaufmappeError."""
    if arguments.verified and (arguments.replace or arguments.beside):
        return
    raise LaufmappeError(
        _(
            "Von „{name}“ ist schon eine Karte mit einem anderen Schlüssel da. Es wurde nichts übernommen. Rufen Sie die Stelle unter der Nummer an, die Sie kennen, und vergleichen Sie: {words}. Stimmen alle sechs Wörter, nehmen Sie --verified mit --replace (neuer Schlüssel) oder --beside (andere Stelle)."
        ).format(name=found.card.name, words=" ".join(found.card.words))
    )


def run_renew(arguments: argparse.Namespace) -> int:
    if arguments.out is not None:
        refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.services.keys import cards
        from laufmappe.handover.exchange import own_card, renew_key

        own_card(desk)
        renew_key(desk, exposed=arguments.exposed)
        own, known = own_card(desk), cards(desk)
    if arguments.out is not None:
        write_file(arguments.out, own.to_file())
        if arguments.out == STANDARD_OUTPUT:
            return 0
    if arguments.json:
        print_json({**_plain(own), "tell": [view.name for view in known]})
        return 0
    print(_("Neuer Schlüssel. Die alte Karte gilt nicht mehr; was für sie versiegelt wurde, öffnet sich noch."))
    print(_("Sechs Wörter: {words}").format(words=" ".join(own.words)))
    if arguments.out is not None:
        print(_("Karte gespeichert: {file}").format(file=arguments.out))
    if known:
        print(_("Diese Stellen brauchen die neue Karte:"))
    for view in known:
        print(f"  {view.name}")
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
