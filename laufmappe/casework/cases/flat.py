# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case document as a flat set of rows, for comparing two of them, and back. Pure functions."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from laufmappe.casework.cases.document import (
    FORMAT,
    OF_CHAIN,
    OF_RECOGNITION,
    OWNED,
    VERSION,
    Document,
    referred_services,
)

Key = tuple[str, str]
"""The table and the id of a row."""
Values = dict[str, Any]

PERSON = "newcomer"
_TOP = {entity.__tablename__: name for name, entity in OWNED.items()}
_INNER = {entity.__tablename__: (name, "agreed_chain") for name, entity in OF_CHAIN.items()}
_INNER |= {entity.__tablename__: (name, "recognition") for name, entity in OF_RECOGNITION.items()}
"""The tables inside a chain and inside a procedure: the name of their list, and the table around it."""
_SUBLISTS = {*OF_CHAIN, *OF_RECOGNITION, "recognition"}

_NATURAL: dict[str, Callable[[Values, str], str]] = {
    "spoken_language": lambda row, _around: str(row["code"]),
    "milestone": lambda row, _around: str(row["kind"]),
    "protected_need": lambda row, _around: str(row["kind"]),
    "code": lambda row, _around: str(row["code"]),
    "recognition": lambda _row, around: around,
    "release": lambda row, _around: "" if row.get("kind") == "recipient" or row.get("revoked_on") else "consent",
}
"""What makes two rows of these tables the same although their ids differ; an empty text makes none the same."""


@dataclass
class FlatCase:
    """The rows of a case by key, the row around each, and the tables that the document says something about."""

    person: str
    rows: dict[Key, Values] = field(default_factory=dict)
    around: dict[Key, Key] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def inside(self, key: Key) -> Iterator[Key]:
        """The rows that stand inside another."""
        return (inner for inner, outer in self.around.items() if outer == key)

    def add(self, key: Key, values: Values, around: Key | None) -> None:
        self.rows[key] = values
        if around is not None:
            self.around[key] = around

    def remove(self, key: Key) -> None:
        """Takes a row out, with all that stands inside it."""
        for inner in list(self.inside(key)):
            self.remove(inner)
        self.rows.pop(key, None)
        self.around.pop(key, None)


def flat(document: Document) -> FlatCase:
    """The rows of a document; services and history are left out. An empty document has none."""
    if PERSON not in document:
        return FlatCase("")
    case = FlatCase(document[PERSON]["id"])
    person = (PERSON, case.person)
    case.add(person, dict(document[PERSON]), None)
    case.said.add(PERSON)
    for table, name in _TOP.items():
        if name in document:
            case.said.add(table)
        for row in document.get(name, ()):
            _add(case, table, row, person)
    for table, (name, outer) in _INNER.items():
        holders = _holders(document, outer)
        if _outer_list(outer) in document and (not holders or any(name in holder for holder in holders)):
            case.said.add(table)
    if "qualification" in case.said:
        case.said.add("recognition")
    return case


def aligned(case: FlatCase, *models: FlatCase) -> FlatCase:
    """The same rows under the ids that a model has for the same person, language, date, code or procedure."""
    new_ids: dict[Key, str] = {(PERSON, case.person): next((m.person for m in models if m.person), case.person)}
    taken: set[Key] = set()
    for table in _NATURAL:
        known = [_natural(model, table, {}) for model in models]
        for name, key in _natural(case, table, new_ids).items():
            found = next((there[name] for there in known if name in there), None)
            if found is not None and found not in taken:
                taken.add(found)
                new_ids[key] = found[1]

    def renamed(key: Key) -> Key:
        return key[0], new_ids.get(key, key[1])

    result = FlatCase(renamed((PERSON, case.person))[1], said=set(case.said))
    for key, values in case.rows.items():
        around = case.around.get(key)
        result.add(renamed(key), {**values, "id": renamed(key)[1]}, renamed(around) if around else None)
    return result


def document_of(case: FlatCase, services: Collection[Document], history: list[Document]) -> Document:
    """The document of these rows, in the order of every document; only the services that it names."""
    document: Document = {"format": FORMAT, "version": VERSION, PERSON: case.rows[PERSON, case.person]}
    by_table: dict[str, list[Key]] = {}
    for key in case.rows:
        by_table.setdefault(key[0], []).append(key)
    children: dict[Key, list[Key]] = {}
    for key, outer in case.around.items():
        children.setdefault(outer, []).append(key)
    for table, name in _TOP.items():
        if table in case.said:
            keys = sorted(by_table.get(table, ()), key=lambda key: _order(table, case.rows[key]))
            document[name] = [_nested(case, key, children) for key in keys]
    named = referred_services(document)
    document["services"] = sorted((s for s in services if s["id"] in named), key=lambda s: str(s["id"]))
    document["history"] = history
    return document


def _add(case: FlatCase, table: str, row: Document, around: Key) -> None:
    key = (table, row["id"])
    case.add(key, {name: value for name, value in row.items() if name not in _SUBLISTS}, around)
    procedure = row.get("recognition") if table == "qualification" else None
    if procedure:
        _add(case, "recognition", procedure, key)
    for inner, (name, outer) in _INNER.items():
        if outer == table:
            for each in row.get(name, ()):
                _add(case, inner, each, key)


def _nested(case: FlatCase, key: Key, children: Mapping[Key, list[Key]]) -> Document:
    row = dict(case.rows[key])
    inner = children.get(key, [])
    if key[0] == "qualification":
        procedures = [_nested(case, each, children) for each in inner if each[0] == "recognition"]
        row["recognition"] = procedures[0] if procedures else None
    for table, (name, outer) in _INNER.items():
        if outer == key[0] and table in case.said:
            keys = sorted((each for each in inner if each[0] == table), key=lambda each: _order(table, case.rows[each]))
            row[name] = [_nested(case, each, children) for each in keys]
    return row


def _order(table: str, row: Values) -> tuple[Any, ...]:
    if table in ("spoken_language", "step"):
        return row.get("position", 0), row["id"]
    return (row["on_date"], row["id"]) if table == "recognition_event" else (row["id"],)


def _natural(case: FlatCase, table: str, new_ids: Mapping[Key, str]) -> dict[str, Key]:
    """The rows of a table by what makes them the same, the first of each."""
    found: dict[str, Key] = {}
    for key, row in case.rows.items():
        if key[0] == table:
            outer = case.around[key]
            name = _NATURAL[table](row, new_ids.get(outer, outer[1]))
            if name:
                found.setdefault(name, key)
    return found


def _outer_list(outer: str) -> str:
    return "chains" if outer == "agreed_chain" else "qualifications"


def _holders(document: Document, outer: str) -> list[Document]:
    rows = document.get(_outer_list(outer), ())
    if outer == "agreed_chain":
        return list(rows)
    return [row["recognition"] for row in rows if row.get("recognition")]
