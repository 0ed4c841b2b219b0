# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe handover inspect|receive`: a parcel is looked into, and taken in once somebody has said so."""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from laufmappe.cli.arguments import Commands, add_json, add_vault, folder_name
from laufmappe.cli.opening import opened
from laufmappe.cli.output import print_json
from laufmappe.cli.parcel_files import add_parcel_passphrase, parcel_passphrase, read_bytes
from laufmappe.errors import LaufmappeError, ParcelPassphraseError
from laufmappe.i18n import _, n_

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk
    from laufmappe.casework.handover.taking_over import Arrival
    from laufmappe.handover import Contents, Parcel
    from laufmappe.handover.exchange import KnownSender

_PART_OF = {
    "newcomer": "person",
    "spoken_language": "person",
    "milestone": "status",
    "household_member": "household",
    "goal": "goals",
    "review": "goals",
    "referral": "referrals",
    "contact": "contacts",
    "protected_need": "protected_needs",
    **dict.fromkeys(("qualification", "recognition", "recognition_event"), "qualifications"),
    **dict.fromkeys(("recognition_paper", "recognition_cost", "funding"), "qualifications"),
}
"""The part of a release that rows of a table belong to; everything else goes with the chain."""


def add_arrivals(verbs: Commands) -> None:
    """The two commands."""
    inspecting = verbs.add_parser("inspect", help=_("zeigt, was in einem Paket ist, und übernimmt nichts"))
    inspecting.add_argument("file", metavar=_("DATEI"), help=_("Paket einer anderen Stelle"))
    inspecting.add_argument(
        "vault", nargs="?", type=folder_name, metavar=_("TRESOR"), help=_("Tresor, dessen Schlüssel es öffnet")
    )
    inspecting.add_argument(
        "--passphrase-file", metavar=_("DATEI"), help=_("liest die Passphrase des Tresors aus dieser Datei")
    )
    add_parcel_passphrase(inspecting)
    add_json(inspecting)
    inspecting.set_defaults(run=run_inspect)

    receiving = verbs.add_parser("receive", help=_("übernimmt ein Paket"))
    add_vault(receiving)
    receiving.add_argument("file", metavar=_("DATEI"), help=_("Paket einer anderen Stelle"))
    receiving.add_argument("--yes", action="store_true", help=_("übernimmt ohne Rückfrage"))
    choice = receiving.add_mutually_exclusive_group()
    choice.add_argument("--into", metavar=_("PERSON"), help=_("führt das Paket mit dieser Person zusammen"))
    choice.add_argument("--new", action="store_true", help=_("nimmt die Person neu auf, auch wenn ihr jemand ähnelt"))
    add_parcel_passphrase(receiving)
    add_json(receiving)
    receiving.set_defaults(run=run_receive)


def run_inspect(arguments: argparse.Namespace) -> int:
    from laufmappe.handover import LIMITS, open_parcel, sealed_with
    from laufmappe.handover.exchange import open_for

    data = read_bytes(arguments.file, LIMITS.parcel)
    kind = sealed_with(data)
    if arguments.vault is not None:
        with opened(arguments.vault, arguments.passphrase_file) as desk:
            parcel = open_for(desk, data, parcel_passphrase(arguments))
            _show(arguments, parcel, desk)
        return 0
    if kind == "passphrase" and arguments.parcel_passphrase_file is not None:
        passphrase = parcel_passphrase(arguments)
        if passphrase is None:
            raise ParcelPassphraseError(_("Es wurde keine Passphrase eingegeben."))
        _show(arguments, open_parcel(data, passphrase), None)
        return 0
    if arguments.json:
        print_json({"sealed_with": kind, "bytes": len(data)})
    elif kind == "key":
        print(_("Ein Paket, verschlossen für den Schlüssel einer Stelle. Nennen Sie ihren Tresor, um hineinzusehen."))
    else:
        print(_("Ein Paket, verschlossen mit einer Passphrase."))
    return 0


