# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe [TRESOR]`: the window."""

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
    parser.add_argument("vault", metavar=_("TRESOR"), nargs="?", help=_("Ordner des Tresors"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    vault = Path(arguments.vault) if arguments.vault is not None else None
    if vault is not None and not vault.is_dir():
        raise VaultMissingError(_("Diesen Ordner gibt es nicht: {folder}").format(folder=arguments.vault))
    if not has_display() and "QT_QPA_PLATFORM" not in os.environ:
        raise LaufmappeError(_("Hier ist kein Bildschirm für das Fenster. Die Befehle zeigt laufmappe --help."))
    return show(vault)


def show(vault: Path | None) -> int:
    """Opens the window and waits until it is closed."""
    from laufmappe.ui.app import run as run_window

    return run_window(vault)


def show_in_new_process(vault: Path) -> int:
    """Opens the window from a fresh process, for a command that has already printed: Qt allows one application only."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "laufmappe"]
    return subprocess.call([*program, "window", str(vault)])


def has_display() -> bool:
    """Whether a window can be seen: on Linux something has to say where."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
