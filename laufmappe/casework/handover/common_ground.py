# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What two services have in common of a case, from the parcels that went to and fro: the base of the next merge. Pure.

A parcel says which parcel of the other side its sender had taken in before (`seen`). So a side knows of what it sent
whether the other had it, even when parcels cross or get lost.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from laufmappe.casework.cases.document import Document
from laufmappe.casework.cases.flat import aligned, document_of, flat
from laufmappe.casework.cases.merging import EMPTY, merge


@dataclass(frozen=True)
class Went:
    """A parcel that we sent: what was in it, and which of theirs we had taken in by then."""

    id: str
    document: Document = field(repr=False)
    seen: str | None = None


@dataclass(frozen=True)
class Came:
    """A parcel that we took in: what was in it, which of ours they had taken in by then, and what was common before."""

    id: str
    document: Document = field(repr=False)
    seen: str | None = None
    base: Document = field(default_factory=dict, repr=False)


def common_ground(seen: Went | None, last: Came | None) -> Document:
    """The base for a parcel whose sender had `seen` this one of ours, after `last` from them; empty without either."""
    if last is None:
        return seen.document if seen else {}
    if seen is None or last.seen == seen.id:
        return last.document
    if seen.seen == last.id:
        return _filled_up(seen.document, last.document)
    return _crossed(seen.document, last.document, last.base)


def with_new_ground(base: Document, mine: Document, theirs: Document, fields: Collection[str]) -> Document:
    """The base, where `fields` are those that neither side ever told the other: of them, nothing is common but the gap.

    So what one side has fills the gap of the other, as at the first parcel, and only what both have differs.
    """
    if not base:
        return base
    ours = flat(mine)
    incoming = aligned(flat(theirs), ours)
    case = aligned(flat(base), ours, incoming)
    for key, row in case.rows.items():
        for side in (ours, incoming):
            said = side.rows.get(key, {})
            row |= {name: said[name] for name in fields if name not in row and name in said and said[name] in EMPTY}
    return document_of(case, (), [])


def _crossed(sent: Document, received: Document, before: Document) -> Document:
    """The ground when our parcel and theirs crossed: each one's changes since the ground `before`.

    A field that both changed is left out: about it, nothing is common. A row that one removed and the other changed
    stands as it was before.
    """
    ground = merge(sent, received, before)
    case, earlier = flat(ground.document), flat(before)
    for conflict in ground.conflicts:
        key = conflict.table, conflict.id
        if not conflict.field and key in earlier.rows:
            case.add(key, earlier.rows[key], earlier.around.get(key))
        for name in conflict.mine if conflict.field and key in case.rows else ():
            case.rows[key].pop(name, None)
    return document_of(case, (), [])


def _filled_up(document: Document, other: Document) -> Document:
    """A document, with the values of another about which it says nothing."""
    case, more = flat(document), aligned(flat(other), flat(document))
    for key, row in more.rows.items():
        if key in case.rows:
            case.rows[key] = {**row, **case.rows[key]}
        elif key[0] not in case.said and (key not in more.around or more.around[key] in case.rows):
            case.add(key, row, more.around.get(key))
    case.said |= more.said
    return document_of(case, (), [])
