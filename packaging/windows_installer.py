# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The installer for Windows, made by NSIS (`makensis`) from the program folder. The script is windows/laufmappe.nsi."""

import shutil
import subprocess
import sys
from pathlib import Path

from environment import SetupError
from program_contents import CHECKOUT, version
from program_folder import BUILD, DIST, machine

SCRIPT = CHECKOUT / "packaging" / "windows" / "laufmappe.nsi"


def make_installer(folder: Path) -> Path:
    """Wraps the program folder; returns the installer in dist/. Raises: SetupError."""
    command = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if command is None:
        raise SetupError("Für das Windows-Installationsprogramm fehlt NSIS (makensis). In dist/ wurde nichts geändert.")
    DIST.mkdir(exist_ok=True)
    installer = DIST / f"Laufmappe-{version()}-windows-{machine()}.exe"
    said = {"VERSION": version(), "FOLDER": str(folder), "OUT": str(installer)}
    icon = BUILD / "pictures" / "laufmappe.ico"
    if icon.is_file():
        said["ICON"] = str(icon)
    mark = "/" if sys.platform == "win32" else "-"
    values = [f"{mark}D{name}={value}" for name, value in said.items()]
    if subprocess.call([command, f"{mark}V2", f"{mark}WX", *values, str(SCRIPT)]) != 0:
        raise SetupError("makensis ist gescheitert (Meldung oben).")
    return installer
