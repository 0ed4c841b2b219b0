# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be printed: the sheets of a folder, and which revision of each is the current one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from laufmappe.casework.record_views import ReleaseView
from laufmappe.casework.views import CaseView, ReferralView, StepView
from laufmappe.folder.words import Pair, Words


@dataclass(frozen=True)
class Sheet:
    """One sheet of the folder. `kind` is the part of the key before the colon, and `station` for one of stations."""

    key: str
    kind: str
    number: int
    title: Pair
    fingerprint: str
    steps: tuple[StepView, ...] = ()
    referral: ReferralView | None = None
    release: ReleaseView | None = None


@dataclass(frozen=True)
class Folder:
    """A folder that is to be printed: the case, its sheets, and which revision of each is the current one.

    `stay` are sheets that the newcomer holds already and keeps: they are in the index and are not printed.
    """

    case: CaseView
    words: Words
    today: date
    sheets: tuple[Sheet, ...]
    revisions: Mapping[str, int] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    stay: tuple[Sheet, ...] = ()

    @property
    def listed(self) -> tuple[Sheet, ...]:
        """All sheets of the index, by their number."""
        return tuple(sorted((*self.sheets, *self.stay), key=lambda sheet: sheet.number))

    def revision(self, sheet: Sheet) -> int:
        """The revision that is printed of a sheet; 1 for one that is new."""
        return self.revisions.get(sheet.key, 1)

    def dated(self, sheet: Sheet) -> date:
        """The day of that revision."""
        return self.dates.get(sheet.key, self.today)

    def sheet_of(self, step: StepView) -> Sheet | None:
        """The sheet with the box of a station; None for a station that has ended."""
        return next((s for s in self.sheets if step in s.steps), None)
