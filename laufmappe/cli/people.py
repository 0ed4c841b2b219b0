# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe people TRESOR`: the list of people."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, add_json, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import print_json
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk
    from laufmappe.casework.views import PersonRow

_PAGE = 1000


def add(commands: Commands) -> None:
    parser = commands.add_parser("people", help=_("zeigt die Ratsuchenden"))
    add_vault(parser)
    parser.add_argument("--search", default="", metavar=_("TEXT"), help=_("nur Namen, deren Wörter so beginnen"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        people = list(_everybody(desk, arguments.search.encode("utf-8", "replace").decode()))
    if arguments.json:
        print_json([_plain(person) for person in people])
        return 0
    for person in people:
        print(_line(person))
    if not people:
        print(_("Niemand gefunden.") if arguments.search else _("Dieser Tresor ist noch leer."))
    return 0


def _everybody(desk: "Desk", search: str) -> "Iterator[PersonRow]":
    from laufmappe.casework.people.register import list_people

    offset = 0
    while page := list_people(desk, search, limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)


def _plain(person: "PersonRow") -> dict[str, str | None]:
    return {
        "id": person.id,
        "name": person.name,
        "chain": person.chain,
        "next_step": person.next_step,
        "next_due": person.next_due.isoformat() if person.next_due else None,
    }


def _line(person: "PersonRow") -> str:
    due = f"{person.next_due:%d.%m.%Y}" if person.next_due else "–"
    parts = (f"{person.number:>6}", person.name, person.chain or "–", person.next_step or "–", due)
    return "  ".join(parts)
