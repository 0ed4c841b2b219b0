# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings as the vault keeps them: one row of text for each."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.records.newcomers import Setting


def read_rows(session: Session, names: Iterable[str]) -> dict[str, str]:
    """What is kept under these names; whatever was never set is missing."""
    rows = session.scalars(select(Setting).where(Setting.key.in_(list(names))))
    return {row.key: row.value for row in rows}


def keep_rows(session: Session, values: Mapping[str, str]) -> None:
    """Keeps each value under its name; what is the same already leaves no trace in the history."""
    for name, value in values.items():
        row = session.get(Setting, name)
        if row is None:
            session.add(Setting(key=name, value=value))
        elif row.value != value:
            row.value = value
