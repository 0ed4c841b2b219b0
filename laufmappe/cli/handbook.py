# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe handbook --out DATEI.pdf`: the handbook as PDF, whole or one of its books."""

import argparse
from datetime import datetime

from laufmappe.cli.arguments import Commands
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_target, write_file
from laufmappe.i18n import _

BOOKS = ("beratung", "verwaltung", "datenschutz")
WRITTEN_IN = ("de", "en")


def add(commands: Commands) -> None:
    parser = commands.add_parser("handbook", help=_("schreibt das Handbuch als PDF"))
    parser.add_argument("--out", metavar=_("DATEI"), required=True, help=_("Ziel, „-“ für die Standardausgabe"))
    parser.add_argument("--book", choices=BOOKS, default="", help=_("nur dieses Buch"))
    parser.add_argument(
        "--language", choices=WRITTEN_IN, default="", help=_("de: ausführlich, en: kurz; ohne Angabe wie das Fenster")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from laufmappe.folder.typeset.engine import ensure_text_engine
    from laufmappe.ui.handbook.books import written_in
    from laufmappe.ui.handbook.pdf import handbook_pdf

    refuse_target(arguments.out)
    running = ensure_text_engine()
    today = datetime.now().astimezone().date()
    pdf = handbook_pdf(arguments.book, written_in(arguments.language), today)
    del running
    write_file(arguments.out, pdf)
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=arguments.out))
    return 0
