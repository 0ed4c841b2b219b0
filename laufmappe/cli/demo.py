# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe demo ORDNER`: a vault of invented people to look around in, with a printed folder beside it.

<ORDNER>/laufmappe-demo.json    what stands here: seed, people, passphrase; `complete` once all of it does
         tresor/                the vault
         laufmappe.pdf          the folder of one of its people
"""

import argparse
import json
import shutil
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laufmappe.cli.arguments import Commands, add_json, whole_number
from laufmappe.cli.output import print_json
from laufmappe.cli.window import has_display, show
from laufmappe.errors import LaufmappeError, VaultInUseError
from laufmappe.i18n import _
from laufmappe.vault.files import TEMPORARY, atomic_write, make_folder, storing

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk

MARKER, VAULT, FOLDER = "laufmappe-demo.json", "tresor", "laufmappe.pdf"
PASSPHRASE = "zebra-leuchtturm-mandarine-kreide-wolke"  # noqa: S105  # for invented people; it is printed on purpose
MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Marker:
    """What a demo folder says of itself."""

    seed: int
    people: int
    complete: bool
    passphrase: str = PASSPHRASE
    format: str = "laufmappe-demo"


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
        demo = Marker(arguments.seed, arguments.people, complete=True)
        _make(directory, demo)
    elif not folder.is_file():
        _print_folder(directory, demo.passphrase)
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
    return show(vault)


def _standing(directory: Path, seed: int, people: int) -> Marker | None:
    """The demo that stands there whole and is the one asked for; None where it is still to be made.

    Raises LaufmappeError for another demo, and for a folder with anything else in it.
    """
    if directory.exists() and not directory.is_dir():
        raise LaufmappeError(_("Das ist kein Ordner: {folder}").format(folder=directory))
    with storing():
        entries = list(directory.iterdir()) if directory.is_dir() else []
    names = {entry.name for entry in entries if not entry.name.startswith(TEMPORARY)}
    found = _read_marker(directory / MARKER)
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


def _read_marker(file: Path) -> Marker | None:
    with suppress(OSError, ValueError, TypeError):
        content = json.loads(file.read_text(encoding="utf-8"))
        marker = Marker(**content)
        if marker.format == "laufmappe-demo":
            return marker
    return None


def _make(directory: Path, wanted: Marker) -> None:
    from laufmappe.casework.desk import new_desk
    from laufmappe.vault import peek

    with storing():
        make_folder(directory)
    vault = directory / VAULT
    if vault.exists():
        if peek(vault).in_use:
            raise VaultInUseError(_("Diese Demo ist gerade geöffnet oder wird angelegt. Bitte schließen Sie sie erst."))
        # What a demo that was broken off left behind: invented people only.
        with storing():
            shutil.rmtree(vault)
    _write_marker(directory, Marker(wanted.seed, wanted.people, complete=False))
    try:
        desk, _recovery_key = new_desk(vault, wanted.passphrase)
        try:
            _fill(desk, directory, wanted)
        finally:
            desk.close()
    finally:
        if sys.stderr.isatty():
            print(file=sys.stderr)
    _write_marker(directory, wanted)


def _fill(desk: "Desk", directory: Path, wanted: Marker) -> None:
    from laufmappe.casework.demo import build_demo

    build_demo(desk, people=wanted.people, seed=wanted.seed, progress=_report(wanted.people))
    _write_folder(desk, directory)


def _print_folder(directory: Path, passphrase: str) -> None:
    from laufmappe.casework.desk import open_desk

    desk = open_desk(directory / VAULT, passphrase)
    try:
        _write_folder(desk, directory)
    finally:
        desk.close()


def _write_folder(desk: "Desk", directory: Path) -> None:
    """The folder of the first of the people who has a chain and speaks a language that the folder knows."""
    from laufmappe.casework.cases import case
    from laufmappe.casework.people import list_people
    from laufmappe.folder import make_folder as make_pdf
    from laufmappe.folder.words import folder_languages

    there = {language.code for language in folder_languages()} - {"de"}
    views = [case(desk, person.id) for person in list_people(desk, limit=40)]
    fitting = [view for view in views if view.chain and view.newcomer.first_language in there]
    if not views:
        raise LaufmappeError(_("Die Demo hat niemanden, dessen Mappe zu drucken wäre."))
    view = (fitting or views)[0]
    language = view.newcomer.first_language if fitting else "de"
    atomic_write(directory / FOLDER, make_pdf(view, language, desk.today()))


def _write_marker(directory: Path, marker: Marker) -> None:
    atomic_write(directory / MARKER, (json.dumps(asdict(marker), indent=2) + "\n").encode())


def _report(people: int) -> Any:
    """Tells on standard error how far it is: in place at a terminal, else one line for each tenth."""
    last = -1

    def report(done: int, *_more: object) -> None:
        nonlocal last
        tenth = done * 10 // people
        line = _("{done} von {people} Personen").format(done=done, people=people)
        if sys.stderr.isatty():
            print(f"\r{line}", end="", file=sys.stderr, flush=True)
        elif tenth > last and people > 1000:
            print(line, file=sys.stderr, flush=True)
        last = max(last, tenth)

    return report
