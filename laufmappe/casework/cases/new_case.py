# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document of a person who is taken in from a list: the same rows and the same line of history as by hand."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.cases.document import FORMAT, VERSION, CaseRows, Document, case_rows
from laufmappe.casework.chains.step_definitions import StepDefinition, step_columns
from laufmappe.casework.chains.templates import TemplateView
from laufmappe.casework.papers.codes import new_code
from laufmappe.casework.people.register import NewcomerDraft
from laufmappe.records.base import new_id
from laufmappe.records.folder import Code

_DRAWN_AT_ONCE = 400
_PARTS = ("languages", "milestones", "needs", "household")
"""What a draft holds in lists; each has its own place in the document."""


def new_case(
    draft: NewcomerDraft, chain: TemplateView | None, *, today: date, who: str, codes: Iterator[str]
) -> Document:
    """A new person with a chain after this template, if any, as `people.take_in` would write it.

    `draft` is a checked one; each step takes one of `codes`.
    """
    day = today.isoformat()
    kept = {name: value for name, value in vars(draft).items() if name not in _PARTS}
    document: Document = {
        "format": FORMAT,
        "version": VERSION,
        "newcomer": {"id": new_id(), **kept, "needs": list(draft.needs), "counsellor": who, "taken_in_on": day},
        "languages": [
            {"id": new_id(), "position": position, "code": spoken.code, "level": spoken.level}
            for position, spoken in enumerate(draft.languages)
        ],
        "milestones": [{"id": new_id(), "kind": kind, "on_date": on} for kind, on in draft.milestones.items()],
        "household": [
            {**vars(member), "id": new_id(), "position": position}
            for position, member in enumerate(draft.household or ())
        ],
    }
    if chain is not None:
        agreed = _agreed(chain, draft.status, day)
        document["chains"] = [agreed]
        document["codes"] = [
            {"id": new_id(), "code": next(codes), "subject_id": step["id"], "issued_on": day}
            for step in agreed["steps"]
        ]
    document["history"] = [_taken_in(case_rows(document), who)]
    return document


def step_count(draft: NewcomerDraft, chain: TemplateView | None) -> int:
    """How many steps, and so how many codes, the chain begins with; none without a chain."""
    return len(_steps(chain, draft.status)) if chain is not None else 0


def fresh_codes(session: Session) -> Iterator[str]:
    """Codes that the vault has not given out yet, without end and without a double."""
    given: set[str] = set()
    while True:
        drawn = {new_code() for _n in range(_DRAWN_AT_ONCE)} - given
        drawn -= set(session.scalars(select(Code.code).where(Code.code.in_(drawn))))
        given |= drawn
        # A set's order follows from its content; the codes shall say nothing about each other.
        yield from secrets.SystemRandom().sample(sorted(drawn), len(drawn))


def _steps(chain: TemplateView, status: str) -> list[StepDefinition]:
    return [step for step in chain.steps if step.applies_to(status)]


def _agreed(chain: TemplateView, status: str, day: str) -> Document:
    steps = [
        {"id": new_id(), "position": position, "state": "open", "state_since": day, **step_columns(step)}
        for position, step in enumerate(_steps(chain, status))
    ]
    return {
        "id": new_id(),
        "template": chain.id,
        "template_version": chain.version,
        "name": chain.name,
        "agreed_on": day,
        "steps": steps,
    }


def _taken_in(rows: CaseRows, who: str) -> Document:
    changes = [
        {"id": new_id(), "entity": entity.__tablename__, "entity_id": row["id"], "before": None, "after": _plain(row)}
        for entity, added in rows.items()
        for row in added
    ]
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"id": new_id(), "at": at, "who": who, "verb": "take_in", "changes": changes}


def _plain(row: dict[str, Any]) -> Document:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
