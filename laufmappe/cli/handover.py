# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe handover send|inspect|receive|receipt|copy`: a case goes to another service, or comes from one."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, GermanParser, add_json, add_person, add_vault
from laufmappe.cli.arrivals import add_arrivals
from laufmappe.cli.opening import opened, read_passphrase
from laufmappe.cli.output import STANDARD_OUTPUT, print_json, refuse_target, write_file
from laufmappe.cli.parcel_files import (
    PARCEL_PASSPHRASE,
    add_parcel_passphrase,
    find_service,
    parcel_passphrase,
    read_bytes,
    read_code_or_file,
)
from laufmappe.errors import FolderError, LaufmappeError, ParcelError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk
    from laufmappe.casework.handover.handing_over import Outgoing
    from laufmappe.handover import PublicCard, Sealed


def add(commands: Commands) -> None:
    parser = commands.add_parser("handover", help=_("übergibt einen Fall an eine andere Stelle oder übernimmt einen"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe handover", parser_class=GermanParser
    )
    _add_send(verbs)
    add_arrivals(verbs)
    _add_receipt(verbs)
    _add_copy(verbs)


def _add_send(verbs: Commands) -> None:
    sending = verbs.add_parser("send", help=_("packt und verschließt, was die Person freigegeben hat"))
    add_vault(sending)
    add_person(sending)
    sending.add_argument("--to", required=True, metavar=_("ANLAUFSTELLE"), help=_("Name oder Kennung im Verzeichnis"))
    sending.add_argument("--out", required=True, metavar=_("DATEI"), help=_("Zieldatei, „-“ für die Standardausgabe"))
    sending.add_argument(
        "--reason",
        default="",
        metavar=_("TEXT"),
        help=_("warum es ohne Schweigepflichtentbindung geht (wird vermerkt)"),
    )
    add_parcel_passphrase(sending)
    add_json(sending)
    sending.set_defaults(run=run_send)


def _add_receipt(verbs: Commands) -> None:
    receipt = verbs.add_parser("receipt", help=_("gibt eine Quittung für ein Paket oder vermerkt eine"))
    kinds = receipt.add_subparsers(
        title=_("Befehle"),
        metavar=_("BEFEHL"),
        required=True,
        prog="laufmappe handover receipt",
        parser_class=GermanParser,
    )
    making = kinds.add_parser("make", help=_("unterschreibt die Antwort auf ein Paket"))
    add_vault(making)
    making.add_argument("parcel", metavar=_("PAKET"), help=_("Kennung eines übernommenen Pakets, oder seine Datei"))
    answer = making.add_mutually_exclusive_group(required=True)
    answer.add_argument("--accept", action="store_true", help=_("wir übernehmen den Fall"))
    answer.add_argument("--decline", action="store_true", help=_("wir übernehmen den Fall nicht"))
    making.add_argument("--from", dest="from_day", metavar=_("TAG"), help=_("ab wann wir zuständig sind"))
    making.add_argument("--out", required=True, metavar=_("DATEI"), help=_("Zieldatei, „-“ für die Standardausgabe"))
    making.add_argument("--code", action="store_true", help=_("gibt auch den Text des Codes aus"))
    add_parcel_passphrase(making)
    making.set_defaults(run=run_make_receipt, parser=making)

    noting = kinds.add_parser("note", help=_("vermerkt die Quittung der anderen Stelle"))
    add_vault(noting)
    noting.add_argument("file", metavar=_("DATEI"), help=_("Quittung der anderen Stelle, oder der Text ihres Codes"))
    then = noting.add_mutually_exclusive_group()
    then.add_argument("--close", action="store_true", help=_("beendet hier die Beratung, wenn die Stelle übernimmt"))
    then.add_argument("--delete", action="store_true", help=_("löscht hier die Person endgültig, wenn sie übernimmt"))
    add_json(noting)
    noting.set_defaults(run=run_note_receipt)


def _add_copy(verbs: Commands) -> None:
    copying = verbs.add_parser("copy", help=_("gibt der Person eine Kopie aller ihrer Daten (Auskunft)"))
    add_vault(copying)
    add_person(copying)
    copying.add_argument(
        "--out", required=True, metavar=_("ZIEL"), help=_("neuer oder leerer Ordner; mit Passwort eine PDF-Datei")
    )
    copying.add_argument(
        "--protect-with-file",
        metavar=_("DATEI"),
        help=_("Passwort in der ersten Zeile dieser Datei: ein PDF mit Passwort, die Akte darin"),
    )
    copying.add_argument("--language", metavar=_("KÜRZEL"), help=_("Sprache der Mappe; sonst die der Person"))
    copying.add_argument(
        "--without-protected-needs",
        action="store_true",
        help=_("lässt den Schutzbedarf weg, wenn die Person ihn nicht bei sich tragen will"),
    )
    copying.set_defaults(run=run_copy)


def run_send(arguments: argparse.Namespace) -> int:
    refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.handover.handing_over import prepare_parcel
        from laufmappe.casework.people.register import find_person
        from laufmappe.handover.exchange import own_card, send

        own_card(desk)
        person, service = find_person(desk, arguments.person), find_service(desk, arguments.to)
        to = _recipient(desk, service, arguments.parcel_passphrase_file)
        key = None if isinstance(to, str) else to.fingerprint
        outgoing = prepare_parcel(desk, person, service, key, reason=arguments.reason)
        packed: list[Sealed] = []

        def deliver(sealed: "Sealed") -> None:
            write_file(arguments.out, sealed.data)
            packed.append(sealed)

        send(desk, outgoing, to, _folder(desk, outgoing), deliver)
    _say_sent(arguments, outgoing, packed[0])
    return 0


def _recipient(desk: "Desk", service: str, passphrase_file: str | None) -> "PublicCard | str":
    """The card of the service, or the passphrase. Raises LaufmappeError."""
    from laufmappe.casework.services.keys import card_for
    from laufmappe.handover.exchange import card_of

    if passphrase_file is not None:
        return read_passphrase(passphrase_file, PARCEL_PASSPHRASE)
    view = card_for(desk, service)
    if view is None:
        raise ParcelError(
            _(
                "Von dieser Stelle ist keine Karte da. Übernehmen Sie ihre Karte mit „laufmappe key import“, oder nehmen Sie {option}. Es ist nichts hinausgegangen."
            ).format(option=PARCEL_PASSPHRASE)
        )
    if view.verified_on is None:
        print(
            _("Achtung: Die sechs Wörter dieser Karte hat noch niemand am Telefon verglichen."),
            file=sys.stderr,
        )
    return card_of(view)


def _folder(desk: "Desk", outgoing: "Outgoing") -> bytes:
    """The PDF that goes along; none where a text can't be printed: the case itself is whole."""
    from laufmappe.folder.released_folder import released_folder
    from laufmappe.folder.typeset.engine import ensure_text_engine

    running = ensure_text_engine()
    try:
        return released_folder(desk, outgoing.newcomer_id, outgoing.parts)
    except FolderError as error:
        print(_("Das Paket geht ohne gedruckte Mappe. {why}").format(why=error), file=sys.stderr)
        return b""
    finally:
        del running


def _say_sent(arguments: argparse.Namespace, outgoing: "Outgoing", sealed: "Sealed") -> None:
    from laufmappe.casework.words import release_parts

    if arguments.out == STANDARD_OUTPUT:
        return
    if arguments.json:
        stay = [{"part": w.part, "why": w.why} for w in outgoing.withheld]
        told = {"parcel": sealed.parcel_id, "digest": sealed.digest, "to": outgoing.recipient}
        print_json({**told, "parts": list(outgoing.parts), "withheld": stay, "file": arguments.out})
        return
    names = ", ".join(_(release_parts()[part]) for part in outgoing.parts)
    print(_("Verschlossen für „{service}“: {parts}.").format(service=outgoing.recipient, parts=names))
    stay_words = [_(release_parts()[w.part]) for w in outgoing.withheld if w.part in release_parts()]
    if stay_words:
        print(_("Nicht freigegeben und nicht dabei: {parts}.").format(parts=", ".join(stay_words)))
    print(_("Gespeichert: {file}").format(file=arguments.out))
    print(_("Kennung des Pakets: {parcel}").format(parcel=sealed.parcel_id))


def run_make_receipt(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.handover.parcels import parcel
    from laufmappe.handover import LIMITS
    from laufmappe.handover.exchange import make_receipt, open_for

    refuse_target(arguments.out)
    if arguments.from_day is not None and arguments.decline:
        arguments.parser.error(_("--from geht nur mit --accept."))
    day = _day(arguments.from_day) if arguments.from_day is not None else None
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        noted = parcel(desk, arguments.parcel)
        if noted is not None:
            parcel_id, digest = noted.id, noted.digest
        else:
            data = read_bytes(arguments.parcel, LIMITS.parcel)
            opened_parcel = open_for(desk, data, parcel_passphrase(arguments))
            parcel_id, digest = opened_parcel.id, opened_parcel.digest
        receipt = make_receipt(desk, parcel_id, digest, "accepted" if arguments.accept else "declined", day)
    write_file(arguments.out, receipt.to_file())
    if arguments.out != STANDARD_OUTPUT:
        print(_("Quittung gespeichert: {file}").format(file=arguments.out))
        if arguments.code:
            print(receipt.qr_text())
    return 0


def run_note_receipt(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.people.deleting import delete_person
    from laufmappe.handover import MOST_RECEIPT_BYTES
    from laufmappe.handover.exchange import take_receipt

    data = read_code_or_file(arguments.file, MOST_RECEIPT_BYTES)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        _changed, receipt, noted = take_receipt(desk, data, close=arguments.close)
        if arguments.delete and receipt.answer == "accepted":
            delete_person(desk, noted.newcomer_id, "handed_over")
    day = receipt.responsible_from
    if arguments.json:
        told = {"parcel": receipt.parcel_id, "answer": receipt.answer}
        print_json({**told, "responsible_from": day.isoformat() if day else None, "by": receipt.by})
        return 0
    if receipt.answer == "declined":
        print(_("„{service}“ übernimmt den Fall nicht. Das ist vermerkt.").format(service=noted.partner))
    elif day:
        print(_("„{service}“ ist zuständig ab {day}.").format(service=noted.partner, day=f"{day:%d.%m.%Y}"))
    else:
        print(_("„{service}“ übernimmt den Fall.").format(service=noted.partner))
    return 0


def run_copy(arguments: argparse.Namespace) -> int:
    from laufmappe.cli.folder import refuse_language

    if arguments.language is not None:
        refuse_language(arguments.language)
    is_protected = arguments.protect_with_file is not None
    target = Path(arguments.out)
    if is_protected:
        refuse_target(arguments.out)
    elif not arguments.out or target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise LaufmappeError(
            _("Das Ziel ist kein neuer oder leerer Ordner: {folder}").format(folder=arguments.out or "„“")
        )
    elif not target.absolute().parent.is_dir():
        raise LaufmappeError(_("Diesen Ordner gibt es nicht: {folder}").format(folder=target.absolute().parent))
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.people.register import find_person
        from laufmappe.folder.personal_copy import in_one_file, personal_copy, write_copy
        from laufmappe.folder.protected import protected
        from laufmappe.folder.typeset.engine import ensure_text_engine

        running = ensure_text_engine()
        password = read_passphrase(arguments.protect_with_file, "--protect-with-file") if is_protected else ""
        files = personal_copy(
            desk,
            find_person(desk, arguments.person),
            arguments.language,
            with_protected_needs=not arguments.without_protected_needs,
        )
        del running
    if is_protected:
        write_file(arguments.out, protected(in_one_file(files), password))
    else:
        write_copy(target.absolute(), files)
        print(_("Die Kopie ist nicht verschlüsselt: bitte nur der Person selbst geben."), file=sys.stderr)
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=arguments.out))
    return 0


def _day(text: str) -> date:
    from laufmappe.casework.dates import whole_date

    day = whole_date("from", text)
    if day is None:
        raise LaufmappeError(_("Nach --from gehört ein Tag, zum Beispiel 01.12.2026."))
    return day
