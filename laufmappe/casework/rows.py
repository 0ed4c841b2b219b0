# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of the record as frozen views of the same field names."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from laufmappe.records.base import Base

View = TypeVar("View")


def viewed(rows: Iterable[Base], view: type[View]) -> tuple[View, ...]:
    """Each row as a view; lists become tuples."""
    return tuple(as_view(row, view) for row in rows)


def as_view(row: Base, view: type[View]) -> View:
    """A row as a view that has fields of the same names."""
    found: Any = view
    return view(**{f.name: _frozen(getattr(row, f.name)) for f in fields(found)})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
