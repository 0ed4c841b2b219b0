# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the vault was last time: a path in the person's configuration folder, and nothing else."""

import json
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from laufmappe.ui.faults import report


def settings_file() -> Path:
    """`laufmappe/window.json` in the configuration folder of the person at this computer."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "laufmappe" / "window.json"


class Remembered:
    """What the window remembers on this computer outside the vault: `vault` and `backups` (folders), `theme` and
    `language`. Nothing about persons.

    A file that can't be read or written is as good as none: it only saves typing.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or settings_file()
        self._values = self._read()

    def vault(self) -> Path | None:
        """The folder of the vault that was open last."""
        folder = self._values.get("vault", "")
        return Path(folder) if folder else None

    def keep_vault(self, folder: Path) -> None:
        """Remembers the folder of the vault that is now open."""
        self._keep("vault", str(folder))

    def backups(self) -> list[Path]:
        """The folders that this vault's backups went to; the unlock page looks there for the last one."""
        return [Path(place) for place in self._values.get("backups", "").split("\n") if place]

    def keep_backups(self, places: Iterable[Path]) -> None:
        """Remembers the folders of backups."""
        self._keep("backups", "\n".join(map(str, places)))

    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._values.get("theme", "system")

    def keep_theme(self, theme: str) -> None:
        """Remembers the theme that was chosen."""
        self._keep("theme", theme)

    def language(self) -> str:
        """The language of the window that was chosen; empty: that of the system."""
        return self._values.get("language", "")

    def keep_language(self, code: str) -> None:
        """Remembers the language that was chosen."""
        self._keep("language", code)

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {str(key): value for key, value in kept.items() if isinstance(value, str)}

    def _keep(self, key: str, value: str) -> None:
        if self._values.get(key, "") == value:
            return
        self._values[key] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            report(error, "remember")
