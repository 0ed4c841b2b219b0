# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Residence statuses: what the law calls them, and where somebody with one usually goes first. A hint, never a decision."""

from dataclasses import dataclass
from functools import cache

from laufmappe.resources import read_json


@dataclass(frozen=True)
class StatusView:
    """A residence status. `first_contact` are types of services, `as_of` (`YYYY-MM`) says when the hint was written,
    `source` from what."""

    id: str
    label: str
    norm: str
    hint: str
    first_contact: tuple[str, ...]
    as_of: str
    source: str = ""

    @property
    def words(self) -> str:
        """The status with its norm, as it stands in a list."""
        return f"{self.label} – {self.norm}" if self.norm else self.label


@cache
def status_views() -> dict[str, StatusView]:
    """Every status by its id, in the order of the data."""
    return {
        entry["id"]: StatusView(
            id=entry["id"],
            label=entry["label"],
            norm=entry.get("norm", ""),
            hint=entry.get("hint", ""),
            first_contact=tuple(entry.get("first_contact", ())),
            as_of=entry.get("as_of", ""),
            source=entry.get("source", ""),
        )
        for entry in read_json("status", "statuses.json")["statuses"]
    }
