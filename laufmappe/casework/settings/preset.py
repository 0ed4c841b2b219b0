# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings that an administrator puts on a computer before anybody works there: a file that everyone may read.

It is a file of settings like any other. A new vault and a new account begin with its values; whatever it names under
`locked` stays as it says. The program only reads it, and it can neither open anything nor set a secret.
"""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from laufmappe.casework.settings.document import MOST_BYTES, SettingsFile, read_settings_file
from laufmappe.errors import LaufmappeError
from laufmappe.i18n import _
from laufmappe.vault.files import is_plain_file, storage_sentence

VARIABLE = "LAUFMAPPE_SETTINGS"
"""An environment variable with the path of another file; empty: there is none."""


@dataclass(frozen=True)
class Preset:
    """What the administrator has set; `faults` are sentences about what of it does not apply."""

    file: SettingsFile = field(default_factory=SettingsFile)
    faults: tuple[str, ...] = ()

    @property
    def locked(self) -> frozenset[str]:
        """The names of settings that nobody changes here."""
        return self.file.locked


def preset_file() -> Path | None:
    """Where the file lies on this system, whether or not it is there."""
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE]) if os.environ[VARIABLE] else None
    if sys.platform == "win32":
        return Path(os.environ.get("ProgramData", r"C:\ProgramData"), "Laufmappe", "settings.json")  # noqa: SIM112  # its name
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Laufmappe/settings.json")
    return Path("/etc/laufmappe/settings.json")


def read_preset(path: Path | None = None) -> Preset:
    """The administrator's settings; without a file there are none. A file that can't be read sets nothing, and says so."""
    path = path or preset_file()
    if path is None:
        return Preset()
    try:
        if not path.exists() and VARIABLE not in os.environ:
            return Preset()
        file = read_settings_file(settings_bytes(path))
    except LaufmappeError as error:
        return Preset(faults=(_told(path, str(error)),))
    return Preset(file, tuple(_told(path, fault) for fault in (*file.faults, *file.remarks)))


def settings_bytes(path: Path) -> bytes:
    """What stands in a file of settings, and no more than such a file can have. Raises LaufmappeError."""
    try:
        if not is_plain_file(path.resolve()):
            raise LaufmappeError(_("Diese Datei gibt es nicht: {file}").format(file=path))
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise LaufmappeError(storage_sentence(error)) from error
    except ValueError:
        raise LaufmappeError(_("Diese Datei gibt es nicht: {file}").format(file=path)) from None


def _told(path: Path, fault: str) -> str:
    return _("Einstellungen der Administration ({file}): {fault}").format(file=path, fault=fault)
