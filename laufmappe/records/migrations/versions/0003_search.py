# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching: an index of what was written down of people, the state of both indexes, and steps that wait by their date."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "note_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_place")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_note_place_subject_id")),
    )
    op.execute(
        "CREATE VIRTUAL TABLE note_search USING fts5(words, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    op.create_table("index_state", sa.Column("version", sa.Integer(), nullable=False))
    op.execute("INSERT INTO index_state(version) VALUES (0)")
    op.create_index(
        "ix_step_waiting",
        "step",
        ["state", "state_since", "expected_on", "chain_id"],
        sqlite_where=sa.text("state IN ('waiting', 'paused')"),
    )


def downgrade() -> None:
    op.drop_index("ix_step_waiting", table_name="step")
    op.drop_table("index_state")
    op.execute("DROP TABLE note_search")
    op.drop_table("note_place")
