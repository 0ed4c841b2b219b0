# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bundle for macOS: PyInstaller makes `Laufmappe.app` beside the program folder, this packs it into a disk image.

It is not signed and not notarized: whoever opens it first does so by right click and „Öffnen“.
"""

import os
import shutil
import subprocess
from pathlib import Path

from environment import SetupError
from program_contents import version
from program_folder import BUILD, DIST, machine, source_date


def make_image(folder: Path) -> Path:
    """Packs the bundle that was made with `folder`; returns the disk image in dist/. Raises: SetupError."""
    bundle = folder.parent / "Laufmappe.app"
    if not bundle.is_dir() or shutil.which("hdiutil") is None:
        raise SetupError("Das Bündel entsteht nur unter macOS. In dist/ wurde nichts geändert.")
    content = BUILD / "image"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    shutil.copytree(bundle, content / bundle.name, symlinks=True)
    shutil.copytree(folder / "LICENSES", content / "LICENSES")
    (content / "Programme").symlink_to("/Applications")
    for path in (content, *content.rglob("*")):
        if not path.is_symlink():
            os.utime(path, (source_date(), source_date()))
    DIST.mkdir(exist_ok=True)
    image = DIST / f"Laufmappe-{version()}-macos-{machine()}.dmg"
    command = [
        "hdiutil",
        "create",
        "-ov",
        "-format",
        "UDZO",
        "-volname",
        "Laufmappe",
        "-srcfolder",
        str(content),
        str(image),
    ]
    if subprocess.call(command) != 0:
        raise SetupError("hdiutil ist gescheitert (Meldung oben).")
    return image
