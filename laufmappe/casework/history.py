# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who changed what and when, for one person; and forms that were begun and not yet saved."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from laufmappe.casework.desk import Desk
from laufmappe.casework.merged import MERGE, records_of
from laufmappe.casework.rules.recognition import fundings
from laufmappe.casework.views import HistoryLine
from laufmappe.i18n import _
from laufmappe.records.chains import Goal, Step
from laufmappe.records.documents import Document
from laufmappe.records.journal import JOURNALLED, Change, Draft, Operation
from laufmappe.records.qualifications import Funding, Qualification, Recognition, RecognitionEvent
from laufmappe.records.referrals import Referral
from laufmappe.records.services import Service

_LISTED = ("recognition_paper", "recognition_cost")
BEGUN_DIALOG = "dialog:"
"""Begun forms of this kind come back where they were left; they are not listed."""


_MOST_NAME = 80


def history(desk: Desk, newcomer_id: str, limit: int = 500) -> list[HistoryLine]:
    """The acts on a person that changed something, newest first."""
    with desk.read() as session:
        query = (
            select(Operation)
            .where(Operation.newcomer_id.in_(records_of(session, newcomer_id)), Operation.changes.any())
            .order_by(Operation.id.desc())
            .limit(limit)
            .options(selectinload(Operation.changes))
        )
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
                about=_about(session, operation),
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


def begun_forms(desk: Desk) -> list[tuple[str, str]]:
    """The forms that were begun and not saved as `(form, when in UTC)`, newest first."""
    with desk.read() as session:
        listed = Draft.form.not_like(f"{BEGUN_DIALOG}%")
        rows = session.execute(select(Draft.form, Draft.saved_at).where(listed).order_by(Draft.saved_at.desc()))
        return [(row.form, row.saved_at) for row in rows]


def drop_draft(desk: Desk, form: str) -> None:
    """Forgets a begun form."""
    with desk.write("drop_draft") as act:
        act.session.expunge(act.operation)
        row = act.session.get(Draft, form)
        if row is not None:
            act.session.delete(row)


def _about(session: Session, operation: Operation) -> str:
    """The name of what the act was about; empty when that is the person, or is gone."""
    if operation.verb in ("take_in", "import", "take_over_case", "receive_case", "change_person"):
        return ""
    told = operation.changes
    if operation.verb == MERGE:
        return _merged_in(operation)
    if operation.verb == "set_procedure":  # what the type of procedure brought along only follows
        told = [change for change in told if change.entity not in _LISTED]
    return next((name for change in told if (name := _name(session, change))), "")


def _merged_in(operation: Operation) -> str:
    """Who the other record was: the name it had, and its folder number."""
    gone = next((c.before for c in operation.changes if c.entity == "newcomer" and c.after is None and c.before), {})
    name = f"{gone.get('given_name', '')} {gone.get('family_name', '')}".strip() or gone.get("native_name", "")
    return _("{name}, Mappe {number}").format(name=name, number=gone.get("number", "–"))


def _name(session: Session, change: Change) -> str:
    """What the changed row is called; empty for rows that only follow from others."""
    values = {**(change.before or {}), **(change.after or {})}
    match change.entity:
        case "agreed_chain":
            return str(values["name"]) if change.before is None else ""
        case "step" if values.keys() - {"position", "due_on"}:
            step = session.get(Step, change.entity_id)
            return str(values.get("title") or (step.title if step else ""))
        case "goal" if values.keys() - {"position"}:
            goal = session.get(Goal, change.entity_id)
            return str(values.get("text") or (goal.text if goal else ""))[:_MOST_NAME]
        case "referral":
            referral = session.get(Referral, change.entity_id)
            service = session.get(Service, values.get("service_id") or (referral.service_id if referral else ""))
            return service.name if service else ""
        case "appointment" | "follow_up" | "release" | "goal":
            row = session.get(JOURNALLED[change.entity], change.entity_id)
            field = {"appointment": "title", "release": "recipient"}.get(change.entity, "text")
            return str(values.get(field) or getattr(row, field, ""))
        case "recognition_paper" | "recognition_cost":
            row = session.get(JOURNALLED[change.entity], change.entity_id)
            return str(values.get("label") or getattr(row, "label", ""))
        case "funding":
            funding = session.get(Funding, change.entity_id)
            source = str(values.get("source") or (funding.source if funding else ""))
            return next((rule.label for rule in fundings() if rule.id == source), source)
        case "document":
            document = session.get(Document, change.entity_id)
            return str(values.get("name") or (document.name if document else ""))
        case "qualification" | "recognition" | "recognition_event":
            return _qualification_name(session, change, values)
    return ""


def _qualification_name(session: Session, change: Change, values: dict[str, Any]) -> str:
    key: str | None = change.entity_id
    if change.entity == "recognition_event":
        event = session.get(RecognitionEvent, key)
        key = values.get("recognition_id") or (event.recognition_id if event else None)
    if change.entity != "qualification":
        recognition = session.get(Recognition, key) if key else None
        key = recognition.qualification_id if recognition else None
    row = session.get(Qualification, key) if key else None
    return str(values.get("title") or values.get("original_title") or "") or (
        (row.title or row.original_title) if row else ""
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
