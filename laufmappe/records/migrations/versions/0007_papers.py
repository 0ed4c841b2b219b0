# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document can be the one that a paper of a recognition procedure asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("paper_id", sa.String(), nullable=True))
        document.create_foreign_key(
            "fk_document_paper_id", "recognition_paper", ["paper_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_document_paper_id", "document", ["paper_id"])


def downgrade() -> None:
    op.drop_index("ix_document_paper_id", table_name="document")
    with op.batch_alter_table("document") as document:
        document.drop_constraint("fk_document_paper_id", type_="foreignkey")
        document.drop_column("paper_id")
