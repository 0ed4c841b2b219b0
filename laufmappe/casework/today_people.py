# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose lines the day shows, and how a line names somebody."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, bindparam, text
from sqlalchemy.orm import Session

from laufmappe.casework.desk import Desk
from laufmappe.records.chains import OPEN_STEP
from laufmappe.records.newcomers import Newcomer
from laufmappe.records.referrals import AWAITED

MOST = 200
"""Lines of one group at the most; nobody works off more in a day."""
FEW = 1000
"""So many cases of a counsellor are looked up before what is due; somebody with more of them soon has enough lines."""
NAME = (Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name)
"""The columns that `name_of` reads."""
_PERSON = """
CROSS JOIN newcomer INDEXED BY ix_newcomer_called ON newcomer.id = {}.newcomer_id
  AND newcomer.closed_on IS NULL AND (:who IS NULL OR newcomer.counsellor = :who)
  AND (:mine IS NULL OR {}.newcomer_id IN (SELECT value FROM json_each(:mine)))
"""
_CHAIN = """
CROSS JOIN agreed_chain INDEXED BY ix_agreed_chain_owner ON agreed_chain.id = step.chain_id AND agreed_chain.ended_on IS NULL
  AND (:mine IS NULL OR step.chain_id IN (SELECT id FROM agreed_chain WHERE newcomer_id IN (SELECT value FROM json_each(:mine))))
"""
_MINE = """
SELECT id FROM newcomer INDEXED BY ix_newcomer_called WHERE counsellor = :who AND closed_on IS NULL LIMIT :most
"""
WORDS = {
    "name": ", ".join(f"newcomer.{column.key}" for column in NAME),
    "open_step": OPEN_STEP,
    "awaited": AWAITED,
    "of_step": _CHAIN + _PERSON.format("agreed_chain", "agreed_chain"),
    **{f"of_{row}": _PERSON.format(row, row) for row in ("milestone", "referral", "appointment")},
}
"""What the queries of Heute share, in SQLite's own words, for their `{name}`: the columns of `name_of`, what is open, and whose
it is. SQLite keeps the order of a CROSS JOIN: it goes through what is due, the oldest first, until there are enough lines,
and takes the names from an index. Conditions of a partial index stand there word by word, so they are not parameters."""


def lines(desk: Desk, query: str, only_mine: bool, dates: tuple[str, ...] = (), **asked: object) -> list[Row[Any]]:
    """What a query with `WORDS` finds, of everybody or of the counsellor at the desk, at most `MOST` rows; `dates` are the columns that hold days."""
    days = [bindparam(name, type_=Date) for name, value in asked.items() if isinstance(value, date)]
    statement = text(f"{query.format_map(WORDS)} LIMIT :most").bindparams(*days).columns(**dict.fromkeys(dates, Date))
    with desk.read() as session:
        mine = _few(session, desk.who) if only_mine else None
        if mine == []:
            return []
        values = {"who": desk.who if only_mine else None, "mine": None if mine is None else json.dumps(mine)}
        return list(session.execute(statement, {**asked, **values, "most": MOST}))


def _few(session: Session, who: str) -> list[str] | None:
    """Whose counselling goes on with this counsellor; None where they are more than `FEW`."""
    found = list(session.scalars(text(_MINE), {"who": who, "most": FEW + 1}))
    return found if len(found) <= FEW else None


def people(desk: Desk, only_mine: bool) -> list[ColumnElement[bool]]:
    """The open cases, all of them or those of the counsellor at the desk."""
    conditions: list[ColumnElement[bool]] = [Newcomer.closed_on.is_(None)]
    return [*conditions, Newcomer.counsellor == desk.who] if only_mine else conditions


def name_of(row: Row[*tuple[Any, ...]]) -> str:
    """How a line names the person."""
    return f"{row.given_name} {row.family_name}".strip() or str(row.native_name)
