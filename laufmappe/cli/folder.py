# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe folder TRESOR PERSON --out DATEI.pdf`: the folder to print; with several people or `--all`, all in a row.

What was written counts as handed out: the next time, `--changed` writes only what is new or another since, with a slip
that says what to exchange. Where nothing is, it writes no file, says so and ends with status 1; of many, it goes on.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from laufmappe.cli.arguments import Commands, add_vault
from laufmappe.cli.folders import refuse_folder, write_folders
from laufmappe.cli.opening import opened, read_passphrase
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_target, write_file
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.i18n import language as window_language

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk
    from laufmappe.casework.views import CaseView
    from laufmappe.folder.handout import Wish


def add(commands: Commands) -> None:
    parser = commands.add_parser("folder", help=_("schreibt Laufmappen als PDF: einer Person, mehrerer oder aller"))
    add_vault(parser)
    parser.add_argument(
        "person", nargs="*", metavar=_("PERSON"), help=_("Kennung, Mappennummer oder Name; auch mehrere")
    )
    parser.add_argument("--all", action="store_true", help=_("alle, deren Beratung nicht beendet ist"))
    parser.add_argument(
        "--out",
        metavar=_("ZIEL"),
        help=_("Datei, „-“ für die Standardausgabe; bei mehreren Personen ein Ordner für mappe-0042.pdf und so weiter"),
    )
    parser.add_argument(
        "--language", metavar=_("KÜRZEL"), help=_("Sprache neben dem Deutschen, zum Beispiel ar; de: nur Deutsch")
    )
    parser.add_argument(
        "--changed", action="store_true", help=_("nur neue und geänderte Blätter, dazu ein Merkzettel zum Tauschen")
    )
    parser.add_argument(
        "--extra",
        action="append",
        default=[],
        metavar=_("BLATT"),
        help=_("dazu ein Blatt auf Wunsch, zum Beispiel privacy; mehrmals möglich"),
    )
    parser.add_argument(
        "--large-print",
        action=argparse.BooleanOptionalAction,
        help=_("in Großdruck oder nicht; ohne Angabe wie die Mappe, die ausgegeben ist"),
    )
    parser.add_argument("--list-sheets", action="store_true", help=_("zeigt die Blätter mit ihren Kürzeln"))
    parser.add_argument(
        "--protect-with-file",
        metavar=_("DATEI"),
        help=_("Passwort, ohne das sich das PDF nicht öffnet, in der ersten Zeile dieser Datei"),
    )
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    many = arguments.all or len(arguments.person) > 1
    if arguments.all == bool(arguments.person):
        arguments.parser.error(_("Bitte nennen Sie Personen oder --all, eines von beiden."))
    if arguments.list_sheets:
        if many:
            arguments.parser.error(_("--list-sheets zeigt die Blätter einer Person."))
    elif arguments.out is None:
        arguments.parser.error(_("Es fehlt: --out."))
    else:
        (refuse_folder if many else refuse_target)(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        if arguments.list_sheets:
            return _list_sheets(desk, arguments.person[0])
        if arguments.language is not None:
            refuse_language(arguments.language)
        wish = _wish(arguments)
        password = None
        if arguments.protect_with_file is not None:
            password = read_passphrase(arguments.protect_with_file, "--protect-with-file")
        if many:
            people = _everybody(desk) if arguments.all else _found(desk, arguments.person)
            return write_folders(desk, people, wish, arguments.out, password)
        return _write_one(desk, arguments.person[0], wish, arguments.out, password)


def _wish(arguments: argparse.Namespace) -> "Wish":
    from laufmappe.folder.handout import Wish

    return Wish(arguments.language, arguments.changed, frozenset(arguments.extra), arguments.large_print)


def _write_one(desk: "Desk", asked: str, wish: "Wish", out: str, password: str | None) -> int:
    from laufmappe.casework.people.case import case
    from laufmappe.casework.people.register import find_person
    from laufmappe.folder.contents import withheld_slips
    from laufmappe.folder.handout import prepare
    from laufmappe.folder.preflight import left_out
    from laufmappe.folder.protected import protected
    from laufmappe.folder.typeset.engine import ensure_text_engine

    running = ensure_text_engine()
    person = find_person(desk, asked)
    _refuse_sheets(case(desk, person), wish)
    handout = prepare(desk, person, wish)
    if handout.is_empty:
        raise LaufmappeError(
            _("Nichts hat sich geändert: Die ausgegebene Mappe stimmt noch. Es wurde nichts geschrieben.")
        )
    pdf = handout.pages()
    write_file(out, pdf if password is None else protected(pdf, password))
    handout.note(desk)
    del running
    for sentence in [*left_out(handout.folder.case), *withheld_slips(handout.folder.case, handout.folder.today)]:
        print(sentence, file=sys.stderr)
    if out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=out))
    return 0


