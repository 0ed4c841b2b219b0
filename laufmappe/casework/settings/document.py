# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file of settings (`laufmappe-settings`, version 1): what a centre takes to the next computer, or an administrator
sets for all.

    {"format": "laufmappe-settings", "version": 1, "locked": ["idle_minutes"],
     "settings": {"centre_name": "Beratungsstelle Musterstadt", "idle_minutes": 5}}

Some settings belong to the vault, because they are about the centre and its records: everyone who opens it has the same.
The others belong to a computer, because they are about its printer, its screen and who sits there: language, colours,
printing. What the file does not name stays as it is; an empty text takes a setting away. It holds no secret and nobody
who seeks advice.
"""

import getpass
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from laufmappe.casework.fields import clean
from laufmappe.casework.json_file import read_json_file
from laufmappe.casework.setting_names import (
    CENTRE_TEXTS,
    EVERY,
    HOURS,
    IDLE,
    LOGO,
    MINUTES,
    PLACE,
    RETENTION,
    SECOND_PLACE,
    checked_months,
)
from laufmappe.casework.settings.pictures import from_text, read_picture, to_text
from laufmappe.errors import FieldError, ImportFileError
from laufmappe.i18n import LANGUAGES, _

FORMAT = "laufmappe-settings"
VERSION = 1
MOST_BYTES = 1024 * 1024
MOST_PATH = 1000
MOST_FAULTS = 20
"""So many mistakes are named; whoever mends them finds the others."""
ACCOUNT = "{account}"
"""In a path, this stands for the name of the account at this computer, as ~ at its beginning does for its own folder."""
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
THEMES = ("system", "light", "dark")

Value = str | int | bool
Check = Callable[[str, Value], Value]


@dataclass(frozen=True)
class Known:
    """A setting that the format knows: the type of its value in JSON, and what it may be (see `_KNOWN`)."""

    type: type
    check: Check
    in_vault: bool = True
    row: str = ""
    """Under this name the vault keeps it, where that is another one."""


@dataclass(frozen=True)
class SettingsFile:
    """What stands in a file. `faults` are sentences about what can't be taken; `remarks` about what means nothing here."""

    values: Mapping[str, Value] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def of_vault(self) -> dict[str, Value]:
        """The values that the vault keeps."""
        return {name: value for name, value in self.values.items() if KNOWN[name].in_vault}

    def logo(self) -> bytes:
        """The logo that the file sets, as the bytes of its picture; nothing where it sets none."""
        return from_text(str(self.values.get(LOGO, "")))

    def of_computer(self) -> dict[str, Value]:
        """The values that belong to this computer."""
        return {name: value for name, value in self.values.items() if not KNOWN[name].in_vault}


def setting_of(field: str) -> str:
    """The name in the file of a field of `CentreView`."""
    return field if field.startswith("counsellor") else f"centre_{field}"


def read_settings_file(data: bytes) -> SettingsFile:
    """What a file sets; whatever it can't set is a sentence in `faults`, and the rest stands.

    Raises ImportFileError: too large, no JSON, another format, a newer version.
    """
    if len(data) > MOST_BYTES:
        raise ImportFileError(_("Die Datei ist zu groß für Einstellungen. Es wurde nichts übernommen."))
    content = read_json_file(data)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ImportFileError(_("Das ist keine Datei mit Einstellungen von Laufmappe. Es wurde nichts übernommen."))
    version = content.get("version")
    if type(version) is not int or version < 1:
        raise ImportFileError(_("Der Datei fehlt die Version ihres Formats. Es wurde nichts übernommen."))
    if version > VERSION:
        raise ImportFileError(
            _("Die Einstellungen stammen von einer neueren Version von Laufmappe. Es wurde nichts übernommen.")
        )
    faults = [_unknown(name) for name in content if name not in ("format", "version", "locked", "settings")]
    settings, locks = content.get("settings", {}), content.get("locked", [])
    if not isinstance(settings, dict) or not isinstance(locks, list):
        raise ImportFileError(
            _("„settings“ gehört in geschweifte, „locked“ in eckige Klammern. Es wurde nichts übernommen.")
        )
    values: dict[str, Value] = {}
    remarks: list[str] = []
    for name, value in settings.items():
        if _is_elsewhere(name, value):
            remarks.append(_("„{name}“: Dieser Ordner gehört zu einem anderen System.").format(name=name))
            continue
        try:
            values[name] = _checked(name, value)
        except FieldError as error:
            faults.append(_("„{name}“: {fault}").format(name=name[:40], fault=error))
    locked = [name for name in locks if isinstance(name, str) and name in KNOWN]
    faults += [_unknown(str(name)) for name in locks if name not in locked]
    return SettingsFile(values, frozenset(locked), tuple(faults[:MOST_FAULTS]), tuple(remarks))