def run_receive(arguments: argparse.Namespace) -> int:
    from laufmappe.handover import LIMITS

    data = read_bytes(arguments.file, LIMITS.parcel)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.people.register import find_person
        from laufmappe.handover.exchange import open_for, preview, receive, sender_of

        parcel = open_for(desk, data, parcel_passphrase(arguments))
        person = find_person(desk, arguments.into) if arguments.into is not None else None
        arrival = preview(desk, parcel, person)
        if arrival.kind == "again":
            print(_("Dieses Paket ist schon übernommen. Es wurde nichts geändert."))
            return 0
        _refuse_impostor(sender_of(desk, parcel.sender))
        if not arguments.json:
            _show(arguments, parcel, desk, person)
        _refuse_doubt(arguments, arrival)
        if not arguments.yes and not _agreed():
            print(_("Es wurde nichts übernommen."))
            return 1
        changed = receive(desk, parcel, person)
    if arguments.json:
        plain = {"parcel": parcel.id, "person": changed.newcomer_id, "kind": arrival.kind}
        print_json({**plain, "news": len(arrival.news), "conflicts": [list(c.key) for c in arrival.conflicts]})
        return 0
    print(_("Übernommen. Kennung des Pakets: {parcel}").format(parcel=parcel.id))
    return 0


def _refuse_doubt(arguments: argparse.Namespace, arrival: "Arrival") -> None:
    """Two people are never made one by a guess. Raises LaufmappeError."""
    strong = [person for person in arrival.alike if person.strong]
    if strong and not arguments.new:
        numbers = ", ".join(str(person.number) for person in strong)
        raise LaufmappeError(
            _(
                "Diese Person ist vielleicht schon hier: Mappe {numbers}. Bitte nehmen Sie --into mit der Mappennummer oder --new. Es wurde nichts übernommen."
            ).format(numbers=numbers)
        )


def _refuse_impostor(sender: "KnownSender") -> None:
    """Nobody gets in under a known name with other keys before somebody has telephoned. Raises LaufmappeError."""
    if sender.standing == "other_keys":
        raise LaufmappeError(
            _(
                "„{name}“ ist hier mit einem anderen Schlüssel bekannt. Rufen Sie die Stelle unter der Nummer an, die Sie kennen, und übernehmen Sie zuerst ihre neue Karte mit „laufmappe key import --verified --replace“. Es wurde nichts übernommen."
            ).format(name=sender.card.name)
        )


def _agreed() -> bool:
    """Whether somebody at the terminal says yes. Raises LaufmappeError where there is nobody."""
    if not sys.stdin.isatty():
        raise LaufmappeError(
            _("Hier ist kein Terminal für die Rückfrage. Mit --yes wird übernommen; es wurde nichts geändert.")
        )
    print(_("Übernehmen? [j/N] "), end="", flush=True, file=sys.stderr)
    return sys.stdin.readline().strip().casefold() in ("j", "ja", "y", "yes")


def _show(arguments: argparse.Namespace, parcel: "Parcel", desk: "Desk | None", person: str | None = None) -> None:
    """Says from whom the parcel is, what is in it, and (with a vault) what it would bring."""
    from laufmappe.casework.words import release_parts
    from laufmappe.handover.exchange import key_warning, preview, sender_of

    arrival = preview(desk, parcel, person) if desk is not None else None
    sender = sender_of(desk, parcel.sender) if desk is not None else None
    warnings = [sender.warning, key_warning(desk, parcel)] if desk is not None and sender is not None else []
    warning = " ".join(filter(None, warnings))
    contents = parcel.contents
    if arguments.json:
        told: dict[str, Any] = {"parcel": parcel.id, "made_at": parcel.made_at.isoformat()}
        told["from"] = {"name": parcel.sender.name, "fingerprint": parcel.sender.fingerprint, "warning": warning}
        if sender is not None:
            told["from"] |= {"standing": sender.standing, "verified": sender.verified}
        told |= {"parts": list(contents.release.parts), "withheld": list(contents.withheld)}
        told |= {"documents": len(contents.documents), "folder": bool(contents.folder)}
        if arrival is not None:
            told |= {"kind": arrival.kind, "person": arrival.newcomer_id, "news": len(arrival.news)}
            told |= {"alike": [p.number for p in arrival.alike], "conflicts": [list(c.key) for c in arrival.conflicts]}
        print_json(told)
        return
    names = release_parts()
    print(_("Von: {service}, am {day}").format(service=parcel.sender.name, day=f"{parcel.made_at:%d.%m.%Y}"))
    print(_("Sechs Wörter: {words}").format(words=" ".join(parcel.sender.words)))
    if warning:
        print(warning, file=sys.stderr)
    elif sender is not None:
        print(_("Die Stelle ist hier bekannt, die sechs Wörter sind verglichen."))
    _show_contents(contents, names)
    if arrival is not None:
        _show_arrival(arrival, names)