def _list_sheets(desk: "Desk", asked: str) -> int:
    """The sheets that the folder has anyway, then those on demand, each with its key."""
    from laufmappe.casework.people.case import case
    from laufmappe.casework.people.register import find_person
    from laufmappe.folder.contents import optional_sheets
    from laufmappe.folder.handout import Wish, prepare
    from laufmappe.folder.typeset.engine import ensure_text_engine

    running = ensure_text_engine()
    person = find_person(desk, asked)
    inside = prepare(desk, person, Wish("de")).folder.sheets
    on_demand = [
        (key, title) for key, title in optional_sheets(case(desk, person)) if key not in {s.key for s in inside}
    ]
    print(_("In der Mappe:"))
    for sheet in inside:
        print(f"  {sheet.number:>3}  {sheet.key}  {_plain(str(sheet.title.german))}")
    print(_("Auf Wunsch, mit --extra:"))
    for key, title in on_demand:
        print(f"       {key}  {title}")
    del running
    return 0


def _plain(title: str) -> str:
    """Without the isolates that a title carries for printing."""
    return "".join(c for c in title if c not in "\u2066\u2067\u2068\u2069")


def _refuse_sheets(view: "CaseView", wish: "Wish") -> None:
    """Raises LaufmappeError: a sheet is asked for that there is not for this person."""
    from laufmappe.folder.contents import optional_sheets
    from laufmappe.folder.handout import SHEET_KINDS

    there = dict(optional_sheets(view))
    for key in sorted(wish.extra):
        if key not in there and key not in SHEET_KINDS:
            raise LaufmappeError(
                _("Das Blatt „{sheet}“ gibt es hier nicht. Auf Wunsch gibt es: {sheets}.").format(
                    sheet=key[:60], sheets=", ".join(there)
                )
            )


def _everybody(desk: "Desk") -> list[str]:
    """Everybody whose counselling goes on, by folder number."""
    from laufmappe.casework.people.register import count_people, list_people

    rows = list_people(desk, limit=count_people(desk))
    return [row.id for row in sorted(rows, key=lambda row: row.number) if not row.closed]


def _found(desk: "Desk", asked: Sequence[str]) -> list[str]:
    """The people who are meant, each once. Raises NotFoundError before anything is written, naming what was asked."""
    from laufmappe.casework.people.register import find_person
    from laufmappe.errors import NotFoundError

    found: dict[str, None] = {}
    for each in asked:
        try:
            found[find_person(desk, each)] = None
        except NotFoundError as error:
            raise NotFoundError(f"{each[:60]}: {error}") from error
    return list(found)


def refuse_language(asked: str) -> None:
    """Raises LaufmappeError: there is no catalogue of this language; the sentence names those that there are."""
    from laufmappe.casework.cldr import language_name
    from laufmappe.folder.words import folder_languages

    there = [language.code for language in folder_languages()]
    if asked not in there:
        raise LaufmappeError(
            _("Die Mappe gibt es nicht auf „{language}“. Es gibt: {languages}.").format(
                language=asked[:20],
                languages=", ".join(f"{code} ({language_name(code, window_language())})" for code in there),
            )
        )
