# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe overview --status STATUS --out DATEI.pdf [TRESOR]`: the Erstüberblick, without a case and naming nobody.

With a vault it bears the centre's address and its services; without one it needs no passphrase.
"""

import argparse
from datetime import datetime

from laufmappe.cli.arguments import Commands
from laufmappe.cli.folder import refuse_language
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_target, write_file
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("overview", help=_("schreibt einen Erstüberblick als PDF, auch ohne Tresor"))
    parser.add_argument(
        "vault", nargs="?", metavar=_("TRESOR"), help=_("Ordner des Tresors mit Adresse und Anlaufstellen; kann fehlen")
    )
    parser.add_argument(
        "--passphrase-file",
        metavar=_("DATEI"),
        help=_("liest die Passphrase aus der ersten Zeile dieser Datei, bei „-“ von der Standardeingabe"),
    )
    parser.add_argument(
        "--status",
        default="unclear",
        metavar=_("STATUS"),
        help=_("Kürzel eines Aufenthaltsstatus; ohne Angabe: noch nicht klar"),
    )
    parser.add_argument("--list-statuses", action="store_true", help=_("zeigt die Status mit ihren Kürzeln"))
    parser.add_argument(
        "--language", default="de", metavar=_("KÜRZEL"), help=_("Sprache neben dem Deutschen; ohne Angabe: nur Deutsch")
    )
    parser.add_argument("--large-print", action="store_true", help=_("in Großdruck"))
    parser.add_argument("--out", metavar=_("DATEI"), help=_("Ziel, „-“ für die Standardausgabe"))
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.words import statuses

    if arguments.list_statuses:
        for key, label in statuses().items():
            print(f"{key:<24}  {_(label)}")
        return 0
    if arguments.out is None:
        arguments.parser.error(_("Es fehlt: --out."))
    refuse_target(arguments.out)
    refuse_language(arguments.language)
    if arguments.status not in statuses():
        raise LaufmappeError(
            _("Den Status „{status}“ gibt es nicht. Es gibt: {statuses}.").format(
                status=arguments.status[:40], statuses=", ".join(statuses())
            )
        )
    write_file(arguments.out, _made(arguments))
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=arguments.out))
    return 0


def _made(arguments: argparse.Namespace) -> bytes:
    from laufmappe.casework.services.register import list_services
    from laufmappe.casework.settings.centre import centre
    from laufmappe.casework.views import CentreView
    from laufmappe.folder.make import make_overview

    status, language, large = arguments.status, arguments.language, arguments.large_print
    if arguments.vault is None:
        today = datetime.now().astimezone().date()
        return make_overview(status, language, CentreView(), [], today, large_print=large)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        services = list_services(desk, active_only=True)
        return make_overview(status, language, centre(desk), services, desk.today(), large_print=large)
