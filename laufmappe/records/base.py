# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every table of the record shares: ids, JSON columns, and which columns are derived."""

import os
import time
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DERIVED = {"derived": True}
"""Marks a column that is computed from others: it is neither journalled nor exported."""


_latest = 0


def new_id() -> str:
    """A UUID of version 7 (RFC 9562): random, and sorted by the order of its making.

    The twelve bits behind the milliseconds hold their fraction (method 3), and a clock that stands still or goes back is
    stepped over: acts and events of the same moment are told apart by their ids.
    """
    global _latest
    _latest = max(time.time_ns() * 4096 // 1_000_000, _latest + 1)
    return uuid7(_latest >> 12, _latest & 0xFFF, int.from_bytes(os.urandom(8), "big"))


def uuid7(milliseconds: int, fraction: int, random: int) -> str:
    """The UUID of a moment since 1970 (with twelve bits below the millisecond) and of 62 random bits."""
    value = milliseconds << 80 | 0x7 << 76 | (fraction & 0xFFF) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Base(DeclarativeBase):
    """The parent of all tables; constraints have names, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {list[str]: JSON, dict[str, Any]: JSON}


class Kept(Base):
    """A table whose rows are told apart by a UUID."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)


@cache
def columns(entity: type[Base]) -> tuple[str, ...]:
    """The names of an entity's columns that are kept for their own sake, in order."""
    return tuple(c.key for c in entity.__mapper__.column_attrs if not c.columns[0].info.get("derived"))
