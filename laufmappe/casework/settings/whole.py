# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of a vault as a whole: out into a file, in from one, and as an administrator has set them."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy.orm import Session

from laufmappe.casework.backups.keeping import backup_hours, refuse_places
from laufmappe.casework.desk import Desk
from laufmappe.casework.setting_names import EVERY, IDLE, PLACE, RETENTION, SECOND_PLACE
from laufmappe.casework.settings.document import KNOWN, SettingsFile, Value
from laufmappe.casework.settings.locking import idle_minutes
from laufmappe.casework.settings.preset import Preset, read_preset
from laufmappe.casework.settings.retention import retention_months
from laufmappe.casework.settings_rows import keep_rows, read_rows
from laufmappe.casework.views import Changed
from laufmappe.errors import FieldError, ImportFileError, LaufmappeError, StorageError
from laufmappe.i18n import _
from laufmappe.vault.files import make_folder

_ROWS = {known.row or name: name for name, known in KNOWN.items() if known.in_vault}


def vault_settings(desk: Desk) -> dict[str, Value]:
    """What is set in the vault, by the names of the format; what nobody has set and has no usual value is missing."""
    with desk.read() as session:
        rows = read_rows(session, _ROWS)
    texts: dict[str, Value] = {_ROWS[row]: text for row, text in rows.items() if text and KNOWN[_ROWS[row]].type is str}
    return {**texts, IDLE: idle_minutes(desk), RETENTION: retention_months(desk), EVERY: backup_hours(desk)}


def import_settings(desk: Desk, file: SettingsFile, preset: Preset) -> Changed:
    """Takes over what a file sets for the vault: all of it, or nothing.

    Raises:
        ImportFileError: Something in it can't be taken, or the administrator has locked it to another value.
    """
    faults = [*file.faults, *_against(file, preset)]
    if faults:
        raise ImportFileError(_("{faults} Es wurde nichts übernommen.").format(faults=" ".join(faults[:5])))
    try:
        return _keep(desk, "import_settings", file.of_vault())
    except FieldError as error:
        raise ImportFileError(
            _("„{name}“: {fault} Es wurde nichts übernommen.").format(name=error.field, fault=error)
        ) from None


def apply_preset(desk: Desk, preset: Preset) -> Changed | None:
    """What an administrator has set: locked settings always, the others where nobody at this vault has chosen.

    None when there was nothing to do. What this vault can't take is left out, as places that lie in it.
    """
    with desk.read() as session:
        wanted = _missing(session, preset)
    if not wanted:
        return None
    try:
        return _keep(desk, "apply_preset", wanted)
    except FieldError:
        places = {name: value for name, value in wanted.items() if name not in (PLACE, SECOND_PLACE)}
        return _keep(desk, "apply_preset", places) if places else None


def under_preset(desk: Desk) -> Preset:
    """Brings a vault that was just opened or made up to what the administrator has set, and gives that."""
    preset = read_preset()
    with suppress(LaufmappeError):
        # On a medium that takes nothing, for one, the vault can be read all the same.
        apply_preset(desk, preset)
    return preset


def _missing(session: Session, preset: Preset) -> dict[str, Value]:
    rows = read_rows(session, _ROWS)
    there = {_ROWS[row]: text for row, text in rows.items()}
    return {
        name: value
        for name, value in preset.file.of_vault().items()
        if (name in preset.locked or name not in there) and there.get(name) != str(value)
    }


def _against(file: SettingsFile, preset: Preset) -> list[str]:
    """A sentence for each setting that the administrator has locked to something else."""
    return [
        _("„{name}“ ist von Ihrer Administration festgelegt.").format(name=name)
        for name, value in file.values.items()
        if name in preset.locked and preset.file.values.get(name) != value
    ]


def _keep(desk: Desk, verb: str, values: Mapping[str, Value]) -> Changed:
    """One act of the history for all of them. Raises FieldError for places that this vault can't have."""
    places = {name: Path(str(values[name])) for name in (PLACE, SECOND_PLACE) if values.get(name)}
    if places:
        kept = vault_settings(desk)
        first, second = (places.get(name) or _kept_place(kept, values, name) for name in (PLACE, SECOND_PLACE))
        refuse_places(desk.vault.folder, first, second)
    with desk.write(verb) as act:
        keep_rows(act.session, {KNOWN[name].row or name: str(value) for name, value in values.items()})
    desk.who = str(values.get("counsellor") or desk.who)
    for place in places.values():
        # A folder that is missing is a stick that is not plugged in, unless the one above it is there.
        if place.parent.is_dir():
            with suppress(OSError, StorageError):
                make_folder(place)
    return act.changed()


def _kept_place(kept: Mapping[str, Value], values: Mapping[str, Value], name: str) -> Path | None:
    text = "" if name in values else str(kept.get(name, ""))
    return Path(text) if text else None
