# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every table of the record shares: ids, JSON columns, and which columns are derived."""

import os
import time
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DERIVED = {"derived": True}
"""Marks a column that is computed from others: it is neither journalled nor exported."""


def new_id() -> str:
    """A UUID of version 7 (RFC 9562): random, and sorted by the time of its making."""
    stamp = time.time_ns() // 1_000_000
    value = bytearray(stamp.to_bytes(6, "big") + os.urandom(10))
    value[6] = 0x70 | value[6] & 0x0F
    value[8] = 0x80 | value[8] & 0x3F
    text = value.hex()
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


def columns(entity: type[Base]) -> list[str]:
    """The names of an entity's columns that are kept for their own sake, in order."""
    return [c.key for c in entity.__mapper__.column_attrs if not c.columns[0].info.get("derived")]
