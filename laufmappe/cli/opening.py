# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening the vault that a command names: where the passphrase comes from, and what is said meanwhile."""

import getpass
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from laufmappe.errors import LaufmappeError, VaultMissingError, WeakPassphraseError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from laufmappe.casework.desk import Desk
    from laufmappe.vault import Vault

STANDARD_INPUT = "-"
_MOST_BYTES = 64 * 1024


@contextmanager
def opened(vault: str, passphrase_file: str | None) -> "Iterator[Desk]":
    """The desk at a vault; warnings of the vault go to standard error. Raises LaufmappeError."""
    from laufmappe.casework.desk import open_desk
    from laufmappe.casework.settings.whole import under_preset

    refuse_missing(vault)
    desk = open_desk(Path(vault), read_passphrase(passphrase_file))
    try:
        for warning in desk.vault.warnings:
            print(warning, file=sys.stderr)
        warn_of_returned(desk)
        for fault in under_preset(desk).faults:
            print(fault, file=sys.stderr)
        yield desk
    finally:
        desk.close()


def warn_of_returned(desk: "Desk") -> None:
    """Says on standard error who was deleted and is there again, as after an older backup was put back."""
    from laufmappe.casework.people.deleting import returned_people, returned_sentence

    sentence = returned_sentence(returned_people(desk))
    if sentence:
        print(sentence, file=sys.stderr)


@contextmanager
def opened_vault(vault: str, secret: str) -> "Iterator[Vault]":
    """The vault without its record, for work on keys and files; warnings go to standard error. Raises VaultError."""
    from laufmappe.vault import open_vault

    with open_vault(Path(vault), secret) as opened:
        for warning in opened.warnings:
            print(warning, file=sys.stderr)
        yield opened


def refuse_missing(vault: str) -> None:
    """Says that there is no vault before anybody is asked for a passphrase. Raises VaultMissingError."""
    from laufmappe.vault import peek

    header = peek(Path(vault))
    if not header.exists:
        raise VaultMissingError(header.problem)


def read_passphrase(passphrase_file: str | None, option: str = "--passphrase-file", question: str = "") -> str:
    """The passphrase out of the file, or asked for at the terminal. Raises LaufmappeError."""
    if passphrase_file is not None:
        return _first_line(passphrase_file)
    if not sys.stdin.isatty():
        raise LaufmappeError(
            _("Hier ist kein Terminal, um nach der Passphrase zu fragen. Bitte geben Sie {option} an.").format(
                option=option
            )
        )
    return _asked(question or _("Passphrase: "))


def choose_passphrase(passphrase_file: str | None, option: str = "--passphrase-file") -> str:
    """A new passphrase: out of the file, or asked for twice after one was offered.

    One that is easy to guess is refused at the terminal. Out of a file it is taken, because whoever wrote the script can't
    be asked; what is wrong with it stands on standard error.

    Raises LaufmappeError.
    """
    from laufmappe.vault import generate_passphrase, passphrase_weakness

    if passphrase_file is not None or not sys.stdin.isatty():
        passphrase = read_passphrase(passphrase_file, option)
        warn_if_weak(passphrase)
        return passphrase
    offered = generate_passphrase()
    print(_("Vorschlag: {passphrase}").format(passphrase=offered), file=sys.stderr)
    typed = _asked(_("Neue Passphrase (nur Eingabetaste: den Vorschlag nehmen): "))
    if not typed:
        return offered
    if typed != _asked(_("Noch einmal: ")):
        raise LaufmappeError(_("Die beiden Eingaben sind nicht gleich. Es wurde nichts angelegt und nichts verändert."))
    weakness = passphrase_weakness(typed)
    if weakness:
        raise WeakPassphraseError(weakness)
    return typed


def warn_if_weak(passphrase: str) -> None:
    """Says on standard error why a passphrase that is taken is too easy to guess."""
    from laufmappe.vault import passphrase_weakness

    weakness = passphrase_weakness(passphrase) if passphrase else None
    if weakness:
        print(
            _("Diese Passphrase ist schwach, sie wird trotzdem genommen. {why}").format(why=weakness), file=sys.stderr
        )


def _first_line(passphrase_file: str) -> str:
    try:
        if passphrase_file == STANDARD_INPUT:
            # One line only: the next secret may stand in the next.
            content = sys.stdin.buffer.readline(_MOST_BYTES)
        else:
            with Path(passphrase_file).open("rb") as file:
                content = file.read(_MOST_BYTES)
        # The PowerShell of Windows writes UTF-16 where nobody tells it otherwise.
        encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
        return content.decode(encoding).partition("\n")[0].removesuffix("\r")
    except (OSError, ValueError):
        # ValueError: no text, or a name that no file can have.
        raise LaufmappeError(
            _("Die Passphrase lässt sich nicht aus dieser Datei lesen: {file}").format(file=passphrase_file)
        ) from None


def _asked(question: str) -> str:
    try:
        return getpass.getpass(question)
    except EOFError:
        raise LaufmappeError(_("Es wurde keine Passphrase eingegeben.")) from None
