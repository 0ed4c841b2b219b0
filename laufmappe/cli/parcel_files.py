# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands around parcels and cards are given: files of others, passphrases of parcels, a service by its name."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.cli.opening import STANDARD_INPUT, read_passphrase
from laufmappe.errors import LaufmappeError, NotFoundError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk

_CODES = ("LMKARTE", "LMQUITTUNG")
PARCEL_PASSPHRASE = "--parcel-passphrase-file"  # noqa: S105  # the name of an option


def add_parcel_passphrase(parser: argparse.ArgumentParser) -> None:
    """Where the passphrase of a parcel comes from."""
    parser.add_argument(
        PARCEL_PASSPHRASE,
        metavar=_("DATEI"),
        help=_("Passphrase des Pakets in der ersten Zeile dieser Datei, für Stellen ohne Karte"),
    )


def parcel_passphrase(arguments: argparse.Namespace) -> str | None:
    """The passphrase of a parcel where one is given."""
    file = arguments.parcel_passphrase_file
    return None if file is None else read_passphrase(file, PARCEL_PASSPHRASE)


def find_service(desk: "Desk", asked: str) -> str:
    """The id of the one service that is meant by an id or a name, or by how its name begins. Raises NotFoundError."""
    from laufmappe.casework.services.register import list_services

    wanted = " ".join(asked.encode("utf-8", "replace").decode().casefold().split())
    there = [(view.id, " ".join(view.name.casefold().split())) for view in list_services(desk)]
    for fits in (
        [key for key, name in there if wanted in (key, name)],
        [key for key, name in there if wanted and name.startswith(wanted)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise NotFoundError(_("Das passt auf mehrere Anlaufstellen. Bitte schreiben Sie den Namen aus."))
    raise NotFoundError(_("Im Verzeichnis ist keine Anlaufstelle mit diesem Namen."))


def read_code_or_file(given: str, most: int) -> bytes:
    """A card or a receipt: its file, or the text of its code as a scanner types it. Raises LaufmappeError."""
    return given.encode("utf-8", "replace") if given.strip().startswith(_CODES) else read_bytes(given, most)


def read_bytes(file: str, most: int) -> bytes:
    """A file, at most one byte more than `most`; `-` is standard input. Raises LaufmappeError."""
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read(most + 1)
        with Path(file).open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError:
        raise LaufmappeError(_("Diese Datei gibt es nicht: {file}").format(file=file)) from None
    except (OSError, ValueError):
        raise LaufmappeError(_("Diese Datei lässt sich nicht lesen: {file}").format(file=file)) from None
