# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line on the unlock page that says when this vault was last backed up: known without any secret."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from laufmappe.errors import StorageError
from laufmappe.i18n import _
from laufmappe.ui.when import ago, short_when
from laufmappe.ui.widgets import Chip, Line

OLD_DAYS = 7


@dataclass(frozen=True)
class LastBackup:
    """When it was made (in UTC), and the folder of backups that it lies in."""

    made: datetime
    place: Path


def find_last_backup(folder: Path, places: Sequence[Path]) -> LastBackup | None:
    """The newest finished backup of the vault in `folder`, in these places or in the folder beside it."""
    from laufmappe.vault import list_backups, peek

    vault = peek(folder).id
    if not vault:
        return None
    found: list[LastBackup] = []
    for place in (*places, folder.with_name(f"{folder.name}-Sicherungen")):
        with suppress(StorageError):
            found += [LastBackup(entry.made, place) for entry in list_backups(place, vault)[-1:]]
    return max(found, key=lambda backup: backup.made, default=None)


class BackupLine(Line):
    """„Letzte Sicherung: Fr., 20.11., 17:42 Uhr“, with where it lies and whether it is young enough.

    A backup gets its name only after it was opened and checked, so that every one that is found has passed.
    """

    def __init__(self, last: LastBackup, today: date) -> None:
        where = last.place.name or str(last.place)
        words = " · ".join((where, ago(last.made, today)))
        super().__init__(_("Letzte Sicherung: {when}").format(when=short_when(last.made)), words, icon="hard-drive")
        self.setToolTip(str(last.place))
        old = (today - last.made.astimezone().date()).days > OLD_DAYS
        self.chip = (
            Chip(_("älter als eine Woche"), "warn", "clock-alert") if old else Chip(_("Probe bestanden"), "ok", "check")
        )
        self.add(self.chip)
