# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""People at the desk, and the whole record as plain values for comparing."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, take_in
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.views import ChainView, StepView
from laufmappe.records.journal import JOURNALLED

Dump = Callable[[], dict[str, list[tuple[Any, ...]]]]


@pytest.fixture
def dump(desk: Desk) -> Dump:
    """Everything that is kept or derived, table by table; not the journal and not the drafts."""

    def read() -> dict[str, list[tuple[Any, ...]]]:
        with desk.read() as session:
            tables = [*JOURNALLED, "person_search"]
            rows = {t: session.execute(text(f"SELECT * FROM {t}")).all() for t in tables}  # noqa: S608  # our own names
            return {table: sorted(map(tuple, found), key=repr) for table, found in rows.items()}

    return read


@pytest.fixture
def take(desk: Desk) -> Callable[..., str]:
    """Takes a person in, with a chain: `take("Amira", "Haddad", chain="K2", arrival="2026-11-02")` is the id."""

    def person(given: str = "Amira", family: str = "Haddad", chain: str = "K2", **milestones: str) -> str:
        draft = NewcomerDraft(given_name=given, family_name=family, milestones=milestones)
        return take_in(desk, draft, chain).subject_id

    return person


@pytest.fixture
def plan(desk: Desk) -> Callable[[str], ChainView]:
    """The agreed chain of a person."""

    def chain(newcomer_id: str) -> ChainView:
        found = case(desk, newcomer_id).chain
        assert found is not None
        return found

    return chain


@pytest.fixture
def step(plan: Callable[[str], ChainView]) -> Callable[[str, str], StepView]:
    """A step of a person's plan by the id of its template: `step(person, "ERST")`."""

    def find(newcomer_id: str, template_step: str) -> StepView:
        return next(s for s in plan(newcomer_id).steps if s.template_step == template_step)

    return find


@pytest.fixture
def service(desk: Desk) -> str:
    """A service of the directory."""
    draft = ServiceDraft("Sprachkursberatung Mitte", "Volkshochschule Musterstadt", "language_course_counselling")
    return add_service(desk, draft).subject_id
