# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe [TRESOR]`: the window; or `laufmappe FILE` for what came from another service."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands
from laufmappe.errors import LaufmappeError, VaultMissingError
from laufmappe.i18n import _


def add(commands: Commands) -> None:
    parser = commands.add_parser("window", help=_("öffnet das Fenster (auch ohne Befehl: laufmappe [TRESOR])"))
    parser.add_argument(
        "vault", metavar=_("TRESOR"), nargs="?", help=_("Ordner des Tresors, oder eine Datei von einer anderen Stelle")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    # From the root: it is remembered, and the next start is somewhere else.
    vault = Path(arguments.vault).absolute() if arguments.vault is not None else None
    received = vault if vault is not None and _comes_from_elsewhere(vault) else None
    if vault is not None and not received and not vault.is_dir():
        raise VaultMissingError(_("Diesen Ordner gibt es nicht: {folder}").format(folder=arguments.vault))
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        raise LaufmappeError(_("Hier ist kein Bildschirm für das Fenster. Die Befehle zeigt laufmappe --help."))
    if received is None:
        return show(vault)
    from laufmappe.ui.letter_box import hand_over

    return 0 if hand_over(received) else show(None, received)


def show(vault: Path | None, received: Path | None = None) -> int:
    """Opens the window and waits until it is closed; `received` is shown once the vault is unlocked."""
    from laufmappe.ui.app import run as run_window

    return run_window(vault, received=received)


def _comes_from_elsewhere(path: Path) -> bool:
    """Whether this is a parcel, a card or a receipt, by its name, as a file manager passes it on."""
    if not path.is_file():
        return False
    from laufmappe.handover import CARD_SUFFIX, RECEIPT_SUFFIX, SUFFIX

    return path.suffix in (SUFFIX, CARD_SUFFIX, RECEIPT_SUFFIX)


def show_in_new_process(vault: Path) -> int:
    """Opens the window from a fresh process, for a command that has already printed: Qt allows one application only."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "laufmappe"]
    return subprocess.call([*program, "window", str(vault)])


def has_display() -> bool:
    """Whether a window can be seen: on Linux something has to say where."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
