# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The entry of the program: which command is meant, and one sentence for whatever goes wrong.

Exit status: 0 done, 1 refused or not found (one sentence on standard error), 2 wrong usage.
"""

import argparse
import io
import os
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from laufmappe import __version__
from laufmappe.cli.arguments import GermanParser
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _, set_language, system_language
from laufmappe.log import LOG_FILE, kind_of, last_lines, log_folder, refused, report, writing
from laufmappe.vault.files import storage_sentence
from laufmappe.vault.process import harden_process

COMMANDS = {
    "window": "window",
    "demo": "demo",
    "new": "new",
    "people": "people",
    "import": "importing",
    "export": "export",
    "folder": "folder",
    "directory": "directory",
    "occupations": "occupations",
    "overview": "overview",
    "settings": "settings",
    "key": "key",
    "handover": "handover",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "slot": "slot",
    "rekey": "rekey",
    "recover": "recover",
    "handbook": "handbook",
}
"""Each command with its file beside this one. Only the one that is meant is loaded: the window stands sooner."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; without one, opens the window."""
    with writing():
        return _run(argv)


def _run(argv: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
        given.insert(0, "window")
    try:
        harden_process()
        _replace_closed_streams()
        set_language(system_language())
        _speak_utf8()
        arguments = command_parser([given[0]] if given[0] in COMMANDS else list(COMMANDS)).parse_args(given)
        status = int(arguments.run(arguments))
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except LaufmappeError as error:
        refused(error, "command")
        return _refused(str(error))
    except BrokenPipeError:
        _drop_output()
        return 1
    except KeyboardInterrupt:
        return _refused(_("Abgebrochen. Was im Tresor steht, ist unbeschädigt."))
    except OSError as error:
        refused(error, "command")
        _show_traceback()
        _drop_output()
        return _refused(storage_sentence(error))
    except Exception as error:
        report(error, "command")
        _show_traceback()
        return _refused(_missing_library(error) or _fault_sentence(error))
    return status


def command_parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of these commands, out of `COMMANDS`."""
    parser = GermanParser(
        prog="laufmappe",
        usage=_("laufmappe [TRESOR] | laufmappe BEFEHL …"),
        description=_("Verschlüsselte Akten einer Beratungsstelle, und die Laufmappe, die den Ratsuchenden gehört."),
        epilog=_(
            "„laufmappe BEFEHL --help“ nennt, was ein Befehl braucht. Ende-Codes: 0 getan; 1 abgewiesen oder nicht gefunden; 2 falsch aufgerufen."
        ),
    )
    parser.add_argument("--version", action="version", version=f"Laufmappe {__version__}", help=_("zeigt die Version"))
    commands = parser.add_subparsers(
        title=_("Befehle"), prog="laufmappe", metavar=_("BEFEHL"), required=True, parser_class=GermanParser
    )
    for name in names:
        import_module(f"laufmappe.cli.{COMMANDS[name]}").add(commands)
    return parser


def _missing_library(error: Exception) -> str:
    """Qt needs libraries of a desktop, which the folder for Linux takes from the system; empty: it is something else."""
    found = re.match(r"(lib[\w.+-]+): cannot open shared object file", str(error))
    if found is None or not isinstance(error, ImportError):
        return ""
    said = _(
        "Diesem Rechner fehlt eine Bibliothek des Systems: {library}. Es wurde nichts verändert. "
        "Welche Pakete nötig sind, steht im Handbuch unter „Installation“."
    )
    return said.format(library=found[1])


def _fault_sentence(error: Exception) -> str:
    said = _(
        "Das hat nicht geklappt: ein Fehler im Programm ({kind}). Was im Tresor steht, ist unbeschädigt. Bitte melden Sie, was Sie getan haben."
    ).format(kind=kind_of(error))
    folder = log_folder()
    if folder is None or not last_lines(1):
        return said
    place = _("Wo im Programm es geschah, steht ohne Angaben über Personen in {file}.").format(file=folder / LOG_FILE)
    return f"{said} {place}"


def _show_traceback() -> None:
    """Only for those who ask for it: a traceback may show what is in the vault."""
    if os.environ.get("LAUFMAPPE_DEBUG") == "1":
        traceback.print_exc()


def _drop_output() -> None:
    """Whoever read our output has gone, or its disk is full; without this, Python complains once more as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(sentence: str) -> int:
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)
    return 1


def _replace_closed_streams() -> None:
    """Where input or output was closed (a service, a window without a console), the next file would take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stand_in = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  # until the program ends
            setattr(sys, name, stand_in)


def _speak_utf8() -> None:
    """Umlauts and Arabic names come out whole, whatever the system's locale; odd bytes of file names too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


if __name__ == "__main__":
    sys.exit(main())
