# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What belongs to this computer and this account: where the vault was last time, language, colours, printing.

It lies in the person's configuration folder, in the clear: nothing in it is about persons. What is about the centre and
its records is in the vault, and the same for everyone who opens it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from laufmappe.casework.settings.document import KNOWN, TEXT_SIZES, Value
from laufmappe.casework.settings.preset import Preset
from laufmappe.errors import FieldError, StorageError
from laufmappe.log import refused
from laufmappe.vault.files import atomic_write

_YES, _NO = "yes", "no"
_VALUES: Mapping[type, Callable[[str], Value]] = {str: str, int: int, bool: lambda text: text == _YES}
"""What is remembered as text, as the value that it stands for."""


def settings_file() -> Path:
    """`laufmappe/window.json` in the configuration folder of the person at this computer."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "laufmappe" / "window.json"


@dataclass(frozen=True)
class Printing:
    """A printer by its name (empty: the one of the system), and how it prints."""

    printer: str = ""
    both_sides: bool = True
    grey: bool = False


class Remembered:
    """What the window remembers on this computer outside the vault: `vault` and `backups` (folders), and the settings of
    the format that belong to a computer. What nobody has chosen here is as the administrator has set it, and what is
    locked always.

    A file that can't be read or written is as good as none: it only saves typing.
    """

    def __init__(self, path: Path | None = None, preset: Preset | None = None) -> None:
        self._path = path or settings_file()
        self._values = self._read()
        self.preset = preset or Preset()

    def vault(self) -> Path | None:
        """The folder of the vault that was open last."""
        folder = self._values.get("vault", "")
        return Path(folder) if folder else None

    def keep_vault(self, folder: Path) -> None:
        """Remembers the folder of the vault that is now open."""
        self._keep("vault", str(folder.absolute()))

    def backups(self) -> list[Path]:
        """The folders that this vault's backups went to; the unlock page looks there for the last one."""
        return [Path(place) for place in self._values.get("backups", "").split("\n") if place]

    def keep_backups(self, places: Iterable[Path]) -> None:
        """Remembers the folders of backups."""
        self._keep("backups", "\n".join(map(str, places)))

    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._setting("theme") or "system"

    def keep_theme(self, theme: str) -> None:
        """Remembers the theme that was chosen."""
        self._keep("theme", theme)

    def language(self) -> str:
        """The language of the window that was chosen; empty: that of the system."""
        return self._setting("language")

    def keep_language(self, code: str) -> None:
        """Remembers the language that was chosen."""
        self._keep("language", code)

    def text_size(self) -> int:
        """How large everything is shown, in per cent."""
        size = self._setting("text_size")
        return int(size) if size in map(str, TEXT_SIZES) else TEXT_SIZES[0]

    def keep_text_size(self, percent: int) -> None:
        """Remembers the size that was chosen."""
        self._keep("text_size", str(percent))

    def printing(self) -> "Printing":
        """Where and how the folder is printed, unless something else is chosen for once."""
        return Printing(self._setting("printer"), self._setting("both_sides") != _NO, self._setting("grey") == _YES)

    def keep_printing(self, printing: "Printing") -> None:
        """Remembers the printer that was chosen; without a name it is that of the system."""
        self._keep("printer", printing.printer)
        self._keep("both_sides", _YES if printing.both_sides else _NO)
        self._keep("grey", _YES if printing.grey else _NO)

    def tour_seen(self) -> bool:
        """Whether somebody at this computer has seen the tour."""
        return self._values.get("tour") == _YES

    def keep_tour_seen(self) -> None:
        """The tour does not come by itself any more."""
        self._keep("tour", _YES)

    def computer_settings(self) -> dict[str, Value]:
        """The settings of this computer by the names of the file; what nobody has chosen is missing."""
        values: dict[str, Value] = {}
        for name, known in KNOWN.items():
            text = "" if known.in_vault else self._setting(name)
            if text:
                with suppress(ValueError, FieldError):
                    values[name] = known.check(name, _VALUES[known.type](text))
        return values

    def keep_computer_settings(self, values: Mapping[str, Value]) -> None:
        """Takes settings over from a file; whoever wants to know whether they may be changed has asked before."""
        for name, value in values.items():
            self._keep(name, _text(value))

    def _setting(self, name: str) -> str:
        """As the administrator has locked it, as it was chosen here, or as the administrator proposes."""
        own = self._values.get(name, "")
        if own and name not in self.preset.locked:
            return own
        return _text(self.preset.file.values.get(name, ""))

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
            # In ASCII, because the name of a folder need not be text in any encoding.
            atomic_write(self._path, json.dumps(self._values, indent=1).encode("ascii"))
        except (OSError, StorageError) as error:
            refused(error, "remember")


def _text(value: Value) -> str:
    return (_YES if value else _NO) if isinstance(value, bool) else str(value)
