# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who changed what and when, for one person; and forms that were begun and not yet saved."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from laufmappe.casework.desk import Desk
from laufmappe.casework.views import HistoryLine
from laufmappe.records.journal import Draft, Operation


def history(desk: Desk, newcomer_id: str, limit: int = 500) -> list[HistoryLine]:
    """The acts on a person, newest first."""
    query = (
        select(Operation)
        .where(Operation.newcomer_id == newcomer_id)
        .order_by(Operation.id.desc())
        .limit(limit)
        .options(selectinload(Operation.changes))
    )
    with desk.read() as session:
        return [
            HistoryLine(
                operation=operation.id,
                at=operation.at,
                who=operation.who,
                verb=operation.verb,
                undone=operation.undone,
                changes=tuple(
                    (
                        change.entity,
                        field,
                        _text((change.before or {}).get(field)),
                        _text((change.after or {}).get(field)),
                    )
                    for change in operation.changes
                    for field in (change.after or change.before or {})
                ),
            )
            for operation in session.scalars(query)
        ]


def save_draft(desk: Desk, form: str, values: dict[str, Any]) -> None:
    """Keeps a form as it stands, encrypted, until it is saved or thrown away."""
    with desk.write("save_draft") as act:
        act.session.expunge(act.operation)
        row = act.session.get(Draft, form) or Draft(form=form, values={}, saved_at="")
        row.values, row.saved_at = values, datetime.now(UTC).isoformat(timespec="seconds")
        act.session.add(row)


def draft(desk: Desk, form: str) -> dict[str, Any] | None:
    """The form as it was left; None when nothing was begun."""
    with desk.read() as session:
        row = session.get(Draft, form)
        return dict(row.values) if row else None


def drop_draft(desk: Desk, form: str) -> None:
    """Forgets a begun form."""
    with desk.write("drop_draft") as act:
        act.session.expunge(act.operation)
        row = act.session.get(Draft, form)
        if row is not None:
            act.session.delete(row)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