def settings_text(values: Mapping[str, Value], locked: frozenset[str] = frozenset()) -> str:
    """The file for these values, in the order of the format: the same settings always give the same text."""
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if locked:
        content["locked"] = sorted(locked)
    content["settings"] = {name: values[name] for name in KNOWN if name in values}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _checked(name: str, value: object) -> Value:
    """A value as it is kept. Raises FieldError."""
    known = KNOWN.get(name)
    if known is None:
        raise FieldError(name, _("Diese Einstellung gibt es nicht."))
    # In Python, true is a kind of 1.
    if type(value) is not known.type:
        kinds = {str: _("ein Text in Anführungszeichen"), int: _("eine ganze Zahl"), bool: _("true oder false")}
        raise FieldError(name, _("Hier gehört {what} hin.").format(what=kinds[known.type]))
    assert isinstance(value, str | int)
    return known.check(name, value)


def _text(name: str, value: Value) -> Value:
    return clean(name, str(value))


def _one_of(*choices: Value) -> Check:
    def check(name: str, value: Value) -> Value:
        if value not in choices:
            offered = ", ".join(json.dumps(each) for each in choices)
            raise FieldError(name, _("Möglich ist nur: {offered}.").format(offered=offered))
        return value

    return check


def _months(_name: str, value: Value) -> Value:
    return checked_months(int(value))


def _path(name: str, value: Value) -> Value:
    """A folder of this system; that of another one can't be meant here."""
    text = str(value).replace(ACCOUNT, _account())
    if len(text) > MOST_PATH or any(ord(character) < 32 for character in text):
        raise FieldError(name, _("Das kann kein Ordner sein."))
    place = Path(os.path.expanduser(text))  # noqa: PTH111  # Path.expanduser raises where there is no home
    if text and not place.is_absolute():
        raise FieldError(name, _("Das ist kein vollständiger Pfad auf diesem Rechner."))
    return str(place) if text else ""


def _is_elsewhere(name: str, value: object) -> bool:
    """Whether this is the folder of a computer with another kind of paths: a file from there is taken without it."""
    if name not in (PLACE, SECOND_PLACE) or not isinstance(value, str) or Path(value).is_absolute():
        return False
    return PureWindowsPath(value).is_absolute() or PurePosixPath(value).is_absolute()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ACCOUNT


def _logo(name: str, value: Value) -> Value:
    data = from_text(str(value))
    if value and not data:
        raise FieldError(name, _("Das ist kein Bild, das in Base64 geschrieben ist."))
    return to_text(read_picture(name, data).data) if data else ""


def _unknown(name: str) -> str:
    return _("„{name}“: Diese Einstellung gibt es nicht.").format(name=name[:40])


KNOWN: Mapping[str, Known] = {
    **{setting_of(name): Known(str, _text, row=name) for name in sorted(CENTRE_TEXTS)},
    LOGO: Known(str, _logo),
    IDLE: Known(int, _one_of(*MINUTES)),
    RETENTION: Known(int, _months),
    PLACE: Known(str, _path),
    SECOND_PLACE: Known(str, _path),
    EVERY: Known(int, _one_of(*HOURS)),
    "language": Known(str, _one_of(*LANGUAGES), in_vault=False),
    "theme": Known(str, _one_of(*THEMES), in_vault=False),
    "text_size": Known(int, _one_of(*TEXT_SIZES), in_vault=False),
    "printer": Known(str, _text, in_vault=False),
    "both_sides": Known(bool, _one_of(True, False), in_vault=False),
    "grey": Known(bool, _one_of(True, False), in_vault=False),
}
"""Every setting by its name in the file."""
