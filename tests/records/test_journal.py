# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Act, Desk
from laufmappe.records.chains import AgreedChain, Step
from laufmappe.records.journal import Change, Operation
from laufmappe.records.newcomers import Milestone, Newcomer, Setting

Noted = list[tuple[str, dict[str, Any] | None, dict[str, Any] | None]]
Write = Callable[[str], AbstractContextManager[Act]]


@pytest.fixture
def person(desk: Desk) -> str:
    with desk.write("begin") as act:
        newcomer = Newcomer(number=1, given_name="Amira", taken_in_on=desk.today())
        newcomer.milestones.append(Milestone(kind="arrival", on_date="2026-10"))
        act.session.add(newcomer)
    return newcomer.id


def _noted(desk: Desk, verb: str) -> Noted:
    with desk.read() as session:
        query = select(Change).join(Operation).where(Operation.verb == verb).order_by(Change.position)
        return [(change.entity, change.before, change.after) for change in session.scalars(query)]


def test_an_added_row_is_noted_whole_with_its_id_and_the_row_it_belongs_to(desk: Desk, person: str) -> None:
    newcomer, milestone = _noted(desk, "begin")
    assert newcomer[:2] == ("newcomer", None)
    assert newcomer[2] is not None
    assert (newcomer[2]["id"], newcomer[2]["needs"], newcomer[2]["taken_in_on"]) == (person, [], "2026-11-23")
    assert "number" not in newcomer[2]
    assert milestone[2] is not None
    assert milestone[2]["newcomer_id"] == person


def test_a_changed_row_is_noted_with_what_differs_before_and_after(desk: Desk, person: str) -> None:
    with desk.write("change") as act:
        row = act.session.get_one(Newcomer, person)
        row.given_name, row.family_name, row.closed_on, row.needs = "Amira", "Haddad", date(2026, 11, 1), ["work"]
    assert _noted(desk, "change") == [
        (
            "newcomer",
            {"family_name": "", "closed_on": None, "needs": []},
            {"family_name": "Haddad", "closed_on": "2026-11-01", "needs": ["work"]},
        )
    ]


def test_a_removed_row_is_noted_whole_so_that_it_can_come_back(desk: Desk, person: str) -> None:
    with desk.write("remove") as act:
        row = act.session.get_one(Newcomer, person)
        act.session.delete(row.milestones[0])
    ((entity, before, after),) = _noted(desk, "remove")
    assert (entity, after) == ("milestone", None)
    assert before is not None
    assert (before["kind"], before["on_date"], before["newcomer_id"]) == ("arrival", "2026-10", person)


def test_rows_that_go_with_their_owner_are_noted_too(desk: Desk, person: str) -> None:
    with desk.write("remove") as act:
        act.session.delete(act.session.get_one(Newcomer, person))
    assert sorted(entity for entity, _before, _after in _noted(desk, "remove")) == ["milestone", "newcomer"]


def test_a_row_that_was_written_several_times_in_one_act_is_noted_once(desk: Desk, person: str) -> None:
    with desk.write("change") as act:
        row = act.session.get_one(Newcomer, person)
        for name in ("Anna", "Berta", "Clara"):
            row.given_name = name
            act.session.flush()
        chain = AgreedChain(newcomer_id=person, template="K1", template_version=1, name="", agreed_on=desk.today())
        act.session.add(chain)
        act.session.flush()
        chain.name = "Im Asylverfahren"
        act.session.flush()
        gone = Step(chain_id=chain.id, position=0, title="Weg", state_since=desk.today())
        act.session.add(gone)
        act.session.flush()
        act.session.delete(gone)
        row.family_name = "Haddad"
        act.session.flush()
        row.family_name = ""
    newcomer, chain_noted = _noted(desk, "change")
    assert newcomer == ("newcomer", {"given_name": "Amira"}, {"given_name": "Clara"})
    assert chain_noted[1] is None
    assert chain_noted[2] is not None
    assert chain_noted[2]["name"] == "Im Asylverfahren"


def test_what_follows_from_others_is_not_noted(desk: Desk, person: str) -> None:
    with desk.write("derive") as act:
        act.session.get_one(Newcomer, person).sort_name = "haddad"
    assert _noted(desk, "derive") == []


def test_settings_are_noted_by_their_key(desk: Desk) -> None:
    with desk.write("set") as act:
        act.session.add(Setting(key="city", value="Musterstadt"))
    assert _noted(desk, "set") == [("setting", None, {"key": "city", "value": "Musterstadt"})]


def test_an_act_that_fails_leaves_no_row_and_no_line(desk: Desk, person: str) -> None:
    with pytest.raises(RuntimeError), desk.write("fail") as act:
        act.session.get_one(Newcomer, person).given_name = "Anna"
        act.session.flush()
        raise RuntimeError
    assert _noted(desk, "fail") == []
    with desk.read() as session:
        assert session.get_one(Newcomer, person).given_name == "Amira"
        assert session.scalars(select(Operation).where(Operation.verb == "fail")).all() == []


def test_an_act_whose_last_write_fails_leaves_nothing(desk: Desk, person: str) -> None:
    with _failing_commit(desk), pytest.raises(OSError, match="gone"), desk.write("fail") as act:
        act.session.get_one(Newcomer, person).given_name = "Anna"
    with desk.read() as session:
        assert session.get_one(Newcomer, person).given_name == "Amira"


@contextmanager
def _failing_commit(desk: Desk) -> Iterator[None]:
    def fail(_session: Session) -> None:
        raise OSError("the stick is gone")

    event.listen(Session, "before_commit", fail)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", fail)


def test_an_act_says_who_and_when(desk: Desk, person: str) -> None:
    with desk.read() as session:
        operation = session.scalars(select(Operation)).one()
    assert (operation.verb, operation.who, operation.undone, operation.undoes) == (
        "begin",
        "Maria Beispiel",
        False,
        None,
    )
    assert operation.at.endswith("+00:00")
