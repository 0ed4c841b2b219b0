# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose lines the day shows, and how a line names somebody."""

from typing import Any

from sqlalchemy import ColumnElement, Row

from laufmappe.casework.desk import Desk
from laufmappe.records.newcomers import Newcomer

MOST = 200
"""Lines of one group at the most; nobody works off more in a day."""
NAME = (Newcomer.id, Newcomer.given_name, Newcomer.family_name, Newcomer.native_name)
"""The columns that `name_of` reads."""


def people(desk: Desk, only_mine: bool) -> list[ColumnElement[bool]]:
    """The open cases, all of them or those of the counsellor at the desk."""
    conditions: list[ColumnElement[bool]] = [Newcomer.closed_on.is_(None)]
    return [*conditions, Newcomer.counsellor == desk.who] if only_mine else conditions


def name_of(row: Row[*tuple[Any, ...]]) -> str:
    """How a line names the person."""
    return f"{row.given_name} {row.family_name}".strip() or str(row.native_name)
