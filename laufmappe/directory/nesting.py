# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of tables ⇄ nested objects, without loss: an object that hangs on several others stands in each of them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from laufmappe.directory.tables import LINKS, LISTS, SCALAR_PARENTS, TABLES

Row = dict[str, Any]
Tables = dict[str, list[Row]]

OURS = UUID("5b0f5a3e-3f0a-5b6c-9d39-6d1f3c7f0c11")
"""The namespace of the ids that we make for objects of the exchange: the same thing gets the same id each time."""


def made_id(*parts: Any) -> str:
    """An id that follows from what it stands for."""
    return str(uuid5(OURS, "/".join(map(str, parts))))


class Nest:
    """Tables whose rows are to be read as objects. `used` are the rows that an object holds, by table and id.

    The same row is the same object wherever it hangs: a file can't grow by naming one row a thousand times. Whoever gets
    an object must not change it.
    """

    def __init__(self, tables: Tables) -> None:
        self._rows = {name: {row["id"]: row for row in rows} for name, rows in tables.items()}
        self._children: dict[tuple[str, str, str], list[Row]] = {}
        self._made: dict[tuple[str, str], Row] = {}
        self.used: set[tuple[str, str]] = set()
        for name, rows in tables.items():
            for row in rows:
                for parent, _column, parent_id in self._parents(name, row):
                    self._children.setdefault((name, parent, parent_id), []).append(row)

    def object(self, name: str, row: Row) -> Row:
        """The row of a table with everything that hangs on it."""
        row_id = row["id"]
        if (name, row_id) in self._made:
            return self._made[name, row_id]
        self.used.add((name, row_id))
        nested = dict(row)
        self._made[name, row_id] = nested
        for _parent, column, _id in self._parents(name, row):
            nested.pop(column, None)
        for key, held, column in TABLES[name].objects:
            found = self._rows.get(held, {}).get(row.get(column))
            if found is not None and key not in row:
                nested.pop(column, None)
                nested[key] = self.object(held, found)
        for key, child in LISTS[name].items():
            children = self._children.get((child, name, row_id), [])
            if children and key not in row:
                nested[key] = [self.object(child, each) for each in children]
        return nested

    def _parents(self, name: str, row: Row) -> Iterator[tuple[str, str, str]]:
        """The rows that this one hangs on, as table, column and id."""
        for parent in TABLES[name].parents:
            column = f"{parent}_id"
            if (name, parent) in SCALAR_PARENTS:
                continue
            if row.get(column) in self._rows.get(parent, {}):
                yield parent, column, row[column]
        if name in LINKS:
            column, named = LINKS[name]
            # What the row says of the table is asked first; published examples say wrong things.
            for parent in sorted(TABLES, key=lambda parent: parent != row.get(named)):
                if row.get(column) in self._rows.get(parent, {}) and LISTS[parent].get(TABLES[name].key) == name:
                    yield parent, column, row[column]
                    return


def flatten(objects: Iterable[tuple[str, Row]], loose: Iterable[tuple[str, Row]] = ()) -> dict[str, dict[str, Row]]:
    """The rows of nested objects by table and id. The same id twice is one row where both say the same of it.

    `loose` objects are left out where a row has their id already: since then they have found their place.
    """
    tables: dict[str, dict[str, Row]] = {}
    for name, nested in objects:
        _add(tables, name, nested, {})
    for name, nested in loose:
        if nested.get("id") not in tables.get(name, {}):
            _add(tables, name, nested, {})
    return tables


def _add(tables: dict[str, dict[str, Row]], name: str, nested: Row, held_by: Row) -> str:
    """Adds an object and what hangs on it; says under which id."""
    lists = LISTS[name]
    row = {k: v for k, v in nested.items() if v is not None and not (k in lists and _are_objects(v))}
    # A link names the table that it leads to; where the object named it, its own word stays.
    row = {**row, **{k: v for k, v in held_by.items() if k not in _NAMED or k not in row}}
    if not row.get("id"):
        row["id"] = made_id(name, json.dumps([nested, held_by], sort_keys=True, default=str))
    row["id"] = str(row["id"])
    for key, held, column in TABLES[name].objects:
        if isinstance(row.get(key), dict):
            row[column] = _add(tables, held, row.pop(key), {})
    row_id = _merge(tables.setdefault(name, {}), row, held_by)
    for key, child in lists.items():
        if _are_objects(nested.get(key)):
            holder = {LINKS[child][0]: row_id, LINKS[child][1]: name} if child in LINKS else {f"{name}_id": row_id}
            for each in nested[key]:
                _add(tables, child, each, holder)
    return row_id


_NAMED = {named for _column, named in LINKS.values()}


def _merge(rows: dict[str, Row], row: Row, held_by: Row) -> str:
    there = rows.get(row["id"])
    if there is not None and any(there.get(k, v) != v for k, v in row.items()):
        # Two things under one id: the second gets an id of its own, or a table could hold only one of them.
        row["id"] = made_id(row["id"], json.dumps([row, held_by], sort_keys=True, default=str))
        there = rows.get(row["id"])
    if there is None:
        rows[row["id"]] = row
    else:
        there.update(row)
    return str(row["id"])


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
