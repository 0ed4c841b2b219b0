# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe demo ORDNER`: a vault of invented people to look around in, with a printed folder beside it.

<ORDNER>/laufmappe-demo.json    what stands here: seed, people, passphrase; `complete` once all of it does
         tresor/                the vault
         laufmappe.pdf          the folder of one of its people
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.casework.demo.sample import MARKER, VAULT, Marker, make_sample, read_marker
from laufmappe.cli.arguments import Commands, add_json, whole_number
from laufmappe.cli.output import print_json
from laufmappe.cli.window import has_display, show_in_new_process
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.vault.files import TEMPORARY, atomic_write, storing

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk

FOLDER = "laufmappe.pdf"
MOST_PEOPLE = 100_000
LINES_FROM = 5_000
"""Where standard error is a file, so many people are one line of progress."""


def add(commands: Commands) -> None:
    parser = commands.add_parser("demo", help=_("legt einen Tresor mit erfundenen Personen an"))
    parser.add_argument("directory", metavar=_("ORDNER"), help=_("ein neuer oder leerer Ordner"))
    people = whole_number(1, MOST_PEOPLE)
    parser.add_argument("--people", type=people, default=12, metavar="N", help=_("wie viele Personen (12)"))
    seed = whole_number(0, 2**63 - 1)
    parser.add_argument("--seed", type=seed, default=1, metavar="S", help=_("gleiche Zahl, gleiche Personen (1)"))
    parser.add_argument("--no-window", action="store_true", help=_("öffnet das Fenster nicht"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    directory = Path(arguments.directory).absolute()
    vault, folder = directory / VAULT, directory / FOLDER
    demo = _standing(directory, arguments.seed, arguments.people)
    if demo is None:
        demo = _make(directory, Marker(arguments.seed, arguments.people))
    elif not folder.is_file():
        _print_again(directory, demo)
    if arguments.json:
        print_json({"vault": str(vault), "passphrase": demo.passphrase, "folder": str(folder)})
        return 0
    print(_("Tresor:     {vault}").format(vault=vault))
    print(_("Passphrase: {passphrase}").format(passphrase=demo.passphrase))
    print(_("Laufmappe:  {folder}").format(folder=folder), flush=True)
    if arguments.no_window:
        return 0
    if not has_display():
        print(_("Hier ist kein Bildschirm, deshalb bleibt das Fenster zu."))
        return 0
    return show_in_new_process(vault)


def _standing(directory: Path, seed: int, people: int) -> Marker | None:
    """The demo that stands there whole and is the one asked for; None where it is still to be made.

    Raises LaufmappeError for another demo, and for a folder with anything else in it.
    """
    if directory.exists() and not directory.is_dir():
        raise LaufmappeError(_("Das ist kein Ordner: {folder}").format(folder=directory))
    with storing():
        entries = list(directory.iterdir()) if directory.is_dir() else []
    names = {entry.name for entry in entries if not entry.name.startswith(TEMPORARY)}
    found = read_marker(directory)
    if found and found.complete and VAULT in names:
        if (found.seed, found.people) == (seed, people):
            return found
        raise LaufmappeError(
            _(
                "In {folder} steht schon eine Demo mit {people} Personen (--seed {seed}). Sie bleibt, wie sie ist; bitte nehmen Sie einen anderen Ordner."
            ).format(folder=directory, people=found.people, seed=found.seed)
        )
    if names and (found is None or names - {MARKER, VAULT, FOLDER}):
        raise LaufmappeError(
            _("In diesem Ordner liegt schon etwas anderes: {folder}. Es wurde nichts verändert.").format(
                folder=directory
            )
        )
    return None


def _make(directory: Path, begun: Marker) -> Marker:
    """Makes the demo and the folder of one of its people."""
    return make_sample(directory, begun, _report, lambda desk, person: _print_folder(desk, directory, person))


def _print_again(directory: Path, demo: Marker) -> None:
    from laufmappe.casework.desk import open_desk

    desk = open_desk(directory / VAULT, demo.passphrase)
    try:
        _print_folder(desk, directory, demo.person)
    finally:
        desk.close()


def _print_folder(desk: "Desk", directory: Path, person: str) -> None:
    from laufmappe.casework.people.case import case
    from laufmappe.folder.handout import language_of
    from laufmappe.folder.make import make_folder as make_pdf

    view = case(desk, person)
    pdf = make_pdf(view, language_of(view), desk.today())
    atomic_write(directory / FOLDER, pdf)


def _report(done: int, people: int) -> None:
    """Tells on standard error how far it is: in place at a terminal, else a line now and then."""
    line = _("{done} von {people} Personen").format(done=done, people=people)
    if sys.stderr.isatty():
        print(f"\r{line}", end="\n" if done == people else "", file=sys.stderr, flush=True)
    elif people > LINES_FROM and done % LINES_FROM <= 1:
        print(line, file=sys.stderr, flush=True)
