# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening the vault that a command names: where the passphrase comes from, and what is said meanwhile."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.errors import LaufmappeError, VaultMissingError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk

STANDARD_INPUT = "-"
_MOST_BYTES = 64 * 1024


@contextmanager
def opened(vault: str, passphrase_file: str | None) -> "Iterator[Desk]":
    """The desk at a vault; warnings of the vault go to standard error. Raises LaufmappeError."""
    from laufmappe.casework.desk import open_desk
    from laufmappe.vault import peek

    folder = Path(vault)
    header = peek(folder)
    if not header.exists:
        raise VaultMissingError(header.problem)
    desk = open_desk(folder, read_passphrase(passphrase_file))
    try:
        for warning in desk.vault.warnings:
            print(warning, file=sys.stderr)
        yield desk
    finally:
        desk.close()


def read_passphrase(passphrase_file: str | None) -> str:
    """The passphrase out of the file, or asked for at the terminal. Raises LaufmappeError."""
    if passphrase_file is not None:
        return _first_line(passphrase_file)
    if not sys.stdin.isatty():
        raise LaufmappeError(
            _("Hier ist kein Terminal, um nach der Passphrase zu fragen. Bitte geben Sie --passphrase-file an.")
        )
    return _asked(_("Passphrase: "))


def choose_passphrase(passphrase_file: str | None) -> str:
    """A new passphrase: out of the file, or asked for twice after one was offered. Raises LaufmappeError."""
    if passphrase_file is not None or not sys.stdin.isatty():
        return read_passphrase(passphrase_file)
    from laufmappe.vault import generate_passphrase

    offered = generate_passphrase()
    print(_("Vorschlag: {passphrase}").format(passphrase=offered), file=sys.stderr)
    typed = _asked(_("Neue Passphrase (nur Eingabetaste: den Vorschlag nehmen): "))
    if not typed:
        return offered
    if typed != _asked(_("Noch einmal: ")):
        raise LaufmappeError(_("Die beiden Eingaben sind nicht gleich. Es wurde kein Tresor angelegt."))
    return typed


def _first_line(passphrase_file: str) -> str:
    try:
        if passphrase_file == STANDARD_INPUT:
            content = sys.stdin.buffer.read(_MOST_BYTES)
        else:
            with Path(passphrase_file).open("rb") as file:
                content = file.read(_MOST_BYTES)
        return content.decode("utf-8-sig").partition("\n")[0].removesuffix("\r")
    except (OSError, ValueError):
        # ValueError: no UTF-8, or a name that no file can have.
        raise LaufmappeError(
            _("Die Passphrase lässt sich nicht aus dieser Datei lesen: {file}").format(file=passphrase_file)
        ) from None


def _asked(question: str) -> str:
    try:
        return getpass.getpass(question)
    except EOFError:
        raise LaufmappeError(_("Es wurde keine Passphrase eingegeben.")) from None
