# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the list of people is read: page by page, from indexes that hold all it shows.

Every page of the database that is read has to be decrypted, and people who stand together in the list lie apart in their
table. So nobody's row is read here. SQLAlchemy has no words for which index SQLite is to take; this is SQLite's own.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Row, text
from sqlalchemy.orm import Session

from laufmappe.casework.names.name_query import name_query, nearly_named
from laufmappe.records.newcomers import LISTED

_FOUND = "number IN (SELECT rowid FROM person_search WHERE person_search MATCH :match)"
_NAMED = "number IN (SELECT value FROM json_each(:numbers))"
_WALKED, _LOOKED_UP = "ix_newcomer_sort_name", "ix_newcomer_number"
_MANY = 1000
"""Of so many hits, a page is found sooner by walking the list than by sorting them all."""
_PAGE = """
SELECT person.number, {columns}
FROM (SELECT sort_name, number FROM newcomer INDEXED BY {index} WHERE {which}
      ORDER BY sort_name, number LIMIT :limit OFFSET :offset) AS line
CROSS JOIN newcomer AS person INDEXED BY ix_newcomer_list ON person.sort_name = line.sort_name AND person.number = line.number
ORDER BY line.sort_name, line.number
"""
_COLUMNS = ", ".join(f"person.{column}" for column in LISTED)


@dataclass(frozen=True)
class Sought:
    """Who is in the list: a condition of SQLite on the number, its parameters, and whether few people fulfil it."""

    which: str
    values: dict[str, Any]
    few: bool

    @classmethod
    def by(cls, session: Session, search: str) -> "Sought":
        """Everybody when nothing was typed; else those of whose names every word typed begins a word, in some spelling.

        Where nobody is found so, one letter of a word may be wrong.
        """
        if not search.strip():
            return cls("1", {}, few=False)
        match = name_query(search)
        found = _hits(session, match) if match else 0
        if found:
            return cls(_FOUND, {"match": match}, few=found < _MANY)
        return cls(_NAMED, {"numbers": json.dumps(nearly_named(session, search) if match else [])}, few=True)

    def rows(self, session: Session, limit: int, offset: int) -> Iterable[Row[Any]]:
        """A page of the list, by name."""
        walked = not self.few and (self.which == "1" or offset < _MANY)
        query = _PAGE.format(columns=_COLUMNS, index=_WALKED if walked else _LOOKED_UP, which=self.which)
        dates = dict.fromkeys(("next_due", "first_due", "closed_on"), Date)
        return session.execute(text(query).columns(**dates), {**self.values, "limit": limit, "offset": offset})

    def count(self, session: Session) -> int:
        """How many people the list has."""
        if self.which == _FOUND:
            # Whoever is kept has one line in the index of names, under the own number.
            query = "SELECT count(*) FROM person_search WHERE person_search MATCH :match"
        else:
            query = f"SELECT count(*) FROM newcomer WHERE {self.which}"  # noqa: S608  # one of the conditions above
        return int(session.scalar(text(query), self.values) or 0)

    def before(self, session: Session, sort_name: str, number: int) -> int | None:
        """How many people stand before a place in the list; None when the person there is not in it."""
        here = {**self.values, "sort_name": sort_name, "number": number}
        is_in = f"SELECT 1 FROM newcomer INDEXED BY {_LOOKED_UP} WHERE number = :number AND {self.which}"  # noqa: S608  # as above
        if session.scalar(text(is_in), here) is None:
            return None
        earlier = f"(sort_name, number) < (:sort_name, :number) AND {self.which}"
        query = f"SELECT count(*) FROM newcomer INDEXED BY {_WALKED} WHERE {earlier}"  # noqa: S608  # as above
        return int(session.scalar(text(query), here) or 0)


def _hits(session: Session, match: str) -> int:
    """How many people a query finds, counted up to `_MANY`."""
    query = text("SELECT count(*) FROM (SELECT 1 FROM person_search WHERE person_search MATCH :match LIMIT :many)")
    return session.scalar(query, {"match": match, "many": _MANY}) or 0