def _show_contents(contents: "Contents", names: Mapping[str, str]) -> None:
    """About whom it is, which parts with how many entries, and what for."""
    from laufmappe.casework.handover.released import released

    person = contents.case["newcomer"]
    written = (person.get(field, "") for field in ("given_name", "family_name"))
    print(_("Person: {name}").format(name=" ".join(filter(None, written)) or person.get("native_name", "") or "–"))
    count = dict(released(contents.case, contents.release.parts).goes)
    told = (_(names.get(p, p)) + (f" ({count[p]})" if count.get(p) else "") for p in contents.release.parts)
    print(_("Freigegeben: {parts}").format(parts=", ".join(told)))
    stay = [_(names[part]) for part in contents.withheld if part in names]
    if stay:
        print(_("Nicht freigegeben und nicht dabei: {parts}.").format(parts=", ".join(stay)))
    if contents.release.purpose:
        print(_("Zweck: {purpose}").format(purpose=contents.release.purpose))
    if contents.documents:
        print(n_("{n} Dokument", "{n} Dokumente", len(contents.documents)).format(n=len(contents.documents)))
    if contents.folder:
        print(_("Dabei ist die Mappe als PDF."))


def _show_arrival(arrival: "Arrival", names: Mapping[str, str]) -> None:
    if arrival.kind == "again":
        print(_("Dieses Paket ist schon übernommen."))
    elif arrival.kind == "older":
        print(_("Von dieser Stelle ist schon ein neueres Paket übernommen."))
    elif arrival.kind == "new":
        print(_("{name} ist hier noch nicht und kommt neu dazu.").format(name=arrival.name))
        if arrival.was_deleted:
            print(_("Diese Person war hier schon einmal und ist gelöscht worden."), file=sys.stderr)
        for person in arrival.alike:
            print(_("Ähnlich: Mappe {number}, {name}").format(number=person.number, name=person.name))
    elif not arrival.brings_something:
        print(_("{name} ist schon hier; das Paket bringt nichts Neues.").format(name=arrival.name))
    else:
        print(_("{name} ist schon hier. Neu wäre:").format(name=arrival.name))
        for part, count in Counter(_PART_OF.get(news.table, "chain") for news in arrival.news).items():
            print(f"  {_(names[part])}: {count}")
        if arrival.conflicts:
            _show_conflicts(arrival)


def _show_conflicts(arrival: "Arrival") -> None:
    """What both changed, in the words of the window."""
    from laufmappe.casework.cases.flat import flat
    from laufmappe.ui.handover.words import field_name, place_words, side_words

    rows = flat(arrival.merged).rows
    sentence = _("Beide haben geändert ({part}): hier „{mine}“, dort „{theirs}“. Es bleibt, was hier steht.")
    for conflict in arrival.conflicts:
        part = place_words(conflict.table, conflict.id, rows)
        part = f"{part}, {field_name(conflict.field)}" if conflict.field else part
        mine, theirs = side_words(conflict, conflict.mine), side_words(conflict, conflict.theirs)
        print("  " + sentence.format(part=part, mine=mine, theirs=theirs))
