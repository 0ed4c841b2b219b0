# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page of the list is the right one however it is found, and nobody's row is read for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, text

from laufmappe.casework.desk import Desk
from laufmappe.casework.people.page import Sought
from laufmappe.casework.people.register import NewcomerDraft, count_people, list_people, position_of, take_in
from laufmappe.casework.today.overview import today_items
from laufmappe.casework.today.stock import appointments_today, stock

FAMILIES = ("Haddad", "Hadi", "Müller", "Koval", "Çelik", "Almasri")


@pytest.fixture
def ids(desk: Desk) -> list[str]:
    """People whose order by name is not that of their numbers."""
    drafts = [NewcomerDraft(given, family) for given in ("Amira", "Hana", "Bogdan") for family in FAMILIES]
    return [take_in(desk, draft, "K2").subject_id for draft in drafts]


@contextmanager
def _plans(desk: Desk) -> Iterator[list[str]]:
    """How SQLite goes about each query that is asked meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, query: str, values: object, _context: object, _many: object) -> None:
        asked.append((query, values))

    plans: list[str] = []
    event.listen(desk.vault.engine, "before_cursor_execute", note)
    yield plans
    event.remove(desk.vault.engine, "before_cursor_execute", note)
    with desk.vault.engine.connect() as connection:
        for query, values in asked:
            if query.lstrip().startswith("SELECT"):
                plans += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)]


@pytest.mark.parametrize("search", ["", "h", "ha", "haddad"])
def test_a_list_and_a_search_read_nobodys_row(desk: Desk, ids: list[str], search: str) -> None:
    with _plans(desk) as plans:
        assert list_people(desk, search, limit=2, offset=1)
    read = [plan for plan in plans if " person " in plan or " newcomer " in plan]
    assert read
    assert all("COVERING INDEX" in plan for plan in read)


@pytest.mark.parametrize("only_mine", [False, True])
@pytest.mark.parametrize(
    "ask",
    [today_items, stock, appointments_today],
    ids=["lines", "stock", "appointments"],
)
def test_heute_goes_through_no_whole_table_of_people_or_steps(
    desk: Desk, ids: list[str], ask: Callable[[Desk, bool], object], only_mine: bool
) -> None:
    with _plans(desk) as plans:
        ask(desk, only_mine)
    whole = [plan for plan in plans if plan.startswith(("SCAN newcomer", "SCAN step", "SCAN referral"))]
    assert plans
    assert [plan for plan in whole if "INDEX" not in plan] == []


@pytest.mark.parametrize("search", ["h", "ha", "haddad", "amira h", "a"])
def test_few_and_many_hits_give_the_same_pages(desk: Desk, ids: list[str], search: str) -> None:
    with desk.read() as session:
        sought = Sought.by(session, search)
        every = [row.id for row in sought.rows(session, 100, 0)]
        for few in (False, True):
            pages = [replace(sought, few=few).rows(session, 2, offset) for offset in range(0, len(every), 2)]
            assert [row.id for page in pages for row in page] == every
    assert every
    assert count_people(desk, search) == len(every)
    assert [position_of(desk, one, search) for one in every] == list(range(len(every)))


def test_who_is_deleted_is_not_counted_any_more(desk: Desk, ids: list[str]) -> None:
    before = count_people(desk, "ha")
    taken = take_in(desk, NewcomerDraft("Hassan"))
    assert count_people(desk, "ha") == before + 1
    desk.undo(taken.operation)
    assert count_people(desk, "ha") == before
    with desk.read() as session:
        assert session.scalar(text("SELECT count(*) FROM person_search")) == len(ids)
