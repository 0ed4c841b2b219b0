# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alembic's entry: runs the migrations on the connection that `laufmappe.records.schema` hands over."""

from alembic import context

from laufmappe.records import journal
from laufmappe.records.base import Base

assert journal.JOURNALLED, "all tables are known"
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
